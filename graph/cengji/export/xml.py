"""Text and names for XML 1.0: what it can hold, escaped; what it cannot, told apart."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FORBIDDEN", "attribute", "is_name", "shown", "text"]

FORBIDDEN: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""A character that no XML 1.0 document can hold, not even escaped."""

_START: Final = (
    r"A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD"
)
_NAME: Final = re.compile(rf"[{_START}][-.0-9\xB7\u0300-\u036F\u203F\u2040{_START}]*")
_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def text(value: str) -> str:
    """Escape the text of an element; a carriage return, which readers would turn into a line feed, is written by number.

    >>> text("<b> & co")
    '&lt;b&gt; &amp; co'
    """
    return value.translate(_TEXT)


def attribute(value: str) -> str:
    """Escape and quote the value of an attribute; white space other than spaces is written by number.

    >>> attribute('say "x"')
    '"say &quot;x&quot;"'
    """
    return f'"{value.translate(_ATTRIBUTE)}"'


def shown(value: str) -> str:
    """Put U+FFFD in the place of what XML cannot hold: for pictures and networks, where a label is for reading."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value)


def is_name(value: str) -> bool:
    """Return whether a text can be the local name of an element (an NCName)."""
    return _NAME.fullmatch(value) is not None
