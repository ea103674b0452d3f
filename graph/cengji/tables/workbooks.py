"""Workbooks of spreadsheet programs as tables: Excel (old and new), OpenDocument; read by calamine, indents by openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from cengji.cases.tree import quote_value
from cengji.core.archives import find_excess
from cengji.core.errors import InputError
from cengji.core.extras import require_extra
from cengji.core.sheetparts import pad
from cengji.tables.grid import Grid, letters
from cengji.tables.hidden import Hidden, find_hidden

__all__ = ["find_indents", "read_workbook_tables"]

_MAX_UNPACKED: Final = 512 * 2**20
_SHOWN: Final = 12
_EXACT: Final = 10**15
_SAVE: Final = "open it in a spreadsheet program and save it as .xlsx, without a password"
_CASE_SHEETS: Final = frozenset({"说明", "案例"})
_ERROR: Final = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


def read_workbook_tables(data: bytes, name: str) -> tuple[list[Grid], list[str]]:
    """Return the sheets that hold anything, and notes on those that are left out because they are hidden.

    :raises InputError: if it is no workbook, has a password, or is one of a case (`cengji case from-xlsx` reads these).
    :raises UnavailableError: if calamine is not installed.
    """
    with require_extra("tables"):
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    _bound(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if set(book.sheet_names) >= _CASE_SHEETS:
            problem = "is the workbook of a case, not a table of bodies"
            remedy = "`cengji case from-xlsx FILE -o CASE.yaml` makes a case of it; `cengji import` reads lists of bodies, and our exports"
            raise InputError.of(name, problem, remedy)
        grids, notes = [], list[str]()
        hidden = find_hidden(data)
        for sheet in book.sheets_metadata:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != SheetVisibleEnum.Visible:
                notes.append(f"{name}: the hidden sheet {sheet.name} is not read")
                continue
            held = hidden.get(sheet.name, Hidden())
            grid = _grid(book.get_sheet_by_name(sheet.name), name, held)
            grid.damaged.update(dict.fromkeys(held.formulas, "holds a formula whose value the file does not hold"))
            grid.damaged.update({at: "holds an error" for at in held.errors if at not in grid.damaged})
            notes += _told(grid, held)
            if grid.rows:
                grids.append(grid)
    except InputError:
        raise
    except Exception as error:  # calamine has a class of errors for each format
        locked = "password" in str(error).lower() or (data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and not name.lower().endswith(".xls"))
        problem = "is locked by a password" if locked else f"cannot be read as a workbook ({quote_value(str(error))})"
        raise InputError.of(name, problem, _SAVE) from error
    return grids, notes


def _told(grid: Grid, held: Hidden) -> list[str]:
    """Return notes on rows and columns that are hidden but read: by a filter, perhaps."""
    rows = [str(row + 1) for row in held.rows if row < len(grid.rows) and any(grid.rows[row])]
    columns = [letters(column) for column in held.columns if column < grid.width and any(row[column] for row in grid.rows)]
    told = [("rows", rows), ("columns", columns)]
    return [
        f"{grid.name}: hidden {what} are read like the others: {', '.join(held[:_SHOWN])}{' …' if len(held) > _SHOWN else ''}"
        for what, held in told
        if held
    ]


def _bound(data: bytes, name: str) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        excess = find_excess(zipfile.ZipFile(io.BytesIO(data)), _MAX_UNPACKED)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error) as error:
        raise InputError.of(name, "is no whole workbook", _SAVE) from error
    if excess:
        raise InputError.of(name, f"unpacks to more than {_MAX_UNPACKED:,} bytes", "copy the cells of the table into a fresh workbook")


def _grid(sheet: Any, name: str, held: Hidden) -> Grid:  # noqa: ANN401 - calamine has no types
    damaged: dict[tuple[int, int], str] = {}
    cells = sheet.to_python(skip_empty_area=False)
    texts = [[cell if type(cell) is str else _text(cell) for cell in row] for row in cells]
    for at, row in enumerate(cells):
        for place, cell in enumerate(row):
            kind = type(cell)
            if kind in (float, int) and abs(cell) >= _EXACT:
                damaged[at, place] = f"is a number of more than 15 digits ({texts[at][place]}), of which spreadsheets keep only 15"
            elif kind is str and cell[:1] == "#" and _ERROR.fullmatch(cell):
                damaged[at, place] = f"holds the error {cell}"
    for at, place, digits in held.padded:
        if at < len(texts) and place < len(texts[at]) and isinstance(cells[at][place], int | float):
            texts[at][place] = pad(texts[at][place], digits)
    while texts and not any(texts[-1]):
        texts.pop()
    areas = getattr(sheet, "merged_cell_ranges", None) or ()
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in areas if top < len(texts)]
    return Grid(name, sheet.name, texts, merged=merged, damaged=damaged, is_workbook=True)


def _text(cell: object) -> str:
    """Return the value of a cell as it is read: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | timedelta) or cell else ""


def find_indents(data: bytes, sheet: str, column: int) -> list[int]:
    """Return how far the cells of a column of an .xlsx workbook are indented by their format, row by row; 0 where not.

    :param column: from 0.
    :raises UnavailableError: if openpyxl is not installed.
    """
    with require_extra("xlsx"):
        import openpyxl
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    rows = book[sheet].iter_rows(min_col=column + 1, max_col=column + 1)
    found = [int(cell.alignment.indent or 0) if cell.value is not None else 0 for (cell,) in rows]
    book.close()
    return found
