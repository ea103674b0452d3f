"""Each rule of ``queries/derive`` gives just what follows: on a small dataset, and on all cases by another way."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest

from cengji.cases import Case, LoadedCase
from cengji.core.namespaces import DERIVED
from cengji.core.resources import query_files
from cengji.dataset import Dataset
from cengji.dataset.build import derive
from cengji.dataset.terms import CJ, OA, ORG, concept_iri, place_iri, thing_iri
from tests.dataset.small import trig


class Rule(NamedTuple):
    """A small dataset in TriG and the triples that one rule adds to it."""

    given: str
    adds: str


RULES: Final = {
    "first-evidence": Rule(
        """<t> cj:evidence <late>, <early>, <unplaced> . <late> oa:hasSelector [ oa:start 9 ] . <early> oa:hasSelector [ oa:start 2 ] .
        <tie> cj:evidence <e2>, <e1> . <e1> oa:hasSelector [ oa:start 4 ] . <e2> oa:hasSelector [ oa:start 4 ] .
        <ten> cj:evidence <e10>, <e9> . <e10> oa:hasSelector [ oa:start 10 ] . <e9> oa:hasSelector [ oa:start 9 ] .
        <none> cj:evidence <unplaced> .""",
        "<t> cj:firstEvidence <early> . <tie> cj:firstEvidence <e1> . <ten> cj:firstEvidence <e9> .",
    ),
    "generic-adoption": Rule(
        """<m> cj:variantOf <generic> ; cj:atPlace <p> . <n> cj:variantOf <generic> ; cj:atPlace <p>, <q> .
        <other> cj:atPlace <p> . <nowhere> cj:variantOf <generic2> .""",
        "<p> cj:adopts <generic> . <q> cj:adopts <generic> .",
    ),
    "occupant-tier": Rule(
        "<r> cj:occupiedBy <a> ; cj:commonTier <t1> . <s> cj:occupiedBy <b> . <u> cj:commonTier <t2> .",
        "<a> cj:commonTier <t1> .",
    ),
    "rung-order": Rule(
        """<l> cj:hasRung <a>, <b>, <c> . <k> cj:hasRung <d>, <e> .
        <a> cj:position 1 . <b> cj:position 2 . <c> cj:position 3 . <d> cj:position 1 . <e> cj:position 3 .""",
        "<a> cj:directlyAbove <b> . <b> cj:directlyAbove <c> .",
    ),
    "transitive-sub-organization": Rule(
        "<a> org:subOrganizationOf <b> . <b> org:subOrganizationOf <c> . <x> cj:subordinateTo <a> . <d> org:subOrganizationOf <c> .",
        """<a> org:transitiveSubOrganizationOf <b>, <c> . <b> org:transitiveSubOrganizationOf <c> .
        <d> org:transitiveSubOrganizationOf <c> .""",
    ),
}


def in_graph(name: str, text: str) -> set[ox.Quad]:
    """Read Turtle into one named graph."""
    return trig(f"GRAPH <{name}> {{ {text} }}")


def derived(dataset: Dataset) -> set[tuple[object, object, object]]:
    """Return the triples of the derived graph."""
    return {(q.subject, q.predicate, q.object) for q in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(DERIVED))}


def test_every_rule_is_tested() -> None:
    assert {path.stem for path in query_files("derive")} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_rule_adds_just_what_follows(name: str) -> None:
    given, expected = in_graph("case/x", RULES[name].given), in_graph("graph/derived", RULES[name].adds)
    dataset = Dataset(given)
    assert derive(dataset) == {rule: len(expected) if rule == name else 0 for rule in RULES}
    assert derived(dataset) == {(q.subject, q.predicate, q.object) for q in expected}
    assert len(dataset) == len(given) + len(expected)


@pytest.mark.parametrize("name", RULES)
def test_what_stands_already_is_not_added_again(name: str) -> None:
    dataset = Dataset(in_graph("case/x", RULES[name].given) | in_graph("curation/x", RULES[name].adds))
    before = set(dataset)
    assert derive(dataset) == dict.fromkeys(RULES, 0)
    assert set(dataset) == before


def test_deriving_twice_adds_nothing(dataset: Dataset) -> None:
    again = Dataset(dataset)
    assert derive(again) == dict.fromkeys(RULES, 0)
    assert len(again) == len(dataset)


def rung_order(case: Case) -> set[tuple[object, object, object]]:
    """Work out from the case which rung stands directly above which."""
    rungs = [[thing_iri(case.case, "rung", f"{ladder.key}-{rung.body}") for rung in ladder.rungs] for ladder in case.ladders]
    return {(upper, CJ.directlyAbove, lower) for ladder in rungs for upper, lower in pairwise(ladder)}


def above(case: Case) -> set[tuple[object, object, object]]:
    """Work out from the case which named body lies below which."""
    parents = {body.key: body.parent for body in case.bodies}
    found: set[tuple[object, object, object]] = set()
    for key in parents:
        at = parents[key]
        while at in parents:
            found.add((thing_iri(case.case, "body", key), ORG.transitiveSubOrganizationOf, thing_iri(case.case, "body", at)))
            at = parents[at]
    return found


def adoption(case: Case) -> set[tuple[object, object, object]]:
    """Work out from the case which place has adopted which generic measure."""
    places = {place.key: place_iri(place.code or place.key) for place in case.places}
    generic = [(measure.place, measure.generic) for measure in case.measures if measure.generic]
    return {(places[place], CJ.adopts, concept_iri("generic-measure", one.measure)) for place, one in generic if one.status != "disputed"}


def occupants(case: Case) -> set[tuple[object, object, object]]:
    """Work out from the case at which tier each body or group on a rung stands."""
    kinds = dict.fromkeys((body.key for body in case.bodies), "body") | dict.fromkeys((group.key for group in case.groups), "group")
    rungs = [rung for ladder in case.ladders for rung in ladder.rungs if rung.tier and rung.tier_status != "disputed"]
    return {(thing_iri(case.case, kinds[r.body], r.body), CJ.commonTier, concept_iri("tier", r.tier or "")) for r in rungs}


def first_evidence(dataset: Dataset) -> set[tuple[object, object, object]]:
    """Work out from the quads which evidence of each thing begins first."""

    def values(predicate: ox.NamedNode) -> dict[object, list[ox.NamedNode | ox.Literal]]:
        found = defaultdict(list)
        for quad in dataset.store.quads_for_pattern(None, predicate, None, None):
            found[quad.subject].append(quad.object)
        return found

    selectors, starts = values(OA.hasSelector), values(OA.start)
    best = set()
    for thing, evidences in values(CJ.evidence).items():
        placed = [(int(starts[selector][0].value), one.value, one) for one in evidences for selector in selectors[one]]
        if placed:
            best.add((thing, CJ.firstEvidence, min(placed)[2]))
    return best


def test_derived_graph_of_all_cases_is_what_the_cases_imply(cases: list[LoadedCase], dataset: Dataset) -> None:
    expected = first_evidence(dataset)
    for rule in (rung_order, above, adoption, occupants):
        implied = {triple for loaded in cases for triple in rule(loaded.case)}
        assert implied, f"the cases show nothing of {rule.__name__}"
        expected |= implied
    assert derived(dataset) == expected
