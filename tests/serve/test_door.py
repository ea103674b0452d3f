"""The outlet of a connection, without a network: what is gathered, and what becomes of who takes nothing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from cengji.serve.door import Outlet


class Pipe:
    """A transport that keeps what is written, and says that so many bytes wait."""

    def __init__(self, waiting: int = 0) -> None:
        self.written: list[bytes] = []
        self.said: list[str] = []
        self.waiting = waiting

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def close(self) -> None:
        self.said.append("closed")

    def abort(self) -> None:
        self.said.append("aborted")


def test_head_and_body_leave_in_one_piece_unless_that_would_copy_much() -> None:
    pipe = Pipe()
    outlet = Outlet(pipe, 60)
    with outlet:
        outlet.write(b"head ")
        outlet.write(b"body")
        outlet.close()
    outlet.write(b"later")
    with outlet:
        outlet.write(b"head")
        outlet.write(b"b" * 100_000)
    assert (pipe.written[:2], list(map(len, pipe.written[2:])), pipe.said) == ([b"head body", b"later"], [4, 100_000], ["closed"])


def test_who_does_not_take_an_answer_in_time_loses_the_connection() -> None:
    async def run() -> tuple[list[str], list[str]]:
        slow, quick = Pipe(waiting=9), Pipe(waiting=9)
        for pipe in (slow, quick):
            Outlet(pipe, 0).write(b"answer")
        quick.waiting = 0
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return slow.said, quick.said

    with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may leave its loop running here
        assert elsewhere.submit(lambda: asyncio.run(run())).result() == (["aborted"], [])
