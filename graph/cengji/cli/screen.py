"""An answer on the screen: columns where they fit, else a block of lines a row, under the case they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import click
import wcwidth

from cengji.core.namespaces import ID, SCHEME
from cengji.core.neutralize import neutralize_text
from cengji.core.terms import shorten_iri

if TYPE_CHECKING:
    from cengji.query import Table

__all__ = ["grid_lines", "listed", "rendered"]

_GAP = 2
_NARROWEST = 12
_WIDEST = 2  # cells of a character
_PART = re.compile(r"[^-/|_ ]*[-/|_ ]|[^-/|_ ]+")
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]*( %)?")
_bold, _dim = partial(click.style, bold=True), partial(click.style, dim=True)


class _Cells(NamedTuple):
    """What is shown of an answer: column names and rows of short texts."""

    names: list[str]
    rows: list[list[str]]

    def without(self, hidden: set[int]) -> _Cells:
        """Leave out the columns at these places."""
        kept = [i for i in range(len(self.names)) if i not in hidden]
        return _Cells([self.names[i] for i in kept], [[row[i] for i in kept] for row in self.rows])

    def widths(self) -> list[int]:
        """Return the screen cells that each column needs."""
        return [max(map(wcwidth.width, {name, *(row[i] for row in self.rows)})) for i, name in enumerate(self.names)]


def rendered(table: Table, width: int) -> Iterator[str]:
    """Yield the table as it is best read in that many screen cells, line by line, styled.

    Left out are empty columns and an IRI whose label stands in a column of its own; a value that all
    rows share is said once, above them, and nothing else where the rows are equal. Rows that do not fit are
    grouped by their first column; then wide columns are wrapped, and where they would get too narrow, each
    column of a row gets a line.
    """
    if not table.rows:
        yield _dim("no rows")
        return
    cells = _Cells(list(table.columns), [_short_row(table.columns, row) for row in table.texts()])
    cells = cells.without({i for i in range(len(cells.names)) if _is_doubled(cells, i) or not any(row[i] for row in cells.rows)})
    if not cells.names:
        yield _dim("no values")
        return
    shared = {i for i in range(len(cells.names)) if len(cells.rows) > 1 and len({row[i] for row in cells.rows}) == 1}
    if shared:
        yield from _block([(cells.names[i], cells.rows[0][i]) for i in sorted(shared)], width)
        cells = cells.without(shared)
        if not cells.names:
            return
        yield ""
    widths = cells.widths()
    if widths == _shrunk(widths, width):
        yield from _grid(cells, widths)
        return
    if len(cells.names) == 1:
        yield from _blocks(cells, width)
        return
    for keys in ({0, place} for place in range(len(cells.names))):
        runs = [list(rows) for _, rows in groupby(cells.rows, key=itemgetter(*sorted(keys)))]
        if len(runs) * 4 > len(cells.rows) * 3:
            continue
        heading = keys | {i for i in range(len(cells.names)) if all(row[i] == rows[0][i] for rows in runs for row in rows)}
        shrunk = _shrunk([one for place, one in enumerate(widths) if place not in heading], width)
        if shrunk:
            yield from _groups(cells, heading, shrunk, width)
            return
    shrunk = _shrunk(widths, width)
    yield from _grid(cells, shrunk) if shrunk else _groups(cells, {0}, None, width)


def listed(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Return names with what they mean, line by line, the second column wrapped to the width of the screen."""
    return _block(pairs, width, bold=(True, False))


