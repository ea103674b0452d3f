"""The dataset: quads in named graphs, with what can be asked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import copy
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from cengji.core.errors import QueryError, UsageError
from cengji.core.sparql import shorten_fault
from cengji.core.storemarks import is_distinct
from cengji.core.terms import term_text
from cengji.dataset.asking import Engine, GraphName, Match, Solutions
from cengji.dataset.written import LineWriter, Written, find_written

if TYPE_CHECKING:
    import rdflib

__all__ = ["Dataset"]


class Dataset:
    """A graph of cases, in memory or read from a store on disk; ``path`` is the folder of that store, None in memory.

    The quads are those that were given, term by term. Queries ask the ``store``, which keeps literals by their value
    (``440100`` for ``0440100``); they see the union of all graphs as the default graph, each triple once, unless they
    name other graphs by FROM and FROM NAMED. Graphs ``…/proposed/<case>`` are no part of that union: what is only proposed
    is asked for by GRAPH, or of :meth:`with_proposals`. On disk there is only the store. ``build`` is the digest of all that a build
    of cases is made from, as long as nobody changes it; of other data empty.
    """

    build: str = ""
    revision: int = 0  # how often the data were seen to change since the dataset was made

    def __init__(self, quads: Iterable[ox.Quad], *, distinct: bool = False) -> None:
        """Load the quads into an Oxigraph store, beside what it would change of them; doubles vanish.

        ``distinct`` says that no triple stands in two graphs, which spares looking for one.
        """
        held = quads if isinstance(quads, Collection) else list(quads)
        self._fill(held, find_written(held), distinct=distinct)

    def _fill(self, quads: Iterable[ox.Quad], written: Written, *, distinct: bool = False) -> None:
        self.path: Path | None = None
        self.store = ox.Store()
        self.store.bulk_extend(quads)
        self.written = written
        self._lent = False
        self._engine = Engine(self.store, distinct=distinct)

    @classmethod
    def on_disk(
        cls, path: Path, fill: Callable[[], Iterable[ox.Quad]] | None = None, *, digest: str = "", packaged: bool = False
    ) -> Dataset:
        """Open the store in a folder, for reading only, as many processes at once as you like.

        Where there is no folder, one is filled first, and so is a store that ``fill`` once filled under another
        ``digest``; an empty folder is refused, since its store may be lost. With ``packaged`` the caller named no data
        and ``fill`` gives the packaged build: then a store of anything else is opened as it is.

        :raises UsageError: if there is no store and no ``fill``, the folder holds other things, or filling the
            store anew would lose what cengji did not put there.
        :raises UnavailableError: if the folder cannot be read or written.
        """
        from cengji.dataset.disk import open_store

        dataset = cls.__new__(cls)
        dataset.path = path
        dataset.store = open_store(path, fill, digest, packaged=packaged)
        dataset.written = {}
        dataset._lent = False
        dataset._engine = Engine(dataset.store, distinct=is_distinct(path))
        return dataset

    @property
    def repeats_triples(self) -> bool:
        """Whether the store has a triple in two graphs; looked for once."""
        self._refresh()
        return self._engine.repeats

    @property
    def has_proposals(self) -> bool:
        """Whether it holds graphs of what cases only propose."""
        self._refresh()
        return bool(self._engine.proposed_graphs)

    def count_proposed(self) -> int:
        """Return the number of quads in graphs of what cases only propose."""
        self._refresh()
        return sum(1 for graph in self._engine.proposed_graphs for _ in self.store.quads_for_pattern(None, None, None, graph))

    def with_proposals(self) -> Dataset:
        """Return the same dataset with what is only proposed in the union of its graphs too, where it bears the status ``proposed``."""
        if not self.has_proposals:
            return self
        other = copy(self)
        other._engine = Engine(self.store, distinct=self._engine.is_known_distinct, proposals=True)
        return other

    def of_graphs(self, default: Iterable[str], named: Iterable[str]) -> Dataset:
        """Return the same dataset with these graphs alone: the union of some as default graph, others as named ones, as IRIs.

        :raises UsageError: naming what is no IRI.
        """
        other = copy(self)
        graphs: tuple[list[GraphName], list[ox.NamedNode | ox.BlankNode]] = (_nodes(default), _nodes(named))
        other._engine = Engine(self.store, distinct=not self.repeats_triples, graphs=graphs)
        other.build = ""
        return other

    def without_proposals(self) -> Dataset:
        """Return the dataset without the graphs of what is only proposed."""
        if not self.has_proposals:
            return self
        proposed = self._engine.proposed_graphs
        return self.part(quad for quad in self.store if quad.graph_name not in proposed)

    def add_proposals(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads of graphs of proposals, which hold no triple of another graph."""
        self.store.extend(quads)
        self._engine.forget_copy()
        self._forget_order()

    def part(self, quads: Iterable[ox.Quad], *, distinct: bool = False) -> Dataset:
        """Return a dataset of some quads of the store, with what is written for them."""
        dataset = Dataset.__new__(Dataset)
        dataset._fill(quads, self.written, distinct=distinct)
        return dataset

    def __len__(self) -> int:
        """Return the number of quads."""
        more = sum(len(written) - 1 for stored, written in self.written.items() if len(written) > 1 and stored in self.store)
        return len(self.store) + more

    def __iter__(self) -> Iterator[ox.Quad]:
        """Return the quads, in no particular order."""
        return self.as_written(self.store)

    def as_written(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield quads of the store as they are written, several where the store keeps several literals as one."""
        written = self.written
        return (one for quad in quads for one in written.get(quad, (quad,))) if written else iter(quads)

    def dump_lines(self, take: Callable[[list[bytes]], None], graph: GraphName | None = None) -> None:
        """Give all quads to a function as lines of canonical N-Quads, or the triples of a graph as N-Triples: in lists, in no order."""
        form = ox.RdfFormat.N_QUADS if graph is None else ox.RdfFormat.N_TRIPLES
        quads = self.written.items() if graph is None else self._written_by_graph.get(graph, ())
        output = LineWriter(take, {_line(stored, graph): [_line(one, graph) for one in written] for stored, written in quads})
        self.store.dump(cast("IO[bytes]", output), format=form, from_graph=graph)
        output.flush()

    @cached_property
    def _written_by_graph(self) -> dict[GraphName, list[tuple[ox.Quad, tuple[ox.Quad, ...]]]]:
        found: defaultdict[GraphName, list[tuple[ox.Quad, tuple[ox.Quad, ...]]]] = defaultdict(list)
        for stored, written in self.written.items():
            found[stored.graph_name].append((stored, written))
        return found

    def lend_store(self) -> ox.Store:
        """Return the store to somebody who may change it: from now on its quads are looked through at each question."""
        self._lent = self.path is None
        self.build = ""
        return self.store

    @property
    def may_change(self) -> bool:
        """Whether somebody may change the data: they have the store in memory; one on disk is read as it was when it was opened."""
        return self._lent

    def _refresh(self) -> None:
        if self._lent and self._engine.refresh():
            self._forget_order()

    def _forget_order(self) -> None:
        self.build = ""
        self.revision += 1
        for name in ("_sorted_quads", "_digest"):
            self.__dict__.pop(name, None)

    @property
    def sorted_quads(self) -> tuple[ox.Quad, ...]:
        """All quads in canonical order: by subject, predicate, object and graph as written in N-Quads."""
        self._refresh()
        return self._sorted_quads

    @cached_property
    def _sorted_quads(self) -> tuple[ox.Quad, ...]:
        return tuple(sorted(self, key=str))

    def select(self, sparql: str, *, bag: bool = False) -> ox.QuerySolutions:
        """Return the solutions of a SELECT; with ``bag`` some perhaps several times, where a triple stands in two graphs.

        :raises QueryError: if it is not SPARQL 1.1 or not a SELECT.
        """
        result = self._query(sparql, bag=bag)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("this query is not a SELECT")
        return result

    def construct(self, sparql: str) -> ox.QueryTriples:
        """Return the triples of a CONSTRUCT.

        :raises QueryError: if it is not SPARQL 1.1 or not a CONSTRUCT.
        """
        result = self._query(sparql)
        if not isinstance(result, ox.QueryTriples):
            raise QueryError("this query is not a CONSTRUCT")
        return result

    def ask(self, sparql: str) -> bool:
        """Return the answer to an ASK.

        :raises QueryError: if it is not SPARQL 1.1 or not an ASK.
        """
        result = self._query(sparql)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("this query is not an ASK")
        return bool(result)

    def apply_rule(self, sparql: str, graph: str) -> int:
        """Add what a CONSTRUCT gives to a named graph, and return the number of new triples.

        What stands in any graph already is not added again: each triple stands in one graph.

        :raises QueryError: if it is not SPARQL 1.1 or not a CONSTRUCT.
        """
        new = {t for t in self.construct(sparql) if not any(self.store.quads_for_pattern(t.subject, t.predicate, t.object, None))}
        self.store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph)) for t in new)
        self._engine.forget_copy()
        self._forget_order()
        return len(new)

    def matcher(self) -> Match:
        """Return a function of subject, predicate and object, None standing for any, that gives the quads in the default graph.

        They come in no order, and twice where a triple stands in two graphs. Changes of the data after this call may be seen or not.
        """
        self._refresh()
        return self._engine.match

    def rows(self, sparql: str, *, bag: bool = False) -> list[tuple[str | None, ...]]:
        """Return the rows of a SELECT as plain strings: IRIs and lexical forms, None where unbound.

        With ``bag`` rows may come several times where a triple stands in two graphs, which then needs no looking for.
        """
        return [tuple([None if term is None else term_text(term) for term in solution]) for solution in self.select(sparql, bag=bag)]

    def columns(self, sparql: str) -> dict[str, list[str]]:
        """Return the columns of a SELECT by name, each as long as there are rows: terms as plain strings, "" where unbound."""
        solutions = self.select(sparql)
        names = [variable.value for variable in solutions.variables]
        rows = [[term_text(term) for term in solution] for solution in solutions]
        return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {name: [] for name in names}

    def _query(self, sparql: str, *, bag: bool = False) -> Solutions:
        self._refresh()
        try:
            return self._engine.query(sparql, bag=bag)
        except SyntaxError as error:
            raise QueryError(f"is not SPARQL 1.1: {shorten_fault(error.msg or str(error))}") from error

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical N-Quads, lower-case hex."""
        self._refresh()
        return self._digest

    @cached_property
    def _digest(self) -> str:
        hasher = sha256()
        for quad in self._sorted_quads:
            hasher.update(f"{quad} .\n".encode())
        return hasher.hexdigest()

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib Dataset whose default graph is the union of the named graphs, without what is only proposed."""
        from cengji.dataset.rdflib_bridge import to_rdflib

        return to_rdflib(self.without_proposals())


def _nodes(iris: Iterable[str]) -> list[Any]:
    found: list[Any] = []
    for iri in dict.fromkeys(iris):
        try:
            found.append(ox.NamedNode(iri))
        except ValueError as error:
            raise UsageError(f"{iri!r} is no IRI of a graph") from error
    return found


def _line(quad: ox.Quad, graph: GraphName | None) -> bytes:
    """Return a quad as a line of N-Quads, or as one of N-Triples where it is written for its graph alone."""
    return f"{quad if graph is None else quad.triple} .\n".encode()
