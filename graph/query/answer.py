"""The answer to a query: as a table in Python, and in the formats of the SPARQL standards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import UsageError

__all__ = ["FORMATS", "Table", "write_answer"]

FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
"""Answer formats by name: SPARQL 1.1 Query Results CSV, JSON, TSV and XML."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of terms under named columns; a cell is None where the column is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[ox.NamedNode | ox.Literal | None, ...], ...]

    @classmethod
    def of(cls, solutions: ox.QuerySolutions) -> Table:
        """Read all solutions, in their order."""
        columns = tuple(variable.value for variable in solutions.variables)
        return cls(columns, tuple(tuple(solution) for solution in solutions))

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Give each row as strings: IRIs and lexical forms, empty where unbound."""
        for row in self.rows:
            yield tuple("" if term is None else term.value for term in row)


def write_answer(solutions: ox.QuerySolutions, name: str) -> bytes:
    """Give an answer in one of :data:`FORMATS`, as UTF-8.

    :raises UsageError: if there is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no answer format {name!r}; use one of: table, {', '.join(FORMATS)}")
    written = solutions.serialize(format=FORMATS[name])
    if written is None:
        raise TypeError("pyoxigraph gave no text")
    return written
