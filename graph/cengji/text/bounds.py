"""The certain bounds of a printed number, by its comparator: one rule for readers and cases alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Bounds", "certain_bounds"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval in base units; ``None`` stands for an open end."""

    lower: Decimal | None = None
    lower_inclusive: bool = False
    upper: Decimal | None = None
    upper_inclusive: bool = False


def certain_bounds(
    comparator: str | None,
    *,
    value: Decimal | None = None,
    lower: Decimal | None = None,
    upper: Decimal | None = None,
    precision: Decimal | None = None,
    kind: str | None = None,
) -> Bounds:
    """Return what a printed number makes certain, in base units.

    exact without precision → [v, v]; exact with precision u → (v-u, v+u), counts and money clipped
    at 0 and shares to [0, 100]; moreThan → (v, ∞); atLeast → [v, ∞); nearly and lessThan → (-∞, v);
    atMost → (-∞, v]; range → [lower, upper]; approximately → none: its value is a reading. A number
    that is unknown (the X of 4+X) has no bounds.

    >>> certain_bounds("moreThan", value=Decimal(6600))
    Bounds(lower=Decimal('6600'), lower_inclusive=False, upper=None, upper_inclusive=False)
    """
    if comparator == "range":
        return Bounds(lower, lower_inclusive=True, upper=upper, upper_inclusive=True)
    if value is None:
        return Bounds()
    match comparator:
        case "exact" if precision is not None:
            return _bounds_of_rounded(value, precision, kind)
        case "exact":
            return Bounds(value, lower_inclusive=True, upper=value, upper_inclusive=True)
        case "moreThan":
            return Bounds(lower=value)
        case "atLeast":
            return Bounds(lower=value, lower_inclusive=True)
        case "nearly" | "lessThan":
            return Bounds(upper=value)
        case "atMost":
            return Bounds(upper=value, upper_inclusive=True)
    return Bounds()


def _bounds_of_rounded(value: Decimal, step: Decimal, kind: str | None) -> Bounds:
    lower, upper = value - step, value + step
    floor = kind != "change" and lower < 0 <= value
    ceiling = kind == "share" and upper > 100 >= value
    return Bounds(Decimal(0) if floor else lower, floor, Decimal(100) if ceiling else upper, ceiling)
