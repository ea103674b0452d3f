"""What the tests of the query library share: two cases for rdflib, and a data set in which every check fires."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from cengji.dataset import Dataset

GRAPH = ox.NamedNode("https://w3id.org/cengji/case/faults")


@pytest.fixture(scope="session")
def rdf(two_cases: Dataset) -> rdflib.Dataset:
    """The two cases for rdflib; nobody may change it."""
    return two_cases.to_rdflib()


@pytest.fixture(scope="session")
def small_rdf(small_cases: Dataset) -> rdflib.Dataset:
    """The small cases for rdflib; nobody may change them."""
    return small_cases.to_rdflib()


@pytest.fixture(scope="session")
def faults() -> Dataset:
    """``faults.ttl``, which holds what every file in queries/check and queries/derive looks for."""
    triples: Iterable[ox.Quad] = ox.parse(path=str(Path(__file__).with_name("faults.ttl")), format=ox.RdfFormat.TURTLE)
    return Dataset(ox.Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples)
