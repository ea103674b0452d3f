"""The worker: a query in a process of its own, with bounds on time, rows and memory, killed where it exceeds one.

pyoxigraph cannot be stopped from inside its process. The worker gets the data by fork, else as a file of
N-Quads. It opens no connection, because the guard refuses SERVICE and LOAD (except what the caller allows).
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

import pyoxigraph as ox

from cengji.core.errors import CengjiError, QueryError, UnavailableError
from cengji.dataset import Dataset
from cengji.query.answers import Answer, Limits, Queryable, ask
from cengji.query.formats import read_tsv, tsv_lines
from cengji.query.process import bound_process, settle_worker

__all__ = ["run_bounded"]

_GRACE = 1.0
_SOLUTIONS, _TRIPLES, _BOOLEAN, _WRONG, _ROWS, _MEMORY, _FAILED = b"s", b"t", b"b", b"w", b"r", b"m", b"f"


def run_bounded(sparql: str, data: Queryable, limits: Limits) -> Answer:
    """Return the answer that a worker has computed within the limits; check the text first. A triple counts as a row.

    :raises QueryError: if it is not SPARQL 1.1.
    :raises UnavailableError: if it exceeds a limit; the worker is gone by then, with all its memory.
    """
    context = _context()
    with _hand_over(data, forked=context.get_start_method() == "fork") as handed:
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(sender, handed, sparql, limits), daemon=True)  # type: ignore[attr-defined]  # every context has it
        try:
            worker.start()
            sender.close()
            answer = _receive(receiver, limits.seconds)
            if answer is None:
                raise UnavailableError.naming("the query took longer than {limit:g} s; narrow it, or raise {seconds}", limit=limits.seconds)
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
    return _read(answer, limits)


def _context() -> BaseContext:
    """Return the way to start a worker: fork, but where that is missing or unsafe a new interpreter."""
    safe = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


@contextmanager
def _hand_over(data: Queryable, *, forked: bool) -> Iterator[Queryable | Path]:
    """Yield what the worker reads the data from: they themselves, else the folder of a store, else a file for as long as it runs."""
    if not isinstance(data, Dataset):
        yield data
    elif data.path is not None:
        yield data.path
    elif forked:
        yield data
    else:
        with tempfile.TemporaryDirectory(prefix="cengji-") as folder:
            path = Path(folder) / "graph.nq"
            data.store.dump(str(path), format=ox.RdfFormat.N_QUADS)
            yield path


def _receive(receiver: Connection, seconds: float | None) -> bytes | None:
    """Return the worker's answer, None when the time is over."""
    deadline = None if seconds is None else time.monotonic() + seconds
    if not receiver.poll(None if deadline is None else max(0.0, deadline - time.monotonic())):
        return None
    return receiver.recv_bytes()


def _read(message: bytes, limits: Limits) -> Answer:
    """Read the worker's message: one byte that says what it is, then text."""
    kind, content = message[:1], message[1:]
    if kind == _SOLUTIONS:
        return read_tsv(content)
    if kind == _TRIPLES:
        return tuple(quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
    if kind == _BOOLEAN:
        return content == b"true"
    if kind == _WRONG:
        raise QueryError(content.decode())
    if kind == _ROWS:
        raise UnavailableError.naming("the query gives more than {limit} rows; add a LIMIT, or raise {rows}", limit=limits.rows)
    if kind == _MEMORY:
        raise _too_big(limits)
    raise UnavailableError(f"the query failed: {content.decode()}")


def _death(code: int | None, limits: Limits) -> CengjiError:
    """Return the error for a worker that ended without an answer: Oxigraph aborts where memory is refused."""
    if limits.megabytes is not None and code in (-signal.SIGABRT, -signal.SIGSEGV):
        return _too_big(limits)
    return UnavailableError(f"the worker that ran the query ended early ({code}); the query may be too large or too deep")


def _too_big(limits: Limits) -> UnavailableError:
    return UnavailableError.naming(
        "the query needs more than {limit} MB of memory; narrow it, or raise {megabytes}", limit=limits.megabytes
    )


def _work(sender: Connection, handed: Queryable | Path, sparql: str, limits: Limits) -> None:
    """Compute the answer in the worker and send it whole."""
    settle_worker()
    try:
        data = _open(handed) if isinstance(handed, Path) else handed
        bound_process(seconds=limits.seconds, megabytes=limits.megabytes)
        message = _message(ask(data, sparql), limits)
    except QueryError as error:
        message = _WRONG + str(error).encode()
    except MemoryError:
        message = _MEMORY
    except Exception as error:  # whatever it is, the caller gets it as one of ours
        message = _FAILED + str(error).encode()
    sender.send_bytes(message)
    sender.close()


def _open(path: Path) -> Dataset:
    if path.is_dir():
        return Dataset.on_disk(path)
    dataset = Dataset(())
    dataset.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return dataset


def _message(answer: Answer, limits: Limits) -> bytes:
    """Return solutions as SPARQL TSV, which keeps every term, triples as N-Triples; only the tag where there are too many."""
    if isinstance(answer, bool):
        return _BOOLEAN + (b"true" if answer else b"false")
    if isinstance(answer, ox.QuerySolutions):
        tag, lines, heads = _SOLUTIONS, tsv_lines((variable.value for variable in answer.variables), answer), 1
    else:
        tag, lines, heads = _TRIPLES, (f"{triple} ." for triple in answer), 0
    kept: list[str] = []
    for line in lines:
        if limits.rows is not None and len(kept) == limits.rows + heads:
            return _ROWS
        kept.append(f"{line}\n")
    return tag + "".join(kept).encode()
