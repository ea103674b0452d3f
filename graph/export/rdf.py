"""RDF writers: the same dataset gives the same bytes, whatever the order it was built in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from graph.dataset import Dataset, Ontology
from graph.errors import UsageError
from graph.export.jsonld import jsonld
from graph.namespaces import CASE, CURATION, ID, PREFIXES, SCHEME

__all__ = ["RDF_WRITERS", "ontology_turtle", "write_rdf"]


def write_rdf(dataset: Dataset, writer: str) -> bytes:
    """Give the dataset in one of the formats of :data:`RDF_WRITERS`, as UTF-8 with ``\\n`` line ends.

    :raises UsageError: if there is no such format.
    """
    if writer not in RDF_WRITERS:
        raise UsageError(f"there is no format {writer!r}; use one of: {', '.join(RDF_WRITERS)}")
    return RDF_WRITERS[writer](dataset)


def ontology_turtle(ontology: Ontology) -> bytes:
    """Give the ontology's axioms and shapes as one Turtle file, sorted by subject."""
    triples = sorted({*ontology.axioms, *ontology.shapes}, key=_reading_order)
    return _serialize(triples, ox.RdfFormat.TURTLE, PREFIXES)


def _nquads(dataset: Dataset) -> bytes:
    return "".join(f"{quad} .\n" for quad in dataset.sorted_quads).encode()


def _trig(dataset: Dataset) -> bytes:
    quads = sorted(dataset.sorted_quads, key=lambda quad: (str(quad.graph_name), *_reading_order(quad)))
    return _serialize(quads, ox.RdfFormat.TRIG, _prefixes(dataset))


def _turtle(dataset: Dataset) -> bytes:
    triples = sorted({quad.triple for quad in dataset.sorted_quads}, key=_reading_order)
    return _serialize(triples, ox.RdfFormat.TURTLE, _prefixes(dataset))


def _jsonld(dataset: Dataset) -> bytes:
    return jsonld(dataset.sorted_quads, _prefixes(dataset))


RDF_WRITERS: dict[str, Callable[[Dataset], bytes]] = {
    "nq": _nquads,
    "trig": _trig,
    "turtle": _turtle,
    "jsonld": _jsonld,
}
"""Writer by format name: canonical N-Quads, TriG, Turtle of all graphs merged, JSON-LD."""


def _serialize(statements: Iterable[ox.Quad] | Iterable[ox.Triple], syntax: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    written = ox.serialize(statements, format=syntax, prefixes=prefixes)
    if written is None:
        raise TypeError("pyoxigraph gave no text")
    return written


def _reading_order(one: ox.Triple | ox.Quad) -> tuple[str, bool, str, str]:
    """Order by subject, with its class before its other properties."""
    predicate = str(one.predicate)
    return str(one.subject), predicate != f"<{PREFIXES['rdf']}type>", predicate, str(one.object)


def _prefixes(dataset: Dataset) -> dict[str, str]:
    """Give the fixed prefixes and one for each scheme and each case × kind, so that names stay short.

    A Turtle prefix begins with a letter: the things of a case whose key does not keep their full IRIs.
    """
    prefixes = {**PREFIXES, "case": CASE, "curation": CURATION, "place": f"{ID}place/"}
    for iri in sorted(
        {term.value for quad in dataset.sorted_quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    ):
        if iri.startswith(SCHEME) and "/" in iri.removeprefix(SCHEME):
            scheme = iri.removeprefix(SCHEME).partition("/")[0]
            prefixes.setdefault(f"s-{scheme}", f"{SCHEME}{scheme}/")
        elif iri.startswith(ID) and iri.count("/") == ID.count("/") + 2:
            case, kind, _ = iri.removeprefix(ID).split("/")
            if re.fullmatch(r"[a-z][a-z0-9-]*", f"{case}-{kind}"):
                prefixes.setdefault(f"{case}-{kind}", f"{ID}{case}/{kind}/")
    return prefixes
