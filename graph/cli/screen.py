"""An answer on the screen: columns where they fit, else a block of lines a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from graph.namespaces import CASE, ID, PREFIXES, SCHEME

if TYPE_CHECKING:
    from graph.query import Table

__all__ = ["rendered"]


def rendered(table: Table, width: int) -> RenderableType:
    """Give the table as it is best read in that many screen cells; empty columns are left out."""
    rows = [[_short(text) for text in row] for row in table.texts()]
    shown = [i for i in range(len(table.columns)) if not rows or any(row[i] for row in rows)]
    names = [table.columns[i] for i in shown]
    rows = [[row[i] for i in shown] for row in rows]
    widths = [max([cell_len(name), *(cell_len(row[i]) for row in rows)]) for i, name in enumerate(names)]
    if sum(widths) + 2 * len(widths) <= width:
        return _grid(names, rows)
    return _blocks(names, rows)


def _grid(names: list[str], rows: list[list[str]]) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in names:
        grid.add_column(name, no_wrap=True)
    for row in rows:
        grid.add_row(*map(Text, row))
    return grid


def _blocks(names: list[str], rows: list[list[str]]) -> Group:
    blocks: list[RenderableType] = []
    for row in rows:
        grid = Grid.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in zip(names, row, strict=True):
            if value:
                grid.add_row(name, Text(value))
        blocks += [grid, Text("")]
    return Group(*blocks)


def _short(text: str) -> str:
    for base, short in ((ID, ""), (CASE, ""), (SCHEME, ""), (PREFIXES["cj"], "cj:")):
        if text.startswith(base):
            return short + text.removeprefix(base)
    return text
