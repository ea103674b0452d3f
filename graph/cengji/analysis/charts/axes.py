"""Marks along an axis: values with intervals and open ends, days and years, the columns that a row reaches."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cengji.analysis.charts.matrix import draw_heads
from cengji.analysis.charts.records import Chart, Item, Mark
from cengji.analysis.charts.sheet import MARGIN, SMALL, Sheet, number_text
from cengji.analysis.records import Words

__all__ = ["draw_dates", "draw_dots", "draw_steps", "interval_text"]

_ASIDE: Final = 4.0  # room for a number on the right, in millimetres
_RANKS: Final = ("stated", "inferred", "disputed")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where values stand between two edges; ``at`` gives millimetres."""

    at: Callable[[float], float]
    ticks: tuple[float, ...]


def draw_dots(sheet: Sheet, chart: Chart) -> None:
    """Draw a value with its interval a row; the numbers stand on the right."""
    shares = all(0 <= one <= 1 for mark in chart.marks for one in (mark.value, mark.lower, mark.upper) if one is not None)
    texts = {id(mark): interval_text(mark, places=3 if shares else None) for mark in chart.marks}
    aside = max((sheet.measure(text) for text in texts.values()), default=0) + 1.5
    left = _label_edge(sheet, chart.rows, 0.42)
    edges = left + 2.5, sheet.right - aside - 2.5
    scale = _number_scale(chart.marks, *edges)
    top = sheet.y
    for row, middle, _ in _rows(sheet, chart.rows, left, edges[1] + 2):
        for mark in (one for one in chart.marks if one.row == row.key):
            _draw_interval(sheet, mark, scale, middle, edges)
            sheet.text(sheet.right, middle, texts[id(mark)], at="right")
    _draw_axis(sheet, top, [(scale.at(tick), number_text(tick)) for tick in scale.ticks])
    sheet.text((edges[0] + edges[1]) / 2, sheet.y + 1.4, sheet.say(chart.unit), colour=sheet.theme.quiet, at="center")
    sheet.y += 3


def draw_dates(sheet: Sheet, chart: Chart) -> None:
    """Draw when, a row a thing: a bar as long as the period that is printed, a mark at its begin, and whose it is beside it."""
    dated = [mark for mark in chart.marks if mark.begin]
    left = _label_edge(sheet, chart.rows, 0.34)
    first = min((date.fromisoformat(mark.begin).year for mark in dated), default=2000)
    last = max((date.fromisoformat(mark.end or mark.begin).year for mark in dated), default=first) + 1
    room = max((sheet.measure(sheet.say(mark.words)) for mark in dated), default=0) + 1.5
    start, end = left + 2, sheet.right - min(room, sheet.width * 0.2)

    def at(day: str) -> float:
        when = date.fromisoformat(day)
        return start + (end - start) * (when.year + (when.timetuple().tm_yday - 1) / 365.25 - first) / (last - first)

    top = sheet.y
    several = {row.key for row in chart.rows if len({mark.begin for mark in dated if mark.row == row.key}) > 1}
    for row, middle, _ in _rows(sheet, chart.rows, left, sheet.right, tall=several):
        _put_days(sheet, middle, left, sorted((one for one in dated if one.row == row.key), key=lambda one: (one.begin, one.words.zh)), at)
    every = max(1, math.ceil((last - first) / max((end - start) / 9, 1)))
    _draw_axis(sheet, top, [(at(f"{year:04}-01-01"), str(year)) for year in range(first, last + 1, every)])


