"""The part of a graph for one page: cases, places, things with what is near them; nothing dangles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cengji.core.errors import UsageError
from cengji.projection import Edge, Node
from cengji.view import Content, Part, page
from cengji.view.part import find_near, keep_within_limit
from tests.view.sample import BASE, PLACES, iri, sample_graph


def ids(graph: Content) -> set[str]:
    return {node.iri.removeprefix(f"{BASE}id/") for node in graph.nodes}


def assert_whole(graph: Content) -> None:
    """Nothing that is kept refers to a thing that is not."""
    known = {node.iri for node in graph.nodes}
    assert all({edge.source, edge.target} <= known for edge in graph.edges)
    assert {rung.iri for ladder in graph.ladders for rung in ladder.rungs} <= known
    assert set(graph.column("figures", "figure")) <= known
    assert set(graph.column("evidence", "document")) <= set(graph.column("documents", "document"))
    used = {node.kind for node in graph.nodes} | {edge.status for edge in graph.edges}
    assert used - {""} <= {concept.iri for concept in graph.concepts}


def test_a_case_brings_its_own_things_and_the_shared_ones_it_uses() -> None:
    whole = sample_graph()
    part = Part(cases=("yunxi", "hefeng")).of(whole)
    assert_whole(part)
    assert {node.case for node in part.nodes} == {"yunxi", "hefeng", ""}
    assert {node.iri for node in part.nodes if node.case == "yunxi"} == {node.iri for node in whole.nodes if node.case == "yunxi"}
    assert [case.key for case in part.cases] == ["yunxi", "hefeng"]
    assert part.column("documents", "title") == ["云溪区治理见闻", "荷风区治理见闻"]
    assert len(part.ladders) == len(part.column("figures", "figure")) == len(part.column("evidence", "subject")) == 2


def test_a_place_brings_those_in_it() -> None:
    whole = sample_graph()
    part_of = Edge(source=f"{BASE}id/place/hefeng", target=f"{BASE}id/place/yunxi", relation="partOfPlace")
    part = Part(places=(f"{BASE}id/place/yunxi",)).of(replace(whole, edges=(*whole.edges, part_of)))
    assert_whole(part)
    assert {node.case for node in part.nodes} == {"yunxi", "hefeng", ""}
    assert "yunxi/figure/grids" in ids(part)


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (0, {"yunxi/measure/m1"}),
        (1, {"yunxi/measure/m1", "place/yunxi", "yunxi/group/area"}),
    ],
)
def test_what_is_near_a_thing(depth: int, expected: set[str]) -> None:
    found = find_near(sample_graph(), {iri("yunxi", "measure", "m1")}, depth)
    assert {one.removeprefix(f"{BASE}id/") for one in found} == expected


def test_a_hub_is_reached_but_not_passed() -> None:
    nodes = tuple(Node(iri=f"n:{at}", type="body", zh=str(at)) for at in range(60))
    star = replace(sample_graph(), nodes=nodes, edges=tuple(Edge(source="n:0", target=f"n:{at}", relation="x") for at in range(1, 60)))
    assert find_near(star, {"n:1"}, 3) == {"n:1", "n:0"}
    assert len(find_near(star, {"n:0"}, 1)) == 60


def test_a_rung_brings_its_whole_ladder() -> None:
    part = Part(things=frozenset({iri("yunxi", "rung", "area")}), focus=iri("yunxi", "rung", "area")).of(sample_graph())
    assert_whole(part)
    [ladder] = part.ladders
    assert {rung.iri for rung in ladder.rungs} | {rung.actor for rung in ladder.rungs} | {ladder.iri} == {node.iri for node in part.nodes}
    assert part.meta.focus == iri("yunxi", "rung", "area")


def test_the_order_stays() -> None:
    whole = sample_graph()
    part = Part(cases=("songyang", "yunxi")).of(whole)
    assert [node.iri for node in part.nodes] == [node.iri for node in whole.nodes if node in part.nodes]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (Part(cases=("nowhere",)), "there is no case 'nowhere'; the cases are yunxi, lanting, songyang, hefeng, chongming-li"),
        (Part(things=frozenset({"x:y"})), "none of what was asked for is in the graph: there is nothing to show"),
        (Part(), "none of what was asked for is in the graph: there is nothing to show"),
    ],
)
def test_what_is_not_there_is_refused(part: Part, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        part.of(sample_graph())
    assert str(caught.value) == message


def test_what_exceeds_the_limit_is_counted_and_the_upper_part_stays() -> None:
    graph = sample_graph(copies=10)
    assert keep_within_limit(graph) is graph
    part = keep_within_limit(graph, limit=60)
    assert len(part.nodes) == 60
    assert part.meta.left == len(graph.nodes) - 60
    kept = {node.iri for node in part.nodes}
    assert {f"{BASE}id/place/{case}" for case in PLACES} <= kept
    assert all(edge.source in kept and edge.target in kept for edge in part.edges)
    assert page(part)
