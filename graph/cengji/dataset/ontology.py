"""The hand-written ontology as read: its triples, the terms it declares and the keys of its schemes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from cengji.cases.vocabulary import Vocabulary
from cengji.core.errors import InputError
from cengji.core.files import read_file
from cengji.core.namespaces import CJ as CJ_BASE
from cengji.core.namespaces import SCHEME
from cengji.core.resources import ontology_files
from cengji.core.terms import iri_text
from cengji.core.texts import Text
from cengji.dataset.terms import CJ, DCTERMS, RDF_TYPE, RDFS, SKOS

__all__ = ["Ontology", "read_ontology"]


@dataclass(frozen=True)
class Ontology:
    """The ontology in three parts: ``axioms`` (classes and properties), ``schemes`` and ``shapes``."""

    axioms: tuple[ox.Triple, ...]
    schemes: tuple[ox.Triple, ...]
    shapes: tuple[ox.Triple, ...]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The keys of every scheme, the ranks of tiers and the names of kinds, for the cases."""
        keys: dict[str, set[str]] = {}
        for triple in self.schemes:
            if triple.predicate == SKOS.inScheme and isinstance(triple.subject, ox.NamedNode):
                scheme, _, key = triple.subject.value.removeprefix(SCHEME).partition("/")
                keys.setdefault(scheme, set()).add(key)
        ranks = {
            iri_text(t.subject).removeprefix(f"{SCHEME}tier/"): int(t.object.value)
            for t in self.schemes
            if t.predicate == CJ.rank and isinstance(t.object, ox.Literal)
        }
        names = frozenset(name for scheme in ("body-kind", "tier") for name in self.labels.get(scheme, {}).values())
        return Vocabulary({scheme: frozenset(found) for scheme, found in keys.items()}, ranks, names, self._called())

    def _called(self) -> dict[str, dict[str, str]]:
        """Return the key of what each name stands for, in lower case, by scheme; labels go before other names, then the first key."""
        found: dict[str, dict[str, str]] = {}
        named = [
            (triple.predicate != SKOS.prefLabel, iri_text(triple.subject), triple.object.value)
            for triple in self.schemes
            if triple.predicate in (SKOS.prefLabel, SKOS.altLabel) and isinstance(triple.object, ox.Literal)
        ]
        for _, iri, name in sorted(named):
            scheme, _, key = iri.removeprefix(SCHEME).partition("/")
            found.setdefault(scheme, {}).setdefault(name.lower(), key)
        return found

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The Chinese label of each concept, by scheme and key."""
        return self._labels("zh")

    def _labels(self, language: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for triple in self.schemes:
            if triple.predicate == SKOS.prefLabel and isinstance(triple.object, ox.Literal) and triple.object.language == language:
                scheme, _, key = iri_text(triple.subject).removeprefix(SCHEME).partition("/")
                found.setdefault(scheme, {})[key] = triple.object.value
        return found

    @cached_property
    def english(self) -> dict[str, dict[str, str]]:
        """The English label of each concept, by scheme and key."""
        return self._labels("en")

    @cached_property
    def names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The Chinese names of each concept, its label first, by scheme and key."""
        found = {scheme: {key: [label] for key, label in labels.items()} for scheme, labels in self.labels.items()}
        for triple in self.schemes:
            if triple.predicate == SKOS.altLabel and isinstance(triple.object, ox.Literal) and triple.object.language == "zh":
                scheme, _, key = iri_text(triple.subject).removeprefix(SCHEME).partition("/")
                found.get(scheme, {}).get(key, []).append(triple.object.value)
        return {scheme: {key: (names[0], *sorted(names[1:])) for key, names in keys.items()} for scheme, keys in found.items()}

    @cached_property
    def usual_tiers(self) -> dict[str, str]:
        """The key of the usual tier of each kind of body that has one, by IRI."""
        return {iri_text(t.subject): iri_text(t.object).rpartition("/")[2] for t in self.schemes if t.predicate == CJ.usualTier}

    @cached_property
    def term_labels(self) -> dict[str, Text]:
        """The labels of the classes and properties, by IRI."""
        return _texts(self.axioms, RDFS.label)

    @cached_property
    def scheme_titles(self) -> dict[str, Text]:
        """The title of each scheme, by its key."""
        return {iri.removeprefix(SCHEME): title for iri, title in _texts(self.schemes, DCTERMS.title).items()}

    @cached_property
    def term_definitions(self) -> dict[str, Text]:
        """The definitions of the classes and properties, by IRI."""
        return _texts(self.axioms, SKOS.definition)

    @cached_property
    def declared(self) -> frozenset[str]:
        """The IRIs of the project's namespaces that the ontology, its schemes and shapes declare."""
        parts = (self.axioms, self.schemes, self.shapes)
        return frozenset(t.subject.value for part in parts for t in part if isinstance(t.subject, ox.NamedNode) and t.predicate == RDF_TYPE)

    @cached_property
    def term_names(self) -> tuple[str, ...]:
        """The names of the terms of the model, without its namespace, sorted."""
        return tuple(sorted(iri.removeprefix(CJ_BASE) for iri in self.declared if iri.startswith(CJ_BASE)))

    @cached_property
    def broader(self) -> dict[str, str]:
        """The broader concept of each concept that has one, by IRI."""
        return {iri_text(t.subject): iri_text(t.object) for t in self.schemes if t.predicate == SKOS.broader}

    @cached_property
    def instance_classes(self) -> dict[str, ox.NamedNode]:
        """The class that things of a kind get, by the IRI of the kind that states it."""
        return {iri_text(t.subject): ox.NamedNode(iri_text(t.object)) for t in self.schemes if t.predicate == CJ.instanceClass}

    @cached_property
    def granularities(self) -> dict[str, ox.NamedNode]:
        """How exact the periods are that a rule yields, by the IRI of the rule that states it."""
        return {iri_text(t.subject): ox.NamedNode(iri_text(t.object)) for t in self.schemes if t.predicate == CJ.granularity}

    @cached_property
    def direct_properties(self) -> dict[str, ox.NamedNode]:
        """The property of the direct triple of a relation, by the IRI of its kind."""
        return {iri_text(t.subject): ox.NamedNode(iri_text(t.object)) for t in self.schemes if t.predicate == CJ.directProperty}

    @cached_property
    def concept_classes(self) -> dict[str, ox.NamedNode]:
        """The class of the concepts of a scheme, by scheme key (``unit`` → ``cj:Unit``)."""
        found: dict[str, ox.NamedNode] = {}
        for triple in self.schemes:
            if triple.predicate == RDF_TYPE and iri_text(triple.object).startswith(CJ_BASE):
                scheme = iri_text(triple.subject).removeprefix(SCHEME).partition("/")[0]
                found.setdefault(scheme, ox.NamedNode(iri_text(triple.object)))
        return found