def _put_days(sheet: Sheet, middle: float, left: float, marks: list[Mark], at: Callable[[str], float]) -> None:
    """Put the marks of a row, each with whose it is on its right, else on its left, else above it."""
    days = [(at(begin), some) for begin, some in _by_begin(marks)]
    taken = left
    for place, (x, some) in enumerate(days):
        edge = x + 0.9
        if some[0].end > some[0].begin:
            edge = max(edge, at(some[0].end))
            sheet.box(x, middle - 0.5, edge - x, 1.0, sheet.theme.rule)
        sheet.point(x, middle, max((mark.sureness for mark in some), key=_RANKS.index), size=3.6)
        text = sheet.say(Words("、", ", ")).join(dict.fromkeys(sheet.say(mark.words) for mark in some))
        wide = sheet.measure(text)
        following = days[place + 1][0] - 1.2 if place + 1 < len(days) else math.inf
        if edge + 0.5 + wide <= following:
            sheet.text(edge + 0.5, middle, text)
            taken = edge + 0.5 + wide
        elif x - 1.4 - wide > taken:
            sheet.text(x - 1.4, middle, text, at="right")
            taken = edge
        else:
            sheet.text(max(x - wide / 2, left + 0.4), middle - 1.9, text)
            taken = edge


def draw_steps(sheet: Sheet, chart: Chart) -> None:
    """Draw for each row which columns it reaches, joined from the first to the last."""
    left = _label_edge(sheet, chart.rows, 0.48)
    wide = (sheet.right - _ASIDE - left) / max(len(chart.columns), 1)
    at = {column.key: left + (number + 0.5) * wide for number, column in enumerate(chart.columns)}
    heads = [sheet.say(column.words) for column in chart.columns]
    sheet.y += draw_heads(sheet, heads, left, wide) + 1
    top = sheet.y
    cells = Counter((mark.row, mark.column) for mark in chart.marks)
    doubled = {row for (row, _), number in cells.items() if number > 1}
    for row, middle, _ in _rows(sheet, chart.rows, left, sheet.right - _ASIDE, tall=doubled):
        marks = [one for one in chart.marks if one.row == row.key and one.column in at]
        if marks:
            ends = [at[mark.column] for mark in marks]
            sheet.line(min(ends), middle, max(ends), middle, colour=sheet.theme.value, width=0.9)
            sheet.text(sheet.right, middle, interval_text(marks[0]), at="right")
        for column, x in at.items():
            here = [mark for mark in marks if mark.column == column]
            if here:
                weakest = max((mark.sureness for mark in here), key=_RANKS.index)
                sheet.point(x, middle, weakest)
                if len(here) > 1:
                    sheet.text(x, middle - 2.0, str(len(here)), colour=sheet.theme.quiet, at="center")
    for x in at.values():
        sheet.line(x, top, x, sheet.y, width=0.3)
    sheet.y += 1


def interval_text(mark: Mark, *, places: int | None = None) -> str:
    """Return a value as a text, with its bounds where they differ from it; with so many decimal places, else three digits.

    >>> [interval_text(Mark(row="a", **given)) for given in (
    ...     {"value": 3.0, "lower": 3.0, "upper": 3.0}, {"lower": 480.0}, {"upper": 0.5661712}, {"value": 2.0, "lower": 1.5, "upper": 2.5})]
    ['3', '≥ 480', '≤ 0.566', '2 (1.5–2.5)']
    >>> [interval_text(Mark(row="a", value=value), places=3) for value in (0.35, 0.0, 0.00034)]
    ['0.350', '0', '0.00034']
    """

    def say(number: float) -> str:
        fixed = "" if places is None or number == int(number) else f"{number:.{places}f}"
        return fixed if fixed.strip("-0.") else number_text(number)  # what is not 0 is not printed as 0

    exact = mark.lower is not None and mark.upper is not None and math.isclose(mark.lower, mark.upper, rel_tol=1e-9)
    if mark.value is not None and (exact or mark.lower is mark.upper is None):
        return say(mark.value)
    low = "" if mark.lower is None else say(mark.lower)
    high = "" if mark.upper is None else say(mark.upper)
    between = f"≥ {low}" if not high else f"≤ {high}" if not low else low if low == high else f"{low}–{high}"
    return between if mark.value in (None, mark.lower, mark.upper) else f"{say(mark.value or 0)} ({between})"


