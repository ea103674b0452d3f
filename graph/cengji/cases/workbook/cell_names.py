"""Cells of workbooks by name, and faults that name them."""

from __future__ import annotations

from dataclasses import dataclass

from cengji.cases.workbook.headings import SHEETS
from cengji.core.errors import Fault

__all__ = ["CellFault", "cell_fault", "cell_name", "column_letters"]


@dataclass(frozen=True, order=True, slots=True)
class CellFault(Fault):
    """A fault of a workbook: ``field`` is the sheet and cell, ``line`` its place in reading order, which is not shown."""

    def __str__(self) -> str:
        """Return the fault as one line: ``file: sheet!cell: problem — remedy``."""
        where = f"{self.path}: {self.field}" if self.field else self.path
        return f"{where}: {self.problem} — {self.remedy}"


def column_letters(column: int) -> str:
    """Return the letters of a column, 1 the first.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(sheet: str, row: int, column: int) -> str:
    """Return a cell as spreadsheet programs name it.

    >>> cell_name("数字", 14, 3)
    '数字!C14'
    """
    return f"{sheet}!{column_letters(column)}{row}"


def cell_fault(name: str, sheet: str, row: int, column: int, problem: str, remedy: str) -> CellFault:
    """Return a fault of a cell; row 0 is the sheet as a whole."""
    order = {zh: number for number, (zh, _, _) in enumerate(SHEETS.values())}
    reading = (order.get(sheet, len(order)) << 40) + (row << 20) + column
    return CellFault(name, reading, cell_name(sheet, row, column) if row else sheet, problem, remedy)
