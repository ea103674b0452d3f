"""Fractions and tenths as per cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from cengji.text.numerals import Number

__all__ = ["round_share", "tenths_to_share", "thousandths_to_share", "to_share"]


def to_share(numerator: Decimal, denominator: Decimal) -> Number:
    """Return a fraction as per cent; an endless one to two places, or below 0.1 to two digits."""
    share = 100 * numerator / denominator
    if share == round(share, 4):
        return Number(share.normalize() if share % 1 else share.quantize(Decimal(1)), Decimal(1))
    step = Decimal(1).scaleb(min(-2, share.adjusted() - 1))
    return Number(share, step, step)


def tenths_to_share(number: Number) -> Number:
    """Return tenths as per cent, to ten or to the last place printed: 7.5成 is to one."""
    scaled = number.scale(Decimal(10))
    return scaled if number.precision else replace(scaled, precision=Decimal(10))


def thousandths_to_share(number: Number) -> Number:
    """Return thousandths as per cent, to the last place printed: 5.2‰ is 0.52 to 0.01."""
    return replace(number.scale(Decimal("0.1")), precision=number.precision and number.precision / 10)


def round_share(value: Decimal, comparator: str, step: Decimal) -> Decimal:
    """Round an endless fraction to its last place, towards the side on which its bounds stay true."""
    down, up = comparator in ("atLeast", "moreThan"), comparator in ("nearly", "lessThan", "atMost")
    return value.quantize(step, rounding=ROUND_FLOOR if down else ROUND_CEILING if up else None)
