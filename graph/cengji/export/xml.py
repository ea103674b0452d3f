"""Text for XML 1.0: what it can hold, escaped; what it cannot, told apart."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FORBIDDEN", "attribute", "shown", "text"]

FORBIDDEN: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""A character that no XML 1.0 document can hold, not even escaped."""

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