def _by_begin(marks: Iterable[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.begin, []).append(mark)
    yield from groups.items()


def _label_edge(sheet: Sheet, rows: Iterable[Item], share: float) -> float:
    """Return where the labels end, which may take this share of the width."""
    widest = max((sheet.measure(sheet.say(row.words)) for row in rows), default=0.0)
    return MARGIN + min(widest, sheet.width * share) + 1.2


def _rows(
    sheet: Sheet, rows: tuple[Item, ...], left: float, right: float, tall: Collection[str] = ()
) -> Iterator[tuple[Item, float, float]]:
    """Yield each row with its middle and height, after its label, and a heading before each group of rows."""
    group = Words("", "")
    labels = sheet.row_labels([sheet.say(row.words) for row in rows], left - MARGIN - 1.2)
    for row, (lines, height) in zip(rows, labels, strict=True):
        if row.group != group:
            group = row.group
            sheet.y += 0.5
            sheet.text(MARGIN, sheet.y + 1.4, sheet.say(group), size=SMALL + 0.5, colour=sheet.theme.quiet)
            sheet.y += 2.8
        height = max(height, 6.2 if row.key in tall else 3.1)
        middle = sheet.y + height / 2
        sheet.line(left, middle, right, middle, width=0.25)
        sheet.label(lines, left - 1.2, middle)
        yield row, middle, height
        sheet.y += height


def _draw_axis(sheet: Sheet, top: float, ticks: list[tuple[float, str]]) -> None:
    """Draw the lines of the ticks from the top down, and their numbers below."""
    taken = -math.inf
    for x, text in ticks:
        sheet.line(x, top, x, sheet.y + 0.8, width=0.3)
        half = sheet.measure(text) / 2
        if x - half > taken:
            sheet.text(x, sheet.y + 2.2, text, colour=sheet.theme.quiet, at="center")
            taken = x + half + 1
    sheet.y += 3.6


def _draw_interval(sheet: Sheet, mark: Mark, scale: _Scale, y: float, edges: tuple[float, float]) -> None:
    colour = sheet.theme.disputed if mark.sureness == "disputed" else sheet.theme.value
    if mark.lower is None and mark.upper is None:
        ends = None
    else:
        ends = (
            (edges[0] - 2 if mark.lower is None else scale.at(mark.lower)),
            (edges[1] + 2 if mark.upper is None else scale.at(mark.upper)),
        )
    if ends and ends[1] - ends[0] > 0.2:
        sheet.line(ends[0], y, ends[1], y, colour=colour, width=1.1, dashed=mark.sureness != "stated")
        for x, bound, rightwards in ((ends[0], mark.lower, False), (ends[1], mark.upper, True)):
            if bound is None:
                sheet.arrow(x, y, rightwards=rightwards, colour=colour)
            else:
                sheet.line(x, y - 0.8, x, y + 0.8, colour=colour, width=0.9)
    if mark.value is not None:
        sheet.point(scale.at(mark.value), y, mark.sureness)


def _number_scale(marks: Iterable[Mark], left: float, right: float) -> _Scale:
    """Return a scale from 0, by powers of ten where the values span more than two of them and none is 0 or less."""
    values = [one for mark in marks for one in (mark.value, mark.lower, mark.upper) if one is not None]
    low, high = min([0.0, *values]), max([*values, 0.0]) or 1.0
    positive = [one for one in values if one > 0]
    if positive and len(positive) == len(values) and high / min(positive) > 100:
        floor, ceiling = math.floor(math.log10(min(positive))), math.ceil(math.log10(high))
        span = max(ceiling - floor, 1)
        return _Scale(
            lambda value: left + (right - left) * (math.log10(value) - floor) / span,
            tuple(10.0**power for power in range(floor, ceiling + 1)),
        )
    step = 10 ** math.floor(math.log10((high - low) / 4))
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (step * times) <= 5)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ends = first * step, last * step
    return _Scale(
        lambda value: left + (right - left) * (value - ends[0]) / (ends[1] - ends[0]),
        tuple(round(number * step, 10) for number in range(first, last + 1)),
    )
