"""An XLSX workbook: a cover, a sheet that says what the columns mean, a sheet a class."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from cengji.core.errors import Fault, InputError
from cengji.core.extras import require_extra
from cengji.core.texts import Text
from cengji.export.numbers import exact_float
from cengji.export.sheets import Column, Sheet
from cengji.export.workbook import cover_rows, headings_of, sheets_for_people, title_of

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
_COVER: Final = "cover 封面"
_A4: Final = 9
# So many characters of a line can be read on a page of A4 in landscape.
_PRINTED: Final = 200
_WIDE: Final = 0x1100  # from here on scripts with wide letters


class _Looks(NamedTuple):
    """The formats of headings and numbers."""

    heading: Format
    whole: Format
    broken: Format

    def of(self, number: float) -> Format | None:
        """Return the format that shows all of a number, None for as many digits as it has."""
        if float(number).is_integer():
            return self.whole
        return self.broken if round(number, 4) == number else None


def write_xlsx(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> Iterator[bytes]:
    """Yield the tables as a workbook: headers frozen and filterable, numbers as numbers, all else as text.

    Several tables are arranged for people: labels before IRIs, a Chinese heading above the name of each column, a cover.
    Each sheet prints in landscape, one page wide: the leading columns that can be read at that width. No cell is a formula or a
    link, whatever it says. ``titles`` are those of properties by IRI.

    :raises UnavailableError: if XlsxWriter is not installed.
    :raises InputError: naming each text that is too long for a cell.
    """
    with require_extra("xlsx"):
        import xlsxwriter
    several = len(sheets) > 1
    shown = sheets_for_people(sheets) if several else list(sheets)
    faults = [fault for sheet in shown for fault in _too_long(sheet)]
    if faults:
        raise InputError(faults)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _TEXT_OPTIONS)
    book.set_properties({"created": _NO_CLOCK, "comments": "as reported by the documents named in SourceDocument; CC BY 4.0"})
    heading = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    looks = _Looks(heading, book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0.0###"}))
    if several:
        _write_cover(book.add_worksheet(_COVER), cover_rows(shown, titles), heading)
        guide = Sheet(_GUIDE, tuple(Column(name, "string") for name in _GUIDE_COLUMNS), tuple(_guide(shown, titles)))
        _write(book, guide, _GUIDE, [], looks)
    for sheet in shown:
        _write(book, sheet, title_of(sheet, titles), headings_of(sheet, titles) if several else [], looks)
    book.close()
    yield content.getvalue()


def _guide(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> Iterator[tuple[tuple[str, ...], ...]]:
    for sheet in sheets:
        for column in sheet.columns:
            named = titles.get(column.property, column.meaning)
            cells = (sheet.name, column.name, column.kind, named.zh, named.en, column.property)
            yield tuple((text,) if text else () for text in cells)


def _write_cover(page: Worksheet, rows: Sequence[tuple[str, str, str]], heading: Format) -> None:
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            page.write_string(line, place, text, heading if line == 0 else None)
    page.set_column(0, 0, 20)
    page.set_column(1, 2, _WIDEST)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


def _write(book: Workbook, sheet: Sheet, title: str, chinese: Sequence[str], looks: _Looks) -> None:
    """Write a table; ``chinese`` are the headings above its own, none where there are none."""
    page: Worksheet = book.add_worksheet(title[:31])
    top = 1 if chinese else 0
    page.freeze_panes(top + 1, 2 if len(sheet.columns) > 2 else 0)
    page.autofilter(top, 0, top + max(len(sheet.rows), 1), len(sheet.columns) - 1)
    widths = []
    for place, column in enumerate(sheet.columns):
        if chinese:
            page.write_string(0, place, chinese[place], looks.heading)
        page.write_string(top, place, column.name, looks.heading)
        longest = max((_width(row[place]) for row in sheet.texts[:200]), default=0)
        widths.append(min(_WIDEST, max(len(column.name), longest, _width(chinese[place]) if chinese else 0) + 3))
        page.set_column(place, place, widths[-1])
    _set_print(page, sheet, widths, top)
    for line, row in enumerate(sheet.texts, start=top + 1):
        for place, (column, text) in enumerate(zip(sheet.columns, row, strict=True)):
            if not text:
                continue
            number = _number(column, text)
            if number is not None:
                page.write_number(line, place, number, looks.of(number))
            elif column.kind == "boolean" and text in ("true", "false"):
                page.write_boolean(line, place, text == "true")
            else:
                page.write_string(line, place, text)


def _set_print(page: Worksheet, sheet: Sheet, widths: Sequence[int], top: int) -> None:
    """Let a sheet print in landscape, one page wide, headings on each page: the leading columns up to what can be read."""
    last = total = 0
    for place, width in enumerate(widths):
        total += width
        if place and (total > _PRINTED or sheet.columns[place].kind == "iri"):
            break
        last = place
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, top)
    page.print_area(0, 0, top + max(len(sheet.rows), 1), last)
    page.set_footer("&L&A&R&P / &N")


def _width(text: str) -> int:
    """Return about how many columns a text takes on the screen: a Chinese character two."""
    return sum(1 if ord(letter) < _WIDE else 2 for letter in text[: _WIDEST + 1])


def _number(column: Column, text: str) -> float | None:
    """Return a cell's number, None where it is none or a spreadsheet could not hold it exactly."""
    if column.kind not in ("integer", "decimal") or column.separator:
        return None
    return exact_float(text)


def _too_long(sheet: Sheet) -> Iterator[Fault]:
    if len(sheet.rows) >= _MOST_ROWS:
        problem = f"{len(sheet.rows):,} rows are more than a sheet holds, {_MOST_ROWS - 1:,}"
        yield Fault(f"sheet {sheet.name}", 0, "", problem, _REMEDY)
    for line, row in enumerate(sheet.texts, start=2):
        for column, text in zip(sheet.columns, row, strict=True):
            if len(text.encode("utf-16-le")) // 2 > _LONGEST:
                problem = f"a text of {len(text):,} characters is too long for a cell, which holds {_LONGEST:,}"
                yield Fault(f"sheet {sheet.name}", line, column.name, problem, _REMEDY)
