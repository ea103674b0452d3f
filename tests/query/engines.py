"""One question to both engines: rows as comparable terms, in the order in which each engine gives them."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from cengji.dataset import Dataset

__all__ = ["Row", "oxigraph_rows", "oxigraph_triples", "parse_query", "rdflib_rows", "rdflib_triples", "rows_of_both"]

Row: TypeAlias = tuple[str | None, ...]
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def oxigraph_rows(dataset: Dataset, text: str) -> list[Row]:
    """Ask Oxigraph over the union of all graphs."""
    return [tuple(_oxigraph_term(term) for term in solution) for solution in dataset.select(text)]


def rdflib_rows(data: rdflib.Dataset, text: str) -> list[Row]:
    """Ask rdflib's own engine over the union of all graphs."""
    return [tuple(_rdflib_term(term) for term in row) for row in data.query(parse_query(text)) if isinstance(row, tuple)]


def rows_of_both(dataset: Dataset, text: str) -> list[Row]:
    """Ask both engines, which must agree."""
    rows = oxigraph_rows(dataset, text)
    assert rdflib_rows(_copy(dataset), text) == rows
    return rows


def oxigraph_triples(dataset: Dataset, text: str) -> set[Row]:
    """Return what a CONSTRUCT builds on Oxigraph."""
    return {tuple(_oxigraph_term(term) for term in (t.subject, t.predicate, t.object)) for t in dataset.construct(text)}


def rdflib_triples(data: rdflib.Dataset, text: str) -> set[Row]:
    """Return what a CONSTRUCT builds on rdflib's engine."""
    return {tuple(_rdflib_term(term) for term in row) for row in data.query(parse_query(text)) if isinstance(row, tuple)}


@lru_cache(maxsize=4)
def _copy(dataset: Dataset) -> rdflib.Dataset:
    return dataset.to_rdflib()


@lru_cache
def parse_query(text: str) -> Query:
    """Read a query for rdflib, which takes longer than most answers, once."""
    return prepareQuery(text)


def _oxigraph_term(term: object) -> str | None:
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.language, term.datatype.value)
    return None if term is None else str(term)


def _rdflib_term(term: Node | None) -> str | None:
    if isinstance(term, rdflib.Literal):
        return _literal(str(term), term.language, str(term.datatype) if term.datatype else _STRING)
    return None if term is None else term.n3()


def _literal(value: str, language: str | None, datatype: str) -> str:
    return f"{value!r}@{language}" if language else f"{value!r}^^{datatype}"
