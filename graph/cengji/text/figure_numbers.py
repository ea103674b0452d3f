"""The number of a printed figure, in digits or Chinese numerals, with its scale; and the measure word behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from cengji.text.figure_latin import latin_scale
from cengji.text.numerals import LONGEST, SCALES, Number, arabic_number, chinese_number
from cengji.text.wordlists import MeasureWord, measure_words

__all__ = ["SCALE", "TYPED_GROUPS", "find_measure_word", "join_groups", "read_number", "share_scale"]

_ARABIC = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d|,\d)|\d{1,3}(?: \d{3}){1,5}(?! ?\d)"
    r"|\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d|,\d)"  # 2,91,507: lakhs and crores, as in India
    r"|\d++(?!,\d{3}(?!\d)))(?:\.\d++)?"
)
# 19,⏎ 489 ADSs: one number broken over a line of prose; numbers alone on their lines are a list
_BROKEN = re.compile(r"\d{1,3}(?:,\d{3})*,[ \t]*\n[ \t]*\d{3}(?:,\d{3})*(?= ?[^\W\d_])")
_PROSE_BEFORE = re.compile(r"[^\W\d_][^\n]*[^\d,\n](?<![\d,] )\Z")
TYPED_GROUPS = re.compile(r"(?<![\d.,、:：第-])(?<!\d，)[1-9]\d{0,2}(?:，\d{3})+(?!\d|[，,、.:：]\d)")  # 12，345 with commas of prose
_ONE_BY_ONE = re.compile(r"(?:分别|依次|先后|各)[^，,。；;\d]{0,6}\Z")
_ZERO_BEFORE_DIGIT = re.compile(r"[零〇]\d")
_SCALED = re.compile(r" ?[余多来]?[万亿]?")
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千万亿两廿卅]+(?:点[零〇一二三四五六七八九]+(?![十百千])[万亿]?)?")
SCALE = re.compile(r" ?(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?!分之)")
_WORD_LENGTHS = range(4, 0, -1)  # longest first


def read_number(text: str, place: int) -> tuple[Number, int] | None:
    """Read a plain number with its scale: 1.4万, 3亿5000万, 三千四百. None if there is none or it is malformed."""
    match = _broken(text, place) or _ARABIC.match(text, place)
    if match is None:
        match = _CHINESE.match(text, place)
        number = chinese_number(match[0]) if match else None
        return (number, match.end()) if match and number else None
    if len("".join(match[0].split())) > LONGEST:
        return None
    number, scale, end = _read_scaled(text, match)
    if scale in ("百", "千") and number.value >= 100 * SCALES[scale]:  # 500百人
        return None
    if scale and _ZERO_BEFORE_DIGIT.match(text, end):  # 1万零5百
        return None
    while scale and (more := _ARABIC.match(text, end)) and len(more[0]) <= LONGEST:
        part, part_scale, part_end = _read_scaled(text, more)
        if "." in match[0]:  # 1.9亿3725万 is no number
            return None
        if not part_scale:
            lower = _read_unscaled(more[0], scale)
            if lower is None:
                return None
            part = lower
        if part.value >= SCALES[scale]:
            return None
        number, scale, end = Number(number.value + part.value, part.step, part.precision), part_scale, part_end
    return number, end


def _broken(text: str, place: int) -> re.Match[str] | None:
    """Return the digits of a number that a line end follows behind one of its commas."""
    match = _BROKEN.match(text, place)
    return match if match and _PROSE_BEFORE.search(text[text.rfind("\n", 0, place) + 1 : place]) else None


def _read_scaled(text: str, match: re.Match[str]) -> tuple[Number, str, int]:
    """Return a number in digits with the scale behind it, that scale, and where both end."""
    scale = SCALE.match(text, match.end())
    if scale is None and text[match.end() : match.end() + 2].strip()[:1].isascii() and (latin := latin_scale(text, match.end())):
        return arabic_number(match[0], latin[0]), latin[0], latin[1]
    if scale is None or (scale[1] in "百千" and find_measure_word(text, match.end())):  # 3千米, 5百分点
        return arabic_number(match[0]), "", match.end()
    return arabic_number(match[0], scale[1]), scale[1], scale.end()


def _read_unscaled(digits: str, scale: str) -> Number | None:
    """Read the digits behind a scale: 13万2 says the next lower place, 13万2000 and 1万500 the rest; 13万25 may be either."""
    if scale not in ("百", "千", "万", "亿") or not digits.isdigit():
        return None
    factor = SCALES[scale]
    if len(digits) == 1 and digits != "0":
        tenth = factor / 10
        return Number(int(digits) * tenth, tenth, tenth if scale in "万亿" else None)
    places = len(str(factor)) - 1
    return arabic_number(digits) if places - 1 <= len(digits) <= places and len(digits) > 1 else None


def join_groups(text: str) -> str:
    """Return the text with the commas of prose as those of numbers where they part the thousands of one counted number.

    Its length does not change. Numbers told one by one (分别为12，345户), and those that nothing counts, stay as they are.

    >>> join_groups("党员12，345名，分别为12，345户")
    '党员12,345名，分别为12，345户'
    """

    def join(match: re.Match[str]) -> str:
        scaled = _SCALED.match(text, match.end())
        end = scaled.end() if scaled else match.end()
        counted = text[end - 1] in "余多来万亿" or text[end : end + 1] in ("至", "到", "—", "-", "~") or find_measure_word(text, end)
        listed = _ONE_BY_ONE.search(text, max(0, match.start() - 9), match.start())
        return match[0].replace("，", ",") if counted and not listed else match[0]

    return TYPED_GROUPS.sub(join, text) if "，" in text else text


def find_measure_word(text: str, place: int) -> MeasureWord | None:
    """Return the longest measure word that begins here; 人 of 人民 is none: 第二人民医院."""
    words = measure_words()
    if text.startswith(("人民医", "人民法", "人民检"), place):
        return None
    return next((words[text[place : place + size]] for size in _WORD_LENGTHS if text[place : place + size] in words), None)


def share_scale(low: Number, high: Number, numeral: str, scale: str) -> Number:
    """Return the lower end in the scale of the upper one where it is below what stands before that scale.

    1.5—2万 and 三至五百万 share it, 十至二十万 its last sign, 1500—2万 nothing.
    """
    for shared in (scale, scale[-1]):
        head = read_number(numeral.removesuffix(shared), 0)
        if head and low.value < head[0].value:
            scaled = low.scale(SCALES[shared])
            return scaled if high.precision else replace(scaled, precision=None)
    return low
