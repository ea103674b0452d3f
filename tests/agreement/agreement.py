"""Agreement of two curations of one document, by kind of statement.

Two statements are the same if they give the same figure (value or range, comparator, unit) over
overlapping characters, carry the same name or an alias of it, or stand on the same rungs; keys, which
each curator chooses, never count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from cengji.cases.case import Case
from cengji.cases.measures import Figure
from cengji.cases.organization import Ladder, Relation
from cengji.cases.parts import Labelled

__all__ = ["Agreement", "agreements"]

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many statements of a kind each curation has, and how many of each the other has too."""

    kind: str
    first: int
    second: int
    first_found: int
    second_found: int

    @property
    def share(self) -> float:
        """Twice what both have over all there is (the F-measure of one against the other), in percent."""
        total = self.first + self.second
        return 100.0 * (self.first_found + self.second_found) / total if total else 100.0


def agreements(first: Case, second: Case) -> list[Agreement]:
    """Compare two curations, kind by kind."""
    return [
        _compare("figures", first.figures, second.figures, _same_figure),
        _compare("figures, with comparator and unit", first.figures, second.figures, _equal_figure),
        _compare("measures", first.measures, second.measures, _same_name),
        _compare("groups and bodies", [*first.groups, *first.bodies], [*second.groups, *second.bodies], _same_name),
        _compare("ladders", first.ladders, second.ladders, lambda one, other: _same_ladder(first, one, second, other)),
        _compare("events", first.events, second.events, _same_place),
        _compare("posts", first.posts, second.posts, _same_name),
        _compare("relations", first.relations, second.relations, _same_relation),
        _compare("places", first.places, second.places, _same_name),
    ]


def _compare(kind: str, first: Iterable[_Item], second: Iterable[_Item], same: Callable[[_Item, _Item], bool]) -> Agreement:
    ones, others = list(first), list(second)
    found = sum(any(same(one, other) for other in others) for one in ones)
    back = sum(any(same(one, other) for one in ones) for other in others)
    return Agreement(kind, len(ones), len(others), found, back)


def _overlap(one: Labelled | Figure | Relation, other: Labelled | Figure | Relation) -> bool:
    spans = [(e.start, e.end) for e in one.evidence if e.start is not None and e.end is not None]
    theirs = [(e.start, e.end) for e in other.evidence if e.start is not None and e.end is not None]
    return any(start < their_end and their_start < end for start, end in spans for their_start, their_end in theirs)


def _same_figure(one: Figure, other: Figure) -> bool:
    return (one.value, one.lower, one.upper) == (other.value, other.lower, other.upper) and _overlap(one, other)


def _equal_figure(one: Figure, other: Figure) -> bool:
    return _same_figure(one, other) and (one.comparator, one.unit) == (other.comparator, other.unit)


def _names(item: Labelled) -> set[str]:
    return {re.sub(r"[\s“”‘’《》（）()、,，·+-]", "", name) for name in (item.label.zh, *item.aliases)}


def _same_name(one: Labelled, other: Labelled) -> bool:
    mine, theirs = _names(one), _names(other)
    if mine & theirs:
        return True
    within = any(a in b or b in a for a in mine for b in theirs if min(len(a), len(b)) >= 2)
    return within and _overlap(one, other)


def _same_place(one: Labelled, other: Labelled) -> bool:
    return _same_name(one, other) or _overlap(one, other)


def _same_ladder(first: Case, one: Ladder, second: Case, other: Ladder) -> bool:
    return (
        one.line == other.line and [rung.tier for rung in one.rungs] == [rung.tier for rung in other.rungs] and first.title == second.title
    )


def _same_relation(one: Relation, other: Relation) -> bool:
    return one.relation == other.relation and _overlap(one, other)
