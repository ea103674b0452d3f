"""Where rungs stand: the ladders side by side, a row a tier of the common scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cengji.view.model import Ladder, ViewGraph

__all__ = ["LaneCell", "LaneRow", "Lanes", "lanes"]


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
    """Return the lanes: only tiers that some rung stands on or might stand on, highest first.

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
    """Return each rung its (place of the tier, 0 on it or 1 in the gap below it)."""
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
