"""What XML 1.0 and RDF/XML 1.1 can say: engines write some statements in a way that parsers refuse or take for something else."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, TypeVar
from xml.parsers import expat

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import PREFIXES
from cengji.core.neutralize import XML_FORBIDDEN

__all__ = ["hold_xml", "keep_returns", "rename_blank", "why_not_rdfxml", "write_triples"]

_PROBE: Final = ox.NamedNode("urn:probe")
_TYPE: Final = PREFIXES["rdf"] + "type"
_FORBIDDEN_BYTES: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_Term = TypeVar("_Term")


def write_triples(triples: tuple[ox.Triple, ...], prefixes: dict[str, str]) -> bytes:
    """Return triples as RDF/XML.

    :raises UsageError: if RDF/XML cannot hold one of them.
    """
    for triple in triples:
        if found := why_not_rdfxml(triple.predicate, triple.object):
            raise UsageError(f"the answer is no RDF/XML: {found[0]} ({triple.predicate}); use ttl, nt or jsonld")
    named = [ox.Triple(rename_blank(one.subject), one.predicate, rename_blank(one.object)) for one in triples]
    return keep_returns(ox.serialize(named, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b"")


def hold_xml(written: bytes) -> bytes:
    """Return rows, or yes or no, that an engine has written as XML, as parsers of XML read back what they say.

    :raises UsageError: if XML cannot hold a character of theirs.

    >>> hold_xml(b"<literal>a\\rb</literal>")
    b'<literal>a&#13;b</literal>'
    """
    if found := _FORBIDDEN_BYTES.search(written):
        raise UsageError(f"the answer holds the character U+{ord(found[0].decode()):04X}, which XML cannot hold; use json, csv or tsv")
    return keep_returns(written)


def keep_returns(written: bytes) -> bytes:
    """Return XML whose bare carriage returns are escaped: parsers would turn them into line feeds."""
    return written.replace(b"\r", b"&#13;")


def why_not_rdfxml(predicate: ox.NamedNode, term: object) -> tuple[str, str] | None:
    """Return why RDF/XML cannot hold a statement, and what to do about it; None where it can."""
    if not _is_nameable(predicate.value):
        return "RDF/XML cannot name an element after this property", "choose another format"
    if isinstance(term, ox.Literal):
        if found := XML_FORBIDDEN.search(term.value):
            problem = f"XML cannot hold the character U+{ord(found[0]):04X} of its value"
            return problem, "choose another format, or take the character out of the data"
        if term.direction:
            return "RDF/XML 1.1 has no direction of a text", "choose turtle, trig, nt, nq or json-ld"
    elif isinstance(term, ox.Triple):
        return "RDF/XML 1.1 has no triple terms", "choose turtle, trig, nt or nq"
    elif predicate.value == _TYPE and isinstance(term, ox.NamedNode) and not _is_nameable(term.value):
        return f"RDF/XML cannot name an element after the class {term}", "choose another format"
    return None


@cache
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


def rename_blank(term: _Term) -> _Term | ox.BlankNode:
    """Return a blank node under a name that XML takes, whatever its label begins with; any other term as it is."""
    return ox.BlankNode(f"b{term.value}") if isinstance(term, ox.BlankNode) else term
