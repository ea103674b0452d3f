"""The network by tier: a column a tier of the common scale, a band a place, each cell packed in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from cengji.view.layout.radial import Point
from cengji.view.layout.tree import homes
from cengji.view.model import NODE_TYPES, ViewGraph

__all__ = ["Band", "TierLayout", "by_tier"]

_WIDE: Final = 34
_HIGH: Final = 30
"""The room of one mark, in pixels of the network at scale 1."""
_GAP: Final = 64
"""The room between two columns or two bands."""
_FLAT: Final = 1.4
"""How many columns of marks a cell has for each row of it."""
_LEADING: Final = ("about", "postIn", "runBy", "subsetOf", "memberOfGroup", "actsOn", "partOf", "involves", "basisOf")
"""The relations by which a thing without a tier takes that of another, the closest first."""
_STEPS: Final = 4
"""Over how many links a tier is taken."""


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


def by_tier(graph: ViewGraph) -> TierLayout:
    """Return each node but the rungs the cell of its case and tier, and its integer position in it.

    What has no tier of its own stands on that of what it is about, run by, part of …; what is tied
    to nothing with a tier stands in a column of its own, the last.
    """
    home = homes(graph)
    tiers = _tiers(graph)
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    order = {node.iri: (NODE_TYPES.index(node.type), node.kind, node.iri) for node in graph.nodes}
    for iri in sorted(home, key=lambda iri: order[iri]):
        cells[home[iri], tiers.get(iri, "")].append(iri)
    known = [place.key for place in graph.places]
    cases = [case for case in [*known, *sorted(set(home.values()) - set(known) - {""}), ""] if any(case == c for c, _ in cells)]
    scale = [tier for tier in [*(tier.iri for tier in graph.tiers), ""] if any(tier == t for _, t in cells)]
    shape = {cell: _shape(len(iris)) for cell, iris in cells.items()}
    columns = _bands(scale, {tier: max(w for (_, t), (w, _) in shape.items() if t == tier) * _WIDE for tier in scale})
    bands = _bands(cases, {case: max(h for (c, _), (_, h) in shape.items() if c == case) * _HIGH for case in cases})
    left, top = {band.key: band.start for band in columns}, {band.key: band.start for band in bands}
    at = {
        iri: (left[tier] + _WIDE * (place % shape[case, tier][0]), top[case] + _HIGH * (place // shape[case, tier][0]))
        for (case, tier), iris in cells.items()
        for place, iri in enumerate(iris)
    }
    return TierLayout(at, columns, bands)


def _tiers(graph: ViewGraph) -> dict[str, str]:
    """Return each node with a tier its IRI: its own, else that of the closest thing it is tied to."""
    known = {tier.iri for tier in graph.tiers}
    found = {node.iri: node.tier for node in graph.nodes if node.tier in known}
    rank = {relation: place for place, relation in enumerate(_LEADING)}
    leads: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for edge in graph.edges:
        if edge.relation in rank and edge.source not in found:
            leads[edge.source].append((rank[edge.relation], edge.target))
    for _ in range(_STEPS):
        fresh = {}
        for iri, targets in leads.items():
            tiers = [found[target] for _, target in sorted(targets) if target in found]
            if tiers:
                fresh[iri] = tiers[0]
        for iri in fresh:
            del leads[iri]
        found |= fresh
    return found


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
