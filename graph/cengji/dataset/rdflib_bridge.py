"""Copies of quads as rdflib graphs, term by term: no text is written or parsed in between."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox
import rdflib

__all__ = ["merged_graph", "to_rdflib"]


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """Return quads as an rdflib Dataset with a union default graph."""
    dataset = rdflib.Dataset(default_union=True)
    graphs: dict[object, rdflib.Graph] = {}
    for quad in quads:
        name = quad.graph_name
        if name not in graphs:
            graphs[name] = dataset.default_graph if isinstance(name, ox.DefaultGraph) else dataset.graph(_name(name))
        graphs[name].add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return dataset


def merged_graph(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    """Return triples, or quads without their graph names, as one rdflib Graph."""
    graph = rdflib.Graph()
    for one in triples:
        graph.add((_term(one.subject), _term(one.predicate), _term(one.object)))
    return graph


def _name(node: ox.NamedNode | ox.BlankNode) -> rdflib.URIRef | rdflib.BNode:
    return rdflib.URIRef(node.value) if isinstance(node, ox.NamedNode) else rdflib.BNode(node.value)


@lru_cache(maxsize=65536)
def _term(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode | ox.BlankNode):
        return _name(term)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
        return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(datatype), normalize=False)
    raise TypeError(f"rdflib has no counterpart of {term}")
