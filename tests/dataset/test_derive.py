"""Each rule of ``queries/derive`` gives just what follows: on a small dataset, and on all cases by another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

import pyoxigraph as ox
import pytest

from cengji.cases import Case, LoadedCase
from cengji.cases.measures import Figure
from cengji.core.namespaces import DERIVED, DESCRIPTION, QUERY, SCHEMES
from cengji.core.resources import query_files
from cengji.dataset import Dataset, Ontology
from cengji.dataset.build import case_quads, derive
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, OA, ORG, QUDT, RDF_TYPE, case_iri, concept_iri, decimal, place_iri, thing_iri
from tests.dataset.links import links_of
from tests.dataset.small import trig

Triple: TypeAlias = tuple[object, object, object]


class Rule(NamedTuple):
    """A small dataset in TriG, the triples that one rule adds to it, and another in which it must not fire."""

    given: str
    adds: str
    but_not: str


CONCEPTS: Final = " ".join(
    f'<{key}> skos:notation "{key}" .' for key in ("count", "share", "stock", "changeFrom", "design", "target", "threshold")
)
BOUNDS: Final = """a cj:SumOverParts ; cj:inCase <case/x> ; cj:atPlace <p> ; cj:about <whole> ; cj:figureKind <scheme/figure-kind/count> ;
    cj:status <scheme/status/inferred> ; cj:derivedBy <query/derive/sum-over-parts-2-bounds> ;"""
"""What each sum over parts of the same whole has in common, whatever it comes to."""

RULES: Final = {
    "actor-tier-1-rung": Rule(
        """<r> cj:occupiedBy <a> ; cj:commonTier <t1> . <a> cj:inCase <case/x> . <s> cj:occupiedBy <b> . <u> cj:commonTier <t2> .
        <r2> cj:occupiedBy <twice> ; cj:commonTier <t1> . <r3> cj:occupiedBy <twice> ; cj:commonTier <t2> . <twice> cj:inCase <case/x> .""",
        "<a> cj:commonTier <t1> . <twice> cj:commonTier <t1>, <t2> .",
        """<r> cj:occupiedBy <mapped>, <disputed> ; cj:commonTier <t1> . <mapped> cj:inCase <case/x> ; cj:commonTier <t2> .
        <claim> cj:mappedActor <disputed> ; cj:mappedTier <t1> . <disputed> cj:inCase <case/x> .""",
    ),
    "actor-tier-2-kind": Rule(
        """<party> a cj:BodyKind . <branch> a cj:BodyKind ; skos:broader <party> .
        <grid-branch> a cj:BodyKind ; skos:broader <branch> ; cj:usualTier <grid> .
        <police-grid> a cj:BodyKind ; skos:broader <grid-branch> .
        <yard> a cj:BodyKind ; skos:broader <grid-branch> ; cj:usualTier <estate> . <b> org:classification <grid-branch> .
        <g> cj:memberKind <police-grid> . <y> cj:memberKind <yard> .
        <b> cj:inCase <case/x> . <g> cj:inCase <case/x> . <y> cj:inCase <case/x> .""",
        "<b> cj:commonTier <grid> . <g> cj:commonTier <grid> . <y> cj:commonTier <estate> .",
        """<branch> a cj:BodyKind ; skos:prefLabel "网格"@zh . <sub> a cj:BodyKind ; skos:broader <branch> ; cj:usualTier <grid> .
        <broad> org:classification <branch> ; cj:inCase <case/x> . <standing> org:classification <sub> ; cj:inCase <case/x> .
        <r> cj:occupiedBy <standing> ; cj:commonTier <estate> . <doubtful> org:classification <sub> ; cj:inCase <case/x> .
        <q> cj:occupiedBy <doubtful> . <claim> cj:mappedRung <q> ; cj:mappedTier <grid> .""",
    ),
    "actor-tier-3-whole": Rule(
        """<all> cj:commonTier <t1> . <some> cj:subsetOf <all> ; cj:inCase <case/x> . <few> cj:subsetOf <some> ; cj:inCase <case/x> .
        <b> cj:memberOfGroup <few> ; cj:inCase <case/x> . <near> cj:commonTier <t2> ; cj:subsetOf <all> . <c> cj:memberOfGroup <near> ;
        cj:inCase <case/x> .""",
        "<some> cj:commonTier <t1> . <few> cj:commonTier <t1> . <b> cj:commonTier <t1> . <c> cj:commonTier <t2> .",
        """<two> cj:commonTier <t1>, <t2> ; cj:subsetOf <all> . <all> cj:commonTier <t1> . <a> cj:subsetOf <two> ; cj:inCase <case/x> .
        <b> cj:subordinateTo <all> ; cj:inCase <case/x> .""",
    ),
    "actor-tier-4-place": Rule(
        """<town> cj:commonTier <t1> ; skos:prefLabel "小城"@zh ; skos:altLabel "城里"@zh .
        <unit> a cj:GovernanceUnit ; cj:inCase <case/x> ; cj:atPlace <town> ; skos:prefLabel "城里"@zh .""",
        "<unit> cj:commonTier <t1> .",
        """<town> cj:commonTier <t1> ; skos:prefLabel "小城"@zh . <zone> a cj:GovernanceUnit ; cj:inCase <case/x> ; cj:atPlace <town> ;
        skos:prefLabel "小城新区"@zh . <party> a cj:PartyBody ; cj:inCase <case/x> ; cj:atPlace <town> ; skos:prefLabel "小城"@zh .""",
    ),
    "first-evidence": Rule(
        """<t> cj:evidence <late>, <early>, <unplaced> . <late> oa:hasSelector [ oa:start 9 ] . <early> oa:hasSelector [ oa:start 2 ] .
        <tie> cj:evidence <e2>, <e1> . <e1> oa:hasSelector [ oa:start 4 ] . <e2> oa:hasSelector [ oa:start 4 ] .
        <ten> cj:evidence <e10>, <e9> . <e10> oa:hasSelector [ oa:start 10 ] . <e9> oa:hasSelector [ oa:start 9 ] .
        <none> cj:evidence <unplaced> .""",
        "<t> cj:firstEvidence <early> . <tie> cj:firstEvidence <e1> . <ten> cj:firstEvidence <e9> .",
        "<none> cj:evidence <unplaced> . <lone> oa:hasSelector [ oa:start 9 ] .",
    ),
    "generic-adoption": Rule(
        """<m> cj:variantOf <generic> ; cj:atPlace <p> . <n> cj:variantOf <generic> ; cj:atPlace <p>, <q> .
        <other> cj:atPlace <p> . <nowhere> cj:variantOf <generic2> .""",
        "<p> cj:adopts <generic> . <q> cj:adopts <generic> .",
        "<claim> cj:mappedMeasure <m> ; cj:mappedGeneric <generic> . <m> cj:atPlace <p> .",
    ),
    "inherited-runner": Rule(
        """<m> cj:runBy <a>, <b> ; dcterms:hasPart <part>, <own> . <part> a cj:Measure ; cj:inCase <case/x> ; dcterms:hasPart <small> .
        <own> a cj:Measure ; cj:inCase <case/x> ; cj:runBy <c> ; dcterms:hasPart <deep> . <small> a cj:Measure ; cj:inCase <case/x> .
        <deep> a cj:Measure ; cj:inCase <case/x> .""",
        "<part> cj:runBy <a>, <b> . <small> cj:runBy <a>, <b> . <deep> cj:runBy <c> .",
        """<m> cj:runBy <a> ; dcterms:hasPart <own> ; cj:feedsInto <next> . <own> a cj:Measure ; cj:inCase <case/x> ; cj:runBy <b> .
        <next> a cj:Measure ; cj:inCase <case/x> . <whole> dcterms:hasPart <m> . <whole> a cj:Measure ; cj:inCase <case/x> .""",
    ),
    "inherited-target": Rule(
        """<m> cj:actsOn <a> ; dcterms:hasPart <part>, <own> . <part> a cj:Measure ; cj:inCase <case/x> .
        <own> a cj:Measure ; cj:inCase <case/x> ; cj:actsOn <b> ; dcterms:hasPart <deep> . <deep> a cj:Measure ; cj:inCase <case/x> .""",
        "<part> cj:actsOn <a> . <deep> cj:actsOn <b> .",
        """<m> cj:actsOn <a> ; dcterms:hasPart <own> . <own> a cj:Measure ; cj:inCase <case/x> ; cj:actsOn <b> .
        <whole> a cj:Measure ; cj:inCase <case/x> ; dcterms:hasPart <m> .""",
    ),
    "measure-tier-acted-on": Rule(
        "<m> cj:actsOn <a>, <p> ; cj:inCase <case/x> . <a> cj:commonTier <t1> . <p> a cj:Place ; cj:commonTier <t2> .",
        "<m> cj:actsOnTier <t1>, <t2> .",
        "<m> cj:actsOn <a> ; cj:atPlace <p> ; cj:inCase <case/x> . <p> a cj:Place ; cj:commonTier <t2> . <a> cj:atPlace <p> .",
    ),
    "measure-tier-run-at": Rule(
        "<m> cj:runBy <a>, <b> ; cj:inCase <case/x> . <a> cj:commonTier <t1> . <b> cj:commonTier <t1> .",
        "<m> cj:runAtTier <t1> .",
        "<m> cj:runBy <a> ; cj:actsOn <b> ; cj:atPlace <p> ; cj:inCase <case/x> . <b> cj:commonTier <t1> . <p> cj:commonTier <t2> .",
    ),
    "rung-order": Rule(
        """<l> cj:hasRung <a>, <b>, <c> . <k> cj:hasRung <d>, <e> .
        <a> cj:position 1 . <b> cj:position 2 . <c> cj:position 3 . <d> cj:position 1 . <e> cj:position 3 .""",
        "<a> cj:directlyAbove <b> . <b> cj:directlyAbove <c> .",
        """<k> cj:hasRung <d> . <l> cj:hasRung <e> . <d> cj:position 1 . <e> cj:position 2 .
        <m> cj:ladderKind <kind> ; cj:hasRung <f>, <g> . <kind> skos:notation "enumeration" . <f> cj:position 1 . <g> cj:position 2 .""",
    ),
    "sum-over-parts-1-addends": Rule(
        f"""<split> a cj:Breakdown ; cj:inCase <case/x> ; cj:breakdownPart <a>, <b> . <near> skos:broader <all> . {CONCEPTS}
        <x> cj:about <a> ; cj:indicator <near> ; qudt:hasUnit <item> ; cj:figureKind <count> ; cj:role <stock> .
        <y> cj:about <b> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:figureKind <count> ; cj:role <stock> .
        <z> cj:about <b> ; cj:indicator <all> ; qudt:hasUnit <home> ; cj:figureKind <count> ; cj:role <stock> .
        <old> cj:about <b> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:figureKind <count> ; cj:role <stock> ;
            cj:timeAsWritten "2020年" .""",
        """<id/x/sum/split.near.item> cj:breakdown <split> ; cj:indicator <near> ; qudt:hasUnit <item> ; cj:addend <x> .
        <id/x/sum/split.all.item> cj:breakdown <split> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:addend <x>, <y> .
        <id/x/sum/split.all.home> cj:breakdown <split> ; cj:indicator <all> ; qudt:hasUnit <home> ; cj:addend <z> .
        <id/x/sum/split.all.item.2020%E5%B9%B4> cj:breakdown <split> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:addend <old> ;
            cj:timeAsWritten "2020年" .""",
        f"""<split> a cj:Breakdown ; cj:inCase <case/x> ; cj:breakdownPart <a>, <b> . <c> cj:subsetOf <whole> . {CONCEPTS}
        <x> cj:about <a> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:figureKind <count> ; cj:role <stock> ; cj:perUnitOf <towns> .
        <y> cj:about <b> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:figureKind <share> ; cj:role <stock> .
        <z> cj:about <c> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:figureKind <count> ; cj:role <stock> .
        <n> cj:about <a>, <b> ; cj:indicator <all> ; qudt:hasUnit <item> ; cj:figureKind <count> ;
            cj:role <changeFrom>, <design>, <target>, <threshold> .""",
    ),
    "sum-over-parts-2-bounds": Rule(
        """<split> cj:inCase <case/x> ; cj:breakdownOf <whole> ; cj:breakdownPart <a>, <b> ; cj:complete true . <whole> cj:atPlace <p> .
        <some> cj:inCase <case/x> ; cj:breakdownOf <whole> ; cj:breakdownPart <a>, <b> ; cj:complete false .
        <total> cj:breakdown <split> ; cj:addend <x>, <x2>, <y> . <one> cj:breakdown <split> ; cj:addend <x> .
        <least> cj:breakdown <some> ; cj:addend <x>, <more> . <open> cj:breakdown <split> ; cj:addend <more>, <above> .
        <x> cj:about <a> ; cj:asWritten "3个" ; cj:lowerBound 3.0 ; cj:lowerInclusive true ; cj:upperBound 3.0 ; cj:upperInclusive true .
        <x2> cj:about <a> ; cj:asWritten "4个" ; cj:lowerBound 4.0 ; cj:lowerInclusive true ; cj:upperBound 4.0 ; cj:upperInclusive true .
        <y> cj:about <b> ; cj:asWritten "近5个" ; cj:upperBound 5.0 ; cj:upperInclusive false .
        <more> cj:about <b> ; cj:asWritten "6余个" ; cj:lowerBound 6.0 ; cj:lowerInclusive false .
        <above> cj:about <a> ; cj:asWritten "超2个" ; cj:lowerBound 2.0 ; cj:lowerInclusive false .""",
        f"""<total> a cj:DerivedTotal ; {BOUNDS} cj:sumAsWritten "3个 + 近5个" ; cj:lowerBound "3"^^xsd:decimal ; cj:lowerInclusive true ;
            cj:upperBound "9"^^xsd:decimal ; cj:upperInclusive false .
        <one> {BOUNDS} cj:sumAsWritten "3个" ; cj:lowerBound "3"^^xsd:decimal ; cj:lowerInclusive true .
        <least> {BOUNDS} cj:sumAsWritten "3个 + 6余个" ; cj:lowerBound "9"^^xsd:decimal ; cj:lowerInclusive false .
        <open> a cj:DerivedTotal ; {BOUNDS} cj:sumAsWritten "超2个 + 6余个" ; cj:lowerBound "8"^^xsd:decimal ; cj:lowerInclusive false .""",
        """<split> cj:inCase <case/x> ; cj:breakdownOf <whole> ; cj:breakdownPart <a>, <b> ; cj:complete true . <whole> cj:atPlace <p> .
        <x> cj:about <a> ; cj:asWritten "3个" ; cj:lowerBound 3.0 ; cj:lowerInclusive true . <s> cj:addend <x> .""",
    ),
    "transitive-sub-organization": Rule(
        "<a> org:subOrganizationOf <b> . <b> org:subOrganizationOf <c> . <x> cj:subordinateTo <a> . <d> org:subOrganizationOf <c> .",
        """<a> org:transitiveSubOrganizationOf <b>, <c> . <b> org:transitiveSubOrganizationOf <c> .
        <d> org:transitiveSubOrganizationOf <c> .""",
        "<x> cj:subordinateTo <a> . <a> cj:subordinateTo <b> .",
    ),
}
CLAIMING: Final = frozenset(name for name in RULES if name.startswith(("actor-", "inherited-", "measure-")))
"""The rules that put a claim beside each triple."""


def with_claims(rule: str, triples: Iterable[Triple]) -> set[Triple]:
    """Return the triples that a rule gives and, where it is one of those that claim, the claims about them, of the case ``x``."""
    found = set(triples)
    for subject, predicate, value in [*found] if rule in CLAIMING else ():
        assert isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and isinstance(value, ox.NamedNode)
        found |= claim("x", rule, subject, predicate, value)
    return found


def claim(case: str, rule: str, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode) -> set[Triple]:
    """Return the claim of a case that says which rule gives a triple."""
    node = thing_iri(case, "derivation", ".".join([rule, subject.value.rpartition("/")[2], value.value.rpartition("/")[2]]))
    return {
        (node, RDF_TYPE, CJ.DerivedClaim),
        (node, CJ.inCase, case_iri(case)),
        (node, CJ.claimSubject, subject),
        (node, CJ.claimPredicate, predicate),
        (node, CJ.claimObject, value),
        (node, CJ.status, concept_iri("status", "inferred")),
        (node, CJ.derivedBy, ox.NamedNode(f"{QUERY}derive/{rule}")),
    }


def in_graph(name: str, text: str) -> set[ox.Quad]:
    """Read Turtle into one named graph."""
    return trig(f"GRAPH <{name}> {{ {text} }}")


def derived(dataset: Dataset) -> set[Triple]:
    """Return the triples of the derived graph."""
    return {(q.subject, q.predicate, q.object) for q in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(DERIVED))}


def test_every_rule_is_tested() -> None:
    assert {path.stem for path in query_files("derive")} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_rule_adds_just_what_follows(name: str) -> None:
    given, direct = in_graph("case/x", RULES[name].given), in_graph("graph/derived", RULES[name].adds)
    expected = with_claims(name, ((q.subject, q.predicate, q.object) for q in direct))
    dataset = Dataset(given)
    assert derive(dataset) == {rule: len(expected) if rule == name else 0 for rule in RULES}
    assert derived(dataset) == expected
    assert len(dataset) == len(given) + len(expected)


@pytest.mark.parametrize("name", RULES)
def test_rule_does_not_fire_where_nothing_follows(name: str) -> None:
    assert derive(Dataset(in_graph("case/x", RULES[name].but_not)))[name] == 0


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


def rung_order(case: Case) -> set[Triple]:
    """Work out from the case which rung stands directly above which."""
    tied = [ladder for ladder in case.ladders if ladder.kind not in ("enumeration", "representation")]
    found: set[Triple] = set()
    for ladder in tied:
        steps: list[list[ox.NamedNode]] = []
        for rung in ladder.rungs:
            steps += [] if rung.beside else [[]]
            steps[-1].append(thing_iri(case.case, "rung", f"{ladder.key}-{rung.body}"))
        found |= {(upper, CJ.directlyAbove, lower) for high, low in pairwise(steps) for upper in high for lower in low}
    return found


def above(case: Case) -> set[Triple]:
    """Work out from the case which named body lies below which."""
    parents = {body.key: body.parent for body in case.bodies}
    found: set[Triple] = set()
    for key in parents:
        at = parents[key]
        while at in parents:
            found.add((thing_iri(case.case, "body", key), ORG.transitiveSubOrganizationOf, thing_iri(case.case, "body", at)))
            at = parents[at]
    return found


def adoption(case: Case) -> set[Triple]:
    """Work out from the case which place has adopted which generic measure."""
    places = {place.key: place_iri(place.code or place.key) for place in case.places}
    generic = [(measure.place, measure.generic) for measure in case.measures if measure.generic]
    return {(places[place], CJ.adopts, concept_iri("generic-measure", one.measure)) for place, one in generic if one.status != "disputed"}


def first_evidence(dataset: Dataset) -> set[Triple]:
    """Work out from the quads which evidence of each thing begins first."""

    def values(predicate: ox.NamedNode) -> dict[object, list[ox.NamedNode | ox.Literal]]:
        found = defaultdict(list)
        for quad in dataset.store.quads_for_pattern(None, predicate, None, None):
            found[quad.subject].append(quad.object)
        return found

    selectors, starts = values(OA.hasSelector), values(OA.start)
    best: set[Triple] = set()
    for thing, evidences in values(CJ.evidence).items():
        placed = [(int(starts[selector][0].value), one.value, one) for one in evidences for selector in selectors[one]]
        if placed:
            best.add((thing, CJ.firstEvidence, min(placed)[2]))
    return best


def linked(case: Case, ontology: Ontology) -> set[Triple]:
    """Work out from the case which tiers, runners and targets follow, each with the claim beside it."""
    found: set[Triple] = set()
    for rule, subject, predicate, value in links_of(case, ontology):
        found |= {(subject, predicate, value), *claim(case.case, rule, subject, predicate, value)}
    return found


def sums(case: Case, ontology: Ontology) -> set[Triple]:
    """Work out from the case what the parts of each breakdown add up to."""
    sink = Sink(case, ontology)
    broader = {one.key: one.broader for one in case.concepts.get("indicator", ())}
    broader |= {key.rpartition("/")[2]: value.rpartition("/")[2] for key, value in ontology.broader.items() if "/indicator/" in key}
    found: set[Triple] = set()
    for breakdown in case.breakdowns:
        added: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for figure in sorted(case.figures, key=lambda one: one.about):
            assert figure.time is None or figure.about not in breakdown.into, "dates are told apart by the small dataset of the rule"
            if figure.about in breakdown.into and figure.kind == "count" and figure.role == "stock" and not figure.per:
                indicator: str | None = figure.indicator
                while indicator:
                    added[indicator, figure.unit].append(figure)
                    indicator = broader.get(indicator)
        for (indicator, unit), figures in added.items():
            total = breakdown.complete and [figure.about for figure in figures] == sorted(breakdown.into)
            node = thing_iri(case.case, "sum", f"{breakdown.key}.{indicator}.{unit}")
            assert all(one.bounds.lower is not None and one.bounds.lower == one.bounds.upper for one in figures)
            size = decimal(sum((one.bounds.lower for one in figures if one.bounds.lower), Decimal()))
            found |= {(node, CJ.addend, sink[figure.key]) for figure in figures}
            found |= {
                (node, RDF_TYPE, CJ.SumOverParts),
                (node, CJ.inCase, case_iri(case.case)),
                (node, CJ.atPlace, sink[next(group.place for group in case.groups if group.key == breakdown.of)]),
                (node, CJ.about, sink[breakdown.of]),
                (node, CJ.breakdown, sink[breakdown.key]),
                (node, CJ.indicator, concept_iri("indicator", indicator)),
                (node, QUDT.hasUnit, concept_iri("unit", unit)),
                (node, CJ.figureKind, concept_iri("figure-kind", "count")),
                (node, CJ.sumAsWritten, ox.Literal(" + ".join(figure.written for figure in figures))),
                (node, CJ.lowerBound, size),
                (node, CJ.lowerInclusive, ox.Literal(True)),
                (node, CJ.status, concept_iri("status", "inferred")),
                (node, CJ.derivedBy, ox.NamedNode(f"{QUERY}derive/sum-over-parts-2-bounds")),
            }
            if total:
                found |= {(node, RDF_TYPE, CJ.DerivedTotal), (node, CJ.upperBound, size), (node, CJ.upperInclusive, ox.Literal(True))}
    return found


def test_derived_graph_of_all_cases_is_what_the_cases_imply(cases: list[LoadedCase], dataset: Dataset, ontology: Ontology) -> None:
    expected = first_evidence(dataset)
    for rule in (rung_order, above, adoption, partial(linked, ontology=ontology), partial(sums, ontology=ontology)):
        implied = {triple for loaded in cases for triple in rule(loaded.case)}
        assert implied, f"the cases show nothing of {rule}"
        expected |= implied
    assert derived(dataset) == expected


def test_every_rule_that_claims_shows_in_the_cases(cases: list[LoadedCase], ontology: Ontology) -> None:
    assert {link[0] for loaded in cases for link in links_of(loaded.case, ontology)} == CLAIMING


def test_what_is_stated_stays_as_it_is(cases: list[LoadedCase], dataset: Dataset, ontology: Ontology) -> None:
    stated = {quad for loaded in cases for quad in case_quads(loaded.case, ontology)}
    schemes = {ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(SCHEMES)) for t in ontology.schemes}
    following = (ox.NamedNode(DERIVED), ox.NamedNode(DESCRIPTION))
    assert {quad for quad in dataset if quad.graph_name not in following} == set(Dataset(stated | schemes))
