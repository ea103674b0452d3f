"""An XLSX workbook: a sheet a class, and a first sheet that says what the columns mean."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cengji.core.errors import Fault, InputError
from cengji.core.extras import require_extra
from cengji.core.texts import Text
from cengji.export.sheets import Column, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_xlsx"]

_LONGEST: Final = 32_767  # UTF-16 code units of a cell of Excel
_MOST_ROWS: Final = 1_048_576
_REMEDY: Final = "write csv or parquet, or export a part: a case, a place, the answer to a query"
_GUIDE: Final = "columns 列"
_GUIDE_COLUMNS: Final = ("sheet", "column", "type", "zh", "en", "iri")
_TEXT_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NO_CLOCK: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes a naive time and writes it as UTC
_WIDEST: Final = 48


def write_xlsx(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> Iterator[bytes]:
    """Yield the tables as a workbook: headers frozen and filterable, numbers as numbers, all else as text.

    No cell is a formula or a link, whatever it says. ``titles`` are those of properties by IRI.

    :raises UnavailableError: if XlsxWriter is not installed.
    :raises InputError: naming each text that is too long for a cell.
    """
    with require_extra("xlsx"):
        import xlsxwriter
    faults = [fault for sheet in sheets for fault in _too_long(sheet)]
    if faults:
        raise InputError(faults)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _TEXT_OPTIONS)
    book.set_properties({"created": _NO_CLOCK, "comments": "as reported by the documents named in SourceDocument; CC BY 4.0"})
    heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    guide = Sheet(_GUIDE, tuple(Column(name, "string") for name in _GUIDE_COLUMNS), tuple(_guide(sheets, titles)))
    for sheet in (guide, *sheets) if len(sheets) > 1 else sheets:
        _write(book, sheet, heading)
    book.close()
    yield content.getvalue()


def _guide(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> Iterator[tuple[tuple[str, ...], ...]]:
    for sheet in sheets:
        for column in sheet.columns:
            named = titles.get(column.property, column.meaning)
            cells = (sheet.name, column.name, column.kind, named.zh, named.en, column.property)
            yield tuple((text,) if text else () for text in cells)


def _write(book: Workbook, sheet: Sheet, heading: Format) -> None:
    page: Worksheet = book.add_worksheet(sheet.name[:31])
    page.freeze_panes(1, 2 if len(sheet.columns) > 2 else 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.name, heading)
        longest = max((len(row[place]) for row in sheet.texts[:200]), default=0)
        page.set_column(place, place, min(_WIDEST, max(len(column.name), longest) + 3))
    for line, row in enumerate(sheet.texts, start=1):
        for place, (column, text) in enumerate(zip(sheet.columns, row, strict=True)):
            if not text:
                continue
            number = _number(column, text)
            if number is not None:
                page.write_number(line, place, number)
            elif column.kind == "boolean" and text in ("true", "false"):
                page.write_boolean(line, place, text == "true")
            else:
                page.write_string(line, place, text)


def _number(column: Column, text: str) -> float | None:
    """Return a cell's number, None where it is none or a spreadsheet could not hold it exactly."""
    if column.kind not in ("integer", "decimal") or column.separator:
        return None
    exact = Decimal(text)
    number = float(exact)
    return number if Decimal(repr(number)) == exact else None


def _too_long(sheet: Sheet) -> Iterator[Fault]:
    if len(sheet.rows) >= _MOST_ROWS:
        problem = f"{len(sheet.rows):,} rows are more than a sheet holds, {_MOST_ROWS - 1:,}"
        yield Fault(f"sheet {sheet.name}", 0, "", problem, _REMEDY)
    for line, row in enumerate(sheet.texts, start=2):
        for column, text in zip(sheet.columns, row, strict=True):
            if len(text.encode("utf-16-le")) // 2 > _LONGEST:
                problem = f"a text of {len(text):,} characters is too long for a cell, which holds {_LONGEST:,}"
                yield Fault(f"sheet {sheet.name}", line, column.name, problem, _REMEDY)
