"""What the tests of the writers share: how to read back what was written."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Final

import pyoxigraph as ox
import pytest
import rdflib

Quads = frozenset[tuple[object, ...]]

OXIGRAPH: Final = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
RDFLIB: Final = {"nq": "nquads", "trig": "trig", "turtle": "turtle", "jsonld": "json-ld"}


@pytest.fixture(scope="session")
def by_oxigraph() -> Callable[[bytes, str], set[ox.Quad]]:
    """A reader of written bytes by format name, in pyoxigraph."""

    def read(written: bytes, writer: str) -> set[ox.Quad]:
        return set(ox.parse(written, format=OXIGRAPH[writer]))

    return read


@pytest.fixture(scope="session")
def by_rdflib() -> Callable[[bytes, str], Quads]:
    """A reader of written bytes by format name, in rdflib; the graph is None in the default graph.

    Literals stay as written: rdflib would turn ``"AB"^^xsd:hexBinary`` into ``"ab"`` on its way in.
    """

    def read(written: bytes, writer: str) -> Quads:
        dataset = rdflib.Dataset()
        with pytest.MonkeyPatch.context() as patched, warnings.catch_warnings():
            patched.setattr(rdflib, "NORMALIZE_LITERALS", False)
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parsers use what it deprecates
            dataset.parse(data=written, format=RDFLIB[writer])
        return frozenset((s, p, o, None if g == rdflib.graph.DATASET_DEFAULT_GRAPH_ID else g) for s, p, o, g in dataset.quads())

    return read
