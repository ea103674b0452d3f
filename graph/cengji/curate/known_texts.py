"""The English of texts that are said already: of a reason, note or purpose in the same Chinese, in the case or in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from cengji.draft.knowledge import Knowledge, most_common

__all__ = ["give_english"]


def give_english(new: Any, old: Any, value: Mapping[str, Any], knowledge: Knowledge) -> Any:  # noqa: ANN401 - plain YAML values
    """Return a field with the English of its texts where it is said elsewhere and their Chinese was typed and no English.

    :param old: what the field held; a text that was there stays as it is sent.
    :param value: the case, whose own words go first.
    """
    if not any(_lacking(new)):
        return new
    return _given(new, [dict(_texts(old)), dict(_texts(value)), knowledge.learn(_said)])


def _lacking(value: Any) -> Iterator[bool]:  # noqa: ANN401 - plain YAML values
    """Yield True for each text that has no English."""
    if isinstance(value, list):
        for one in value:
            yield from _lacking(one)
    elif isinstance(value, Mapping):
        if isinstance(value.get("zh"), str) and set(value) <= {"zh", "en"}:
            yield from [True] if not value.get("en") else []
        else:
            for one in value.values():
                yield from _lacking(one)


def _given(new: Any, said: list[dict[str, str]]) -> Any:  # noqa: ANN401 - plain YAML values
    if isinstance(new, list):
        return [_given(one, said) for one in new]
    if not isinstance(new, Mapping):
        return new
    chinese = new.get("zh")
    if isinstance(chinese, str) and set(new) <= {"zh", "en"}:
        there, *elsewhere = said
        english = None if new.get("en") or chinese in there else next((one[chinese] for one in elsewhere if chinese in one), None)
        return {**new, "en": english} if english else new
    return {name: _given(one, said) for name, one in new.items()}


def _said(knowledge: Knowledge) -> dict[str, str]:
    """Return the English of each text of the cases at hand: the most common one."""
    found: dict[str, Counter[str]] = {}
    for case in knowledge.cases:
        for chinese, english in _texts(case.model_dump(exclude_none=True, exclude_defaults=True)):
            found.setdefault(chinese, Counter())[english] += 1
    return {chinese: str(most_common(held.elements())) for chinese, held in found.items()}


def _texts(value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - plain YAML values
    """Yield the texts in two languages of a value, in reading order."""
    if isinstance(value, Mapping):
        if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            yield value["zh"], value["en"]
        else:
            for one in value.values():
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
