"""An XLSX workbook: a cover, a sheet that says what the columns mean, a sheet a class."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from cengji.core.errors import Fault, InputError
from cengji.core.extras import require_extra
from cengji.core.texts import Text
from cengji.export.credits import credits_of
from cengji.export.numbers import exact_float
from cengji.export.sheets import Column, Sheet
from cengji.export.workbook import SHEET_ROW, cover_rows, headings_of, sheets_for_people, title_of

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
_WIDEST: Final = 34
_HEAD: Final = 16  # a longer English heading takes two lines
_MOST_LINES: Final = 2
_LINE: Final = 15  # points
_COVER_WIDTH: Final = 56
_MOST_LINKS: Final = 65_530  # of a sheet of Excel
_LONGEST_LINK: Final = 2_000
_WEB: Final = re.compile(r"https?://[^\s\"<>{}|\\^`\x00-\x20]+")
_COVER: Final = "cover 封面"
_A4: Final = 9
_FOOTER: Final = "&L&A&R&P / &N"
# So many characters of a line can be read on a page of A4 in landscape.
_PRINTED: Final = 205
_WIDE: Final = 0x1100  # from here on scripts with wide letters


class _Looks(NamedTuple):
    """The formats of headings, texts, numbers and links."""

    heading: Format
    name: Format
    text: Format
    plain: Format
    link: Format
    whole: Format
    broken: Format

    def of(self, number: float) -> Format | None:
        """Return the format that shows all of a number, None for as many digits as it has."""
        if float(number).is_integer():
            return self.whole
        return self.broken if round(number, 4) == number else None


def _looks(book: Workbook) -> _Looks:
    head = {"bg_color": "#E8EEF4", "valign": "top", "text_wrap": True}
    top = {"valign": "top"}
    return _Looks(
        book.add_format(head | {"bold": True}),
        book.add_format(head | {"font_size": 8, "font_color": "#5A6570", "bottom": 1}),
        book.add_format(top | {"text_wrap": True}),
        book.add_format(top),
        book.add_format(top | {"font_color": "#1F5FA8", "underline": 1}),
        book.add_format(top | {"num_format": "#,##0_ "}),
        book.add_format(top | {"num_format": "#,##0.0###_ "}),
    )


def write_xlsx(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> Iterator[bytes]:
    """Yield the tables as a workbook: headers frozen and filterable, numbers as numbers, all else as text.

    Several tables are arranged for people: labels before IRIs, a Chinese heading above the name of each column, a cover.
    Each sheet prints in landscape, one page wide: the leading columns that can be read at that width. No cell is a formula, whatever
    it says; of several tables single IRIs of the web are links, as many as Excel takes. ``titles`` are those of properties by IRI.

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
    said = credits_of(sheets)
    comments = filter(None, ("as reported by the documents named in SourceDocument" if said.documents else "", said.licence))
    book.set_properties({"created": _NO_CLOCK, "comments": "; ".join(comments)})
    looks = _looks(book)
    if several:
        _write_cover(book.add_worksheet(_COVER), cover_rows(shown, titles), looks)
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


