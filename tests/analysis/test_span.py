"""Span of control: the counts of the cases divided by hand, what is never divided, and bounds that hold the true value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.analysis import compute_span
from cengji.analysis.material import Count, Material
from cengji.analysis.span import divide


def count(lower: float | None, upper: float | None, value: float | None = None) -> Count:
    """Return a count with these bounds."""
    return Count(
        quantity="q", about="a", case="c", place="p", tier="", written="", value=value, lower=lower, upper=upper, time="", status="stated"
    )


def test_the_spans_of_gusu_and_lijiang_are_those_reckoned_by_hand(material: Material) -> None:
    rows = [row for row in compute_span(material).rows if row.case in ("gusu", "lijiang")]
    found = {tuple(one.rsplit("/", 1)[1] for one in (row.subject, row.object)): (row.aspect, row.value) for row in rows}
    assert found == {  # gusu.yaml: 合并成8个街道, 56个区域党委, 168个社区党组织, 168个社区“大党委”, 933个支部, 1236个综合网格
        ("subdistricts", "area-party-committees"): ("tiers", 56 / 8),
        ("subdistricts", "community-party-organizations"): ("tiers", 168 / 8),
        ("subdistricts", "community-grand-party-committees"): ("tiers", 168 / 8),
        ("area-party-committees", "community-party-organizations"): ("ladder", 168 / 56),
        ("area-party-committees", "community-grand-party-committees"): ("tiers", 168 / 56),
        ("community-party-organizations", "grid-party-branches"): ("subordination", 933 / 168),
        ("community-party-organizations", "comprehensive-grids"): ("tiers", 1236 / 168),
        ("community-grand-party-committees", "grid-party-branches"): ("tiers", 933 / 168),
        ("community-grand-party-committees", "comprehensive-grids"): ("tiers", 1236 / 168),
        ("grids", "micro-grids"): ("subordination", 17482 / 6963),  # lijiang.yaml: 6963个 and 17482个
    }
    assert all(row.lower == row.value == row.upper for row in rows), "all of these are printed exactly"


def test_each_value_names_its_figures_and_what_they_are(material: Material) -> None:
    rows = {(row.subject.rsplit("/", 1)[1], row.object.rsplit("/", 1)[1]): row for row in compute_span(material, ["gusu"]).rows}
    row = rows["subdistricts", "community-party-organizations"]
    assert [one.rsplit("/", 1)[1] for one in row.evidence] == ["community-party-organization-count", "subdistrict-count-after"]
    assert (row.stated, row.inferred, row.disputed) == (2, 1, 0), "two figures are printed, that one tier is above the other is inferred"


def test_bounds_are_carried_through_and_open_ends_stay_open(material: Material) -> None:
    (row,) = (row for row in compute_span(material).rows if row.case == "fuzhou")
    assert (row.value, row.lower, row.upper) == (None, 1600 / 2826, None), "fuzhou.yaml: 2826个 grids, 1600多个 branches"


def test_nothing_is_divided_across_places_times_subsets(material: Material) -> None:
    subdistricts = next(one for one in material.counts if one.quantity.endswith("/subdistrict-count-after"))
    about = {one.about.rsplit("/", 1)[1] for one in material.counts}
    assert about.isdisjoint({"subdistricts-before-merger", "pioneer-communities", "weak-community-party-organizations"})
    for other in ({"place": "elsewhere"}, {"time": "2019年"}, {"case": "another"}):
        fresh = Material(material.dataset)
        fresh.__dict__ |= {
            "projection": material.projection,
            "counts": tuple(replace(one, **other) if one == subdistricts else one for one in material.counts),
        }
        assert not [row for row in compute_span(fresh).rows if row.subject.endswith("gusu/group/subdistricts")], other


@given(st.data())
def test_bounds_hold_the_true_ratio(data: st.DataObject) -> None:
    true = [data.draw(st.integers(1, 10_000)) for _ in range(2)]
    counts = []
    for number in true:
        lower = data.draw(st.none() | st.integers(0, number))
        upper = data.draw(st.none() | st.integers(number, 20_000))
        counts.append(count(lower, upper, number))
    value, lower, upper = divide(*counts)
    ratio = true[0] / true[1]
    assert (lower is None or lower <= ratio) and (upper is None or ratio <= upper)
    if value is not None:
        assert value == ratio
    if counts[0].lower == counts[0].upper and counts[1].lower == counts[1].upper and None not in (counts[0].lower, counts[1].lower):
        assert (value, lower, upper) == (pytest.approx(ratio),) * 3


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_span_of_a_tree_is_what_its_counts_give(widths: list[int]) -> None:
    levels = [1]
    for width in widths:
        levels.append(levels[-1] * width)
    for width, above, below in zip(widths, levels, levels[1:], strict=False):
        assert divide(count(below, below), count(above, above)) == (width, width, width)
