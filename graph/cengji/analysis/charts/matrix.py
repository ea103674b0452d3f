"""Rows × columns: a heat map with its numbers, or a matrix of likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cengji.analysis.charts.records import Chart, Mark, Sureness
from cengji.analysis.charts.sheet import MARGIN, SMALL, Sheet, number_text
from cengji.analysis.records import Words

__all__ = ["Cell", "add_cells", "blend", "contrast", "draw_heads", "draw_matrix"]

SIGNIFICANT: Final = 0.05
"""What p of a mark is at most where its cell is framed."""
_WIDEST: Final = 11.0  # of a cell, in millimetres
_TALLEST: Final = 38.0  # of a heading that stands, in millimetres
_UPRIGHT: Final = {"（": "︵", "）": "︶", "、": "︑", "—": "︱", "…": "︙"}  # as they stand in lines that go down


@dataclass(slots=True)
class Cell:
    """What stands in a cell: the sum of its marks, a value or, where that of one is not known, bounds; and what they rest on."""

    value: float | None = 0.0
    lower: float = 0.0
    upper: float = 0.0
    stated: int = 0
    inferred: int = 0
    disputed: int = 0

    @property
    def size(self) -> float:
        """The value, else the middle of the bounds."""
        return (self.lower + self.upper) / 2 if self.value is None else self.value

    @property
    def sureness(self) -> Sureness:
        """The weakest status of what the number rests on."""
        return "disputed" if self.disputed else "inferred" if self.inferred else "stated"


def add_cells(marks: Iterable[Mark]) -> dict[tuple[str, str], Cell]:
    """Return the cells by row and column."""
    cells: dict[tuple[str, str], Cell] = defaultdict(Cell)
    for mark in marks:
        cell = cells[mark.row, mark.column]
        cell.value = None if cell.value is None or mark.value is None else cell.value + mark.value
        cell.lower += mark.value or mark.lower or 0
        cell.upper += mark.value or mark.upper or mark.lower or 0
        cell.stated, cell.inferred, cell.disputed = (
            cell.stated + mark.stated, cell.inferred + mark.inferred, cell.disputed + mark.disputed,
        )  # fmt: skip
    return cells


def draw_matrix(sheet: Sheet, chart: Chart) -> None:
    """Draw cells whose shade grows with the value, each with its number."""
    cells = add_cells(chart.marks)
    most = max((cell.size for cell in cells.values()), default=1.0) or 1.0
    alike = chart.name == "overlap"  # each pair stands once, below the diagonal; places are numbered, which leaves the numbers room
    rows = list(dict.fromkeys((*chart.columns, *chart.rows))) if alike else list(chart.rows)
    labels = [f"{sheet.say(row.words)}  {place}" if alike else sheet.say(row.words) for place, row in enumerate(rows, 1)]
    room = max(sheet.width * (0.34 if alike else 0.28), sheet.right - MARGIN - 1.2 - _WIDEST * len(chart.columns))
    left = MARGIN + min(max(map(sheet.measure, labels), default=0), room) + 1.2
    wide = min((sheet.right - left) / max(len(chart.columns), 1), _WIDEST)
    heads = [str(place) if alike else sheet.say(column.words) for place, column in enumerate(chart.columns, 1)]
    tallest = draw_heads(sheet, heads, left, wide)
    sheet.y += tallest + 1
    group = Words("", "")
    sure = {(mark.row, mark.column) for mark in chart.marks if mark.p is not None and mark.p <= SIGNIFICANT}
    for row, (lines, height) in zip(rows, sheet.row_labels(labels, left - MARGIN - 1.2), strict=True):
        if row.group != group:
            group = row.group
            sheet.text(MARGIN, sheet.y + 1.8, sheet.say(group), size=SMALL + 0.5, colour=sheet.theme.quiet)
            sheet.y += 3.4
        bounded = any(cell.value is None for (key, _), cell in cells.items() if key == row.key)
        height = max(height, min(wide, 4.6), 5.2 if bounded else 0)
        middle = sheet.y + height / 2
        sheet.label(lines, left - 1.2, middle)
        for number, column in enumerate(chart.columns):
            cell = cells.get((row.key, column.key))
            share = cell.size / most if cell else 0.0
            x, center = left + number * wide, left + (number + 0.5) * wide
            if cell and cell.size:
                colour = blend(sheet.theme.ramp, share**0.6)
                sheet.box(x + 0.12, sheet.y + 0.12, wide - 0.24, height - 0.24, colour)
                _write(sheet, cell, center, middle, colour, hundredths=alike)
                if cell.sureness != "stated":
                    _mark_corner(sheet, cell.sureness, x + wide - 0.12, sheet.y + 0.12)
                if (row.key, column.key) in sure:
                    sheet.frame(x + 0.3, sheet.y + 0.3, wide - 0.6, height - 0.6, sheet.theme.ink)
            elif cell or not alike:
                sheet.text(center, middle, "0" if cell else "·", colour=sheet.theme.quiet if cell else sheet.theme.rule, at="center")
        sheet.y += height
    sheet.y += 1


def _write(sheet: Sheet, cell: Cell, x: float, y: float, colour: str, *, hundredths: bool) -> None:
    value, lower, upper = (None if one is None else one * 100 if hundredths else one for one in (cell.value, cell.lower, cell.upper))
    say = _whole if hundredths else _short
    lines = [say(value)] if value is not None else [f"{say(lower or 0)}–", say(upper or 0)]
    ink = max((sheet.theme.ink, sheet.theme.paper), key=lambda one: contrast(one, colour))
    for number, line in enumerate(lines):
        sheet.text(x, y + (number - (len(lines) - 1) / 2) * 2.1, line, colour=ink, at="center")


def _whole(number: float) -> str:
    return f"{number:.0f}"


def _short(number: float) -> str:
    return f"{number:.2f}".removeprefix("0") if 0 < number < 1 else number_text(number)


def _mark_corner(sheet: Sheet, sureness: Sureness, x: float, y: float) -> None:
    colour = sheet.theme.disputed if sureness == "disputed" else sheet.theme.ink
    sheet.area([(x, y), (x - 0.8, y), (x, y + 0.8)], colour)


def draw_heads(sheet: Sheet, heads: list[str], left: float, wide: float) -> float:
    """Put the headings of the columns; return how high they stand. Chinese is written downwards where it would be too wide."""
    if all(sheet.measure(head) <= wide - (0 if head.isdigit() else 0.5) for head in heads):
        for number, head in enumerate(heads):
            sheet.text(left + (number + 0.5) * wide, sheet.y + 1.4, head, at="center")
        return 2.6
    step = SMALL * 1.08 * 25.4 / 72
    upright = sheet.language == "zh" and all(ord(min(head)) > 0x2E80 for head in heads if head)
    heads = [sheet.wrap(head, _TALLEST, most=1)[0] for head in heads]
    tallest = max(len(head) * step if upright else sheet.measure(head) for head in heads)
    for number, head in enumerate(heads):
        x = left + (number + 0.5) * wide
        if upright:
            for place, character in enumerate(head):
                sheet.text(x, sheet.y + tallest - (len(head) - place - 0.5) * step, _UPRIGHT.get(character, character), at="center")
        else:
            sheet.text(x, sheet.y + tallest, head, turned=True)
    return tallest


def blend(ramp: tuple[str, str], share: float) -> str:
    """Return the colour at a share of the way between two.

    >>> blend(("#000000", "#ffffff"), 0.5)
    '#808080'
    """
    low, high = map(_parts, ramp)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in zip(low, high, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio.

    >>> contrast("#ffffff", "#000000")
    21.0
    """
    low, high = sorted(map(_luminance, (one, other)))
    return round((high + 0.05) / (low + 0.05), 2)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
