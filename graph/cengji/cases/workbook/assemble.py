"""The cells of a workbook → the plain value of a case, and the faults that only the form of the workbook has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from cengji.cases.tree import Path, quote_value
from cengji.cases.vocabulary import suggest
from cengji.cases.workbook.cell_addresses import FIRST_ROW, WorkbookTree
from cengji.cases.workbook.cell_names import CellFault, cell_fault
from cengji.cases.workbook.cell_values import Problem, read_cell
from cengji.cases.workbook.headings import COMMENT, GUIDE, LISTS, SHEETS
from cengji.cases.workbook.sheets import Column, Sheet, all_sheets

__all__ = ["Assembled", "Grid", "assemble"]

# The cells of a sheet that are not empty: row → column → value, 1 the first.
Grid = Mapping[int, Mapping[int, object]]
_Cells: TypeAlias = dict[Column, list[Any]]
_FIELD_ROW: Final = 2
_REMARK: Final = Column((COMMENT,))


@dataclass(frozen=True, slots=True)
class Assembled:
    """The tree of a workbook, the comments of its entries and the faults found on the way."""

    tree: WorkbookTree
    comments: dict[Path, list[str]]
    faults: list[CellFault]


def assemble(name: str, grids: Mapping[str, Grid]) -> Assembled:
    """Put the cells of a workbook together.

    :param name: what to call the file in faults.
    :param grids: the cells of each sheet, by its name.
    """
    work = _Assembly(name, grids)
    for sheet in all_sheets():
        work.read(sheet)
    work.faults += work.unknown_sheets()
    return Assembled(WorkbookTree(work.value, {}, rows=work.rows, columns=work.columns), work.comments, work.faults)


def is_own(name: str) -> bool:
    """Return whether a sheet or column is not read: the curator's own, the guide, the lists."""
    return name in (GUIDE, LISTS) or name.startswith(COMMENT)


