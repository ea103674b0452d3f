"""The ladders of all places side by side on the common scale, as one SVG picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import east_asian_width

from cengji.core.namespaces import CASE, CJ, PREFIXES
from cengji.dataset import Dataset
from cengji.dataset.lanes import Slot, slots
from cengji.export import xml

__all__ = ["ladders_svg"]


def _labelled(thing: str, others: str, pattern: str, order: str) -> str:
    """Return a SELECT of things by a pattern, with their labels in both languages."""
    labels = " ".join(f'OPTIONAL {{ {thing} skos:prefLabel ?{tag} FILTER(LANG(?{tag}) = "{tag}") }}' for tag in ("zh", "en"))
    return (
        f"PREFIX cj: <{CJ}> PREFIX skos: <{PREFIXES['skos']}>\n"
        f"SELECT {others} ?zh ?en WHERE {{ {pattern} {labels} }} ORDER BY {order} ?zh ?en"
    )


_TIERS: Final = _labelled("?tier", "?tier", "?tier cj:rank ?rank .", "?rank ?tier")
_LADDERS: Final = _labelled("?ladder", "?ladder ?case", "?ladder a cj:Ladder . OPTIONAL { ?ladder cj:inCase ?case }", "?case ?ladder")
_CASES: Final = _labelled("?case", "?case", "?case a cj:Case .", "?case")
_RUNGS: Final = _labelled(
    "?rung",
    "?ladder ?rung ?tier",
    "?ladder cj:hasRung ?rung . ?rung cj:position ?position . OPTIONAL { ?rung cj:commonTier ?tier }",
    "?ladder ?position ?rung ?tier",
)
_FONT: Final = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_LEFT, _COLUMN, _TOP, _BOX = 130, 136, 84, 118
"""Width of the scale and of a ladder, height of the heading, width of a rung, in pixels."""
_MARGIN, _BOX_HEIGHT, _LEAST, _LINE, _LINES, _WIDTH = 10, 46, 22, 14, 3, 18
"""Space around a rung, its height alone and among others; height of a line, lines of a text, half-wide characters of a line."""


@dataclass(frozen=True, slots=True)
class _Named:
    iri: str
    zh: str
    en: str

    @property
    def label(self) -> str:
        return self.zh or self.en or self.iri.rsplit("/", 1)[-1]


def ladders_svg(dataset: Dataset) -> Iterator[bytes]:
    """Yield the picture: a column a ladder, a row a tier of the common scale, rungs without an agreed tier in the gaps.

    A text too long for its box is cut there and whole in the tooltip of the box.
    """
    tiers = _unique(dataset.rows(_TIERS), 0)
    order = {tier.iri: place for place, tier in enumerate(tiers)}
    rungs: defaultdict[str, dict[str, tuple[_Named, int | None]]] = defaultdict(dict)
    for owner, rung, tier, zh, en in dataset.rows(_RUNGS):
        rungs[str(owner)].setdefault(str(rung), (_Named(str(rung), zh or "", en or ""), order.get(tier or "")))
    rows = dataset.rows(_LADDERS)
    cases = {one.iri: one for one in _unique(dataset.rows(_CASES), 0)}
    of_case = {str(row[0]): str(row[1] or "") for row in reversed(rows)}
    columns = sorted((one for one in _unique(rows, 0, 2) if rungs[one.iri]), key=lambda one: (of_case[one.iri], one.iri))
    places = {one.iri: slots([tier for _, tier in rungs[one.iri].values()], len(tiers)) for one in columns}
    used: list[Slot] = sorted({slot for column in places.values() for slot in column})
    heights = [2 * _MARGIN + max(_BOX_HEIGHT, _LEAST * max(column.count(slot) for column in places.values())) for slot in used]
    tops = {slot: _TOP + sum(heights[:row]) for row, slot in enumerate(used)}
    width, height = _LEFT + _COLUMN * len(columns) + 10, _TOP + sum(heights) + 10
    yield _head(width, height)
    for slot, high in zip(used, heights, strict=True):
        yield from _lane(slot, tiers, tops[slot], width, high)
    seen = ""
    for number, ladder in enumerate(columns):
        x = _LEFT + _COLUMN * number
        case = of_case[ladder.iri]
        if case != seen or not number:
            shown = cases[case].label if case in cases else case.removeprefix(CASE)
            yield f'<path d="M{x - 4} 8V{height - 8}" stroke="#888"/>\n'.encode()
            yield f'<text x="{x + 4}" y="22" font-weight="bold">{_text(shown)}</text>\n'.encode()
            seen = case
        yield _lines(ladder.label, x + 4, 42, "#444")
        yield from _column([rung for rung, _ in rungs[ladder.iri].values()], places[ladder.iri], tops, x)
    yield b"</svg>\n"


def _head(width: int, height: int) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" font-family="{_FONT}" font-size="12" fill="#111">\n'
        "<title>各地阶梯与共用层级 Ladders on the common scale</title>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
    ).encode()


def _lane(slot: Slot, tiers: Sequence[_Named], y: int, width: int, height: int) -> Iterator[bytes]:
    """Draw a lane; a gap between two tiers is shaded and bears no name."""
    tier, gap = slot
    yield f'<rect x="0" y="{y}" width="{width}" height="{height}" fill="{"#f1f1f1" if gap else "#fff"}" stroke="#ddd"/>\n'.encode()
    if not gap:
        yield _lines(tiers[tier].label, 8, y + 26, "#111")
        if tiers[tier].zh and tiers[tier].en:
            yield _lines(tiers[tier].en, 8, y + 44, "#555")


def _column(rungs: Sequence[_Named], at: Sequence[Slot], tops: Mapping[Slot, int], x: int) -> Iterator[bytes]:
    """Draw the rungs of a ladder from top to bottom and the line that joins them; several in one lane stand close."""
    ys = [tops[slot] + _MARGIN + _LEAST * at[:place].count(slot) for place, slot in enumerate(at)]
    middle = x + _BOX // 2
    yield f'<path d="M{middle} {min(ys)}V{max(ys)}" stroke="#0072B2" stroke-width="2"/>\n'.encode()
    for rung, slot, y in zip(rungs, at, ys, strict=True):
        height = _BOX_HEIGHT if at.count(slot) == 1 else _LEAST - 3
        dash = ' stroke-dasharray="4 3"' if slot[1] else ""
        box = f'<rect x="{x}" y="{y}" width="{_BOX}" height="{height}" rx="4" fill="#E8F3FA" stroke="#0072B2"{dash}/>'
        title = " · ".join(filter(None, (rung.zh, rung.en))) or rung.label
        lines = _lines(rung.label, x + 6, y + 15, "#111", most=max(1, height // _LINE))
        yield f"<g><title>{_text(title)}</title>{box}".encode() + lines + b"</g>\n"


def _lines(text: str, x: int, y: int, colour: str, *, most: int = _LINES) -> bytes:
    """Write a text on as many lines as it may take; what does not fit ends in an ellipsis."""
    lines = [""]
    for character in " ".join(xml.shown(text).split()):
        if _columns(lines[-1]) + _columns(character) > _WIDTH:
            if len(lines) == most:
                lines[-1] = lines[-1][:-1] + "…"
                break
            lines.append("")
        lines[-1] += character
    spans = "".join(f'<tspan x="{x}" dy="{_LINE if place else 0}">{xml.text(line)}</tspan>' for place, line in enumerate(lines))
    return f'<text x="{x}" y="{y}" fill="{colour}">{spans}</text>\n'.encode()


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _text(text: str) -> str:
    return xml.text(xml.shown(text))


def _unique(rows: Sequence[Sequence[str | None]], iri: int, zh: int = 1) -> list[_Named]:
    """Return each thing once, with its first label in each language."""
    found: dict[str, _Named] = {}
    for row in rows:
        found.setdefault(str(row[iri]), _Named(str(row[iri]), row[zh] or "", row[zh + 1] or ""))
    return list(found.values())
