"""Each analysis against what the case files give when it is reckoned by hand; the arithmetic is written out."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

import cengji
from cengji.analysis import (
    ANALYSES,
    Analysis,
    Row,
    compute_brokerage,
    compute_concentration,
    compute_coverage,
    compute_depth,
    compute_diffusion,
    compute_gaps,
    compute_load,
    compute_overlap,
    compute_precedence,
    compute_results,
    compute_statuses,
)
from cengji.analysis.material import Material
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from tests.conftest import ROOT
from tests.dataset.small import trig


def named(analysis: Analysis, case: str) -> dict[tuple[str, ...], float | None]:
    """Return the values of a case by subject, aspect and object, each by its key."""
    return {
        (local_name(row.subject), row.aspect, *([local_name(row.object)] if row.object else [])): row.value
        for row in analysis.rows
        if row.case == case
    }


def test_depth_and_gaps_of_two_ladders(material: Material) -> None:
    depth, gaps = named(compute_depth(material), "lijiang"), compute_gaps(material)
    assert depth == {("party", "levels"): 4.0}, "乡镇党委, 村(社区)党组织, 网格党支部, 党员中心户; the two others only enumerate"
    assert named(gaps, "lijiang") == {  # subdistrict, community, grid, household: the scale has four more tiers between them
        ("party", "skipped"): 4.0,
        **{("party", "skipped", tier): 1.0 for tier in ("area", "sub-community", "estate", "building")},
        ("party", "doubled"): 0.0,
        ("party", "unmapped"): 0.0,
    }
    gusu = named(gaps, "gusu")  # county, subdistrict, community, grid on the administrative one; the party one has the area too
    assert (gusu["administrative", "skipped"], gusu["party", "skipped"]) == (2.0, 1.0)


def test_concentration_of_lijiang(material: Material) -> None:
    # 14 measures say who runs them. Lijiang runs 7 alone and shares the duty list with counties and townships: 7 + 1/3 = 22/3.
    # The townships run 3 alone: 3 + 1/3 = 10/3; the counties 1/3; three others 1 each. All in 42nds of 14: 22, 10, 1, 3, 3, 3.
    found = named(compute_concentration(material), "lijiang")
    assert found["lijiang", "herfindahl"] == pytest.approx((22**2 + 10**2 + 1**2 + 3 * 3**2) / 42**2)
    one = [row for row in compute_concentration(material, ["digest-a-jinchuan"]).rows if row.aspect in ("herfindahl", "share")]
    assert [(row.lower, row.value, row.upper) for row in one] == [(1, 1, 1)] * 2, "seven measures of one runner"
    assert found["lijiang", "minimum"] == pytest.approx(1 / 6)
    assert (found["lijiang", "runners"], found["lijiang", "measures"]) == (6.0, 14.0)
    assert found["lijiang-city", "share"] == pytest.approx(22 / 42)


def test_results_of_lijiang(material: Material) -> None:
    # 83 measures with their parts; with results: incentive 1, form platform 1, data collection 3, registration 1, duty list 1, rescue 2
    found = named(compute_results(material), "lijiang")
    assert found == {("lijiang", "with-result"): 6 / 83, ("lijiang", "mean"): (1 + 1 + 3 + 1 + 1 + 2) / 83}


def test_overlap_of_xupu_and_xianyang(material: Material) -> None:
    # xupu.yaml: cadre contact, visits, consultation, volunteer service; xianyang.yaml: practical things, consultation, lifts,
    # dispatch, joint conference, points. One is shared, nine are in the union. p = 1 - C(51-4, 6) / C(51, 6).
    rows = {row.aspect: row for row in compute_overlap(material, ["xupu", "xianyang"]).rows}
    assert (rows["jaccard"].value, rows["shared"].value) == (1 / 9, 1.0)
    missed = (47 * 46 * 45 * 44 * 43 * 42) / (51 * 50 * 49 * 48 * 47 * 46)
    assert rows["p"].value == pytest.approx(1 - missed)
    assert {local_name(one) for one in rows["shared"].evidence} == {"overnight-canvass", "council-deliberation"}


def test_diffusion_of_the_pay_system_has_no_order(material: Material) -> None:
    # 三岗十八级 is no generic measure: it is a variant of 岗位等级薪酬 in 姑苏 (2018年底) and 柳州, beside three of 广汉, without a date
    rows = [row for row in compute_diffusion(material).rows if row.subject.endswith("/post-grade-pay")]
    begins = {row.case: (row.begin, row.end) for row in rows if row.aspect == "begin"}
    assert begins == {"gusu": ("2018-01-01", "2018-12-31")}
    (rank,) = (row for row in rows if row.aspect == "rank")
    assert (rank.value, rank.lower, rank.upper) == (None, 1.0, 5.0), "each of the others may have been earlier"


def test_diffusion_puts_certain_dates_in_order(material: Material) -> None:
    # wujiang.yaml: 2013年起; liuzhou.yaml: 2014年
    rows = [row for row in compute_diffusion(material).rows if row.aspect == "rank" and row.subject.endswith("/practical-things")]
    ranks = {row.case: row.begin[:4] for row in rows}
    assert ranks == {"wujiang": "2013", "liuzhou": "2014"}
    lower = {row.case: row.lower for row in rows}
    assert lower["wujiang"] == 1.0 and lower["liuzhou"] == 2.0
    alone = [row for row in compute_diffusion(material, ["liuzhou"]).rows if row.subject.endswith("/practical-things")]
    assert {row.case for row in alone} == {"liuzhou"}
    assert [row for row in alone if row.aspect == "rank"] == [row for row in rows if row.case == "liuzhou"], "its rank is that among all"


def test_claims_to_be_the_first_stand_beside_what_others_date(material: Material) -> None:
    # wujiang.yaml has six precedences; two of the measures are variants of a generic one. That of the network (2011) has five more:
    # kuancheng, licang, fuzhou, guanghan, lijiang; none of these has a date, so any of them may be earlier and none surely is.
    found = compute_precedence(material, ["wujiang"]).rows
    claimed = {local_name(row.subject): local_name(row.object) for row in found if row.aspect == "claimed"}
    assert claimed == {
        "service-bureau-measure": "32", "direct-election": "32", "standing-congress": "32", "one-number": "32", "one-seal": "32",
        "four-level-network": "3205",
    }  # fmt: skip
    (network,) = (row for row in found if row.aspect == "earlier-elsewhere" and row.object.endswith("/multi-level-party-network"))
    assert (network.value, network.lower, network.upper) == (None, 0.0, 5.0)
    assert {tuple(one.split("/")[-3:]) for one in network.evidence if "/measure/" in one} == {
        ("wujiang", "measure", "four-level-network"), ("digest-a-kuancheng", "measure", "four-level-network"),
        ("digest-a-licang", "measure", "five-level-chain"), ("fuzhou", "measure", "five-level-linkage"),
        ("guanghan", "measure", "organization-structure"), ("lijiang", "measure", "four-tier-system"),
    }  # fmt: skip


def test_a_claim_that_a_date_elsewhere_contradicts_has_one_that_certainly_is_earlier(material: Material, dataset: Dataset) -> None:
    # If liuzhou.yaml (2014) claimed to be the first with practical things, wujiang.yaml (2013年起) would be earlier for certain.
    rows = [row for row in compute_diffusion(material).rows if row.subject.endswith("/practical-things")]
    (measure,) = {row.object for row in rows if row.case == "liuzhou" and row.begin.startswith("2014") and row.aspect == "begin"}
    claim = trig(
        f"<graph/more> {{ <{measure}> cj:precedence <id/claim> . <id/claim> cj:inCase <case/liuzhou> ; cj:ordinal 1 ; "
        "cj:scopePlace <id/place/4502> ; cj:status <scheme/status/stated> . }"
    )
    kept = ("/liuzhou/", "/wujiang/", "/case/", "/scheme/", "/place/")
    more = dataset.part([*(quad for quad in dataset.store if any(name in quad.subject.value for name in kept)), *claim], distinct=True)
    (row,) = (row for row in compute_precedence(more, ["liuzhou"]).rows if row.object.endswith("/practical-things"))
    undated = sum(row.aspect == "printed" and row.case != "liuzhou" for row in rows if row.case == "wujiang") - 1
    assert (row.lower, row.upper) == (1.0, 1.0 + undated)


def test_load_of_licang(material: Material) -> None:
    # Of 13 measures the district runs three and, by rule, the nine parts of the whole that name no runner. One acts on the five rungs
    # of the Party ladder. The committee of the property industry, whose tier the case says, runs one; its team stands on no tier.
    # Tiers of other actors follow from rules.
    found = {
        (local_name(row.subject), row.aspect): (row.value, row.stated, row.inferred)
        for row in compute_load(material, ["digest-a-licang"]).rows
        if row.case and not row.object
    }
    rungs = ("subdistrict", "community", "grid", "building", "household")
    assert found == {("county", "run"): (13.0, 1, 12)} | {(tier, "target"): (1.0, 0, 1) for tier in rungs}


def test_statuses_of_licang(material: Material) -> None:
    # 13 measures, of which five elements are inferred; 3 bodies, 8 groups, 1 group of people, 1 ladder, 4 outcomes, 4 figures, 2
    # relations, 1 event stated; 3 mappings to generic measures, 5 of rungs and 1 of a body to tiers inferred
    shares = {
        (local_name(row.object), row.aspect): row.value
        for row in compute_statuses(material, ["digest-a-licang"]).rows
        if row.aspect != "disputed"
    }
    assert (shares["Measure", "stated"], shares["Measure", "inferred"]) == (8 / 13, 5 / 13)
    assert (shares["", "stated"], shares["", "inferred"]) == ((8 + 3 + 8 + 1 + 1 + 4 + 4 + 2 + 1) / 46, (5 + 3 + 5 + 1) / 46)


def test_brokerage_of_licang(material: Material) -> None:
    # 20 things hang together, and three more of the property industry: 23, of which 22 * 21 / 2 = 231 pairs leave one out.
    # A ring leads from the district by its subdistricts (S), the centres that cover them (C), their measure (N) and the whole (W) back.
    # The district: from S to all but C and N, 16 pairs; from the project (P) to the chain (F) and to the five rungs beyond F, half
    # of the ways, the other half being through W: 6 / 2; from C to P, F and the five rungs, the other half being through N: 7 / 2.
    # S: from C to the district 1, and half of the same seven ways. C: from S to N. A rung between two others: one of the two ways
    # between its neighbours, the other being F: 1/2. W, F, N and the other measures are no actors; whatever has one link, or stands
    # in a triangle such as committee, team and its measure, has nothing between.
    found = named(compute_brokerage(material), "digest-a-licang")
    assert found.pop(("licang-district", "betweenness")) == pytest.approx((16 + 6 / 2 + 7 / 2) / 231)
    assert found.pop(("subdistricts", "betweenness")) == pytest.approx((1 + 7 / 2) / 231)
    assert found.pop(("neighbourhood-centres", "betweenness")) == pytest.approx(1 / 231)
    for rung in ("community-party-committees", "grid-party-branches", "building-party-groups"):
        assert found.pop((rung, "betweenness")) == pytest.approx(0.5 / 231)
    assert set(found) == {
        (name, "betweenness")
        for name in (
            "subdistrict-party-committees", "member-households", "property-industry-party-committee", "red-steward-team",
        )
    }  # fmt: skip
    assert set(found.values()) == {0.0}


def test_load_is_what_the_library_counts(material: Material, dataset: Dataset) -> None:
    graph = cengji.Graph(dataset)
    found = {
        (row.subject, row.aspect, row.object): (row.value, row.inferred)
        for row in compute_load(material).rows
        if not row.case and row.object
    }
    sides = {"runner": "run", "target": "target"}
    assert found == {
        (row.tier, sides[row.side], row.function): (row.measures, row.derived) for row in graph.query("functions-by-tier").typed()
    }


def test_coverage_has_every_function_of_every_tier_reached(material: Material) -> None:
    rows = compute_coverage(material, ["lijiang"]).rows
    cells: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.case and row.aspect == "measures":
            cells[local_name(row.subject)].append(row)
    assert len({len(row) for row in cells.values()}) == 1
    community = {local_name(row.object): row.value for row in cells["community"] if row.value}
    # lijiang.yaml: the meter installation (service) is run by the centre of a community, the extranet (information) and the four
    # tiers (organization) act on communities and their Party organizations
    assert community == {"service": 1.0, "information": 1.0, "organization": 1.0}
    (share,) = (row for row in rows if row.case and row.aspect == "share" and row.subject.endswith("/community"))
    assert share.value == pytest.approx(3 / len(cells["community"]))


def test_statuses_are_what_the_library_counts(material: Material, dataset: Dataset) -> None:
    counted: dict[str, int] = defaultdict(int)
    for row in cengji.Graph(dataset).query("statement-counts").typed():
        counted[local_name(row.case), local_name(row.status)] += row.statements  # type: ignore[index]
    for row in compute_statuses(material).rows:
        if not row.object:
            assert counted[row.case, row.aspect] == getattr(row, row.aspect)  # type: ignore[index]
            assert row.value == getattr(row, row.aspect) / (row.stated + row.inferred + row.disputed)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_value_lies_in_its_bounds_and_every_row_rests_on_something(material: Material, name: str) -> None:
    analysis = ANALYSES[name].compute(material)
    assert analysis.rows and analysis.method.name == name
    for row in analysis.rows:
        numbers = [number for number in (row.lower, row.value, row.upper) if number is not None]
        assert numbers == sorted(numbers)
        assert row.evidence or row.value == 0, row
        assert analysis.label(row.subject, "en") != "" and {row.aspect, *([row.unit] if row.unit else [])} <= analysis.words.keys()
    identities = [(row.case, row.subject, row.aspect, row.object, row.evidence) for row in analysis.rows]
    assert len(set(identities)) == len(identities), "a row can be told from every other"


def test_twelve_questions_take_three_lines_each() -> None:
    """That the lines give what stands below them, tests/test_docs.py holds."""
    _, questions = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8").split("## Twelve questions")
    _, *answers = re.findall(r"```pycon\n(.*?)```", questions, re.DOTALL)  # the first opens the graph
    assert len(answers) == 12
    assert all(0 < answer.count(">>>") <= 3 for answer in answers)
    assert set(ANALYSES) - {"results", "precedence"} <= set(re.findall(r'analyze\("(\w+)"', questions)), "nearly all are put to use"