def _texts(triples: Iterable[ox.Triple], predicate: ox.NamedNode) -> dict[str, Text]:
    """Return the texts in both languages that triples give for a predicate, by subject."""
    found: dict[str, dict[str, str]] = {}
    for triple in triples:
        if triple.predicate == predicate and isinstance(triple.object, ox.Literal) and triple.object.language:
            found.setdefault(iri_text(triple.subject), {})[triple.object.language] = triple.object.value
    return {iri: Text(**labels) for iri, labels in found.items()}


def read_ontology() -> Ontology:
    """Read the packaged ontology, schemes and shapes: once in a process, and again after a file changed.

    :raises InputError: naming file and line, if a file is not Turtle.
    """
    files = tuple(tuple(ontology_files(folder)) for folder in ("", "schemes", "shapes"))
    return _read_as_of(files, tuple((found.st_mtime_ns, found.st_size) for found in (path.stat() for part in files for path in part)))


def read_shapes(files: Iterable[Path]) -> tuple[ox.Triple, ...]:
    """Read shapes of one's own.

    :raises InputError: naming file and line, if a file is not Turtle or is not there.
    """
    for path in files:
        read_file(path, "name a file of SHACL shapes in Turtle")
    return _read(files)


@lru_cache(maxsize=1)
def _read_as_of(files: tuple[tuple[Path, ...], ...], _state: tuple[tuple[int, int], ...]) -> Ontology:
    return Ontology(*map(_read, files))


def _read(files: Iterable[Path]) -> tuple[ox.Triple, ...]:
    triples: list[ox.Triple] = []
    for path in files:
        try:
            triples += (quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise InputError.of(path, f"is not Turtle: {error.msg}", "mend it there", line=error.lineno or 0) from error
    return tuple(triples)