def _write_cover(page: Worksheet, rows: Sequence[tuple[str, str, str]], looks: _Looks) -> None:
    """Write what the workbook is, once each kind of row is named; names of sheets lead to them."""
    for line, row in enumerate(rows):
        kind, *texts = row
        page.set_row(line, _LINE * max(1, *(-(-_width(text, 200) // _COVER_WIDTH) for text in texts)))
        page.write_string(line, 0, kind if line == 0 or kind != rows[line - 1][0] else "", looks.heading)
        for place, text in enumerate(texts, start=1):
            if kind == SHEET_ROW and place == 1:
                page.write_url(line, place, f"internal:'{text}'!A1", looks.link, text)
            elif _is_link(text):
                page.write_url(line, place, text, looks.link, text)
            else:
                page.write_string(line, place, text, looks.heading if line == 0 else looks.text)
    page.set_column(0, 0, 20)
    page.set_footer(_FOOTER)
    page.set_column(1, 2, _COVER_WIDTH)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


def _write(book: Workbook, sheet: Sheet, title: str, words: Sequence[Text], looks: _Looks) -> None:
    """Write a table; ``words`` are the headings above its own, none where there are none."""
    page: Worksheet = book.add_worksheet(title[:31])
    top = 1 if words else 0
    page.freeze_panes(top + 1, 2 if len(sheet.columns) > 2 else 0)
    page.autofilter(top, 0, top + max(len(sheet.rows), 1), len(sheet.columns) - 1)
    widths = []
    for place, column in enumerate(sheet.columns):
        if words:
            page.write_string(0, place, f"{words[place].zh}\n{words[place].en}".strip(), looks.heading)
        page.write_string(top, place, column.name, looks.name if words else looks.heading)
        longest = max((_width(line) for row in sheet.texts[:200] for line in row[place].split("\n")), default=0)
        head = max(_width(words[place].zh), min(len(words[place].en), _HEAD)) if words else len(column.name)
        widths.append(min(_WIDEST, max(head, longest, 6) + 2))
        page.set_column(place, place, widths[-1])
    if words:
        page.set_row(0, _LINE * 3)
    last = _last_printed(sheet, widths)
    _set_print(page, sheet, last, top)
    links = _link_columns(sheet) if words else frozenset()
    for line, row in enumerate(sheet.texts, start=top + 1):
        lines = max((_lines(row[place], widths[place]) for place in range(last + 1) if _wraps(sheet.columns[place])), default=1)
        if lines > 1:
            page.set_row(line, _LINE * lines)
        for place, (column, text) in enumerate(zip(sheet.columns, row, strict=True)):
            if not text:
                continue
            number = _number(column, text)
            if number is not None:
                page.write_number(line, place, number, looks.of(number))
            elif column.kind == "boolean" and text in ("true", "false"):
                page.write_boolean(line, place, text == "true")
            elif place in links and _is_link(text):
                page.write_url(line, place, text, looks.link, text)
            else:
                page.write_string(line, place, text, looks.text if _wraps(column) else looks.plain)


def _link_columns(sheet: Sheet) -> frozenset[int]:
    """Return the columns whose IRIs are links: those of the rows first, then others of one value, as long as Excel takes them all."""
    left, found = _MOST_LINKS, set()
    for place, column in enumerate(sheet.columns):
        if column.kind == "iri" and not column.separator:
            left -= sum(1 for row in sheet.rows if row[place])
            if left < 0:
                break
            found.add(place)
    return frozenset(found)


def _is_link(text: str) -> bool:
    """Return whether a text is an IRI of the web that a cell may lead to, and nothing that a program would run or open."""
    return len(text) <= _LONGEST_LINK and _WEB.fullmatch(text) is not None


def _wraps(column: Column) -> bool:
    """Return whether the texts of a column take several lines: IRIs and digests do not."""
    return column.kind != "iri" and not column.name.endswith(("Digest", "checksumValue"))


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, at most as many as are shown."""
    if len(text) * 2 <= width:
        return 1
    return min(_MOST_LINES, sum(max(1, -(-_width(line, _WIDEST * _MOST_LINES) // width)) for line in text.split("\n")))


def _last_printed(sheet: Sheet, widths: Sequence[int]) -> int:
    """Return the last of the leading columns that can be read on a page: of words, as many as its width holds."""
    last = total = 0
    for place, width in enumerate(widths):
        total += width
        if place and (total > _PRINTED or sheet.columns[place].kind == "iri"):
            break
        last = place
    return last


def _set_print(page: Worksheet, sheet: Sheet, last: int, top: int) -> None:
    """Let a sheet print in landscape, one page wide, headings on each page, up to this column."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.repeat_rows(0, top)
    page.print_area(0, 0, top + max(len(sheet.rows), 1), last)
    page.set_footer(_FOOTER)


def _width(text: str, most: int = _WIDEST) -> int:
    """Return about how many columns a text takes on the screen: a Chinese character two."""
    return sum(1 if ord(letter) < _WIDE else 2 for letter in text[: most + 1])


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
