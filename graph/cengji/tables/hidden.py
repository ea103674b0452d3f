"""What a workbook holds that its cells do not show: hidden rows and columns, formulas whose value was never computed, errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

__all__ = ["Hidden", "find_hidden"]

_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'([\w:-]+)="([^"]*)"')
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FORMULA: Final = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')

_ERROR: Final = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)([0-9]+)"')
_ODF: Final = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")


class Hidden(NamedTuple):
    """Rows and columns that are hidden, the cells whose formula has no value, and those with an error; all count from 0."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()


def find_hidden(data: bytes) -> dict[str, Hidden]:
    """Return what is hidden in each sheet of an .xlsx file, and the errors of one of OpenDocument, by the name of each that has any.

    Of files of another form nothing is returned.
    """
    if not data.startswith(b"PK"):
        return {}
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = set(archive.namelist())
    if "content.xml" in names:
        return {name: Hidden(errors=cells) for name, cells in _errors(archive.read("content.xml")) if cells}
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, links} <= names:
        return {}
    targets = {one.get("Id", ""): one.get("Target", "") for one in map(_attributes, _RELATION.findall(archive.read(links)))}
    found = {}
    for sheet in map(_attributes, _SHEET.findall(archive.read(book))):
        target = targets.get(sheet.get("r:id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in names and any(held := _hidden(archive.read(path))):
            found[unescape(sheet.get("name", ""))] = held
    return found


def _hidden(text: bytes) -> Hidden:
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    if b"hidden=" in text:
        marked = [one for one in map(_attributes, _ROW.findall(text)) if _is_hidden(one) and "r" in one]
        rows = tuple(int(one["r"]) - 1 for one in marked)
        columns = tuple(place for one in map(_attributes, _COLUMN.findall(text)) if _is_hidden(one) for place in _span(one))
    cells = ((int(row) - 1, _place(letters)) for letters, row in _FORMULA.findall(text)) if b"<f" in text else ()
    errors = ((int(row) - 1, _place(letters)) for letters, row in _ERROR.findall(text)) if b't="e"' in text else ()
    return Hidden(rows, columns, tuple(cells), tuple(errors))


def _errors(text: bytes) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the name of each table of OpenDocument, with its cells that hold an error."""
    name, found, row, column, repeated = "", list[tuple[int, int]](), 0, 0, 1
    for match in _ODF.finditer(text):
        closes, what, attributes = match[1], match[2], _attributes(match[3])
        if what == b"table" and closes:
            yield name, tuple(found)
        elif what == b"table":
            name, found, row = unescape(attributes.get("table:name", "")), [], 0
        elif what == b"table-row" and (closes or match[3].endswith(b"/")):
            row += int(attributes.get("table:number-rows-repeated", repeated))
        elif what == b"table-row":
            column, repeated = 0, int(attributes.get("table:number-rows-repeated", "1"))
        elif not closes:
            if attributes.get("calcext:value-type") == "error":
                found.append((row, column))
            column += int(attributes.get("table:number-columns-repeated", "1"))


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true")


def _span(attributes: dict[str, str]) -> Iterator[int]:
    first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
    return iter(range(first - 1, min(last, first + 200)))


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _attributes(tag: bytes) -> dict[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(tag)}
