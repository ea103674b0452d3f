"""The place where statements of one case are put: it knows the case, its graphs and its keys."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import pyoxigraph as ox

from cengji.cases.case import Case
from cengji.cases.organization import Place
from cengji.cases.parts import Evidence, Item, Labelled, Text
from cengji.core.namespaces import CJ as CJ_BASE
from cengji.dataset.ontology import Ontology
from cengji.dataset.terms import CJ, OA, RDF_TYPE, SKOS, case_iri, concept_iri, curation_iri, document_iri, integer, place_iri, thing_iri
from cengji.text.characters import is_han

__all__ = ["KIND_OF_SECTION", "Sink"]

KIND_OF_SECTION = {
    "bodies": "body",
    "breakdowns": "breakdown",
    "concurrent_holdings": "holding",
    "events": "event",
    "figures": "figure",
    "groups": "group",
    "ladders": "ladder",
    "measures": "measure",
    "outcomes": "outcome",
    "person_groups": "person-group",
    "policies": "policy",
    "posts": "post",
    "powers": "power",
    "precedences": "precedence",
    "problems": "problem",
    "relations": "relation",
    "secondments": "secondment",
}
"""The kind in the IRI of the items of each section of a case; places have IRIs of their own."""


class Sink:
    """Collects the quads of one case; ``graph`` is where :meth:`add` puts them."""

    def __init__(self, case: Case, ontology: Ontology) -> None:
        """Prepare the IRIs of everything in the case."""
        self.case, self.ontology = case, ontology
        self.iri = case_iri(case.case)
        self.stated, self.curated = self.iri, curation_iri(case.case)
        shared = case.document.key
        self.document = document_iri(shared) if shared else thing_iri(case.case, "document", "source")
        self.quads: list[ox.Quad] = []
        self.sections = {item.key: section for section, item in case.items()}
        self._iris = {item.key: self._mint(section, item) for section, item in case.items()}
        self._broader = ontology.broader | self._declared_broader()

    def _mint(self, section: str, item: Item) -> ox.NamedNode:
        if isinstance(item, Place):
            return place_iri(item.code or item.key)
        return thing_iri(self.case.case, KIND_OF_SECTION[section], item.key)

    def _declared_broader(self) -> dict[str, str]:
        declared = ((scheme, concept) for scheme, concepts in self.case.concepts.items() for concept in concepts)
        return {concept_iri(scheme, one.key).value: concept_iri(scheme, one.broader).value for scheme, one in declared if one.broader}

    def __getitem__(self, key: str) -> ox.NamedNode:
        """Return the IRI of the item with this key."""
        return self._iris[key]

    def all(self, keys: Iterable[str]) -> list[ox.NamedNode]:
        """Return the IRIs of the items with these keys."""
        return [self._iris[key] for key in keys]

    def new(self, kind: str, key: str) -> ox.NamedNode:
        """Return the IRI of a thing that has no section of its own: a rung, a mapping, a period."""
        return thing_iri(self.case.case, kind, key)

    def add(self, subject: ox.NamedNode, graph: ox.NamedNode, statements: Iterable[tuple[ox.NamedNode, object]]) -> None:
        """Put statements about a subject into a graph.

        A value may be a term, a string (a plain literal), a :class:`Text` (one literal a language),
        a list of these, or None, which says nothing. A text whose Chinese is that of a document in another language has the tag of
        :meth:`printed`.
        """
        for predicate, value in statements:
            for term in self._terms(value):
                self.quads.append(ox.Quad(subject, predicate, term, graph))

    def thing(self, subject: ox.NamedNode, graph: ox.NamedNode, *classes: str) -> None:
        """State the classes of a thing and the case it belongs to."""
        self.add(subject, graph, [(RDF_TYPE, ox.NamedNode(CJ_BASE + name)) for name in classes])
        self.add(subject, graph, [(CJ.inCase, self.iri)])

    def item(self, item: Item, graph: ox.NamedNode) -> ox.NamedNode:
        """State what every item has: status, note, evidence and, if it is labelled, its names."""
        subject = self._iris[item.key]
        self.add(subject, graph, [(CJ.status, concept_iri("status", item.status)), (SKOS.note, item.note)])
        if isinstance(item, Labelled):
            self.names(subject, graph, item)
        self.evidence(subject, graph, item.evidence)
        return subject

    def names(self, subject: ox.NamedNode, graph: ox.NamedNode, item: Labelled) -> None:
        """State the label and the other printed names."""
        aliases = [ox.Literal(alias, language=self._language_of(alias)) for alias in item.aliases]
        self.add(subject, graph, [(SKOS.prefLabel, item.label), (SKOS.altLabel, aliases)])

    def printed(self, text: str) -> list[ox.Literal]:
        """Return a printed title in its language and, where that is not Chinese, as Chinese readers are given it.

        The tag of the latter is a Chinese one that names the language it comes from (RFC 6497): ``zh-t-id``.
        """
        language = self._language_of(text)
        return [ox.Literal(text, language=language), *([] if language == "zh" else [ox.Literal(text, language=f"zh-t-{language}")])]

    def _language_of(self, printed: str) -> str:
        """Return the language of a printed expression: that of the document, but Chinese where it has a Chinese character."""
        return "zh" if any(map(is_han, printed)) else self.case.document.language or "zh"

    def _terms(self, value: object) -> Iterable[ox.NamedNode | ox.Literal]:
        if isinstance(value, ox.NamedNode | ox.Literal):
            yield value
        elif isinstance(value, str):
            yield ox.Literal(value)
        elif isinstance(value, int):
            yield integer(value)
        elif isinstance(value, Text):
            language = self._language_of(value.zh)
            yield ox.Literal(value.zh, language=language if language == "zh" else f"zh-t-{language}")
            if english := value.en or (value.zh if language == "en" else None):
                yield ox.Literal(english, language="en")
        elif isinstance(value, list):
            for one in value:
                yield from self._terms(one)

    def evidence(self, subject: ox.NamedNode, graph: ox.NamedNode, evidences: Iterable[Evidence]) -> None:
        """State where the document says it: one cj:Evidence each, always in the graph of the document."""
        kind, key = subject.value.rsplit("/", 2)[-2:]
        taken: dict[str, int] = {}
        for evidence in sorted(evidences, key=lambda one: (one.start or 0, one.text or "")):
            mark = sha256((evidence.text or evidence.sha256 or "").encode()).hexdigest()[:8]
            taken[mark] = taken.get(mark, 0) + 1
            name = f"{kind}-{key}-{mark}" + (f"-{taken[mark]}" if taken[mark] > 1 else "")
            node = self.new("evidence", name)
            self.add(subject, graph, [(CJ.evidence, node)])
            self.thing(node, self.stated, "Evidence")
            self.add(node, self.stated, [
                (OA.hasSource, self.document),
                (CJ.printedExpression, evidence.text),
                (CJ.sliceDigest, evidence.sha256),
            ])  # fmt: skip
            if evidence.start is not None and evidence.end is not None:
                self.select(node, name, evidence.start, evidence.end)

    def select(self, node: ox.NamedNode, name: str, start: int, end: int) -> None:
        """State where in the document something stands; offsets as xsd:integer: Oxigraph turns each narrower integer type into it."""
        selector = self.new("selector", name)
        self.add(node, self.stated, [(OA.hasSelector, selector)])
        self.add(selector, self.stated, [
            (RDF_TYPE, OA.TextPositionSelector),
            (OA.start, start),
            (OA.end, end),
        ])  # fmt: skip

    def class_of_kind(self, scheme: str, key: str, default: str) -> str:
        """Return the local name of the class that things of this kind get: its own or the nearest broader one's."""
        iri: str | None = concept_iri(scheme, key).value
        seen: set[str] = set()
        while iri and iri not in seen:
            if iri in self.ontology.instance_classes:
                return self.ontology.instance_classes[iri].value.removeprefix(CJ_BASE)
            seen.add(iri)
            iri = self._broader.get(iri)
        return default
