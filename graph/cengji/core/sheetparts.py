"""Where the sheets of an .xlsx archive lie, and which of their cells hold nothing that can be read: errors, formulas never computed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Final

__all__ = ["column_number", "find_sheets", "find_targets", "find_unreadable", "read_attributes"]

_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'([\w:-]+)="([^"]*)"')
_FORMULA: Final = rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)"
_ERROR: Final = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>(?:\s*' + _FORMULA + rb")?(?:\s*<v>([^<]*)</v>)?"
)  # fmt: skip
_UNCOMPUTED: Final = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*' + _FORMULA + rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_PIECE: Final = 1 << 20


def find_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    names = set(archive.namelist())
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, links} <= names:
        return {}
    targets = find_targets(archive, links)
    found = {}
    for sheet in map(read_attributes, _SHEET.findall(archive.read(book))):
        path = targets.get(sheet.get("r:id", ""), "")
        if path in names:
            found[unescape(sheet.get("name", ""))] = path
    return found


def find_targets(archive: zipfile.ZipFile, links: str) -> dict[str, str]:
    """Return the parts that the parts of ``xl/`` are linked to by ``links``, by the identifier of the link."""
    targets = {one.get("Id", ""): one.get("Target", "") for one in map(read_attributes, _RELATION.findall(archive.read(links)))}
    return {key: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for key, target in targets.items()}


def find_unreadable(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, str]]:
    """Yield the row and column, from 0, of each cell of a sheet that a reader takes for empty but is not, with its error.

    A formula whose value the file does not hold has the empty text in its place. The part is read a piece at a time.
    """
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            text = rest + piece
            end = text.rfind(b"<c ") if len(piece) == _PIECE else len(text)
            end = len(text) if end < 0 else end
            yield from _unreadable(text[:end])
            rest = text[end:]
    yield from _unreadable(rest)


def _unreadable(text: bytes) -> Iterator[tuple[int, int, str]]:
    if b't="e"' in text:
        for letters, row, error in _ERROR.findall(text):
            yield int(row) - 1, column_number(letters), unescape(error.decode(errors="replace")) or "#"
    if b"<f" in text:
        for letters, row in _UNCOMPUTED.findall(text):
            yield int(row) - 1, column_number(letters), ""


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 0, by its letters.

    >>> column_number(b"A"), column_number(b"AB")
    (0, 27)
    """
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def read_attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes of a tag of XML.

    >>> read_attributes(b'<row r="1" hidden="1">')
    {'r': '1', 'hidden': '1'}
    """
    return {name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(tag)}
