"""Coverage: which numerals and names of a document no statement accounts for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cengji.text.clean import Cleaned
from cengji.text.figure import Numeral, find_numerals
from cengji.text.numerals import NUMERAL_CHARACTERS, normalize_digits
from cengji.text.wordlists import LexicalUses

__all__ = ["Account", "Spans", "Token", "TokenKind", "account_for", "open_tokens"]

# Longest quoted run, in code points, that counts as a name.
NAME_LIMIT = 24

_NAMES = re.compile(r"(?=“([^“”]+)”|‘([^‘’]+)’|「([^「」]+)」|『([^『』]+)』|《([^《》]+)》|\"([^\"\n]+)\")")
_LINE = re.compile(r"[^\n]+")
_STRAIGHT = re.compile(r"\"[^\"\n]*\"")
_SENTENCE = re.compile("[。？！?!]")
_NUMERAL = re.compile(f"[{NUMERAL_CHARACTERS}半%XNxn][{NUMERAL_CHARACTERS}半%XNxn.,+]*")


class TokenKind(StrEnum):
    """What a token of a document is."""

    NUMERAL = "numeral"
    NAME = "name"


class Account(StrEnum):
    """Why a token needs no more work, or that it does (``open``)."""

    EVIDENCE = "evidence"
    LEXICAL = "lexical"
    EXCLUDED = "excluded"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral or a name of a document, with its account.

    ``start`` and ``end`` are raw code points (where ``open_tokens`` finds it, cleaned ones), ``text`` is cleaned; those of a
    numeral take in its qualifier and measure word, and ``numeral`` says what it reads as.
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    account: Account
    numeral: Numeral | None = None


def account_for(
    document: Cleaned,
    evidence: Iterable[tuple[int, int]],
    excluded: Iterable[tuple[int, int]],
    uses: LexicalUses,
    numerals: Sequence[Numeral] | None = None,
    *,
    language: str | None = None,
) -> list[Token]:
    """Return every numeral and name of a document with its account, in reading order.

    A token is accounted for if its raw characters lie within one span of evidence, if it is a
    lexical use (四川, 一些), or if it lies within a span excluded by the curator; of a numeral the
    digits or characters themselves count, not its qualifier. Names are quoted or book-marked runs of
    at most 24 characters that are no sentence. ``numerals`` are those of the text, if they have been found already;
    else they are read as those of the ``language``, an ISO 639-1 code, Chinese if left out.
    """
    proofs, exclusions = Spans(evidence), Spans(excluded)
    tokens = []
    if numerals is None:
        numerals = find_numerals(document.text, uses, language=language)
    for kind, start, end, numeral in sorted(_tokens(document, numerals), key=lambda token: (token[1], token[2], token[0])):
        core = _core(document.text, numeral) if numeral and not numeral.lexical else (start, end)
        raw_core = document.raw_span(*core)
        if proofs.hold(*raw_core):
            account = Account.EVIDENCE
        elif exclusions.hold(*raw_core):
            account = Account.EXCLUDED
        elif numeral is not None and numeral.lexical:
            account = Account.LEXICAL
        else:
            account = Account.OPEN
        tokens.append(Token(kind, *document.raw_span(start, end), document.text[start:end], account, numeral))
    return tokens


def open_tokens(document: Cleaned, covered: Iterable[tuple[int, int]], numerals: Sequence[Numeral]) -> list[Token]:
    """Return the numerals and names that no span of the cleaned text covers, in reading order: as ``account_for`` has them open.

    Their ``start`` and ``end`` are code points of the cleaned text here.

    :param numerals: those of the text that are to be accounted for.
    """
    held = Spans(covered)
    found = []
    for kind, start, end, numeral in _tokens(document, numerals):
        if (numeral and numeral.lexical) or held.hold(start, end):
            continue
        if numeral is None or not (held.touch(start, end) and held.hold(*_core(document.text, numeral))):
            found.append(Token(kind, *document.whole_span(start, end), document.text[start:end], Account.OPEN, numeral))
    return sorted(found, key=lambda token: (token.start, token.end, token.kind))


def _tokens(document: Cleaned, numerals: Sequence[Numeral]) -> Iterator[tuple[TokenKind, int, int, Numeral | None]]:
    text = document.text
    for numeral in numerals:
        yield TokenKind.NUMERAL, numeral.start, numeral.end, numeral
    between = _between_quotations(text)
    for match in _NAMES.finditer(text):
        number = match.lastindex or 0
        if match.start() in between:
            continue
        name = match[number]
        if len(name) <= NAME_LIMIT and not _SENTENCE.search(name):
            yield TokenKind.NAME, match.start(number), match.end(number), None


def _between_quotations(text: str) -> frozenset[int]:
    """Return where straight quotation marks close in lines that have them in pairs: what follows is quoted by none."""
    closing: set[int] = set()
    if '"' not in text:
        return frozenset()
    for line in _LINE.finditer(text):
        if (marks := line[0].count('"')) and marks % 2 == 0:
            closing.update(match.end() - 1 for match in _STRAIGHT.finditer(text, *line.span()))
    return frozenset(closing)


def _core(text: str, numeral: Numeral) -> tuple[int, int]:
    """Return the span of the numeral itself, without qualifier and measure word."""
    inside = [match.span() for match in _NUMERAL.finditer(normalize_digits(text[numeral.start : numeral.end]))]
    if not inside:
        return numeral.start, numeral.end
    return numeral.start + inside[0][0], numeral.start + inside[-1][1]


class Spans:
    """Spans that can be asked whether one of them holds another span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(set(spans))
        self._starts = [start for start, _ in ordered]
        self._reach: list[int] = []
        for _, end in ordered:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def touch(self, start: int, end: int) -> bool:
        """Return whether one of the spans has a character of another one."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._reach[at - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Return whether one of the spans starts at or before ``start`` and ends at or after ``end``."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._reach[at - 1] >= end
