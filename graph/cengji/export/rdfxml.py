"""RDF/XML: the triples of all graphs merged, one element a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import Fault, InputError
from cengji.dataset import Dataset
from cengji.export import xml
from cengji.export.prefixes import Names

__all__ = ["rdfxml"]

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LOCAL: Final = re.compile(r"[^/#:?&=%]*$")
_XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


def rdfxml(dataset: Dataset) -> Iterator[bytes]:
    """Yield the triples as RDF/XML 1.1, sorted, in chunks.

    :raises InputError: naming each statement that RDF/XML cannot say: a character that XML 1.0 cannot hold,
        a property whose IRI does not end in an XML name, a triple term. Nothing is altered or left out.
    """
    triples = sorted(
        {quad.triple for quad in dataset.sorted_quads}, key=lambda one: (str(one.subject), str(one.predicate), str(one.object))
    )
    faults = [fault for triple in triples for fault in _faults(triple)]
    if faults:
        raise InputError(faults)
    names = Names()
    body = [_node(subject, list(own), names) for subject, own in groupby(triples, key=lambda one: one.subject)]
    spaces = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", **names.used}
    declared = "".join(f"\n    xmlns:{prefix}={xml.attribute(base)}" for prefix, base in sorted(spaces.items()))
    yield f"{_HEAD}<rdf:RDF{declared}>\n".encode()
    yield from body
    yield b"</rdf:RDF>\n"


def _node(subject: object, triples: list[ox.Triple], names: Names) -> bytes:
    lines = [f"  <rdf:Description {_reference(subject, 'about')}>\n"]
    for triple in triples:
        element, space = _element(triple.predicate.value, names)
        term = triple.object
        if not isinstance(term, ox.Literal):
            lines.append(f"    <{element}{space} {_reference(term, 'resource')}/>\n")
            continue
        kind = ""
        if term.language:
            kind = f" xml:lang={xml.attribute(term.language)}"
        elif term.datatype.value != _XSD_STRING:
            kind = f" rdf:datatype={xml.attribute(term.datatype.value)}"
        lines.append(f"    <{element}{space}{kind}>{xml.text(term.value)}</{element}>\n")
    lines.append("  </rdf:Description>\n")
    return "".join(lines).encode()


def _reference(term: object, name: str) -> str:
    if isinstance(term, ox.NamedNode):
        return f"rdf:{name}={xml.attribute(term.value)}"
    return f"rdf:nodeID={xml.attribute('b' + str(term).removeprefix('_:'))}"


def _element(predicate: str, names: Names) -> tuple[str, str]:
    """Return the name of a property's element and, where no prefix fits, the declaration of its namespace."""
    found = names.split(predicate)
    if found is not None and xml.is_name(found[1]):
        names.use(found[0])
        return ":".join(found), ""
    local = _local(predicate)
    return f"p:{local}", f" xmlns:p={xml.attribute(predicate.removesuffix(local))}"


def _local(predicate: str) -> str:
    """Return the longest end of an IRI that is an XML name, empty where there is none."""
    tail = _LOCAL.search(predicate)
    for start in range(tail.start() if tail else len(predicate), len(predicate)):
        if xml.is_name(predicate[start:]):
            return predicate[start:]
    return ""


def _faults(triple: ox.Triple) -> Iterator[Fault]:
    where = f"{triple.subject} {triple.predicate}"
    if not _local(triple.predicate.value):
        yield Fault(where, 0, "", "RDF/XML cannot name this property, whose IRI does not end in an XML name", "choose another format")
    if isinstance(triple.object, ox.Triple):
        yield Fault(where, 0, "", "RDF/XML 1.1 has no triple terms", "choose turtle, trig, nt or nq")
    elif found := xml.FORBIDDEN.search(str(getattr(triple.object, "value", ""))):
        problem = f"XML cannot hold the character U+{ord(found[0]):04X} of its value"
        yield Fault(where, 0, "", problem, "choose another format, or take the character out of the data")
