"""RDF/XML: pyoxigraph writes it, behind a check of what RDF/XML 1.1 can say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, TypeVar
from xml.parsers import expat

import pyoxigraph as ox

from cengji.core.errors import Fault, InputError
from cengji.core.neutralize import XML_FORBIDDEN
from cengji.dataset import Dataset
from cengji.dataset.terms import RDF_TYPE
from cengji.export.ntriples import sort_ntriples
from cengji.export.prefixes import Prefixes

__all__ = ["write_rdfxml"]

_PROBE: Final = ox.NamedNode("urn:probe")
_Term = TypeVar("_Term")


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
    yield written.replace(b"\r", b"&#13;") + b"\n"  # parsers of XML would turn a bare carriage return into a line feed


def _check(lines: Iterable[bytes], faults: list[Fault]) -> Iterator[ox.Quad]:
    """Yield the triples that can be written, and add a fault for each of the others."""
    is_nameable = cache(_is_nameable)
    for quad in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES):
        if found := _fault(quad, is_nameable):
            faults.append(Fault(f"{quad.subject} {quad.predicate}", 0, "", *found))
        elif isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            yield ox.Quad(_rename_blank(quad.subject), quad.predicate, _rename_blank(quad.object))
        else:
            yield quad


def _fault(quad: ox.Quad, is_nameable: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return why a statement cannot be written, and what to do about it; None where it can."""
    predicate, term = quad.predicate.value, quad.object
    if not is_nameable(predicate):
        return "RDF/XML cannot name an element after this property", "choose another format"
    if isinstance(term, ox.Literal):
        if found := XML_FORBIDDEN.search(term.value):
            problem = f"XML cannot hold the character U+{ord(found[0]):04X} of its value"
            return problem, "choose another format, or take the character out of the data"
        if term.direction:
            return "RDF/XML 1.1 has no direction of a text", "choose turtle, trig, nt, nq or json-ld"
    elif isinstance(term, ox.Triple):
        return "RDF/XML 1.1 has no triple terms", "choose turtle, trig, nt or nq"
    elif predicate == RDF_TYPE.value and isinstance(term, ox.NamedNode) and not is_nameable(term.value):
        return f"RDF/XML cannot name an element after the class {term}", "choose another format"
    return None


def _is_nameable(iri: str) -> bool:
    """Return whether strict parsers read back what pyoxigraph names after an IRI.

    They do not where the IRI does not end in an XML name, or is a word of the syntax such as ``rdf:li``.
    """
    triple = ox.Triple(_PROBE, ox.NamedNode(iri), _PROBE)
    try:
        written = ox.serialize([triple], format=ox.RdfFormat.RDF_XML) or b""
        expat.ParserCreate(namespace_separator=" ").Parse(written, True)  # noqa: FBT003 - positional only
        return [quad.triple for quad in ox.parse(written, format=ox.RdfFormat.RDF_XML)] == [triple]
    except (OSError, SyntaxError, expat.ExpatError):
        return False


def _rename_blank(term: _Term) -> _Term | ox.BlankNode:
    """Return a blank node under a name that XML takes, whatever its label begins with; any other term as it is."""
    return ox.BlankNode(f"b{term.value}") if isinstance(term, ox.BlankNode) else term
