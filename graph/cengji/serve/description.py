"""The service as RDF (https://www.w3.org/TR/sparql11-service-description/), without blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.namespaces import DATASET, PREFIXES
from cengji.query.formats import write_answer

__all__ = ["describe_service"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip


def describe_service(url: str, graphs: Iterable[tuple[str, int]], name: str) -> bytes:
    """Return the description of the service at an address, with its graphs and their numbers of triples, in a format of triples."""
    return write_answer(tuple(sorted(_describe(url, tuple(graphs)), key=str)), name)


def _describe(url: str, graphs: tuple[tuple[str, int], ...]) -> Iterator[ox.Triple]:
    service, data = ox.NamedNode(f"{url}/sparql"), ox.NamedNode(f"{url}/sparql#dataset")
    default, a, size = ox.NamedNode(f"{url}/sparql#default-graph"), PREFIXES["rdf"] + "type", PREFIXES["void"] + "triples"

    def state(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal | str) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(predicate), ox.NamedNode(value) if isinstance(value, str) else value)

    yield state(service, a, _SD + "Service")
    yield state(service, _SD + "endpoint", service)
    yield state(service, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield state(service, _SD + "feature", _SD + "UnionDefaultGraph")
    for form in _FORMATS:
        yield state(service, _SD + "resultFormat", f"http://www.w3.org/ns/formats/{form}")
    yield state(service, _SD + "defaultDataset", data)
    yield state(data, a, _SD + "Dataset")
    yield state(data, PREFIXES["dcterms"] + "isPartOf", DATASET)
    yield state(data, _SD + "defaultGraph", default)
    yield state(default, a, _SD + "Graph")
    for number, (graph, triples) in enumerate(graphs, start=1):
        named = ox.NamedNode(f"{url}/sparql#graph-{number}")
        content = ox.NamedNode(f"{url}/sparql#content-{number}")
        yield state(data, _SD + "namedGraph", named)
        yield state(named, a, _SD + "NamedGraph")
        yield state(named, _SD + "name", graph)
        yield state(named, _SD + "graph", content)
        yield state(content, a, _SD + "Graph")
        yield state(content, size, ox.Literal(triples))
