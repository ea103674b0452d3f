"""RDF/XML: pyoxigraph writes it, behind a check of what RDF/XML 1.1 can say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from cengji.core.errors import Fault, InputError
from cengji.dataset import Dataset
from cengji.dataset.rdfxml import keep_returns, rename_blank, why_not_rdfxml
from cengji.export.ntriples import sort_ntriples
from cengji.export.prefixes import Prefixes

__all__ = ["write_rdfxml"]


def write_rdfxml(dataset: Dataset) -> Iterator[bytes]:
    """Yield the triples of all graphs as RDF/XML 1.1, sorted, in one chunk.

    pyoxigraph writes some statements in a way that other parsers refuse or take for something else. These are
    refused here; nothing is altered or left out.

    :raises InputError: naming each statement that cannot be written: a character that XML 1.0 cannot hold, a
        property or class that no XML element can be named after, a triple term, a text with a direction.
    """
    lines = [line for some in sort_ntriples(dataset) for line in some]
    prefixes = Prefixes()
    for predicate in sorted({line.split(b" ", 2)[1] for line in lines}):
        if found := prefixes.split(predicate[1:-1].decode()):
            prefixes.use(found[0])
    faults: list[Fault] = []
    written = ox.serialize(_check(lines, faults), format=ox.RdfFormat.RDF_XML, prefixes=prefixes.used) or b""
    if faults:
        raise InputError(faults)
    yield keep_returns(written) + b"\n"


def _check(lines: Iterable[bytes], faults: list[Fault]) -> Iterator[ox.Quad]:
    """Yield the triples that can be written, and add a fault for each of the others."""
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES):
        if found := why_not_rdfxml(quad.predicate, quad.object):
            faults.append(Fault(f"{quad.subject} {quad.predicate}", 0, "", *found))
        elif isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            yield ox.Quad(rename_blank(quad.subject), quad.predicate, rename_blank(quad.object))
        else:
            yield quad
