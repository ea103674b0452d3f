"""The library as RDF: each query an executable of SHACL, with its question, keywords, target and parameters.

The form is that of the SPARQL examples of the life-science endpoints
(https://github.com/sib-swiss/sparql-examples), which query editors read. All nodes have IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import DATASET, PREFIXES, QUERY
from cengji.core.queryfile import Parameter, QueryFile
from cengji.query.catalogue import GROUPS

__all__ = ["describe_library"]

_PREFIXES: Final = {prefix: PREFIXES[prefix] for prefix in ("rdfs", "schema", "sh", "xsd")} | {"q": QUERY}
_DATATYPES: Final = {
    "boolean": "boolean",
    "date": "date",
    "decimal": "decimal",
    "integer": "integer",
    "text": "string",
}


def describe_library(queries: Iterable[QueryFile]) -> bytes:
    """Return the queries as Turtle, in their order, as UTF-8.

    A query is a ``sh:SPARQLExecutable`` with its text in ``sh:select``, its question in ``rdfs:comment``,
    its group in ``schema:keywords`` (both ``zh`` and ``en``) and the dataset in ``schema:target``. A
    parameter is a ``sh:Parameter`` whose path ends in the name of the variable; a text in either language
    has no datatype.
    """
    written = ox.serialize((triple for query in queries for triple in _query(query)), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    if written is None:
        raise TypeError("pyoxigraph gave no text")
    return written


def _query(query: QueryFile) -> Iterator[ox.Triple]:
    node = ox.NamedNode(QUERY + query.name)
    group = query.header("group")
    for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
        yield ox.Triple(node, _term("rdf:type"), _term(f"sh:{kind}"))
    yield ox.Triple(node, _term("rdfs:label"), ox.Literal(query.name))
    for language in ("zh", "en"):
        yield ox.Triple(node, _term("rdfs:comment"), ox.Literal(query.header("question", language), language=language))
    yield ox.Triple(node, _term("schema:keywords"), ox.Literal(GROUPS[group], language="zh"))
    yield ox.Triple(node, _term("schema:keywords"), ox.Literal(group, language="en"))
    yield ox.Triple(node, _term("schema:target"), ox.NamedNode(DATASET))
    yield ox.Triple(node, _term("sh:select"), ox.Literal(query.text))
    for parameter in query.parameters:
        yield ox.Triple(node, _term("sh:parameter"), _parameter_node(query, parameter))
    for parameter in query.parameters:
        yield from _parameter(_parameter_node(query, parameter), parameter)


def _parameter_node(query: QueryFile, parameter: Parameter) -> ox.NamedNode:
    return ox.NamedNode(f"{QUERY}{query.name}#{parameter.name}")


def _parameter(node: ox.NamedNode, parameter: Parameter) -> Iterator[ox.Triple]:
    yield ox.Triple(node, _term("rdf:type"), _term("sh:Parameter"))
    yield ox.Triple(node, _term("sh:path"), ox.NamedNode(f"{QUERY}parameter/{parameter.name}"))
    if parameter.type == "iri":
        yield ox.Triple(node, _term("sh:nodeKind"), _term("sh:IRI"))
    elif parameter.type in _DATATYPES:
        yield ox.Triple(node, _term("sh:datatype"), _term(f"xsd:{_DATATYPES[parameter.type]}"))
    yield ox.Triple(node, _term("sh:optional"), ox.Literal(not parameter.required))
    if parameter.note:
        yield ox.Triple(node, _term("sh:description"), ox.Literal(parameter.note, language="en"))
    if parameter.note_zh:
        yield ox.Triple(node, _term("sh:description"), ox.Literal(parameter.note_zh, language="zh"))


def _term(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)
