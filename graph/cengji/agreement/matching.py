"""Which statement of one curation is which of another: one-to-one, by the characters of their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import networkx as nx

from cengji.cases.parts import Evidence, Labelled, Part
from cengji.text.characters import plain_name

__all__ = ["characters_of", "evidence_within", "match", "names_of", "share_of"]

_Item = TypeVar("_Item")


def match(firsts: Sequence[_Item], seconds: Sequence[_Item], weigh: Callable[[_Item, _Item], int]) -> list[tuple[int, int]]:
    """Return places of pairs, each item in at most one, whose weights have the greatest sum; 0 is no pair.

    >>> match([2, 3], [30, 21], lambda first, second: second if second % first == 0 else 0)
    [(0, 0), (1, 1)]
    """
    graph = nx.Graph()
    for place, first in enumerate(firsts):
        for other, second in enumerate(seconds, len(firsts)):
            if weight := weigh(first, second):
                graph.add_edge(place, other, weight=weight)
    return sorted((min(pair), max(pair) - len(firsts)) for pair in nx.max_weight_matching(graph))


def evidence_within(part: Part) -> list[Evidence]:
    """Return the evidence of an entry, of a ladder that of its rungs too; the head of a case and claims of one body have none."""
    return [*getattr(part, "evidence", ()), *(one for rung in getattr(part, "rungs", ()) for one in rung.evidence)]


def characters_of(part: Part) -> frozenset[int]:
    """Return the raw characters of the evidence of an entry, of a ladder those of its rungs too."""
    located = ((one.start, one.end) for one in evidence_within(part))
    return frozenset(place for start, end in located if start is not None and end is not None for place in range(start, end))


def share_of(first: frozenset[_Item], second: frozenset[_Item]) -> float:
    """Return the share that two sets have in common of all that is in either, 0 to 1."""
    return len(first & second) / len(first | second) if first | second else 1.0


def names_of(item: Part | None) -> frozenset[str]:
    """Return the names of an item without quotes."""
    return frozenset(plain_name(name) for name in (item.label.zh, *item.aliases)) if isinstance(item, Labelled) else frozenset()
