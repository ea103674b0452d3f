"""The network as one disc a place: what belongs to it on rings around it, children beside their parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, cos, pi, sin, sqrt
from typing import Final

from cengji.projection.hierarchy import find_children, find_homes, find_parents
from cengji.projection.records import Projection

__all__ = ["Point", "place_radially"]

Point = tuple[int, int]

# Least distance of two marks, in pixels of the network at scale 1.
_STEP: Final = 22
# Least distance of two rings of a disc.
_RING: Final = 46
# How many steps outwards a node may go for room.
_BANDS: Final = 7


def place_radially(projection: Projection) -> dict[str, Point]:
    """Return each node but the rungs its integer position.

    What cases share (generic measures, higher places) stands between the discs.
    """
    home = find_homes(projection)
    above = find_parents(projection)
    members: dict[str, list[str]] = defaultdict(list)
    for iri, case in home.items():
        members[case].append(iri)
    roots = {case.key: case.place for case in projection.cases}
    cases = [*roots, *sorted(set(members) - set(roots) - {""})]  # the last without a record of their own
    discs = [_disc(roots.get(case, ""), members[case], above) for case in cases]
    middle = _middle(projection, members.get("", []), above)
    radii = [_radius(disc.values()) for disc in discs]
    at: dict[str, Point] = dict(middle)
    for disc, (cx, cy) in zip(discs, _centres(radii, _radius(middle.values())), strict=True):
        at |= {iri: (cx + x, cy + y) for iri, (x, y) in disc.items()}
    return at


def _middle(projection: Projection, shared: Sequence[str], above: Mapping[str, str]) -> dict[str, Point]:
    """Lay out what belongs to no case: as a tree if it is one, else as a spiral, the weightiest inside."""
    if sum(above[iri] != "" for iri in shared) > len(shared) // 2:
        return _disc("", shared, above)
    return _spiral(_sort_by_degree(projection, shared))


def _disc(root: str, members: Sequence[str], above: Mapping[str, str]) -> dict[str, Point]:
    """Lay one case out as a radial tree around the origin; the angle follows the leaves."""
    children = find_children([iri for iri in members if iri != root], above)
    order, depth = [root], {root: 0}
    for iri in order:
        for child in children.get(iri, ()):
            depth[child] = depth[iri] + 1
            order.append(child)
    weight: dict[str, int] = {}
    for iri in reversed(order):
        weight[iri] = max(1, sum(weight[child] for child in children.get(iri, ())))
    angle: dict[str, tuple[float, float]] = {root: (0.0, 2 * pi)}
    for iri in order:
        start, span = angle[iri]
        for child in children.get(iri, ()):
            share = span * weight[child] / weight[iri]
            angle[child] = (start, share)
            start += share
    middle = {iri: start + span / 2 for iri, (start, span) in angle.items()}
    at = _on_rings(order, depth, middle)
    at.pop("", None)
    return at


def _on_rings(order: list[str], depth: dict[str, int], angle: dict[str, float]) -> dict[str, Point]:
    """Place the nodes on rings; where a ring is crowded, nodes step outwards until they have room."""
    rings: dict[int, list[str]] = defaultdict(list)
    for iri in order:
        rings[depth[iri]].append(iri)
    at: dict[str, Point] = {}
    radius = 0.0
    for level in sorted(rings):
        ring = sorted(rings[level], key=lambda iri: (angle[iri], iri))
        radius = max(radius, len(ring) * _STEP / (2 * pi * _BANDS)) if level else 0.0
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


def _sort_by_degree(projection: Projection, iris: Sequence[str]) -> list[str]:
    """Sort nodes by the number of their links, most first."""
    degree = dict.fromkeys(iris, 0)
    for edge in projection.edges:
        for end in (edge.source, edge.target):
            if end in degree:
                degree[end] += 1
    return sorted(iris, key=lambda iri: (-degree[iri], iri))


def _spiral(iris: Sequence[str]) -> dict[str, Point]:
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
