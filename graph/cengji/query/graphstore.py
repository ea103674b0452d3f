"""Named graphs of a server, read and written by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UnavailableError
from cengji.query.connection import Connection

__all__ = ["GraphStore"]

_TYPE: Final = "application/n-triples"
_GONE: Final = frozenset({404})


class GraphStore:
    """The graph store of a server, by its URL; a graph is named by ``?graph=`` behind that.

    Only GET, PUT, POST and DELETE are used, never HEAD, which Virtuoso does not know. The login comes from
    the environment (:class:`cengji.query.connection.Connection`).
    """

    def __init__(self, url: str, *, lines: int = 100_000, seconds: float = 600.0, megabytes: int = 4096, retries: int = 4) -> None:
        """Name the graph store; a request carries at most so many lines, and may take so many seconds.

        :raises UsageError: if this is no URL of HTTP.
        """
        self.url = url
        self._lines = lines
        self._connection = Connection(url, seconds=seconds, megabytes=megabytes, retries=retries)

    def __str__(self) -> str:
        """Return the address as it stands in messages."""
        return str(self._connection)

    def put(self, graph: str, triples: Iterable[ox.Triple]) -> int:
        """Make a graph hold these triples and no others; give their number.

        The first part replaces the graph, the others are added to it, so a failure leaves it incomplete, and
        doing the whole again mends it. Triples with blank nodes go in one part, which alone can name them.

        :raises UnavailableError: if the server does not take all of it.
        """
        lines = [f"{triple} .\n" for triple in triples]
        size = self._lines if not any(line.startswith("_:") or " _:" in line for line in lines) else max(1, len(lines))
        for start in range(0, max(1, len(lines)), size):
            body = "".join(lines[start : start + size]).encode()
            self._connection.send("POST" if start else "PUT", params={"graph": graph}, data=body, headers={"Content-Type": _TYPE})
        return len(lines)

    def get(self, graph: str) -> list[ox.Quad]:
        """Return the triples of a graph as quads of that graph, in the order of the server; none where there is no such graph.

        :raises UnavailableError: if the server does not give them, or in no RDF.
        """
        reply = self._connection.send("GET", params={"graph": graph}, headers={"Accept": _TYPE}, accepted=_GONE)
        if reply.status in _GONE:
            return []
        name = ox.NamedNode(graph)
        try:
            form = ox.RdfFormat.from_media_type(reply.type)
            if form is None:
                raise ValueError("no RDF")
            return [ox.Quad(t.subject, t.predicate, t.object, name) for t in ox.parse(reply.content, format=form)]
        except (SyntaxError, ValueError) as error:
            kind = reply.type or "an unnamed format"
            raise UnavailableError(f"the graph {graph} of {self} cannot be read as {kind}: {error}; is this a graph store?") from error

    def delete(self, graph: str) -> None:
        """Delete a graph; it does not matter whether it was there.

        :raises UnavailableError: if the server does not do it.
        """
        self._connection.send("DELETE", params={"graph": graph}, accepted=_GONE)
