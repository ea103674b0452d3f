"""ORDER BY as a total order: Oxigraph's own, of values of several kinds, is none, and where its sort finds this it ends the process.

Oxigraph compares by the lexical form what SPARQL leaves open: 9 < 10, 10 < "5", "5" < 9. So it is given other keys: of the kind, of the
value within the kind, and of what tells equal values apart. Numbers are compared as doubles first, since an integer may equal a double
that equals another integer, and instants without a time zone as of UTC, since they have no order among those with one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypeVar

from cengji.core.namespaces import PREFIXES
from cengji.core.resources import query_text
from cengji.core.sparql import Token, find_orders, read_tokens

__all__ = ["Key", "ask_ordered", "order_keys", "order_totally", "read_keys"]

_Answer = TypeVar("_Answer")

_BOUND: Final = re.compile(r"^ *BIND\((.+) AS (\?\w+)\)$", re.MULTILINE)
_ORDER: Final = re.compile(r"^ORDER BY (.+)$", re.MULTILINE)
_TYPE: Final = re.compile(r"\bxsd:(\w+)")
_VALUE: Final = re.compile(r"\?value\b")
# Functions each of which gives values of one kind, on whose order engines agree.
_OF_ONE_KIND: Final = frozenset(
    {"BOUND", "COUNT", "EXISTS", "ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "LANG", "NOT", "RAND", "STR", "STRLEN"}
)
_AFTER: Final = frozenset({"LIMIT", "OFFSET", "VALUES"})
_PAIRS: Final = {"(": ")", "{": "}"}


class Key(NamedTuple):
    """A key of ORDER BY: where it stands in the text, where its expression does, and whether it is descending."""

    whole: tuple[int, int]
    inner: tuple[int, int]
    is_descending: bool
    is_of_one_kind: bool


def ask_ordered(ask: Callable[[str], _Answer], sparql: str) -> _Answer:
    """Return what a function says of a text whose ORDER BY is a total order.

    >>> import pyoxigraph as ox
    >>> ask_ordered(lambda text: len(list(ox.Store().query(text))), "SELECT ?o { VALUES ?o { 10 '5' 9 } } ORDER BY ?o")
    3

    :raises SyntaxError: of the text as it was written, if that is no SPARQL.
    """
    ordered = order_totally(sparql)
    try:
        return ask(ordered)
    except SyntaxError:
        if ordered == sparql:
            raise
        return ask(sparql)


@lru_cache(maxsize=256)
def order_totally(sparql: str) -> str:
    """Return a text with the keys of ``queries/internal/value-order.rq`` in place of each key of each ORDER BY.

    They agree with SPARQL where it compares two values, so that only rows change places whose order it leaves open. What cannot be
    read as a key stays as it is, for the engine to say what is wrong.

    >>> order_totally("SELECT ?s { ?s ?p ?o } ORDER BY STR(?s)")
    'SELECT ?s { ?s ?p ?o } ORDER BY STR(?s)'
    >>> order_totally("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?o) LIMIT 1").split()[-4:]
    ['DESC(?o)', 'DESC(DATATYPE(?o))', 'LIMIT', '1']
    """
    parts: list[str] = []
    done = 0
    for begin in find_orders(sparql):
        for key in read_keys(sparql, begin) if begin >= done else ():
            if not key.is_of_one_kind:
                start, end = key.whole
                parts += sparql[done:start], " ".join(_total_keys(sparql[slice(*key.inner)], is_descending=key.is_descending))
                done = end
    return "".join(parts) + sparql[done:]


def _total_keys(expression: str, *, is_descending: bool) -> Iterator[str]:
    """Yield the keys that order the values of an expression, which is a variable, a call or stands in brackets."""
    for key in order_keys():
        written = _VALUE.sub(lambda _: expression, key)
        yield f"DESC({written})" if is_descending else written


@cache
def order_keys() -> tuple[str, ...]:
    """Return the keys that order the values of ``?value``, with names written out."""
    text = query_text("internal/value-order")
    bound = {name: expression for expression, name in _BOUND.findall(text)}
    names = _ORDER.findall(text)[-1].split()
    return tuple(_TYPE.sub(lambda found: f"<{PREFIXES['xsd']}{found[1]}>", bound.get(name, name)) for name in names)


def read_keys(sparql: str, begin: int) -> Iterator[Key]:
    """Yield the keys that stand from a place on, as long as there are some."""
    tokens = [token._replace(start=begin + token.start) for token in read_tokens(sparql[begin:])]
    place = 0
    while place < len(tokens):
        first, is_descending = place, tokens[place].upper == "DESC"
        is_directed = tokens[place].upper in ("ASC", "DESC")
        place += is_directed
        last = _find_match(tokens, place) if is_directed else _find_end(tokens, place)
        if last is None:
            return
        inner = _strip_brackets(tokens[place : last + 1])
        is_of_one_kind = inner[0].upper in _OF_ONE_KIND
        yield Key((tokens[first].start, _end(tokens[last])), (inner[0].start, _end(inner[-1])), is_descending, is_of_one_kind)
        place = last + 1


def _end(token: Token) -> int:
    return token.start + len(token.text)


def _strip_brackets(tokens: list[Token]) -> list[Token]:
    """Return a key without brackets around a variable or a single call, and with no more than one pair around anything else."""
    while tokens[0].text == "(" and tokens[1].text == "(" and _find_match(tokens, 1) == len(tokens) - 2:
        tokens = tokens[1:-1]
    within = tokens[1:-1] if tokens[0].text == "(" else []
    return within if within and _find_end(within, 0) == len(within) - 1 else tokens


def _find_end(tokens: list[Token], place: int) -> int | None:
    """Return the place of the last token of a key that begins at a place: a variable, what stands in brackets, or a call."""
    if place < len(tokens) and tokens[place].kind == "variable":
        return place
    if place < len(tokens) and tokens[place].upper in _AFTER:
        return None
    while place < len(tokens) and tokens[place].kind in ("word", "name", "iri"):
        place += 1
    return _find_match(tokens, place)


def _find_match(tokens: list[Token], place: int) -> int | None:
    """Return the place of the bracket that closes the one at a place, None where there is none."""
    open_ones: list[str] = []
    for number, token in enumerate(tokens[place:], start=place):
        if token.kind == "other" and token.text in _PAIRS:
            open_ones.append(_PAIRS[token.text])
        elif open_ones and token.text == open_ones[-1]:
            open_ones.pop()
        if not open_ones:
            return number if number > place else None
    return None
