"""Printed figures read: value, unit, comparator, certain bounds, precision, reading; or refused with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from cengji.text import figure_doubts
from cengji.text.figure_changes import find_change, is_unclear_change, read_unit
from cengji.text.figure_counted import find_counted
from cengji.text.figure_currency import read_money
from cengji.text.figure_grammar import read_quantity
from cengji.text.figure_numbers import find_measure_word, join_groups
from cengji.text.figure_qualifiers import OPEN, combine, read_leading, read_trailing
from cengji.text.figure_quantity import Quantity
from cengji.text.figure_refusals import find_refusal
from cengji.text.figure_shares import round_share
from cengji.text.numerals import LONGEST, NUMERAL_CHARACTERS, Number, group_by_commas, normalize_digits
from cengji.text.reading import Numeral, Reading, UnreadableFigureError
from cengji.text.refusal import Refusal
from cengji.text.wordlists import LexicalUses, lexical_uses

__all__ = ["Numeral", "Reading", "Refusal", "UnreadableFigureError", "find_numerals", "read_figure"]

_LONGEST_EXPRESSION = 200  # characters
_SIGNS = rf"{NUMERAL_CHARACTERS}①-⑳⑴-⒛㈠-㈩"
_TRIGGER = re.compile(  # one class first, so that a search passes over all other characters at once
    rf"[{_SIGNS}半数XNxn](?:(?<=[{_SIGNS}])|(?<=数)(?=[十百千万亿])|(?<=[过近超逾]半)(?<![最附就邻靠临亲]近半)(?![百径])|(?<=[每隔]半)(?=[月周])"
    r"|(?<=半)(?<![上下前后大小]半)(?=数|年|天|小时|个(?:多)?(?:月|小时))|(?<=[XNxn])(?<![A-Za-z].)(?=\+\d))"
)
_RUN = re.compile(rf"(?:\d++(?:[,.]\d++)*+|[{NUMERAL_CHARACTERS.lstrip('0123456789').removesuffix('几')}]++)++")
_UNKNOWN = re.compile(r"[XNxn](?![A-Za-z])")
_QUOTED = re.compile(r"[“‘「『《\"]([^”’」』》\"“‘「『《\n]{1,16})[”’」』》\"]")
_OPENING = '“‘「『《"(（'
_SIGN = re.compile(r"(?:(?P<either>±|正负|\+/-|(?<![\w%])~)|(?<![正胜抱自肩担欺辜])负|零下|(?<![\dA-Za-z\-.])-) ?\Z")
_FULL_RANGE = re.compile("[—–~至-]|(?<![不达])到| (?:to|and|bis|dan|und|sampai|hingga) ")  # 近三五百人 has one number
_NUMBER_BEFORE_WORD = re.compile(r"(?:翻[了近约]?|(?<![正胜抱自肩担欺辜])负|零下|[过破超逾近上](?=$))\Z")  # 负一度, 过万家
_MAY_BE_NEGATIVE = frozenset({"share", "change", "money", "ratio", None})
_PROSE_COMMA = re.compile(r"\d，\d{3}")
_DOUBLED = re.compile(r"翻了?\Z")
_SCALES = re.compile("[十百千万亿]+")
_HARDLY = re.compile(r"[强弱](?=[的，,。;；、:：)）”’」』\s]|$)")  # 七成强, 三分之一弱
_SELF_SAME = re.compile(r"[（(]含(?:本数|(?P<number>[^()（）]{1,8}))[)）]")
_WITHIN = re.compile(r"内(?![容部外设陆地在涵生蒙])")
_SHARE_WORDS = frozenset(("分之", "百分之", "成", "%"))  # 过 may stand before them
_WIDEST_SIGN = 6  # characters between the ends of a range
_ZERO = Number(Decimal(0), Decimal(1))


def read_figure(expression: str, uses: LexicalUses | None = None, *, language: str | None = None) -> tuple[Reading, ...]:
    """Read every figure of a printed expression, in its order: one for 480余个, two for 61项237条.

    A number that stands for a number yet unknown, such as the X of 4+X, is a reading without value and comparator. ``language`` is
    the ISO 639-1 code of the document: in some a dot stands between thousands, and a comma before decimals.

    :raises UnreadableFigureError: if there is no figure in it, or a part of it is refused; nothing is guessed.

    >>> [str(reading.value) for reading in read_figure("61项237条")]
    ['61', '237']
    >>> read_figure("近8万名")[0].comparator
    'nearly'
    >>> [str(read_figure("1.200", language=language)[0].value) for language in ("en", "id")]
    ['1.2', '1200']
    """
    if len(expression) > _LONGEST_EXPRESSION:
        raise UnreadableFigureError(expression, Refusal.TOO_LONG, 0, len(expression))
    found = _find(expression, uses or lexical_uses(), language, alone=True)
    for numeral in found:
        if numeral.refusal and not numeral.lexical:
            raise UnreadableFigureError(expression, numeral.refusal, numeral.start, numeral.end)
    readings = tuple(reading for numeral in found for reading in numeral.readings)
    if not readings:
        refusal = Refusal.LEXICAL_USE if found else Refusal.NO_NUMERAL
        raise UnreadableFigureError(expression, refusal, 0, len(expression))
    return readings


def find_numerals(text: str, uses: LexicalUses | None = None, *, language: str | None = None) -> list[Numeral]:
    """Find every numeral of a cleaned text, in digits or Chinese, in order and without overlap.

    A Chinese numeral without a measure word is read only inside quotation marks (“五办两中心”); elsewhere it is refused,
    unless the list of lexical uses knows its word (四川, 一些).

    >>> [(text.start, text.end, text.lexical) for text in find_numerals("四川有3县")]
    [(0, 2, '四川'), (3, 4, None)]
    """
    return _find(text, uses or lexical_uses(), language, alone=False)


def _find(text: str, uses: LexicalUses, language: str | None, *, alone: bool) -> list[Numeral]:
    plain = group_by_commas(normalize_digits(text), language)
    joined = join_groups(plain)
    found = _Scanner(joined, uses, alone=alone).scan()
    return found if joined == plain else [_doubted(numeral, plain) for numeral in found]


def _doubted(numeral: Numeral, plain: str) -> Numeral:
    """Return a numeral with a doubt on the readings whose thousands are parted by commas of prose."""
    readings = [replace(one, doubt="prose-comma") if _PROSE_COMMA.search(plain, one.start, one.end) else one for one in numeral.readings]
    return replace(numeral, readings=tuple(readings))


class _Scanner:
    """One pass over a normalized text."""

    def __init__(self, text: str, uses: LexicalUses, *, alone: bool) -> None:
        self.text, self.uses, self.alone = text, uses, alone
        self.quoted = [match.span(1) for match in _QUOTED.finditer(text)]
        self._quote = 0

    def scan(self) -> list[Numeral]:
        found: list[Numeral] = []
        floor = place = 0
        while match := _TRIGGER.search(self.text, place):
            place = match.start()
            if self.text.startswith(("几乎", "零下"), place) and _TRIGGER.match(self.text, place + 2):
                place += 2
                floor = max(floor, place - 2)
            numeral = self.at(place, floor)
            if found and _half_read(found[-1]) and figure_doubts.is_second_end(self.text, found[-1].end, numeral.start):
                numeral = Numeral(numeral.start, numeral.end, refusal=Refusal.AMBIGUOUS)  # of a range whose first end is not read
            elif found and numeral.start - found[-1].end < _WIDEST_SIGN and figure_doubts.is_half_of_range(self.text, found[-1], numeral):
                numeral = Numeral(found.pop().start, numeral.end, refusal=Refusal.AMBIGUOUS)
            found.append(numeral)
            floor = place = numeral.end
        return found

    def in_quotes(self, place: int) -> bool:
        while self._quote < len(self.quoted) and self.quoted[self._quote][1] <= place:
            self._quote += 1
        return self._quote < len(self.quoted) and self.quoted[self._quote][0] <= place

    def at(self, place: int, floor: int) -> Numeral:
        """Return the numeral that begins at ``place``; the one before it ends at ``floor``."""
        text = self.text
        lexical = self.uses.at(text, place, floor) if text[place] in NUMERAL_CHARACTERS else None
        if lexical and not _NUMBER_BEFORE_WORD.search(text, max(0, place - 3), place):
            return Numeral(lexical[1], lexical[2], refusal=Refusal.LEXICAL_USE, lexical=lexical[0])
        in_quotes = self.in_quotes(place)
        if text[place] in "XNxn":
            return Numeral(place, place + 1, (Reading(place, place + 1, None, None),))
        quantity = self._half_passed(place) or read_quantity(text, place)
        opened = place > 0 and text[place - 1] in _OPENING[:-2]
        quantity, start = read_money(text, place, floor, quantity) if quantity else (None, place)
        refused = find_refusal(text, place, floor, quoted=opened, has_measure_word=bool(quantity and quantity.word), priced=start < place)
        if refused:
            scale = _SCALES.match(text, refused[2]) if text[refused[2] - 1].isdigit() else None  # the 万 of 1,2万 is no number of its own
            return Numeral(refused[1], scale.end() if scale else refused[2], refusal=refused[0])
        if quantity is None or quantity.unfinished:
            return self._malformed(place, quantity)
        sign = _SIGN.search(text, max(floor, start - 4), start)
        unsigned = quantity.word is not None and quantity.kind not in _MAY_BE_NEGATIVE
        between = sign is not None and figure_doubts.ends_behind(text, sign.start(), quantity)
        if sign and (sign["either"] or quantity.is_range or quantity.more or unsigned or between):
            return Numeral(sign.start(), quantity.end, refusal=Refusal.AMBIGUOUS)
        if sign:
            return self._figure(sign.start(), floor, quantity.negated(), numeral=place, named=True)
        return self._figure(start, floor, quantity, numeral=place, named=self.alone or in_quotes)

    def _half_passed(self, place: int) -> Quantity | None:
        if self.text[place] != "半" or self.text[place + 1 : place + 2] in ("年", "天", "小", "个", "月", "日"):
            return None
        end = place + (2 if self.text.startswith("半数", place) else 1)
        return Quantity(end, Number(Decimal(50), Decimal(50)), word=self.text[place:end], unit="percent", kind="share", chinese=True)

    def _malformed(self, place: int, quantity: Quantity | None) -> Numeral:
        if quantity:
            rate = self.text.startswith("/", quantity.end)
            return Numeral(place, quantity.end, refusal=Refusal.COMPOUND_UNIT if rate else Refusal.AMBIGUOUS)
        run = _RUN.match(self.text, place)
        end = run.end() if run else place + 1
        if end - place > LONGEST:
            return Numeral(place, end, refusal=Refusal.TOO_LONG)
        one = find_measure_word(self.text, end) is None and not self.text[place].isdigit() and end - place < 3
        return Numeral(place, end, refusal=Refusal.NO_MEASURE_WORD if one and not self.alone else Refusal.MALFORMED_NUMBER)

    def _figure(self, place: int, floor: int, quantity: Quantity, *, numeral: int, named: bool) -> Numeral:
        """Read the figure that begins at ``place``, which is before its ``numeral`` where a sign stands there."""
        text = self.text
        if text[max(floor, place - 2) : place].rstrip(" ").endswith("第"):
            return self._ordinal(place, floor, quantity)
        bare = set(text[numeral : quantity.end].removesuffix(quantity.word or "").rstrip("余多 ")) <= set("十百千万亿")
        one = text[place] in "一1" and quantity.number.value == 1 and quantity.word is not None
        scaled = text[numeral : quantity.end].rstrip(quantity.word or "")[-1:] in ("万", "亿")
        half = text[place] == "半" or quantity.word in _SHARE_WORDS
        before, start = read_leading(text, floor, place, bare=bare, scaled=scaled, one=one, half=half)
        if quantity.word == "番" and (doubled := _DOUBLED.search(text, max(floor, start - 2), start)):  # 近翻一番, 翻近一番
            more, start = read_leading(text, floor, doubled.start(), bare=bare, scaled=scaled, one=one, half=False)
            before |= more
        after, end = read_trailing(text, quantity.end)
        if after is None and quantity.kind in ("duration", "length") and (within := _WITHIN.match(text, quantity.end)):
            after, end = "atMost", within.end()
        if after is None:
            after, end = figure_doubts.beyond(text, quantity, place) if text[end : end + 1] in figure_doubts.LIMIT_SIGNS else (None, end)
        if after is None and quantity.unit == "percent" and (hardly := _HARDLY.match(text, quantity.end)):
            after, end = "moreThan" if hardly[0] == "强" else "nearly", hardly.end()
        if quantity.is_range and (same := _SELF_SAME.match(text, end)) and (same["number"] or "") in text[numeral:end]:
            end = same.end()  # 5至10户（含10户）
        end = self._past_listed_one(quantity, end)
        if self._names_no_number(numeral, quantity, before, after) or (not named and self._uncounted(place, quantity, before, after)):
            return Numeral(place, quantity.end, refusal=Refusal.NO_MEASURE_WORD)
        qualified = bool(before or after)
        if OPEN in before | {after} or figure_doubts.is_open(text, numeral, quantity, start, end, qualified=qualified):
            return Numeral(start, end, refusal=Refusal.AMBIGUOUS)
        if not qualified and (change := find_change(text, start, end, quantity)):
            old, new = quantity.ends()
            ends = self._reading(old, start, change.start(), set(), None), self._reading(new, change.end(), end, set(), None)
            return Numeral(start, end, tuple(filter(None, ends)))
        reading = self._reading(quantity, start, end, before, after) if _agree(quantity, before, after) else None
        if reading is None:
            return Numeral(start, end, refusal=Refusal.CONFLICTING_QUALIFIERS)
        if is_unclear_change(text, quantity, reading.direction, end):
            return Numeral(start, end, refusal=Refusal.AMBIGUOUS)
        readings = [reading]
        if text[end : end + 1] == "+" and (unknown := _UNKNOWN.match(text, end + 1)):
            readings.append(Reading(unknown.start(), unknown.end(), None, None))
            end = unknown.end()
        return Numeral(start, end, tuple(readings), counted=find_counted(text, reading, end))

    def _names_no_number(self, place: int, quantity: Quantity, before: set[str], after: str | None) -> bool:
        """Return whether 百, 千, 万 or 亿 stand alone before a word that is no measure word: 千企千镇, 万寿路, 千亿园区."""
        lone = set(self.text[place : quantity.end]) <= set("百千万亿")
        return lone and not (before or after) and self.text[quantity.end : quantity.end + 1].isalpha()

    def _uncounted(self, place: int, quantity: Quantity, before: set[str], after: str | None) -> bool:
        """Return whether a small Chinese numeral stands in running text and nothing shows that it counts."""
        if not quantity.chinese or quantity.word or quantity.more or before or after:
            return False
        return quantity.number.value < 100 or quantity.end - place == 1

    def _past_listed_one(self, quantity: Quantity, end: int) -> int:
        """Take in the second numeral of 五个一 and 五个一点, which is the thing counted."""
        listed = quantity.word == "个" and quantity.chinese and self.text.startswith("一", end)
        behind = self.text[end + 1 : end + 2]
        return end + 1 if listed and (behind in "”’」』》点" or (self.alone and not behind)) else end

    def _ordinal(self, place: int, floor: int, quantity: Quantity) -> Numeral:
        start = self.text.rindex("第", floor, place)
        if quantity.is_range or quantity.more:
            return Numeral(start, quantity.end, refusal=Refusal.AMBIGUOUS)
        if quantity.number.value % 1 or figure_doubts.names_institution(self.text, quantity):
            return Numeral(start, quantity.end, refusal=Refusal.LABEL)
        unit = None if quantity.unit == "person" else quantity.unit  # 第3位, 第3名: who or what holds the place is not said
        reading = Reading(
            start, quantity.end, quantity.number.value, unit=unit, measure_word=quantity.word, kind="ordinal"
        )  # fmt: skip
        return Numeral(start, quantity.end, (reading,), counted=None)

    def _reading(self, quantity: Quantity, start: int, end: int, before: set[str], after: str | None) -> Reading | None:
        number, upper = quantity.number, quantity.upper
        words = before - {"fastest"}
        if "zero" in words:
            words.discard("zero")
            number = _ZERO
        if after:
            words.add(after)
        if quantity.more:
            words.add("approximately" if quantity.more == "来" else "moreThan")
        if quantity.comparator not in ("exact", "range"):
            words.add(quantity.comparator)
        comparator = combine(words)
        if comparator is None:
            return None
        unit, kind, direction = read_unit(self.text, quantity, start, end)
        value: Decimal | None = number.value
        precision = number.precision
        if quantity.word == "分之" and precision is not None:  # an endless fraction, rounded here and not in print
            value, precision = round_share(number.value, comparator, precision), precision if comparator == "exact" else None
        low = high = reading_low = reading_high = None
        if upper is not None:
            if words and comparator == "approximately":
                return None
            if before & {"nearly", "lessThan"} and _FULL_RANGE.search(self.text, start, end):
                return None  # 近300至500人: near which end
            if words:  # the end that the qualifier leaves certain: 两三百以上 is at least 200
                number = number if comparator in ("moreThan", "atLeast") else upper
                return Reading(
                    start, end, number.value, comparator, None, None, number.precision, unit, quantity.word, kind, direction=direction
                )
            comparator, value, low, high = "range", None, number.value, upper.value
        elif quantity.more in ("余", "多") and comparator == "moreThan":
            reading_low, reading_high = number.value, number.value + number.step
        return Reading(
            start, end, value, comparator, low, high, precision, unit, quantity.word, kind,
            "yu-next-unit" if reading_high is not None else None, reading_low, reading_high, direction,
        )  # fmt: skip


def _half_read(numeral: Numeral) -> bool:
    return numeral.refusal in (Refusal.AMBIGUOUS, Refusal.MALFORMED_NUMBER)


def _agree(quantity: Quantity, before: set[str], after: str | None) -> bool:
    """Return whether the qualifiers can be read: none but 约 with a negative number, 最快 only with 内 or 以内."""
    if quantity.number.value < 0 and (before | {after}) - {"approximately", None}:
        return False
    return "fastest" not in before or after == "atMost"
