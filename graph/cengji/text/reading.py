"""What a printed figure reads as: value, unit, comparator, certain bounds, precision; or the reason why it is not read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from cengji.core.errors import CengjiError
from cengji.text.bounds import Bounds, certain_bounds
from cengji.text.refusal import Refusal

__all__ = ["Numeral", "Reading", "UnreadableFigureError"]


class UnreadableFigureError(CengjiError):
    """A printed expression is not read; ``refusal`` says why, ``start`` and ``end`` which part of it."""

    exit_code = 3

    def __init__(self, expression: str, refusal: Refusal, start: int, end: int) -> None:
        """Keep the expression, the reason and the place."""
        self.expression, self.refusal, self.start, self.end = expression, refusal, start, end
        super().__init__(f"{expression[:40]!r} is not read as a figure: {refusal.explanation} ({refusal.value})")


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as printed, in base units (1.4万 → 14000, 76.9% → 76.9 with unit percent).

    ``value`` is None for a range, which has ``lower`` and ``upper``, and for an unknown (the X of 4+X), which has no
    comparator either. ``unit`` and ``kind`` are keys of the schemes unit and figure-kind, None where the measure word
    has none there; ``measure_word`` is as printed. ``precision`` is the last printed place of a number with a decimal
    point or a scale. A reading by 余 or 多 names its rule. A change has a ``direction`` (increase, decrease) where a word
    says it, and a value without sign; -5% and 负三度 have negative values. ``doubt`` names what else the print may be: ``prose-comma``
    where 12，345 may be two numbers. ``start`` and ``end`` count code points.
    """

    start: int
    end: int
    value: Decimal | None
    comparator: str | None = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    precision: Decimal | None = None
    unit: str | None = None
    measure_word: str | None = None
    kind: str | None = "count"
    reading_rule: str | None = None
    reading_lower: Decimal | None = None
    reading_upper: Decimal | None = None
    direction: str | None = None
    doubt: str | None = None

    @property
    def bounds(self) -> Bounds:
        """Return what the figure makes certain."""
        return certain_bounds(
            self.comparator, value=self.value, lower=self.lower, upper=self.upper, precision=self.precision, kind=self.kind
        )


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text: what it reads as, or why not, or the word that it is part of.

    Exactly one of ``readings``, ``refusal`` and ``lexical`` says something, except that a lexical use is refused as such.
    ``start`` and ``end`` take in qualifier, numeral and measure word; ``counted`` is the noun right behind, where it is plain.
    """

    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    refusal: Refusal | None = None
    lexical: str | None = None
    counted: str | None = None

    def moved(self, by: int) -> Numeral:
        """Return the same numeral so many characters further on, as the same words print it there."""
        readings = tuple(replace(one, start=one.start + by, end=one.end + by) for one in self.readings)
        return Numeral(self.start + by, self.end + by, readings, self.refusal, self.lexical, self.counted)
