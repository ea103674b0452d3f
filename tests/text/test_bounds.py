"""The certain bounds of printed figures: the whole table of the design, and laws that hold for every number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.text.bounds import Bounds, certain_bounds

ALONE = ("exact", "moreThan", "atLeast", "nearly", "lessThan", "atMost", "approximately")
KINDS = ("area", "change", "count", "duration", "frequency", "money", "ordinal", "rank", "ratio", "share")

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
steps = st.decimals(min_value=Decimal("0.001"), max_value=10**6, places=3)
shares = st.decimals(min_value=0, max_value=100, places=2)


def bounds(comparator: str, kind: str = "count", **numbers: object) -> Bounds:
    """Return the bounds of a printed number; numbers are written as text."""
    return certain_bounds(comparator, kind=kind, **{name: Decimal(str(value)) for name, value in numbers.items() if value is not None})


def write(bounds: Bounds) -> str:
    """Write bounds as the design does: [ and ] for inclusive ends, ( and ) for exclusive and open ones."""
    lower = "-∞" if bounds.lower is None else f"{bounds.lower.normalize():f}"
    upper = "∞" if bounds.upper is None else f"{bounds.upper.normalize():f}"
    return f"{'[' if bounds.lower_inclusive else '('}{lower}, {upper}{']' if bounds.upper_inclusive else ')'}"


@pytest.mark.parametrize(
    ("printed", "comparator", "kind", "value", "precision", "expected"),
    [
        ("148个", "exact", "count", "148", None, "[148, 148]"),
        ("0个", "exact", "count", "0", None, "[0, 0]"),
        ("1.4万个", "exact", "count", "14000", "1000", "(13000, 15000)"),
        ("49.09万", "exact", "count", "490900", "100", "(490800, 491000)"),
        ("76.9%", "exact", "share", "76.9", "0.1", "(76.8, 77)"),
        ("0.1万个, clipped at 0", "exact", "count", "500", "1000", "[0, 1500)"),
        ("1000个 to the thousand: 0 itself is the open end", "exact", "count", "1000", "1000", "(0, 2000)"),
        ("0.3亿元, clipped at 0", "exact", "money", "30000000", "100000000", "[0, 130000000)"),
        ("100.0%, clipped at 100", "exact", "share", "100", "0.1", "(99.9, 100]"),
        ("99.9%: 100 itself is the open end", "exact", "share", "99.9", "0.1", "(99.8, 100)"),
        ("0.0%, clipped at 0", "exact", "share", "0", "0.1", "[0, 0.1)"),
        ("50%, both ends clipped", "exact", "share", "50", "60", "[0, 100]"),
        ("120% is no part of a whole", "exact", "share", "120", "1", "(119, 121)"),
        ("a count above 100 has no ceiling", "exact", "count", "100", "10", "(90, 110)"),
        ("a change may be negative", "exact", "change", "0.5", "1", "(-0.5, 1.5)"),
        ("−0.5 stays negative", "exact", "count", "-0.5", "1", "(-1.5, 0.5)"),
        ("6600余人", "moreThan", "count", "6600", None, "(6600, ∞)"),
        ("1500多个", "moreThan", "count", "1500", None, "(1500, ∞)"),
        ("超1500万元", "moreThan", "money", "15000000", None, "(15000000, ∞)"),
        ("超过79%", "moreThan", "share", "79", None, "(79, ∞)"),
        ("1.4万余家: the bound is the printed value", "moreThan", "count", "14000", "1000", "(14000, ∞)"),
        ("近2000个", "nearly", "count", "2000", None, "(-∞, 2000)"),
        ("不足300人", "lessThan", "count", "300", None, "(-∞, 300)"),
        ("约450亿元", "approximately", "money", "45000000000", None, "(-∞, ∞)"),
        ("300平方米以上", "atLeast", "area", "300", None, "[300, ∞)"),
        ("3年以下", "atMost", "duration", "3", None, "(-∞, 3]"),
    ],
)
def test_table(printed: str, comparator: str, kind: str, value: str, precision: str | None, expected: str) -> None:
    assert write(bounds(comparator, kind, value=value, precision=precision)) == expected, printed


def test_range() -> None:
    assert write(bounds("range", lower="3", upper="4")) == "[3, 4]"


def test_decimals_stay_exact() -> None:
    assert bounds("exact", "share", value="0.3", precision="0.1") == Bounds(Decimal("0.2"), upper=Decimal("0.4"))


def admits(bounds: Bounds, number: Decimal) -> bool:
    """Return whether the bounds leave room for the number."""
    above = bounds.lower is None or number > bounds.lower or (bounds.lower_inclusive and number == bounds.lower)
    below = bounds.upper is None or number < bounds.upper or (bounds.upper_inclusive and number == bounds.upper)
    return above and below


@given(st.sampled_from(ALONE), st.sampled_from(KINDS), numbers, st.none() | steps)
def test_the_printed_value_is_admitted_only_where_the_words_allow_it(
    comparator: str, kind: str, value: Decimal, step: Decimal | None
) -> None:
    found = bounds(comparator, kind, value=value, precision=step)
    assert admits(found, value) == (comparator not in ("moreThan", "nearly", "lessThan"))
    assert not (found.lower is None and found.lower_inclusive)
    assert not (found.upper is None and found.upper_inclusive)
    assert found.lower is None or found.upper is None or found.lower <= found.upper


@given(st.sampled_from(KINDS), numbers, steps, steps)
def test_a_coarser_figure_admits_more(kind: str, value: Decimal, step: Decimal, more: Decimal) -> None:
    fine = bounds("exact", kind, value=value, precision=step)
    coarse = bounds("exact", kind, value=value, precision=step + more)
    assert fine.lower is not None and fine.upper is not None and coarse.lower is not None and coarse.upper is not None
    assert coarse.lower <= fine.lower and fine.upper <= coarse.upper
    if kind == "change":
        assert (fine.lower, fine.upper) == (value - step, value + step)


@given(shares, steps)
def test_a_share_stays_a_share(value: Decimal, step: Decimal) -> None:
    found = bounds("exact", "share", value=value, precision=step)
    assert found.lower is not None and found.upper is not None and 0 <= found.lower <= found.upper <= 100
    for end, clipped in ((found.lower, found.lower_inclusive), (found.upper, found.upper_inclusive)):
        assert clipped == (end in (0, 100) and abs(end - value) < step)


@given(numbers, steps)
def test_a_range_admits_its_ends_and_nothing_outside(lower: Decimal, width: Decimal) -> None:
    found = bounds("range", lower=lower, upper=lower + width)
    tested = (lower - width, lower, lower + width / 2, lower + width, lower + 2 * width)
    assert [admits(found, number) for number in tested] == [False, True, True, True, False]
