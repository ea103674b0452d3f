"""A table as it was found: rows of texts, each of which knows its file, sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cengji.cases.workbook.cell_names import cell_fault, column_letters
from cengji.core.errors import Fault

__all__ = ["Grid", "letters"]


def letters(column: int) -> str:
    """Return the letters of a column, 0 the first.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    return column_letters(column + 1)


@dataclass(slots=True)
class Grid:
    """Rows of equally many texts, as written: blanks at either end are kept, since they may be indentation.

    ``sheet`` is empty for a file that is one table. ``lines`` are the lines that the rows end on in a file of text, ``places`` what
    else the rows are called (``children[0]``); without either, a row is known by its number. ``merged`` are the areas of merged
    cells: first row, first column, last row, last column, from 0. ``damaged`` are cells whose content a spreadsheet program has
    changed for good, with the reason. ``is_exact`` says that the cells are of CSV in plain UTF-8, which no spreadsheet program has
    written: an apostrophe before ``=`` is one.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int] = ()
    places: Sequence[str] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    damaged: dict[tuple[int, int], str] = field(default_factory=dict)
    is_workbook: bool = False
    is_exact: bool = False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def name(self) -> str:
        """What a message calls it: the file, with the sheet where it has several."""
        return f"{self.file}: {self.sheet}" if self.sheet else self.file

    def fault(self, row: int, column: int, problem: str, remedy: str) -> Fault:
        """Return the fault of a cell; both count from 0."""
        if self.places:
            return Fault(self.file, 0, self.places[row], problem, remedy)
        if self.is_workbook:
            return cell_fault(self.file, self.sheet, row + 1, column + 1, problem, remedy)
        return Fault(self.file, self.lines[row] if self.lines else row + 1, f"column {letters(column)}", problem, remedy)

    def where(self, row: int, column: int = 0) -> str:
        """Return a cell as a message names it: ``B7``, ``line 7`` or what else the row is called."""
        if self.places:
            return self.places[row]
        if self.is_workbook:
            return f"{letters(column)}{row + 1}"
        return f"line {self.lines[row] if self.lines else row + 1}"
