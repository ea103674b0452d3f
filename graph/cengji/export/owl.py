"""The ontology alone, for editors and reasoners of OWL 2: its axioms, labels as ``rdfs:label``, imports of what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import ONTOLOGY, PREFIXES
from cengji.core.terms import iri_text, local_name
from cengji.dataset import Dataset, Ontology, read_ontology
from cengji.dataset.terms import RDF_TYPE, RDFS
from cengji.export.turtle import write_turtle

__all__ = ["write_owl"]

_OWL: Final = PREFIXES["owl"]
_XSD: Final = PREFIXES["xsd"]
# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps: reasoners may refuse an ontology that names others.
_NOT_IN_OWL: Final = frozenset(_XSD + name for name in ("date", "gYear", "gYearMonth", "time", "duration", "gDay", "gMonth", "gMonthDay"))
# The vocabularies whose ontologies the terms come from, by the IRI that their own header has.
_IMPORTED: Final = (
    "http://www.w3.org/2004/02/skos/core",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/ns/prov-o#",
)


def write_owl(_dataset: Dataset) -> Iterator[bytes]:
    """Return the ontology as Turtle, whatever the data are: classes, properties and their axioms, no shapes and no concepts.

    A range of a datatype that OWL 2 does not know, as ``xsd:date``, is left out, and so are dates in the header. Each term, those of
    others too, has an ``rdfs:label``. What reads the ontology without a network has to pass over ``owl:imports``.
    """
    ontology = read_ontology()
    header = ox.NamedNode(ONTOLOGY)
    kept = {
        triple
        for triple in ontology.axioms
        if iri_text(triple.object) not in _NOT_IN_OWL
        and not (isinstance(triple.object, ox.Literal) and triple.object.datatype.value in _NOT_IN_OWL)
        and not (triple.subject == header and triple.predicate == RDFS.comment)
    }
    imports = {ox.Triple(header, ox.NamedNode(_OWL + "imports"), ox.NamedNode(iri)) for iri in _IMPORTED}
    labelled = {triple.subject for triple in kept if triple.predicate == RDFS.label}
    terms = {triple.subject for triple in kept if triple.predicate == RDF_TYPE and iri_text(triple.object).startswith(_OWL)}
    labels = {ox.Triple(term, RDFS.label, label) for term in terms - labelled - {header} for label in _labels(iri_text(term), ontology)}
    return write_turtle(Dataset(ox.Quad(*triple) for triple in kept | imports | labels))


def _labels(iri: str, ontology: Ontology) -> Iterator[ox.Literal]:
    """Yield the labels of another's term: ours where we have some, else its local name as English words (``hasUnit``: has unit)."""
    label = ontology.term_labels.get(iri)
    if label is None:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(iri))
        yield ox.Literal(words[:1].lower() + words[1:].lower(), language="en")
        return
    for language, text in (("zh", label.zh), ("en", label.en)):
        if text:
            yield ox.Literal(text, language=language)
