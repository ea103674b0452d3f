"""The last ORDER BY of a SELECT outside of the engine: the same order, of rows that have been written once.

Oxigraph works each key of two rows out anew for each comparison, and looks each IRI up in the store then. Here the rows come in no
order, as the lines of SPARQL's TSV, and each of their keys is read once. Only variables that are columns are such keys; where there is
another, or a part of the rows is asked for, the engine orders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from io import RawIOBase
from itertools import chain
from typing import IO, Any, Final, NamedTuple, cast

import pyoxigraph as ox

from cengji.core.resources import query_text
from cengji.core.sparql import FORMS, find_orders, read_tokens
from cengji.dataset.ordering import order_totally, read_keys

__all__ = ["Ordered", "ask_sorted", "find_order"]

_BY: Final = re.compile("ORDER", re.IGNORECASE)
_WHOLE: Final = re.compile(rb"-?[0-9]{1,15}")
_TEXT: Final = re.compile(rb'"([^"\\]*)"(?:@([A-Za-z0-9-]+))?')
_LANGUAGE, _PLAIN = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", b"http://www.w3.org/2001/XMLSchema#string"
_NAMELESS: Final = (b"_", b"<<")


class Ordered(NamedTuple):
    """A SELECT without its last ORDER BY, and the columns by which its rows are ordered, each with whether descending."""

    text: str
    keys: tuple[tuple[str, bool], ...]


def ask_sorted(ask: Callable[[str], object], sparql: str) -> ox.QuerySolutions | None:
    """Return the rows of a text with its last ORDER BY, None where the engine is to order them.

    >>> store = ox.Store()
    >>> rows = ask_sorted(store.query, "SELECT ?o { VALUES ?o { <urn:c> 'b' <urn:a> } } ORDER BY ?o")
    >>> [str(row["o"]) for row in rows]
    ['<urn:a>', '<urn:c>', '"b"']
    """
    ordered = find_order(sparql)
    if ordered is None:
        return None
    try:
        found = ask(ordered.text)
    except SyntaxError:
        return None
    return _sort(found, ordered.keys) if isinstance(found, ox.QuerySolutions) else None


@lru_cache(maxsize=256)
def find_order(sparql: str) -> Ordered | None:
    """Return what orders the rows of a text if that is all of its last line: columns, as they are or under ASC and DESC.

    >>> find_order("SELECT ?s (1 AS ?n) { ?s ?p ?o } ORDER BY DESC(?n) ?s")
    Ordered(text='SELECT ?s (1 AS ?n) { ?s ?p ?o } ', keys=(('n', True), ('s', False)))
    >>> find_order("SELECT ?s { ?s ?p ?o } ORDER BY ?o"), find_order("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3")
    (None, None)
    """
    begins = find_orders(sparql)
    if not begins:
        return None
    keys = list(read_keys(sparql, begins[-1]))
    names = tuple((sparql[slice(*key.inner)], key.is_descending) for key in keys)
    if not keys or not all(name[0] in "?$" and name[1:].isidentifier() for name, _ in names):
        return None
    if any(True for _ in read_tokens(sparql[keys[-1].whole[1] :])) or not {name[1:] for name, _ in names} <= _columns(sparql):
        return None
    *_, word = _BY.finditer(sparql, 0, begins[-1])
    return Ordered(sparql[: word.start()], tuple((name[1:], is_descending) for name, is_descending in names))


def _columns(sparql: str) -> set[str]:
    """Return the names of the columns that a SELECT states, none where it is another form or has them all."""
    form, found, before, depth = "", set(), "", 0
    for token in read_tokens(sparql):
        if not form:
            form = token.upper if token.kind == "word" and token.upper in FORMS else ""
            continue
        if form != "SELECT" or token.text == "{":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (depth == 0 or (depth == 1 and before == "AS")):
            found.add(token.text[1:])
        before = token.upper
    return found


class _Lines:
    """Takes what is written, and keeps it as lines."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self._rest = b""

    def write(self, part: bytes) -> int:
        first, *more = bytes(part).split(b"\n")
        if more:
            self.lines.append(self._rest + first)
            self.lines += more[:-1]
            self._rest = more[-1]
        else:
            self._rest += first
        return len(part)

    def flush(self) -> None:
        """Have nothing to do: what is written is whole lines."""


