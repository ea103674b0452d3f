"""Answers as SPARQL 1.1 TSV and back: the one form of the standard that keeps every term as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

__all__ = ["read_tsv", "tsv_lines"]


def tsv_lines(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the lines of an answer without their ends: the columns, then a line a row."""
    yield "\t".join(f"?{column}" for column in columns)
    for row in rows:
        yield "\t".join("" if term is None else _written(term) for term in row)


def read_tsv(content: bytes) -> ox.QuerySolutions:
    """Read the solutions of an answer."""
    solutions = ox.parse_query_results(content, format=ox.QueryResultsFormat.TSV)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("this TSV holds no solutions")
    return solutions


def _written(term: object) -> str:
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_written, (term.subject, term.predicate, term.object)))} )>>"
    return str(term)
