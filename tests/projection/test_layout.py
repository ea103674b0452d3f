"""Where things stand in the network: by tier, radially, by force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from cengji.projection import Edge, Projection, find_parents, lend_tiers
from cengji.projection.layout import Point, TierLayout, place_by_force, place_by_tier, place_radially
from tests.view.sample import BASE, PLACES, iri, sample_graph, scheme

LAYOUTS: dict[str, Callable[[Projection], Mapping[str, Point]]] = {
    "radial": place_radially,
    "tiers": lambda graph: place_by_tier(graph).at,
    "force": lambda graph: place_by_force(graph, place_radially(graph)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_node_but_the_rungs_has_an_integer_position(layout: str) -> None:
    graph = sample_graph()
    at = LAYOUTS[layout](graph)
    assert set(at) == {node.iri for node in graph.nodes if node.type != "rung"}
    assert all(isinstance(value, int) for point in at.values() for value in point)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_marks_do_not_cover_each_other(layout: str) -> None:
    points = list(LAYOUTS[layout](sample_graph(copies=10)).values())
    close = sum((a - c) ** 2 + (b - d) ** 2 < 18**2 for (a, b), (c, d) in combinations(points, 2))
    assert close <= len(points) * 0.02


@pytest.mark.parametrize("layout", LAYOUTS)
def test_loops_and_strays_are_laid_out_all_the_same(layout: str) -> None:
    graph = sample_graph()
    one, other = iri("yunxi", "measure", "m0"), iri("yunxi", "measure", "m1")
    loop = (Edge(source=one, target=other, relation="partOf"), Edge(source=other, target=one, relation="partOf"))
    whole = set(LAYOUTS[layout](graph))
    assert set(LAYOUTS[layout](replace(graph, edges=loop))) == whole
    assert set(LAYOUTS[layout](replace(graph, cases=()))) == whole
    assert LAYOUTS[layout](replace(graph, nodes=(), edges=(), cases=())) == {}


def test_places_lie_apart_and_keep_their_things() -> None:
    graph = sample_graph(copies=20)
    at = place_radially(graph)
    boxes = {case: [at[n.iri] for n in graph.nodes if n.case == case and n.iri in at] for case in PLACES}
    for one, other in combinations(boxes.values(), 2):
        assert not (overlap(one, other, 0) and overlap(one, other, 1))


def overlap(one: list[Point], other: list[Point], axis: int) -> bool:
    spans = [(min(p[axis] for p in points), max(p[axis] for p in points)) for points in (one, other)]
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def test_by_tier_a_thing_stands_in_the_column_of_its_tier_and_the_band_of_its_place() -> None:
    graph = sample_graph()
    tiers = {rung.actor: rung.tier for ladder in graph.ladders for rung in ladder.rungs}
    nodes = [node._replace(tier=tiers.get(node.iri, node.tier)) for node in graph.nodes]
    graph = replace(graph, nodes=lend_tiers(nodes, graph.edges, graph.tiers))
    layout = place_by_tier(graph)
    assert [band.key for band in layout.bands] == [*PLACES, ""]
    columns = [band.key.rsplit("/", 1)[-1] for band in layout.columns]
    assert columns == ["county", "subdistrict", "area", "community", "grid", ""]
    group, measure = iri("yunxi", "group", "grid"), iri("yunxi", "measure", "m3")
    figure, generic = iri("yunxi", "figure", "grids"), scheme("generic-measure", "points-system")
    assert place_of(layout, group) == ("grid", "yunxi")
    assert place_of(layout, figure) == ("grid", "yunxi")  # it counts the grids
    assert place_of(layout, generic) == ("", "")
    assert place_of(place_by_tier(sample_graph(copies=2)), measure) == ("", "yunxi")  # run by a group without a tier


def place_of(layout: TierLayout, thing: str) -> tuple[str, str]:
    """Return the tier and the case of the stripes in which a thing stands."""
    (x, y) = layout.at[thing]
    [column] = [band.key for band in layout.columns if band.start <= x < band.end]
    [band] = [band.key for band in layout.bands if band.start <= y < band.end]
    return column.rsplit("/", 1)[-1], band


def test_by_force_linked_things_stand_nearer_than_others() -> None:
    graph = sample_graph(copies=5)
    at = place_by_force(graph, place_radially(graph))
    loud = [edge for edge in graph.edges if edge.relation not in ("atPlace", "partOfPlace") and edge.source in at and edge.target in at]
    linked = sum(distance(at[edge.source], at[edge.target]) for edge in loud) / len(loud)
    pairs = list(combinations(at.values(), 2))
    assert linked < sum(distance(one, other) for one, other in pairs) / len(pairs) / 4


def distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def test_a_parent_is_the_closest_thing_and_no_way_up_is_a_loop() -> None:
    graph = sample_graph()
    above = find_parents(graph)
    assert above[iri("yunxi", "figure", "grids")] == iri("yunxi", "group", "grid")
    assert above[iri("yunxi", "group", "grid")] == iri("yunxi", "group", "community")
    assert above[iri("yunxi", "measure", "m0")] == iri("yunxi", "group", "subdistrict")
    assert above[f"{BASE}id/place/yunxi"] == ""
    for thing in above:
        seen = set()
        while thing:
            assert thing not in seen
            seen.add(thing)
            thing = above[thing]
