"""Coefficients of agreement: Cohen's kappa and Krippendorff's alpha, None where they are undefined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from typing import TypeVar

__all__ = ["f_measure", "interval_alpha", "kappa", "nominal_alpha"]

_Value = TypeVar("_Value")


def f_measure(common: int, first: int, second: int) -> float | None:
    """Return the F-measure of one curation against the other, 0 to 1: twice what both have over all there is."""
    return 2 * common / (first + second) if first + second else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return Cohen's kappa of two coders (Educational and Psychological Measurement 20, 1960, 37-46).

    It is undefined without units, and where both coders give one and the same value throughout.

    >>> kappa([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15), kappa([(1, 1)])
    (0.4, None)
    """
    total = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[value] * second[value] for value in first)
    if chance == total**2:
        return None
    observed = sum(one == other for one, other in pairs) * total
    return float(Fraction(observed - chance, total**2 - chance))


def nominal_alpha(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha of the values that coders gave to each unit, values being alike or not."""
    return _alpha(units, lambda values: len(values) ** 2 - sum(count**2 for count in Counter(values).values()))


def interval_alpha(units: Sequence[Sequence[Fraction]]) -> float | None:
    """Return Krippendorff's alpha of numbers, by the squares of their differences: one far off outweighs many near by."""
    return _alpha(units, lambda values: 2 * (len(values) * sum(value**2 for value in values) - sum(values) ** 2))


def _alpha(units: Sequence[Sequence[_Value]], spread: Callable[[Sequence[_Value]], Fraction | int]) -> float | None:
    """Return alpha, the sum of all differences in ordered pairs given by ``spread`` (Krippendorff, Content Analysis, 2018, ch. 12).

    A unit with fewer than two values pairs with nothing; alpha is undefined where all values are equal.
    """
    paired = [unit for unit in units if len(unit) > 1]
    expected = Fraction(spread([value for unit in paired for value in unit]))
    if not expected:
        return None
    observed = sum((Fraction(spread(unit)) / (len(unit) - 1) for unit in paired), Fraction())
    return float(1 - observed * (sum(map(len, paired)) - 1) / expected)
