"""Things and links as they are read by patterns: what the SELECTs in ``queries/view`` say of the same data."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

import cengji
from cengji.core.namespaces import CASE
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.projection import NODE_TYPES, Projection, project, read_numbers
from cengji.projection.records import PROPOSED
from cengji.projection.things import count_passages
from tests.dataset.drafted import write_drafted
from tests.dataset.small import trig

ODD = """
<case/one> a cj:Case ; cj:coversPlace <place/a>, <place/b> ; skos:prefLabel "一"@zh .
<place/a> a cj:Place ; skos:prefLabel "甲"@zh, "A"@en ; skos:altLabel "乙", "乙"@zh, "甲城"@zh ; cj:partOfPlace <place/b> .
<place/b> a cj:Place, cj:Body ; skos:prefLabel "B" ; cj:inCase <case/two> ; cj:partOfPlace <place/b> .
<t/high> a cj:Tier, skos:Concept ; skos:inScheme <scheme/tier> ; cj:rank 1 .
<scheme/tier/high> skos:inScheme <scheme/tier> ; cj:rank 10 .
<scheme/tier/low> skos:inScheme <scheme/tier> ; cj:rank 20 .
<g/1> a cj:BodyGroup ; skos:prefLabel "组"@zh-Hans, "组二"@zh, "Group"@en-GB, "Gruppe"@de ; cj:inCase <case/one>, <case/zero> ;
  cj:memberKind <kind/x>, <kind/a> ; cj:commonTier <scheme/tier/low>, <scheme/tier/high>, <t/high> ; cj:memberOfGroup <g/2>, <g/3> ;
  skos:note "注"@zh, "note"@en ; cj:status <scheme/status/inferred> ; skos:altLabel "别"@zh ; cj:atPlace <place/b>, <place/a>, "place" .
<g/2> a cj:BodyGroup ; cj:memberKind <scheme/body-kind/same-level> .
<g/3> a cj:BodyGroup ; skos:altLabel "无案例"@zh ; cj:subsetOf "words" .
<m/1> a cj:Measure ; dcterms:title "举措" ; cj:inCase <case/one> ; cj:runBy <g/1>, <g/2> ; dcterms:hasPart <m/2>, <g/3> ;
  cj:actsOnTier <scheme/tier/low> ; cj:runAtTier <scheme/tier/high>, <scheme/tier/low> ; cj:resultedIn <f/1> ; cj:precedence <p/1> .
<m/2> a cj:Measure ; cj:inCase <case/one> ; cj:runBy <g/2> ; cj:status <scheme/status/proposed> .
<f/1> a cj:Figure ; cj:asWritten "近2000个" ; cj:resultedIn <f/2> ; cj:upperBound 2000 ; qudt:hasUnit <scheme/unit/item> .
<f/2> a cj:Figure ; cj:asWritten "3个" ; qudt:numericValue 3 ; cj:lowerBound 3 ; cj:upperBound 3 ; cj:about <g/1> .
<p/1> cj:scopePlace <place/b> ; cj:status <scheme/status/stated> .
<generic/used> a cj:GenericMeasure ; skos:prefLabel "用"@zh . <generic/idle> a cj:GenericMeasure .
<map/1> a cj:GenericMapping ; cj:mappedMeasure <m/1> ; cj:mappedGeneric <generic/used> ; cj:status <scheme/status/disputed> ;
  cj:reason "因"@zh, "why"@en .
<map/0> a cj:GenericMapping ; cj:mappedMeasure <m/1> ; cj:mappedGeneric <generic/used> .
<rule/1> cj:claimSubject <m/2> ; cj:claimPredicate cj:runBy ; cj:claimObject <g/2> ; cj:derivedBy <query/derive/inherited-runner> ;
  cj:status <scheme/status/inferred> .
<claim/1> a cj:RelationClaim ; cj:claimSubject <g/1> ; cj:claimObject <g/3> ; cj:relationKind <scheme/relation/leads> ;
  cj:status <scheme/status/stated> .
