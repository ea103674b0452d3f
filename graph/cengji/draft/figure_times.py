"""The times of figures: what their sentence prints before them, resolved by the date of the article."""

from __future__ import annotations

import re
from datetime import date

from cengji.draft.context import Context
from cengji.draft.header import read_header

__all__ = ["date_figures"]

_NUMBER = "[0-9一二两三四五六七八九十]{1,3}"
_TIME = re.compile(
    rf"(?P<now>截至目前|(?<!截至)目前(?!标)|截至今(?:年|日)?|迄今)|(?P<vague>近年来|{_NUMBER}年来|下一步|近期|近日)|近(?P<years>{_NUMBER})年来?"
    r"|(?P<from>自|从)?(?P<year>20\d\d年|去年|今年)(?P<part>(?P<month>\d{1,2})月|[初底末]|[上下]半年)?(?P<since>以来|开始|至今|起|来)?(?!\d|度)"
)
# The other end of a time that lies between two: 2024年3月至8月, 2021—2023年.
_END = r"(?:20\d\d年|[今去]年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[初底末]?"
_TO_AN_END = re.compile(rf"(?:\d{{1,2}}日)?\s?(?:[至到]|[—–~～-]{{1,2}})\s?(?=\d|[今去]年){_END}")
_FIRST_MONTHS = "前(?:\\d{1,2}|[一二三四五六七八九十]{1,2})个月|前?[一二三]季度"
_BEFORE = re.compile(rf"(?:{_FIRST_MONTHS})|(?:\d{{1,2}}日)?[初底末]?(?:[以之]?前)")  # 今年前7个月, 2023年12月底前
_FROM_AN_END = re.compile(r"20\d\d(?:年(?:\d{1,2}月)?(?:\d{1,2}日)?)?\s?(?:[至到]|[—–~～-]{1,2})\s?\Z")
# What a number that says how a thing is made, how often or from where on has no time.
_TIMELESS = frozenset({"design", "threshold"})
_TIMELESS_KINDS = frozenset({"frequency", "ordinal"})
_COMPARED = ("比", "较")  # 比2020年上升: what is compared with, not the time
_LOOK_BACK = 160  # characters
_NUMERALS = {one: value for value, one in enumerate("零一二三四五六七八九十")} | {"两": 2}


def date_figures(context: Context) -> None:
    """Give each figure the time that is printed last before it in its sentence."""
    published = read_header(context.passages).published
    day = date.fromisoformat(published) if published else None
    for one in context.section("figures"):
        if one.fields.get("role") in _TIMELESS or one.fields.get("kind") in _TIMELESS_KINDS:
            continue
        number = context.passages.sentence_at(one.start)
        start = max(context.passages.sentences[number][0] if number >= 0 else one.start, one.start - _LOOK_BACK)
        found = [
            match
            for match in _TIME.finditer(context.text, start, one.start)
            if match.end() <= one.start and context.text[match.start() - 1 : match.start()] not in _COMPARED
        ]
        if found:
            one.fields["time"] = _with_an_end(context.text[start : one.start], found[-1], start) or _resolve(found[-1], day)


def _with_an_end(text: str, match: re.Match[str], start: int) -> dict[str, str] | None:
    """Return the time between two, or before one, that the found one is an end of: no rule resolves it. None where it is no end."""
    first, last = match.start() - start, match.end() - start
    end, begin = _TO_AN_END.match(text, last), _FROM_AN_END.search(text[:first])
    before = _BEFORE.match(text, last)
    if match["year"] and before:
        return {"written": text[first : before.end()], "rule": "unresolvable"}
    if not match["year"] or not (begin or (end and end[0].endswith(("年", "月", "日", "初", "底", "末")))):
        return None
    written = text[begin.start() if begin else first : end.end() if end else last]
    return {"written": written, "rule": "unresolvable"}


def _resolve(match: re.Match[str], published: date | None) -> dict[str, str]:
    """Return a time as a case writes it: as printed, its first and last day where a rule tells them, and the rule."""
    written = {"written": match[0]}
    unresolvable = {**written, "rule": "unresolvable"}
    if match["vague"] or (match["part"] and not match["month"]):
        return unresolvable
    if match["now"]:
        return {**written, "end": published.isoformat(), "rule": "to-publication"} if published else unresolvable
    if match["years"]:
        years = _count(match["years"])
        if published is None or not years:
            return unresolvable
        begin = published.replace(year=published.year - years, day=min(published.day, 28 if published.month == 2 else 31))
        return {**written, "start": begin.isoformat(), "end": published.isoformat(), "rule": "years-before-publication"}
    year = _year(match["year"], published)
    month = int(match["month"] or 1)
    if year is None or not 1 <= month <= 12:
        return unresolvable
    first = date(year, month, 1)
    if published and first > published:
        return unresolvable
    if match["from"] or match["since"]:
        if match["month"]:
            return unresolvable
        return {**written, "start": first.isoformat(), **({"end": published.isoformat()} if published else {}), "rule": "since-year"}
    if match["month"]:
        return {**written, "start": first.isoformat(), "end": _last_day(first).isoformat(), "rule": "month"}
    return {**written, "start": first.isoformat(), "end": date(year, 12, 31).isoformat(), "rule": "calendar-year"}


def _last_day(first: date) -> date:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _year(printed: str, published: date | None) -> int | None:
    if printed[:4].isdigit():
        return int(printed[:4])
    return published.year - (printed == "去年") if published else None


def _count(printed: str) -> int | None:
    return int(printed) if printed.isdigit() else _NUMERALS.get(printed)
