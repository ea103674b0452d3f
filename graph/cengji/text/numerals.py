"""Plain numbers as printed, in digits or Chinese numerals, with the last place they state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from cengji.text.characters import GLYPHS

__all__ = ["LONGEST", "NUMERAL_CHARACTERS", "SCALES", "Number", "arabic_number", "chinese_number", "group_by_commas", "normalize_digits"]

# Most digits of a number that is read; a longer run is refused.
LONGEST = 20

SCALES = {
    word: Decimal(10) ** power
    for word, power in {
        "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
    }.items()
}  # fmt: skip
NUMERAL_CHARACTERS = "0123456789零〇一二三四五六七八九十百千万亿两廿卅几"

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SECTION = re.compile(
    r"(?:(?P<thousands>[一二两三四五六七八九]?)(?P<thousand>千))?(?P<gap>[零〇]?)"
    r"(?:(?P<hundreds>[一二两三四五六七八九]?)(?P<hundred>百))?(?P<hole>[零〇]?)"
    r"(?:(?P<tens>[一二三四五六七八九]?)(?P<ten>十)|(?P<score>[廿卅]))?(?P<ones>[一二三四五六七八九]?)"
)
_ONE_TO_ONE = str.maketrans(
    "０１２３４５６７８９％．／＋－−﹣‐‑―─━⸺～∼〜﹢＜＞萬億兩餘個幾數負點ＸＮｘｎ\u00a0\u2009\u202f\u3000",
    "0123456789%./+-----————~~~+<>万亿两余个几数负点XNxn    ",
)
_BESIDE = str.maketrans(  # of the words that stand beside numbers: qualifiers, measure words, changes; 於 is a name in simplified text
    "並亞佔來側偵傳價優兒內冊別則動勞勵員問噸嚴國圍園圓報場塊壓學實將對導屆層屬島崗師幣廳張後徑從應戶掛擴擺攝於時書會條棟業構樓檢欄歐歲歷毀沒涼減準滿漲漸為無熱爲牆狀獎獲現環產畝發盞盡盤碼種筆節範糧"
    "紀約級組結絕給經網線緩縮績續罰羣聯職聽脫臨臺處號蛻裏補裡見親觀計記許該課調識護變買貸貼資賣趕躍車較輕輛輩輪轉辦週遊過達違遠遲還鄰醫釐銷鋪錢鍾鎊鐘長門閉開間陣隊階雙頁頂頃項須預頓頭顆題額類飛驗體黨",
    "并亚占来侧侦传价优儿内册别则动劳励员问吨严国围园圆报场块压学实将对导届层属岛岗师币厅张后径从应户挂扩摆摄于时书会条栋业构楼检栏欧岁历毁没凉减准满涨渐为无热为墙状奖获现环产亩发盏尽盘码种笔节范粮"
    "纪约级组结绝给经网线缓缩绩续罚群联职听脱临台处号蜕里补里见亲观计记许该课调识护变买贷贴资卖赶跃车较轻辆辈轮转办周游过达违远迟还邻医厘销铺钱钟镑钟长门闭开间阵队阶双页顶顷项须预顿头颗题额类飞验体党",
)
_GLYPHS = str.maketrans(GLYPHS)
_GROUPING_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# Languages that write 1.200,5 for 1200.5 (CLDR); those that group by blanks alone need nothing.
_DOT_BETWEEN_THOUSANDS = frozenset(
    ("ca", "da", "de", "el", "es", "gl", "hr", "id", "is", "it", "mk", "nl", "pt", "ro", "sl", "sq", "sr", "tr", "vi")
)
_DOTTED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,(?!\d{3}(?!\d))\d+)(?!\d|[.,]\d)")  # 1,500 stays as it is
_CIRCLE_AS_ZERO = re.compile(r"(?<=[零〇一二三四五六七八九十百千万亿])[○◯]+|[○◯](?=点[零〇一二三四五六七八九])")
_FINANCIAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_CHEQUE = re.compile(
    r"[壹贰貳叁參肆伍陆陸柒捌玖一二两三四五六七八九](?:[拾佰仟][零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万亿]*"
    r"|[万亿][零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万亿]*(?=[元圆]))|(?<=[元圆角])[壹贰貳叁參肆伍陆陸柒捌玖](?=[角分])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in base units, the unit in its last stated digit, and how far it is printed.

    ``step`` is one in the last digit that says something: 100 for 6600 and 六千六百, 1000 for 1.4万.
    ``precision`` is the last printed place of a number with a decimal point (1000 for 1.4万, 100 for 1.40万), and
    of a whole number before a scale the place of its last digit that is not 0, since whether the zeros are meant
    exactly nobody knows (10000 for 1008万, 10000000 for 4000万); a whole number printed in full has none.
    """

    value: Decimal
    step: Decimal
    precision: Decimal | None = None

    def scale(self, factor: Decimal) -> Number:
        """Return the number in a larger unit, as 5000余 before 万."""
        return Number(*(_drop_zeros(number * factor) for number in (self.value, self.step, self.precision or self.step)))


