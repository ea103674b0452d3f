"""The worker: a query in a process of its own, with bounds on time, rows and memory, killed where it exceeds one.

pyoxigraph cannot be stopped from inside its process. The worker gets the data by fork, else as a file of
N-Quads. It opens no connection, because the guard refuses SERVICE and LOAD (except what the caller allows).
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.errors import CengjiError, QueryError, UnavailableError

__all__ = ["Limits", "run_bounded"]

_MEGABYTE = 1024 * 1024
_GRACE = 1.0
_DONE, _WRONG, _ROWS, _MEMORY, _FAILED = b"d", b"w", b"r", b"m", b"f"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a query: seconds from its start, rows of the answer, megabytes beside the data; None is no bound."""

    seconds: float | None = None
    rows: int | None = None
    megabytes: int | None = None


def run_bounded(sparql: str, dataset: Dataset, limits: Limits) -> ox.QuerySolutions:
    """Give the solutions of a SELECT that a worker has computed within the limits; check its text first.

    :raises QueryError: if it is not SPARQL 1.1 or not a SELECT.
    :raises UnavailableError: if it exceeds a limit; the worker is gone by then, with all its memory.
    """
    context = _context()
    with _handed_over(dataset, forked=context.get_start_method() == "fork") as data:
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(sender, data, sparql, limits), daemon=True)  # type: ignore[attr-defined]  # every context has it
        try:
            worker.start()
            sender.close()
            answer = _received(receiver, limits.seconds)
            if answer is None:
                raise UnavailableError(f"the query took longer than {limits.seconds:g} s; narrow it, or raise --timeout")
        except EOFError:
            worker.join(_GRACE)
            raise _death(worker.exitcode, limits) from None
        finally:
            receiver.close()
            sender.close()
            if worker.pid is not None:
                worker.kill()
                worker.join()
            worker.close()
    return _solutions(answer, limits)


def _context() -> BaseContext:
    """Give the way to start a worker: fork, but where that is missing or unsafe a new interpreter."""
    safe = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


@contextmanager
def _handed_over(dataset: Dataset, *, forked: bool) -> Iterator[Dataset | Path]:
    """Give what the worker reads the data from: the dataset itself, or a file for as long as it runs."""
    if forked:
        yield dataset
        return
    with tempfile.TemporaryDirectory(prefix="cengji-") as folder:
        path = Path(folder) / "graph.nq"
        dataset.store.dump(str(path), format=ox.RdfFormat.N_QUADS)
        yield path


def _received(receiver: Connection, seconds: float | None) -> bytes | None:
    """Give the worker's answer, None when the time is over."""
    deadline = None if seconds is None else time.monotonic() + seconds
    if not receiver.poll(None if deadline is None else max(0.0, deadline - time.monotonic())):
        return None
    return receiver.recv_bytes()


def _solutions(answer: bytes, limits: Limits) -> ox.QuerySolutions:
    kind, content = answer[:1], answer[1:]
    if kind == _DONE:
        solutions = ox.parse_query_results(content, format=ox.QueryResultsFormat.TSV)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("the worker sent no solutions")
        return solutions
    if kind == _WRONG:
        raise QueryError(content.decode())
    if kind == _ROWS:
        raise UnavailableError(f"the query gives more than {limits.rows} rows; add a LIMIT, or raise --max-rows")
    if kind == _MEMORY:
        raise _too_big(limits)
    raise UnavailableError(f"the query failed: {content.decode()}")


def _death(code: int | None, limits: Limits) -> CengjiError:
    """Give the error for a worker that ended without an answer: Oxigraph aborts where memory is refused."""
    if limits.megabytes is not None and code in (-signal.SIGABRT, -signal.SIGSEGV):
        return _too_big(limits)
    return UnavailableError(f"the worker that ran the query ended early ({code}); the query may be too large or too deep")


def _too_big(limits: Limits) -> UnavailableError:
    return UnavailableError(f"the query needs more than {limits.megabytes} MB of memory; narrow it, or raise --max-memory")


def _work(sender: Connection, data: Dataset | Path, sparql: str, limits: Limits) -> None:
    """Compute the answer in the worker and send it whole: one byte that says what it is, then text."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        dataset = data
        if isinstance(dataset, Path):
            dataset = Dataset(())
            dataset.store.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
        _bound(limits)
        message = _answer(dataset, sparql, limits)
    except QueryError as error:
        message = _WRONG + str(error).encode()
    except MemoryError:
        message = _MEMORY
    except Exception as error:  # whatever it is, the caller gets it as one of ours
        message = _FAILED + str(error).encode()
    sender.send_bytes(message)
    sender.close()


def _answer(dataset: Dataset, sparql: str, limits: Limits) -> bytes:
    """Give the solutions as SPARQL TSV, which keeps every term; only the tag where there are too many."""
    solutions = dataset.select(sparql)
    lines = ["\t".join(map(str, solutions.variables))]
    for number, solution in enumerate(solutions, start=1):
        if limits.rows is not None and number > limits.rows:
            return _ROWS
        lines.append("\t".join("" if term is None else _written(term) for term in solution))
    return _DONE + "".join(f"{line}\n" for line in lines).encode()


def _written(term: object) -> str:
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_written, (term.subject, term.predicate, term.object)))} )>>"
    return str(term)


def _bound(limits: Limits) -> None:
    """Bound this process where the system can: memory, and processor time in case nobody is left to kill it."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.seconds is not None:
        _lower(resource.RLIMIT_CPU, ceil(limits.seconds + time.process_time()) + 1)
    if limits.megabytes is not None:
        _lower(resource.RLIMIT_AS, _address_space() + limits.megabytes * _MEGABYTE)


def _lower(what: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (bound, bound))


def _address_space() -> int:
    """Give the bytes of address space in use, 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