<claim/2> a cj:SameBodyClaim ; cj:claimSubject <g/2> ; cj:claimObject <g/3> ; cj:reason "同"@zh .
<claim/3> a cj:Breakdown ; cj:breakdownOf <f/1> ; cj:breakdownPart <f/2>, <f/gone> .
<claim/4> a cj:Secondment ; cj:secondedFrom <g/1> ; cj:secondedTo <g/2> ; cj:secondedToPost <post/1> .
<claim/5> a cj:ConcurrentHolding ; cj:holdsPost <post/2>, <post/1> .
<post/1> a org:Post ; org:postIn <g/1> . <post/2> a org:Post ; cj:postInGroup <g/2> .
<ladder/1> a cj:Ladder ; cj:hasRung <rung/1>, <rung/2> .
<rung/1> a cj:Rung ; cj:position 1 ; cj:occupiedBy <g/1> ; cj:atPlace <place/a> . <rung/2> a cj:Rung ; cj:position 2 ; cj:occupiedBy <g/2> .
<f/1> a cj:SumOverParts .
<o/a> a cj:PartyBody . <o/b> a cj:PartyBody ; org:subOrganizationOf <o/a>, <o/c> . <o/c> a cj:PartyBody ; org:hasUnit <o/d> .
<o/d> a cj:PartyBody . <o/e> a cj:PartyBody ; cj:subordinateTo <o/d> ; org:subOrganizationOf <o/a>, <o/d> .
<o/f> a cj:PartyBody ; cj:inCase <case/foreign> ; org:unitOf <o/a> . <o/g> a cj:PartyBody ; cj:subordinateTo <o/gone> ; org:unitOf <o/a> .
<again> { <g/1> cj:memberOfGroup <g/3> ; cj:memberKind <kind/x> . <rung/1> cj:occupiedBy <g/1> . }
"""
"""Foreign data with all that a curated case never has: several types, labels, cases and kinds, and triples in two graphs."""


def rows(dataset: Dataset, name: str) -> list[tuple[str, ...]]:
    """Return the rows of a query on the view, unbound as the empty text."""
    return [tuple(cell or "" for cell in row) for row in dataset.rows(query_text(f"view/{name}"))]


def hold_to_queries(dataset: Dataset) -> Projection:
    """Hold things and links of a dataset to the SELECTs; return them."""
    found, dataset = project(dataset), dataset.with_proposals()
    scale = {tier.iri for tier in found.tiers}
    best: dict[str, tuple[str, ...]] = {}
    for row in rows(dataset, "nodes"):
        best[row[0]] = min(row, best.get(row[0], row), key=lambda one: NODE_TYPES.index(one[1]))
    aliases, tiers, own = defaultdict(list), defaultdict(list), {}
    for thing, alias in rows(dataset, "aliases"):
        aliases[thing].append(alias)
    for thing, relation, tier in rows(dataset, "tiers"):
        if tier in scale:
            tiers[thing].append(tier)
            if relation == "commonTier":
                own.setdefault(thing, tier)
    assert [node.iri for node in found.nodes] == sorted(best)
    for node in found.nodes:
        iri, kind, home, zh, en, *rest = best[node.iri]
        assert (node.type, node.en, node.kind, node.line, node.place, node.status, node.note_zh, node.note_en) == (kind, en, *rest), iri
        assert node.zh == zh or ((zh, node.zh) in {("", ""), ("", local_name(iri))} and bool(en) == (not node.zh))
        assert node.case == home.removeprefix(CASE) or (kind == "place" and not home)
        assert (sorted(node.aliases), node.tier) == (sorted(aliases[iri]), own.get(iri, ""))
        assert node.tiers == tuple(dict.fromkeys(tiers[iri]))
    links: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for source, relation, target, *said in rows(dataset, "edges"):
        if source != target and {source, target} <= best.keys():
            links.setdefault((source, relation, target), tuple(said))
    drafts = {node.iri for node in found.nodes if node.status == PROPOSED}
    for edge in found.edges:
        status, *said = links[edge[:3]]
        assert (edge.status, edge.claim, edge.zh, edge.en) == (PROPOSED if drafts & {edge.source, edge.target} else status, *said), edge[:3]
    assert [edge[:3] for edge in found.edges] == sorted(links)
    figures = [node.iri for node in found.nodes if node.type == "figure"]
    numbers = read_numbers(dataset.matcher(), figures)
    for figure, _, written, value, lower, _, upper, _, _, unit, *_ in rows(dataset, "figures"):
        named = zip(("value", "lower", "upper"), (value, lower, upper), strict=True)
        assert numbers[figure] == {name: float(text) for name, text in named if text} | {"written": written, "unit": unit}
    said = {(quad.subject.value, quad.object.value) for quad in dataset.store if quad.predicate.value.endswith("#evidence")}
    assert sorted(count_passages(dataset.matcher()).items()) == sorted(Counter(thing for thing, _ in said).items())
    return found


def test_cases_are_what_the_queries_say(dataset: Dataset) -> None:
    hold_to_queries(dataset)


def test_cases_with_their_proposals_are_what_the_queries_say(tmp_path: Path) -> None:
    found = hold_to_queries(cengji.open(cases=write_drafted(tmp_path), only=True, proposed=True).dataset)
    assert any(node.status == PROPOSED for node in found.nodes)


def test_odd_data_are_what_the_queries_say() -> None:
    text, _, again = ODD.partition("<again>")
    quads = trig(text + "<graph/again>" + again)
    found = hold_to_queries(Dataset(quads))
    assert len(found.nodes) == 15
    assert {edge.relation for edge in found.edges} >= {"atDepth", "memberOfGroup", "partOf", "rungOf", "heldWith", "firstIn", "secondedTo"}
    assert ("f/1", "resultedIn") not in {(local_name(edge.source), edge.relation) for edge in found.edges}, "a figure has no results"


def test_a_link_that_a_rule_says_by_one_property_and_data_state_by_another_is_stated() -> None:
    dataset = Dataset(trig("""
        <post/1> a org:Post ; org:postIn <g/1>, <g/2> ; cj:postInGroup <g/1> . <g/1> a cj:BodyGroup . <g/2> a cj:BodyGroup .
        <rule/1> cj:claimSubject <post/1> ; cj:claimPredicate org:postIn ; cj:claimObject <g/1>, <g/2> ;
          cj:derivedBy <query/derive/x> ; cj:status <scheme/status/inferred> ."""))  # fmt: skip
    found = {local_name(edge.target): (local_name(edge.status), edge.en) for edge in project(dataset).edges}
    assert found == {"1": ("", ""), "2": ("inferred", "by rule: x")}


def test_what_follows_for_no_thing_is_no_link() -> None:
    dataset = Dataset(trig("""
        <m/1> a cj:Measure ; cj:runBy <g/1> . <g/1> a cj:BodyGroup .
        <rule/1> cj:claimSubject <<( <m/1> a cj:Measure )>>, "m/1" ; cj:claimPredicate cj:runBy ; cj:claimObject <g/1> ;
          cj:derivedBy <query/derive/x> ; cj:status <scheme/status/inferred> ."""))  # fmt: skip
    assert [(local_name(edge.source), edge.relation, edge.status) for edge in project(dataset).edges] == [("1", "runBy", "")]


def test_of_several_numbers_of_a_figure_the_least_counts_and_words_for_nothing() -> None:
    figure = "<f/1> a cj:Figure ; qudt:numericValue 7, 3, 'many' ; cj:lowerBound 'few' ; cj:asWritten 'b', 'a' ."
    dataset = Dataset(trig(figure))
    (iri,) = (node.iri for node in project(dataset).nodes)
    assert read_numbers(dataset.matcher(), [iri, "urn:none"]) == {
        iri: {"value": 3.0, "written": "a", "unit": ""}, "urn:none": {"written": "", "unit": ""},
    }  # fmt: skip


def test_a_slim_projection_lacks_ladders_and_texts_alone(two_cases: Dataset) -> None:
    whole, slim = project(two_cases), project(two_cases, slim=True)
    said = {"aliases": (), "note_zh": "", "note_en": ""}
    assert slim.nodes == tuple(node._replace(**said) for node in whole.nodes) != whole.nodes
    assert [edge[:5] for edge in slim.edges] == [edge[:5] for edge in whole.edges]
    assert (slim.ladders, slim.cases, slim.tiers) == ((), whole.cases, whole.tiers)


@pytest.mark.parametrize("graphs", [["https://w3id.org/cengji/graph/one"], []])
def test_only_the_graphs_that_are_asked_are_read(graphs: list[str]) -> None:
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    quads = [
        quad
        for graph in ("one", "proposed/two")
        for quad in trig(
            f"<graph/{graph}> {{ <id/{graph}> a cj:Body ; skos:prefLabel '{graph}'@zh ; cj:status <scheme/status/proposed> . }}"
        )
    ]
    dataset = Dataset(quads)
    assert len(list(dataset.matcher()(None, label))) == len(rows(dataset, "nodes"))
    assert len(list(dataset.with_proposals().matcher()(None, label))) == len(rows(dataset.with_proposals(), "nodes"))
    part = dataset.of_graphs(graphs, [])
    assert len(list(part.matcher()(None, label))) == len(graphs)


def test_a_store_that_others_change_is_read_as_it_is() -> None:
    graph = cengji.Graph(Dataset(trig("<id/a> a cj:Body .")))
    graph.store.extend(trig("<id/b> a cj:Body ; cj:subordinateTo <id/a> ."))
    assert [local_name(node.iri) for node in project(graph.dataset).nodes] == ["a", "b"]
    assert len(graph.to_networkx().edges) == 1
