"""Where things stand: the lanes by tier, the network by place."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from graph.view.layout import LaneRow, lanes, network
from graph.view.model import Edge, Rung, Text, ViewGraph
from tests.view.sample import PLACES, iri, sample_graph, scheme


def with_chain(*tiers: str) -> ViewGraph:
    """Give the sample with one ladder only, its rungs on these tiers ("" = none agreed)."""
    graph = sample_graph()
    rungs = tuple(
        Rung(iri=f"r{n}", position=n, label=Text(f"r{n}"), tier=scheme("tier", tier) if tier else "")
        for n, tier in enumerate(tiers, start=1)
    )
    return replace(graph, ladders=(replace(graph.ladders[0], rungs=rungs),))


def rows_of(graph: ViewGraph) -> list[LaneRow]:
    drawn = lanes(graph)
    return [drawn.rows[cell.row] for cell in drawn.columns[0]]


def test_a_rung_stands_on_its_tier() -> None:
    assert rows_of(with_chain("county", "grid")) == [LaneRow(scheme("tier", "county")), LaneRow(scheme("tier", "grid"))]


def test_a_rung_without_tier_stands_between_its_neighbours() -> None:
    graph = with_chain("subdistrict", "", "community")
    assert rows_of(graph)[1] == LaneRow(scheme("tier", "subdistrict"), between=True)
    assert [cell.row for cell in lanes(graph).columns[0]] == [0, 1, 2]


def test_a_first_rung_without_tier_stands_above_the_second() -> None:
    for second, above in (("community", LaneRow(scheme("tier", "area"), between=True)), ("county", LaneRow("", between=True))):
        graph = with_chain("", second)
        assert rows_of(graph)[0] == above
        assert [cell.row for cell in lanes(graph).columns[0]] == [0, 1]


def test_an_inverted_rung_is_marked_and_keeps_its_tier() -> None:
    graph = with_chain("grid", "community", "building")
    assert [(cell.row, cell.inverted) for cell in lanes(graph).columns[0]] == [(1, False), (0, True), (2, False)]


def test_a_disputed_tier_has_a_row_for_the_alternative() -> None:
    assert LaneRow(scheme("tier", "area")) in lanes(sample_graph()).rows


def test_a_ladder_without_any_agreed_tier_stands_below_all_tiers() -> None:
    lowest = LaneRow(sample_graph().tiers[-1].iri, between=True)
    assert rows_of(with_chain("", "")) == [lowest, lowest]


def test_no_ladders_give_no_rows() -> None:
    assert lanes(replace(sample_graph(), ladders=())).rows == ()


def test_every_node_but_the_rungs_has_an_integer_position() -> None:
    graph = sample_graph()
    at = network(graph)
    assert set(at) == {node.iri for node in graph.nodes if node.type != "rung"}
    assert all(isinstance(value, int) for point in at.values() for value in point)


def test_places_lie_apart_and_keep_their_things() -> None:
    graph = sample_graph(copies=20)
    at = network(graph)
    boxes = {case: [at[n.iri] for n in graph.nodes if n.case == case and n.iri in at] for case in PLACES}
    for one, other in combinations(boxes.values(), 2):
        assert not (overlap(one, other, 0) and overlap(one, other, 1))


def overlap(one: list[tuple[int, int]], other: list[tuple[int, int]], axis: int) -> bool:
    spans = [(min(p[axis] for p in points), max(p[axis] for p in points)) for points in (one, other)]
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def test_marks_do_not_cover_each_other() -> None:
    points = list(network(sample_graph(copies=10)).values())
    close = sum((a - c) ** 2 + (b - d) ** 2 < 18**2 for (a, b), (c, d) in combinations(points, 2))
    assert close <= len(points) * 0.02


def test_loops_and_strays_are_laid_out_all_the_same() -> None:
    graph = sample_graph()
    one, other = iri("yunxi", "measure", "m0"), iri("yunxi", "measure", "m1")
    loop = (Edge(source=one, target=other, relation="partOf"), Edge(source=other, target=one, relation="partOf"))
    assert len(network(replace(graph, edges=loop))) == len(network(graph))
    assert network(replace(graph, places=())) is not None
