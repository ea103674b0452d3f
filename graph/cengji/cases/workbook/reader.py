"""An XLSX workbook → the plain value of a case, with every fault by sheet and cell: the only reader of workbooks."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cengji.cases.loader import check_case
from cengji.cases.tree import Path, quote_value
from cengji.cases.vocabulary import Vocabulary
from cengji.cases.workbook.archive import MAX_COLUMNS, MAX_ROWS, find_broken_sheets, inspect_sheet, open_package, parse_address
from cengji.cases.workbook.assemble import Grid, assemble, is_own
from cengji.cases.workbook.cell_names import CellFault, cell_fault
from cengji.cases.workbook.cell_values import Formula, Percentage, ShownDate, SpreadsheetError
from cengji.cases.workbook.headings import SHEETS
from cengji.core.errors import InputError
from cengji.core.extras import require_extra

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["WorkbookCase", "read_workbook"]

_REST = "; what the other sheets say was not looked at"
_SAVE_AS = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)"


@dataclass(frozen=True, slots=True)
class WorkbookCase:
    """What a workbook says: the plain value of its case, the comments of the entries, and what a person should know."""

    value: dict[str, Any]
    comments: dict[Path, list[str]]
    notes: tuple[str, ...]


def read_workbook(data: bytes, name: str, vocabulary: Vocabulary) -> WorkbookCase:
    """Read a case from a workbook.

    :param name: what to call the file in faults.
    :raises InputError: with every fault, by sheet and cell: those of its form and all that the loader of case files finds.
    :raises UnavailableError: if openpyxl is not installed.
    """
    with require_extra("xlsx"):
        import openpyxl
    with open_package(data, name) as archive:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl warns of decorations that it does not keep; none is data
                book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
                grids, faults, notes = _grids(book, archive, name)
        except InputError:
            raise
        except Exception as error:  # openpyxl has no errors of its own: a damaged part shows as any of a dozen
            reason = f"({type(error).__name__}: {quote_value(str(error))})"
            if broken := find_broken_sheets(archive):
                raise InputError(cell_fault(name, title, 0, 0, f"cannot be read {reason}{_REST}", _SAVE_AS) for title in broken) from error
            raise InputError.of(name, f"cannot be read as a workbook {reason}", _SAVE_AS) from error
    assembled = assemble(name, grids)
    form_faults = [*faults, *assembled.faults]
    blamed = {fault.line for fault in form_faults}
    _, found = check_case(assembled.tree, name, vocabulary)
    if form_faults or found:  # what the loader says of a cell that could not be read is no news
        raise InputError([*form_faults, *(fault for fault in found if fault.line not in blamed)])
    return WorkbookCase(assembled.tree.value, assembled.comments, tuple(notes))


def _grids(book: Workbook, archive: zipfile.ZipFile, name: str) -> tuple[dict[str, Grid], list[CellFault], list[str]]:
    """Return the cells of each sheet, the faults of its form and notes.

    :raises InputError: with the faults of all sheets if one of them cannot be read: what the others say makes no case without it.
    """
    grids: dict[str, Grid] = {}
    faults: list[CellFault] = []
    notes: list[str] = []
    broken: list[CellFault] = []
    known = {zh for zh, _, _ in SHEETS.values()} | SHEETS.keys()
    if known.isdisjoint(book.sheetnames):
        remedy = "`cengji import` reads lists of bodies; `cengji case new KEY --xlsx` begins the workbook of a case"
        raise InputError.of(name, "is not the workbook of a case: it has no sheet 案例, nor any other of one", remedy)
    for title in book.sheetnames:
        grids[title] = {}
        if title not in known or is_own(title):
            continue
        try:
            grids[title], found, hidden = _grid(book[title], archive, name)
        except Exception as error:  # openpyxl has no errors of its own: a damaged part shows as any of a dozen
            said = (
                "its parts are not those of a sheet"
                if isinstance(error, TypeError)
                else f"{type(error).__name__}: {quote_value(str(error))}"
            )
            problem = f"cannot be read ({said}){_REST}"
            broken.append(cell_fault(name, title, 0, 0, problem, _SAVE_AS))
            continue
        faults += found
        if hidden:
            notes.append(f"{title}: {hidden} hidden {'row was' if hidden == 1 else 'rows were'} read as well")
    if broken:
        raise InputError([*broken, *faults])
    return grids, faults, notes


def _grid(sheet: Any, archive: zipfile.ZipFile, name: str) -> tuple[Grid, list[CellFault], int]:  # noqa: ANN401 - openpyxl's sheets
    """Return the cells of a sheet, the faults of its form, and how many rows are hidden."""
    faults: list[CellFault] = []
    form = inspect_sheet(archive, sheet._worksheet_path.lstrip("/"))  # openpyxl has a sheet's part nowhere else
    for area in form.merged:
        row, column = parse_address(area.partition(":")[0])
        problem = f"is merged ({quote_value(area)[1:-1]})"
        faults.append(cell_fault(name, sheet.title, row, column, problem, "unmerge it, and fill each cell"))
    if form.stray:
        bounds = f"the {MAX_ROWS:,} rows and {MAX_COLUMNS} columns that are read"
        problem = f"{quote_value(form.stray)[1:-1]} lies outside {bounds}, or out of order"
        faults.append(cell_fault(name, sheet.title, 0, 0, problem, "move it up to the table, or delete its row and column"))
    grid = {
        number: cells
        for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS), start=1)
        if (cells := {at: _value(cell) for at, cell in enumerate(row, start=1) if cell.value not in (None, "")})
    }
    return grid, faults, form.hidden


def _value(cell: Any) -> object:  # noqa: ANN401 - openpyxl's cells
    if cell.data_type == "f":
        return Formula()
    value = SpreadsheetError(str(cell.value)) if cell.data_type == "e" else cell.value
    if isinstance(value, datetime):
        return ShownDate(value, cell.number_format)
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        return Percentage(value)
    return value
