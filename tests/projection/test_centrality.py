"""What runs through a thing: a hub all, an end nothing; on a ladder from rung to rung, not by way of the ladder."""

from __future__ import annotations

from cengji.projection import Edge, Ladder, Node, Projection, Rung
from cengji.projection.centrality import measure_betweenness
from tests.view.sample import sample_graph


def _nodes(*names: str, kind: str = "body") -> tuple[Node, ...]:
    return tuple(Node(iri=name, type=kind, zh=name) for name in names)


def test_what_lies_between_all_others_bears_all_ways() -> None:
    edges = tuple(Edge(source=name, target="hub", relation="partOf") for name in "abcd")
    found = measure_betweenness(Projection(nodes=_nodes(*"abcd", "hub"), edges=edges))
    assert found == {"a": 0, "b": 0, "c": 0, "d": 0, "hub": 10_000}


def test_ways_go_from_rung_to_rung_and_not_by_the_place_that_all_are_at() -> None:
    nodes = (*_nodes("low", "middle", "high"), *_nodes("ladder", kind="ladder"), *_nodes("home", kind="place"))
    edges = tuple(
        edge
        for name in ("low", "middle", "high")
        for edge in (Edge(source="ladder", target=name, relation="rungOf"), Edge(source=name, target="home", relation="atPlace"))
    )
    rungs = tuple(Rung(iri=f"rung-{name}", position=at, actor=name) for at, name in enumerate(("high", "middle", "low")))
    graph = Projection(nodes=nodes, edges=edges, ladders=(Ladder(iri="ladder", case="", rungs=rungs),))
    found = measure_betweenness(graph)
    assert found["middle"] > found["low"] == found["ladder"] == found["home"] == 0


def test_an_estimate_of_a_larger_network_is_the_same_each_time() -> None:
    graph = sample_graph(copies=20)
    assert len(graph.nodes) > 200
    assert measure_betweenness(graph) == measure_betweenness(graph)
    assert measure_betweenness(Projection()) == {}
