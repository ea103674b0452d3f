"""Tiers and parents: what lends them, in which order, on small graphs and in the packaged cases."""

from __future__ import annotations

import pytest

from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.dataset.build import derive
from cengji.projection import Case, Concept, Edge, Node, Projection, find_parents, lend_tiers, project
from tests.dataset.small import trig

TIERS = tuple(Concept(iri=name, scheme="tier", rank=rank) for name, rank in (("county", 30), ("subdistrict", 40), ("community", 60)))


def nodes_of(*keys: str, **tiers: str) -> list[Node]:
    """Return bodies of one case by key, with their own tiers where given."""
    return [Node(iri=key, type="body", case="x", tier=tiers.get(key, "")) for key in (*keys, *tiers)]


def edges_of(text: str) -> list[Edge]:
    """Return links from lines of source, relation, target."""
    return [Edge(source=source, relation=relation, target=target) for source, relation, target in map(str.split, text.strip().splitlines())]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("m runBy county\n m actsOn community", "community"),  # where it acts, before who runs it
        ("m partOf w\n w actsOn community\n m runBy county", "county"),  # the fewest links first
        ("m actsOn community\n m actsOn subdistrict", "subdistrict"),  # the highest of several
        ("m subordinateTo county", ""),  # a subordinate stands lower
        ("m atPlace county", ""),  # a place is no tier of what is done in it
        ("m partOfPlace county", ""),
        ("m rungOf community", ""),  # a ladder has several
        ("m basisOf community", ""),  # a rule from above is not of the tier that follows it
        ("m partOf a\n a partOf b\n b partOf c\n c partOf d\n d partOf e\n e runBy county", "county"),  # over any number of links
        ("m partOf w\n w partOf m", ""),  # loops lend nothing
    ],
)
def test_a_tier_is_lent_by_what_stands_on_it(links: str, expected: str) -> None:
    nodes = nodes_of("m", "w", "a", "b", "c", "d", "e", county="county", subdistrict="subdistrict", community="community")
    found = {node.iri: node.effective_tier for node in lend_tiers(nodes, edges_of(links), TIERS)}
    assert found["m"] == expected


def test_a_tier_of_ones_own_is_never_overruled_and_an_unknown_one_counts_as_none() -> None:
    nodes = nodes_of(own="community", odd="elsewhere", county="county")
    found = {node.iri: node.effective_tier for node in lend_tiers(nodes, edges_of("own partOf county\n odd partOf county"), TIERS)}
    assert found == {"own": "community", "odd": "county", "county": "county"}


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("b memberOfGroup g\n b subordinateTo above\n b atPlace place", "g"),
        ("b subordinateTo above\n b atPlace place", "above"),
        ("b runBy above\n b partOf g", "g"),
        ("b subsetOf h\n b subsetOf g", "g"),  # the first by IRI
        ("b involves g", "place"),  # nothing of its own: the place of the case
        ("b subordinateTo other", "place"),  # a parent is of the same case
        ("b subordinateTo g\n g subordinateTo b", "place"),  # a loop is cut
    ],
)
def test_the_parent_is_what_a_thing_belongs_to_most_closely(links: str, expected: str) -> None:
    nodes = [*nodes_of("b", "g", "h", "above", "place"), Node(iri="other", type="body", case="y")]
    projection = Projection(cases=(Case(key="x", place="place"),), nodes=tuple(nodes), edges=tuple(edges_of(links)))
    parents = find_parents(projection)
    assert parents["b"] == expected
    assert parents["place"] == parents["other"] == ""


DATA = """
<graph/schemes> { <scheme/tier/county> cj:rank 30 ; skos:inScheme <scheme/tier> .
  <scheme/tier/community> cj:rank 60 ; skos:inScheme <scheme/tier> . }
<case/x> { <case/x> a cj:Case ; skos:prefLabel "甲区"@zh ; cj:coversPlace <id/place/a> .
  <id/place/a> a cj:Place ; skos:prefLabel "甲区"@zh ; cj:commonTier <scheme/tier/county> .
  <id/x/body/unit> a cj:Body, cj:GovernanceUnit ; cj:inCase <case/x> ; cj:atPlace <id/place/a> ; skos:prefLabel "甲区"@zh .
  <id/x/body/office> a cj:Body ; cj:inCase <case/x> ; cj:atPlace <id/place/a> ; cj:subordinateTo <id/x/body/unit> .
  <id/x/group/g> a cj:BodyGroup ; cj:inCase <case/x> ; cj:commonTier <scheme/tier/community> .
  <id/x/measure/m> a cj:Measure ; cj:inCase <case/x> ; cj:runBy <id/x/body/unit> ; cj:actsOn <id/x/group/g>, <id/x/group/gone> .
  <id/x/measure/n> a cj:Measure ; cj:inCase <case/x> ; cj:runBy <id/x/group/g>, <id/x/body/unit> .
  <id/x/policy/p> a cj:PolicyDocument ; cj:inCase <case/x> ; cj:basisOf <id/x/measure/m> ; cj:issuedBy <id/x/body/unit> .
}
"""


def test_things_stand_on_their_own_tiers_and_measures_on_those_of_their_actors() -> None:
    dataset = Dataset(trig(DATA))
    derive(dataset)
    projection = project(dataset)
    found = {
        local_name(node.iri): (local_name(node.tier), [*map(local_name, node.tiers)], local_name(node.effective_tier))
        for node in projection.nodes
    }
    assert found == {
        "a": ("county", ["county"], "county"), "unit": ("county", ["county"], "county"), "office": ("", [], ""),
        "g": ("community", ["community"], "community"), "m": ("", ["community", "county"], "community"),
        "n": ("", ["county", "community"], "county"), "p": ("", [], "county"),
    }  # fmt: skip
    assert all(not edge.target.endswith("gone") for edge in projection.edges), "what is not there has no link"


def test_in_the_packaged_cases_every_loan_can_be_traced(dataset: Dataset) -> None:
    """Whatever stands on a tier without having one is tied to a thing on that very tier."""
    projection = project(dataset)
    stands = {node.iri: node.effective_tier for node in projection.nodes}
    near = {(edge.source, stands[edge.target]) for edge in projection.edges}
    borrowed = [node for node in projection.nodes if node.effective_tier and not node.tiers]
    assert len(borrowed) > 300
    assert [node.iri for node in borrowed if (node.iri, node.effective_tier) not in near] == []
    assert all(node.effective_tier == (node.tier or node.tiers[0]) for node in projection.nodes if node.tiers)
