"""Texts made harmless for where they are shown: terminals, pages, comments, spreadsheets."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category

__all__ = ["XML_FORBIDDEN", "neutralize_cell", "neutralize_markdown", "neutralize_text", "neutralize_xml", "replace_halves", "restore_cell"]

# What no XML 1.0 document can hold, not even escaped (https://www.w3.org/TR/xml/#charsets).
XML_FORBIDDEN: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_HALVES: Final = re.compile("[\ud800-\udfff]")
_LINE_END: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>&~|$])")
_AUTOLINK: Final = re.compile(r"(?i)(https?|ftp)(:)|(www)(\.)")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?%?")


def neutralize_text(text: str, *, lines: bool = False) -> str:
    r"""Return the text without what would steer a terminal, or hide or reorder what follows it.

    Each control, format, private, unassigned or lone surrogate character (Unicode category C) becomes U+FFFD, so that
    it is seen that something stood there (https://unicode.org/reports/tr36/#Bidirectional_Text_Spoofing). Line ends
    (https://unicode.org/reports/tr14/#BK) and tabs become spaces; with ``lines``, for a medium of several lines, line
    ends become ``\n`` and tabs stay.

    >>> neutralize_text("a\x1b[31m\u202eb\r\nc"), neutralize_text("a\r\nb\u2028c", lines=True)
    ('a�[31m�b c', 'a\nb\nc')
    """
    if text.isprintable():
        return text
    kept = "\n\t" if lines else ""
    text = _LINE_END.sub("\n", text) if lines else _LINE_END.sub(" ", text).replace("\t", " ")
    return "".join("\N{REPLACEMENT CHARACTER}" if category(one)[0] == "C" and one not in kept else one for one in text)


def neutralize_cell(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet program would take it for a formula.

    That is where it begins with ``= + - @``, their full-width forms, a tab or a line end
    (https://owasp.org/www-community/attacks/CSV_Injection), also behind apostrophes of its own, so that :func:`restore_cell` gives it
    back. A number stays one, also below zero.

    >>> neutralize_cell("=1+1"), neutralize_cell("-cmd|'/C calc'!A0"), neutralize_cell("-12.5"), neutralize_cell("网格-1")
    ("'=1+1", "'-cmd|'/C calc'!A0", '-12.5', '网格-1')
    """
    bare = text.lstrip("'")
    return f"'{text}" if bare.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def restore_cell(text: str) -> str:
    """Return the text that :func:`neutralize_cell` was given.

    >>> [restore_cell(neutralize_cell(one)) for one in ("=1+1", "'=1+1", "'甲", "-12.5")]
    ['=1+1', "'=1+1", "'甲", '-12.5']
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS) else text


def neutralize_markdown(text: str) -> str:
    r"""Return the text as a cell of Markdown that reads as it; an address in it stays text, and a line end becomes ``<br>``.

    >>> print(neutralize_markdown("part_of | <b> https://example.org"))
    part\_of \| \<b\> https\://example.org
    """
    escaped = _MARKDOWN.sub(r"\\\1", neutralize_text(text, lines=True).strip("\n"))
    return _AUTOLINK.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", escaped).replace("\n", "<br>")


def neutralize_xml(text: str) -> str:
    r"""Return the text with U+FFFD in the place of each character that XML 1.0 cannot hold; it is not escaped.

    >>> neutralize_xml("a\x0bb\ufffe<c>")
    'a�b�<c>'
    """
    return XML_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def replace_halves(text: str) -> str:
    r"""Return the text with U+FFFD in the place of each half of a character (lone surrogate), which UTF-8 cannot hold.

    >>> replace_halves("a\ud800b")
    'a�b'
    """
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
