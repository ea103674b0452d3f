"""The networks of each kind, on cases whose content is known."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

import cengji
from cengji.analysis import KINDS, build_network
from cengji.analysis.material import Material
from cengji.analysis.networks import OF_LADDERS
from cengji.core.errors import UsageError
from cengji.core.resources import case_files
from cengji.dataset import Dataset
from cengji.projection import project
from tests.conftest import FIVE_CASES
from tests.dataset.small import trig

ID = "https://w3id.org/cengji/id/"
AREA = f"{ID}gusu/group/area-party-committees"


@pytest.fixture(scope="module")
def five() -> cengji.Graph:
    """The five cases that tests know."""
    return cengji.open(cases=[path for path in case_files() if path.stem in FIVE_CASES], only=True)


def test_bodies_go_from_superior_to_subordinate(five: cengji.Graph) -> None:
    bodies = five.to_networkx("bodies")
    (below,) = bodies[AREA]
    assert (bodies.nodes[below]["label"], set(bodies.predecessors(AREA))) == (
        "社区党组织",
        {f"{ID}gusu/group/subdistrict-party-committees"},
    )
    district, grids = f"{ID}gusu/body/gusu-district", f"{ID}gusu/group/grid-party-branches"
    way = [bodies.nodes[one]["label"] for one in nx.shortest_path(bodies, district, grids)]
    assert way == ["姑苏区", "街道党工委", "区域党委", "社区党组织", "建在网格上的支部"]
    joined = {ladder for *_, ladder in bodies.edges(data="ladder") if ladder}
    assert f"{ID}liuzhou/ladder/demonstration" not in joined, "an enumeration puts nothing above another"


def test_rungs_are_isolated_no_more(five: cengji.Graph) -> None:
    ladders = five.to_networkx("ladders")
    assert list(nx.isolates(ladders)) == []
    party = [node for node, held in ladders.nodes(data=True) if held["ladder"] == f"{ID}gusu/ladder/party"]
    assert (len(party), nx.dag_longest_path_length(ladders.subgraph(party), weight=None, default_weight=1)) == (5, 4)


def test_adoption_counts_variants_and_its_projection_what_places_share(five: cengji.Graph) -> None:
    adoption, places = five.to_networkx("adoption"), five.to_networkx("adoption-places")
    cases = {row.case.rsplit("/", 1)[1]: 0 for row in five.cases.typed()}
    counted: dict[str, set[str]] = {case: set() for case in cases}
    for row in five.query("generic-measures-by-place").typed():
        if row.measures:
            counted[row.case.rsplit("/", 1)[1]].add(row.generic)
    liuzhou, guanghan = f"{ID}place/4502", f"{ID}place/510681"
    assert set(adoption[liuzhou]) == counted["liuzhou"]
    assert places[liuzhou][guanghan]["weight"] == len(counted["liuzhou"] & counted["guanghan"]) > 0
    assert all(list(places[place]) == sorted(places[place]) for place in places), "not in the order of a set"
    variants = {(row.generic, row.measure) for row in five.query("diffusion").typed()}
    assert sum(weight for *_, weight in adoption.edges(data="weight")) == len(variants)


def test_a_place_adopts_for_its_own_reports_and_not_for_what_they_name_beside(material: Material) -> None:
    places = build_network(material.dataset, "adoption-places", projection=material.projection)
    labels = {held["cases"]: (held["label"], held.get("within", "")) for _, held in places.nodes(data=True)}
    # each of these reports names a province, and tells of a village, an estate, a prefecture
    assert labels["xupu"] == ("茅坡村", "") and labels["digest-a-kashi"] == ("喀什", "")
    assert labels["shanghai-liudong"] == ("上海市", "")
    assert labels["xuhui-qiangsheng"] == ("强生花苑", f"{ID}place/31"), "an estate in a city is an adopter beside it"
    assert len(labels) == len(material.projection.cases)


def test_two_reports_of_one_place_are_one_adopter() -> None:
    report = """
        <case/{0}> a cj:Case ; cj:coversPlace <id/place/p> ; skos:prefLabel "甲市"@zh .
        <id/{0}/measure/m> a cj:Measure ; cj:inCase <case/{0}> ; cj:atPlace <id/place/p> .
        <id/{0}/map> a cj:GenericMapping ; cj:mappedMeasure <id/{0}/measure/m> ; cj:mappedGeneric <id/g> ."""
    shared = '<id/place/p> a cj:Place ; skos:prefLabel "甲市"@zh . <id/g> a cj:GenericMeasure .'
    graph = cengji.Graph(Dataset(trig(shared + report.format("one") + report.format("two"))))
    adoption = graph.to_networkx("adoption")
    ((place, generic, held),) = adoption.edges(data=True)
    assert (adoption.nodes[place]["cases"], held["weight"], adoption.nodes[generic]["type"]) == ("one two", 2, "generic")
    assert len(graph.to_networkx("adoption-places")) == 1


def test_measures_are_linked_to_actors_and_results_with_bounds(five: cengji.Graph) -> None:
    measures = five.to_networkx("measures")
    sources = {held["type"] for node, held in measures.nodes(data=True) if measures.out_degree(node)}
    assert sources == {"measure"}
    assert {relation for *_, relation in measures.edges(data="relation")} >= {"runBy", "actsOn", "resultedIn", "addresses"}
    figures = five.to_networkx(classes=["figure"])
    more_than = figures.nodes[f"{ID}guanghan/figure/building-party-group-count"]
    assert (more_than["lower"], "upper" in more_than, more_than["written"]) == (480.0, False, "480余个")


@pytest.mark.parametrize("kind", KINDS)
def test_igraph_has_the_same_nodes_links_and_betweenness(five: cengji.Graph, kind: str) -> None:
    ours, theirs = five.to_networkx(kind), five.to_igraph(kind)
    assert (theirs.vs["name"], theirs.ecount()) == (list(ours), ours.number_of_edges())
    if kind in ("bodies", "ladders"):
        simple = nx.DiGraph(ours)
        expected = nx.betweenness_centrality(simple, normalized=False)
        assert theirs.simplify().betweenness() == pytest.approx([expected[node] for node in simple])


def test_pagerank_is_that_of_igraph_where_its_tolerance_goes_by_size(five: cengji.Graph) -> None:
    ours, theirs = five.to_networkx("measures"), five.to_igraph("measures")
    exact = dict(zip(theirs.vs["name"], theirs.pagerank(weights="weight"), strict=True))

    def error(**tolerance: float) -> float:
        found = _pagerank_python(ours, **tolerance)  # as nx.pagerank, without SciPy
        return max(float(abs(found[node] / share - 1)) for node, share in exact.items())

    assert error(tol=1e-6 / len(ours)) < 1e-4
    assert error() > 1e-3, "the advice in docs/python.md is needed no more"


def test_classes_and_relations_are_chosen_and_strangers_refused(five: cengji.Graph) -> None:
    some = five.to_networkx("measures", relations=["runBy"], classes=["measure", "body"])
    assert {held["type"] for _, held in some.nodes(data=True)} == {"measure", "body"}
    assert {relation for *_, relation in some.edges(data="relation")} == {"runBy"}
    with pytest.raises(UsageError, match=r"there is no class houses; classes= may be place, group"):
        five.to_networkx(classes=["houses"])
    with pytest.raises(UsageError, match="there is no relation 'marries'; the relations are actsOn"):
        five.to_networkx("measures", relations=["marries"])


def test_a_slim_projection_is_enough_for_all_kinds_but_those_of_ladders(five: cengji.Graph) -> None:
    whole, slim = project(five.dataset), project(five.dataset, slim=True)
    for kind in KINDS.keys() - OF_LADDERS:
        networks = (build_network(five.dataset, kind, projection=read) for read in (whole, slim))
        assert nx.utils.graphs_equal(*networks), kind
    assert five.to_networkx("measures") and five.to_networkx("ladders").size() > 0, "a slim one is kept"


def test_a_network_is_made_anew_when_a_rule_has_changed_the_data() -> None:
    graph = cengji.Graph(Dataset(trig("<id/a> a cj:Body . <id/b> a cj:Body .")))
    assert graph.to_networkx().size() == 0
    above = f"<{ID}b> <https://w3id.org/cengji/ontology#subordinateTo> <{ID}a>"
    assert graph.dataset.apply_rule(f"CONSTRUCT {{ {above} }} WHERE {{}}", "urn:derived") == 1
    assert graph.to_networkx().size() == 1


ODD = """@prefix cj: <https://w3id.org/cengji/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://e.x/> .
ex:ladder a cj:Ladder ; skos:prefLabel "链"@zh ; cj:hasRung ex:one, ex:two .
ex:one a cj:Rung ; cj:position 1 ; skos:prefLabel "一"@zh . ex:two cj:position 2 .
ex:measure a cj:Measure ; skos:prefLabel "措施"@zh ; cj:variantOf ex:generic ; cj:runBy ex:nobody . ex:generic skos:prefLabel "类"@zh .
"""


@pytest.mark.parametrize(("kind", "nodes"), [("ladders", 1), ("measures", 1), ("adoption", 0), ("bodies", 0)])
def test_what_has_no_class_is_in_no_network(tmp_path: Path, kind: str, nodes: int) -> None:
    file = tmp_path / "odd.ttl"
    file.write_text(ODD, encoding="utf-8")
    network = cengji.open(data=file).to_networkx(kind)
    assert (len(network), network.number_of_edges()) == (nodes, 0)