def _drop_zeros(number: Decimal) -> Decimal:
    """Return a number without zeros behind the point: 15000.0 → 15000."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def normalize_digits(text: str) -> str:
    """Return the text with full-width, cheque and traditional numerals and their look-alikes as plain ones, length unchanged.

    So are the traditional characters of the words that stand beside numbers.

    >>> normalize_digits("１２％和伍仟圆"), normalize_digits("不超過兩小時")
    ('12%和五千圆', '不超过两小时')
    """
    plain = _GROUPING_COMMA.sub(",", text).translate(_GLYPHS).translate(_ONE_TO_ONE)
    plain = plain if plain.isascii() else plain.translate(_BESIDE)
    plain = _CIRCLE_AS_ZERO.sub(lambda match: "〇" * len(match[0]), plain)
    return _CHEQUE.sub(lambda match: match[0].translate(_FINANCIAL), plain)


def group_by_commas(text: str, language: str | None) -> str:
    """Return a text of this language with commas between thousands and a point before decimals, its length unchanged.

    >>> group_by_commas("1.234.567 dan 76,9%; 3.5", "id"), group_by_commas("1.200", "en")
    ('1,234,567 dan 76.9%; 3.5', '1.200')
    """
    if language not in _DOT_BETWEEN_THOUSANDS:
        return text
    return _DOTTED.sub(lambda match: match[0].translate({46: ",", 44: "."}), text)


def arabic_number(digits: str, scale: str = "") -> Number:
    """Read digits, grouped by commas or white space or not at all, times a scale.

    >>> arabic_number("2.12", "万").value, arabic_number("2,91,507").value
    (Decimal('21200'), Decimal('291507'))
    """
    plain = "".join(digits.replace(",", "").split())
    value, factor = Decimal(plain), SCALES[scale] if scale else Decimal(1)
    decimals = len(plain.partition(".")[2])
    last = Decimal(10) ** -decimals
    zeros = 0 if decimals else len(plain) - len(plain.rstrip("0"))
    step = last * 10**zeros if value else last
    precision = last if decimals else step if scale else None
    return Number(_plain(value * factor), _plain(step * factor), None if precision is None else _plain(precision * factor))


def chinese_number(text: str) -> Number | None:
    """Read a Chinese numeral; None if it is none, or not well-formed: nothing is guessed.

    Known are 零 and 〇, 两 before 百, 千, 万 and 亿, 廿 and 卅, 三万八 (38000), numbers that begin with their unit
    (百, 千万), decimals (三点八亿) and digits in a row with a zero among them (二〇二〇).

    >>> chinese_number("三千四百四十九").value
    Decimal('3449')
    >>> chinese_number("五十二十") is None
    True
    """
    if not text or len(text) > 2 * LONGEST:
        return None
    if "点" in text:
        return _decimal(text)
    if set(text) <= _DIGITS.keys():
        return _digits_in_a_row(text)
    below = None if text[0] in "百千万亿" and text not in SCALES else _integer(text)  # 百十个 is some hundred
    if below is None:
        return None
    value, step = below
    return Number(Decimal(value), Decimal(step), _printed_place(text, value, step))


def _plain(value: Decimal) -> Decimal:
    """Drop trailing zeros and the exponent of a whole number."""
    return value.to_integral_value().quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _printed_place(text: str, value: int, step: int) -> Decimal | None:
    return Decimal(step) if text[-1] in "万亿" or (value >= 10_000 and step > 1) else None


def _digits_in_a_row(text: str) -> Number | None:
    if len(text) == 1:
        value = _DIGITS[text]
    elif len(text) > 2 and "两" not in text and set(text) & set("零〇") and text[0] not in "零〇":
        value = int("".join(str(_DIGITS[character]) for character in text))
    else:
        return None
    return Number(Decimal(value), Decimal(1))


def _decimal(text: str) -> Number | None:
    whole, _, fraction = text.partition("点")
    scale = fraction[-1] if fraction and fraction[-1] in "万亿" else ""
    fraction = fraction.removesuffix(scale)
    before = chinese_number(whole)
    if before is None or not fraction or not set(fraction) <= _DIGITS.keys() - {"两"} or len(fraction) > LONGEST:
        return None
    return arabic_number(f"{before.value}." + "".join(str(_DIGITS[character]) for character in fraction), scale)


def _integer(text: str) -> tuple[int, int] | None:
    """Return value and step of a numeral with units, split at 亿 and then at 万."""
    return _split(text, "亿", 100_000_000, leading=True, final=True)


def _split(text: str, mark: str, factor: int, *, leading: bool, final: bool) -> tuple[int, int] | None:
    head, found, tail = text.rpartition(mark)
    if not found:
        return _below(text, factor, leading=leading, final=final)
    before = (1, 1) if leading and not head else _below(head, factor, leading=leading, final=False)
    if before is None:
        return None
    value, step = before[0] * factor, before[1] * factor
    if not tail:
        return value, step
    if final and len(tail) == 1 and tail in "一二三四五六七八九":  # 三万八: the next lower place
        return value + _DIGITS[tail] * factor // 10, factor // 10
    after = _below(tail, factor, leading=False, final=final)
    skipped = after is not None and after[0] < factor // 10
    if after is None or (skipped and tail[0] not in "零〇"):
        return None
    return value + after[0], after[1]


def _below(text: str, limit: int, *, leading: bool, final: bool) -> tuple[int, int] | None:
    if limit == 10_000:
        return _section(text, leading=leading, final=final)
    return _split(text, "万", 10_000, leading=leading, final=final)


def _section(text: str, *, leading: bool, final: bool) -> tuple[int, int] | None:
    """Return value and step of a numeral below 万; ``leading`` if nothing stands before it, ``final`` if nothing behind."""
    if leading and text == "两":  # before 万 and 亿
        return 2, 1
    match = _SECTION.fullmatch(text)
    if match is None or not text or text[-1] in "零〇":
        return None
    part = match.groupdict()
    bare = [name for name, unit in (("thousands", "thousand"), ("hundreds", "hundred")) if part[unit] and not part[name]]
    first = {"千": "thousands", "百": "hundreds"}.get(text[0])
    if bare and not (leading and bare == [first]):
        return None
    if part["gap"] and (part["hundred"] if part["thousand"] else leading):
        return None
    if part["hole"] and (not part["hundred"] or part["ten"] or part["score"]):
        return None
    if _skips_unsaid(part) or (not final and part["ones"] and text[-2:-1] in ("百", "千")):
        return None
    return _sum(part, text)


def _skips_unsaid(part: dict[str, str | None]) -> bool:
    """Return whether a place is left out without 零, as in 一千五十."""
    tens = part["ten"] or part["score"]
    return bool(part["thousand"] and not part["hundred"] and tens and not part["gap"])


def _sum(part: dict[str, str | None], text: str) -> tuple[int, int]:
    value, step = 0, 1
    for digit, unit, factor in (("thousands", "thousand", 1000), ("hundreds", "hundred", 100), ("tens", "ten", 10)):
        if part[unit]:
            value, step = value + _DIGITS.get(part[digit] or "一", 1) * factor, factor
    if part["score"]:
        value, step = value + (20 if part["score"] == "廿" else 30), 10
    if part["ones"]:
        place = {"千": 100, "百": 10}.get(text[-2:-1], 1)  # 一百五 is 150, 一百零五 is 105
        value, step = value + _DIGITS[part["ones"]] * place, place
    return value, step
