"""Numerals that are no figures, each with the reason: dates, periods, clock times, labels, enumerators."""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Refusal", "find_refusal"]


class Refusal(StrEnum):
    """Why a numeral is not read as a figure."""

    AMBIGUOUS = "ambiguous"
    CLOCK_TIME = "clock-time"
    COMPOUND_UNIT = "compound-unit"
    CONFLICTING_QUALIFIERS = "conflicting-qualifiers"
    DATE = "date"
    ENUMERATOR = "enumerator"
    LABEL = "label"
    LEXICAL_USE = "lexical-use"
    MALFORMED_NUMBER = "malformed-number"
    NO_MEASURE_WORD = "no-measure-word"
    NO_NUMERAL = "no-numeral"
    PERIOD = "period"
    TOO_LONG = "too-long"

    @property
    def explanation(self) -> str:
        """Return the reason as a sentence for the curator."""
        return _EXPLANATIONS[self]


_EXPLANATIONS = {
    Refusal.AMBIGUOUS: "it can be read in more than one way",
    Refusal.CLOCK_TIME: "it is a time of day",
    Refusal.COMPOUND_UNIT: "its unit is made of several, as 元/平方米",
    Refusal.CONFLICTING_QUALIFIERS: "its qualifiers contradict each other",
    Refusal.DATE: "it is a date or part of one",
    Refusal.ENUMERATOR: "it numbers a heading or an item of a list",
    Refusal.LABEL: "it is a number used as a name or code",
    Refusal.LEXICAL_USE: "the numeral is part of a word and counts nothing",
    Refusal.MALFORMED_NUMBER: "it is not a well-formed number",
    Refusal.NO_MEASURE_WORD: "no measure word says what a Chinese numeral counts",
    Refusal.NO_NUMERAL: "there is no numeral in it",
    Refusal.PERIOD: "it places something in time and is not a length of it",
    Refusal.TOO_LONG: "it is longer than any figure",
}

_CN = "[零〇一二三四五六七八九十百两廿卅]"
_YEAR = r"(?:19|20)\d\d"
_TO = r" ?[—–\-~至到]{1,2} ?"
_DATE = re.compile(
    rf"{_YEAR}(?:[-/.](?:0?[1-9]|1[0-2])[-/.]\d{{1,2}}|-(?:0[1-9]|1[0-2]))(?!\d)"
    rf"|{_YEAR}(?:{_TO}{_YEAR}){{0,2}} ?年(?![多余间]|以[上下])(?: ?\d{{1,2}} ?月(?:份| ?\d{{1,2}} ?[日号])?)?"
    rf"|[一二][〇零一二三四五六七八九]{{3}}年(?:{_CN}{{1,2}}月(?:{_CN}{{1,3}}[日号])?)?"
    rf"|(?:\d{{1,2}}|{_CN}{{1,2}}) ?月(?!一)(?:份|(?: ?\d{{1,2}}|{_CN}{{1,3}}) ?[日号])?"
    rf"|(?:\d{{1,2}}|{_CN}{{1,3}}) ?日(?![内之以间均]|[\d零一二三四五六七八九十])"
    rf"|(?:\d{{2,4}}|{_CN}{{2}}) ?年代|(?:\d{{1,2}}|{_CN}{{1,3}}) ?世纪"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]) ?[::：] ?[0-5]\d(?:[::：][0-5]\d)?(?!\d)|\d{1,2}[时点]\d{1,2}分?|\d{1,2}时(?![间长])")
_PERIOD_AFTER = re.compile(rf"(?:\d{{1,4}}|[几数]?{_CN}{{0,4}}几?)[余多]? ?(?:年|个?月|天|周)(?P<end>前|后(?!期)|来)?")
_PERIOD_BEFORE = re.compile(r"(?:(?<![最附就邻靠临])近|最近|过去|未来|今后|此前|(?<![提目以此之年日月面向])前) ?$")
_ENUMERATOR = re.compile(
    r"[①-⑳⑴-⒛㈠-㈩]|(?<=[(（])(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=[)）])"
    r"|(?P<opening>\d{1,2}(?=[.．、](?!\d))|[一二三四五六七八九十]{1,3}(?=、))"
)
_LATIN_UNIT = re.compile(r" ?(?:km|kg|cm|mm|m[²2]?|kW|kWh|GW|MW|W|t|g|h|min|s|L|ml)(?![A-Za-z])")
_SCHEMES = "计划|工程|模式|行动|热线|专线|专列|体系|工作法|志愿|机制|政策"
_LABEL = re.compile(
    rf"0\d+(?!\.)|1[3-9]\d{{9}}(?!\d)|\d{{3,4}}-\d{{7,8}}|\d+(?:-\d+){{2,}}|\d{{3,6}}(?={_SCHEMES})|[056789]0后"
    r"|\d+(?:\.\d+)+\.\d+|\d{1,5} ?号(?!人)|\d+(?=路公交)"
)
_QUOTED_LABEL = re.compile(r"\d{2,}(?![\d.,%+余多来万亿千百])")


def find_refusal(text: str, place: int, floor: int, *, quoted: bool, has_measure_word: bool) -> tuple[Refusal, int, int] | None:
    """Return why the numeral that begins at ``place`` of a normalized text is no figure, and its start and end.

    ``floor`` is where the numeral before it ends; ``quoted`` says that a quotation mark stands right before it, and
    ``has_measure_word`` that a measure word follows.
    """
    before = text[max(floor, place - 4) : place]
    if text[place].isdigit() and place > floor and text[place - 1].isascii() and text[place - 1].isalpha():
        return Refusal.LABEL, place, _run_end(text, place)
    if text[place] in "百千万亿" and before.endswith("双"):  # 双百双千双万 names a scheme
        return Refusal.LABEL, place, place + 1
    for reason, pattern in ((Refusal.ENUMERATOR, _ENUMERATOR), (Refusal.DATE, _DATE), (Refusal.CLOCK_TIME, _CLOCK)):
        match = pattern.match(text, place)
        if match and (reason != Refusal.ENUMERATOR or not match["opening"] or _opens_a_line(text, place)):
            return reason, place, match.end()
    match = _PERIOD_AFTER.match(text, place)
    if match:
        lead = _PERIOD_BEFORE.search(before)
        if lead or match["end"] in ("前", "后"):
            return Refusal.PERIOD, place - (len(lead[0]) if lead else 0), match.end()
    match = _LABEL.match(text, place) or (_QUOTED_LABEL.match(text, place) if quoted and not has_measure_word else None)
    if match:
        return Refusal.LABEL, place, match.end()
    end = _run_end(text, place)
    if text[place].isdigit() and text[end : end + 1].isascii() and text[end : end + 1].isalpha() and not _LATIN_UNIT.match(text, end):
        return Refusal.LABEL, place, end
    return None


def _opens_a_line(text: str, place: int) -> bool:
    """Return whether a line or a sentence of a text begins here; an expression alone opens nothing."""
    before = text[max(0, place - 40) : place].rstrip(" \t")
    return before.endswith(("\n", "。", ";", "；"))


def _run_end(text: str, place: int) -> int:
    match = re.compile(r"[0-9.]*[0-9]").match(text, place)
    return match.end() if match else place + 1
