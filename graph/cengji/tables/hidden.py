"""What a workbook holds beside the values of its cells: hidden rows and columns, formulas never computed, errors, zeros before a number."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any, Final, NamedTuple

from cengji.core.extras import require_extra
from cengji.core.sheetparts import find_padded, find_sheets, find_unreadable, read_attributes, zeros_of
from cengji.tables.binary_sheets import find_binary_errors

__all__ = ["Hidden", "find_hidden"]

_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ZEROS: Final = re.compile(rb"<text:p[^>]*>(0[0-9]+)</text:p>")
_ODF: Final = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")


class Hidden(NamedTuple):
    """Rows and columns that are hidden, cells whose formula has no value, with an error, and shown with so many digits; all from 0."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    padded: tuple[tuple[int, int, int], ...] = ()


def find_hidden(data: bytes) -> dict[str, Hidden]:
    """Return what each sheet of an .xlsx file hides, errors and zeros of .ods, .xls and .et, errors of .xlsb, by the name of each with any.

    Of a file that cannot be read nothing is returned.

    :raises UnavailableError: if it is an .xls or .et, and xlrd is not installed.
    """
    if not data.startswith(b"PK"):
        return {name: held for name, held in _old(data) if any(held)}
    archive = zipfile.ZipFile(io.BytesIO(data))
    if "content.xml" in archive.namelist():
        return {name: held for name, held in _open_document(archive.read("content.xml")) if any(held)}
    if "xl/workbook.bin" in archive.namelist():
        return {name: Hidden(errors=cells) for name, cells in find_binary_errors(archive) if cells}
    found = {}
    for name, part in find_sheets(archive).items():
        unread = [*find_unreadable(archive, part)]
        formulas = tuple((row, column) for row, column, error in unread if not error)
        errors = tuple((row, column) for row, column, error in unread if error)
        held = Hidden(*_hidden(archive.read(part)), formulas, errors, tuple(find_padded(archive, part)))
        if any(held):
            found[name] = held
    return found


def _hidden(text: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if b"hidden=" not in text:
        return (), ()
    marked = [one for one in map(read_attributes, _ROW.findall(text)) if _is_hidden(one) and "r" in one]
    rows = tuple(int(one["r"]) - 1 for one in marked)
    return rows, tuple(place for one in map(read_attributes, _COLUMN.findall(text)) if _is_hidden(one) for place in _span(one))


def _open_document(text: bytes) -> Iterator[tuple[str, Hidden]]:
    """Yield the name of each table of OpenDocument, with its cells that hold an error or are shown with zeros before their number."""
    name, found, padded, row, column, repeated = "", list[tuple[int, int]](), list[tuple[int, int, int]](), 0, 0, 1
    for match in _ODF.finditer(text):
        closes, what, attributes = match[1], match[2], read_attributes(match[3])
        if what == b"table" and closes:
            yield name, Hidden(errors=tuple(found), padded=tuple(padded))
        elif what == b"table":
            name, found, padded, row = unescape(attributes.get("table:name", "")), [], [], 0
        elif what == b"table-row" and (closes or match[3].endswith(b"/")):
            row += int(attributes.get("table:number-rows-repeated", repeated))
        elif what == b"table-row":
            column, repeated = 0, int(attributes.get("table:number-rows-repeated", "1"))
        elif not closes:
            if attributes.get("calcext:value-type") == "error":
                found.append((row, column))
            elif shown := _ZEROS.match(text, match.end()):
                padded.append((row, column, len(shown[1])))
            column += int(attributes.get("table:number-columns-repeated", "1"))


def _old(data: bytes) -> Iterator[tuple[str, Hidden]]:
    """Yield the name of each sheet of an .xls or .et file, its cells with an error, of which calamine makes empty ones, or zeros."""
    with require_extra("tables"):
        import xlrd
    book: Any = None
    for formats in (True, False):
        try:
            book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=formats)
            break
        except Exception:  # noqa: S112 - calamine, which reads the values, says what is wrong with the file
            continue
    for sheet in book.sheets() if book else ():
        cells = [(row, at, kind) for row in range(sheet.nrows) for at, kind in enumerate(sheet.row_types(row))]
        errors = tuple((row, at) for row, at, kind in cells if kind == xlrd.XL_CELL_ERROR)
        digits = {place: zeros_of(book.format_map[style.format_key].format_str) for place, style in enumerate(book.xf_list)}
        numbers = ((row, at) for row, at, kind in cells if kind == xlrd.XL_CELL_NUMBER) if any(digits.values()) else ()
        padded = ((row, at, digits.get(sheet.cell_xf_index(row, at), 0)) for row, at in numbers)
        yield sheet.name, Hidden(errors=errors, padded=tuple(one for one in padded if one[2]))


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in ("1", "true")


def _span(attributes: dict[str, str]) -> Iterator[int]:
    first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
    return iter(range(first - 1, min(last, first + 200)))
