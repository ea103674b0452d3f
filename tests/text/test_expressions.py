"""Thousands of printed figures from a grammar: the reader gives the value meant, or refuses by name; never another value."""

from __future__ import annotations

from collections import Counter

from cengji.text.figure import UnreadableFigureError, find_numerals, read_figure
from tests.text.expressions import Expected, expressions

MANY = 6000
SEED = 20261128
REFUSED_AT_MOST = 0.01


def fault(expected: Expected) -> str | None:
    """Return what is wrong with the reading of an expression, or None; a refusal is no wrong value."""
    readings = read_figure(expected.expression)
    if len(readings) != 1:
        return f"{len(readings)} figures"
    reading = readings[0]
    if (reading.value, reading.comparator) != (expected.value, expected.comparator):
        return f"{reading.value} {reading.comparator}"
    if expected.comparator == "range" and (reading.lower, reading.upper) != (expected.lower, expected.upper):
        return f"{reading.lower}..{reading.upper}"
    if expected.kind not in (None, reading.kind) or expected.unit not in (None, reading.unit):
        return f"{reading.kind} in {reading.unit}"
    return f"direction {reading.direction}" if reading.direction != expected.direction else None


def test_no_generated_expression_is_read_wrong() -> None:
    wrong: list[str] = []
    refused: Counter[str] = Counter()
    for expected in expressions(MANY, SEED):
        try:
            said = fault(expected)
        except UnreadableFigureError:
            refused[expected.family] += 1
            continue
        if said:
            wrong.append(f"{expected.expression} ({expected.family}): {said}, meant {expected.value} {expected.comparator}")
    assert wrong == []
    assert refused.total() <= REFUSED_AT_MOST * MANY, refused


def test_a_figure_in_running_text_has_the_value_it_has_alone() -> None:
    for expected in expressions(600, SEED + 1):
        try:
            alone = [(reading.value, reading.comparator, reading.lower, reading.upper) for reading in read_figure(expected.expression)]
        except UnreadableFigureError:
            continue
        found = [reading for numeral in find_numerals(f"据介绍，全区{expected.expression}。") for reading in numeral.readings]
        read = [(reading.value, reading.comparator, reading.lower, reading.upper) for reading in found]
        assert read in (alone, []), expected  # a small Chinese numeral without a measure word is refused in running text
