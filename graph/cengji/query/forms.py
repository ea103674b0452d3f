"""The four forms of a query, and the answer to each."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import pyoxigraph as ox

from cengji.core.errors import QueryError
from cengji.query.guard import words
from cengji.query.queryable import Queryable

__all__ = ["Answer", "Form", "answer_of", "form_of"]

Form: TypeAlias = Literal["ASK", "CONSTRUCT", "DESCRIBE", "SELECT"]
Answer: TypeAlias = ox.QuerySolutions | tuple[ox.Triple, ...] | bool
"""Rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, yes or no of an ASK."""

_FORMS: Final[dict[str, Form]] = {"ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE", "SELECT": "SELECT"}


def form_of(sparql: str) -> Form:
    """Return the form of a query text: the first keyword after its prologue.

    >>> form_of("PREFIX select: <urn:x> # SELECT\\nASK { ?s ?p ?o }")
    'ASK'

    :raises QueryError: if the text has none.
    """
    for word in words(sparql):
        if word in _FORMS:
            return _FORMS[word]
    raise QueryError("is no SELECT, ASK, CONSTRUCT or DESCRIBE")


def answer_of(data: Queryable, sparql: str) -> Answer:
    """Ask the data; the triples of an answer are all there, sorted, when this returns.

    :raises QueryError: if the text is not SPARQL 1.1.
    """
    match form_of(sparql):
        case "SELECT":
            return data.select(sparql)
        case "ASK":
            return data.ask(sparql)
        case _:
            return tuple(sorted(set(data.construct(sparql)), key=str))
