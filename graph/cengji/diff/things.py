"""The things of a dataset: which thing a triple belongs to, and what things and properties are called."""

from __future__ import annotations

from functools import cache
from typing import Final

import pyoxigraph as ox

from cengji.core.terms import local_name, shorten_iri
from cengji.core.texts import Text
from cengji.dataset import Dataset, read_ontology
from cengji.dataset.terms import CJ, DCTERMS, OA, ORG, RDF_TYPE, RDFS, SKOS, SPDX
from cengji.diff.statements import Passage

__all__ = ["Things", "name_literal", "name_property"]

# Properties whose object has no life of its own: it belongs to the subject.
_PART_OF: Final = (CJ.documentPart, CJ.evidence, OA.hasSelector, CJ.period, SPDX.checksum)
# Properties of a mapping claim that lead to what the curator maps.
_MAPPED: Final = (CJ.mappedRung, CJ.mappedActor, CJ.mappedMeasure)
_KINDS: Final = {
    CJ.Case: "case",
    CJ.SourceDocument: "document",
    CJ.Place: "place",
    CJ.Ladder: "ladder",
    CJ.Rung: "rung",
    CJ.BodyGroup: "group",
    CJ.Body: "body",
    CJ.PersonGroup: "person-group",
    ORG.Post: "post",
    CJ.Measure: "measure",
    CJ.Problem: "problem",
    CJ.Outcome: "outcome",
    CJ.PowerGrant: "power",
    CJ.Figure: "figure",
    CJ.Event: "event",
    CJ.RelationClaim: "relation",
    CJ.ConcurrentHolding: "holding",
    CJ.Secondment: "secondment",
    CJ.SameBodyClaim: "same-body",
    CJ.PolicyDocument: "policy",
    SKOS.Concept: "concept",
}
_NAMED_BY: Final = (SKOS.prefLabel, DCTERMS.title, RDFS.label, CJ.asWritten)
# What names the things that have no name of their own.
_COMPOSED_OF: Final = {
    "holding": (CJ.holdsPost,),
    "relation": (CJ.claimSubject, CJ.claimObject),
    "same-body": (CJ.claimSubject, CJ.claimObject),
    "secondment": (CJ.secondedFrom, CJ.secondedTo),
}
# What properties of other vocabularies are called; the ontology names its own.
_REUSED: Final = {
    "dcterms:hasPart": Text("组成部分", "parts"),
    "dcterms:issued": Text("日期", "date"),
    "dcterms:title": Text("题目", "title"),
    "org:classification": Text("机构种类", "kind of body"),
    "org:originalOrganization": Text("变更前的机构", "body before"),
    "org:postIn": Text("所属机构", "post in"),
    "org:resultingOrganization": Text("产生的机构", "resulting body"),
    "org:subOrganizationOf": Text("上级机构", "superior body"),
    "qudt:hasUnit": Text("单位", "unit"),
    "qudt:numericValue": Text("数值", "value"),
    "rdf:type": Text("类", "class"),
    "skos:altLabel": Text("别名", "other names"),
    "skos:broader": Text("上位概念", "broader concept"),
    "skos:definition": Text("定义", "definition"),
    "skos:notation": Text("代码", "code"),
    "skos:note": Text("说明", "note"),
    "skos:prefLabel": Text("名称", "name"),
    "spdx:checksumValue": Text("校验和", "checksum"),
}


def name_literal(term: ox.Literal) -> Text:
    """Return a literal with its language or datatype, for where its text alone does not tell it from another."""
    kind = f"@{term.language}" if term.language else shorten_iri(term.datatype.value)
    return Text(f"{term.value}（{kind}）", f"{term.value} ({kind})")


def name_property(predicate: ox.NamedNode) -> Text:
    """Return what a property is called; of one that is not known, its short name."""
    short = shorten_iri(predicate.value)
    return _REUSED.get(short) or _labels().get(predicate.value) or Text(short, short)


@cache
def _labels() -> dict[str, Text]:
    return read_ontology().term_labels


