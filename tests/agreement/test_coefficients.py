"""Kappa and alpha give what the published examples give, and nothing where there is nothing to give."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cengji.agreement.coefficients import f_measure, interval_alpha, kappa, nominal_alpha

NOBODY = "."
FOUR = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")
"""Four coders of twelve units, from K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C."""


def units(*coders: str) -> list[list[str]]:
    return [[value for value in unit if value != NOBODY] for unit in zip(*map(str.split, coders), strict=True)]


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),  # ibid., example A
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),  # ibid., example B
        (FOUR, 0.743),
    ],
)
def test_nominal_alpha_of_the_published_examples(coders: tuple[str, ...], alpha: float) -> None:
    assert nominal_alpha(units(*coders)) == pytest.approx(alpha, abs=0.0005)


def test_interval_alpha_of_the_published_example() -> None:
    assert interval_alpha([list(map(Fraction, unit)) for unit in units(*FOUR)]) == pytest.approx(0.849, abs=0.0005)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        ([[0, 5], [5, 0]], -1.0),
    ],
)
def test_kappa_of_the_textbook_tables(table: list[list[int]], expected: float) -> None:
    pairs = [(one, other) for one, row in enumerate(table) for other, count in enumerate(row) for _ in range(count)]
    assert kappa(pairs) == pytest.approx(expected, abs=0.00005)


def test_they_are_undefined_rather_than_perfect_where_nothing_varies() -> None:
    assert kappa([("a", "a")] * 9) is nominal_alpha([("a", "a")] * 9) is interval_alpha([(Fraction(1),) * 2] * 9) is None
    assert kappa([]) is nominal_alpha([]) is f_measure(0, 0, 0) is None
    assert (nominal_alpha([("a", "a")] * 9 + [("a", "b")]), kappa([("a", "a")] * 9 + [("a", "b")])) == (0.0, 0.0), (
        "rare, and never agreed on"
    )
