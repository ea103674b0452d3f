"""Queries of a store: the default graph is the union of all graphs, as a set, unless FROM and FROM NAMED say another.

Graphs of what cases only propose are no part of the union, unless they are asked for: no answer takes a guess for stated.

That is SPARQL 1.1, section 13.2 (https://www.w3.org/TR/sparql11-query/#specifyingDataset). Oxigraph ignores the clause
where it is told to take the union, and gives a triple of several graphs once for each of them.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Protocol, TypeAlias, cast

import pyoxigraph as ox

from cengji.core.errors import CengjiWarning
from cengji.core.namespaces import PROPOSED
from cengji.core.resources import query_text
from cengji.core.sparql import DatasetClause, read_dataset_clause
from cengji.dataset.ordering import ask_ordered
from cengji.dataset.sorting import ask_sorted

__all__ = ["Engine", "GraphName", "Match", "Matched", "Solutions", "Subject", "Term", "repeats_triples"]

Solutions: TypeAlias = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
_Name: TypeAlias = ox.NamedNode | ox.BlankNode
Subject: TypeAlias = ox.NamedNode | ox.BlankNode
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Matched(Protocol):
    """A quad that a pattern found; no triple is the subject of another, https://www.w3.org/TR/rdf12-concepts/#dfn-rdf-triple."""

    @property
    def subject(self) -> Subject:
        """Its subject."""

    @property
    def object(self) -> Term:
        """Its object."""


Match: TypeAlias = Callable[..., Iterable[Matched]]
GraphName: TypeAlias = _Name | ox.DefaultGraph
_MANY, _SIZE = 1_000_000, 670  # quads whose copy is told of, and the bytes that each takes in it
_FROM, _FROM_NAMED = "urn:x-cengji:from", "urn:x-cengji:from-named"


class Engine:
    """Asks a store; where a triple stands in two of its graphs, a copy in memory whose default graph holds each triple once."""

    def __init__(
        self, store: ox.Store, *, distinct: bool = False, proposals: bool = False, graphs: tuple[list[GraphName], list[_Name]] | None = None
    ) -> None:
        """Keep the store; ``distinct`` says that no triple stands in two of its graphs, which else is found out when it matters.

        With ``proposals`` the union holds also what is only proposed. ``graphs`` are those of the default graph and the named ones
        that alone are asked, whatever a text says.
        """
        self._store = store
        self._proposals = proposals
        self._graphs = graphs
        self._content: int | None = None
        if distinct:
            self.repeats = False

    def forget_copy(self) -> None:
        """Forget the copy, after triples came in that stand in no other graph."""
        self.__dict__.pop("_merged", None)
        self.__dict__.pop("proposed_graphs", None)

    def refresh(self) -> bool:
        """Forget what is known of a store that others change, if its quads are not those of the last time; return whether they are not."""
        content = sum(map(hash, self._store))
        if content == self._content:
            return False
        self._content = content
        self.forget_copy()
        self.__dict__.pop("repeats", None)
        return True

    def match(self, subject: Subject | None, predicate: ox.NamedNode, term: Term | None = None) -> Iterable[Matched]:
        """Return the quads of a pattern in the default graph, None standing for any; a triple of several graphs comes several times."""
        if self._graphs is not None:
            found = (quad for graph in self._graphs[0] for quad in self._store.quads_for_pattern(subject, predicate, term, graph))
            return cast("Iterable[Matched]", found)
        quads: Iterable[ox.Quad] = self._store.quads_for_pattern(subject, predicate, term, None)
        if left_out := frozenset() if self._proposals else self.proposed_graphs:
            quads = (quad for quad in quads if quad.graph_name not in left_out)
        return cast("Iterable[Matched]", quads)

    def query(self, sparql: str, *, bag: bool = False) -> Solutions:
        """Return the answer to a query; with ``bag`` solutions may come several times where a triple stands in several graphs.

        ORDER BY is a total order of values of all kinds.

        :raises SyntaxError: if it is not SPARQL 1.1.
        """

        def ask(text: str) -> Solutions:
            return ask_ordered(lambda ordered: self._ask(ordered, bag=bag), text)

        found = ask_sorted(ask, sparql)
        return ask(sparql) if found is None else found

    def _ask(self, sparql: str, *, bag: bool) -> Solutions:
        if self._graphs is not None:
            return self._query_graphs(sparql, *self._graphs)
        clause = read_dataset_clause(sparql)
        if clause is None:
            if not bag and self.repeats:
                return self._merged.query(sparql)
            if self.proposed_graphs and not self._proposals:
                return self._store.query(sparql, default_graph=self._united)
            return self._store.query(sparql, use_default_graph_as_union=True)
        if len(clause.default) < 2:
            return self._store.query(sparql)
        return self._query_graphs(sparql, *_resolve(clause))

    def _query_graphs(self, sparql: str, default: list[GraphName], named: list[_Name]) -> Solutions:
        if not self.repeats or len(default) < 2:
            return self._store.query(sparql, default_graph=default, named_graphs=named)
        merged = _merge(self._store, default, named)
        return merged.query(sparql, default_graph=[ox.DefaultGraph()], named_graphs=named)

    @property
    def is_known_distinct(self) -> bool:
        """Whether it is known already that no triple stands in two graphs."""
        return self.__dict__.get("repeats") is False

    @cached_property
    def repeats(self) -> bool:
        """Whether a triple stands in two graphs."""
        return repeats_triples(self._store)

    @cached_property
    def proposed_graphs(self) -> frozenset[GraphName]:
        """The graphs of what cases only propose."""
        graphs = self._store.named_graphs()
        return frozenset(one for one in graphs if isinstance(one, ox.NamedNode) and one.value.startswith(PROPOSED))

    @property
    def _united(self) -> list[GraphName]:
        """The graphs whose union is the default graph."""
        left_out = frozenset() if self._proposals else self.proposed_graphs
        return [ox.DefaultGraph(), *(one for one in self._store.named_graphs() if one not in left_out)]

    @cached_property
    def _merged(self) -> ox.Store:
        if (held := len(self._store)) >= _MANY:
            size = held * _SIZE / 1e9
            said = f"triples stand in several graphs, so all {held:,} quads are copied to memory, {size:.1f} GB, to count each once"
            warnings.warn(CengjiWarning(f"{said}: keep each triple in one graph, as `cengji register join` does"), stacklevel=2)
        return _merge(self._store, self._united, list(self._store.named_graphs()))


