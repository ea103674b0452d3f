"""One worker as the server sees it: a process, a socket to it, and the job that it does."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from cengji.serve.messages import HEAD, Answer, Task, pack_task, unpack_answer
from cengji.serve.processes import Process

__all__ = ["Job", "Worker"]

_LOWEST: Final = 19
_OF_PROCESS: Final = 2  # the clock that clock_getcpuclockid(3) names


class Job:
    """A task on its way: who asks, and the answer to come."""

    __slots__ = ("answer", "client", "expected", "key", "lost", "queued", "seconds", "started", "task")

    def __init__(self, task: Task, key: int, client: str, *, expected: float | None, seconds: float) -> None:
        """Ask for a client; ``expected`` are the seconds that the same took the last time, None where it was never answered.

        ``seconds`` is how long it may take.
        """
        self.task, self.key, self.client, self.expected, self.seconds = task, key, client, expected, seconds
        self.lost: float | None = None
        """When somebody killed the first process that did it."""
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.queued = self.started = asyncio.get_running_loop().time()

    def finish(self, answer: Answer) -> None:
        """Give the answer to who waits for it."""
        if not self.answer.done():
            self.answer.set_result(answer)


class Worker(asyncio.Protocol):
    """A process that does one job at a time."""

    def __init__(self, process: Process, heard: Callable[[Worker, Answer], None], lost: Callable[[Worker], None]) -> None:
        """Tell ``heard`` of every answer, and ``lost`` when the process has ended."""
        self.process, self._heard, self._lost = process, heard, lost
        self.job: Job | None = None
        self.born = asyncio.get_running_loop().time()
        self.answered = 0
        self.is_long = False
        self.is_ending = False
        self._before = 0.0
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the process."""
        self._transport = transport  # type: ignore[assignment]  # a socket's is one

    def data_received(self, data: bytes) -> None:
        """Put the parts of an answer together."""
        self._buffer += data
        if len(self._buffer) >= HEAD.size:
            size, *_ = HEAD.unpack_from(self._buffer)
            if len(self._buffer) == HEAD.size + size:
                answer = unpack_answer(self._buffer)
                self._buffer = bytearray()
                self._before = self._clock() if answer.clock is None else answer.clock
                self._heard(self, answer)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Say that the process has ended."""
        self._lost(self)

    def do(self, job: Job, now: float) -> None:
        """Have the process do a job."""
        self.job, job.started = job, now
        if self._transport is not None:
            self._transport.write(pack_task(job.task))

    @property
    def spent(self) -> float:
        """The seconds of processor time that the job has taken; on a busy machine far fewer than have passed."""
        return self._clock() - self._before

    def _clock(self) -> float:
        """Return the processor time of the process, where the system tells, else the time of day."""
        if sys.platform != "linux":
            return time.monotonic()
        try:
            return time.clock_gettime((~self.process.pid << 3) | _OF_PROCESS)
        except OSError:  # it has ended
            return self._before

    def yield_to_others(self) -> None:
        """Give the process the lowest priority, which only a superuser could raise again."""
        self.is_long = True
        if sys.platform != "win32":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOWEST)

    def end(self) -> None:
        """Kill the process."""
        self.is_ending = True
        self.process.kill()
        if self._transport is not None:
            self._transport.abort()
