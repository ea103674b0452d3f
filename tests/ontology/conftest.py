"""What the tests of the ontology share: its files, read by rdflib, and its terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from cengji.core.namespaces import CJ
from cengji.core.resources import ontology_files

FOLDERS = ("", "schemes", "shapes")


@pytest.fixture(scope="session")
def files() -> dict[Path, Graph]:
    """Every Turtle file of the ontology, its schemes and shapes, read one by one; nobody may change them."""
    return {path: Graph().parse(path, format="turtle") for folder in FOLDERS for path in ontology_files(folder)}


@pytest.fixture(scope="session")
def tbox() -> Graph:
    """The ontology and its schemes as one graph, without the shapes; nobody may change it."""
    whole = Graph()
    for folder in FOLDERS[:2]:
        for path in ontology_files(folder):
            whole.parse(path, format="turtle")
    return whole


@pytest.fixture(scope="session")
def terms(tbox: Graph) -> dict[URIRef, URIRef]:
    """Each term of ``cj:`` with its kind: class, object, datatype or annotation property."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found: dict[URIRef, URIRef] = {}
    for kind in kinds:
        for term in tbox.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term.startswith(CJ):
                assert found.setdefault(term, kind) == kind, f"{term} is of two kinds"
    return found
