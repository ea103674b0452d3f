"""A SPARQL text as tokens, so that a string, an IRI, a comment, a variable or a prefixed name is never taken for a keyword."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from cengji.core.errors import QueryError

__all__ = ["FORMS", "DatasetClause", "Token", "find_orders", "needs_base", "read_dataset_clause", "read_tokens", "shorten_fault", "words"]

# The keywords of which a query has one, after its prologue.
FORMS: Final = frozenset({"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"})

_LETTER: Final = (  # beside A-Z and a-z
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER: Final = f"{_LETTER}\u00b7\u0300-\u036f\u203f\u2040"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_SKIP: Final = r"[ \t\r\n]+|\#[^\r\n]*"
_IRI: Final = r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"""
_STRING: Final = r"""\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
        |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+'"""
_ORDER: Final = rf"(?<![\w?$:.\-])ORDER(?:{_SKIP})*+BY(?P<keys>)|{_IRI}|{_STRING}|{_SKIP}"
_RELATIVE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)[^<>\"{}|^`\x00-\x20]*>")
_MAKES_IRI: Final = re.compile(r"(?i)[IU]RI\b")
_MAY_SAY_FROM: Final = re.compile(r"(?<!\w)from", re.IGNORECASE)  # the keyword, not the end of cj:secondedFrom
_PART: Final = re.compile(r"[^.\-]+")
_EXPECTED: Final = re.compile(r"(error at \d+:\d+): expected (?:one of )?(.*)", re.DOTALL)
_CLASS: Final = re.compile(r"\[(?:'(?:\\u\{[0-9A-F]+\}|\\.|[^'\\])'|[^]'])*\]")
_ITEM: Final = re.compile(r'"(?:\\.|[^"\\])*"|[^,"][^,]*')


