"""The namespaces of the project and of the vocabularies it reuses, as plain strings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote

__all__ = [
    "CASE", "CJ", "CURATION", "DATASET", "DERIVED", "DESCRIPTION", "DOCUMENTS", "EVIDENCE_CHECK", "FILE", "FOREIGN", "GENID", "ID",
    "ONTOLOGY", "PLACES", "PREFIXES", "PROPOSED", "QUERY", "ROOT", "SCHEME", "SCHEMES", "SHAPES", "UNFINISHED", "iri_name",
]  # fmt: skip

ROOT: Final = "https://w3id.org/cengji/"
ONTOLOGY: Final = ROOT + "ontology"
CJ: Final = ONTOLOGY + "#"
SHAPES: Final = ROOT + "shapes#"
SCHEME: Final = ROOT + "scheme/"
ID: Final = ROOT + "id/"
CASE: Final = ROOT + "case/"
"""A case and the named graph of what its document states share one IRI: this and the case's key."""
CURATION: Final = ROOT + "curation/"
PROPOSED: Final = ROOT + "proposed/"
"""This and the key of a case is the graph of what the case only proposes."""
PLACES: Final = ROOT + "graph/places"
DOCUMENTS: Final = ROOT + "graph/documents"
"""What identifies the documents that cases share."""
SCHEMES: Final = ROOT + "graph/schemes"
DERIVED: Final = ROOT + "graph/derived"
DESCRIPTION: Final = ROOT + "graph/dataset"
"""What the graph says of itself: licence, sources, and what each other graph holds."""
EVIDENCE_CHECK: Final = ROOT + "graph/evidence-check"
FOREIGN: Final = ROOT + "graph/foreign"
"""What the rules of ``queries/foreign`` state about foreign data in the form of the model."""
UNFINISHED: Final = ROOT + "graph/unfinished"
"""On a server: which graphs a push is replacing, or was when it was stopped; there is no such graph else."""
GENID: Final = ROOT + ".well-known/genid/"
"""In place of the blank nodes of foreign data (https://www.w3.org/TR/rdf11-concepts/#section-skolemization)."""
FILE: Final = ROOT + "file/"
"""This and the name of a file of RDF is the IRI of the file, wherever it lies."""
DATASET: Final = ROOT + "dataset"
"""The graph of cases as a dataset, whichever build of it."""
QUERY: Final = ROOT + "query/"

PREFIXES: Final[dict[str, str]] = {
    "cj": CJ,
    "cjsh": SHAPES,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace, for every vocabulary that the ontology, the data and the queries use."""


def iri_name(path: Path) -> str:
    """Return what a file is called in an IRI: its name, percent-encoded; standard input (``-``) is ``stdin``.

    >>> iri_name(Path("data/单位 a.ttl")), iri_name(Path("-"))
    ('%E5%8D%95%E4%BD%8D%20a.ttl', 'stdin')
    """
    return "stdin" if str(path) == "-" else quote(os.fsencode(path.name))
