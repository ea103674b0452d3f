"""What can be asked: a dataset in memory, a store on disk, an endpoint elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import pyoxigraph as ox

__all__ = ["Queryable"]


class Queryable(Protocol):
    """Data that answer SPARQL 1.1; the default graph of a query is the union of all graphs where the data lie here."""

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
