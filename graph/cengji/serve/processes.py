"""How workers come to be where each opens the store on disk by itself: processes of multiprocessing."""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from cengji.serve.bounds import Bounds
from cengji.serve.work import work

__all__ = ["Nursery", "Process", "Spawner", "forking_context", "start_with"]


class Process(Protocol):
    """The process of a worker."""

    pid: int

    def kill(self) -> None:
        """Kill it; nothing where it has ended."""

    async def ended(self) -> int:
        """Return how it ended, when it has: below 0 is the signal that ended it."""


class Nursery(Protocol):
    """Where workers come from."""

    async def prepare(self) -> None:
        """Return when workers can be started.

        :raises UnavailableError: if they never can.
        """

    async def start(self) -> tuple[Process, socket.socket]:
        """Return a new worker, and our end of the socket to it.

        :raises OSError: if none can be started; so may :exc:`RuntimeError` and :exc:`EOFError`.
        """

    def close(self) -> None:
        """End what is left."""


class Spawner:
    """Starts workers one after the other, which open the store in a folder."""

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        """Keep what they open and are allowed."""
        self._folder, self._bounds = folder, bounds
        self._threads = ThreadPoolExecutor(1, "workers")

    async def prepare(self) -> None:
        """Return: each worker opens the store by itself."""

    async def start(self) -> tuple[Process, socket.socket]:
        """Return a new worker, and our end of the socket to it."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._start)

    def close(self) -> None:
        """Start no more."""
        self._threads.shutdown(wait=False)

    def _start(self) -> tuple[Process, socket.socket]:
        ours, theirs = socket.socketpair()
        arguments = (theirs, self._folder, self._bounds.limits, self._bounds.megabytes)
        process = forking_context().Process(target=work, args=arguments, daemon=True)  # type: ignore[attr-defined]
        start_with(process, ours, theirs)
        return _Spawned(process), ours


def start_with(process: BaseProcess, ours: socket.socket, theirs: socket.socket) -> None:
    """Start a process that holds the other end of a pair of sockets; ours does not wait, and is closed where it does not start."""
    try:
        process.start()
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    ours.settimeout(0)


class _Spawned:
    """A process of multiprocessing."""

    def __init__(self, process: Any) -> None:  # noqa: ANN401 - of either context
        self.pid: int = process.pid
        self._process = process

    def kill(self) -> None:
        self._process.kill()

    async def ended(self) -> int:
        await asyncio.to_thread(self._process.join)
        return int(self._process.exitcode)


def forking_context() -> BaseContext:
    """Return the way to start processes: from one that has what they import, and no threads; where that is missing anew."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["cengji.serve.work", "cengji.serve.zygote", "cengji.query.table"])
    return context