def grid_lines(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield texts in columns, line by line, wide ones wrapped; where they would get too narrow, each column of a row gets a line."""
    cells = _Cells(list(names), [[neutralize_text(text) for text in row] for row in rows])
    shrunk = _shrunk(cells.widths(), width)
    yield from _grid(cells, shrunk) if shrunk else _blocks(cells, width)


def _groups(cells: _Cells, heading: set[int], widths: list[int] | None, width: int) -> Iterator[str]:
    """Yield the rows under a line for each run of equal values in the heading's columns."""
    places = sorted(heading)
    for values, rows in groupby(cells.rows, key=lambda row: [row[i] for i in places]):
        group = _Cells(cells.names, list(rows)).without(heading)
        named = [(cells.names[i], value) for i, value in zip(places, values, strict=True) if value]
        yield from _line_up(named, width)
        if widths:
            yield from _grid(group, widths)
            yield ""
        else:
            yield from _blocks(group, width)


def _line_up(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield names with their values, as many on a line as fit."""
    lines: list[list[tuple[str, str]]] = []
    free = 0
    for name, value in pairs:
        needed = wcwidth.width(name) + 1 + wcwidth.width(value)
        if needed > free:
            lines.append([])
            free = width
        lines[-1].append((name, value))
        free -= needed + _GAP
    for line in lines:
        if len(line) == 1:
            yield from _block(line, width, gap=1, bold=(False, True))
        else:
            yield (" " * _GAP).join(f"{_dim(name)} {_bold(value)}" for name, value in line)


def _shrunk(widths: list[int], width: int) -> list[int] | None:
    """Cut the widest columns down until all fit; None if there are none, or they would get too narrow to read."""
    if not widths:
        return None
    free = width - _GAP * (len(widths) - 1)
    for cap in range(max(*widths, _NARROWEST), _NARROWEST - 1, -1):
        cut = [min(one, cap) for one in widths]
        if sum(cut) <= free:
            return cut
    return None


def _grid(cells: _Cells, widths: list[int]) -> Iterator[str]:
    """Yield the rows under the names of the columns; numbers stand at the right of theirs."""
    right = []
    for place in range(len(cells.names)):
        values = {row[place] for row in cells.rows} - {""}
        right.append(bool(values) and all(map(_NUMBER.fullmatch, values)))
    for line in _row(cells.names, widths, right):
        yield _bold(line)
    for row in cells.rows:
        yield from _row(row, widths, right)


def _row(texts: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield a row as lines, each cell wrapped to the width of its column."""
    columns = [_wrapped(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = ((wcwidth.rjust if side else wcwidth.ljust)(part, width) for part, width, side in zip(parts, widths, right, strict=True))
        yield (" " * _GAP).join(padded).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text that is too wide after a hyphen, slash, bar, underscore or space, where it has one, else where it is full."""
    if wcwidth.width(text) <= width:
        return [text]
    lines = [""]
    for part in _PART.findall(text):
        if lines[-1] and wcwidth.width(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [piece for line in lines for piece in wcwidth.wrap(line, width)]


def _blocks(cells: _Cells, width: int) -> Iterator[str]:
    for row in cells.rows:
        yield from _block([(name, value) for name, value in zip(cells.names, row, strict=True) if value], width)
        yield ""


def _block(pairs: Sequence[tuple[str, str]], width: int, *, gap: int = _GAP, bold: tuple[bool, bool] = (False, False)) -> Iterator[str]:
    """Yield a line a pair, or more where the value is wrapped; a name is dim unless ``bold`` says otherwise."""
    first = min(max((wcwidth.width(name) for name, _ in pairs), default=0), max(width // 2, _WIDEST))
    rest = max(width - first - gap, _NARROWEST)
    named, said = _bold if bold[0] else _dim, _bold if bold[1] else str
    for name, value in pairs:
        for left, right in zip_longest(_wrapped(name, first), _wrapped(value, rest), fillvalue=""):
            blanks = " " * (first + gap - wcwidth.width(left)) if right else ""
            yield named(left) * bool(left) + blanks + said(right) * bool(right)


def _short_row(names: Sequence[str], row: Sequence[str]) -> list[str]:
    """Shorten IRIs: the case of the row and the kind that the column is named after go without saying."""
    case = next((shorten_iri(text) for name, text in zip(names, row, strict=True) if name == "case"), None)
    shorts = []
    for name, text in zip(names, row, strict=True):
        words = ["|".join(shorten_iri(part) for part in text.split("|"))] if text.startswith(ID) else [shorten_iri(text)]
        if text.startswith((ID, SCHEME)) and "|" not in text:
            words = words[0].split("/")
            if len(words) > 1 and words[0] == case:
                words = words[1:]
            if len(words) > 1 and words[0].endswith(_kind(name)):
                words = words[1:]
        shorts.append(neutralize_text("/".join(words)))
    return shorts


def _is_doubled(cells: _Cells, place: int) -> bool:
    """Return whether a column is one of IRIs that another column names, each of them."""
    name = cells.names[place]
    others = [other for other in (f"{name}_label", name.removesuffix("_iri")) if other != name and other in cells.names]
    return any(all(row[cells.names.index(other)] for row in cells.rows if row[place]) for other in others)


def _kind(column: str) -> str:
    return column.rsplit("_", 1)[-1]
