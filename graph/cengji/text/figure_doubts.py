"""What leaves a well-formed number open: 百名书记, 一百五户, 5个不足, an end of a range in another unit; and numbers of names."""

from __future__ import annotations

import re

from cengji.text.figure_latin import BETWEEN
from cengji.text.figure_quantity import Quantity
from cengji.text.reading import Numeral

__all__ = ["LIMIT_SIGNS", "beyond", "ends_behind", "is_half_of_range", "is_open", "is_second_end", "names_institution"]

_PLACE_LEFT_OUT = re.compile("[百千万亿][1-9一二三四五六七八九]")
_EACH = re.compile(r"每(?:新增)?\Z")
_SOLVED = frozenset("项个条道处大类种")
_LEAST_TOTAL = 100  # 突破12项难题 solves twelve, 游客突破500人次 passes five hundred
_TO = re.compile(r" ?(?:[—–~-]{1,2}|至|到) ?")
_AND = re.compile(" (?:and|dan|und) ")
_FROM = re.compile("(?:从|由|自|原来的)\\Z")
# -5%至3% lies between both, as -5 to -3 percent does
_SECOND_END = re.compile(r"(?: ?(?:[—–~-]{1,2}|至|到) ?| (?:to|and|bis|dan|und|sampai|hingga) )(?:[-\d]|零下|负)")
_FROM_SIGN = re.compile("(?:从|由|自|(?i:from|dari|von) )\\Z")
_OF_TWO_UNITS = frozenset({"duration", "length", "mass", "area", "share", "money"})
_INSTITUTION = re.compile("(?:人民|中心|附属|实验|职业|师范|高级)?(?:医院|中学|小学|高中|初中|幼儿园|法院|检察院|公园|看守所)")
_OUTSIDE = re.compile("[以之]外|外(?![国地来部围籍卖面墙形观出])")
_LIMITS = re.compile("(?P<atLeast>起步?|保底)|(?P<atMost>封顶|为(?:上)?限)")
_CLAUSE_END = re.compile(r"[，,。;；、:：)）”\s]|\Z")
LIMIT_SIGNS = frozenset("以之外起保封为")
_LOOK_BACK = 12


def is_open(text: str, place: int, quantity: Quantity, start: int, end: int, *, qualified: bool) -> bool:
    """Return whether the number that begins at ``place``, with its qualifiers from ``start`` to ``end``, may mean several things.

    百名 without a word of comparison may be a hundred or many; 12万5户, which leaves its last place out before what it counts,
    125 000 or 120 005; 5个不足 may be five shortcomings or fewer than five.
    """
    word = quantity.word
    if word is None:
        return False
    number_end = quantity.end - len(word)
    if text[place] in "百千万亿" and not qualified and not quantity.more and set(text[place:number_end].rstrip(" ")) <= set("百千万亿"):
        return word not in ("百分之", "分之") and not _EACH.search(text, max(0, place - 3), place)
    if _PLACE_LEFT_OUT.fullmatch(text, number_end - 2, number_end):
        return True
    behind = text[end - 2 : end] if end > quantity.end else ""
    if behind == "不到" and word in ("次", "回", "场"):  # 两次不到 may be absence
        return True
    if behind == "不足":
        return quantity.kind == "count" and word not in ("人", "名", "位", "户", "岁")
    return start < place and word in _SOLVED and text.startswith("突破", start) and quantity.number.value < _LEAST_TOTAL


def beyond(text: str, quantity: Quantity, place: int) -> tuple[str | None, int]:
    """Return what 以外, 外, 起 and 封顶 behind a quantity make of it, and where they end.

    5公里外 is more than, 300元起 at least, 3户以外 is open ("open").
    """
    limit = _LIMITS.match(text, quantity.end) if quantity.kind == "money" else None
    if limit and _CLAUSE_END.match(text, limit.end()):
        return limit.lastgroup, limit.end()
    match = _OUTSIDE.match(text, quantity.end)
    if match is None or "除" in text[max(0, place - _LOOK_BACK) : place]:
        return None, quantity.end
    if quantity.kind == "length":
        return "moreThan", match.end()
    return ("open", match.end()) if len(match[0]) > 1 or quantity.kind == "duration" else (None, quantity.end)


def is_half_of_range(text: str, first: Numeral, second: Numeral) -> bool:
    """Return whether two figures are the ends of one range in two units, as in 6个月至1年; 从6个月到1年 are two figures."""
    if first.lexical and first.lexical[0] == "周" and second.readings and _TO.fullmatch(text, first.end, second.start):
        return True  # 每周一至两次
    if len(first.readings) == len(second.readings) == 1 and _AND.fullmatch(text, first.end, second.start):
        return {first.readings[0].kind, second.readings[0].kind} == {"money"} and BETWEEN.search(
            text, max(0, first.start - 9), first.start
        ) is not None
    if len(first.readings) != 1 or len(second.readings) != 1 or not _TO.fullmatch(text, first.end, second.start):
        return False
    kinds = first.readings[0].kind, second.readings[0].kind
    return kinds[0] == kinds[1] and kinds[0] in _OF_TWO_UNITS and not _FROM.search(text, max(0, first.start - 3), first.start)


def names_institution(text: str, quantity: Quantity) -> bool:
    """Return whether an ordinal is that of a name: 第三人民医院, 第八中学."""
    return _INSTITUTION.match(text, quantity.end - len(quantity.word or "")) is not None


def ends_behind(text: str, place: int, first: Quantity) -> bool:
    """Return whether a quantity whose sign stands at ``place`` is the first end of a range: -5%至3%.

    从-5%到3% and from -5% to 3% are two figures, if the first has its own unit.
    """
    is_change = first.word is not None and _FROM_SIGN.search(text, max(0, place - 5), place)
    return not is_change and _SECOND_END.match(text, first.end) is not None


def is_second_end(text: str, end: int, start: int) -> bool:
    """Return whether what begins at ``start`` is the second end of a range whose first ends at ``end``."""
    match = _SECOND_END.match(text, end)
    return match is not None and match.start() < start < match.end()
