"""Links as numbers: the same as records, of the things of their projection and of no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cengji.dataset import Dataset
from cengji.projection import Edge, Node, Projection, find_parents, project, to_networkx
from cengji.projection.numbered import UNSAID, LinkBuilder, Links, number_links

RECORDS = (Edge("a", "partOf", "c"), Edge("a", "runBy", "b", "stated", "claim", "因", "why"), Edge("b", "runBy", "c", "inferred"))


def build(*records: Edge) -> Links:
    """Return the links of the things a, b and c that records say."""
    made = LinkBuilder("abc", {"runBy", "partOf", "about"})
    for record in records:
        made.add("abc".index(record.source), record.relation, "abc".index(record.target), record[3:] if any(record[3:]) else UNSAID)
    return made.links()


def test_links_are_a_sequence_of_records_each_once_and_in_order() -> None:
    links = build(*reversed(RECORDS), RECORDS[0], Edge("c", "about", "c"))
    assert (tuple(links), len(links), links[1], links[:2]) == (RECORDS, 3, RECORDS[1], RECORDS[:2])
    assert links == RECORDS
    assert links == build(*RECORDS)
    assert links != build(*RECORDS[1:])
    assert hash(links) == hash(RECORDS)
    assert not build()
    assert list(LinkBuilder((), ("about",)).links()) == []


def test_of_several_that_say_something_of_a_link_the_least_counts() -> None:
    assert tuple(build(Edge("a", "about", "b", "stated", "z"), Edge("a", "about", "b", "stated", "y"))) == (
        Edge("a", "about", "b", "stated", "y"),
    )


def test_links_are_chosen_by_relation_and_status() -> None:
    links = build(*RECORDS)
    assert links.of_relations(("runBy", "subsetOf", "partOf")) == [(2, 0, 2), (0, 0, 1), (0, 1, 2)]
    assert links.find_relations() == ["partOf", "runBy"]
    assert tuple(links.without("inferred")) == RECORDS[:2]
    marked = links.mark({1}, "proposed")
    assert tuple(marked) == (RECORDS[0], *(record._replace(status="proposed") for record in RECORDS[1:]))
    assert tuple(links) == RECORDS


def test_links_of_other_things_than_the_nodes_are_numbered_anew(two_cases: Dataset) -> None:
    """Whoever leaves nodes out and keeps the links does not get those of their neighbours."""
    whole = project(two_cases)
    assert number_links(whole) is whole.edges
    part = replace(whole, nodes=tuple(node for node in whole.nodes if node.type != "place"))
    kept = {node.iri for node in part.nodes}
    links = tuple(edge for edge in whole.edges if {edge.source, edge.target} <= kept)
    assert number_links(part) == links != whole.edges
    assert find_parents(part) == find_parents(replace(part, edges=links))
    assert list(to_networkx(two_cases, projection=part).edges) == list(to_networkx(two_cases, projection=replace(part, edges=links)).edges)


@pytest.mark.parametrize("status", ["", "stated"])
def test_a_link_made_by_hand_weighs_as_one_that_was_read(status: str) -> None:
    nodes = (Node("a", "body"), Node("b", "body"))
    made = to_networkx(Dataset(()), projection=Projection(nodes=nodes, edges=(Edge("a", "runBy", "b", status),)))
    said = {"label": "runBy", "relation": "runBy", **({"status": status} if status else {}), "weight": 1}
    assert list(made.edges(keys=True, data=True)) == [("a", "b", "runBy", said)]
