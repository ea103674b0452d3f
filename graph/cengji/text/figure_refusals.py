"""Numerals that are no figures, each with the reason: dates, periods, clock times, labels, enumerators."""

from __future__ import annotations

import re
from enum import StrEnum

from cengji.text.figure_grammar import SLASH_FRACTION
from cengji.text.figure_numbers import find_measure_word

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
    PRODUCT = "product"
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
    Refusal.PRODUCT: "it is a product of numbers, as 7×24",
    Refusal.TOO_LONG: "it is longer than any figure",
}

_CN = "[零〇一二三四五六七八九十百两廿卅]"
_YEAR = r"(?:19|20)\d\d"
_TO = r" ?[—–\-~至到]{1,2} ?"
_DATE = re.compile(
    rf"{_YEAR}(?:[-/.](?:0?[1-9]|1[0-2])[-/.]\d{{1,2}}|-(?:0[1-9]|1[0-2]))(?!\d)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[·•・‧∙](?:\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d·])"
    rf"|{_YEAR}(?:{_TO}{_YEAR}){{0,2}} ?年(?![多余间]|以[上下])(?: ?\d{{1,2}} ?月(?:份| ?\d{{1,2}} ?[日号])?)?"
    rf"|[一二][〇零一二三四五六七八九]{{3}}年(?:{_CN}{{1,2}}月(?:{_CN}{{1,3}}[日号])?)?"
    rf"|(?:\d{{1,2}}|{_CN}{{1,2}}) ?月(?!一)(?:份|(?: ?\d{{1,2}}|{_CN}{{1,3}}) ?[日号])?"
    rf"|(?:\d{{1,2}}|{_CN}{{1,3}}) ?日(?![内之以间均]|[\d零一二三四五六七八九十])"
    rf"|(?:\d{{2,4}}|{_CN}{{2}}) ?年代|(?:\d{{1,2}}|{_CN}{{1,3}}) ?世纪"
)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4]) ?[::：] ?[0-5]\d(?:[::：][0-5]\d)?(?!\d)|\d{1,2}[时点]\d{1,2}分?|\d{1,2}时(?![间长])"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})点[半整钟]"
)
_PERIOD_AFTER = re.compile(rf"(?:\d{{1,4}}|[几数]?{_CN}{{0,4}}几?)[余多]? ?(?:年|个?月|天|周)(?P<end>前|后(?!期)|来)?")
_LATIN_BEFORE = re.compile(r"[A-Za-z](?:\d{1,5}-|-)?$")  # A5, A-5, c1001-31
_DIALLED = re.compile(r"(?:拨打?|[^\W\d_]打|致电|热线)[“\"]?$")  # 有事打12345
_YEARS = re.compile(rf"{_YEAR}{_TO}{_YEAR}(?![\d年余多万亿])")  # 2020—2022
_OTHER_GROUPS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?![\d,])")  # 2,91,507: lakhs, grouped in twos
_LISTED_LABEL = re.compile(r"\d{1,3}(?=(?: ?[、和及] ?\d{1,3}){1,8} ?号(?!人))")  # 1、2、3号楼
_PERIOD_BEFORE = re.compile(r"(?:(?<![最附就邻靠临])近|最近|过去|未来|今后|此前|(?<![提目以此之年日月面向])前) ?$")
_ENUMERATOR = re.compile(
    r"[①-⑳⑴-⒛㈠-㈩]|(?<=[(（])(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=[)）])"
    r"|(?P<opening>\d{1,2}(?=[.．、](?!\d))|[一二三四五六七八九十]{1,3}(?=、))"
)
_LATIN_UNIT = re.compile(r" ?(?:km|kg|cm|mm|m[²2]?|kW|kWh|GW|MW|W|t|g|h|min|s|L|ml)(?![A-Za-z])")
_SCHEMES = "计划|工程|模式|行动|热线|专线|专列|体系|工作法|志愿|机制|政策|报警|平台"
_LABEL = re.compile(
    rf"0\d+(?!\.)|1[3-9]\d{{9}}(?!\d)|\d{{3,4}}-\d{{7,8}}|\d+(?:-\d+){{2,}}|\d{{3,6}}(?={_SCHEMES})|[056789]0后"
    r"|\d+(?:\.\d+)+\.\d+|\d{1,5} ?号(?!人)|\d+(?=路公交)|\d+(?:\.\d+)+版|\d+强(?![化势])"
)
_NUMERAL = r"(?:\d+(?:\.\d+)?|[零〇一二三四五六七八九十百千万亿两]+)"
_PRODUCT = re.compile(rf"{_NUMERAL}(?:[\u4e00-\u9fff]{{0,2}} ?[×✕*]| ?[xX]) ?{_NUMERAL}")
_PROPORTION = re.compile(rf"{_NUMERAL} ?[:：∶比] ?{_NUMERAL}")
_EVERY_SEVERAL = re.compile(rf"(?<=每){_NUMERAL}个?(?:年|季度|月|周|星期|天|日){_NUMERAL}次")
_SLASHES = re.compile(r"\d+(?:\.\d+)?(?: ?/ ?\d+(?:\.\d+)?)+")
_PART_MARK = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?=[”’」』\"](?:就是|是|即|指|为|代表|[:：]))")
_EVENT_DATE = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?=事件|事故|专案|案|大案|讲话|精神|宪法|消防|禁毒)")
_QUOTED_DATE = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?=[”’」』》\"])")
_QUOTED_LABEL = re.compile(r"\d\.\d(?=[”’」』》\"])|\d{2,}(?![\d.,%+余多来万亿千百])")


