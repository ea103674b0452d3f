"""RDF terms of the data: IRIs are minted here and nowhere else, from stable keys only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from cengji.core.namespaces import CASE, CURATION, ID, PREFIXES, SCHEME

__all__ = [
    "CJ", "DCTERMS", "OA", "ORG", "QUDT", "RDFS", "RDF_TYPE", "SKOS", "SPDX", "Vocab",
    "boolean", "case_iri", "concept_iri", "curation_iri", "date_literal", "decimal", "document_iri", "integer", "place_iri", "scheme_iri",
    "thing_iri", "yearless_literal",
]  # fmt: skip


class Vocab:
    """A vocabulary whose terms are attributes: ``SKOS.prefLabel``."""

    def __init__(self, base: str) -> None:
        """Keep the namespace."""
        self._base = base
        self._terms: dict[str, ox.NamedNode] = {}

    def __getattr__(self, name: str) -> ox.NamedNode:
        """Return the term of that local name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self._terms.setdefault(name, ox.NamedNode(self._base + name))


CJ = Vocab(PREFIXES["cj"])
DCTERMS = Vocab(PREFIXES["dcterms"])
OA = Vocab(PREFIXES["oa"])
ORG = Vocab(PREFIXES["org"])
QUDT = Vocab(PREFIXES["qudt"])
RDFS = Vocab(PREFIXES["rdfs"])
SKOS = Vocab(PREFIXES["skos"])
SPDX = Vocab(PREFIXES["spdx"])
RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_XSD = PREFIXES["xsd"]


def case_iri(case: str) -> ox.NamedNode:
    """Return the IRI of a case, which names the graph of what its document states too."""
    return ox.NamedNode(CASE + case)


def curation_iri(case: str) -> ox.NamedNode:
    """Return the name of the graph of what the curator of a case adds."""
    return ox.NamedNode(CURATION + case)


def thing_iri(case: str, kind: str, key: str) -> ox.NamedNode:
    """Return the IRI of a thing of a case.

    >>> thing_iri("gusu", "figure", "grids").value
    'https://w3id.org/cengji/id/gusu/figure/grids'
    """
    return ox.NamedNode(f"{ID}{case}/{kind}/{key}")


def place_iri(code_or_key: str) -> ox.NamedNode:
    """Return the IRI of a place, shared by all cases: by its division code, else by its key."""
    return ox.NamedNode(f"{ID}place/{code_or_key}")


def document_iri(key: str) -> ox.NamedNode:
    """Return the IRI of a document that several cases share."""
    return ox.NamedNode(f"{ID}document/{key}")


def scheme_iri(scheme: str) -> ox.NamedNode:
    """Return the IRI of a concept scheme."""
    return ox.NamedNode(SCHEME + scheme)


def concept_iri(scheme: str, key: str) -> ox.NamedNode:
    """Return the IRI of a concept of a scheme."""
    return ox.NamedNode(f"{SCHEME}{scheme}/{key}")


def decimal(value: Decimal) -> ox.Literal:
    """Return an xsd:decimal in canonical form, as every engine would write it.

    >>> decimal(Decimal("76.90")).value
    '76.9'
    """
    text = f"{value:f}"
    return ox.Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=ox.NamedNode(_XSD + "decimal"))


def integer(value: int) -> ox.Literal:
    """Return an xsd:integer."""
    return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "integer"))


def boolean(value: bool) -> ox.Literal:  # noqa: FBT001 - the literal's value
    """Return an xsd:boolean."""
    return ox.Literal("true" if value else "false", datatype=ox.NamedNode(_XSD + "boolean"))


def date_literal(text: str) -> ox.Literal:
    """Return ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as xsd:gYear, xsd:gYearMonth or xsd:date.

    >>> str(date_literal("2020"))
    '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    """
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]
    if kind == "date":
        date.fromisoformat(text)
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + kind))


def yearless_literal(text: str) -> ox.Literal:
    """Return ``--MM`` or ``--MM-DD`` as xsd:gMonth or xsd:gMonthDay."""
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + {4: "gMonth", 7: "gMonthDay"}[len(text)]))
