"""Whole graphs from here to a server and back, each counted on the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from cengji.core.errors import CengjiError, UnavailableError, UsageError
from cengji.core.namespaces import PREFIXES, ROOT, UNFINISHED
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.query.endpoint import Endpoint
from cengji.query.graphstore import GraphStore

__all__ = ["Transfer", "graph_store_url"]

# How the path of a query URL ends → how that of the graph store does: Oxigraph, Virtuoso.
_STORES: Final = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth"}
# What the query URL of RDF4J and GraphDB holds; their graph stores are below it.
_REPOSITORIES: Final = "/repositories/"
_HAS_PART: Final = ox.NamedNode(PREFIXES["dcterms"] + "hasPart")


def graph_store_url(endpoint: str) -> str:
    """Return the URL of the graph store that belongs to a query URL, for the servers that are known here.

    >>> graph_store_url("http://127.0.0.1:7878/query?union-default-graph")
    'http://127.0.0.1:7878/store'
    >>> graph_store_url("http://127.0.0.1:8890/sparql")
    'http://127.0.0.1:8890/sparql-graph-crud-auth'
    >>> graph_store_url("http://127.0.0.1:7200/repositories/cengji")
    'http://127.0.0.1:7200/repositories/cengji/rdf-graphs/service'

    :raises UsageError: if the path tells nothing.
    """
    parts = urlsplit(endpoint)
    path = parts.path.rstrip("/")
    place, _, last = path.rpartition("/")
    if f"/{last}" in _STORES:
        found = place + _STORES[f"/{last}"]
    elif _REPOSITORIES in path:
        found = f"{path}/rdf-graphs/service"
    else:
        raise UsageError.naming(
            "{endpoint} does not tell where the graph store is; give the query URL (Oxigraph …/query, Virtuoso …/sparql), "
            "and the URL of the graph store with {graph_store} where it is another server's",
            endpoint=endpoint,
        )
    return urlunsplit(parts._replace(path=found, query="", fragment=""))


@dataclass(frozen=True, slots=True)
class Transfer:
    """The two addresses of a server: of its queries, and of its graph store, which reads and writes whole graphs."""

    endpoint: Endpoint
    store: GraphStore

    @classmethod
    def to(cls, url: str, graph_store: str | None = None) -> Self:
        """Return the transfer to a server by its query URL, and the URL of its graph store where that one does not tell.

        :raises UsageError: if it does not, or this is no URL of HTTP.
        """
        return cls(Endpoint(url), GraphStore(graph_store or graph_store_url(url)))

    def push(self, dataset: Dataset, graphs: Sequence[str] = (), *, prune: bool = False) -> Iterator[tuple[str, int]]:
        """Make the server's graphs equal to those of the dataset, or to these of them; yield name and size of each when it is whole.

        Meanwhile the graph :data:`cengji.core.namespaces.UNFINISHED` there names those that are to be replaced; it stays if
        that is stopped. With ``prune`` the server's graphs of this project that the dataset does not have are deleted, with size 0.

        :raises UsageError: before anything is sent, if the dataset has no such graph, or triples outside any graph with an IRI.
        :raises UnavailableError: naming the graphs that are not whole yet; doing it again mends them.
        """
        names = _list_graphs(dataset)
        if missing := sorted(set(graphs) - set(names)):
            raise UsageError(f"the data have no graph {' or '.join(missing)}; they have:\n  " + "\n  ".join(names))
        left = [name for name in names if not graphs or name in graphs]
        unfinished = self.unfinished()
        there = unfinished.union(self.graphs()) if prune else ()
        gone = sorted(graph for graph in there if graph.startswith(ROOT) and graph not in names)
        others = unfinished.difference(left, gone)
        self._mark({*others, *left, *gone})
        whole = 0
        while left:
            graph = left[0]
            try:
                quads = list(dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
                number = self.store.put(graph, (quad.triple for quad in dataset.as_written(quads)))
                self._count(graph, number, "was sent", by_value=len(quads))
            except CengjiError as error:
                with suppress(CengjiError):
                    self._mark({*others, *left, *gone})
                raise UnavailableError.naming("{error}\n" + _state(whole, left), error=error, missing="\n  ".join(left)) from error
            whole += 1
            del left[0]
            yield graph, number
        for graph in gone:
            self.store.delete(graph)
            yield graph, 0
        self._mark(others)

    def unfinished(self) -> set[str]:
        """Return the IRIs of the graphs of which a push was stopped, or is under way: each may be old, new or incomplete.

        :raises UnavailableError: if the server does not say.
        """
        return {quad.object.value for quad in self.store.get(UNFINISHED) if isinstance(quad.object, ox.NamedNode)}

    def _mark(self, graphs: Iterable[str]) -> None:
        """Have the server name these graphs as unfinished."""
        triples = [ox.Triple(ox.NamedNode(UNFINISHED), _HAS_PART, ox.NamedNode(graph)) for graph in sorted(graphs)]
        if triples:
            self.store.put(UNFINISHED, triples)
        else:
            self.store.delete(UNFINISHED)

    def graphs(self) -> list[str]:
        """Return the IRIs of the server's graphs that are not empty, sorted; not that of :meth:`unfinished` ones.

        :raises UnavailableError: if the server does not say.
        """
        return sorted({name for (name,) in self.endpoint.rows(query_text("internal/graphs")) if name and name != UNFINISHED})

    def pull(self, graphs: Iterable[str]) -> Iterator[ox.Quad]:
        """Yield the quads of these graphs.

        :raises UsageError: if a name is no IRI.
        :raises UnavailableError: if a push of one was not finished, or the server gives fewer triples of a graph than it
            says it holds: some cut long answers.
        """
        wanted = list(graphs)
        if unfinished := sorted(self.unfinished().intersection(wanted)):
            raise UnavailableError(
                f"a push to {self.endpoint} was stopped, or is under way: these graphs may be old, new or incomplete there. "
                "Push again:\n  " + "\n  ".join(unfinished)
            )
        for graph in wanted:
            quads = self.store.get(_iri(graph).value)
            self._count(graph, len(set(quads)), "gave")
            yield from quads

    def _count(self, graph: str, number: int, verb: str, *, by_value: int | None = None) -> None:
        """Hold a number of triples against the server's; ``by_value`` is what is left where it keeps literals by their value."""
        ((held,),) = self.endpoint.rows(query_text("internal/graph-size", graph=[_iri(graph)]))
        if held not in (str(number), str(by_value)):
            raise UnavailableError(f"{self.endpoint} counts {held} triples in <{graph}>, but {verb} {number}; see its log and limits")


def _state(whole: int, left: list[str]) -> str:
    """Return what became of the graphs of a push that failed, and how to go on."""
    if not whole:
        return "No graph is whole there yet; push again."
    return f"{whole} of {whole + len(left)} graphs are whole there. To go on, push again all, or with {{graphs}} only:\n  {{missing}}"


def _list_graphs(dataset: Dataset) -> list[str]:
    """Return the IRIs of the dataset's graphs, sorted."""
    graphs = list(dataset.store.named_graphs())
    nameless = next(dataset.store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
    if nameless is not None or not all(isinstance(graph, ox.NamedNode) for graph in graphs):
        raise UsageError(
            "the data hold triples outside any graph with an IRI, and a graph store has no place for them; name a graph for them"
        )
    return sorted(graph.value for graph in graphs if isinstance(graph, ox.NamedNode))


def _iri(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no IRI") from error
