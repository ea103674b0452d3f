"""Analyses of data that no case file gives: nothing, one thing, proposals alone, circles, numbers that are none, random trees."""

from __future__ import annotations

from math import prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cengji
from cengji.analysis import ANALYSES, KINDS, analyze, compute_brokerage, compute_depth, compute_span
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from tests.dataset.small import trig

CASE = '<case/x> a cj:Case ; skos:prefLabel "甲"@zh . '
ONE = CASE + '<id/x/body/b> a cj:Body ; skos:prefLabel "乙"@zh ; cj:inCase <case/x> .'
PROPOSED = f"<proposed/x> {{ {ONE} <id/x/body/b> cj:status <scheme/status/proposed> ; cj:subordinateTo <id/x/body/c> . }}"
CIRCLE = (
    CASE
    + """<l> a cj:Ladder ; cj:inCase <case/x> ; cj:hasRung <r1>, <r2> .
<r1> a cj:Rung ; cj:position 1 ; cj:inCase <case/x> ; cj:occupiedBy <a> ; cj:commonTier <scheme/tier/nowhere> .
<r2> a cj:Rung ; cj:position "low" ; cj:inCase <case/x> ; cj:occupiedBy <b> .
<a> a cj:BodyGroup ; cj:inCase <case/x> ; cj:subordinateTo <b> . <b> a cj:BodyGroup ; cj:inCase <case/x> ; cj:subordinateTo <a> .
<m> a cj:Measure ; skos:prefLabel "举"@zh ; cj:inCase <case/x> ; cj:runBy <a>, <m> ; cj:since "soon" ; dcterms:hasPart <m> ;
  cj:resultedIn <q> ; cj:precedence <p> .
<q> a cj:Figure ; cj:asWritten "很多" ; cj:about <a> ; qudt:numericValue "many" ; cj:lowerBound "NaN" .
<p> cj:ordinal "first" ; cj:inCase <case/x> ; cj:scopePlace <pl> ; cj:status <scheme/status/stated> .
<pl> a cj:Place ; skos:prefLabel "地"@zh ."""
)


@pytest.mark.parametrize("text", ["", ONE, PROPOSED], ids=["nothing", "one body", "proposals"])
def test_where_there_is_nothing_to_analyse_it_is_said_of_what_there_is_none(text: str) -> None:
    dataset = Dataset(trig(text))
    for name, entry in ANALYSES.items():
        found = analyze(dataset, name)
        assert found.rows == ()
        assert found.nothing("en") == f"nothing to analyse: {entry.method.without.en}"
        assert found.nothing("zh").startswith("无可分析：")
    graph = cengji.Graph(dataset)
    assert [len(graph.to_networkx(kind)) for kind in KINDS if kind != "things"] == [int(kind == "bodies" and bool(text)) for kind in KINDS][
        1:
    ]


def test_circles_and_words_for_numbers_are_no_numbers() -> None:
    dataset = Dataset(trig(CIRCLE))
    rows = {name: analyze(dataset, name).rows for name in ANALYSES}
    (claim,) = rows["precedence"]
    assert (claim.aspect, claim.value) == ("claimed", None)
    assert [row.value for row in rows["depth"]] == [2.0] and rows["span"] == rows["diffusion"] == ()
    assert {row.value for row in rows["brokerage"]} == {0.0, 1.0}, "b - a - m: a stands between"
    assert "value" not in cengji.Graph(dataset).to_networkx().nodes["https://w3id.org/cengji/q"]


@settings(max_examples=8)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_spans_and_depth_of_a_tree_are_those_that_it_was_made_with(widths: list[int]) -> None:
    """The counts of each level as figures, the levels as groups and as the rungs of a ladder."""
    text = CASE + '<scheme/figure-kind/count> skos:notation "count" . <scheme/role/stock> skos:notation "stock" . '
    text += "<l> a cj:Ladder ; cj:inCase <case/x> . "
    for level in range(len(widths) + 1):
        number = prod(widths[:level])
        text += (
            f"<g{level}> a cj:BodyGroup ; cj:inCase <case/x> . <l> cj:hasRung <r{level}> . "
            f"<r{level}> a cj:Rung ; cj:position {level + 1} ; cj:occupiedBy <g{level}> ; cj:inCase <case/x> . "
            f"<f{level}> a cj:Figure ; cj:about <g{level}> ; cj:inCase <case/x> ; cj:atPlace <pl> ; cj:indicator <scheme/indicator/size> ; "
            f"cj:figureKind <scheme/figure-kind/count> ; cj:role <scheme/role/stock> ; cj:status <scheme/status/stated> ; "
            f'cj:asWritten "{number}个" ; qudt:numericValue {number}.0 ; cj:lowerBound {number}.0 ; cj:upperBound {number}.0 . '
        ) + (f"<g{level}> cj:subordinateTo <g{level - 1}> . " if level else "")
    dataset = Dataset(trig(text))
    spans = {
        (local_name(row.subject), local_name(row.object)): (row.aspect, row.value, row.lower, row.upper)
        for row in compute_span(dataset).rows
    }
    assert spans == {(f"g{at}", f"g{at + 1}"): ("subordination", width, width, width) for at, width in enumerate(widths)}
    assert [row.value for row in compute_depth(dataset).rows] == [len(widths) + 1]


@settings(max_examples=8)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=16))
def test_brokerage_of_a_random_network_is_its_betweenness(pairs: set[tuple[int, int]]) -> None:
    network = nx.Graph((one, other) for one, other in pairs if one != other)
    text = CASE + "".join(f"<g{one}> a cj:BodyGroup ; cj:inCase <case/x> . " for one in range(8))
    text += "".join(f"<g{one}> cj:subordinateTo <g{other}> . " for one, other in pairs)
    found = {int(local_name(row.subject)[1:]): row.value for row in compute_brokerage(Dataset(trig(text))).rows}
    assert found == pytest.approx(nx.betweenness_centrality(network), abs=1e-9)
