"""Where things stand: ladders in lanes by tier, and the network as one disc a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt
from typing import Final

from graph.view.model import Ladder, ViewGraph

__all__ = ["LaneCell", "LaneRow", "Lanes", "Point", "lanes", "network"]

Point = tuple[int, int]

_STEP: Final = 22
"""Least distance of two marks, in pixels of the network at scale 1."""
_RING: Final = 46
"""Least distance of two rings of a disc."""
_BANDS: Final = 7
"""How many steps outwards a node may go for room."""
_PARENTS: Final = (
    "about", "partOf", "subsetOf", "memberOfGroup", "subordinateTo", "postIn", "runBy", "basisOf", "atPlace", "partOfPlace",
)  # fmt: skip
"""The relations that lead from a node to its parent in a disc, the closest first."""


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A row of the lanes: a tier, or (``between``) the gap below it for rungs without an agreed tier.

    The gap above the first tier has an empty ``tier``.
    """

    tier: str
    between: bool = False


@dataclass(frozen=True, slots=True)
class LaneCell:
    """Where a rung stands: its row; ``inverted`` when it stands above the rung before it."""

    rung: str
    row: int
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Lanes:
    """The rows from top to bottom and, for each ladder in the order of the graph, its cells."""

    rows: tuple[LaneRow, ...]
    columns: tuple[tuple[LaneCell, ...], ...]


def lanes(graph: ViewGraph) -> Lanes:
    """Give the lanes: only tiers that some rung stands on or might stand on, highest first.

    A rung without an agreed tier stands in the gap below the nearest rung above it that has one; a
    ladder without any stands below all tiers.
    """
    order = {tier.iri: place for place, tier in enumerate(graph.tiers)}
    slots = [_slots(ladder, order) for ladder in graph.ladders]
    used = {slot for column in slots for slot in column}
    for ladder in graph.ladders:
        used |= {(order[m.tier], 0) for rung in ladder.rungs for m in rung.mappings if m.tier in order}
    ranked = sorted(used)
    row_of = {slot: row for row, slot in enumerate(ranked)}
    rows = tuple(LaneRow(graph.tiers[tier].iri if tier >= 0 else "", bool(gap)) for tier, gap in ranked)
    columns = tuple(
        tuple(_cells([rung.iri for rung in ladder.rungs], [row_of[slot] for slot in column]))
        for ladder, column in zip(graph.ladders, slots, strict=True)
    )
    return Lanes(rows, columns)


def _slots(ladder: Ladder, order: dict[str, int]) -> list[tuple[int, int]]:
    """Give each rung its (place of the tier, 0 on it or 1 in the gap below it)."""
    slots: list[tuple[int, int]] = []
    above = -1
    for rung in ladder.rungs:
        tier = order.get(rung.tier)
        if tier is None:
            slots.append((above, 1))
        else:
            above = tier
            slots.append((tier, 0))
    first = next((tier for tier, gap in slots if not gap), len(order))
    return [(first - 1, 1) if slot == (-1, 1) else slot for slot in slots]


def _cells(rungs: Sequence[str], rows: Sequence[int]) -> Iterable[LaneCell]:
    for place, (rung, row) in enumerate(zip(rungs, rows, strict=True)):
        yield LaneCell(rung, row, inverted=place > 0 and row < rows[place - 1])


def network(graph: ViewGraph) -> dict[str, Point]:
    """Give each node but the rungs its integer position.

    Every case is a disc: its place in the middle, what belongs to it on rings around it, children
    beside their parent. What cases share (generic measures, higher places) stands between the discs.
    """
    homes = {node.iri: node.case for node in graph.nodes if node.type != "rung"}
    homes |= {place.place: place.key for place in graph.places if place.place in homes}
    discs = [_disc(graph, place.place, place.key, homes) for place in graph.places]
    shared = [node.iri for node in graph.nodes if node.iri in homes and not homes[node.iri]]
    middle = _spiral(_by_degree(graph, shared))
    radii = [_radius(disc.values()) for disc in discs]
    at: dict[str, Point] = dict(middle)
    for disc, (cx, cy) in zip(discs, _centres(radii, _radius(middle.values())), strict=True):
        at |= {iri: (cx + x, cy + y) for iri, (x, y) in disc.items()}
    for iri, home in homes.items():  # a case without a place record of its own
        at.setdefault(iri, (0, 0) if home else at.get(iri, (0, 0)))
    return at


