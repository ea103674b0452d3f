"""The SPARQL 1.1 Protocol: a request becomes a task (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from cengji.serve.formats import negotiate
from cengji.serve.messages import Task
from cengji.serve.replies import Reply, problem

__all__ = ["FORM", "LEAST_SECONDS", "QUERY", "Asked", "is_repeatable", "read_address", "read_fields", "read_query"]

QUERY: Final = "application/sparql-query"
FORM: Final = "application/x-www-form-urlencoded"
_UPDATE: Final = "application/sparql-update"
_CHANCE: Final = re.compile(r"(?i)\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b")
_SECONDS: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")
LEAST_SECONDS: Final = 0.1
_MOST_FIELDS: Final = 256
_READ_ONLY: Final = "this server only reads: it takes no update"
_HOW: Final = "give the query by GET with ?query=…, by POST as a form with query=…, or by POST as " + QUERY


def read_fields(text: str | bytes) -> list[tuple[str, str]]:
    """Return the fields of a query string or a form.

    :raises ValueError: if it is not UTF-8, or there are too many.
    """
    if isinstance(text, bytes):
        text = text.decode("ascii")
    return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS)


@lru_cache(maxsize=256)
def is_repeatable(sparql: str) -> bool:
    """Return whether a text has the same answer each time: no function of chance or of the clock is named in it."""
    return _CHANCE.search(sparql) is None


class Asked(NamedTuple):
    """A task, and the seconds that the client gives it."""

    task: Task
    seconds: float | None


@lru_cache(maxsize=256)
def read_address(query_string: bytes, accept: str) -> Asked | Reply | None:
    """Return what a GET asks, as :func:`read_query` does; a client often asks the same again."""
    return read_query("GET", query_string, "", b"", accept)


def read_query(method: str, query_string: bytes, content_type: str, body: bytes, accept: str) -> Asked | Reply | None:
    """Return what a request asks, what is wrong with it, or None where it asks nothing and so means the service itself."""
    try:
        fields = read_fields(query_string)
        if method == "POST":
            media, _, parameters = content_type.partition(";")
            media = media.strip().lower()
            charset = parameters.lower().partition("charset=")[2].strip(' "') or "utf-8"
            if media == _UPDATE:
                return problem(403, "refused", _READ_ONLY)
            if charset not in ("utf-8", "utf8") and media in (QUERY, FORM):
                return problem(415, "media-type", f"write the query as UTF-8, not as {charset[:40]}")
            if media == FORM:
                fields = [*fields, *read_fields(body)] if not _names_query(fields) else [("query", ""), *fields, *read_fields(body)]
            elif media == QUERY:
                if _names_query(fields):
                    return problem(400, "faulty", "the query stands both in the body and in the address; " + _HOW)
                fields = [*fields, ("query", body.decode("utf-8"))]
            else:
                return problem(415, "media-type", _HOW, (("accept-post", f"{QUERY}, {FORM}"),))
    except ValueError:
        return problem(400, "faulty", "the request is not UTF-8, or has too many fields")
    return _task(fields, method, accept)


def _task(fields: Sequence[tuple[str, str]], method: str, accept: str) -> Asked | Reply | None:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        return problem(403, "refused", _READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if not queries:
        return None if method != "POST" and not fields else problem(400, "faulty", "there is no query; " + _HOW)
    if len(queries) > 1:
        return problem(400, "faulty", "there is more than one query; " + _HOW)
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    given = [value for name, value in fields if name == "timeout"]
    if not all(_SECONDS.fullmatch(one) and float(one) >= LEAST_SECONDS for one in given):
        return problem(400, "faulty", f"timeout is a number of seconds, {LEAST_SECONDS} or more")
    is_given = bool(default or named)
    task = Task(
        "sparql",
        queries[0],
        rows=negotiate(accept, "rows"),
        triples=negotiate(accept, "triples"),
        default=default if is_given else None,
        named=named if is_given else None,
    )
    return Asked(task, min(map(float, given), default=None))


def _names_query(fields: Sequence[tuple[str, str]]) -> bool:
    return any(name == "query" for name, _ in fields)
