"""Numbers the things of an outline so that what is opened together stands together, and cuts the numbers into parts."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from cengji.projection import NODE_TYPES
from cengji.projection.outline import Outline
from cengji.view.large.sizes import Sizes

__all__ = ["Numbering", "number_things"]

_PLACE: Final = NODE_TYPES.index("place")
_MOST_BESIDE: Final = 3


@dataclass(slots=True)
class Numbering:
    """Numbers of things: the children of a thing have consecutive ones, ``first`` and ``count`` say which.

    ``things`` are the places in the outline by number, ``numbers`` the inverse. The first ``head`` stand in the page; part ``n`` holds
    those from ``starts[n]`` on. The few bodies that alone lie below a place stand *beside* it, in its part: their numbers begin at
    ``listed``, in the order of their hosts, those of part ``n`` at ``beside_starts[n]``.
    """

    things: array[int]
    numbers: array[int]
    first: array[int]
    count: array[int]
    listed: int
    head: int
    below: dict[int, Counter[int]]
    starts: list[int] = field(default_factory=list)
    beside_starts: list[int] = field(default_factory=list)

    def part_of(self, number: int) -> int:
        """Return the part of a thing, -1 for the page itself."""
        return bisect_right(self.starts, number) - 1 if number < self.listed else bisect_right(self.beside_starts, number) - 1


def number_things(outline: Outline, sizes: Sizes) -> Numbering:
    """Return the numbers of the things of an outline.

    Whole levels from the top go into the page, as long as not more things than ``sizes.head`` are in it. What lies further down is numbered
    sibling by sibling, then what lies below the first of them, and so on. Siblings stand by type, places first, then by IRI.
    """
    size = len(outline)
    heads, order = _group_by_parent(outline)
    is_beside = _find_beside(outline, heads, order)
    first, count = array("i", bytes(4 * (size + 1))), array("i", bytes(4 * (size + 1)))
    things: array[int] = array("i")

    def number_children(parent: int) -> list[int]:
        children = [one for one in order[heads[parent + 1] : heads[parent + 2]] if not is_beside[one]]
        first[parent], count[parent] = len(things), len(children)
        things.extend(children)
        return children

    level, head = number_children(-1), 0
    if len(things) <= sizes.head:
        head = len(things)
        while level and len(things) + sum(_count_children(heads, order, is_beside, one) for one in level) <= sizes.head:
            level = [child for one in level for child in number_children(one)]
            head = len(things)
    pending = level[::-1]
    while pending:
        pending.extend(number_children(pending.pop())[::-1])
    listed = len(things)
    for host in list(things):
        things.extend(one for one in order[heads[host + 1] : heads[host + 2]] if is_beside[one])
    numbers = array("i", [-1]) * size
    for number, thing in enumerate(things):
        numbers[thing] = number
    return Numbering(things, numbers, first, count, listed, head, _count_below(outline, things[:listed]))


def _group_by_parent(outline: Outline) -> tuple[array[int], list[int]]:
    """Return where the children of each thing begin, those of none first, and the things so sorted."""
    types, parents = outline.types, outline.parents
    order = sorted(range(len(outline)), key=lambda one: (parents[one], types[one], one))
    heads = array("i", bytes(4 * (len(outline) + 2)))
    for parent in parents:
        heads[parent + 2] += 1
    for place in range(1, len(heads)):
        heads[place] += heads[place - 1]
    return heads, order


def _find_beside(outline: Outline, heads: array[int], order: list[int]) -> bytearray:
    """Return which things stand beside their parent: up to three that are no places and have nothing below them, of a place."""
    marks = bytearray(len(outline))
    for parent, kind in enumerate(outline.types):
        if kind != _PLACE:
            continue
        bodies = [one for one in order[heads[parent + 1] : heads[parent + 2]] if outline.types[one] != _PLACE]
        if 0 < len(bodies) <= _MOST_BESIDE and all(heads[one + 1] == heads[one + 2] for one in bodies):
            for one in bodies:
                marks[one] = 1
    return marks


def _count_children(heads: array[int], order: list[int], is_beside: bytearray, parent: int) -> int:
    return sum(not is_beside[one] for one in order[heads[parent + 1] : heads[parent + 2]])


def _count_below(outline: Outline, things: array[int]) -> dict[int, Counter[int]]:
    """Return for each thing how many lie below it by tier, -1 for no tier; those beside their place are not counted."""
    below: dict[int, Counter[int]] = {}
    for thing in reversed(things):
        parent = outline.parents[thing]
        counts = below.setdefault(parent, Counter())
        counts[outline.tiers[thing]] += 1
        if thing in below:
            counts.update(below[thing])
    return below
