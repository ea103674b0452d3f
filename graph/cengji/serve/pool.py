"""The pool: workers over one store, a fair queue before them, and an end for every query.

A query that runs longer than others usually do is moved to the lowest priority, and a fresh worker takes its place; there are
a few places for such. Where they are full and others wait, the one that has run longest beyond what was to be expected is
stopped. What is like one that was stopped has these places only, from its start, and is refused where they are full. So a flood
of runaways costs the others a fraction of a second, once, and nothing where the machine is idle.
"""

from __future__ import annotations

import asyncio
import signal
from collections import OrderedDict, deque
from collections.abc import Coroutine
from math import inf
from typing import Any, Final

from cengji.core.errors import CengjiError
from cengji.serve.bounds import Bounds
from cengji.serve.messages import Answer, Outcome, Task
from cengji.serve.processes import Nursery, Spawner
from cengji.serve.published import Published
from cengji.serve.runaways import Runaways
from cengji.serve.worker import Job, Worker
from cengji.serve.zygote import Zygote

__all__ = ["Pool"]

_TICK: Final = 0.02
_KNOWN: Final = 4096
_GRACE: Final = 30.0
_FACTOR: Final = 4.0
"""How many times what a query took before is still no surprise."""


class Pool:
    """Workers over the data of a build."""

    def __init__(self, published: Published, bounds: Bounds, before: Pool | None = None) -> None:
        """Keep what is allowed, and what queries took in a pool ``before``; :meth:`open` starts the workers."""
        self.bounds = bounds
        self._nursery: Nursery = Zygote(published, bounds) if published.is_in_memory else Spawner(published.store, bounds)
        self.workers: set[Worker] = set()
        self.refused = 0
        self.ended: dict[str, int] = {"time": 0, "memory": 0, "client": 0, "busy": 0, "count": 0}
        self._idle: list[Worker] = []
        self._waiting: OrderedDict[str, deque[Job]] = OrderedDict()
        self._queued = self._starting = self._failures = 0
        self._seconds: OrderedDict[int, float] = OrderedDict(before._seconds if before else {})
        self._runaways: Runaways = Runaways(before._runaways if before else None)
        self._ticking: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self._opened = asyncio.Event()

    @property
    def queued(self) -> int:
        """How many jobs wait."""
        return self._queued

    @property
    def busy(self) -> int:
        """How many workers do a job."""
        return sum(worker.job is not None for worker in self.workers)

    @property
    def is_ready(self) -> bool:
        """Whether there is a worker, or one is about to be."""
        return bool(self.workers) and not self._closing

    async def open(self) -> None:
        """Start the workers; return when the first can answer.

        :raises UnavailableError: if the data cannot be loaded.
        :raises TimeoutError: if no worker can answer within half a minute.
        """
        await self._nursery.prepare()
        self._fill()
        async with asyncio.timeout(_GRACE):
            await self._opened.wait()

    def ask(self, task: Task, client: str, seconds: float | None = None) -> asyncio.Future[Answer]:
        """Return the answer to come; to cancel it ends the work on it. It may take ``seconds``, if that is less than the limit."""
        key = hash((task.kind, task.text, task.values, task.default, task.named))
        most = self.bounds.limits.seconds or inf
        job = Job(task, key, client, expected=self._seconds.get(key), seconds=min(most, seconds or most))
        if task in self._runaways:
            self._start_apart(job)
        elif not self._queued and (worker := self._free()) is not None:
            self._start(worker, job)
        elif self._queued >= self.bounds.queue:
            job.finish(Answer(Outcome.BUSY, b""))
        else:
            self._waiting.setdefault(client, deque()).append(job)
            self._queued += 1
            self._tick_soon()
        job.answer.add_done_callback(lambda future: self._leave(job) if future.cancelled() else None)
        return job.answer

    async def close(self) -> None:
        """Let what is under way come to its end, then end the workers."""
        loop = asyncio.get_running_loop()
        until = loop.time() + (self.bounds.limits.seconds or _GRACE) + self.bounds.wait
        while (self._queued or self.busy) and loop.time() < until:
            await asyncio.sleep(_TICK)
        self._closing = True
        for worker in list(self.workers):
            worker.end()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._nursery.close()

    def _free(self) -> Worker | None:
        """Return the warmest worker that is idle, if not too many are at work on what is not known to be long."""
        at_work = sum(one.job is not None and not one.is_long and not one.is_ending for one in self.workers)
        return self._idle.pop() if self._idle and at_work < self.bounds.workers else None

    def _start_apart(self, job: Job) -> None:
        """Start a job that is like one that was stopped in a place for long ones, or refuse it: it never waits before others."""
        if self._idle and sum(one.is_long and not one.is_ending for one in self.workers) < self.bounds.long:
            worker = self._idle.pop()
            worker.yield_to_others()
            self._start(worker, job)
        else:
            self._refuse(job)

    def _refuse(self, job: Job) -> None:
        self.refused += 1
        job.finish(Answer(Outcome.BUSY, b"alike"))

    def _stop(self, worker: Worker, answer: Answer, reason: str) -> None:
        """End a job; where it ran away, refuse what waits and is like it."""
        job = worker.job
        ran_away = self._excess(worker) > 1  # a client may also have given it too little time
        self._end(worker, reason)
        if job is None:
            return
        job.finish(answer)
        if ran_away:
            self._runaways.add(job.task)
            for jobs in self._waiting.values():
                for one in [one for one in jobs if one.task in self._runaways]:
                    jobs.remove(one)
                    self._queued -= 1
                    self._refuse(one)
            self._waiting = OrderedDict((client, jobs) for client, jobs in self._waiting.items() if jobs)

    def _start(self, worker: Worker, job: Job) -> None:
        worker.do(job, asyncio.get_running_loop().time())
        self._tick_soon()

    def _next(self) -> None:
        """Give the jobs that wait to workers that are free, client by client."""
        while self._queued and (worker := self._free()) is not None:
            client, jobs = next(iter(self._waiting.items()))
            job = jobs.popleft()
            self._queued -= 1
            del self._waiting[client]
            if jobs:
                self._waiting[client] = jobs
            self._start(worker, job)

    def _heard(self, worker: Worker, answer: Answer) -> None:
        if answer.outcome is Outcome.READY:
            self._failures = 0
            self._opened.set()
        elif worker.job is not None:
            job, worker.job = worker.job, None
            worker.answered += 1
            if answer.outcome is Outcome.ANSWERED:
                self._runaways.forget(job.task)
                self._seconds[job.key] = answer.seconds
                self._seconds.move_to_end(job.key)
                if len(self._seconds) > _KNOWN:
                    self._seconds.popitem(last=False)
            job.finish(answer)
            if worker.is_long or worker.answered >= self.bounds.tasks:
                self._end(worker, "count")
                return
        self._idle.append(worker)
        self._next()

    def _end(self, worker: Worker, reason: str) -> None:
        self.ended[reason] += 1
        worker.end()

    def _lost(self, worker: Worker) -> None:
        """Replace a worker that has ended, whoever ended it."""
        self.workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        job, worker.job = worker.job, None
        if job is None and not worker.is_ending and not worker.answered:
            self._failures += 1
        self._run(self._bury(worker, None if worker.is_ending else job))
        self._fill()
        self._next()

    async def _bury(self, worker: Worker, job: Job | None) -> None:
        """Wait for the end of a process; a job that somebody else's kill left undone is done again, once by a process born since."""
        code = await worker.process.ended()
        if job is None or job.answer.done():
            return
        if code == -signal.SIGKILL and (job.lost is None or worker.born < job.lost) and not self._closing:
            job.lost = job.lost or asyncio.get_running_loop().time()  # all that were born before may die with who holds the data
            self._waiting.setdefault(job.client, deque()).appendleft(job)
            self._queued += 1
            self._next()
            return
        self.ended["memory"] += 1
        self._runaways.add(job.task)
        job.finish(Answer(Outcome.TOO_MUCH_MEMORY, b""))

    def _leave(self, job: Job) -> None:
        """Forget a job whose client has left: it loses its place, or its worker is ended."""
        jobs = self._waiting.get(job.client)
        if jobs and job in jobs:
            jobs.remove(job)
            self._queued -= 1
            if not jobs:
                del self._waiting[job.client]
        for worker in self.workers:
            if worker.job is job:
                self._end(worker, "client")
                break

    def _fill(self) -> None:
        """Start as many workers as are missing."""
        while not self._closing and len(self.workers) + self._starting < self.bounds.workers + self.bounds.long:
            self._starting += 1
            self._run(self._add())

    async def _add(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            if self._failures:
                await asyncio.sleep(min(10.0, 0.1 * 2**self._failures))
            process, channel = await self._nursery.start()
        except (CengjiError, OSError, RuntimeError, EOFError):
            self._starting -= 1
            self._failures += 1
            if not self._closing:
                self._run(self._retry())
            return
        worker = Worker(process, self._heard, self._lost)
        self.workers.add(worker)
        self._starting -= 1
        await loop.create_connection(lambda: worker, sock=channel)
        if self._closing:
            worker.end()

    async def _retry(self) -> None:
        await asyncio.sleep(min(10.0, 0.1 * 2**self._failures))
        self._fill()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tick_soon(self) -> None:
        if self._ticking is None:
            self._ticking = asyncio.get_running_loop().call_later(_TICK, self._tick)

    def _tick(self) -> None:
        """End what has run or waited for too long; move to the lowest priority what runs longer than others do."""
        self._ticking = None
        now = asyncio.get_running_loop().time()
        for worker in list(self.workers):
            if worker.job is not None and not worker.is_ending and now - worker.job.started > worker.job.seconds:
                self._stop(worker, Answer(Outcome.TOO_LONG, b""), "time")
        self._sort_out()
        for jobs in list(self._waiting.values()):
            while jobs and now - jobs[0].queued > self.bounds.wait:
                jobs.popleft().finish(Answer(Outcome.BUSY, b""))
                self._queued -= 1
        self._waiting = OrderedDict((client, jobs) for client, jobs in self._waiting.items() if jobs)
        self._next()
        if self._queued or self.busy:
            self._tick_soon()

    def _sort_out(self) -> None:
        """Tell long jobs from others; where there are too many of them and others wait, stop the one furthest beyond what was expected."""
        at_work = [worker for worker in self.workers if worker.job is not None and not worker.is_ending]
        overdue = [worker for worker in at_work if not worker.is_long and self._excess(worker) > 1]
        for worker in sorted(overdue, key=self._excess, reverse=True):
            if sum(one.is_long and not one.is_ending for one in at_work) < self.bounds.long:
                worker.yield_to_others()
            elif self._queued:
                victim = max((one for one in at_work if not one.is_ending), key=self._excess)
                self._stop(victim, Answer(Outcome.BUSY, b"stopped"), "busy")
                if victim is not worker:
                    worker.yield_to_others()

    def _excess(self, worker: Worker) -> float:
        """Return how many times more processor time than expected a job has taken."""
        if worker.job is None:
            return 0.0
        expected = max(self.bounds.patience, _FACTOR * (worker.job.expected or 0.0))
        return worker.spent / expected
