"""Span of control: the counts of the cases divided by hand, what is never divided, and bounds that hold the true value."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cengji
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


_BANNER = """
case: banner
title: 安和旗
document: {title: 安和旗, kind: news-report, sha256: "0000000000000000000000000000000000000000000000000000000000000000", characters: 100}
places: [{key: banner, label: 安和旗, tier: county, division: true, evidence: 安和旗}]
groups:
  - {key: streets, label: 街道, kind: subdistrict-unit, place: banner, evidence: 6个街道}
  - {key: towns, label: 镇, kind: town-unit, place: banner, %s evidence: 2个镇}
  - {key: villages, label: 村, kind: village-unit, place: banner, %s evidence: 73个村}
  - {key: hamlets, label: 片, kind: sub-community-unit, place: banner, parent: villages, evidence: 146个片}
ladders:
  - {key: chain, label: 三级, line: administrative, kind: command, place: banner, evidence: 三级, rungs: [
      {body: streets, tier: subdistrict, evidence: 街道}, {body: villages, tier: community, evidence: 村},
      {body: hamlets, tier: sub-community, evidence: 片}]}
figures:
  - {key: a, written: 6个, value: 6, unit: item, kind: count, indicator: size, about: streets, place: banner, evidence: 6个街道}
  - {key: b, written: 2个, value: 2, unit: item, kind: count, indicator: size, about: towns, place: banner, evidence: 2个镇}
  - {key: c, written: 73个, value: 73, unit: item, kind: count, indicator: size, about: villages, place: banner, evidence: 73个村}
  - {key: d, written: 146个, value: 146, unit: item, kind: count, indicator: size, about: hamlets, place: banner, evidence: 146个片}
"""


@pytest.mark.parametrize(
    ("towns", "villages", "expected"),
    [
        ("", "", {("villages", "hamlets"): 2}),  # neither the 6 nor the 2 have all 73
        ("subset_of: streets,", "", {("streets", "villages"): 73 / 6, ("villages", "hamlets"): 2}),
        ("", "parent: streets,", {("streets", "villages"): 73 / 6, ("villages", "hamlets"): 2}),  # the case says that all are of them
    ],
)
def test_villages_are_not_divided_by_the_streets_alone_where_there_are_towns(
    tmp_path: Path, towns: str, villages: str, expected: dict[tuple[str, str], float]
) -> None:
    (tmp_path / "banner.yaml").write_text(_BANNER % (towns, villages), encoding="utf-8")
    rows = compute_span(cengji.open(cases=[tmp_path / "banner.yaml"], only=True)).rows
    assert {(row.subject.rsplit("/", 1)[1], row.object.rsplit("/", 1)[1]): row.value for row in rows} == expected
