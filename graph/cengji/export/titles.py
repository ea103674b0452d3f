"""What the properties are called, in both languages, for the columns of tables."""

from __future__ import annotations

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.dataset import Ontology

__all__ = ["titles"]

_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")


def titles(ontology: Ontology) -> dict[str, dict[str, str]]:
    """Return the labels of the ontology's terms by IRI and language."""
    found: dict[str, dict[str, str]] = {}
    for triple in ontology.axioms:
        if triple.predicate == _LABEL and isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal):
            found.setdefault(triple.subject.value, {})[triple.object.language or "und"] = triple.object.value
    return found
