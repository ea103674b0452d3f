"""Running a query of the library, or one of a user's, on any data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import QueryError
from cengji.core.queryfile import QueryFile
from cengji.query.forms import Answer, answer_of
from cengji.query.guard import check_text
from cengji.query.limits import Limits
from cengji.query.names import Names
from cengji.query.parameters import parameter_terms
from cengji.query.queryable import Queryable

__all__ = ["answer", "placed", "prepared", "run"]

_PLACE: Final = re.compile(r"(at \d+:)(\d+)")


def run(
    query: QueryFile,
    data: Queryable,
    parameters: Mapping[str, str] | None = None,
    *,
    limits: Limits | None = None,
    allowed: frozenset[str] = frozenset(),
    names: Names | None = None,
) -> ox.QuerySolutions:
    """Return the solutions of a SELECT with these parameter values, as typed by a person.

    With limits the query runs in a process of its own that is killed when it exceeds them, and all of the
    answer is there when this returns. ``allowed`` are the IRIs that SERVICE may call; ``names`` keeps what
    was looked up for parameters.

    :raises UsageError: if a parameter is unknown, missing or of the wrong type, or the text would call other
        servers, read files or change the data.
    :raises QueryError: if the text is not SPARQL 1.1, or not a SELECT.
    :raises UnavailableError: if it exceeds a limit.
    """
    sparql = prepared(query, parameters or {}, names or Names(data), allowed=allowed)
    with placed(query):
        given = data.select(sparql) if limits is None else _bounded(sparql, data, limits)
    if not isinstance(given, ox.QuerySolutions):
        raise QueryError("this query is not a SELECT")
    return given


def answer(
    query: QueryFile,
    data: Queryable,
    parameters: Mapping[str, str] | None = None,
    *,
    limits: Limits | None = None,
    allowed: frozenset[str] = frozenset(),
    names: Names | None = None,
) -> Answer:
    """Return the answer to a query of any form; else as :func:`run`."""
    sparql = prepared(query, parameters or {}, names or Names(data), allowed=allowed)
    with placed(query):
        if limits is not None:
            return _bounded(sparql, data, limits)
        return data.select(sparql) if query.columns else answer_of(data, sparql)


def _bounded(sparql: str, data: Queryable, limits: Limits) -> Answer:
    from cengji.query.worker import run_bounded

    return run_bounded(sparql, data, limits)


def prepared(query: QueryFile, parameters: Mapping[str, str], names: Names, *, allowed: frozenset[str] = frozenset()) -> str:
    """Return the text that an engine gets: read by the guard, with the values in its marked rows, read again.

    :raises UsageError: if a parameter is unknown, missing or of the wrong type, or the text would call other
        servers, read files or change the data.
    """
    check_text(query.text, allowed=allowed)
    terms = parameter_terms(query, parameters, names)
    if not terms:
        return query.text
    sparql = query.fill(terms)
    check_text(sparql, allowed=allowed)
    return sparql


@contextmanager
def placed(query: QueryFile) -> Iterator[None]:
    """Name the query that is wrong, and the place in the text as the user wrote it."""
    try:
        yield
    except QueryError as error:
        line, length = query.lead
        message = _PLACE.sub(lambda at: f"{at[1]}{max(1, int(at[2]) - length)}" if at[1] == f"at {line}:" else at[0], str(error), count=1)
        raise QueryError(f"{query.name} {message}" if message.startswith("is ") else message) from error
