"""Cells of spreadsheets: a text that a spreadsheet program would run is made plain text."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["neutralized"]

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?%?")


def neutralized(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet program would take it for a formula.

    That is where it begins with ``= + - @``, their full-width forms, a tab or a line end
    (https://owasp.org/www-community/attacks/CSV_Injection). A number stays one, also below zero.

    >>> neutralized("=1+1"), neutralized("-cmd|'/C calc'!A0"), neutralized("-12.5"), neutralized("网格-1")
    ("'=1+1", "'-cmd|'/C calc'!A0", '-12.5', '网格-1')
    """
    if text.startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
