"""The network by force: linked things near each other, the others apart.

Only sums, products, quotients and square roots are used, which IEEE 754 rounds alike on every
machine: the same graph gives the same picture everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from typing import Final

from cengji.projection.layout.radial import Point
from cengji.projection.records import Projection

__all__ = ["place_by_force"]

# The length a link strives for, in pixels of the network at scale 1.
_LENGTH: Final = 60.0
_ROUNDS: Final = 40
_PARTINGS: Final = 12
# Things farther apart than so many lengths do not push each other.
_REACH: Final = 1.6
# Least distance of two marks in the end.
_APART: Final = 22.0
# Relations that nearly everything has; they would draw all into one point.
_WEAK: Final = frozenset({"atPlace", "partOfPlace", "atDepth"})

_Column = list[float]


def place_by_force(projection: Projection, start: Mapping[str, Point]) -> dict[str, Point]:
    """Return each node its integer position, from the positions it has in another layout; about 0.3 ms a node."""
    links, degree = _links(projection, {iri: n for n, iri in enumerate(start)})
    x = [px + n % 7 * 0.01 for n, (px, _) in enumerate(start.values())]  # no two in one spot: they could never part
    y = [py + n % 11 * 0.01 for n, (_, py) in enumerate(start.values())]
    for turn in range(_ROUNDS):
        fx, fy = _pushes(x, y)
        _pull(x, y, links, degree, fx, fy)
        _move(x, y, fx, fy, most=_LENGTH * (1 - turn / _ROUNDS) * 0.7)
    for _ in range(_PARTINGS):
        _part(x, y)
    return {iri: (round(px), round(py)) for iri, px, py in zip(start, x, y, strict=True)}


def _links(projection: Projection, place: Mapping[str, int]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the linked pairs by place, each once, and the number of links of each node."""
    links = sorted(
        {
            (min(place[edge.source], place[edge.target]), max(place[edge.source], place[edge.target]))
            for edge in projection.edges
            if edge.source in place and edge.target in place and edge.relation not in _WEAK
        }
    )
    degree = [0] * len(place)
    for one, other in links:
        degree[one] += 1
        degree[other] += 1
    return links, degree


def _near(x: _Column, y: _Column, reach: float) -> Iterator[tuple[int, list[int]]]:
    """Yield each node with those after it that may lie within ``reach``, by a grid of that width."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in range(len(x)):
        grid[int(x[n] // reach), int(y[n] // reach)].append(n)
    for (column, row), members in grid.items():
        around: list[int] = []
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            around += grid.get(beside, ())
        for n, one in enumerate(members):
            yield one, members[n + 1 :] + around


def _pushes(x: _Column, y: _Column) -> tuple[_Column, _Column]:
    """Return what drives things apart: the square of the length over the distance, nothing beyond the reach."""
    fx, fy = [0.0] * len(x), [0.0] * len(x)
    most, square = (_REACH * _LENGTH) ** 2, _LENGTH * _LENGTH
    for one, others in _near(x, y, _REACH * _LENGTH):
        x1, y1 = x[one], y[one]
        sx = sy = 0.0
        for other in others:
            dx, dy = x1 - x[other], y1 - y[other]
            apart = dx * dx + dy * dy
            if apart < most:
                strength = square / (apart + 1.0)
                dx *= strength
                dy *= strength
                sx += dx
                sy += dy
                fx[other] -= dx
                fy[other] -= dy
        fx[one] += sx
        fy[one] += sy
    return fx, fy


def _pull(x: _Column, y: _Column, links: Sequence[tuple[int, int]], degree: Sequence[int], fx: _Column, fy: _Column) -> None:
    """Add what draws the ends of a link together; the end with many links of its own yields less."""
    for one, other in links:
        dx, dy = x[one] - x[other], y[one] - y[other]
        strength = sqrt(dx * dx + dy * dy) / _LENGTH / (degree[one] + degree[other])
        fx[one] -= dx * strength * degree[other]
        fy[one] -= dy * strength * degree[other]
        fx[other] += dx * strength * degree[one]
        fy[other] += dy * strength * degree[one]


def _move(x: _Column, y: _Column, fx: _Column, fy: _Column, *, most: float) -> None:
    """Move everything along what drives it, never farther than ``most``."""
    for n in range(len(x)):
        length = sqrt(fx[n] * fx[n] + fy[n] * fy[n])
        if length > 0:
            step = min(length, most) / length
            x[n] += fx[n] * step
            y[n] += fy[n] * step


def _part(x: _Column, y: _Column) -> None:
    """Move marks that cover each other apart, half the way each."""
    for one, others in _near(x, y, _APART):
        for other in others:
            dx, dy = x[one] - x[other], y[one] - y[other]
            distance = sqrt(dx * dx + dy * dy)
            if distance < _APART:
                by = (_APART - distance) / 2 / (distance + 0.01)
                x[one] += dx * by
                y[one] += dy * by
                x[other] -= dx * by
                y[other] -= dy * by
