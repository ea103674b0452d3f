"""The rows of a case → an XLSX workbook that a curator fills in: headings in two languages, help, drop-downs with labels."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from cengji.cases.tree import Path, quote_value
from cengji.cases.workbook.cell_addresses import FIRST_ROW
from cengji.cases.workbook.cell_names import cell_fault, column_letters
from cengji.cases.workbook.flatten import Cell, Row, flatten
from cengji.cases.workbook.headings import COMMENT, GUIDE, LISTS, SHEETS, guide_rows, heading
from cengji.cases.workbook.sheets import DECLARABLE, SCHEMES, Column, Sheet, all_sheets
from cengji.core.errors import InputError
from cengji.core.extras import require_extra
from cengji.core.licences import credit

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Labels", "write_workbook"]

# The Chinese label of each concept: scheme → key → label.
Labels = Mapping[str, Mapping[str, str]]
_NO_CLOCK: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes a naive time and writes it as UTC
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
# How many UTF-16 code units a cell holds.
_LONGEST: Final = 32_767
# What readers of workbooks take for an escape, whatever it stands in, and what XML cannot hold.
_MISREAD: Final = re.compile("x005F_|[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# As far down as drop-downs are offered.
_LAST_ROW: Final = 5000
# How many entries more than it has a sheet may get before a drop-down leaves the last of them out.
_SPARE_ROWS: Final = 300
# What is read beside a key: the first of these columns that a sheet has.
_NAMES: Final = ("label.zh", "title", "written")
_WIDTHS: Final = {"boolean": 8, "date": 12, "integer": 8, "number": 12, "key": 26, "concept": 26, "text": 24}
_WIDE: Final = 70
_LINE_PIXELS: Final = 19
_MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class _Formats:
    """The looks of cells: the heading rows, then text, wrapped text and numbers."""

    zh: Format
    needed: Format
    field: Format
    text: Format
    number: Format


def write_workbook(value: Mapping[str, Any], comments: Mapping[Path, Sequence[str]], labels: Labels) -> bytes:
    """Return the workbook of a case; the same case gives the same bytes.

    :param value: the plain value of the case, its shorthands written out; what is missing is left blank.
    :raises InputError: naming each text that no cell can hold as it is.
    :raises UnavailableError: if XlsxWriter is not installed.
    """
    with require_extra("xlsx"):
        import xlsxwriter
    rows = flatten(value, comments)
    faults = [fault for sheet in all_sheets() for fault in _unwritable(sheet, rows[sheet.section])]
    if faults:
        raise InputError(faults)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    about = credit("Cengji case", value.get("licence"))
    book.set_properties({"title": str(value.get("case", "")), "created": _NO_CLOCK, "comments": about})
    formats = _formats(book)
    _write_guide(book.add_worksheet(GUIDE), formats)
    pages = {sheet.section: book.add_worksheet(SHEETS[sheet.section][0]) for sheet in all_sheets()}
    lists = _Lists(book.add_worksheet(LISTS), _with_own(labels, value), rows)
    for sheet in all_sheets():
        _write_sheet(pages[sheet.section], sheet, rows[sheet.section], formats, lists)
    lists.page.hide()
    pages["case"].activate()
    book.close()
    return content.getvalue()


def _formats(book: Workbook) -> _Formats:
    base = {"text_wrap": True, "valign": "top", "font_size": 10}
    head = base | {"bold": True, "border": 1, "border_color": "#B8C4CE"}
    return _Formats(
        zh=book.add_format(head | {"bg_color": "#E8EEF4"}),
        needed=book.add_format(head | {"bg_color": "#FCE8C8"}),
        field=book.add_format(base | {"italic": True, "font_color": "#5A6570", "bottom": 1}),
        text=book.add_format(base | {"num_format": "@"}),
        number=book.add_format(base),
    )


def _print_whole(page: Worksheet) -> None:
    """Print a sheet as wide as the paper."""
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _write_guide(page: Worksheet, formats: _Formats) -> None:
    _print_whole(page)
    page.set_column(0, 1, 24)
    page.set_column(2, 3, 60)
    for line, row in enumerate(guide_rows()):
        for place, text in enumerate(row.cells):
            page.write_string(line, place, text, formats.zh if row.is_heading else formats.text)


def _write_sheet(page: Worksheet, sheet: Sheet, rows: Sequence[Row], formats: _Formats, lists: _Lists) -> None:
    columns = sheet.all_columns
    page.freeze_panes(FIRST_ROW - 1, max(1, len(sheet.owners)))
    _print_whole(page)
    page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(columns))}{_LAST_ROW}"})
    for place, column in enumerate(columns):
        zh, help_zh, help_en = heading(column.name)
        page.write_string(0, place, zh, formats.needed if column.required else formats.zh)
        page.write_string(1, place, column.name, formats.field)
        if column.name != COMMENT:
            page.write_comment(0, place, _help(column, help_zh, help_en), {"author": "Cengji", "x_scale": 2.2, "y_scale": 1.6})
        plain = column.kind in ("integer", "number") and not column.many
        page.set_column(place, place, _width(column), formats.number if plain else formats.text)
        source = lists.source(column)
        if source:
            page.data_validation(FIRST_ROW - 1, place, _LAST_ROW - 1, place, _drop_down(column, source))
    for line, row in enumerate(rows, start=FIRST_ROW - 1):
        displayed = {column: lists.display(column, row[column.name]) for column in columns if column.name in row}
        page.set_row_pixels(line, _LINE_PIXELS * max((_lines(str(cell), _width(column)) for column, cell in displayed.items()), default=1))
        for place, column in enumerate(columns):
            if column in displayed:
                _write_cell(page, line, place, displayed[column], formats)


def _width(column: Column) -> int:
    """Return the width of a column, in digits."""
    return _WIDE if column.name.endswith("sha256") else _WIDTHS[column.kind]


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell, at most as many as are shown: spreadsheet programs do not all find out."""
    needed = sum(max(1, -(-sum(1 + (east_asian_width(one) in "WF") for one in line) // width)) for line in text.split("\n"))
    return min(needed, _MOST_LINES)


def _help(column: Column, zh: str, en: str) -> str:
    """Return the help of a column: what it means, what it takes."""
    lines = [zh, en, ""]
    if column.required:
        lines.append("必填 · required")
    if column.many:
        lines.append("可填多个，单元格内每行一个(Alt+Enter) · several: one a line within the cell (Alt+Enter)")
    if column.scheme and column.scheme != SCHEMES:
        lines.append(
            f"词表 {column.scheme} 的标识，其后可有空格和名称 · a key of the scheme {column.scheme}; a space and its label may follow"
        )
    if column.sections:
        names = "、".join(SHEETS[section][0] for section in column.sections)
        lines.append(f"表 {names} 中的标识，其后可有空格和名称 · a key of the sheets {names}; a space and its name may follow")
    return "\n".join(lines).rstrip()


def _drop_down(column: Column, source: str | list[str]) -> dict[str, Any]:
    """Return the list that a cell offers. Only a closed list refuses what is not on it: keys may be new, and several stand in a cell."""
    closed = column.kind == "boolean" or (column.kind == "concept" and column.scheme not in DECLARABLE and not column.many)
    refusal = {"error_title": "不在列表中 · not on the list", "error_message": "请从列表中选择 · choose from the list"} if closed else {}
    return {"validate": "list", "source": source, "ignore_blank": True, "show_error": closed} | refusal


def _write_cell(page: Worksheet, line: int, place: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell, bool):
        page.write_string(line, place, str(cell).upper(), formats.text)  # a truth in a cell without its format turns into 1
    elif isinstance(cell, int | Decimal) and _is_exact(cell):
        page.write_number(line, place, float(cell), formats.number)
    else:
        page.write_string(line, place, str(cell), formats.text)


def _is_exact(number: int | Decimal) -> bool:
    """Return whether a spreadsheet keeps a number and shows it as it is written here.

    >>> _is_exact(14000), _is_exact(Decimal("76.9")), _is_exact(Decimal("76.90")), _is_exact(10**17)
    (True, True, False, False)
    """
    return -(10**15) < number < 10**15 and f"{Decimal(f'{float(number):.15g}'):f}" == f"{Decimal(number):f}"


class _Lists:
    """The hidden sheet that drop-downs take their words from."""

    def __init__(self, page: Worksheet, labels: Labels, rows: Mapping[str, Sequence[Row]]) -> None:
        self.page, self.labels, self.rows = page, labels, rows
        self.sources: dict[tuple[str, ...], str] = {}
        self.names = {section: _names_in(found) for section, found in rows.items()}

    def display(self, column: Column, cell: Cell) -> Cell:
        """Return a cell as a person reads it: the key of a concept or of an entry with its label."""
        if column.kind != "concept" and not column.sections:
            return cell
        shown = (self._with_label(self._home(column, key), key) for key in str(cell).split("\n"))
        return "\n".join(shown)

    def source(self, column: Column) -> str | list[str]:
        """Return where the drop-down of a column takes its words from, empty where it has none."""
        if column.kind == "boolean":
            return ["TRUE", "FALSE"]
        if column.kind == "concept":
            keys = DECLARABLE if column.scheme == SCHEMES else sorted(self.labels.get(column.scheme, ()))
            return self._list((column.scheme,), [self._with_label(column.scheme, key) for key in keys])
        if len(column.sections) == 1:
            return self._live_list(column.sections[0])
        return self._list(column.sections, [self._with_label(name, key) for name in column.sections for key in self.names.get(name, ())])

    def _home(self, column: Column, key: str) -> str:
        """Return the scheme of a column, or the section that a key of it stands in."""
        return column.scheme or next((name for name in column.sections if key in self.names.get(name, ())), "")

    def _with_label(self, name: str, key: str) -> str:
        """Return a key with its label in a scheme or section."""
        label = self.labels.get(name, self.names.get(name, {})).get(key)
        return f"{key} {label}" if label else key

    def _live_list(self, section: str) -> str:
        """Return the range of the keys of a sheet with their labels, each beside its row: new ones are offered at once."""
        name = (section,)
        if name not in self.sources:
            columns = [column.name for column in next(sheet for sheet in all_sheets() if sheet.section == section).all_columns]
            key, label = (f"{SHEETS[section][0]}!${column_letters(columns.index(one) + 1)}" for one in ("key", _name_of(columns)))
            place, rows = len(self.sources), self.rows[section]
            own = column_letters(place + 1)
            self.page.write_string(0, place, section)
            for line in range(len(rows) + _SPARE_ROWS):
                number = FIRST_ROW + line
                shown = self._with_label(section, str(rows[line].get("key", ""))) if line < len(rows) else ""
                formula = f'=IF({key}{number}="","",{key}{number}&" "&{label}{number})'
                self.page.write_formula(line + 1, place, formula, None, shown)
            words = f"{LISTS}!${own}$2:${own}${len(rows) + _SPARE_ROWS + 1}"
            self.sources[name] = f'=OFFSET({LISTS}!${own}$2,0,0,MAX(1,COUNTIF({words},"?*")),1)'
        return self.sources[name]

    def _list(self, name: tuple[str, ...], words: Sequence[str]) -> str:
        """Return the range of a list, written when it is first asked for."""
        if not words or not name:
            return ""
        if name not in self.sources:
            place = len(self.sources)
            self.page.write_string(0, place, " ".join(name))
            for line, word in enumerate(words, start=1):
                self.page.write_string(line, place, word)
            self.sources[name] = f"={LISTS}!${column_letters(place + 1)}$2:${column_letters(place + 1)}${len(words) + 1}"
        return self.sources[name]


def _name_of(columns: Collection[str]) -> str:
    """Return which of the columns of a sheet names its entries.

    >>> _name_of(["key", "title", "date"])
    'title'
    """
    return next(name for name in _NAMES if name in columns)


def _names_in(rows: Sequence[Row]) -> dict[str, str]:
    """Return the label of each entry of a sheet that has a key."""
    return {str(row["key"]): _on_one_line(next((row[name] for name in _NAMES if name in row), "")) for row in rows if "key" in row}


def _on_one_line(text: Cell) -> str:
    return " ".join(str(text).split())


def _with_own(labels: Labels, value: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the labels of the schemes and of the case's own concepts."""
    merged = {scheme: dict(found) for scheme, found in labels.items()}
    for scheme, entries in value.get("concepts", {}).items():
        merged.setdefault(scheme, {}).update({entry["key"]: entry["zh"] for entry in entries})
    return merged


def _unwritable(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Any]:
    """Yield a fault for each text that a cell would not give back."""
    for number, row in enumerate(rows, start=FIRST_ROW):
        for place, column in enumerate(sheet.all_columns, start=1):
            text = str(row.get(column.name, ""))
            if len(text.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST:
                problem, remedy = f"{column.name}: a cell holds {_LONGEST:,} characters, not {len(text):,}", "shorten it"
            elif found := _MISREAD.search(text):
                problem = f"{column.name}: the text holds {quote_value(found[0])}, which no workbook gives back"
                remedy = "keep this case as YAML"
            else:
                continue
            yield cell_fault("workbook", SHEETS[sheet.section][0], number, place, problem, remedy)
