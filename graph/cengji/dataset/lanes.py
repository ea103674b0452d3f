"""Where the rungs of a ladder stand on the common scale: on a tier, or in the gap below one."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Slot", "slots"]

Slot = tuple[int, bool]
"""The place of a tier on the common scale, 0 the highest, and whether the gap below it is meant; -1 is above all tiers."""


def slots(tiers: Sequence[int | None], number: int) -> list[Slot]:
    """Return the slot of each rung of a ladder, highest first, from the place of its tier or None where none is agreed.

    A rung without an agreed tier stands in the gap below the nearest rung above it that has one; before the
    first such rung it stands in the gap above that; a ladder without any stands below all ``number`` tiers.

    >>> slots([None, 3, None, 5], 10)
    [(2, True), (3, False), (3, True), (5, False)]
    """
    first = next((tier for tier in tiers if tier is not None), number)
    above = first - 1
    found: list[Slot] = []
    for tier in tiers:
        above = above if tier is None else tier
        found.append((above, tier is None))
    return found
