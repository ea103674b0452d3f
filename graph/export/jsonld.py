"""JSON-LD 1.1: one object a named graph, one a node in it, names shortened by the prefixes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from graph.namespaces import PREFIXES

__all__ = ["jsonld"]

_RDF_TYPE = PREFIXES["rdf"] + "type"
_XSD_STRING = PREFIXES["xsd"] + "string"


def jsonld(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> bytes:
    """Give the quads as JSON-LD, sorted by graph, node and property.

    The context holds the prefixes alone, so every property can be read back to its IRI by eye. A
    prefix that is the scheme of an IRI in the data is left out: a reader would expand that IRI.
    """
    quads = list(quads)
    schemes = {term.value.partition(":")[0] for quad in quads for term in _named(quad)}
    prefixes = {prefix: base for prefix, base in prefixes.items() if prefix not in schemes}
    shorten = _Shortener(prefixes)
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)))
    graphs = []
    for name, members in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = [_node(subject, own, shorten) for subject, own in groupby(members, key=lambda quad: quad.subject)]
        graphs.append({"@id": shorten(_iri(name)), "@graph": nodes})
    document = {"@context": dict(sorted(prefixes.items())), "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


class _Shortener:
    """Shortens IRIs to compact IRIs by the longest prefix that fits."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._by_length = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._known: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        if iri not in self._known:
            self._known[iri] = self._shorten(iri)
        return self._known[iri]

    def _shorten(self, iri: str) -> str:
        for prefix, base in self._by_length:
            rest = iri.removeprefix(base)
            if rest != iri and rest and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri


def _node(subject: object, quads: Iterable[ox.Quad], shorten: _Shortener) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": shorten(_iri(subject))}
    for predicate, own in groupby(quads, key=lambda quad: quad.predicate.value):
        terms = [quad.object for quad in own]
        if predicate == _RDF_TYPE and not any(isinstance(term, ox.Literal) for term in terms):
            node["@type"] = [shorten(_iri(term)) for term in terms]
        else:
            values = [_value(term, shorten) for term in terms]
            node[shorten(predicate)] = values[0] if len(values) == 1 else values
    return node


def _named(quad: ox.Quad) -> Iterator[ox.NamedNode]:
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        named = term.datatype if isinstance(term, ox.Literal) else term
        if isinstance(named, ox.NamedNode):
            yield named


def _value(term: object, shorten: _Shortener) -> Any:  # noqa: ANN401 - a JSON value
    if not isinstance(term, ox.Literal):
        return {"@id": shorten(_iri(term))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _XSD_STRING:
        return term.value
    return {"@value": term.value, "@type": shorten(term.datatype.value)}


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
