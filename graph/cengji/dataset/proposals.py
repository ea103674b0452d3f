"""What cases only propose, in graphs of its own: a dataset of what is stated takes it in without any change of its other graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from cengji.cases.case import Case
from cengji.core.namespaces import DATASET, DERIVED, ID, PREFIXES, PROPOSED
from cengji.dataset.build import build_dataset, case_quads
from cengji.dataset.ontology import Ontology
from cengji.dataset.statements.sink import Sink
from cengji.dataset.store import Dataset
from cengji.dataset.terms import CJ, DCTERMS, RDF_TYPE, SKOS, case_iri, concept_iri, scheme_iri

__all__ = ["build_with_proposals"]

_STATUS = concept_iri("status", "proposed")
_STATED = concept_iri("status", "stated")


def build_with_proposals(cases: Iterable[Case], ontology: Ontology) -> Dataset:
    """Build the dataset of these cases and, in a graph ``…/proposed/<case>`` each, what they only propose.

    Each proposed thing has there the status ``proposed`` and the rule that found it; the status that it is to have once
    it is accepted stands beside. Of what is stated these graphs say nothing but links to what is proposed.
    """
    cases = list(cases)
    dataset = build_dataset(cases, ontology)
    proposing = [case for case in cases if case.proposes]
    if not proposing:
        return dataset
    stated: set[object] = {quad.subject for quad in dataset}
    taken = {quad.triple for quad in dataset}
    quads: list[ox.Quad] = []
    for case in proposing:
        new = dict.fromkeys(triple for triple in _propose(case, ontology, stated) if triple not in taken)
        taken.update(new)
        quads += (ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(PROPOSED + case.case)) for triple in new)
    whole = build_dataset(cases, ontology, proposed=True)
    quads += _derive(list(whole.store.quads_for_pattern(None, None, None, ox.NamedNode(DERIVED))), quads, stated)
    dataset.add_proposals(quads)
    return dataset


def _propose(case: Case, ontology: Ontology, stated: set[object]) -> Iterator[ox.Triple]:
    """Yield what a case proposes; of what is stated only links to what is proposed."""
    sink, quads = Sink(case, ontology), case_quads(case, ontology)
    rules = {sink[item.key]: item.proposed for _, item in case.items() if item.proposed is not None}
    marked = [quad.subject for quad in quads if quad.predicate == CJ.status or quad.object == CJ.Rung]
    proposed = [thing for thing in dict.fromkeys([*rules, *marked, sink.document]) if thing not in stated]
    linked = {*proposed, *_claimed(quads)}
    for quad in quads:
        if quad.subject in stated:
            if quad.object in linked or quad.triple in linked:
                yield quad.triple
        elif quad.predicate != CJ.status:
            yield quad.triple
        elif quad.object != _STATED:
            yield ox.Triple(quad.subject, CJ.statusOnceAccepted, quad.object)
    for thing in proposed:
        yield ox.Triple(thing, CJ.status, _STATUS)
    for thing, rule in rules.items():
        if thing not in stated:
            yield ox.Triple(thing, CJ.proposedBy, ox.Literal(rule))
    yield from _describe(case)


def _claimed(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    """Return the triples that claims among these quads are about."""
    said: dict[object, dict[object, ox.NamedNode]] = {}
    for quad in quads:
        if quad.predicate in (CJ.claimSubject, CJ.claimPredicate, CJ.claimObject) and isinstance(quad.object, ox.NamedNode):
            said.setdefault(quad.subject, {})[quad.predicate] = quad.object
    return {ox.Triple(one[CJ.claimSubject], one[CJ.claimPredicate], one[CJ.claimObject]) for one in said.values() if len(one) == 3}


def _describe(case: Case) -> Iterator[ox.Triple]:
    """Yield what the graph of proposals is, and what its status means."""
    graph = ox.NamedNode(PROPOSED + case.case)
    titles = {"zh": f"{case.title.zh}：拟议", "en": f"{case.title.en or case.title.zh}: proposed"}
    meanings = {
        "zh": "草拟而尚未有人采纳的内容；略去此图，余下的正是所陈述的。",
        "en": "What is drafted and nobody has accepted; leave this graph out, and exactly what is stated remains.",
    }
    definitions = {"zh": "由规则或模型拟出，尚未有人采纳。", "en": "Drafted by a rule or a model; nobody has accepted it yet."}
    yield ox.Triple(graph, RDF_TYPE, ox.NamedNode(PREFIXES["void"] + "Dataset"))
    yield ox.Triple(graph, DCTERMS.isPartOf, case_iri(case.case))
    yield ox.Triple(ox.NamedNode(DATASET), ox.NamedNode(PREFIXES["void"] + "subset"), graph)
    yield ox.Triple(_STATUS, RDF_TYPE, SKOS.Concept)
    yield ox.Triple(_STATUS, RDF_TYPE, CJ.Status)
    yield ox.Triple(_STATUS, SKOS.inScheme, scheme_iri("status"))
    yield ox.Triple(_STATUS, SKOS.topConceptOf, scheme_iri("status"))
    yield ox.Triple(_STATUS, SKOS.notation, ox.Literal("proposed"))
    labels = {"zh": "拟议", "en": "proposed"}
    for subject, predicate, texts in (
        (graph, DCTERMS.title, titles), (graph, DCTERMS.description, meanings),
        (_STATUS, SKOS.prefLabel, labels), (_STATUS, SKOS.definition, definitions),
    ):  # fmt: skip
        for language, text in texts.items():
            yield ox.Triple(subject, predicate, ox.Literal(text, language=language))


def _derive(derived: Iterable[ox.Quad], proposed: Iterable[ox.Quad], stated: set[object]) -> Iterator[ox.Quad]:
    """Yield of what rules derive with the proposals what is said of proposed things alone, each in the graph of its case."""
    graphs = {quad.subject: quad.graph_name for quad in proposed if quad.subject not in stated}
    about = {quad.subject: quad.object for quad in derived if quad.predicate == CJ.claimSubject}
    for quad in derived:
        if quad.subject not in stated and about.get(quad.subject) not in stated and isinstance(quad.subject, ox.NamedNode):
            of_its_case = ox.NamedNode(PROPOSED + quad.subject.value.removeprefix(ID).partition("/")[0])
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graphs.get(quad.subject, of_its_case))
