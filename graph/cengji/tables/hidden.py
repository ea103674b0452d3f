"""What a workbook holds that its cells do not show: hidden rows and columns, formulas whose value was never computed, errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from cengji.core.extras import require_extra
from cengji.core.sheetparts import find_sheets, find_unreadable, read_attributes
from cengji.tables.binary_sheets import find_binary_errors

__all__ = ["Hidden", "find_hidden"]

_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ODF: Final = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")


class Hidden(NamedTuple):
    """Rows and columns that are hidden, the cells whose formula has no value, and those with an error; all count from 0."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()


def find_hidden(data: bytes) -> dict[str, Hidden]:
    """Return what is hidden in each sheet of an .xlsx file, and the errors of .ods, .xlsb, .xls and .et, by the name of each that has any.

    Of a file that cannot be read nothing is returned.

    :raises UnavailableError: if it is an .xls or .et, and xlrd is not installed.
    """
    if not data.startswith(b"PK"):
        return {name: Hidden(errors=cells) for name, cells in _old_errors(data) if cells}
    archive = zipfile.ZipFile(io.BytesIO(data))
    if "content.xml" in archive.namelist():
        return {name: Hidden(errors=cells) for name, cells in _errors(archive.read("content.xml")) if cells}
    if "xl/workbook.bin" in archive.namelist():
        return {name: Hidden(errors=cells) for name, cells in find_binary_errors(archive) if cells}
    found = {}
    for name, part in find_sheets(archive).items():
        unread = [*find_unreadable(archive, part)]
        formulas = tuple((row, column) for row, column, error in unread if not error)
        errors = tuple((row, column) for row, column, error in unread if error)
        held = Hidden(*_hidden(archive.read(part)), formulas, errors)
        if any(held):
            found[name] = held
    return found


def _hidden(text: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if b"hidden=" not in text:
        return (), ()
    marked = [one for one in map(read_attributes, _ROW.findall(text)) if _is_hidden(one) and "r" in one]
    rows = tuple(int(one["r"]) - 1 for one in marked)
    return rows, tuple(place for one in map(read_attributes, _COLUMN.findall(text)) if _is_hidden(one) for place in _span(one))


def _errors(text: bytes) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the name of each table of OpenDocument, with its cells that hold an error."""
    name, found, row, column, repeated = "", list[tuple[int, int]](), 0, 0, 1
    for match in _ODF.finditer(text):
        closes, what, attributes = match[1], match[2], read_attributes(match[3])
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


def _old_errors(data: bytes) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the name of each sheet of an .xls or .et file, with its cells that hold an error, of which calamine makes empty ones."""
    with require_extra("tables"):
        import xlrd
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    except Exception:  # calamine, which reads the values, says what is wrong with the file
        return
    for sheet in book.sheets():
        types = ((row, sheet.row_types(row)) for row in range(sheet.nrows))
        yield (
            sheet.name,
            tuple(
                (row, at) for row, held in types if xlrd.XL_CELL_ERROR in held for at, kind in enumerate(held) if kind == xlrd.XL_CELL_ERROR
            ),
        )


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true")


def _span(attributes: dict[str, str]) -> Iterator[int]:
    first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
    return iter(range(first - 1, min(last, first + 200)))
