"""The network by tier: a column a tier of the common scale, a band a place, each cell packed in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from operator import itemgetter
from typing import Final

from cengji.projection.hierarchy import place_homes
from cengji.projection.layout.radial import Point
from cengji.projection.records import NODE_TYPES, Node, Projection

__all__ = ["Band", "TierLayout", "place_by_tier"]

# The room of one mark, in pixels of the network at scale 1.
_WIDE: Final = 34
_HIGH: Final = 30
# The room between two columns or two bands.
_GAP: Final = 64
# How many columns of marks a cell has for each row of it.
_FLAT: Final = 1.4
_ALIKE: Final = itemgetter(*map(Node._fields.index, ("type", "kind")))  # in less time than the attributes of the many


@dataclass(frozen=True, slots=True)
class Band:
    """A stripe of the picture: the key of its case or the IRI of its tier, from pixel to pixel."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TierLayout:
    """The positions, the columns from left to right (tier "" = none) and the bands from top to bottom (case "" = shared)."""

    at: Mapping[str, Point]
    columns: tuple[Band, ...]
    bands: tuple[Band, ...]


def place_by_tier(projection: Projection, *, rungs: bool = False) -> TierLayout:
    """Return each node but the rungs, or with them, in the cell of its case and effective tier, at an integer position.

    What is tied to nothing with a tier stands in a column of its own, the last.
    """
    nodes, homes = projection.nodes, place_homes(projection, rungs=rungs)
    rank = {name: place for place, name in enumerate(NODE_TYPES)}
    alike = sorted({_ALIKE(node) for node in nodes}, key=lambda one: (rank[one[0]], one[1]))
    start = {one: place * len(nodes) for place, one in enumerate(alike)}
    cells: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, (node, home) in enumerate(zip(nodes, homes, strict=True)):
        if home is not None:
            cells[home, node.effective_tier].append(start[_ALIKE(node)] + place)  # sorted, those alike stand together
    known = [case.key for case in projection.cases]
    wide: dict[str, int] = {}
    high: dict[str, int] = {}
    shape = {cell: _shape(len(held)) for cell, held in cells.items()}
    for (case, tier), (columns_of, rows_of) in shape.items():
        wide[tier], high[case] = max(columns_of, wide.get(tier, 0)), max(rows_of, high.get(case, 0))
    cases = [case for case in [*known, *sorted(high.keys() - set(known) - {""}), ""] if case in high]
    scale = [tier for tier in [*(tier.iri for tier in projection.tiers), ""] if tier in wide]
    columns = _bands(scale, {tier: wide[tier] * _WIDE for tier in scale})
    bands = _bands(cases, {case: high[case] * _HIGH for case in cases})
    left, top = {band.key: band.start for band in columns}, {band.key: band.start for band in bands}
    found: list[Point | None] = [None] * len(nodes)
    for (case, tier), held in cells.items():
        x, y = left[tier], top[case]
        across, down = shape[case, tier]
        points = [(x + _WIDE * column, y + _HIGH * row) for row in range(down) for column in range(across)]
        for number, point in zip(sorted(held), points, strict=False):
            found[number % len(nodes)] = point
    at = {node.iri: point for node, point in zip(nodes, found, strict=True) if point is not None}
    return TierLayout(at, columns, bands)


def _shape(count: int) -> tuple[int, int]:
    """Return the columns and rows of a cell with so many marks."""
    wide = max(1, ceil(sqrt(count * _FLAT)))
    return wide, ceil(count / wide)


def _bands(keys: Sequence[str], lengths: Mapping[str, int]) -> tuple[Band, ...]:
    bands: list[Band] = []
    start = 0
    for key in keys:
        bands.append(Band(key, start, start + lengths[key]))
        start += lengths[key] + _GAP
    return tuple(bands)
