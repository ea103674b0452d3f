"""What the tests of the writers share: hostile labels, and how to read back what was written."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Final

import pyoxigraph as ox
import pytest
import rdflib

from cengji.dataset import Dataset, Ontology
from cengji.dataset.build import case_quads
from tests.dataset.small import SMALL, case_of

Quads = frozenset[tuple[object, ...]]

OXIGRAPH: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "json-ld": ox.RdfFormat.JSON_LD,
    "rdf-xml": ox.RdfFormat.RDF_XML,
    "turtle-1.2": ox.RdfFormat.TURTLE,
}
RDFLIB: Final = {"turtle": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "json-ld": "json-ld", "rdf-xml": "xml"}
WITH_GRAPHS: Final = frozenset({"trig", "nq", "json-ld"})

LABELS: Final = {
    "quotes": "他说\"好\"，'行' `x` \"\"\" ''' “弯”",
    "backslashes": r"C:\new\table \u0041 \" \\ \N \l",
    "html": "<script>alert('x')</script>&amp;<!-- ]]> -->",
    "iri": "<http://x/> . <a> <b> <c>",
    "bidi": "左\u202eright\u202c \u200f\u0627\u0644\u0634\u0627\u0631\u0639 \u2066x\u2069",
    "separators": "甲\u2028乙\u2029丙\u0085丁\ufeff戊\u00a0己",
    "long": "长" * 10_000,
    "astral": "𠮷野家 👨‍👩‍👧 e\u0301 \U0010fffd",
    "json": '{"@id": "x", "@value": null}',
    "formula": '=HYPERLINK("http://x")',
    "command": "=cmd|'/C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(1,1)",
    "wide formula": "＝1+1",
    "escape": "_x000D_ _x0041_",
    "comma": "甲,乙;丙|丁¦戊",
    "prefix": "cj:Figure _:b0 @zh ^^xsd:string",
    "spaces": "  两端有空格  ",
    "braces": "{{ x }} ${y} %s <%= z %>",
}
"""Labels that some writer or reader might trip over."""


def hostile(label: str, ontology: Ontology) -> Dataset:
    """Return the quads of a case whose place and body bear this label, which the case files themselves would refuse where it is long."""
    case = case_of(SMALL, ontology)
    place = case.places[1]
    text = place.label.model_copy(update={"zh": label, "en": label})
    places = [case.places[0], place.model_copy(update={"label": text, "aliases": [label]})]
    return Dataset(case_quads(case.model_copy(update={"places": places}), ontology))


@pytest.fixture(scope="session", params=LABELS)
def hostile_dataset(request: pytest.FixtureRequest, ontology: Ontology) -> tuple[str, Dataset]:
    """Each hostile label, with the quads of a case that bears it."""
    label = LABELS[request.param]
    dataset = hostile(label, ontology)
    assert {o.value for q in dataset if isinstance(o := q.object, ox.Literal)} >= {label}
    return label, dataset


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
            target = dataset if writer in WITH_GRAPHS else dataset.graph(rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
            target.parse(data=written, format=RDFLIB[writer])
        return frozenset((s, p, o, None if g == rdflib.graph.DATASET_DEFAULT_GRAPH_ID else g) for s, p, o, g in dataset.quads())

    return read


def expected_quads(dataset: Dataset, writer: str) -> set[ox.Quad]:
    """Return the quads of a dataset as a format can hold them: three of them have no graphs."""
    return set(dataset) if writer in WITH_GRAPHS else {ox.Quad(*quad.triple) for quad in dataset}


def expected_rdflib(dataset: Dataset, writer: str) -> Quads:
    """Return the same as rdflib terms."""
    return frozenset((s, p, o, g if writer in WITH_GRAPHS else None) for s, p, o, g in dataset.to_rdflib().quads())
