"""The grammar of a printed figure from its numeral on: number, range, fraction, 余 and 多, measure word."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from cengji.text.figure_latin import BETWEEN, LATIN_SCALE, LATIN_SHARE
from cengji.text.figure_numbers import SCALE, find_measure_word, read_number, share_scale
from cengji.text.figure_quantity import Quantity
from cengji.text.figure_shares import tenths_to_share, thousandths_to_share, to_share
from cengji.text.figure_vague import GRADES, read_adjacent, read_listed, read_several
from cengji.text.numerals import LONGEST, SCALES, Number, arabic_number, chinese_number
from cengji.text.wordlists import measure_words

__all__ = ["PER", "SLASH_FRACTION", "read_quantity"]

_TO = re.compile(r" ?(?:[—–~-]{1,2}|至|到|或(?:者|是)?) ?| (?:to|bis|sampai|hingga) ")
_TENS = re.compile(r"[二三四五六七八九]十[万亿]?")
_PARTS = re.compile(r"(千万|百万|十万|万|千)(?=分之)")  # 10万分之一
_MORE_OF_SHARE = re.compile(r"[多余](?=[的了，,。;；、:：)）”’」』\s]|$)")  # 30%多, not 30%多元化
_DIGITS_OF = re.compile(r"([一二两三四五六七八九2-9])位数")
_RECURRING = re.compile(
    r"[一1](?P<per>年|季度|季|月|周|日|天)"
    r"(?:[一1](?!个?月|[\d零一二两三四五六七八九十百千])|(?P<times>[一二两三四五六七八九十\d]{1,2})次)"
)
SLASH_FRACTION = re.compile(r"(?<![\d./])([1-9]\d?)/([1-9]\d?|100)(?![\d/]|\.\d)")
_HALF = re.compile(r"一半|半数|半(?:(?P<duration>年|天|小时|个月|个小时|月|周)(?P<more>多?)|个多(?P<longer>月|小时))")
PER = {"年": "per-year", "季度": "per-quarter", "季": "per-quarter", "月": "per-month", "周": "per-week", "天": "per-day", "日": "per-day"}
_HALF_OF_WORD = re.compile(
    "半(?:[径圆球岛山]|封闭|开放|导体|自动|成品|脱产|公益|永久|透明|程序|结构|固定|失能|自理|护理|劳力|劳动|官方|城市)"
)
_SEVERAL_MORE = re.compile("几[十百千]|好几")
_FROM = re.compile(r"\b(?:from|dari|von) \Z", re.IGNORECASE)
_AND = re.compile(" (?:and|dan|und) ")
_RATE = re.compile(r"/[^\W\d_]")
_MORE_OF_PIECES = re.compile("多(?:月|小时|星期|世纪|百分点)")
_HALF_OF_PIECES = re.compile("半(?=月|小时|百分点)")
_TENTH = re.compile("成(?!立|员|果(?!园)|为|功|年人|套|效|熟|型|品(?!牌)|本(?!地)|绩|就(?![业近地])|长(?!者))")
_DOUBLED = re.compile("(?P<times>[一二两三四五1-5])番(?P<more>[多余]?)")
_DOUBLES = re.compile(r"翻了?(?:将?近|约|超过?|逾|过)?\Z")
_HALF_UNITS = frozenset({"天", "年", "数", "价"})


def read_quantity(text: str, place: int) -> Quantity | None:
    """Read the quantity whose numeral begins at ``place`` of a normalized text; None if it is not well-formed."""
    for form in (_digit_count, _fraction, _slash, _recurring, _half, read_several, read_adjacent, read_listed, _doubled):
        quantity = form(text, place)
        if quantity:
            return quantity if quantity.word else _add_word(text, quantity)
    return _plain(text, place)


def _digit_count(text: str, place: int) -> Quantity | None:
    match = _DIGITS_OF.match(text, place)
    number = chinese_number(match[1]) or arabic_number(match[1]) if match else None
    if match is None or number is None:
        return None
    least = Decimal(10) ** int(number.value - 1)
    return Quantity(match.end(), Number(least, least), comparator="atLeast", word="位数", kind="count", chinese=True)


def _fraction(text: str, place: int) -> Quantity | None:
    if text.find("分之", place, place + 2 * LONGEST) < 0:  # few numbers are fractions, and each is read below anyway
        return None
    whole = read_number(text, place)
    if whole and (parts := _PARTS.match(text, whole[1])):
        whole = whole[0].scale(SCALES[parts[1]]), parts.end()
    if whole is None or text[whole[1] : whole[1] + 2] != "分之":
        return None
    first, several = read_number(text, whole[1] + 2), read_several(text, whole[1] + 2)
    if not whole[0].value:
        return None
    if first is None:
        return _fraction_between(text, whole[0], whole[1] + 2)
    (denominator, _), (numerator, end) = whole, first
    if text[place : whole[1]] in ("百", "100"):
        if several and several.end > end:  # 百分之八十几
            return replace(several, word="百分之", unit="percent", kind="share")
        if text[end : end + 1] in ("多", "余"):
            return Quantity(end + 1, numerator, more=text[end], word="百分之", unit="percent", kind="share", chinese=True)
        second = _TO.match(text, end)
        again = second and text.startswith("百分之", second.end())
        upper = read_number(text, second.end() + (3 if again else 0)) if second else None
        if upper and upper[0].value > numerator.value and (again or find_measure_word(text, upper[1]) is None):
            return Quantity(upper[1], numerator, upper[0], "range", word="百分之", unit="percent", kind="share", chinese=True)
        return Quantity(end, numerator, word="百分之", unit="percent", kind="share", chinese=True)
    share = to_share(numerator.value, denominator.value)
    return _or_more(text, Quantity(end, share, word="分之", unit="percent", kind="share", chinese=True))


def _fraction_between(text: str, denominator: Number, place: int) -> Quantity:
    """Read the two neighbouring numerators of 百分之三四十; of another denominator nothing is guessed."""
    between = read_adjacent(text, place)
    if between is None or denominator.value != 100:
        return Quantity(place, denominator, word="分之", unfinished=True)
    return replace(between, word="百分之", unit="percent", kind="share")


def _slash(text: str, place: int) -> Quantity | None:
    """Read 2/3 as a share; a product, a date or a rate has been refused before."""
    match = SLASH_FRACTION.match(text, place)
    if match is None:
        return None
    share = to_share(Decimal(match[1]), Decimal(match[2]))
    return _or_more(text, Quantity(match.end(), share, word="分之", unit="percent", kind="share", chinese=True))


def _or_more(text: str, share: Quantity) -> Quantity:
    """Return a share, as more than it where 多 or 余 follows: 三分之二多, 一半多."""
    more = _MORE_OF_SHARE.match(text, share.end)
    return replace(share, end=more.end(), comparator="moreThan") if more else share


def _recurring(text: str, place: int) -> Quantity | None:
    match = _RECURRING.match(text, place)
    if match is None:
        return None
    word = "次" if match["times"] else match["per"]
    if between := read_adjacent(text, match.start("times")) if match["times"] else None:  # 一年两三次
        return replace(between, end=match.end(), word=word, unit=PER[match["per"]], kind="frequency")
    times = read_number(match["times"], 0) if match["times"] else (Number(Decimal(1), Decimal(1)), 1)
    if times is None or times[1] != len(match["times"] or "1"):
        return None
    return Quantity(match.end(), times[0], word=word, unit=PER[match["per"]], kind="frequency", chinese=True)


def _doubled(text: str, place: int) -> Quantity | None:
    """Read 翻两番 as four times what was before: each 番 doubles it."""
    match = _DOUBLED.match(text, place) if _DOUBLES.search(text, max(0, place - 4), place) else None
    times = read_number(match["times"], 0) if match else None
    if match is None or times is None:
        return None
    product = Decimal(2) ** int(times[0].value)
    return Quantity(match.end(), Number(product, product), more=match["more"], word="番", unit="multiple", kind="ratio", chinese=True)


def _half(text: str, place: int) -> Quantity | None:
    match = _HALF.match(text, place)
    if match is None:
        return None
    duration = {"月": "个月"}.get(match["duration"], match["duration"]) or {"月": "个月", "小时": "小时", None: None}[match["longer"]]
    if duration:
        word, more = measure_words()[duration], "多" if match["longer"] else match["more"]
        half = Number(Decimal("0.5"), Decimal("0.5"))
        return Quantity(match.end(), half, word=word.word, unit=word.unit, kind="duration", chinese=True, more=more)
    half = Number(Decimal(50), Decimal(50))
    return _or_more(text, Quantity(match.end(), half, word=match[0], unit="percent", kind="share", chinese=True))


def _plain(text: str, place: int) -> Quantity | None:
    found = read_number(text, place)
    if found is None:
        return None
    chinese = not text[place].isdigit()
    if several := _SEVERAL_MORE.match(text, found[1]):  # 一百几十户, 三十好几
        return Quantity(several.end(), found[0], chinese=chinese, unfinished=True)
    first = _add_more(text, Quantity(found[1], found[0], chinese=chinese))
    first = _add_word(text, first)
    return _read_range(text, place, first) or first


def _add_more(text: str, quantity: Quantity) -> Quantity:
    """Add 余, 多 or 来 and a scale behind it, as in 5000余万."""
    mark = text[quantity.end : quantity.end + 1]
    if mark == "把" and text[quantity.end - 1] in "百千万" and quantity.chinese and quantity.number.value == quantity.number.step:  # 百把人
        return replace(quantity, end=quantity.end + 1, more="来")
    if mark not in ("余", "多", "来") or not mark or (mark == "来" and quantity.number.step < 10):
        return quantity
    scale = SCALE.match(text, quantity.end + 1)
    number = quantity.number.scale(SCALES[scale[1]]) if scale else quantity.number
    end = scale.end() if scale else quantity.end + 1
    return replace(quantity, number=number, end=end, more=mark)


def _add_word(text: str, quantity: Quantity) -> Quantity:
    """Add the measure word, with 多, 余 or 半 after a continuous one (8年多, 两年半)."""
    if text[quantity.end : quantity.end + 1] == "+" and find_measure_word(text, quantity.end + 1):
        return _at_least(text, quantity)
    gap = 1 if text[quantity.end : quantity.end + 1] == " " else 0
    if quantity.number.value <= 10 and _TENTH.match(text, quantity.end):
        return _tenths(text, quantity)
    word = find_measure_word(text, quantity.end + gap)
    if (
        word is None
        and text[quantity.end + gap : quantity.end + gap + 1] in ("p", "P")
        and (share := LATIN_SHARE.match(text, quantity.end))
    ):
        said, counts = ("percentage-point", "change") if share["points"] else ("percent", "share")
        return replace(quantity, end=share.end(), word=share["points"] or share["share"], unit=said, kind=counts)
    if word is None and _RATE.match(text, quantity.end):  # 20万/年
        return replace(quantity, unfinished=True)
    if word is None or text.startswith("位一体", quantity.end):
        return quantity
    end = quantity.end + gap + len(word.word)
    unit = "grade" if word.word == "级" and quantity.number.value >= 10 else word.unit
    if text[end : end + 1] == "/" and (word.kind == "money" or text[end + 1 : end + 2].isalpha()):
        return replace(quantity, end=end, unfinished=True)
    quantity = replace(quantity, end=end, word=word.word, unit=unit, kind=word.kind)
    if word.word == "‰":
        upper = thousandths_to_share(quantity.upper) if quantity.upper else None
        quantity = replace(quantity, number=thousandths_to_share(quantity.number), upper=upper)
    after = "" if _HALF_OF_WORD.match(text, end) else text[end : end + 1]  # 5公里半径
    if word.word == "个" and _MORE_OF_PIECES.match(text, end):
        word = measure_words()[{"月": "个月", "小": "小时", "星": "星期", "世": "个世纪", "百": "个百分点"}[text[end + 1]]]
        return replace(quantity, end=end + 1 + len(word.word.removeprefix("个")), word=word.word, unit=word.unit, kind=word.kind, more="多")
    half = _HALF_OF_PIECES.match(text, end) if word.word == "个" else None
    if half:
        word = measure_words()[{"月": "个月", "小": "小时", "百": "个百分点"}[text[half.end()]]]
        number = Number(quantity.number.value + Decimal("0.5"), Decimal("0.5"))
        end = half.end() + len(word.word.removeprefix("个"))
        return replace(quantity, number=number, end=end, word=word.word, unit=word.unit, kind=word.kind)
    more = _MORE_OF_SHARE.match(text, end) if word.word in ("%", "‰") else word.kind != "count" and after and after in "多余"
    if more and not quantity.more:
        return replace(quantity, end=end + 1, more=after)
    if word.word == "个" and after == "半" and text[end + 1 : end + 2] in _HALF_UNITS:  # 两个半天 is two halves or one and a half
        return replace(quantity, end=end + 1, unfinished=True)
    if after == "半" and word.unit == "day" and text[end + 1 : end + 2] in ("个", "月"):  # 十天半个月
        return replace(quantity, end=end + 1, unfinished=True)
    if after == "半" and (word.kind in ("duration", "area", "ratio", None) or word.word == "个"):
        number = Number(quantity.number.value + Decimal("0.5"), Decimal("0.5"))
        return replace(quantity, end=end + 1, number=number)
    if after == "半" and not _HALF.match(text, end):  # 三层半
        return replace(quantity, end=end + 1, unfinished=True)
    return quantity


def _at_least(text: str, quantity: Quantity) -> Quantity:
    """Read 50+项; the 1 of 1+站 may be a term of a sum."""
    counted = _add_word(text, replace(quantity, end=quantity.end + 1))
    return replace(counted, comparator="atLeast", unfinished=counted.unfinished or quantity.number.value < 10 or quantity.is_range)


def _tenths(text: str, quantity: Quantity) -> Quantity:
    """Read 七成 as 70 per cent, 七成五 and 七成半 as 75, 七成多 as more than 70."""
    end, ten = quantity.end + 1, Decimal(10)
    share = replace(quantity, end=end, word="成", unit="percent", kind="share")
    behind = text[end : end + 1]
    extra = chinese_number("五" if behind == "半" else behind) if behind not in "两" else None
    if extra and extra.value < ten and not quantity.is_range and quantity.number.precision is None:
        number = Number(quantity.number.value * ten + extra.value, Decimal(1), Decimal(1))
        return replace(share, end=end + 1, number=number)
    number, upper = tenths_to_share(quantity.number), tenths_to_share(quantity.upper) if quantity.upper else None
    more = behind if behind and behind in "多余" and not quantity.is_range and not quantity.more else ""
    return replace(share, end=end + len(more), number=number, upper=upper, more=more or quantity.more)


def _read_range(text: str, place: int, first: Quantity) -> Quantity | None:
    """Read 3—4个, 3万至5万元 or 一星至五星 if a second end follows."""
    sign = _TO.match(text, first.end) or (_AND.match(text, first.end) if BETWEEN.search(text, max(0, place - 9), place) else None)
    found = read_number(text, sign.end()) if sign else None
    if sign is None or found is None or (first.word and text[max(0, place - 3) : place].endswith(("从", "由", "自", "原来的"))):
        return None
    second = _add_word(text, Quantity(found[1], found[0], chinese=first.chinese))
    if first.more or _add_more(text, second).more:  # 10余至20余人 and 200至300余户 end nobody knows where
        return replace(second, unfinished=True) if first.word in (None, second.word) or second.word is None else None
    if first.word not in (None, second.word) or second.unfinished or ("或" in sign[0] and second.word in GRADES):
        return None
    low, high = first.number, second.number
    shared = SCALE.search(text, sign.end(), found[1])
    if second.word in ("成", "‰") and first.word is None:  # 八至九成
        low = tenths_to_share(low) if second.word == "成" else thousandths_to_share(low)
    if low.value < 10 and _TENS.fullmatch(text, sign.end(), found[1]):  # 三至五十万 is 3 or 30 to 50
        return replace(second, unfinished=True)
    if low.value < high.value and shared and not SCALE.search(text, place, sign.start()):
        scaled = share_scale(low, high, text[sign.end() : shared.end()], shared[1])
        if scaled != low and shared.end() < found[1]:  # 3至5百20
            return replace(second, unfinished=True)
        low = scaled
    latin = LATIN_SCALE.search(text, sign.end(), found[1]) if text[found[1] - 1].isascii() else None
    if latin and low.value < high.value and not LATIN_SCALE.search(text, place, sign.start()):  # 3-5 million
        return replace(second, unfinished=True)
    if low.value < high.value and sign[0][1:2].isalpha() and _FROM.search(text, max(0, place - 5), place):  # from 3 to 5
        return replace(second, unfinished=True)
    if low.value < high.value:
        return replace(second, number=low, upper=high, comparator="range")
    if low.value == high.value and "或" in sign[0]:  # 3人或3人以上
        return second
    return replace(second, unfinished=True) if sign[0].strip()[0] not in "至到" else None  # 12-5 is a score or a label
