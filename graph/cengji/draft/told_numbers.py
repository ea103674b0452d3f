"""Numbers that no numeral with a measure word prints: what is done every month, and what a name of a deed counts (四体联动)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cengji.draft.passages import Passages
from cengji.text.figure import read_figure
from cengji.text.reading import Numeral, Reading, UnreadableFigureError
from cengji.text.refusal import Refusal

__all__ = ["told_numbers"]

_EVERY = re.compile("(?<![户人名个支家位“])每(?P<period>年|季度|个?月|半年|周)(?![度”])(?=(?P<rest>[^，,。；;：:”\n]*))")
_PER = {"年": "per-year", "季度": "per-quarter", "月": "per-month", "个月": "per-month", "季": "per-quarter", "周": "per-week"}
_DAYS = re.compile(r"每月\d{1,2}[日号](?:[、和及]\d{1,2}[日号])*")  # on each of them
_BY_TURNS = re.compile("[一每](?P<period>月|季|周)一(?=[一-鿿])(?![次个])[一-鿿]{1,2}")  # 一月一主题
_NUMBER = re.compile("[0-9一二两三四五六七八九十百]")
# Numerals before one character and a noun of acting together: 四体联动, 四维改革. 三者 and 两个 only point back.
_TOGETHER = re.compile("[\u4e00-\u9fff](?<![者个方人年])(?:联动|协同|融合|共治|改革|一体(?!化建))")


def told_numbers(passages: Passages) -> Iterator[Numeral]:
    """Yield them as numerals that are read, in reading order of each sort."""
    for match in (*passages.matches(_EVERY), *passages.matches(_BY_TURNS)):
        unit = _PER.get(match["period"])
        rest = match.groupdict().get("rest", "")
        if unit and passages.is_prose(match.start()) and not _NUMBER.search(rest) and len(rest) != 1:
            yield Numeral(*match.span(), (Reading(*match.span(), Decimal(1), unit=unit, kind="frequency", measure_word=match["period"]),))
    for match in passages.matches(_DAYS):
        if passages.is_prose(match.start()):
            days = Decimal(len(re.findall("[日号]", match[0])))
            yield Numeral(*match.span(), (Reading(*match.span(), days, unit="per-month", kind="frequency", measure_word="月"),))
    for one in passages.numerals:
        if one.refusal is Refusal.NO_MEASURE_WORD and one.end - one.start == 1 and _TOGETHER.match(passages.text, one.end):
            reading = _read(passages.text[one.start])
            if reading and reading.value and reading.value > 1:
                yield Numeral(one.start, one.end + 1, (replace(reading, start=one.start, end=one.end + 1),))


def _read(printed: str) -> Reading | None:
    try:
        return read_figure(printed)[0]
    except UnreadableFigureError:
        return None
