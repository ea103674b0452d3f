"""What an Excel file holds that its cells do not show: hidden rows and columns, and formulas whose value was never computed."""

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
_ATTRIBUTE: Final = re.compile(rb'([\w:]+)="([^"]*)"')
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FORMULA: Final = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')


class Hidden(NamedTuple):
    """Rows and columns that are hidden, and the cells whose formula has no value; all count from 0."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()


def find_hidden(data: bytes) -> dict[str, Hidden]:
    """Return what is hidden in each sheet of an .xlsx file that hides anything, by name; nothing for files of another form."""
    if not data.startswith(b"PK"):
        return {}
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = set(archive.namelist())
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
    return Hidden(rows, columns, tuple(cells))


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
