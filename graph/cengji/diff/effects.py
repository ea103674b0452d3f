"""The effect of a difference on a saved query: how many of its rows come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Effect", "effect"]


@dataclass(frozen=True, slots=True)
class Effect:
    """Rows of a query that only one side gives; equal rows count as often as they stand."""

    query: str
    withdrawn: int
    added: int


def effect(query: str, old: Iterable[tuple[str, ...]], new: Iterable[tuple[str, ...]]) -> Effect | None:
    """Compare two answers to a query, whatever their order; None where they have the same rows.

    >>> effect("bodies", [("a",), ("a",)], [("a",), ("b",)])
    Effect(query='bodies', withdrawn=1, added=1)
    """
    before, after = Counter(old), Counter(new)
    withdrawn, added = (before - after).total(), (after - before).total()
    return Effect(query, withdrawn, added) if withdrawn or added else None
