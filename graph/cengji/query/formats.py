"""Answers in the formats of the standards, and in those of spreadsheets, pages and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.namespaces import PREFIXES
from cengji.core.neutralize import neutralize_cell
from cengji.dataset.rdfxml import hold_xml, write_triples
from cengji.query.answers import Answer
from cengji.query.markup import html_page, markdown_table
from cengji.query.table import Table

__all__ = ["FORMATS", "read_tsv", "tsv_lines", "write_answer"]

_RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def _csv_excel(table: Table) -> str:
    """Return CSV that Excel and LibreOffice open as it is: a mark of UTF-8, CRLF, every cell quoted, none a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(map(neutralize_cell, table.columns))
    writer.writerows(map(neutralize_cell, row) for row in table.texts())
    return "\N{BYTE ORDER MARK}" + text.getvalue()


_PEOPLE: Final[dict[str, Callable[[Table], str]]] = {
    "csv-excel": _csv_excel,
    "md": lambda table: markdown_table(table.columns, table),
    "html": lambda table: html_page(table.columns, table),
}
FORMATS: Final = (*_RESULTS, *_PEOPLE, *_GRAPHS)
"""Names of the formats of an answer.

Rows: SPARQL 1.1 Query Results CSV, TSV, JSON and XML, CSV for spreadsheets, Markdown and HTML; yes or no:
the formats of SPARQL 1.1; triples: Turtle, N-Triples, JSON-LD and RDF/XML.
"""


def write_answer(answer: Answer | Table, name: str) -> bytes:
    """Return an answer in one of :data:`FORMATS`, as UTF-8.

    :raises UsageError: if there is no such format, or it cannot hold this kind of answer, or a character or property of it.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no answer format {name!r}; use one of: table, {', '.join(FORMATS)}")
    if isinstance(answer, tuple):
        _fits(name, _GRAPHS, "triples")
        written = "\n".join(map(str, answer))
        prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in written}
        return write_triples(answer, prefixes) if name == "rdf" else _whole(ox.serialize(answer, format=_GRAPHS[name], prefixes=prefixes))
    if isinstance(answer, bool):
        _fits(name, _RESULTS, "yes or no")
        return _boolean(name, yes=answer)
    _fits(name, (*_RESULTS, *_PEOPLE), "rows")
    if name in _PEOPLE:
        return _PEOPLE[name](answer if isinstance(answer, Table) else Table.of(answer)).encode()
    if isinstance(answer, Table):
        answer = read_tsv("".join(f"{line}\n" for line in tsv_lines(answer.columns, answer)).encode())
    rows = _whole(answer.serialize(format=_RESULTS[name]))
    return hold_xml(rows) if name == "xml" else rows


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


def _fits(name: str, formats: Iterable[str], kind: str) -> None:
    names = list(formats)
    if name not in names:
        raise UsageError(f"the answer is {kind}, which {name} cannot hold; use one of: {', '.join(names)}")


def _boolean(name: str, *, yes: bool) -> bytes:
    text = f'{{"head":{{}},"boolean":{"true" if yes else "false"}}}'
    answer = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    return _whole(answer.serialize(format=_RESULTS[name])) + (b"\n" if name in ("csv", "tsv") else b"")


def _whole(written: bytes | None) -> bytes:
    if written is None:
        raise TypeError("pyoxigraph gave no text")
    return written


def _written(term: object) -> str:
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_written, (term.subject, term.predicate, term.object)))} )>>"
    return str(term)
