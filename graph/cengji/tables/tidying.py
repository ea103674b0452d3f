"""What people write into tables for the eye: blanks that align names, ditto marks, totals, rows that head a section, a second table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cengji.core.errors import Fault
from cengji.tables.grid import Grid
from cengji.tables.headings import Role, role_of
from cengji.tables.layout import Layout, level_heading
from cengji.tables.reading import Parents, Reading
from cengji.tables.tiers import Scale
from cengji.text.characters import GLYPHS, HAN, INVISIBLE

__all__ = ["by_sections", "drop_unseen", "find_second_table", "repeat_dittos", "spread_merged", "tidy_name"]

_BLANKS: Final = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_ODD: Final = re.compile(f"{INVISIBLE.pattern}|[{''.join(GLYPHS)}]")
_GLYPHS: Final = str.maketrans(GLYPHS)
_UNSEEN: Final = re.compile(f"[\u00ad\u200b\u2060\ufeff]+|(?<=[{HAN}]){INVISIBLE.pattern}|{INVISIBLE.pattern}(?=[{HAN}])")
"""What prints nothing; joiners and marks of direction are part of other scripts."""
_DITTO: Final = frozenset({"〃", "″", '"', "同上", "同上行", "ditto", "Ditto", "'' ''", "''"})
_LOOKED_AT: Final = 300


def tidy_name(text: str) -> str:
    r"""Return a name without the blanks that align it or break its line: none between Chinese characters, else one.

    >>> tidy_name("乙　科"), tidy_name("乙\n科"), tidy_name("Parks  and\nTrees")
    ('乙科', '乙科', 'Parks and Trees')
    """
    if text.isprintable() and " " not in text:
        return text
    return " ".join(_BLANKS.sub("", text).split())


def drop_unseen(grid: Grid) -> Grid:
    """Return the grid without what prints nothing, and with characters for the radicals that a PDF's text has in their place."""
    if not any(_ODD.search("\0".join(row)) for row in grid.rows):
        return grid
    return replace(grid, rows=[[_UNSEEN.sub("", cell).translate(_GLYPHS) for cell in row] for row in grid.rows])


def repeat_dittos(grid: Grid) -> Grid:
    """Return the grid with the text above in the place of each mark that says so: 〃, 同上."""
    if all(map(_DITTO.isdisjoint, grid.rows)):
        return grid
    rows: list[Sequence[str]] = []
    for row in grid.rows:
        above = rows[-1] if rows else [""] * len(row)
        rows.append([upper if cell.strip() in _DITTO else cell for cell, upper in zip(row, above, strict=True)])
    return replace(grid, rows=rows)


def spread_merged(grid: Grid, reading: Reading) -> Grid:
    """Return the grid with the superior, level or kind of a cell that is merged over several rows in each of them."""
    columns = {column for role in (Role.PARENT, Role.LEVEL, Role.KIND) for column in reading.columns(role)}
    areas = [(top, left, bottom) for top, left, bottom, _ in grid.merged if bottom > top > reading.layout.header and left in columns]
    if not areas:
        return grid
    rows = list(grid.rows)
    for top, left, bottom in areas:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            cells = list(rows[row])
            cells[left] = rows[top][left]
            rows[row] = cells
    return replace(grid, rows=rows)


def by_sections(grid: Grid, reading: Reading) -> Reading:
    """Return the reading in which rows of one cell, merged over the columns of the table, stand above those that follow."""
    column = reading.column(Role.NAME)
    merged = {top for top, left, bottom, right in grid.merged if column is not None and top == bottom and left <= column < right}
    heads = [row for row in reading.layout.rows if row in merged]
    if not heads or len(heads) == len(reading.layout.rows) or reading.layout.rows[0] != heads[0]:
        return reading
    indents = [0 if row in merged else 1 for row in range(len(grid.rows))]
    return replace(reading, parents=Parents.INDENT, indents=indents)


def find_second_table(grid: Grid, layout: Layout, scale: Scale) -> list[Fault]:
    """Return a fault where other headings stand among the rows: the rows below them are those of another table."""
    previous = layout.header
    for row in layout.rows:
        if layout.header >= 0 and (row < _LOOKED_AT or row > previous + 1):
            cells = [cell for cell in grid.rows[row] if cell.strip()]
            if len(cells) > 1 and all(_is_heading(cell, scale) for cell in cells):
                column = next(at for at, cell in enumerate(grid.rows[row]) if cell.strip())
                problem = f"these are headings, {', '.join(cell.strip() for cell in cells)}: a second table begins below the first"
                return [grid.fault(row, column, problem, "put it on a sheet or in a file of its own")]
        previous = row
    return []


def _is_heading(cell: str, scale: Scale) -> bool:
    return role_of(cell) is not None or level_heading(cell, scale) is not None
