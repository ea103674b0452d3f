"""The ontology, its schemes and its shapes as records in two languages, in the order in which they are listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from cengji.core.namespaces import ONTOLOGY
from cengji.core.terms import shorten_iri, term_text
from cengji.core.texts import Text
from cengji.dataset import Ontology

__all__ = ["Concept", "Constraint", "Reference", "Scheme", "Shape", "Term", "read_reference"]

_NOTES = ("cj:inverseLabel", "skos:altLabel", "skos:scopeNote", "skos:example", "skos:editorialNote", "dcterms:source")
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
_SHOWN_APART = frozenset({"sh:message", "sh:path", "sh:property", "sh:severity"})


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: its compact IRI, texts, and the compact IRIs of what it is tied to."""

    name: str
    kind: str
    label: Text
    definition: Text
    # property, values and language (empty for none), in the order of the ontology files
    notes: tuple[tuple[str, tuple[str, ...], str], ...]
    parents: tuple[str, ...]
    children: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    # the properties that have this class as domain, and as range
    properties: tuple[str, ...]
    ranged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept at its depth below the top of its scheme, 0 for a top concept."""

    key: str
    depth: int
    label: Text
    also: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme with its concepts, the narrower ones after their broader one."""

    key: str
    label: Text
    definition: Text
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a shape demands, as (constraint, values), of a path or, where that is empty, of the node itself."""

    path: str
    severity: str
    demands: tuple[tuple[str, tuple[str, ...]], ...]
    message: Text


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: what it is about and its constraints by path."""

    name: str
    label: Text
    targets: tuple[str, ...]
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All that is listed; ``terms`` by kind (``Class``, ``ObjectProperty``, …)."""

    title: Text
    description: Text
    note: Text
    version: str
    licence: str
    terms: dict[str, tuple[Term, ...]] = field(repr=False)
    schemes: tuple[Scheme, ...] = field(repr=False)
    shapes: tuple[Shape, ...] = field(repr=False)


class _Graph:
    """Triples by subject and predicate, each as compact IRI."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._objects: dict[tuple[str, str], list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
        for triple in triples:
            subject, predicate, term = _named(triple.subject), _named(triple.predicate), triple.object
            if isinstance(term, ox.NamedNode | ox.Literal):
                self._objects[subject, predicate].append(term)
                self._subjects[predicate, _named(term)].add(subject)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(sorted({_named(term) for term in self._objects.get((subject, predicate), ())}))

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        return tuple(sorted(self._subjects.get((predicate, value), ())))

    def texts(self, subject: str, predicate: str, language: str) -> tuple[str, ...]:
        found = self._objects.get((subject, predicate), ())
        return tuple(term.value for term in found if isinstance(term, ox.Literal) and (term.language or "") == language)

    def text(self, subject: str, predicate: str) -> Text:
        return Text(*("; ".join(self.texts(subject, predicate, language)) for language in ("zh", "en")))

    def predicates(self, subject: str) -> list[str]:
        return sorted(predicate for own, predicate in self._objects if own == subject)


def read_reference(ontology: Ontology) -> Reference:
    """Return everything that the ontology declares, sorted by name; schemes and shapes likewise."""
    axioms = _Graph(ontology.axioms)
    header = _named(ox.NamedNode(ONTOLOGY))
    return Reference(
        axioms.text(header, "dcterms:title"),
        axioms.text(header, "dcterms:description"),
        axioms.text(header, "skos:editorialNote"),
        axioms.values(header, "owl:versionInfo")[0],
        axioms.values(header, "dcterms:license")[0],
        {kind: tuple(_terms(axioms, kind)) for kind in _KINDS},
        tuple(_schemes(_Graph(ontology.schemes))),
        tuple(_shapes(_Graph(ontology.shapes))),
    )


def _named(term: object) -> str:
    return shorten_iri(term_text(term))


def _terms(graph: _Graph, kind: str) -> Iterator[Term]:
    for name in graph.subjects("rdf:type", f"owl:{kind}"):
        if not name.startswith("cj:"):
            continue
        notes = (
            (predicate, graph.texts(name, predicate, language) or (() if language else graph.values(name, predicate)), language)
            for predicate in _NOTES
            for language in (("",) if predicate == "dcterms:source" else ("zh", "en"))
        )
        above = "rdfs:subClassOf" if kind == "Class" else "rdfs:subPropertyOf"
        yield Term(
            name,
            kind,
            graph.text(name, "rdfs:label"),
            graph.text(name, "skos:definition"),
            tuple(note for note in notes if note[1]),
            graph.values(name, above),
            graph.subjects(above, name),
            graph.values(name, "rdfs:domain"),
            graph.values(name, "rdfs:range"),
            graph.subjects("rdfs:domain", name),
            graph.subjects("rdfs:range", name),
        )


def _schemes(graph: _Graph) -> Iterator[Scheme]:
    for key in graph.subjects("rdf:type", "skos:ConceptScheme"):
        members = graph.subjects("skos:inScheme", key)
        tops = [concept for concept in members if not graph.values(concept, "skos:broader")]
        concepts = tuple(concept for top in sorted(tops, key=lambda one: _rank(graph, one)) for concept in _tree(graph, top, 0))
        yield Scheme(key, graph.text(key, "dcterms:title"), graph.text(key, "dcterms:description"), concepts)


def _rank(graph: _Graph, concept: str) -> tuple[int, str]:
    """Order tiers by rank, all else by name."""
    return int(next(iter(graph.values(concept, "cj:rank")), "0")), concept


def _tree(graph: _Graph, concept: str, depth: int) -> Iterator[Concept]:
    label, also, definition = (graph.text(concept, f"skos:{name}") for name in ("prefLabel", "altLabel", "definition"))
    yield Concept(concept.partition("/")[2], depth, label, also, definition)
    for narrower in graph.subjects("skos:broader", concept):
        yield from _tree(graph, narrower, depth + 1)


def _shapes(graph: _Graph) -> Iterator[Shape]:
    for name in graph.subjects("rdf:type", "sh:NodeShape"):
        targets = (*graph.values(name, "sh:targetClass"), *graph.values(name, "sh:targetSubjectsOf"))
        constraints = [_constraint(graph, one) for one in (name, *graph.values(name, "sh:property"))]
        yield Shape(
            name.removeprefix("cjsh:"),
            graph.text(name, "rdfs:label"),
            targets,
            tuple(sorted((one for one in constraints if one.demands), key=lambda one: (one.path, one.message.en))),
        )


def _constraint(graph: _Graph, name: str) -> Constraint:
    demands = tuple(
        (predicate.removeprefix("sh:"), graph.values(name, predicate))
        for predicate in graph.predicates(name)
        if predicate.startswith("sh:") and not predicate.startswith("sh:target") and predicate not in _SHOWN_APART
    )
    severity = "".join(graph.values(name, "sh:severity")).removeprefix("sh:")
    return Constraint("".join(graph.values(name, "sh:path")), severity, demands, graph.text(name, "sh:message"))