def find_refusal(text: str, place: int, floor: int, *, quoted: bool, has_measure_word: bool) -> tuple[Refusal, int, int] | None:
    """Return why the numeral that begins at ``place`` of a normalized text is no figure, and its start and end.

    ``floor`` is where the numeral before it ends; ``quoted`` says that a quotation mark stands right before it, and
    ``has_measure_word`` that a measure word follows.
    """
    before = text[max(floor, place - 4) : place]
    if text[place].isdigit() and _LATIN_BEFORE.search(text[max(0, place - 7) : place]):
        return Refusal.LABEL, place, _run_end(text, place)
    if text[place] in "百千万亿" and before.endswith("双"):  # 双百双千双万 names a scheme
        return Refusal.LABEL, place, place + 1
    product, slashes = _PRODUCT.match(text, place), _SLASHES.match(text, place)
    if product:
        return Refusal.PRODUCT, place, product.end()
    every = _EVERY_SEVERAL.match(text, place)
    if every:
        return Refusal.AMBIGUOUS, place, every.end()
    if slashes and (_is_rate(slashes[0]) or find_measure_word(text, slashes.end())):
        return Refusal.AMBIGUOUS, place, slashes.end()
    if quoted and (mark := _PART_MARK.match(text, place)):
        return Refusal.ENUMERATOR, place, mark.end()
    date = _EVENT_DATE.match(text, place) or (_QUOTED_DATE.match(text, place) if quoted else None)
    if date:
        return Refusal.DATE, place, date.end()
    for reason, pattern in ((Refusal.ENUMERATOR, _ENUMERATOR), (Refusal.DATE, _DATE), (Refusal.CLOCK_TIME, _CLOCK)):
        match = pattern.match(text, place)
        if match and (reason != Refusal.ENUMERATOR or not match["opening"] or _opens_a_line(text, place)):
            return reason, place, match.end()
    if proportion := _PROPORTION.match(text, place):
        return Refusal.AMBIGUOUS, place, proportion.end()
    match = _PERIOD_AFTER.match(text, place)
    if match:
        lead = _PERIOD_BEFORE.search(before)
        if lead or match["end"] in ("前", "后"):
            return Refusal.PERIOD, place - (len(lead[0]) if lead else 0), match.end()
    if grouped := _OTHER_GROUPS.match(text, place):
        return Refusal.MALFORMED_NUMBER, place, grouped.end()
    if not has_measure_word and (years := _YEARS.match(text, place)):
        return Refusal.DATE, place, years.end()
    if not has_measure_word and text[place].isdigit() and _DIALLED.search(before):
        return Refusal.LABEL, place, _run_end(text, place)
    quoted_label = _QUOTED_LABEL.match(text, place) if quoted and not has_measure_word else None
    match = _LABEL.match(text, place) or _LISTED_LABEL.match(text, place) or quoted_label
    if match:
        return Refusal.LABEL, place, match.end()
    end = _run_end(text, place)
    if text[place].isdigit() and text[end : end + 1].isascii() and text[end : end + 1].isalpha() and not _LATIN_UNIT.match(text, end):
        return Refusal.LABEL, place, end
    return None


def _is_rate(text: str) -> bool:
    """Return whether numbers with slashes between them are no fraction below 1: 3/2, 1/2/3, 10/2024."""
    match = SLASH_FRACTION.fullmatch(text)
    return match is None or int(match[1]) >= int(match[2])


def _opens_a_line(text: str, place: int) -> bool:
    """Return whether a line or a sentence of a text begins here; an expression alone opens nothing."""
    before = text[max(0, place - 40) : place].rstrip(" \t")
    return before.endswith(("\n", "。", ";", "；"))


def _run_end(text: str, place: int) -> int:
    match = re.compile(r"[0-9.]*[0-9]").match(text, place)
    return match.end() if match else place + 1
