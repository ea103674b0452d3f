"""What can be asked, in which form and within which limits, and what an answer is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, Protocol, TypeAlias

import pyoxigraph as ox

from cengji.core.errors import QueryError, UsageError
from cengji.core.sparql import read_tokens, words
from cengji.dataset import Dataset

__all__ = ["OWN_LIMITS", "Answer", "Form", "Limits", "Queryable", "ask", "find_form", "name_columns"]

Form: TypeAlias = Literal["ASK", "CONSTRUCT", "DESCRIBE", "SELECT"]
Answer: TypeAlias = ox.QuerySolutions | tuple[ox.Triple, ...] | bool
"""Rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, yes or no of an ASK."""

_FORMS: Final[dict[str, Form]] = {"ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE", "SELECT": "SELECT"}
# As long as every system can wait; as little memory as a worker needs to answer anything, and more than systems have.
_MOST_SECONDS: Final = 1_000_000
_LEAST_MEGABYTES: Final = 16
_MOST_MEGABYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a query: seconds from its start, rows of the answer, megabytes beside the data; None is no bound.

    >>> Limits(seconds=5)
    Limits(seconds=5, rows=None, megabytes=None)

    :raises UsageError: unless seconds are more than 0 and at most 1,000,000, rows 0 or more, megabytes 16 to 1,000,000.
    """

    seconds: float | None = None
    rows: int | None = None
    megabytes: int | None = None

    def __post_init__(self) -> None:
        """Refuse bounds that no query or no system could keep."""
        if self.seconds is not None and not 0 < self.seconds <= _MOST_SECONDS:
            message = "{seconds} is more than 0 and at most {most:,} seconds, not {given:g}"
            raise UsageError.naming(message, most=_MOST_SECONDS, given=self.seconds)
        if self.rows is not None and self.rows < 0:
            raise UsageError.naming("{rows} is 0 or more, not {given}", given=self.rows)
        if self.megabytes is not None and not _LEAST_MEGABYTES <= self.megabytes <= _MOST_MEGABYTES:
            message = "{megabytes} is {least} to {most:,} MB, not {given}"
            raise UsageError.naming(message, least=_LEAST_MEGABYTES, most=_MOST_MEGABYTES, given=self.megabytes)


OWN_LIMITS: Final = Limits(seconds=60.0, rows=1_000_000, megabytes=2048)
"""What the command line and servers allow a query that is not of the library where nothing else is said."""


class Queryable(Protocol):
    """Data that answer SPARQL 1.1.

    Where they lie here, the default graph is the union of all graphs, each triple once, unless FROM and FROM NAMED say another.
    """

    def select(self, sparql: str, /) -> ox.QuerySolutions:
        """Return the solutions of a SELECT.

        :raises QueryError: if it is not SPARQL 1.1 or not a SELECT.
        """

    def construct(self, sparql: str, /) -> Iterable[ox.Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE.

        :raises QueryError: if it is not SPARQL 1.1 or asks for something else.
        """

    def ask(self, sparql: str, /) -> bool:
        """Return the answer to an ASK.

        :raises QueryError: if it is not SPARQL 1.1 or not an ASK.
        """

    def rows(self, sparql: str, /) -> Sequence[tuple[str | None, ...]]:
        """Return the rows of a SELECT as plain strings: IRIs and lexical forms, None where unbound.

        :raises QueryError: if it is not SPARQL 1.1 or not a SELECT.
        """


@lru_cache(maxsize=256)
def find_form(sparql: str) -> Form:
    """Return the form of a query text: the first keyword after its prologue.

    >>> find_form("PREFIX select: <urn:x> # SELECT\\nASK { ?s ?p ?o }")
    'ASK'

    :raises QueryError: if the text has none.
    """
    for word in words(sparql):
        if word in _FORMS:
            return _FORMS[word]
    raise QueryError("is no SELECT, ASK, CONSTRUCT or DESCRIBE")


def name_columns(sparql: str, names: AbstractSet[str]) -> str:
    """Return a text with the names of its columns for the star of ``SELECT *``, in the order in which they appear.

    SPARQL leaves that order open, and engines choose their own.

    >>> name_columns("SELECT DISTINCT * { ?b ?a ?b }", {"a", "b"})
    'SELECT DISTINCT ?b ?a { ?b ?a ?b }'
    """
    if "*" not in sparql:
        return sparql
    tokens = list(read_tokens(sparql))
    select = next((place for place, token in enumerate(tokens) if token.kind == "word" and token.upper == "SELECT"), None)
    if select is None:
        return sparql
    star = next(token for token in tokens[select + 1 :] if token.upper not in ("DISTINCT", "REDUCED"))
    ordered = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable" and token.text[1:] in names)
    if star.text != "*" or not ordered or ordered.keys() != names:
        return sparql
    return sparql[: star.start] + " ".join(f"?{name}" for name in ordered) + sparql[star.start + 1 :]


def ask(data: Queryable, sparql: str) -> Answer:
    """Ask the data; the triples of an answer are all there, sorted, when this returns.

    :raises QueryError: if the text is not SPARQL 1.1.
    """
    match find_form(sparql):
        case "SELECT":
            solutions = data.select(sparql)
            named = name_columns(sparql, {variable.value for variable in solutions.variables}) if isinstance(data, Dataset) else sparql
            return solutions if named == sparql else data.select(named)
        case "ASK":
            return data.ask(sparql)
        case _:
            return tuple(sorted(set(data.construct(sparql)), key=str))
