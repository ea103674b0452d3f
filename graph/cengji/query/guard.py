"""The guard: a query text that would reach out of the data (SERVICE, LOAD, FROM a file) or change it is refused.

The text is read as tokens, so that a string, an IRI, a comment, a variable or a prefixed name that only
looks like a keyword passes. Where engines may read a text differently, each reading must be harmless:
code points written as ``\\uXXXX`` are expanded first by SPARQL (section 19.2) and rdflib, but not by Oxigraph,
and Oxigraph needs no blank after a keyword, so that ``SERVICEex:x { }`` is a call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from cengji.core.errors import RefusedError
from cengji.core.sparql import Token, read_tokens
from cengji.query.bounds import check_entanglement, check_length

__all__ = ["check_text"]

_UPDATES: Final = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "MOVE"})
_CHANGING: Final = "a query only reads the data; give other data with {data}"
_LOADING: Final = "an update may not fetch or read files; fill the store from the file with {data}"
_READING: Final = "a query may not read files; name a graph of the data, or give the file with {data}"
_CALLING: Final = "a query may not call other servers; "
_WORTH_READING: Final = re.compile("|".join(["SERVICE", "LOAD", "FROM", *sorted(_UPDATES)]))
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_EVERYWHERE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_NOT_AFTER_BACKSLASH: Final = re.compile(r"\\\\|" + _EVERYWHERE.pattern)
_EIGHT_IF_THERE: Final = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4}))()")


class _Refusal(NamedTuple):
    """What is refused: where it starts, as it is written, why, and the address that it would call."""

    start: int
    written: str
    reason: str
    url: str = ""


class _Reading(NamedTuple):
    """A text as an engine may read it, and how a place in it leads back to the text as written."""

    text: str
    written: Callable[[int], int]


class _Prologue(NamedTuple):
    """The schemes of the IRIs that BASE names, and of those that each prefix stands for."""

    bases: frozenset[str]
    prefixes: dict[str, set[str]]


@lru_cache(maxsize=256)
def check_text(sparql: str, *, allowed: frozenset[str] = frozenset(), update: bool = False) -> None:
    """Refuse a query text that reaches out of the data or changes it, or is too long or too deep for an engine.

    ``allowed`` are IRIs that SERVICE may call. With ``update`` it may change the data, but not reach out of them: LOAD stays refused.

    >>> check_text('SELECT ?service { ?service ?p "SERVICE <http://a.example/>" }')
    >>> check_text("ASK { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    cengji.core.errors.RefusedError: line 1: SERVICE <http://a.example/> is refused: ...

    :raises RefusedError: naming the line, the token and the remedy.
    :raises UsageError: if it is too long or too deep.
    """
    check_length(sparql)
    for reading in _readings(sparql):
        check_entanglement(reading.text)
        if not _WORTH_READING.search(reading.text.upper()):
            continue
        for start, written, reason, url in _refusals(list(read_tokens(reading.text)), allowed, update=update):
            line = sparql.count("\n", 0, reading.written(start)) + 1
            raise RefusedError.naming("line {line}: {written} is refused: " + reason, line=line, written=written, url=url)


def _readings(sparql: str) -> Iterator[_Reading]:
    """Yield the text as written and as engines may read it that expand ``\\uXXXX`` first or end lines at a line feed only."""
    yield from _with_line_ends(sparql, lambda place: place)
    if _EIGHT_IF_THERE.search(sparql):
        for escape in (_NOT_AFTER_BACKSLASH, _EVERYWHERE, _EIGHT_IF_THERE):
            yield from _with_line_ends(*_expand_escapes(sparql, escape))


def _with_line_ends(text: str, written: Callable[[int], int]) -> Iterator[_Reading]:
    yield _Reading(text, written)
    if "\r" in text.replace("\r\n", "\n"):
        yield _Reading(text.replace("\r", " "), written)


def _expand_escapes(sparql: str, escape: re.Pattern[str]) -> tuple[str, Callable[[int], int]]:
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    length = done = 0
    for found in escape.finditer(sparql):
        code = int(found[1] or found[2] or "110000", 16)
        if code < 0x110000:
            parts += sparql[done : found.start()], chr(code)
            length += found.start() - done + 1
            done = found.end()
            moved.append((length, done - length))
    text = "".join(parts) + sparql[done:]
    return text, lambda place: place + max((shift for start, shift in moved if start <= place), default=0)


def _refusals(tokens: list[Token], allowed: frozenset[str], *, update: bool) -> Iterator[_Refusal]:
    """Yield what is refused, in the order of the text."""
    prologue = _read_prologue(tokens)
    end = Token("", "", 0)
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else end
        after, second = (*tokens[place + 1 : place + 3], end, end)[:2]
        upper = token.upper
        if token.kind == "word":
            if "SERVICE" in upper:
                target = second if after.upper == "SILENT" else after
                if upper != "SERVICE" or target.kind != "iri" or target.text[1:-1] not in allowed:
                    yield _service(token, target)
            elif "LOAD" in upper or (upper in _UPDATES and not update):
                yield _Refusal(token.start, token.text, _LOADING if update else _CHANGING)
            elif "FROM" in upper:
                target = second if after.upper == "NAMED" else after
                if _leads_to_a_file(target, prologue):
                    yield _Refusal(token.start, f"{token.text} {target.text}", _READING)
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if "SERVICE" in prefix.upper() and after.text == "{" and before.upper != "GRAPH":
                yield _service(token, end)
            tail = re.sub(r"^.*FROM(NAMED)?", "", prefix.upper()) if "FROM" in prefix.upper() else None
            if tail is not None:
                glued = Token("name", f"{prefix[len(prefix) - len(tail) :]}:{local}", token.start)
                if _leads_to_a_file(glued, prologue):
                    yield _Refusal(token.start, token.text, _READING)


def _read_prologue(tokens: list[Token]) -> _Prologue:
    """Return the schemes of what BASE names and of each prefix, several where it is declared again; relative IRIs have ``""``."""
    bases: set[str] = set()
    prefixes: dict[str, set[str]] = {}
    for before, token in pairwise(tokens):
        if token.kind == "iri" and before.kind == "word" and before.upper.endswith("BASE"):
            bases.add(_scheme(token.text[1:-1]))
        elif token.kind == "iri" and before.kind == "name":
            name = before.text.partition(":")[0]
            for prefix in {name, re.sub(r"^.*PREFIX", "", name, flags=re.IGNORECASE)}:
                prefixes.setdefault(prefix, set()).add(_scheme(token.text[1:-1]))
    return _Prologue(frozenset(bases or {""}), prefixes)


def _leads_to_a_file(target: Token, prologue: _Prologue) -> bool:
    """Return whether an IRI is one of a file, or a relative one that an engine may take for a file's name."""
    schemes: set[str] = set()
    if target.kind == "iri":
        schemes = {_scheme(target.text[1:-1])}
    elif target.kind == "name":
        prefix, _, local = target.text.partition(":")
        schemes = prologue.prefixes.get(prefix, set())
        if "" in schemes and ":" in local:  # the local name may complete a scheme
            return True
    return "file" in schemes or ("" in schemes and not prologue.bases.isdisjoint({"", "file"}))


def _scheme(iri: str) -> str:
    found = _SCHEME.match(_expand_escapes(iri, _EVERYWHERE)[0])
    return found[1].lower() if found else ""


def _service(token: Token, target: Token) -> _Refusal:
    remedy = "leave it out"
    if target.kind == "iri":
        remedy = "allow it with {services} {url}, or leave it out"
    elif target.kind in ("name", "variable"):
        remedy = "write the address in full as <…> and allow it with {services}, or leave it out"
    return _Refusal(token.start, " ".join(filter(None, (token.text, target.text))), _CALLING + remedy, target.text[1:-1])
