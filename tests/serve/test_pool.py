"""The pool over workers that are no processes: what becomes of a query whose workers die one after the other."""

from __future__ import annotations

import asyncio
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from math import inf
from pathlib import Path

import pytest

from cengji.serve.bounds import Bounds
from cengji.serve.messages import Answer, Outcome, Task, pack_answer
from cengji.serve.pool import Pool
from cengji.serve.published import Published

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are ended in another way")
NOBODY = 2**22 + 1
"""The number of no process."""


class Dying:
    """A worker that says that it is ready, tells ``asked`` of a task, and looks killed when it dies."""

    def __init__(self, theirs: socket.socket, asked: asyncio.Queue[Dying]) -> None:
        self.pid, self._theirs = NOBODY, theirs
        self.say(Outcome.READY)
        asyncio.get_running_loop().add_reader(theirs, lambda: asked.put_nowait(self) if theirs.recv(4096) else self.kill())

    def say(self, outcome: Outcome) -> None:
        self._theirs.send(pack_answer(Answer(outcome, b""), 0.0)[0])

    def kill(self) -> None:
        asyncio.get_running_loop().remove_reader(self._theirs)
        self._theirs.close()

    async def ended(self) -> int:
        return -signal.SIGKILL


class Nursery:
    """Starts as many workers as it is let."""

    def __init__(self) -> None:
        self.let, self.asked = asyncio.Semaphore(0), asyncio.Queue[Dying]()

    async def prepare(self) -> None:
        """Nothing is to be prepared."""

    async def start(self) -> tuple[Dying, socket.socket]:
        await self.let.acquire()
        ours, theirs = socket.socketpair()
        for end in (ours, theirs):
            end.setblocking(False)
        return Dying(theirs, self.asked), ours

    def close(self) -> None:
        """Nothing is left."""


@pytest.mark.parametrize("dies_too", [False, True])
def test_only_the_end_of_a_worker_born_since_is_laid_to_a_query(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, dies_too: bool) -> None:
    async def run() -> Answer:
        nursery = Nursery()
        monkeypatch.setattr("cengji.serve.pool.Spawner", lambda *_: nursery)
        pool = Pool(Published("build", tmp_path, "", ()), Bounds(workers=3, long=0, patience=inf))
        for _ in range(3):
            nursery.let.release()
        await pool.open()
        answer = pool.ask(Task("sparql", "ASK {}"), "client")
        for _ in range(3):  # as where who holds the data is killed, and they end after it, each when it comes to it
            (await nursery.asked.get()).kill()
        nursery.let.release()
        born_since = await nursery.asked.get()
        born_since.kill() if dies_too else born_since.say(Outcome.ANSWERED)
        given = await answer
        for _ in range(9):
            nursery.let.release()
        await pool.close()
        return given

    async def bounded() -> Answer:
        async with asyncio.timeout(20):
            return await run()

    with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may leave its loop running here
        outcome = elsewhere.submit(lambda: asyncio.run(bounded())).result().outcome
    assert outcome is (Outcome.TOO_MUCH_MEMORY if dies_too else Outcome.ANSWERED)
