"""Where rungs stand on the common scale: on a tier, or in the gap below one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cengji.projection.records import Projection

__all__ = ["Lanes", "Slot", "find_lanes", "find_slots"]

Slot = tuple[int, bool]
"""The place of a tier on the common scale, 0 the highest, and whether the gap below it is meant; -1 is above all tiers."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """The slots in use from top to bottom and, for each ladder in the order of the projection, the row of each rung."""

    rows: tuple[Slot, ...]
    columns: tuple[tuple[int, ...], ...]


def find_lanes(projection: Projection) -> Lanes:
    """Return the lanes: only tiers on which some rung stands or might stand, highest first."""
    order = {tier.iri: place for place, tier in enumerate(projection.tiers)}
    columns = [find_slots([order.get(rung.tier) for rung in ladder.rungs], len(order)) for ladder in projection.ladders]
    used = {slot for column in columns for slot in column}
    rungs = (rung for ladder in projection.ladders for rung in ladder.rungs)
    used |= {(order[mapping.tier], False) for rung in rungs for mapping in rung.mappings if mapping.tier in order}
    rows = tuple(sorted(used))
    row = {slot: place for place, slot in enumerate(rows)}
    return Lanes(rows, tuple(tuple(row[slot] for slot in column) for column in columns))


def find_slots(tiers: Sequence[int | None], number: int) -> list[Slot]:
    """Return the slot of each rung of a ladder, highest first, from the place of its tier or None where none is agreed.

    A rung without an agreed tier stands in the gap below the nearest rung above it that has one; before the
    first such rung it stands in the gap above that; a ladder without any stands below all ``number`` tiers.

    >>> find_slots([None, 3, None, 5], 10)
    [(2, True), (3, False), (3, True), (5, False)]
    """
    first = next((tier for tier in tiers if tier is not None), number)
    above = first - 1
    found: list[Slot] = []
    for tier in tiers:
        above = above if tier is None else tier
        found.append((above, tier is None))
    return found
