"""The certain bounds of a printed figure, by its comparator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.cases.model import Figure

__all__ = ["Bounds", "bounds_of"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval in base units; ``None`` stands for an open end."""

    lower: Decimal | None = None
    lower_inclusive: bool = False
    upper: Decimal | None = None
    upper_inclusive: bool = False


def bounds_of(figure: Figure) -> Bounds:
    """Give what the printed figure makes certain, in base units.

    exact without precision → [v, v]; exact with precision u → (v-u, v+u), counts and money clipped
    at 0 and shares to [0, 100]; moreThan → (v, ∞); atLeast → [v, ∞); nearly and lessThan → (-∞, v);
    atMost → (-∞, v]; range → [lower, upper]; approximately → none: its value is a reading.
    """
    value, step = figure.value, figure.precision
    match figure.comparator:
        case "range":
            return Bounds(figure.lower, True, figure.upper, True)
        case "exact" if value is not None and step is not None:
            return _rounded(figure, value, step)
        case "exact":
            return Bounds(value, True, value, True)
        case "moreThan":
            return Bounds(lower=value)
        case "atLeast":
            return Bounds(lower=value, lower_inclusive=True)
        case "nearly" | "lessThan":
            return Bounds(upper=value)
        case "atMost":
            return Bounds(upper=value, upper_inclusive=True)
    return Bounds()


def _rounded(figure: Figure, value: Decimal, step: Decimal) -> Bounds:
    lower, upper = value - step, value + step
    floor = figure.kind != "change" and lower < 0 <= value
    ceiling = figure.kind == "share" and upper > 100 >= value
    return Bounds(Decimal(0) if floor else lower, floor, Decimal(100) if ceiling else upper, ceiling)