@dataclass(slots=True)
class _Assembly:
    name: str
    grids: Mapping[str, Grid]
    value: dict[str, Any] = field(default_factory=dict)
    rows: dict[Path, tuple[Sheet, int]] = field(default_factory=dict)
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    comments: dict[Path, list[str]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    # The path of each row that others may belong to, by section and keys.
    named: dict[tuple[str, ...], Path] = field(default_factory=dict)

    def unknown_sheets(self) -> Iterator[CellFault]:
        known = {zh for zh, _, _ in SHEETS.values()} | SHEETS.keys()
        for title in self.grids:
            if title not in known and not is_own(title):
                remedy = suggest(title, frozenset(zh for zh, _, _ in SHEETS.values())).replace("case-format", "spreadsheets")
                yield cell_fault(
                    self.name, quote_value(title)[1:-1], 0, 0, "unknown sheet", f"{remedy}; sheets whose name begins with # are yours"
                )

    def read(self, sheet: Sheet) -> None:
        title = SHEETS[sheet.section][0]
        grid = self.grids.get(title) or self.grids.get(sheet.section) or {}
        if title in self.grids and sheet.section in self.grids:
            self._fault(title, 0, 0, f"the sheet {sheet.section} is the same sheet", "put the rows of both into one")
        headings = self._headings(sheet, title, grid)
        self.columns[sheet.section] = {column.name: at for at, column in headings.items() if column}
        remarks: list[str] = []
        path: Path | None = ()
        for number, cells in sorted(grid.items()):
            if number < FIRST_ROW:
                continue
            found = self._cells(title, number, headings, cells)
            remarks += [line for text in found.pop(_REMARK, ()) for line in str(text).split("\n")]
            if found:
                path = self._row(sheet, title, number, found)
                if path is not None and remarks:
                    self.comments[path], remarks = remarks, []
        if remarks:  # below the last thing
            self.comments.setdefault(path or (), []).extend(remarks)

    def _fault(self, title: str, row: int, column: int, problem: str, remedy: str) -> None:
        self.faults.append(cell_fault(self.name, title, row, column, problem, remedy))

    def _headings(self, sheet: Sheet, title: str, grid: Grid) -> dict[int, Column | None]:
        """Return the columns of a sheet by their number, None for those that are not read."""
        known = {column.name: column for column in sheet.all_columns}
        found: dict[int, Column | None] = {}
        for at, held in sorted(grid.get(_FIELD_ROW, {}).items()):
            text = held.strip() if isinstance(held, str) else ""
            column = found[at] = known.get(text)
            if column and list(found.values()).count(column) > 1:
                self._fault(title, _FIELD_ROW, at, f"the column {text} stands twice", "keep one of the two")
            elif column is None and not is_own(text):
                self._fault(title, _FIELD_ROW, at, f"unknown column {quote_value(held)}", suggest(text, frozenset(known) - {COMMENT}))
        if grid and not found:
            self._fault(title, _FIELD_ROW, 1, "the row of field names is missing", "keep the two rows of headings of a fresh workbook")
            return {}
        used = {at for number, cells in grid.items() if number >= FIRST_ROW for at in cells}
        for at in sorted(used - found.keys()):
            self._fault(title, _FIELD_ROW, at, "is empty, but values stand below it", "write the name of their field there, or remove them")
        return found

    def _cells(self, title: str, number: int, headings: Mapping[int, Column | None], cells: Mapping[int, object]) -> _Cells:
        """Return the values of the cells of a row by their column."""
        found: _Cells = {}
        for at, held in sorted(cells.items()):
            column = headings.get(at)
            if column is None:
                continue
            try:
                values = read_cell(column, held)
            except Problem as error:
                self._fault(title, number, at, f"{column.name}: {error.problem}", error.remedy)
                values = [""]
            if values:
                found[column] = values
        return found

    def _row(self, sheet: Sheet, title: str, number: int, cells: _Cells) -> Path | None:
        """Put a row where it belongs; give its path, None where that is unknown."""
        path = self._path(sheet, title, number, cells)
        if path is None:
            return None
        entry = _entry(sheet.columns, cells)
        if path:
            held: Any = self.value
            for step in path[:-2]:
                held = held.setdefault(step, {}) if isinstance(step, str) else held[step]
            held.setdefault(path[-2], []).append(entry)
        else:
            self.value |= entry
        self.rows[path] = sheet, number
        if sheet.section == "concepts":
            self.rows.setdefault(path[:-1], (sheet, number))
        keys = (*(cells[owner][0] for owner in sheet.owners), entry.get("key") or entry.get("body") or "")
        self.named.setdefault((sheet.section, *map(str, keys)), path)
        return path

    def _path(self, sheet: Sheet, title: str, number: int, cells: _Cells) -> Path | None:
        """Return the path that the entry of a row gets, None where that is unknown."""
        if not sheet.path:
            if () in self.rows:
                self._fault(title, number, 1, "is a second case", "keep one row here: a workbook holds one case")
                return None
            return ()
        for owner in sheet.owners:
            if owner not in cells:
                at = self.columns[sheet.section].get(owner.name, 1)
                self._fault(title, number, at, f"{owner.name}: is missing", "add it")
                return None
        keys = tuple(str(cells[owner][0]) for owner in sheet.owners)
        if sheet.section == "concepts":
            return ("concepts", keys[0], len(self.value.get("concepts", {}).get(keys[0], ())))
        if not sheet.owners:
            return (sheet.path[0], len(self.value.get(sheet.path[0], ())))
        return self._below(sheet, title, number, keys)

    def _below(self, sheet: Sheet, title: str, number: int, keys: tuple[str, ...]) -> Path | None:
        """Return the path of an entry that belongs to the row with these keys."""
        section = ".".join(sheet.path[:-1])
        owner = self.named.get((section, *keys))
        if owner is None:
            known = frozenset(named[-1] for named in self.named if named[0] == section and named[1:-1] == keys[:-1] and named[-1])
            of_it = f" of {quote_value(keys[0])}" if len(keys) > 1 else ""
            at = self.columns[sheet.section].get(sheet.owners[-1].name, 1)
            problem = f"{sheet.owners[-1].name}: the sheet {SHEETS[section][0]} has no {quote_value(keys[-1])}{of_it}"
            self._fault(title, number, at, problem, suggest(keys[-1], known))
            return None
        held: Any = self.value
        for step in owner:
            held = held[step]
        return (*owner, sheet.path[-1], len(held.get(sheet.path[-1], ())))


def _entry(columns: Sequence[Column], cells: _Cells) -> dict[str, Any]:
    """Return the plain value of an entry from the values of its cells."""
    entry: dict[str, Any] = {column.path[0]: {} for column in columns if column.required and len(column.path) > 1}  # so what lacks is named
    aligned: dict[str, dict[str, Sequence[Any]]] = {}
    for column in columns:
        values = cells.get(column)
        if not values:
            continue
        if column.aligned:
            aligned.setdefault(column.path[0], {})[column.path[-1]] = values
            continue
        at = entry
        for step in column.path[:-1]:
            at = at.setdefault(step, {})
        at[column.path[-1]] = list(values) if column.many else values[0]
    for name, fields in aligned.items():
        number = max(map(len, fields.values()))
        parts = ({key: values[n] for key, values in fields.items() if n < len(values) and values[n] is not None} for n in range(number))
        entry[name] = list(parts)
    return entry
