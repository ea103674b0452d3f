"""A SPARQL endpoint elsewhere, asked by the SPARQL 1.1 Protocol as if its data were here."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cached_property
from typing import Final, TypeVar

import pyoxigraph as ox

from cengji.core.errors import CengjiWarning, QueryError, UnavailableError
from cengji.core.resources import query_text
from cengji.core.terms import term_text
from cengji.query.connection import Connection, Reply

__all__ = ["Endpoint"]

# XML first: of the two, it is what Virtuoso writes without changing booleans.
_SOLUTIONS: Final = "application/sparql-results+xml, application/sparql-results+json;q=0.9"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8"
_LONGEST_GET: Final = 2000
_NAMES_GRAPHS: Final = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
# Headers of Virtuoso when it has cut an answer: at its ResultSetMaxRows, or at its time limit.
_CUT: Final = ("X-SPARQL-MaxRows", "X-SQL-State")
# The variable of the table that Virtuoso gives for an ASK, with 1 in it for yes.
_ASKED: Final = ["__ASK_RETVAL"]

_Read = TypeVar("_Read")


class Endpoint:
    """A SPARQL endpoint; what it calls the default graph must be the union of its named graphs.

    That is so in Virtuoso, GraphDB and RDF4J; Oxigraph takes ``--union-default-graph``, or ``?union-default-graph``
    at the end of the URL. Where the default graph is empty and named graphs are not, every question of the library
    would have the answer "nothing", so that is an error. The login comes from the environment
    (:class:`cengji.query.connection.Connection`).
    """

    def __init__(self, url: str, *, seconds: float = 600.0, megabytes: int = 1024, retries: int = 4) -> None:
        """Name the endpoint by its query URL; a request may take so many seconds, its answer so many megabytes.

        :raises UsageError: if this is no URL of HTTP.
        """
        self.url = url
        self._connection = Connection(url, seconds=seconds, megabytes=megabytes, retries=retries)

    def __str__(self) -> str:
        """Return the address as it stands in messages."""
        return str(self._connection)

    def select(self, sparql: str) -> ox.QuerySolutions:
        """Return the solutions of a SELECT, all of which are there when this returns.

        :raises QueryError: if the endpoint takes it for no SPARQL, or it is not a SELECT.
        :raises UnavailableError: if there is no answer, or not the whole answer.
        """
        reply = self._request(sparql, _SOLUTIONS)
        solutions = self._read(reply, _results)
        if not isinstance(solutions, ox.QuerySolutions) or _names(solutions) == _ASKED:
            raise QueryError("this query is not a SELECT")
        return solutions

    def construct(self, sparql: str) -> set[ox.Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE.

        :raises QueryError: if the endpoint takes it for no SPARQL.
        :raises UnavailableError: if there is no answer, or not the whole answer.
        """
        return self._read(self._request(sparql, _TRIPLES), _triples)

    def ask(self, sparql: str) -> bool:
        """Return the answer to an ASK.

        :raises QueryError: if the endpoint takes it for no SPARQL, or it is not an ASK.
        :raises UnavailableError: if there is no answer.
        """
        return self._read_boolean(self._request(sparql, _SOLUTIONS))

    def rows(self, sparql: str) -> list[tuple[str | None, ...]]:
        """Return the rows of a SELECT as plain strings: IRIs and lexical forms, None where unbound."""
        return [tuple(None if term is None else term_text(term) for term in row) for row in self.select(sparql)]

    def _request(self, sparql: str, accept: str) -> Reply:
        if _NAMES_GRAPHS.search(sparql):
            return self._send(sparql, accept)
        if self._hides_graphs:
            raise UnavailableError(
                f"{self} has named graphs, but its default graph is empty, so every question would be answered with nothing; "
                "it must show the union of its named graphs as its default graph (docs/endpoints.md says how; Oxigraph: "
                "start it with --union-default-graph, or end the URL in ?union-default-graph)"
            )
        if self._is_being_replaced:
            text = f"a push to {self} was stopped half-way, or goes on: its graphs may be of two states; push again"
            warnings.warn(text, CengjiWarning, stacklevel=4)
        return self._send(sparql, accept)

    @cached_property
    def _is_being_replaced(self) -> bool:
        return self._read_boolean(self._send(query_text("internal/unfinished-push"), _SOLUTIONS))

    @cached_property
    def _hides_graphs(self) -> bool:
        """Whether the default graph is empty although named graphs are not."""
        if self._read_boolean(self._send(query_text("internal/has-default-graph"), _SOLUTIONS)):
            return False
        return self._read_boolean(self._send(query_text("internal/has-named-graphs"), _SOLUTIONS))

    def _read_boolean(self, reply: Reply) -> bool:
        result = self._read(reply, _results)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if _names(result) != _ASKED:
            raise QueryError("this query is not an ASK")
        return any(isinstance(row[0], ox.Literal) and row[0].value == "1" for row in result)

    def _send(self, sparql: str, accept: str) -> Reply:
        """Send a query, by GET or, where it is long, as a form; a body of ``application/sparql-query`` makes Virtuoso hang."""
        headers, query, bad = {"Accept": accept}, {"query": sparql}, frozenset({400})
        if len(sparql.encode()) <= _LONGEST_GET:
            reply = self._connection.send("GET", params=query, headers=headers, accepted=bad)
        else:
            reply = self._connection.send("POST", data=query, headers=headers, accepted=bad)
        if reply.status == 400:
            raise QueryError(f"{self} refuses the query: {reply.words or 'it gives no reason'}")
        if cut := [f"{name}: {reply.headers[name]}" for name in _CUT if name in reply.headers]:
            raise UnavailableError(f"{self} has cut the answer ({', '.join(cut)}); narrow the query, or raise the limit of the server")
        return reply

    def _read(self, reply: Reply, reader: Callable[[Reply], _Read]) -> _Read:
        try:
            return reader(reply)
        except (SyntaxError, ValueError) as error:
            kind = reply.type or "an unnamed format"
            raise UnavailableError(f"the answer of {self} cannot be read as {kind}: {error}; is this a SPARQL endpoint?") from error


def _parse(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    form = ox.QueryResultsFormat.from_media_type(reply.type)
    if form is None:
        raise ValueError("no result of SPARQL")
    return ox.parse_query_results(reply.content, format=form)


def _results(reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
    """Read an answer to its end, so that a fault anywhere in it is found now, and give it from its beginning."""
    result = _parse(reply)
    if isinstance(result, ox.QuerySolutions):
        for _ in result:
            pass
    return _parse(reply)


def _names(solutions: ox.QuerySolutions) -> list[str]:
    return [variable.value for variable in solutions.variables]


def _triples(reply: Reply) -> set[ox.Triple]:
    form = ox.RdfFormat.from_media_type(reply.type)
    if form is None:
        raise ValueError("no RDF")
    return {quad.triple for quad in ox.parse(reply.content, format=form, base_iri="urn:x-none:")}
