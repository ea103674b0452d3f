"""Printed figures made from a grammar of Chinese numerals, each with what it means, independent of the reader.

The grammar writes a known value in every way that reports print it: digits (plain, grouped, full-width), Chinese
numerals (plain, financial, traditional, with look-alike characters), decimals, scales, fractions, tenths, signs, ranges,
vague numbers, halves, and the words before and behind that say how it compares.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

__all__ = ["Expected", "expressions"]

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789.,%-+", "０１２３４５６７８９．，％－＋")
TRADITIONAL = str.maketrans("万亿两余个", "萬億兩餘個")
FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
LOOK_ALIKES = {"零": "○〇", "一": "⼀", "二": "⼆", "八": "⼋", "十": "⼗"}
SCALES = {
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

UNITS = {  # printed word: kind, factor to the base unit
    "个": ("count", 1), "家": ("count", 1), "名": ("count", 1), "人": ("count", 1), "户": ("count", 1), "项": ("count", 1),
    "人次": ("count", 1), "元": ("money", 1), "平方米": ("area", 1), "天": ("duration", 1), "年": ("duration", 1),
    "分钟": ("duration", 1), "小时": ("duration", 1), "个小时": ("duration", 1), "个月": ("duration", 1), "公里": (None, 1),
}  # fmt: skip
BEFORE = {
    "moreThan": ["超过", "超", "逾", "突破", "远超", "多于", "高于"],
    "atLeast": ["至少", "不少于", "不低于", "最少"],
    "nearly": ["近", "将近", "接近"],
    "lessThan": ["不足", "不到", "少于", "低于"],
    "atMost": ["至多", "最多", "不超过", "不高于"],
    "approximately": ["约", "大约", "约为"],
    "exact": ["达", "达到", "高达"],
}
AFTER = {"atLeast": ["以上", "及以上"], "atMost": ["以下", "以内", "之内"], "approximately": ["左右", "上下"]}


@dataclass(frozen=True, slots=True)
class Expected:
    """What an expression means, in base units: a value, or the ends of a range; ``family`` names the rule that made it.

    ``bound`` says that the value is a bound, by the comparator. ``readable`` expressions must be read; the others may be refused.
    """

    expression: str
    family: str
    value: Decimal | None
    comparator: str = "exact"
    lower: Decimal | None = None
    upper: Decimal | None = None
    kind: str | None = None
    unit: str | None = None
    direction: str | None = None


def chinese(number: int, *, two: str = "二") -> str:
    """Write a whole number below 10^12 in Chinese, 零 for skipped places; ``two`` is 二 or 两 before 百, 千, 万 and 亿."""
    if number == 0:
        return "零"
    parts: list[str] = []
    rest, gap = number, False
    for mark, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section, rest = divmod(rest, size)
        if section:
            if parts and (gap or section < 1000):
                parts.append("零")
            leading = not parts
            text = two if mark and section == 2 else _section(section, leading=leading, two=two)
            parts.append(text + mark)
            gap = False
        elif parts:
            gap = True
    return "".join(parts)


def _section(number: int, *, leading: bool, two: str) -> str:
    text, gap = "", False
    for mark, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            if gap and text:
                text += "零"
            shown = two if digit == 2 and mark in ("千", "百") else DIGITS[digit]
            text += ("" if leading and mark == "十" and digit == 1 and not text else shown) + mark
            gap = False
        elif text:
            gap = True
    return text


def grouped(number: int) -> str:
    """Write a whole number with a comma before every three digits."""
    return f"{number:,}"


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a reproducible draw

    def whole(self) -> int:
        """Draw a whole number of any size, round ones among them."""
        size = self.random.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 8])
        number = self.random.randrange(10 ** (size - 1), 10**size)
        return number // 10 ** self.random.randrange(size) * 10 ** self.random.randrange(2) or 1

    def unit(self, *kinds: str) -> tuple[str, str | None]:
        word = self.random.choice([word for word, (kind, _) in UNITS.items() if not kinds or kind in kinds])
        return word, UNITS[word][0]

    def digits(self) -> Expected:
        number = self.whole()
        word, kind = self.unit()
        printed = self.random.choice([str, grouped])(number)
        return Expected(printed + word, "digits", Decimal(number), kind=kind)

    def decimals(self) -> Expected:
        number = Decimal(self.random.randrange(1, 100_000)) / self.random.choice([10, 100])
        word, kind = self.unit("money", "area")
        return Expected(f"{number}{word}", "decimals", number, kind=kind)

    def scaled(self) -> Expected:
        number = Decimal(self.random.randrange(1, 10_000)) / self.random.choice([1, 10, 100])
        scale = self.random.choice(list(SCALES))
        word, kind = self.unit("count", "money", "area")
        return Expected(f"{number}{scale}{word}", "scaled", number * SCALES[scale], kind=kind)

    def mixed(self) -> Expected:
        """3亿5000万元, 13万2千元, 5万6; 13万2元 leaves open what is counted, and is no form of these."""
        form = self.random.randrange(4)
        head = self.random.randrange(1, 100)
        if form == 0:
            tail = self.random.randrange(1, 10_000)
            return Expected(f"{head}亿{tail}万元", "mixed", Decimal(head * 10**8 + tail * 10**4), kind="money")
        tail = self.random.randrange(1, 10)
        value = Decimal(head * 10**4 + tail * 1000)
        if form == 1:
            return Expected(f"{head}万{tail}千{self.random.choice(['元', '人'])}", "mixed", value)
        return Expected(f"{head}万{tail}", "mixed", value)

    def chinese(self) -> Expected:
        number = self.whole()
        word, kind = self.unit()
        return Expected(chinese(number, two=self.random.choice("二两")) + word, "chinese", Decimal(number), kind=kind)

    def colloquial(self) -> Expected:
        """三万八, 一百五, 两千六: the next lower place is not said, which no measure word follows."""
        mark, size = self.random.choice([("百", 100), ("千", 1000), ("万", 10_000), ("亿", 10**8)])
        head, tail = self.random.randrange(1, 10), self.random.randrange(1, 10)
        return Expected(f"{DIGITS[head]}{mark}{DIGITS[tail]}", "colloquial", Decimal(head * size + tail * size // 10))

    def chinese_decimal(self) -> Expected:
        whole, fraction = self.random.choice([0, 0, 0, 1, 3, 8, 10, 12, 20, 56]), self.random.randrange(1, 100)
        digits = f"{fraction:02d}".rstrip("0") if self.random.random() < 0.5 else str(self.random.randrange(1, 10))
        value = Decimal(f"{whole}.{digits}")
        scale = self.random.choice(["", "", "万", "亿"])
        word = self.random.choice(["个百分点", "倍"]) if not scale else self.random.choice(["元", "人", "平方米"])
        text = f"{chinese(whole)}点{''.join(DIGITS[int(d)] for d in digits)}{scale}{word}"
        return Expected(text, "chinese decimal", value * SCALES.get(scale, 1))

    def percent(self) -> Expected:
        number = Decimal(self.random.randrange(1, 1000)) / 10
        if self.random.random() < 0.5:
            return Expected(f"{number.normalize():f}%", "percent", number, kind="share", unit="percent")
        text = chinese(int(number)) + ("" if number == int(number) else "点" + DIGITS[int(number * 10) % 10])
        return Expected(f"百分之{text}", "percent", number, kind="share", unit="percent")

    def fraction(self) -> Expected:
        bottom = self.random.choice([2, 4, 5, 8, 10, 20, 100])
        top = self.random.randrange(1, bottom)
        if self.random.random() < 0.5:
            return Expected(f"{chinese(bottom)}分之{chinese(top)}", "fraction", Decimal(100 * top) / bottom, kind="share", unit="percent")
        return Expected(f"{top}/{bottom}", "fraction", Decimal(100 * top) / bottom, kind="share", unit="percent")

    def tenths(self) -> Expected:
        low = self.random.randrange(1, 9)
        form = self.random.randrange(6)
        share = {"kind": "share", "unit": "percent"}
        if form == 4:
            more = self.random.randrange(1, 10)
            return Expected(f"{low}.{more}成", "tenths", Decimal(10 * low + more), **share)
        if form == 5:
            mark, value, comparator = self.random.choice([("半", 5, "exact"), ("多", 0, "moreThan"), ("以上", 0, "atLeast")])
            return Expected(f"{DIGITS[low]}成{mark}", "tenths", Decimal(10 * low + value), comparator, **share)
        if form == 0:
            return Expected(f"{DIGITS[low]}成", "tenths", Decimal(10 * low), **share)
        if form == 1:
            more = self.random.randrange(1, 10)
            return Expected(f"{DIGITS[low]}成{DIGITS[more]}", "tenths", Decimal(10 * low + more), **share)
        link = "至" if form == 2 else self.random.choice(["", "到", "—"])
        ends = {"lower": Decimal(10 * low), "upper": Decimal(10 * low + 10)}
        return Expected(f"{DIGITS[low]}{link}{DIGITS[low + 1]}成", "tenths", None, "range", **ends, **share)

    def signed(self) -> Expected:
        number = Decimal(self.random.randrange(1, 1000)) / 10
        shown = f"{number.normalize():f}"
        form = self.random.randrange(4)
        if form == 0:
            return Expected(f"{self.random.choice('-−﹣－')}{shown}%", "signed", -number, unit="percent")
        if form == 1:
            whole = self.random.randrange(1, 30)
            return Expected(f"负{chinese(whole)}度", "signed", Decimal(-whole))
        if form == 2:
            return Expected(f"负{shown}%", "signed", -number, unit="percent")
        return Expected(f"零下{shown}度", "signed", -number)

    def change(self) -> Expected:
        number = Decimal(self.random.randrange(1, 1000)) / 10
        word, direction = self.random.choice(
            [("下降", "decrease"), ("下降了", "decrease"), ("减少", "decrease"), ("降低", "decrease"), ("同比下降", "decrease"),
             ("上升", "increase"), ("增长", "increase"), ("同比增长", "increase"), ("提高了", "increase"), ("提升", "increase")]
        )  # fmt: skip
        unit = self.random.choice(["%", "个百分点"])
        return Expected(f"{word}{number.normalize():f}{unit}", "change", number, kind="change", direction=direction)

    def range_of(self) -> Expected:
        low = self.random.randrange(1, 500)
        high = low + self.random.randrange(1, 300)
        form = self.random.randrange(7)
        link = self.random.choice(["—", "-", "~", "至", "到", "–", "～"])
        word, kind = self.unit("count", "money")
        if form == 0:
            scale = self.random.choice(["万", "亿"])
            ends = [Decimal(end * SCALES[scale]) for end in (low, high)]
            return Expected(f"{low}{self.random.choice(['', scale])}{link}{high}{scale}{word}", "range", None, "range", *ends, kind=kind)
        if form == 5:
            scale = self.random.choice(["万", "亿"])
            ends = [Decimal(end * SCALES[scale]) / 10 for end in (low, high)]
            return Expected(f"{low / 10}{link}{high / 10}{scale}{word}", "range", None, "range", *ends, kind=kind)
        if form == 6:
            first, second = sorted(self.random.sample(range(1, 10), 2))
            scale = self.random.choice(["万", "百万", "千万", "亿"])
            ends = [Decimal(end * SCALES[scale]) for end in (first, second)]
            return Expected(f"{DIGITS[first]}至{DIGITS[second]}{scale}{word}", "range", None, "range", *ends, kind=kind)
        if form == 1:
            low, high = low + 10, high + 10  # 二至三百 is 200 to 300
            return Expected(f"{chinese(low)}至{chinese(high)}{word}", "range", None, "range", Decimal(low), Decimal(high), kind=kind)
        if form == 2:
            low, high = sorted((low % 50 + 1, high % 49 + 51))
            text = f"{low}%{link}{high}%"
            return Expected(text, "range", None, "range", Decimal(low), Decimal(high), kind="share", unit="percent")
        return Expected(f"{low}{link}{high}{word}", "range", None, "range", Decimal(low), Decimal(high), kind=kind)

    def neighbours(self) -> Expected:
        """两三个, 七八十人, 十七八岁, 三四万元."""
        low = self.random.randrange(2, 9)
        unit, factor = self.random.choice([("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 10_000), ("十万", 10**5)])
        first = "两" if low == 2 and unit != "十" else DIGITS[low]
        ends = Decimal(low * factor), Decimal((low + 1) * factor)
        return Expected(f"{first}{DIGITS[low + 1]}{unit}{self.random.choice(['个', '名', '户'])}", "neighbours", None, "range", *ends)

    def over(self) -> Expected:
        """480余个, 5000多万元, 十余家, 50+."""
        number = self.random.randrange(1, 100) * self.random.choice([10, 100, 1000])
        form = self.random.randrange(4)
        word = self.random.choice(["个", "人", "家"])
        mark = self.random.choice("余多")
        if form == 0:
            return Expected(f"{number}{mark}{word}", "over", Decimal(number), "moreThan")
        if form == 1:
            return Expected(f"{number}{mark}万元", "over", Decimal(number * 10**4), "moreThan")
        if form == 2:
            return Expected(f"{chinese(number)}{mark}{word}", "over", Decimal(number), "moreThan")
        return Expected(f"{number}+", "over", Decimal(number), "atLeast")

    def bare(self) -> Expected:
        """过万, 破亿, 逾百, 上千, 近千, 数十, 数百万."""
        unit, size = self.random.choice([("百", 100), ("千", 1000), ("万", 10**4), ("十万", 10**5), ("百万", 10**6), ("亿", 10**8)])
        before, comparator = self.random.choice(
            [("过", "moreThan"), ("破", "moreThan"), ("逾", "moreThan"), ("超", "moreThan"), ("上", "atLeast"), ("近", "nearly")]
        )
        if self.random.random() < 0.3:
            unit, size = self.random.choice([("十", 10), ("百", 100), ("千", 1000), ("万", 10**4), ("十万", 10**5), ("百万", 10**6)])
            before, comparator = self.random.choice("数几"), "moreThan"
        return Expected(f"{before}{unit}{self.random.choice(['', '个', '人', '家'])}", "bare", Decimal(size), comparator)

    def half(self) -> Expected:
        number = self.random.randrange(1, 10)
        text = "两" if number == 2 else DIGITS[number]
        word, kind = self.random.choice(
            [("个半", None), ("年半", "duration"), ("个半月", "duration"), ("个半小时", "duration"), ("天半", "duration")]
        )
        return Expected(text + word, "half", Decimal(number) + Decimal("0.5"), kind=kind)

    def frequency(self) -> Expected:
        number = self.random.randrange(1, 5)
        per = self.random.choice(["月", "年", "季度", "周", "天"])
        return Expected(
            f"每{per}{self.random.choice([str(number), '两' if number == 2 else DIGITS[number]])}次",
            "frequency",
            Decimal(number),
            kind="frequency",
        )

    def qualified(self) -> Expected:
        base = self.random.choice([self.digits, self.scaled, self.chinese, self.percent])()
        if self.random.random() < 0.7:
            comparator = self.random.choice(list(BEFORE))
            text = self.random.choice(BEFORE[comparator]) + base.expression
        else:
            comparator = self.random.choice(list(AFTER))
            text = base.expression + self.random.choice(AFTER[comparator])
        return replace(base, expression=text, comparator=comparator, family=f"qualified {base.family}")

    def written_otherwise(self) -> Expected:
        """Return another expression in full-width, traditional, financial or look-alike characters."""
        base = self.random.choice([self.digits, self.scaled, self.chinese, self.percent, self.range_of, self.over, self.mixed])()
        form = self.random.randrange(4)
        text = base.expression
        if form == 0:
            text = text.translate(FULL_WIDTH)
        elif form == 1:
            text = text.translate(TRADITIONAL)
        elif form == 2 and base.family == "chinese" and base.value is not None and base.value >= 10:
            text = text.translate(FINANCIAL)
        else:
            text = "".join(self.random.choice(LOOK_ALIKES.get(c, c)) if self.random.random() < 0.7 else c for c in text)
        return replace(base, expression=text, family=f"{base.family} written otherwise")


def expressions(count: int, seed: int) -> Iterator[Expected]:
    """Yield so many different expressions, the same for the same seed, all families in turn."""
    maker = _Maker(seed)
    families: list[Callable[[], Expected]] = [
        maker.digits, maker.decimals, maker.scaled, maker.mixed, maker.chinese, maker.colloquial, maker.chinese_decimal, maker.percent,
        maker.fraction, maker.tenths, maker.signed, maker.change, maker.range_of, maker.neighbours, maker.over, maker.bare, maker.half,
        maker.frequency, maker.qualified, maker.qualified, maker.written_otherwise, maker.written_otherwise,
    ]  # fmt: skip
    seen: set[str] = set()
    place = 0
    while len(seen) < count:
        made = families[place % len(families)]()
        place += 1
        if made.expression not in seen:
            seen.add(made.expression)
            yield made
