"""The zygote: one process with one thread that holds the data in its memory, and forks the workers, which share them.

A fork takes milliseconds, and the pages of the data are copied only where a worker writes to them. A process with more than one
thread must not be forked so: what another thread had locked would stay locked for ever. A store on disk starts threads, one in
memory does not, which is looked at before the first fork. So this process runs no loop of asyncio: it waits for orders and
for the ends of its children, which it alone may kill, since only who has not yet waited for a process knows that its number is
still that process's own.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import select
import signal
import socket
import struct
from contextlib import suppress
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UnavailableError
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.query.answers import Limits
from cengji.query.process import quieten
from cengji.serve.bounds import Bounds
from cengji.serve.messages import Task
from cengji.serve.processes import forking_context, start_with
from cengji.serve.published import Published
from cengji.serve.work import Desk, answer_all, leave_network

__all__ = ["Zygote"]

_ORDER: Final = struct.Struct(">cI")  # fork or kill; the number of the order, or of the process
_NEWS: Final = struct.Struct(">cIi")  # what; the number of the order, or of the process; the process, or how it ended
_FORK, _KILL = b"F", b"K"
_READY, _THREADS, _BORN, _ENDED, _FAILED = b"R", b"T", b"B", b"E", b"N"
_DEATH_OF_PARENT: Final = 1  # PR_SET_PDEATHSIG


class Born:
    """A worker that a zygote has forked."""

    def __init__(self, zygote: Zygote, pid: int) -> None:
        """Know it by its number."""
        self.pid, self._zygote = pid, zygote
        self.code: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def kill(self) -> None:
        """Have it killed."""
        if not self.code.done():
            self._zygote.order(_KILL, self.pid)

    async def ended(self) -> int:
        """Return how it ended, when it has: below 0 is the signal that ended it."""
        return await asyncio.shield(self.code)


class Zygote:
    """The zygote of a build, as the server sees it; where it was killed, the next worker comes from another."""

    def __init__(self, published: Published, bounds: Bounds) -> None:
        """Keep what it is to hold; :meth:`prepare` starts it."""
        self._published, self._bounds = published, bounds
        self._orders: socket.socket | None = None
        self._ready: asyncio.Future[None] | None = None
        self._awaited: dict[int, asyncio.Future[Born]] = {}
        self._born: dict[int, Born] = {}
        self._number = 0
        self._news = b""

    async def prepare(self) -> None:
        """Return when the data are in its memory.

        :raises UnavailableError: if they cannot be.
        """
        if self._ready is None:
            loop = asyncio.get_running_loop()
            ready = self._ready = loop.create_future()
            try:
                self._orders = await asyncio.to_thread(self._begin)
            except BaseException as error:
                self._ready = None
                ready.set_exception(error)
                ready.exception()
                raise
            loop.add_reader(self._orders, self._read)
        await asyncio.shield(self._ready)

    def _begin(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        names = tuple(name for name, _ in self._published.graphs if name)
        arguments = (theirs, self._published.store, names, self._bounds.limits, self._bounds.megabytes)
        process = forking_context().Process(target=_live, args=arguments, daemon=True)  # type: ignore[attr-defined]
        start_with(process, ours, theirs)
        return ours

    async def start(self) -> tuple[Born, socket.socket]:
        """Return a new worker, and our end of the socket to it.

        :raises OSError: if the zygote has ended, or cannot fork; the next time another is tried.
        """
        await self.prepare()
        ours, theirs = socket.socketpair()
        with theirs:
            ours.settimeout(0)
            self._number += 1
            number, born = self._number, asyncio.get_running_loop().create_future()
            self._awaited[number] = born
            try:
                if self._orders is None:
                    raise ConnectionError("the process that holds the data has ended")
                socket.send_fds(self._orders, [_ORDER.pack(_FORK, number)], [theirs.fileno()])
                return await born, ours
            except BaseException:
                self._awaited.pop(number, None)
                ours.close()
                raise

    def order(self, what: bytes, number: int) -> None:
        """Send an order; to one that has ended, none."""
        if self._orders is not None:
            with suppress(OSError):
                self._orders.send(_ORDER.pack(what, number))

    def close(self) -> None:
        """End the zygote, and with it all workers that are left."""
        orders, self._orders, ready, self._ready = self._orders, None, self._ready, None
        if orders is not None:
            asyncio.get_running_loop().remove_reader(orders)
            orders.close()
        ended = UnavailableError("the process that loads the data ended early: they may need more memory than there is")
        if ready is not None and not ready.done():
            ready.set_exception(ended)
            ready.exception()
        for one in self._awaited.values():
            if not one.done():
                one.set_exception(ConnectionError(str(ended)))
        for born in self._born.values():
            if not born.code.done():
                born.code.set_result(-signal.SIGKILL)
        self._awaited, self._born, self._news = {}, {}, b""

    def _read(self) -> None:
        if self._orders is None:
            return
        try:
            came = self._orders.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            came = b""
        if not came:
            self.close()
            return
        self._news += came
        whole = len(self._news) - len(self._news) % _NEWS.size
        news, self._news = self._news[:whole], self._news[whole:]
        for what, number, value in _NEWS.iter_unpack(news):
            self._hear(what, number, value)

    def _hear(self, what: bytes, number: int, value: int) -> None:
        if what == _READY and self._ready is not None and not self._ready.done():
            self._ready.set_result(None)
        elif what == _THREADS and self._ready is not None and not self._ready.done():
            self._ready.set_exception(UnavailableError(f"this Oxigraph has started {value - 1} threads: serve with --in-memory 0"))
            self._ready.exception()
        elif what == _BORN:
            born = self._born[value] = Born(self, value)
            awaited = self._awaited.pop(number, None)
            if awaited is None or awaited.done():
                born.kill()
            else:
                awaited.set_result(born)
        elif what == _FAILED and (failed := self._awaited.pop(number, None)) is not None and not failed.done():
            failed.set_exception(OSError("no worker could be forked"))
        elif what == _ENDED and (ended := self._born.pop(number, None)) is not None and not ended.code.done():
            ended.code.set_result(value)


def _live(orders: socket.socket, lines: Path, graphs: tuple[str, ...], limits: Limits, megabytes: int) -> None:
    """Hold the data, fork and kill workers as ordered, and end with the server."""
    leave_network()
    quieten()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    data = Dataset(())
    data.store.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
    for name in graphs:
        data.store.add_graph(ox.NamedNode(name))
    desk = Desk(data, limits, megabytes)
    desk.answer(Task("sparql", query_text("internal/has-cases"), rows="json", triples="nt"))
    gc.collect()
    gc.freeze()
    threads = sum(1 for _ in Path("/proc/self/task").iterdir())
    orders.sendall(_NEWS.pack(_READY if threads == 1 else _THREADS, 0, threads))
    if threads == 1:
        _Family(orders, desk, limits).raise_children()


class _Family:
    """A zygote's own view: orders that come, children that end."""

    def __init__(self, orders: socket.socket, desk: Desk, limits: Limits) -> None:
        self.orders, self.desk, self.limits = orders, desk, limits
        self.children: set[int] = set()
        self.came = b""
        self.sockets: list[int] = []

    def raise_children(self) -> None:
        """Do as ordered until the server has ended; then end all children."""
        bell, ringer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ringer, warn_on_full_buffer=False)
        waiting = select.poll()
        waiting.register(self.orders, select.POLLIN)
        waiting.register(bell, select.POLLIN)
        while True:
            for ready, _ in waiting.poll():
                if ready == bell:
                    with suppress(BlockingIOError):
                        os.read(bell, 4096)
                elif not self._obey((bell, ringer)):
                    for child in self.children:
                        os.kill(child, signal.SIGKILL)
                    os._exit(0)
            self._bury()

    def _obey(self, own: tuple[int, int]) -> bool:
        came, sockets, _, _ = socket.recv_fds(self.orders, 4096, 64)
        if not came:
            return False
        self.came += came
        self.sockets += sockets
        while len(self.came) >= _ORDER.size:
            what, number = _ORDER.unpack_from(self.came)
            self.came = self.came[_ORDER.size :]
            if what == _FORK:
                self._fork(number, self.sockets.pop(0), own)
            elif number in self.children:
                os.kill(number, signal.SIGKILL)
        return True

    def _fork(self, number: int, channel: int, own: tuple[int, int]) -> None:
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            os.close(channel)
            self.orders.sendall(_NEWS.pack(_FAILED, number, 0))
            return
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.orders.close()
            for one in (*own, *self.sockets):
                os.close(one)
            _end_with(parent)
            code = 1
            try:
                answer_all(socket.socket(fileno=channel), self.desk, self.limits)
                code = 0
            finally:
                os._exit(code)
        os.close(channel)
        self.children.add(pid)
        self.orders.sendall(_NEWS.pack(_BORN, number, pid))

    def _bury(self) -> None:
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            self.children.discard(pid)
            self.orders.sendall(_NEWS.pack(_ENDED, pid, os.waitstatus_to_exitcode(status)))


def _end_with(parent: int) -> None:
    """Have the system kill this process when its parent has ended."""
    ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
