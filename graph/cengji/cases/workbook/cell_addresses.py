"""Where the values of a case stand in its workbook: the cells that faults name."""

from __future__ import annotations

from dataclasses import dataclass, field

from cengji.cases.tree import Path, Tree
from cengji.cases.workbook.cell_names import cell_fault, cell_name
from cengji.cases.workbook.headings import SHEETS
from cengji.cases.workbook.sheets import Sheet, all_sheets
from cengji.core.errors import Fault

__all__ = ["FIRST_ROW", "WorkbookTree"]

# The first row of things; above it stand the Chinese headings and those of the case format.
FIRST_ROW = 3


@dataclass(slots=True)
class WorkbookTree(Tree):
    """The plain value of a workbook and the row of each path into it: faults are reported by sheet and cell."""

    # Where each entry stands: its sheet and row; several rows are the case of the path ``()``.
    rows: dict[Path, tuple[Sheet, int]] = field(default_factory=dict)
    # The columns of each section's sheet, by name, 1 the first.
    columns: dict[str, dict[str, int]] = field(default_factory=dict)

    def where(self, path: Path) -> str:
        """Return the cell in which the value at this path stands."""
        sheet, row, column, _ = self._cell(path)
        return cell_name(sheet, row, column)

    def fault(self, name: str, path: Path, problem: str, remedy: str) -> Fault:
        """Return the fault of the value at this path, with the cell it stands in or ought to stand in."""
        sheet, row, column, subject = self._cell(path)
        return cell_fault(name, sheet, row, column, f"{subject}: {problem}" if subject else problem, remedy)

    def _cell(self, path: Path) -> tuple[str, int, int, str]:
        """Return sheet, row, column and the name of the field; of what has no cell, the first of its row or sheet."""
        length = next((n for n in range(len(path), 0, -1) if path[:n] in self.rows), 0)
        rest = path[length:]
        names = ".".join(step for step in rest if isinstance(step, str))
        if not length and rest and isinstance(rest[0], str):
            below = next((sheet for sheet in all_sheets() if sheet.path == (rest[0],)), None)
            if below:
                return SHEETS[below.section][0], FIRST_ROW, 1, names
        sheet, row = self.rows.get(path[:length], (all_sheets()[0], FIRST_ROW))
        columns = self.columns.get(sheet.section, {})
        near = [name for name in columns if name == names or name.startswith(f"{names}.") or names.startswith(f"{name}.")]
        found = names if names in columns else next(iter(near), "")
        lines = [step for step in rest if isinstance(step, int)]
        subject = names
        if lines and len(self._held(path[: length + 1]) or ()) > 1:
            subject += f" (line {lines[0] + 1})"
        return SHEETS[sheet.section][0], row, columns.get(found, 1), subject

    def _held(self, path: Path) -> list[object] | None:
        at = self.value
        for step in path:
            try:
                at = at[step]
            except (KeyError, IndexError, TypeError):
                return None
        return at if isinstance(at, list) else None
