"""Runs a query of the library, or one of a user's, on any data, or explains what would run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import QueryError
from cengji.core.neutralize import neutralize_text
from cengji.core.queryfile import QueryFile
from cengji.query.answers import Answer, Limits, Queryable, ask
from cengji.query.guard import check_text
from cengji.query.names import Names
from cengji.query.parameters import parameter_terms

__all__ = ["answer", "explain_query", "locate_errors", "prepare_text"]

_PLACE: Final = re.compile(r"(at \d+:)(\d+)")


def answer(
    query: QueryFile,
    data: Queryable,
    parameters: Mapping[str, str] | None = None,
    *,
    limits: Limits | None = None,
    allowed: frozenset[str] = frozenset(),
    names: Names | None = None,
) -> Answer:
    """Return the answer to a query with these parameter values, as typed by a person.

    With limits the query runs in a process of its own that is killed when it exceeds them, and all of the
    answer is there when this returns. ``allowed`` are the IRIs that SERVICE may call; ``names`` keeps what
    was looked up for parameters.

    :raises UsageError: if a parameter is unknown, missing or of the wrong type, or the text would call other
        servers, read files or change the data.
    :raises QueryError: if the text is not SPARQL 1.1.
    :raises UnavailableError: if it exceeds a limit.
    """
    sparql = prepare_text(query, parameters or {}, names or Names(data), allowed=allowed)
    with locate_errors(query):
        if limits is not None:
            from cengji.query.worker import run_bounded

            return run_bounded(sparql, data, limits)
        return data.select(sparql) if query.columns else ask(data, sparql)


def prepare_text(query: QueryFile, parameters: Mapping[str, str], names: Names, *, allowed: frozenset[str] = frozenset()) -> str:
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


def explain_query(query: QueryFile, sparql: str, names: Names, given: Mapping[str, str], *, data: str, limits: Limits | None) -> str:
    """Return the text that an engine gets, below comments that say what it asks, of which data, and what the values are.

    ``data`` says where the data come from. The comments come before the text's own header.
    """
    lines = [f"query: {query.name}", f"data: {data}", f"bounds: {_bounds(limits)}"]
    for name, term in parameter_terms(query, given, names).items():
        label = names.labels([term[1:-1]]).get(term[1:-1]) if term.startswith("<") else None
        lines.append(f"{name} = {term}" + (f"  {label.value}" if isinstance(label, ox.Literal) else ""))
    return "".join(f"# {neutralize_text(line)}\n" for line in lines) + sparql.rstrip("\n") + "\n"


def _bounds(limits: Limits | None) -> str:
    if limits is None or limits == Limits():
        return "none"
    bounds = ((limits.seconds, "s"), (limits.rows, "rows"), (limits.megabytes, "MB beside the data"))
    return ", ".join(
        f"{bound:,.10g} {unit}" if isinstance(bound, float) else f"{bound:,} {unit}" for bound, unit in bounds if bound is not None
    )


@contextmanager
def locate_errors(query: QueryFile) -> Iterator[None]:
    """Name the query that is wrong, and the place in the text as the user wrote it."""
    try:
        yield
    except QueryError as error:
        line, length = query.lead
        message = _PLACE.sub(lambda at: f"{at[1]}{max(1, int(at[2]) - length)}" if at[1] == f"at {line}:" else at[0], str(error), count=1)
        raise QueryError(f"{query.name} {message}" if message.startswith("is ") else message) from error
