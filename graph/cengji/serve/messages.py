"""What server and worker say to each other: a task, an answer, and the frames in which both go through a socket."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from time import process_time
from typing import Final

__all__ = ["HEAD", "Answer", "Outcome", "Task", "pack_answer", "pack_task", "unpack_answer", "unpack_task"]

HEAD: Final = struct.Struct(">IHBBdd")
"""Before an answer: the bytes that follow, the bytes of its media type among them, the outcome, whether it is gzipped; in seconds of the
worker's processor time what it took, and all that there has been."""


class Outcome(IntEnum):
    """What became of a task."""

    ANSWERED = 0
    READY = 1
    FAULTY = 2
    REFUSED = 3
    UNKNOWN = 4
    NOT_ACCEPTABLE = 5
    TOO_MANY_ROWS = 6
    TOO_LARGE = 7
    TOO_MUCH_MEMORY = 8
    TOO_LONG = 9
    BUSY = 10
    FAILED = 11


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is asked: a SPARQL text, a query of the library by name, a graph, or a thing.

    ``rows`` and ``triples`` are the formats in which either kind of answer is wanted, empty where none is acceptable.
    ``default`` and ``named`` are graphs that the protocol names; None where it leaves that to the text.
    """

    kind: str
    text: str
    rows: str = ""
    triples: str = ""
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    values: tuple[tuple[str, str], ...] = ()
    zipped: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answers: a body with its media type, or a text that says what is wrong.

    Of its processor time it took ``seconds``, and the worker all in all what ``clock`` says.
    """

    outcome: Outcome
    body: bytes
    media: str = "text/plain; charset=utf-8"
    zipped: bool = False
    seconds: float = 0.0
    clock: float | None = None


@lru_cache(maxsize=256)
def pack_task(task: Task) -> bytes:
    """Return a task as a frame."""
    body = json.dumps((task.kind, task.text, task.rows, task.triples, task.default, task.named, task.values, task.zipped)).encode()
    return struct.pack(">I", len(body)) + body


def unpack_task(body: bytes) -> Task:
    """Return the task of a frame without its length."""
    kind, text, rows, triples, default, named, values, zipped = json.loads(body)
    first, second = (None if one is None else tuple(one) for one in (default, named))
    return Task(kind, text, rows, triples, first, second, tuple((name, value) for name, value in values), zipped)


def pack_answer(answer: Answer, began: float) -> tuple[bytes, float]:
    """Return an answer as a frame, and what the clock of this process says; ``began`` is what it said before."""
    clock = process_time()
    media = answer.media.encode()
    head = HEAD.pack(len(media) + len(answer.body), len(media), answer.outcome, answer.zipped, clock - began, clock)
    return head + media + answer.body, clock


def unpack_answer(frame: bytes | bytearray) -> Answer:
    """Return the answer of a whole frame."""
    _, media, outcome, zipped, seconds, clock = HEAD.unpack_from(frame)
    start = HEAD.size + media
    name = bytes(frame[HEAD.size : start]).decode()
    return Answer(Outcome(outcome), bytes(frame[start:]), name, zipped=bool(zipped), seconds=seconds, clock=clock)