class _Source(RawIOBase):
    """Gives lines to be read, a thousand at a time."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._rest = lines, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            part = b"".join(line + b"\n" for _, line in zip(range(1000), self._lines, strict=False))
            if not part:
                break
            self._rest += part
        size = len(self._rest) if size < 0 else size
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def _sort(found: ox.QuerySolutions, keys: Sequence[tuple[str, bool]]) -> ox.QuerySolutions | None:
    """Return solutions in the order of columns, None if that is left to the engine."""
    names = [variable.value for variable in found.variables]
    head, *rows = _lines(found)
    for name, is_descending in reversed(keys):  # the last key first: sorting keeps what was in order before
        cell = _cell_of(names.index(name))
        worth = _worth_of({cell(row) for row in rows})
        if worth is None:
            return None
        rows.sort(key=_chain(cell, worth), reverse=is_descending)
    ordered = ox.parse_query_results(cast("IO[bytes]", _Source(iter([head, *rows]))), format=ox.QueryResultsFormat.TSV)
    return ordered if isinstance(ordered, ox.QuerySolutions) else None


def _lines(found: ox.QuerySolutions) -> list[bytes]:
    """Return solutions as the lines of TSV, the columns first."""
    sink = _Lines()
    found.serialize(cast("IO[bytes]", sink), format=ox.QueryResultsFormat.TSV)
    return sink.lines


def _cell_of(place: int) -> Callable[[bytes], bytes]:
    return lambda row: row.split(b"\t", place + 1)[place]


def _chain(cell: Callable[[bytes], bytes], worth: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    return lambda row: worth(cell(row))


def _worth_of(cells: Set[bytes]) -> Callable[[bytes], Any] | None:
    """Return what the cells of a column are compared by, None where that is left to the engine: unbound, IRIs by code point, literals."""
    if any(cell.startswith(_NAMELESS) for cell in cells):
        return None
    literals = {cell for cell in cells if cell and not cell.startswith(b"<")}
    if not literals:
        return _iri
    ordered = _order_literals(literals)
    if ordered is None:
        return None
    ranks = {cell: rank for rank, cell in enumerate(chain(sorted(cells - literals, key=_iri), ordered))}
    return ranks.__getitem__


def _iri(cell: bytes) -> bytes:
    """Return the IRI of a cell, whose bytes are ordered as its characters, for what is unbound nothing."""
    return cell[1:-1]


def _order_literals(cells: Set[bytes]) -> list[bytes] | None:
    """Return literals in the order of ``queries/internal/value-order.rq``, None if the engine keeps others than these.

    That is the engine's own work unless they are all texts, or all integers that a double holds.
    """
    if all(_WHOLE.fullmatch(cell) for cell in cells):
        return sorted(cells, key=int)
    texts = {cell: found for cell in cells if (found := _TEXT.fullmatch(cell))}
    if len(texts) == len(cells):
        return sorted(cells, key=lambda cell: _text(texts[cell]))
    held = ox.parse_query_results(b"\n".join([b"?value", *cells, b""]), format=ox.QueryResultsFormat.TSV)
    if not isinstance(held, ox.QuerySolutions):
        return None
    store, same = ox.Store(), ox.NamedNode("urn:x-cengji:value")
    store.bulk_extend(ox.Quad(same, same, row["value"]) for row in held)
    ordered = _lines(cast("ox.QuerySolutions", store.query(order_totally(query_text("internal/value-order")))))[1:]
    return ordered if len(ordered) == len(cells) and cells == set(ordered) else None


def _text(found: re.Match[bytes]) -> tuple[bytes, bytes]:
    """Return what a text is compared by: its characters, then its datatype and language."""
    text, language = found[1], (found[2] or b"").lower()
    return text, (_LANGUAGE if language else _PLAIN) + language + text
