"""Bounds of a query text: what is longer, deeper or more entangled than engines bear is refused before one sees it.

Engines call themselves for what is nested and for each link of a chain (``1+1+…``, UNION after UNION), and end the whole
process where the stack is full: Oxigraph does beyond about 500 brackets or 2,500 links.
"""

from __future__ import annotations

import re
from typing import Final

from cengji.core.errors import UsageError
from cengji.core.sparql import read_tokens

__all__ = ["MOST_BYTES", "check_entanglement", "check_length"]

_MOST_CHARACTERS: Final = 1_000_000
_DEEPEST: Final = 50
_MOST_LINKS: Final = 1_000
# A text of more bytes, in UTF-8, has too many characters.
MOST_BYTES: Final = 4 * _MOST_CHARACTERS + len("\N{BYTE ORDER MARK}".encode())

_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_OPERATORS: Final = frozenset("!+-*/|&=<>")
# Words that stand among data, in any number.
_VALUES: Final = frozenset({"A", "FALSE", "TRUE", "UNDEF"})
_LINK_OR_BRACKET: Final = re.compile(r"[^\W\d_]+|[!+\-*/|&=<>]|([{(\[])")


def check_length(sparql: str) -> None:
    """Refuse a text of more than 1,000,000 characters.

    :raises UsageError: saying so.
    """
    if len(sparql) > _MOST_CHARACTERS:
        raise UsageError(f"the query is longer than {_MOST_CHARACTERS:,} characters; load data from files instead of writing them into it")


def check_entanglement(sparql: str) -> None:
    """Refuse a text with brackets nested more than 50 deep, or with more than 1,000 keywords and operators.

    >>> check_entanglement("ASK {" + "}" * 100)
    >>> check_entanglement("ASK " + "{" * 100 + "}" * 100)
    Traceback (most recent call last):
    cengji.core.errors.UsageError: line 1: the query is nested more than 50 brackets deep; break it into several

    :raises UsageError: naming the line.
    """
    if not _is_worth_reading(sparql):
        return
    depth = links = 0
    for token in read_tokens(sparql):
        if token.kind == "word":
            links += token.upper not in _VALUES
        elif token.kind == "other":
            links += token.text in _OPERATORS
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
        problem = f"is nested more than {_DEEPEST} brackets deep" if depth > _DEEPEST else ""
        problem = f"has more than {_MOST_LINKS:,} keywords and operators" if links > _MOST_LINKS else problem
        if problem:
            line = sparql.count("\n", 0, token.start) + 1
            raise UsageError(f"line {line}: the query {problem}; break it into several")


def _is_worth_reading(sparql: str) -> bool:
    """Return whether a text may exceed a bound, whatever of it is a string or a comment: most do not, and need not be read."""
    links = brackets = 0
    for found in _LINK_OR_BRACKET.finditer(sparql):
        if found[1]:
            brackets += 1
        else:
            links += 1
        if brackets > _DEEPEST or links > _MOST_LINKS:
            return True
    return False
