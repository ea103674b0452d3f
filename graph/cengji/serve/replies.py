"""Replies: status, headers and body; what is wrong as a problem in JSON (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from math import inf
from typing import Final

from cengji.serve.bounds import Bounds
from cengji.serve.messages import Answer, Outcome

__all__ = ["Reply", "problem", "reply_to"]

PROBLEMS: Final = "https://w3id.org/cengji/problem/"
_RETRY: Final = "5"
_STATUS: Final = {
    Outcome.FAULTY: 400,
    Outcome.REFUSED: 403,
    Outcome.UNKNOWN: 404,
    Outcome.NOT_ACCEPTABLE: 406,
    Outcome.FAILED: 500,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to a request; names of headers are in lower case."""

    status: int
    body: bytes = b""
    media: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def adding(self, headers: Iterable[tuple[str, str]]) -> Reply:
        """Return the reply with more headers."""
        return Reply(self.status, self.body, self.media, (*self.headers, *headers))


def problem(status: int, kind: str, detail: str, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Return a reply that says what is wrong, for programs and for people."""
    told = {"type": PROBLEMS + kind, "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    return Reply(status, body, "application/problem+json", (("cache-control", "no-store"), *headers))


def reply_to(answer: Answer, bounds: Bounds, seconds: float | None = None) -> Reply:
    """Return the reply that an answer makes: what exceeds a limit, or finds no place, is not available (503)."""
    detail = answer.body.decode("utf-8", "replace")
    limits = bounds.limits
    match answer.outcome:
        case Outcome.ANSWERED:
            zipped = (("content-encoding", "gzip"),) if answer.zipped else ()
            return Reply(200, answer.body, answer.media, zipped)
        case Outcome.BUSY:
            stopped = "the server is busy, and this query had run for longer than others, so it was stopped"
            alike = "the server is busy, and a query like this one ran for longer than others, so it is not begun now"
            full = "the server is busy: too many requests wait"
            told = {"stopped": stopped, "alike": alike}.get(detail, full)
            return problem(503, "busy", f"{told}; try again", (("retry-after", _RETRY),))
        case Outcome.TOO_LONG:
            return problem(503, "time-limit", f"the query took longer than {min(limits.seconds or inf, seconds or inf):g} s; narrow it")
        case Outcome.TOO_MANY_ROWS:
            return problem(503, "row-limit", f"the answer has more than {limits.rows:,} rows; add a LIMIT")
        case Outcome.TOO_LARGE:
            return problem(503, "size-limit", f"the answer is larger than {bounds.megabytes} MB; narrow the query, or add a LIMIT")
        case Outcome.TOO_MUCH_MEMORY:
            return problem(503, "memory-limit", f"the query needs more than {limits.megabytes} MB of memory, or is too deep; narrow it")
        case outcome:
            return problem(_STATUS.get(outcome, 500), outcome.name.lower().replace("_", "-"), detail)
