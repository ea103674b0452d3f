"""Where the sheets of an .xlsx archive lie, and which of their cells no reader gives: errors, formulas never computed, leading zeros."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Final

__all__ = ["column_number", "find_padded", "find_sheets", "find_targets", "find_unreadable", "pad", "read_attributes", "zeros_of"]

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
_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_ZEROS: Final = re.compile(r"(?:\[\$[^\]]*\])?(0{2,})(?:_.)?(?:;.*)?")
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
    for text in _pieces(archive, part):
        yield from _unreadable(text)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part piece by piece, none of which ends within a cell."""
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            text = rest + piece
            end = text.rfind(b"<c ") if len(piece) == _PIECE else len(text)
            end = len(text) if end < 0 else end
            yield text[:end]
            rest = text[end:]
    yield rest


def find_padded(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, int]]:
    """Yield row and column, from 0, of each number of a sheet that its format fills with zeros (``000000``), and to how many digits."""
    digits = _padded_styles(archive)
    if not digits:
        return
    styles = "|".join(digits).encode()
    cell = re.compile(rb'<c\b(?=[^>]*\bs="(' + styles + rb')")(?![^>]*\bt="[^n])[^>]*?\br="([A-Z]+)([0-9]+)"')
    for text in _pieces(archive, part):
        for style, letters, row in cell.findall(text):
            yield int(row) - 1, column_number(letters), digits[style.decode()]


def _padded_styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """Return how many digits each style of cells that fills numbers with zeros has, by its number."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    text = archive.read("xl/styles.xml")
    formats = {}
    for one in map(read_attributes, _FORMAT.findall(text)):
        if zeros := zeros_of(unescape(one.get("formatCode", ""))):
            formats[one.get("numFmtId", "")] = zeros
    block = _STYLES.search(text) if formats else None
    styles = enumerate(map(read_attributes, _STYLE.findall(block[0]))) if block else ()
    return {str(place): formats[one["numFmtId"]] for place, one in styles if one.get("numFmtId") in formats}


def zeros_of(code: str) -> int:
    """Return how many digits a format of nothing but zeros shows at least; 0 for any other.

    >>> zeros_of("000000"), zeros_of("[$-804]00000;@"), zeros_of("0.00"), zeros_of("0")
    (6, 5, 0, 0)
    """
    zeros = _ZEROS.fullmatch(code)
    return len(zeros[1]) if zeros else 0


def pad(written: str, digits: int) -> str:
    """Return a number as a format of so many zeros shows it; what is no whole number, or below zero, as it is.

    >>> pad("10101", 6), pad("-5", 4), pad("1.5", 4)
    ('010101', '-5', '1.5')
    """
    return written.zfill(digits) if written.isdecimal() else written


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
