"""The network by tier: a column a tier of the common scale, a band a place, each cell packed in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from cengji.projection.hierarchy import find_homes
from cengji.projection.layout.radial import Point
from cengji.projection.records import NODE_TYPES, Projection

__all__ = ["Band", "TierLayout", "place_by_tier"]

# The room of one mark, in pixels of the network at scale 1.
_WIDE: Final = 34
_HIGH: Final = 30
# The room between two columns or two bands.
_GAP: Final = 64
# How many columns of marks a cell has for each row of it.
_FLAT: Final = 1.4


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
    home = find_homes(projection, rungs=rungs)
    alike: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for iri, kind, _, _, _, _, concept, _, _, _, _, _, _, _, standing in sorted(projection.nodes):
        if (case := home.get(iri)) is not None:
            alike[kind, concept, case, standing].append(iri)
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    rank = {name: place for place, name in enumerate(NODE_TYPES)}
    for group in sorted(alike, key=lambda group: (rank[group[0]], group[1])):
        cells[group[2:]] += alike[group]
    known = [case.key for case in projection.cases]
    wide: dict[str, int] = {}
    high: dict[str, int] = {}
    shape = {cell: _shape(len(iris)) for cell, iris in cells.items()}
    for (case, tier), (columns_of, rows_of) in shape.items():
        wide[tier], high[case] = max(columns_of, wide.get(tier, 0)), max(rows_of, high.get(case, 0))
    cases = [case for case in [*known, *sorted(set(home.values()) - set(known) - {""}), ""] if case in high]
    scale = [tier for tier in [*(tier.iri for tier in projection.tiers), ""] if tier in wide]
    columns = _bands(scale, {tier: wide[tier] * _WIDE for tier in scale})
    bands = _bands(cases, {case: high[case] * _HIGH for case in cases})
    left, top = {band.key: band.start for band in columns}, {band.key: band.start for band in bands}
    at: dict[str, Point] = {}
    for (case, tier), iris in cells.items():
        across, x, y = shape[case, tier][0], left[tier], top[case]
        for place, iri in enumerate(iris):
            at[iri] = (x + _WIDE * (place % across), y + _HIGH * (place // across))
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