class Token(NamedTuple):
    """A token: its kind (iri, string, tag, variable, name, word, other), as it is written, and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def upper(self) -> str:
        """The text in upper case, as engines compare keywords: ``ſ`` is an S to some of them."""
        return self.text.upper()


class DatasetClause(NamedTuple):
    """The graphs that FROM and those that FROM NAMED name, as they are written, and the prologue that says what this means."""

    prologue: str
    default: tuple[str, ...]
    named: tuple[str, ...]


@lru_cache(maxsize=256)
def read_dataset_clause(sparql: str) -> DatasetClause | None:
    """Return the dataset clause of a query, None where it has none (https://www.w3.org/TR/sparql11-query/#specifyingDataset).

    >>> read_dataset_clause("PREFIX ex: <http://example.org/> SELECT * FROM ex:a FROM NAMED <urn:b> { ?from ?p 'FROM' }")
    DatasetClause(prologue='PREFIX ex: <http://example.org/> ', default=('ex:a',), named=('<urn:b>',))

    :raises QueryError: if FROM and a name stand without a blank between them, which Oxigraph takes for a clause.
    """
    if not _MAY_SAY_FROM.search(sparql):
        return None
    default: list[str] = []
    named: list[str] = []
    declared: set[str] = set()
    before, start = "", None
    for token in read_tokens(sparql):
        prefix = token.text.partition(":")[0] if token.kind == "name" else ""
        if before == "PREFIX":
            declared.add(prefix)
        elif prefix.upper().startswith("FROM") and prefix not in declared:
            raise QueryError(f"is not SPARQL 1.1: {token.text} needs a blank after FROM")
        keyword = token.upper if token.kind == "word" else ""
        if start is None and keyword in FORMS:
            start = token.start
        if before == "FROM" and keyword == "NAMED":
            before = "FROM NAMED"
            continue
        if before in ("FROM", "FROM NAMED"):
            (default if before == "FROM" else named).append(token.text)
        before = keyword
    return DatasetClause(sparql[:start], tuple(default), tuple(named)) if default or named else None


def needs_base(sparql: str) -> bool:
    """Return whether a text has a relative IRI, or makes IRIs of strings, and nothing in it is their base.

    >>> needs_base("ASK { <a> ?p <http://example.org/> }"), needs_base("BASE <http://example.org/> ASK { <a> ?p '<b>' }")
    (True, False)
    """
    before = ""
    for token in read_tokens(sparql) if _RELATIVE.search(sparql) or _MAKES_IRI.search(sparql) else ():
        if _RELATIVE.fullmatch(token.text) or (token.kind == "word" and token.upper in ("IRI", "URI")):
            return True
        if before == "BASE":
            return False
        before = token.upper if token.kind == "word" else ""
    return False


def words(sparql: str) -> Iterator[str]:
    """Return the words of a text in upper case: its keywords and function names, not its variables, names, strings and comments."""
    return (token.upper for token in read_tokens(sparql) if token.kind == "word")


@cache
def _token(letter: str = "", inner: str = "") -> re.Pattern[str]:
    """Compile the grammar of a token on use, with the letters and signs of names beside ASCII.

    All of SPARQL's take as long to compile as many a query to answer, and few texts have a name that is not ASCII.
    """
    letter = f"A-Za-z{letter}"
    inner = f"A-Za-z_0-9{inner}"
    local = rf"(?:(?:[{letter}_:0-9]|{_ESCAPED})(?:(?:[{inner}\-:]|{_ESCAPED})|\.+(?=[{inner}\-:%\\]))*)?"
    run = rf"[{letter}_](?:[{inner}\-]|\.++(?=[{inner}\-]))*+"
    token = rf"""
      (?P<skip>{_SKIP})
    | (?P<iri>{_IRI})
    | (?P<string>{_STRING})
    | (?P<tag>@[A-Za-z]+(?:--?[A-Za-z0-9]+)*)
    | (?P<variable>[?$][{letter}_0-9][{inner}]*)
    | (?P<name>(?:{run})?+:{local})
    | (?P<word>{run})
    | (?P<other>[0-9]+|.)
    """
    return re.compile(token, re.VERBOSE | re.DOTALL)


def read_tokens(text: str) -> Iterator[Token]:
    """Yield the tokens without blanks and comments; what a dot or a hyphen joins without making a name is several words.

    >>> [token.text for token in read_tokens("ASK { ?层级 ex:名é '街' } # 道")]
    ['ASK', '{', '?层级', 'ex:名é', "'街'", '}']
    """
    read = list(_token().finditer(text))
    if any(found.lastgroup == "other" and not found[0].isascii() for found in read):  # outside of strings, IRIs and comments
        read = list(_token(_LETTER, _INNER).finditer(text))
    for found in read:
        if found.lastgroup == "word":
            yield from (Token("word", part[0], found.start() + part.start()) for part in _PART.finditer(found[0]))
        elif found.lastgroup != "skip":
            yield Token(found.lastgroup or "", found[0], found.start())


@cache
def _order() -> re.Pattern[str]:
    return re.compile(_ORDER, re.VERBOSE | re.DOTALL | re.IGNORECASE)


def find_orders(text: str) -> list[int]:
    """Return where the keys of each ORDER BY begin, as engines find it that need no blank after a keyword.

    >>> find_orders("SELECT ('ORDER BY' AS ?o) {} # ORDER BY ?o\\nORDER BY?o")
    [51]
    """
    return [found.end() for found in _order().finditer(text) if found["keys"] is not None] if "BY" in text.upper() else []


def shorten_fault(message: str) -> str:
    """Return what Oxigraph says of a faulty query without the classes of characters that its grammar would take there.

    Where it names what is wrong, that alone; else the words and signs that it expected.

    >>> shorten_fault("error at 1:9: expected one of Prefix not found, ['%'], ['0' ..= '9' | '_'], [_]")
    'error at 1:9: Prefix not found'
    >>> shorten_fault('error at 1:2: expected one of ",", [_]'), shorten_fault("error at 1:2: expected [_]")
    ('error at 1:2: expected one of ",", …', 'error at 1:2: nothing that may stand here follows')
    """
    said = _EXPECTED.fullmatch(message)
    if said is None:
        return message
    items = [item.strip() for item in _ITEM.findall(_CLASS.sub("", said[2])) if item.strip() not in ("", "<unreported>")]
    named = [item for item in items if " " in item and not item.startswith('"')]
    if named:
        return f"{said[1]}: {'; '.join(named)}"
    if not items:
        return f"{said[1]}: nothing that may stand here follows"
    if _CLASS.search(said[2]):
        items.append("…")
    return f"{said[1]}: expected {'one of ' if len(items) > 1 else ''}{', '.join(items)}"