def _disc(graph: ViewGraph, root: str, case: str, homes: dict[str, str]) -> dict[str, Point]:
    """Lay one case out as a radial tree around the origin; the angle follows the leaves."""
    members = [node.iri for node in graph.nodes if homes.get(node.iri) == case and node.iri != root]
    children = _tree(graph, root, members)
    order, depth = [root], {root: 0}
    for iri in order:
        for child in children[iri]:
            depth[child] = depth[iri] + 1
            order.append(child)
    weight: dict[str, int] = {}
    for iri in reversed(order):
        weight[iri] = max(1, sum(weight[child] for child in children[iri]))
    angle: dict[str, tuple[float, float]] = {root: (0.0, 2 * pi)}
    for iri in order:
        start, span = angle[iri]
        for child in children[iri]:
            share = span * weight[child] / weight[iri]
            angle[child] = (start, share)
            start += share
    middle = {iri: start + span / 2 for iri, (start, span) in angle.items()}
    return _on_rings(order, depth, middle)


def _on_rings(order: list[str], depth: dict[str, int], angle: dict[str, float]) -> dict[str, Point]:
    """Place the nodes on rings; where a ring is crowded, nodes step outwards until they have room."""
    rings: dict[int, list[str]] = defaultdict(list)
    for iri in order:
        rings[depth[iri]].append(iri)
    at: dict[str, Point] = {}
    radius = 0.0
    for level in sorted(rings):
        ring = sorted(rings[level], key=lambda iri: (angle[iri], iri))
        placed: list[Point] = []
        outermost = radius
        for iri in ring:
            r = radius
            point = _polar(r, angle[iri])
            while level and r < radius + _BANDS * _STEP and _is_crowded(point, placed[-12:]):
                r += _STEP / 2
                point = _polar(r, angle[iri])
            placed.append(point)
            at[iri] = point
            outermost = max(outermost, r)
        radius = outermost + _RING
    return at


def _polar(radius: float, angle: float) -> Point:
    return round(radius * cos(angle)), round(radius * sin(angle))


def _is_crowded(point: Point, others: Iterable[Point]) -> bool:
    x, y = point
    return any((x - a) ** 2 + (y - b) ** 2 < _STEP * _STEP for a, b in others)


def _tree(graph: ViewGraph, root: str, members: list[str]) -> dict[str, list[str]]:
    """Give a spanning tree: each member below its closest parent, loops and strays below the root."""
    inside = set(members) | {root}
    rank = {relation: place for place, relation in enumerate(_PARENTS)}
    best: dict[str, tuple[int, str]] = {}
    for edge in graph.edges:
        if edge.source in inside and edge.target in inside and edge.relation in rank and edge.source != root:
            choice = (rank[edge.relation], edge.target)
            best[edge.source] = min(choice, best.get(edge.source, choice))
    children: dict[str, list[str]] = defaultdict(list)
    grounded = {root}
    for iri in members:
        path: list[str] = []
        here = iri
        while here not in grounded and here not in path:
            path.append(here)
            here = best[here][1] if here in best else root
        if here in path:  # a loop: cut it where it was entered
            best.pop(here)
        grounded.update(path)
    for iri in members:
        children[best[iri][1] if iri in best else root].append(iri)
    return children


def _by_degree(graph: ViewGraph, iris: list[str]) -> list[str]:
    """Sort nodes by the number of their links, most first."""
    degree = dict.fromkeys(iris, 0)
    for edge in graph.edges:
        for end in (edge.source, edge.target):
            if end in degree:
                degree[end] += 1
    return sorted(iris, key=lambda iri: (-degree[iri], iri))


def _spiral(iris: list[str]) -> dict[str, Point]:
    """Place nodes on a sunflower spiral, the first in the middle."""
    golden, step = pi * (3 - sqrt(5)), 1.9 * _STEP
    return {iri: (round(step * sqrt(n) * cos(n * golden)), round(step * sqrt(n) * sin(n * golden))) for n, iri in enumerate(iris)}


def _radius(points: Iterable[Point]) -> int:
    return max((ceil(sqrt(x * x + y * y)) for x, y in points), default=0)


def _centres(radii: list[int], middle: int) -> list[Point]:
    """Spread discs around the middle, each on an arc as wide as the disc; a lone disc lies beside it."""
    gap = 3 * _STEP
    widths = [2 * radius + gap for radius in radii]
    ring = max(sum(widths) / (2 * pi) * 1.12, middle + max(radii, default=0) + gap)
    centres: list[Point] = []
    angle = -pi / 2 - pi * (widths[0] / sum(widths) if widths else 0)
    for width in widths:
        half = pi * width / sum(widths)
        angle += half
        centres.append((round(1.15 * ring * cos(angle)), round(ring * sin(angle))))
        angle += half
    return centres