class Things:
    """The things of one of the two datasets that are compared."""

    def __init__(self, dataset: Dataset) -> None:
        """Ask this dataset; what is asked often is kept."""
        self._store = dataset.store
        self.owner = cache(self._owner)
        self.exists = cache(self._exists)
        self.label = cache(self._label)

    def objects(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """Return the objects in order; blank nodes and triples are none of ours."""
        found = {quad.object for quad in self._store.quads_for_pattern(subject, predicate, None, None)}
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=str)

    def nodes(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the objects that are IRIs, in order."""
        return [term for term in self.objects(subject, predicate) if isinstance(term, ox.NamedNode)]

    def subjects(self, predicate: ox.NamedNode, term: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the subjects in order."""
        found = {quad.subject for quad in self._store.quads_for_pattern(None, predicate, term, None)}
        return sorted((node for node in found if isinstance(node, ox.NamedNode)), key=str)

    def _exists(self, thing: ox.NamedNode) -> bool:
        return any(self._store.quads_for_pattern(thing, None, None, None))

    def _owner(self, node: ox.NamedNode) -> ox.NamedNode:
        """Return the thing that a node is a part of: evidence of what it proves, a mapping of what it maps; else itself."""
        for part in _PART_OF:
            for whole in self.subjects(part, node)[:1]:
                return self._owner(whole)
        for mapped in _MAPPED:
            for thing in self.nodes(node, mapped)[:1]:
                return thing
        return node

    def is_mapping(self, node: ox.NamedNode) -> bool:
        """Return whether a node is the curator's claim of how a rung or measure maps."""
        return any(self.nodes(node, mapped) for mapped in _MAPPED)

    def claim(self, subject: ox.NamedNode, predicate: ox.NamedNode, term: ox.NamedNode) -> ox.NamedNode | None:
        """Return the claim that states a direct triple, if there is one."""
        for claim in self.subjects(CJ.claimObject, term):
            if subject in self.objects(claim, CJ.claimSubject) and predicate in self.objects(claim, CJ.claimPredicate):
                return claim
        return None

    def kind(self, thing: ox.NamedNode) -> str:
        """Return the kind of a thing, one of :data:`cengji.diff.statements.KINDS`."""
        types = self.objects(thing, RDF_TYPE)
        return next((kind for cls, kind in _KINDS.items() if cls in types), "thing")

    def place(self, thing: ox.NamedNode) -> Text:
        """Return the name of the place that a thing's case covers first, or is itself; empty where it has none."""
        cases = [thing] if self.kind(thing) == "case" else self.nodes(thing, CJ.inCase)
        return self.label(cases[0]) if cases else Text("", "")

    def name(self, term: ox.NamedNode | ox.Literal) -> Text:
        """Return what a value is called: the label of a thing, the text of a literal."""
        return Text(term.value, term.value) if isinstance(term, ox.Literal) else self.label(term)

    def _label(self, thing: ox.NamedNode) -> Text:
        kind = self.kind(thing)
        if kind == "figure":
            return self._figure(thing)
        if kind in _COMPOSED_OF:
            return self._composed(thing, kind)
        for named_by in _NAMED_BY:
            found = {term.language or "": term.value for term in self.objects(thing, named_by) if isinstance(term, ox.Literal)}
            if found:
                first = found.get("zh") or found.get("") or found.get("en") or next(iter(found.values()))
                return Text(first, found.get("en") or first)
        return Text(local_name(thing.value), local_name(thing.value))

    def _figure(self, thing: ox.NamedNode) -> Text:
        """Name a figure by what it is about and its indicator."""
        parts = [self.label(node) for predicate in (CJ.about, CJ.indicator) for node in self.nodes(thing, predicate)[:1]]
        return Text(" · ".join(part.zh for part in parts), " · ".join(part.en for part in parts))

    def _composed(self, thing: ox.NamedNode, kind: str) -> Text:
        own = next((self.label(kind) for kind in self.nodes(thing, CJ.relationKind)), None)
        parts = [self.label(node) for predicate in _COMPOSED_OF[kind] for node in self.nodes(thing, predicate)]
        joint = Text(f" {own.zh} ", f" {own.en} ") if own else Text(" — ", " — ")
        return Text(joint.zh.join(part.zh for part in parts), joint.en.join(part.en for part in parts))

    def passages(self, thing: ox.NamedNode) -> tuple[Passage, ...]:
        """Return the evidence of a thing, by document and place in it."""
        found = map(self._passage, self.nodes(thing, CJ.evidence))
        return tuple(sorted(found, key=lambda one: (one.document, -1 if one.start is None else one.start, one.expression)))

    def _passage(self, evidence: ox.NamedNode) -> Passage:
        document = next((self.label(node).zh for node in self.nodes(evidence, OA.hasSource)), "")
        expression = next((term.value for term in self.objects(evidence, CJ.printedExpression)), "")
        for selector in self.nodes(evidence, OA.hasSelector):
            return Passage(document, self._integer(selector, OA.start), self._integer(selector, OA.end), expression)
        return Passage(document, None, None, expression)

    def _integer(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> int | None:
        return next((int(term.value) for term in self.objects(subject, predicate) if term.value.isdecimal()), None)

    def levels(self, ladder: ox.NamedNode) -> list[list[ox.NamedNode]]:
        """Return the rungs of a ladder from the top, those that stand side by side together."""
        held: dict[int, list[ox.NamedNode]] = {}
        for rung in sorted(self.nodes(ladder, CJ.hasRung), key=lambda rung: rung.value):
            held.setdefault(self._integer(rung, CJ.position) or 0, []).append(rung)
        return [held[position] for position in sorted(held)]
