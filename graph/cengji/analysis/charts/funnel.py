"""The funnel of spans: how many there are further down for each one at the top."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from cengji.analysis.charts.axes import interval_text
from cengji.analysis.charts.records import Chart, Mark, Sureness
from cengji.analysis.charts.sheet import MARGIN, SMALL, Sheet, number_text

__all__ = ["Level", "draw_funnel", "find_levels"]

_Links: TypeAlias = dict[str, list[Mark]]


@dataclass(frozen=True, slots=True)
class Level:
    """A level below the top: how many for each one above it, and for each one at the top, with the bounds of both; what it rests on."""

    key: str
    ratio: Mark
    lower: float | None
    upper: float | None
    sureness: Sureness

    @property
    def known(self) -> float:
        """The number that a bar stands for, the lower bound if there is one; 0, and no bar, where nothing bounds it."""
        return self.lower or self.upper or 0.0

    @property
    def text(self) -> str:
        """The number for each one at the top."""
        if self.lower is None or self.upper is None:
            return f"≤ {number_text(self.upper)}" if self.upper is not None else f"≥ {number_text(self.lower)}" if self.lower else "?"
        if math.isclose(self.lower, self.upper, rel_tol=1e-9):
            return number_text(self.lower)
        return f"{number_text(self.lower)}–{number_text(self.upper)}"


def find_levels(marks: list[Mark]) -> list[Level]:
    """Return the longest chain of ratios, each from the level above; of several as long the one whose weakest part is surest.

    Bounds are multiplied downwards; a side that is open in one ratio is open from there on.

    >>> found = find_levels([Mark(row="b", column="a", lower=2, upper=3), Mark(row="c", column="b", lower=2, upper=None)])
    >>> [(level.key, level.lower, level.upper) for level in found]
    [('b', 2, 3), ('c', 4, None)]
    """
    below: _Links = defaultdict(list)
    for mark in marks:
        below[mark.column].append(mark)
    chains = (chain for top in sorted(below) for chain in _chains(top, below, frozenset()))
    best = max(chains, key=lambda chain: (len(chain), -sum(mark.disputed + mark.inferred for mark in chain)), default=[])
    levels: list[Level] = []
    lower: float | None = 1
    upper: float | None = 1
    ranks = ("stated", "inferred", "disputed")
    sure: Sureness = "stated"
    for mark in best:
        lower = None if lower is None or mark.lower is None else lower * mark.lower
        upper = None if upper is None or mark.upper is None else upper * mark.upper
        sure = max(sure, mark.sureness, key=ranks.index)
        levels.append(Level(mark.row, mark, lower, upper, sure))
    return levels


def _chains(top: str, below: _Links, seen: frozenset[str]) -> list[list[Mark]]:
    """Return the chains down from a level that lead to no level twice."""
    found: list[list[Mark]] = []
    for mark in below.get(top, []):
        if mark.row not in seen | {top}:
            found += [[mark, *rest] for rest in _chains(mark.row, below, seen | {top})] or [[mark]]
    return found


def draw_funnel(sheet: Sheet, chart: Chart) -> None:
    """Draw the longest chain of each case as bars around one middle, by powers of ten; what has no place in it is said below."""
    names = {row.key: sheet.say(row.words) for row in chart.rows} | {row.key: sheet.say(row.words) for row in chart.columns}
    chains = {case.key: find_levels([mark for mark in chart.marks if mark.case == case.key]) for case in chart.cases}
    most = max((level.upper or level.lower or 1 for levels in chains.values() for level in levels), default=1.0)
    left = MARGIN + min(max((sheet.measure(name) for name in names.values()), default=0), sheet.width * 0.3) + 1.5
    room = sheet.right - left - 13
    middle = left + room / 2

    def half(number: float) -> float:
        return max(room / 2 * math.log10(1 + 9 * number) / math.log10(1 + 9 * max(most, 1.01)), 0.8)

    for case in chart.cases:
        levels = chains[case.key]
        if not levels:
            continue
        sheet.text(MARGIN, sheet.y + 1.5, sheet.say(case.words), size=SMALL + 0.5, colour=sheet.theme.quiet)
        sheet.y += 3.4
        top = levels[0].ratio.column
        _draw_bar(sheet, names[top], left, middle, half(1), "1")
        before = half(1)
        for level in levels:
            width = half(level.known) if level.known else 0.0
            colour = sheet.theme.disputed if level.sureness == "disputed" else sheet.theme.value
            sheet.area(
                [(middle - before, sheet.y), (middle + before, sheet.y), (middle + width, sheet.y + 3.4), (middle - width, sheet.y + 3.4)],
                sheet.theme.ramp[0],
            )
            sheet.text(middle, sheet.y + 1.8, _times(level.ratio), at="center", colour=sheet.theme.ink)
            sheet.y += 3.4
            _draw_bar(sheet, names[level.key], left, middle, width, level.text, sureness=level.sureness, colour=colour)
            before = width
        sheet.y += 1.5


def _times(mark: Mark) -> str:
    return f"× {interval_text(mark)}"


def _draw_bar(
    sheet: Sheet, name: str, left: float, middle: float, half: float, text: str, *, sureness: Sureness = "stated", colour: str = ""
) -> None:
    colour = colour or sheet.theme.value
    lines = sheet.balance(name, left - MARGIN - 1.5, most=3)
    height = max(3.4, len(lines) * SMALL * 1.15 * 25.4 / 72 + 0.8)
    if half:  # a number that nothing bounds has no bar: it would pass for that of one
        sheet.area(
            [(middle - half, sheet.y), (middle + half, sheet.y), (middle + half, sheet.y + height), (middle - half, sheet.y + height)],
            colour if sureness == "stated" else sheet.theme.paper, edge=colour, hatched=sureness == "disputed",
        )  # fmt: skip
    sheet.label(lines, left - 1.5, sheet.y + height / 2)
    sheet.text(sheet.right, sheet.y + height / 2, text, at="right")
    sheet.y += height
