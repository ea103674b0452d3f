"""An answer on the screen: columns where they fit, else a block of lines a row, under the case they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from graph.namespaces import CASE, ID, PREFIXES, SCHEME

if TYPE_CHECKING:
    from graph.query import Table

__all__ = ["listed", "rendered", "visible"]

_GAP = 2
_NARROWEST = 12
_PART = re.compile(r"[^-/| ]*[-/| ]|[^-/| ]+")
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]*")


class _Cells(NamedTuple):
    """What is shown of an answer: column names and rows of short texts."""

    names: list[str]
    rows: list[list[str]]

    def without(self, hidden: set[int]) -> _Cells:
        """Leave out the columns at these places."""
        kept = [i for i in range(len(self.names)) if i not in hidden]
        return _Cells([self.names[i] for i in kept], [[row[i] for i in kept] for row in self.rows])

    def widths(self) -> list[int]:
        """Give the screen cells that each column needs."""
        return [max(cell_len(name), *(cell_len(row[i]) for row in self.rows)) for i, name in enumerate(self.names)]


def rendered(table: Table, width: int) -> RenderableType:
    """Give the table as it is best read in that many screen cells.

    Left out are empty columns and an IRI whose label stands in a column of its own; a value that all
    rows share is said once, above them. Rows that do not fit are grouped by their first column; then
    wide columns are wrapped, and where they would get too narrow, each column of a row gets a line.
    """
    if not table.rows:
        return Text("no rows", style="dim")
    cells = _Cells(list(table.columns), [_short_row(table.columns, row) for row in table.texts()])
    places = range(len(cells.names))
    cells = cells.without({i for i in places if _is_doubled(cells.names, i) or not any(row[i] for row in cells.rows)})
    shared = {i for i in range(len(cells.names)) if len(cells.rows) > 1 and len({row[i] for row in cells.rows}) == 1}
    head: list[RenderableType] = [_block([(cells.names[i], cells.rows[0][i]) for i in sorted(shared)]), Text("")] if shared else []
    cells = cells.without(shared)
    widths = cells.widths()
    if len(cells.names) == 1 or widths == _shrunk(widths, width):
        return Group(*head, _grid(cells, widths) if widths == _shrunk(widths, width) else Group(*_blocks(cells)))
    headings = [_heading(cells, {0}), *(_heading(cells, {0, place}) for place in range(1, len(cells.names)))]
    for heading in (one for one in headings if len(one) < len(cells.names)):
        shrunk = _shrunk(cells.without(heading).widths(), width)
        groups = len(list(groupby(cells.rows, key=lambda row: [row[i] for i in sorted(heading)])))
        if shrunk and groups * 4 <= len(cells.rows) * 3:
            return Group(*head, *_groups(cells, heading, shrunk))
    shrunk = _shrunk(widths, width)
    if shrunk:
        return Group(*head, _grid(cells, shrunk))
    return Group(*head, *_groups(cells, {0}, None))


def listed(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    """Give names with what they mean, the second column wrapped to the width of the screen."""
    return _block(pairs, style="bold")


def _heading(cells: _Cells, keys: set[int]) -> set[int]:
    """Give these columns and those that have one value wherever these have one."""
    groups = [list(rows) for _, rows in groupby(cells.rows, key=lambda row: [row[i] for i in sorted(keys)])]
    return keys | {i for i in range(len(cells.names)) if all(len({row[i] for row in rows}) == 1 for rows in groups)}


def _groups(cells: _Cells, heading: set[int], widths: list[int] | None) -> list[RenderableType]:
    """Give the rows under a line for each run of equal values in the heading's columns."""
    parts: list[RenderableType] = []
    places = sorted(heading)
    for values, rows in groupby(cells.rows, key=lambda row: [row[i] for i in places]):
        group = _Cells(cells.names, list(rows)).without(heading)
        named = [((f"{cells.names[i]} ", "dim"), (value, "bold"), "  ") for i, value in zip(places, values, strict=True) if value]
        parts.append(Text.assemble(*(part for parts in named for part in parts)))
        parts += [_grid(group, widths), Text("")] if widths else _blocks(group)
    return parts


def _shrunk(widths: list[int], width: int) -> list[int] | None:
    """Cut the widest columns down until all fit; None if that would leave them too narrow to read."""
    free = width - _GAP * (len(widths) - 1)
    for cap in range(max(widths), _NARROWEST - 1, -1):
        cut = [min(one, cap) for one in widths]
        if sum(cut) <= free:
            return cut
    return None


def _grid(cells: _Cells, widths: list[int]) -> Grid:
    grid = Grid(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold", leading=0)
    for place, (name, width) in enumerate(zip(cells.names, widths, strict=True)):
        values = {row[place] for row in cells.rows} - {""}
        numbers = bool(values) and all(_NUMBER.fullmatch(value) for value in values)
        grid.add_column(name, overflow="fold", width=width, justify="right" if numbers else "left")
    for row in cells.rows:
        grid.add_row(*(Text(_wrapped(text, width)) for text, width in zip(row, widths, strict=True)))
    return grid


def _wrapped(text: str, width: int) -> str:
    """Break a text that is too wide after a hyphen, slash, bar or space, where it has one."""
    lines = [""]
    for part in _PART.findall(text):
        if lines[-1] and cell_len(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _blocks(cells: _Cells) -> list[RenderableType]:
    blocks: list[RenderableType] = []
    for row in cells.rows:
        blocks += [_block([(name, value) for name, value in zip(cells.names, row, strict=True) if value]), Text("")]
    return blocks


def _block(pairs: Sequence[tuple[str, str]], style: str = "dim") -> Grid:
    grid = Grid.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(style=style, no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(name, Text(value))
    return grid


def _short_row(names: Sequence[str], row: Sequence[str]) -> list[str]:
    """Shorten IRIs: the case of the row and the kind that the column is named after go without saying."""
    case = next((_short(text) for name, text in zip(names, row, strict=True) if name == "case"), None)
    shorts = []
    for name, text in zip(names, row, strict=True):
        words = ["|".join(_short(part) for part in text.split("|"))] if text.startswith(ID) else [_short(text)]
        if text.startswith((ID, SCHEME)) and "|" not in text:
            words = words[0].split("/")
            if len(words) > 1 and words[0] == case:
                words = words[1:]
            if len(words) > 1 and words[0].endswith(_kind(name)):
                words = words[1:]
        shorts.append(visible("/".join(words)))
    return shorts


def _is_doubled(names: Sequence[str], place: int) -> bool:
    name = names[place]
    return f"{name}_label" in names or (name.endswith("_iri") and name.removesuffix("_iri") in names)


def _kind(column: str) -> str:
    return column.rsplit("_", 1)[-1]


def _short(text: str) -> str:
    for base, short in ((ID, ""), (CASE, ""), (SCHEME, ""), (PREFIXES["cj"], "cj:")):
        if text.startswith(base):
            return short + text.removeprefix(base)
    return text


def visible(text: str) -> str:
    """Replace what would steer the terminal: control and format characters, line and paragraph separators."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(c)[0] == "C" else " " if category(c) in {"Zl", "Zp"} else c for c in text)
