"""A worker: it opens the store for reading, asks it what the server sends, and writes the answer in the form that is wanted."""

from __future__ import annotations

import ctypes
import gzip
import re
import signal
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

import pyoxigraph as ox

from cengji.core.errors import CengjiError, QueryError, RefusedError, UsageError
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.dataset.rdfxml import hold_xml, write_triples
from cengji.query.answers import Limits, ask
from cengji.query.catalogue import Catalogue
from cengji.query.formats import write_answer
from cengji.query.guard import check_text
from cengji.query.names import Names
from cengji.query.process import bound_process, settle_worker
from cengji.query.running import locate_errors, prepare_text
from cengji.serve.formats import MEDIA
from cengji.serve.messages import Answer, Outcome, Task, pack_answer, unpack_task

__all__ = ["Desk", "answer_all", "leave_network", "work"]

_MEGABYTE: Final = 1024 * 1024
_LEAST_ZIPPED: Final = 1024
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_STRING_IN_JSON: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_QUOTED_IN_CSV: Final = re.compile(rb'"[^"]*+"')
_RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdf": ox.RdfFormat.RDF_XML}


class _TooLargeError(Exception):
    """An answer has more bytes than are allowed."""


class _TooManyRowsError(Exception):
    """An answer has more rows than are allowed."""


class _Sink:
    """Takes what an engine writes, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self.parts: list[bytes] = []
        self.left = most

    def write(self, part: bytes) -> int:
        self.left -= len(part)
        if self.left < 0:
            raise _TooLargeError
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Do nothing: all is kept here."""


class Desk:
    """Answers tasks about a dataset within limits of rows and bytes; time and memory are bounded from outside."""

    def __init__(self, data: Dataset, limits: Limits, megabytes: int) -> None:
        """Answer about these data; an answer has ``megabytes`` at most."""
        self.data, self.limits = data, limits
        self.most = megabytes * _MEGABYTE
        self.names = Names(data)
        self.library = Catalogue()
        self.of_graphs = lru_cache(maxsize=64)(data.of_graphs)

    def answer(self, task: Task) -> Answer:
        """Return the answer to a task, whatever is wrong with it."""
        try:
            made = self._do(task)
        except RefusedError as error:
            return _told(Outcome.REFUSED, str(error).partition(" is refused: ")[0] + " is refused: this server answers from its own data")
        except QueryError as error:
            return _told(Outcome.FAULTY, f"the query {error}" if str(error).startswith("is ") else str(error))
        except UsageError as error:
            return _told(Outcome.FAULTY, error.worded(str))
        except _TooManyRowsError:
            return _told(Outcome.TOO_MANY_ROWS, "")
        except _TooLargeError:
            return _told(Outcome.TOO_LARGE, "")
        except MemoryError:
            return _told(Outcome.TOO_MUCH_MEMORY, "")
        except CengjiError as error:
            return _told(Outcome.FAILED, str(error))
        if task.zipped and len(made.body) > _LEAST_ZIPPED:
            return Answer(made.outcome, gzip.compress(made.body, 4, mtime=0), made.media, zipped=True)
        return made

    def _do(self, task: Task) -> Answer:
        match task.kind:
            case "sparql":
                return self._query(task)
            case "library":
                return self._library(task)
            case "graph":
                return self._graph(task)
            case _:
                return self._thing(task)

    def _query(self, task: Task) -> Answer:
        data = self.data
        if task.default is not None or task.named is not None:
            data = self.of_graphs(task.default or (), task.named or ())
        check_text(task.text)
        return self._written(ask(data, task.text), task)

    def _library(self, task: Task) -> Answer:
        try:
            query = self.library[task.text]
        except UsageError as error:
            return _told(Outcome.UNKNOWN, str(error))
        sparql = prepare_text(query, dict(task.values), self.names)
        with locate_errors(query):
            return self._written(self.data.select(sparql) if query.columns else ask(self.data, sparql), task)

    def _graph(self, task: Task) -> Answer:
        if not task.triples:
            return _told(Outcome.NOT_ACCEPTABLE, "triples are written as Turtle, N-Triples, JSON-LD or RDF/XML")
        sink = _Sink(self.most)
        if not task.text:
            everything = self.data.construct(query_text("internal/all-triples"))
            if task.triples == "rdf":
                return self._rdfxml(everything)
            everything.serialize(cast("Any", sink), format=_GRAPHS[task.triples])
            return Answer(Outcome.ANSWERED, b"".join(sink.parts), MEDIA[task.triples])
        try:
            graph = ox.NamedNode(task.text)
        except ValueError as error:
            raise UsageError(f"{task.text!r} is no IRI of a graph") from error
        if not self.data.store.contains_named_graph(graph):
            return _told(Outcome.UNKNOWN, f"there is no graph <{task.text}>")
        if task.triples == "rdf":
            return self._rdfxml(quad.triple for quad in self.data.store.quads_for_pattern(None, None, None, graph))
        self.data.store.dump(cast("Any", sink), format=_GRAPHS[task.triples], from_graph=graph)
        return Answer(Outcome.ANSWERED, b"".join(sink.parts), MEDIA[task.triples])

    def _rdfxml(self, triples: Iterable[ox.Triple]) -> Answer:
        try:
            body = write_triples(tuple(triples), {})
        except UsageError as error:
            return _told(Outcome.NOT_ACCEPTABLE, error.worded(str))
        if len(body) > self.most:
            raise _TooLargeError
        return Answer(Outcome.ANSWERED, body, MEDIA["rdf"])

    def _thing(self, task: Task) -> Answer:
        """Answer what is stated about a thing, under whichever of its IRIs, a line each; as triples or as rows that a page shows."""
        first, *_ = written = task.text.split("\n")
        try:
            things = [ox.NamedNode(one) for one in written]
        except ValueError as error:
            raise UsageError(f"{first!r} is no IRI") from error
        name = "internal/description" if task.triples else "internal/statements-of"
        found = ask(self.data, query_text(name, thing=things))
        if isinstance(found, tuple) and not found:
            return _told(Outcome.UNKNOWN, f"nothing is stated about <{first}>")
        return self._written(found, task)

    def _written(self, found: object, task: Task) -> Answer:
        """Write an answer, if it is within the limits and in a form that is accepted."""
        wanted = task.triples if isinstance(found, tuple) else task.rows
        if not wanted:
            kind = "triples" if isinstance(found, tuple) else "rows, or yes or no"
            return _told(Outcome.NOT_ACCEPTABLE, f"the answer is {kind}, and no form of that is accepted")
        most = self.limits.rows
        if isinstance(found, bool) and wanted in ("html", "md"):
            return Answer(Outcome.ANSWERED, b"true\n" if found else b"false\n", "text/plain; charset=utf-8")
        if isinstance(found, ox.QuerySolutions) and wanted in _RESULTS:
            sink = _Sink(self.most)
            found.serialize(cast("Any", sink), format=_RESULTS[wanted])
            body = b"".join(sink.parts)
            if most is not None and has_more_rows(body, wanted, most):
                raise _TooManyRowsError
            try:
                return Answer(Outcome.ANSWERED, hold_xml(body) if wanted == "xml" else body, MEDIA[wanted])
            except UsageError as error:
                return _told(Outcome.NOT_ACCEPTABLE, error.worded(str))
        if isinstance(found, ox.QuerySolutions):
            found = _bounded(found, most)
        elif isinstance(found, tuple) and most is not None and len(found) > most:
            raise _TooManyRowsError
        try:
            body = write_answer(cast("Any", found), wanted)
        except UsageError as error:
            return _told(Outcome.NOT_ACCEPTABLE, error.worded(str))
        if len(body) > self.most:
            raise _TooLargeError
        return Answer(Outcome.ANSWERED, body, MEDIA[wanted])