def repeats_triples(store: ox.Store) -> bool:
    """Return whether a triple stands in two graphs of a store: at once where there is one graph, else in a third of the time of loading."""
    nameless = any(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    graphs = nameless + len(list(islice(store.named_graphs(), 2)))
    return graphs > 1 and bool(store.query(query_text("internal/repeats-a-triple")))


def _merge(store: ox.Store, default: Iterable[GraphName], named: Iterable[GraphName]) -> ox.Store:
    """Return a store in memory whose default graph holds the triples of some graphs, each once, beside copies of the named ones."""
    merged = ox.Store()
    merged.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in _quads(store, default))
    merged.bulk_extend(_quads(store, named))
    return merged


def _quads(store: ox.Store, graphs: Iterable[GraphName]) -> Iterator[ox.Quad]:
    for graph in graphs:
        yield from store.quads_for_pattern(None, None, None, graph)


def _resolve(clause: DatasetClause) -> tuple[list[GraphName], list[_Name]]:
    """Return the IRIs of FROM and of FROM NAMED, each once.

    Turtle takes the prologue of a query as it is, and reads the names below it as SPARQL does
    (https://www.w3.org/TR/turtle/#sec-iri).

    :raises SyntaxError: if a prefix is not declared, or a relative IRI has no base.
    """
    lines = [
        *(f"<{_FROM}> <{_FROM}> {name} ." for name in clause.default),
        *(f"<{_FROM}> <{_FROM_NAMED}> {name} ." for name in clause.named),
    ]
    found: dict[str, dict[ox.NamedNode, None]] = {_FROM: {}, _FROM_NAMED: {}}
    for quad in ox.parse("\n".join([clause.prologue, *lines]), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.object, ox.NamedNode):
            found[quad.predicate.value][quad.object] = None
    return list(found[_FROM]), list(found[_FROM_NAMED])
