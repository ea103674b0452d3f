"""Numbers that name several or two neighbouring ones: 几, 数十, 十几; 两三百, 2、3个."""

from __future__ import annotations

import re
from decimal import Decimal

from cengji.text.figure_numbers import find_measure_word
from cengji.text.figure_quantity import Quantity
from cengji.text.numerals import SCALES, Number, arabic_number, chinese_number

__all__ = ["GRADES", "read_adjacent", "read_listed", "read_several"]

_ADJACENT = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<mark>、?)(?P<high>[两二三四五六七八九])(?P<unit>[十百千]?[万亿]?)"
)
_LISTED = re.compile(r"(?P<low>\d{1,4})、(?P<high>\d{1,4})(?P<unit>[百千]?[万亿]?)(?![\d.、/:：~—–-]|, ?\d)")
_MORE_BEFORE = re.compile(r"[\d零一二三四五六七八九十百千万亿][、,，]\Z|(?:分别|依次|先后)[^，,。；;]{0,6}\Z")
GRADES = frozenset({"级", "期", "届", "季度", "星", "等"})  # 一、二级网格 are two grades, and no range
_SEVERAL = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)(?:几|数(?=[万亿人名个户年]))(?P<unit>万|亿)?|(?:几|数)(?P<several>[十百千]?[万亿]?)"
)
_NUMERAL_GOES_ON = re.compile("(?:[一二两三四五六七八九十百千]|[上近][百千万])[十百千万亿]*")
_UNITS_OF_TEN = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "": Decimal(1)}


def read_several(text: str, place: int) -> Quantity | None:
    """Read 几 and 数: more than one of the unit; 十几 lies between 11 and 19."""
    match = _SEVERAL.match(text, place)
    if match is None or match[0] == "数":
        return None
    if (match["tens"] or match["several"]) and (more := _NUMERAL_GOES_ON.match(text, match.end())):  # 十几二十个, 几十上百人
        return Quantity(more.end(), Number(Decimal(10), Decimal(10)), chinese=True, unfinished=True)
    if match["tens"]:
        base = chinese_number(match["tens"])
        factor = SCALES[match["unit"]] if match["unit"] else Decimal(1)
        if base is None:
            return None
        low, high = (Number((base.value + extra) * factor, factor, factor if match["unit"] else None) for extra in (1, 9))
        return Quantity(match.end(), low, high, "range", chinese=True)
    unit = match["several"]
    factor = _factor(unit)
    return Quantity(match.end(), Number(factor, factor, factor if unit[-1:] in ("万", "亿") else None), comparator="moreThan", chinese=True)


def _factor(unit: str) -> Decimal:
    small, large = (unit[:-1], unit[-1]) if unit[-1:] in ("万", "亿") else (unit, "")
    return _UNITS_OF_TEN[small] * (SCALES[large] if large else 1)


def read_adjacent(text: str, place: int) -> Quantity | None:
    """Read two neighbouring digits as a range: 两三百, 十七八, 三五; 三、四个."""
    match = _ADJACENT.match(text, place)
    if match is None or (text[match.end() : match.end() + 1] or " ") in "零〇一二三四五六七八九两十百千点":
        return None
    low, high, tens = chinese_number(match["low"]), chinese_number(match["high"]), chinese_number(match["tens"] or "零")
    if low is None or high is None or tens is None or (match["tens"] and match["unit"] not in ("", "万", "亿")):
        return None
    neighbours = high.value == low.value + 1 or match["low"] + match["high"] == "三五"
    if not neighbours:
        return None
    if match["mark"] and (match["tens"] or not _is_pair(text, place, match.end())):
        return None
    if text[match.end() : match.end() + 1] in ("余", "多") or (not match["tens"] and _names_grades(text, match.end())):  # 三四百余人
        return Quantity(match.end() + 1, low, chinese=True, unfinished=True)
    factor = _factor(match["unit"])
    precision = factor if match["unit"][-1:] in ("万", "亿") else None
    ends = [Number((tens.value + digit.value) * factor, factor, precision) for digit in (low, high)]
    return Quantity(match.end(), ends[0], ends[1], "range", chinese=True)


def read_listed(text: str, place: int) -> Quantity | None:
    """Read 2、3个 as a range; 3、5个 may be either or both, and is not read. Numbers told one by one (分别) are left alone."""
    match = _LISTED.match(text, place)
    if match is None or not _is_pair(text, place, match.end()):
        return None
    low, high = arabic_number(match["low"]), arabic_number(match["high"])
    neighbours = high.value - low.value == low.step == high.step and low.value < 10 * low.step
    if not neighbours and max(low.value, high.value) >= 10:
        return None
    unclear = not neighbours or _names_grades(text, match.end()) or text[:place].rstrip(" ").endswith("第")
    ends = [arabic_number(match[end], match["unit"]) for end in ("low", "high")]
    return Quantity(match.end(), ends[0], ends[1], "range", unfinished=unclear)


def _is_pair(text: str, start: int, end: int) -> bool:
    """Return whether two numbers with 、 between them are counted together and stand in no longer list."""
    more_before = _MORE_BEFORE.search(text, max(0, start - 9), start)
    scaled = text[end - 1] in "万亿"
    return not more_before and text[end : end + 1] != "、" and (scaled or find_measure_word(text, end) is not None)


def _names_grades(text: str, place: int) -> bool:
    word = find_measure_word(text, place)
    return word is not None and word.word in GRADES