def has_more_rows(body: bytes, name: str, most: int) -> bool:
    """Return whether rows written in a format of the standards are more than a number.

    What is quick to count, and never less than the rows, is counted first.
    """
    if name == "xml":
        return body.count(b"<result>") + body.count(b"<result/>") > most
    if name == "tsv":
        return body.count(b"\n") - 1 > most
    if name == "csv":
        return body.count(b"\n") - 1 > most and _QUOTED_IN_CSV.sub(b"", body).count(b"\n") - 1 > most
    if body.count(b"{") <= most:
        return False
    bare = _STRING_IN_JSON.sub(b"", body)
    return bare.count(b"{") - bare.count(b":{") - 1 > most


def _bounded(found: ox.QuerySolutions, most: int | None) -> Any:  # noqa: ANN401 - a table, of the room that makes it
    from cengji.query.table import Table

    rows = list(islice(found, None if most is None else most + 1))
    if most is not None and len(rows) > most:
        raise _TooManyRowsError
    return Table([variable.value for variable in found.variables], rows)


def _told(outcome: Outcome, message: str) -> Answer:
    return Answer(outcome, message.encode())


def work(channel: socket.socket, folder: Path, limits: Limits, megabytes: int) -> None:
    """Open the store in a folder, and answer what comes through a socket until it ends."""
    leave_network()
    settle_worker()
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    answer_all(channel, Desk(Dataset.on_disk(folder), limits, megabytes), limits)


def answer_all(channel: socket.socket, desk: Desk, limits: Limits) -> None:
    """Answer what comes through a socket until it ends."""
    bound_process(seconds=None, megabytes=limits.megabytes)
    frame, began = pack_answer(Answer(Outcome.READY, b""), 0.0)
    channel.sendall(frame)
    with channel, channel.makefile("rb") as stream:
        while len(head := stream.read(4)) == 4:
            task = unpack_task(stream.read(int.from_bytes(head, "big")))
            try:
                answer = desk.answer(task)
            except Exception as error:  # whatever it is, the server gets an answer
                answer = _told(Outcome.FAILED, f"{type(error).__name__}: {error}")
            frame, began = pack_answer(answer, began)
            channel.sendall(frame)


def leave_network() -> None:
    """Leave the network for one of its own that leads nowhere, where the system lets a process do so: Linux, mostly."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)
