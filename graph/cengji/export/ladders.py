"""The ladders of all places side by side on the common scale, as one SVG picture."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from cengji.core.errors import CengjiWarning
from cengji.core.neutralize import neutralize_xml
from cengji.dataset import Dataset
from cengji.projection import Concept, Node, project
from cengji.projection.lanes import Slot, find_lanes

__all__ = ["write_ladders"]

_FONT: Final = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
# Pixels: the width of the scale, of a ladder and of a rung, the height of the heading.
_LEFT: Final = 130
_COLUMN: Final = 136
_BOX: Final = 118
_TOP: Final = 84
# Pixels: the space around a rung, its height alone and among others, the height of a line.
_MARGIN: Final = 10
_BOX_HEIGHT: Final = 46
_LEAST: Final = 22
_LINE: Final = 14
# How many lines a text has at most, and how many half-wide characters a line.
_LINES: Final = 3
_WIDTH: Final = 18


def write_ladders(dataset: Dataset) -> Iterator[bytes]:
    """Yield the picture: a column a ladder, a row a lane of the projection, in the order of the page.

    A text too long for its box is cut there and whole in the tooltip of the box.
    A :class:`CengjiWarning` says that there is no ladder.
    """
    projection = project(dataset).without_proposals()
    lanes = find_lanes(projection)
    nodes = {node.iri: node for node in projection.nodes}
    cases = {case.key: case.zh or case.en for case in projection.cases}
    columns = [(ladder, rows) for ladder, rows in zip(projection.ladders, lanes.columns, strict=True) if rows]
    if not columns:
        warnings.warn(CengjiWarning("the picture is empty: the data hold no ladder"), stacklevel=2)
    heights = [2 * _MARGIN + max([_BOX_HEIGHT, *(_LEAST * rows.count(row) for _, rows in columns)]) for row in range(len(lanes.rows))]
    tops = [_TOP + sum(heights[:row]) for row in range(len(heights))]
    width, height = _LEFT + _COLUMN * len(columns) + 10, _TOP + sum(heights) + 10
    yield _head(width, height)
    for slot, top, high in zip(lanes.rows, tops, heights, strict=True):
        yield from _lane(slot, projection.tiers, top, width, high)
    seen = ""
    for number, (ladder, rows) in enumerate(columns):
        x = _LEFT + _COLUMN * number
        if ladder.case != seen or not number:
            yield f'<path d="M{x - 4} 8V{height - 8}" stroke="#888"/>\n'.encode()
            yield f'<text x="{x + 4}" y="22" font-weight="bold">{_escape(cases.get(ladder.case, ladder.case))}</text>\n'.encode()
            seen = ladder.case
        yield _lines(nodes[ladder.iri].label, x + 4, 42, "#444")
        rungs = [nodes.get(rung.iri, Node(iri=rung.iri, type="rung")) for rung in ladder.rungs]
        places = [rung.position for rung in ladder.rungs]
        yield from _column(rungs, places, rows, [lanes.rows[row][1] for row in rows], [tops[row] for row in rows], x)
    yield b"</svg>\n"


def _head(width: int, height: int) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" font-family="{_FONT}" font-size="12" fill="#111">\n'
        "<title>各地阶梯与共用层级 Ladders on the common scale</title>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
    ).encode()


def _lane(slot: Slot, tiers: Sequence[Concept], y: int, width: int, height: int) -> Iterator[bytes]:
    """Draw a lane; a gap between two tiers is shaded and bears no name."""
    tier, gap = slot
    yield f'<rect x="0" y="{y}" width="{width}" height="{height}" fill="{"#f1f1f1" if gap else "#fff"}" stroke="#ddd"/>\n'.encode()
    if not gap:
        yield _lines(tiers[tier].zh or tiers[tier].en, 8, y + 26, "#111")
        if tiers[tier].zh and tiers[tier].en:
            yield _lines(tiers[tier].en, 8, y + 44, "#555")


def _column(
    rungs: Sequence[Node], places: Sequence[int], rows: Sequence[int], gaps: Sequence[bool], tops: Sequence[int], x: int
) -> Iterator[bytes]:
    """Draw the rungs of a ladder from top to bottom and the line that joins them; several in one lane stand close.

    No line joins rungs of one place: they stand beside each other, none above.
    """
    ys = [top + _MARGIN + _LEAST * rows[:place].count(rows[place]) for place, top in enumerate(tops)]
    middle = x + _BOX // 2
    steps = sorted(zip(ys, places, strict=True))
    breaks = [0, *(n for n in range(1, len(steps)) if steps[n - 1][1] == steps[n][1]), len(steps)]
    parts = [f"M{middle} {steps[first][0]}V{steps[last - 1][0]}" for first, last in pairwise(breaks) if last - first > 1]
    if parts:
        yield f'<path d="{"".join(parts)}" stroke="#0072B2" stroke-width="2"/>\n'.encode()
    for rung, row, gap, y in zip(rungs, rows, gaps, ys, strict=True):
        height = _BOX_HEIGHT if rows.count(row) == 1 else _LEAST - 3
        dash = ' stroke-dasharray="4 3"' if gap else ""
        box = f'<rect x="{x}" y="{y}" width="{_BOX}" height="{height}" rx="4" fill="#E8F3FA" stroke="#0072B2"{dash}/>'
        title = " · ".join(filter(None, (rung.zh, rung.en))) or rung.label
        lines = _lines(rung.label, x + 6, y + 15, "#111", most=max(1, height // _LINE))
        yield f"<g><title>{_escape(title)}</title>{box}".encode() + lines + b"</g>\n"


def _lines(text: str, x: int, y: int, colour: str, *, most: int = _LINES) -> bytes:
    """Write a text on as many lines as it may take; what does not fit ends in an ellipsis."""
    lines = [""]
    for character in " ".join(neutralize_xml(text).split()):
        if _columns(lines[-1]) + _columns(character) > _WIDTH:
            if len(lines) == most:
                lines[-1] = lines[-1][:-1] + "…"
                break
            lines.append("")
        lines[-1] += character
    spans = "".join(f'<tspan x="{x}" dy="{_LINE if place else 0}">{_escape(line)}</tspan>' for place, line in enumerate(lines))
    return f'<text x="{x}" y="{y}" fill="{colour}">{spans}</text>\n'.encode()


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _escape(text: str) -> str:
    return escape(neutralize_xml(text), quote=False)
