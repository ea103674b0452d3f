"""HTML left in a text: tags, comments, scripts and entities, as edits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.entities import html5

from cengji.text.characters import INVISIBLE, fold
from cengji.text.offsets import Edit

__all__ = ["markup_edits"]

# Every repetition is possessive and stops at the next "<": the search is linear, whatever it is given.
_INSIDE = r"(?:[^<>=]++|=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+)*+>"
_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII
_TAG = rf"""
    <(?:!--(?:[^<-]++|<(?!!--)|-(?!->))*+-->
    | (?P<raw>script|style)\b[^<>]*+>(?:[^<]++|<(?!/?(?:script|style)\b))*+</(?P=raw)\s*+>
    | (?:!doctype|\?xml)\b[^<>]*+>
    | /?+(?P<name>[a-z][a-z0-9:-]*+)(?:/?+>|\s(?:{_INSIDE}|[^<>]*+>)))
"""
_ENTITY = r"&(?:(?:amp;)*+(?P<entity>[a-z][a-z0-9]{1,31}+|\#[0-9]{1,7}+|\#x[0-9a-f]{1,6}+);|(?:amp;)++)"
_TAGS, _ENTITIES = re.compile(_TAG, _FLAGS), re.compile(_ENTITY, _FLAGS)
_MARKUP = re.compile(f"{_TAG}|{_ENTITY}", _FLAGS)
_LINES = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6r]|head|header|"
    "html|iframe|legend|li|main|nav|ol|option|p|pre|section|select|table|tbody|tfoot|thead|title|tr|ul",
    re.IGNORECASE,
)
_CELLS = re.compile("t[dh]", re.IGNORECASE)


def markup_edits(text: str) -> Iterator[Edit]:
    """Find tags, comments, scripts and entities once through the text.

    An entity is replaced by its character, a tag that ends a line on a page by a line end, a table cell's by a space;
    the rest is dropped. ``PM2.5<35``, ``>>`` and unknown entities stay.

    >>> list(markup_edits("<b>148</b>个&nbsp;<br/>&unknown; a<5 & b>3"))
    [(0, 3, ''), (6, 10, ''), (11, 17, ' '), (17, 22, '\\n')]
    """
    # A pattern that begins with one sign leaps from sign to sign: most texts hold one of the two, or none.
    pattern = _MARKUP if "<" in text and "&" in text else _TAGS if "<" in text else _ENTITIES
    for found in pattern.finditer(text):
        start, end = found.span()
        if text[start] == "<":
            yield start, end, _in_place_of(found["name"])
            continue
        character = _character(found["entity"]) if found["entity"] else "&"
        if character is None:  # an unknown entity, perhaps escaped: "&amp;unknown;"
            character, end = "&", found.start("entity")
        if end > start + 1:
            yield start, end, character


@lru_cache(maxsize=1024)
def _in_place_of(name: str | None) -> str:
    if name is None:  # a comment, a script, a declaration
        return ""
    return "\n" if _LINES.fullmatch(name) else " " if _CELLS.fullmatch(name) else ""


def _character(entity: str) -> str | None:
    if entity[0] == "#":
        character: str | None = unescape(f"&{entity};")
    else:
        character = html5.get(f"{entity};")
    return None if character is None else INVISIBLE.sub("", fold(character.replace("\r", "\n")))
