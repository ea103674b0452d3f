"""What the fields of a form complete: the concepts of the schemes, found by Chinese, pinyin, English or key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cengji.core.pinyin import syllables

__all__ = ["ConceptName", "describe_concepts"]


@dataclass(frozen=True, slots=True)
class ConceptName:
    """The label of a concept in Chinese and English, its other Chinese names, and the key of its usual tier if it has one."""

    zh: str
    en: str
    others: tuple[str, ...] = ()
    tier: str = ""


def describe_concepts(schemes: Mapping[str, Mapping[str, ConceptName]]) -> dict[str, list[dict[str, Any]]]:
    """Return the concepts of each scheme as the page completes them, those with the same beginning of their keys together."""
    return {
        scheme: [
            {"key": key, "zh": one.zh, "en": one.en, "others": one.others, "pinyin": syllables(one.zh), "tier": one.tier}
            for key, one in sorted(concepts.items())
        ]
        for scheme, concepts in schemes.items()
    }
