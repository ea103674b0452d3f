"""The RDF formats by name: the same dataset gives the same bytes, whatever the order it was built in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import PREFIXES
from cengji.core.resources import query_text
from cengji.dataset import Dataset, Ontology
from cengji.export.jsonld import write_jsonld
from cengji.export.ntriples import sort_nquads, sort_ntriples
from cengji.export.rdfxml import write_rdfxml
from cengji.export.turtle import write_trig, write_turtle, write_turtle_lines

__all__ = ["RDF_WRITERS", "write_ontology", "write_rdf"]

_LINES: Final = 4096
_REIFIES: Final = ox.NamedNode(PREFIXES["rdf"] + "reifies")


def write_ontology(ontology: Ontology) -> bytes:
    """Return the ontology's axioms and shapes as one Turtle file, in sections by class."""
    dataset = Dataset(ox.Quad(*triple) for triple in {*ontology.axioms, *ontology.shapes})
    return b"".join(write_turtle(dataset))


def _write_nquads(dataset: Dataset) -> Iterator[bytes]:
    return _join_lines(sort_nquads(dataset))


def _write_ntriples(dataset: Dataset) -> Iterator[bytes]:
    return _join_lines(sort_ntriples(dataset))


def _join_lines(lists: Iterable[list[bytes]]) -> Iterator[bytes]:
    """Join lines into chunks of about a megabyte."""
    for lines in lists:
        for start in range(0, len(lines), _LINES):
            yield b"".join(lines[start : start + _LINES])


def _write_turtle_12(dataset: Dataset) -> Iterator[bytes]:
    """Yield Turtle of RDF 1.2, in which each claim reifies the triple that it is about.

    The triple itself stands beside it only where the data assert it: a disputed claim asserts nothing.
    """
    reified = (ox.Triple(claim, _REIFIES, ox.Triple(s, p, o)) for claim, s, p, o in dataset.select(query_text("internal/claimed-triples")))
    lines = {line for lines in sort_ntriples(dataset) for line in lines} | {f"{triple} .\n".encode() for triple in reified}
    yield b'VERSION "1.2"\n'
    yield from write_turtle_lines(sorted(lines))


def _merge(writer: Callable[[Dataset], Iterator[bytes]]) -> Callable[[Dataset], Iterator[bytes]]:
    """Let a format that merges all graphs leave out what is only proposed, which nothing would set apart there."""
    return lambda dataset: writer(dataset.without_proposals())


# Writer by format name; each gives UTF-8 with ``\n`` line ends in chunks. Turtle, nt and RDF/XML merge all graphs.
RDF_WRITERS: Final[dict[str, Callable[[Dataset], Iterator[bytes]]]] = {
    "turtle": _merge(write_turtle),
    "trig": write_trig,
    "nt": _merge(_write_ntriples),
    "nq": _write_nquads,
    "json-ld": write_jsonld,
    "rdf-xml": _merge(write_rdfxml),
    "turtle-1.2": _merge(_write_turtle_12),
}


def write_rdf(dataset: Dataset, name: str) -> bytes:
    """Return the dataset in one of the formats of :data:`RDF_WRITERS`, in one piece.

    :raises UsageError: if there is no such format.
    """
    if name not in RDF_WRITERS:
        raise UsageError(f"there is no RDF format {name!r}; use one of: {', '.join(RDF_WRITERS)}")
    return b"".join(RDF_WRITERS[name](dataset))
