"""Bodies as they are read from tables: parallel lists, filled table by table; whom they name as superior is found out later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cengji.cases.tree import quote_value
from cengji.core.errors import Fault
from cengji.tables.grid import Grid
from cengji.tables.headings import Role
from cengji.tables.numbers import Number, measure_of, number_in, read_number, says_no_unit, table_unit
from cengji.tables.reading import NUMBERED, Reading
from cengji.tables.tidying import tidy_name
from cengji.text.persons import is_person, name_in

__all__ = ["Bodies", "Count", "Post", "add_details", "collect", "is_personal", "names_person"]

_NONE: Final = frozenset({"", "-", "—", "——", "/", "\\", "无", "暂无", "N/A", "n/a", "NA", "N/D", "null", "None", "*"})
_SCIENTIFIC: Final = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{2}", re.IGNORECASE)
_LONGEST_PERSON: Final = 5
_PARTED: Final = re.compile(r"[\s（）()\[\]【】、,，:：/]+")
_SENTENCE: Final = re.compile("[。！？；!?;]")


class Count(NamedTuple):
    """A number that a table states of a body: the heading of its column, as written, and what it reads as."""

    body: int
    heading: str
    written: str
    number: Number


class Post(NamedTuple):
    """A post in a body, never its holder: its key, what it is called, and the keys of those that it reports to."""

    key: str
    label: str
    body: int
    reports_to: str


@dataclass(slots=True)
class Bodies:
    """Bodies by number. ``parents`` holds the number of the superior, -1 without one; ``links`` are further ones.

    ``above`` is how the superior is named where that is to be found out: by identifier or by name. ``levels`` are words as they
    stand; ``in_english`` are those that are known to have but an English name; ``added`` are superiors without a row of their own.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    english: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    aliases: dict[int, list[str]] = field(default_factory=dict)
    parents: list[int] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)
    in_english: set[int] = field(default_factory=set)
    counts: list[Count] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of bodies."""
        return len(self.names)

    def add(self, name: str, grid: Grid, row: int, reading: Reading, *, ident: str = "", level: str = "", parent: int = -1) -> int:
        """Add a body and return its number."""
        self.ids.append(ident)
        self.names.append(name)
        self.english.append("")
        self.levels.append(level)
        self.kinds.append("")
        self.parents.append(parent)
        self.above.append("")
        self.grids.append(grid)
        self.rows.append(row)
        self.readings.append(reading)
        return len(self.names) - 1

    def fault(self, body: int, role: Role, problem: str, remedy: str) -> Fault:
        """Return the fault of a body, in the cell of its row that has this role, else that of its name."""
        reading = self.readings[body]
        column = reading.column(role)
        if column is None:
            column = reading.column(Role.NAME)
        if column is None:
            column = max(reading.words, default=0)
        return self.grids[body].fault(self.rows[body], column, problem, remedy)

    def where(self, body: int) -> str:
        """Return where a body stands, as a message names it."""
        column = self.readings[body].column(Role.NAME)
        return self.grids[body].where(self.rows[body], 0 if column is None else column)


def collect(bodies: Bodies, grid: Grid, reading: Reading) -> tuple[range, list[Fault]]:
    """Add the bodies of a table, but for those of a column a level, and return their numbers and the faults of their cells."""
    rows = reading.layout.rows
    columns = {role: _values(grid, rows, reading, role) for role in (Role.ID, Role.NAME, Role.PARENT)}
    faults = [*_damaged(grid, reading)]
    first = len(bodies)
    may_be_parted = _PARTED.search("\0".join(columns[Role.NAME])) is not None
    for role in (Role.NAME, Role.PARENT):
        if not reading.is_verbatim and (not (joined := "".join(columns[role])).isprintable() or " " in joined):
            columns[role] = list(map(tidy_name, columns[role]))
    names = columns[Role.NAME] or columns[Role.ID]
    if reading.is_numbered:
        names = [NUMBERED.sub("", name, count=1) for name in names]
    ids = columns[Role.ID] or [""] * len(names)
    above = columns[Role.PARENT] or [""] * len(names)
    name_column = reading.column(Role.NAME)
    column = name_column if name_column is not None else reading.column(Role.ID) or 0
    may_be_sentences = not reading.is_verbatim and _SENTENCE.search("\0".join(names)) is not None
    for at, name in enumerate(names):
        if not name and (rows[at], column) not in grid.damaged:
            faults.append(grid.fault(rows[at], column, "names no body", "write its name, or delete the row"))
        elif may_be_sentences and _SENTENCE.search(name):
            faults.append(grid.fault(rows[at], column, f"{quote_value(name)} is a sentence, no name", "delete the row, or write the name"))
        elif is_personal(name) or (may_be_parted and names_person(grid.rows[rows[at]][column])):
            faults.append(_person(grid, rows[at], column, name))
    number = len(names)
    bodies.ids += ids
    bodies.names += names
    bodies.above += above
    bodies.english += _values(grid, rows, reading, Role.ENGLISH) or [""] * number
    lowest = max((reading.indents[row] for row in rows), default=0) if reading.indents and reading.level else 0
    level = [reading.level if not lowest or reading.indents[row] == lowest else "" for row in rows]
    bodies.levels += _values(grid, rows, reading, Role.LEVEL) or level
    bodies.kinds += _values(grid, rows, reading, Role.KIND) or [""] * number
    bodies.parents += [-1] * number
    bodies.grids += [grid] * number
    bodies.rows += rows
    bodies.readings += [reading] * number
    found = range(first, len(bodies))
    faults += add_details(bodies, grid, reading, dict(zip(rows, found, strict=True)))
    return found, faults


def add_details(bodies: Bodies, grid: Grid, reading: Reading, of_row: dict[int, int]) -> list[Fault]:
    """Add other names and numbers, from the rows of a table to the bodies that they are about; return the faults of the numbers."""
    faults: list[Fault] = []
    for column in reading.columns(Role.ALIAS):
        for row, body in of_row.items():
            cell = grid.rows[row][column]
            parts = cell.split("|") if reading.is_verbatim else map(str.strip, re.split("[|;；、\n]", cell))
            for alias in parts:
                if alias and alias != bodies.names[body]:
                    bodies.aliases.setdefault(body, []).append(alias)
    above = table_unit([grid.rows[row] for row in reading.layout.passed if row < reading.layout.header])
    for column in reading.columns(Role.COUNT):
        faults += _count(bodies, grid, reading.layout.headings[column], column, of_row, above)
    return faults


def is_personal(name: str) -> bool:
    """Return whether what should be the name of a body is that of a person, not only like an office with a surname (丁局).

    >>> is_personal("王建国"), is_personal("丁局"), is_personal("石路街道")
    (True, False, False)
    """
    return len(name) <= _LONGEST_PERSON and is_person(name) and name_in(name) is not None


def names_person(written: str) -> bool:
    """Return whether a part of a name, in brackets or behind a blank, is that of a person: 甲局（王建国）.

    >>> names_person("甲局（王建国）"), names_person("乙科 李建华"), names_person("甲局（原甲委）"), names_person("乙　街道")
    (True, True, False, False)
    """
    if written.isprintable() and not _PARTED.search(written):
        return False
    return any(is_personal(part) for part in _PARTED.split(written.strip())[1:] if part)


def _count(bodies: Bodies, grid: Grid, heading: str, column: int, of_row: dict[int, int], above: str) -> list[Fault]:
    """Add the numbers of a column, and return the faults of those that are none; ``above`` is the unit that the table states."""
    measure = measure_of(heading, above)
    cells = {row: text for row in of_row if (text := grid.rows[row][column].strip()) not in _NONE}
    if measure.unit == "percent" and grid.is_workbook and _are_parts(list(cells.values())):
        row = next(iter(cells))
        problem = f"the column is in {measure.word}, and holds parts of one: 0.8 may be 80% or 0.8%"
        return [grid.fault(row, column, problem, "write 80 for 80%")]
    if cells and says_no_unit(heading, above):
        problem = f"nothing says what {quote_value(heading)} is in: 0.8 may be 80% or 0.8%"
        return [grid.fault(next(iter(cells)), column, problem, "write the unit into the heading, as （%）, and 80 for 80%")]
    faults = [_merged(grid, column, top, bottom) for top, bottom in _shared(grid, column, of_row)]
    told: dict[str, Number | str] = {}
    add = bodies.counts.append
    for row, written in cells.items():
        found = told.get(written)
        if found is None:
            found = told[written] = read_number(written, measure, heading)
        if isinstance(found, str):
            remedy = f"write digits, or read the column {quote_value(heading)} as skip in the map"
            faults.append(grid.fault(row, column, found, remedy))
        else:
            add(Count(of_row[row], heading, written, found))
    return faults


def _shared(grid: Grid, column: int, of_row: dict[int, int]) -> list[tuple[int, int]]:
    """Return first and last row of each cell with a number that is merged over several bodies."""
    areas = [(top, bottom) for top, left, bottom, right in grid.merged if left <= column <= right and grid.rows[top][left].strip()]
    return [(top, bottom) for top, bottom in areas if sum(row in of_row for row in range(top, bottom + 1)) > 1]


def _merged(grid: Grid, column: int, top: int, bottom: int) -> Fault:
    problem = f"holds one number for the rows {top + 1} to {bottom + 1}, merged: whether of each or of all together nobody can tell"
    return grid.fault(top, column, problem, "take the cells apart, and write the number of each row")


def _are_parts(cells: Sequence[str]) -> bool:
    """Return whether all numbers lie between 0 and 1 and some are broken: a spreadsheet keeps 80% as 0.8."""
    numbers = [number for cell in cells if (number := number_in(cell)) is not None]
    return bool(numbers) and all(number <= 1 for number in numbers) and any(number % 1 for number in numbers)


def _values(grid: Grid, rows: Sequence[int], reading: Reading, role: Role) -> list[str]:
    """Return the cells of the column of a role, empty ones for what says that there is nothing (—, 无), but for exports of ours."""
    column = reading.column(role)
    if column is None:
        return []
    cells = grid.rows
    if reading.is_verbatim:
        return [cells[row][column] for row in rows]
    return ["" if (value := cells[row][column].strip()) in _NONE else value for row in rows]


def _person(grid: Grid, row: int, column: int, name: str) -> Fault:
    problem = f"{quote_value(name)} looks like the name of a person, and no person enters the graph"
    return grid.fault(row, column, problem, "write the name of the body or of the post")


def _damaged(grid: Grid, reading: Reading) -> list[Fault]:
    """Return a fault for each code that a spreadsheet program has changed, and each cell read that holds an error."""
    found: list[Fault] = []
    read = set(reading.roles) - set(reading.columns(Role.SKIP)) - set(reading.columns(Role.PERSON))
    rows = set(reading.layout.rows)
    for (row, column), problem in grid.damaged.items():
        if row in rows and column in read:
            remedy = "format the column as text, and type the cell again"
            if "formula" in problem:
                remedy = "open the file in a spreadsheet program and save it, or write the value"
            elif "error" in problem:
                remedy = "correct the formula, or write the value"
            found.append(grid.fault(row, column, problem, remedy))
    for column in (*reading.columns(Role.ID), *reading.columns(Role.PARENT)):
        for row in reading.layout.rows:
            cell = grid.rows[row][column]
            if "E" in cell and _SCIENTIFIC.fullmatch(cell.strip()):
                problem = f"{quote_value(cell.strip())} is what a spreadsheet program made of a long code: its digits are lost"
                found.append(grid.fault(row, column, problem, "format the column as text in the original, and save it again"))
    return found
