"""What a figure is said to count: the word in a name behind its number, the noun behind it without what is no part of that."""

from __future__ import annotations

import re
from typing import Final

from cengji.draft.passages import Passages, Span
from cengji.text.characters import plain_name
from cengji.text.reading import Numeral, Reading

__all__ = ["DESCRIBED", "name_counted", "noun_counted"]

# What says of those who are counted which they are: 22名素质良好、热心公益的骑手, 30余名来自市公安局、市残联等单位的在职党员.
DESCRIBED: Final = re.compile(
    "(?:以[^，,。；;“”\n]{2,24}?为[主首]|来自[^，,。；;“”\n]{2,40}?|[\u4e00-\u9fff]{4}(?<![地区室站点户员人会队村街所局校馆家楼栋课房场厅园心])(?:、[\u4e00-\u9fff]{4}){0,5})的(?=[\u4e00-\u9fff]{2})"
)
_BRACKET: Final = re.compile("[(（][^()（）\n]{1,12}[)）]$")  # 返乡人员(含路过)37人
_WORD: Final = re.compile("[\u4e00-\u9fffA-Za-z]")
_LOOK_AROUND: Final = 16  # characters
_NUMBER: Final = "一二三四五六七八九十两\\d"
_UP_TO_NEXT: Final = re.compile(f"[\u4e00-\u9fff]{{1,3}}?(?=[{_NUMBER}、+·”])")  # of “三会一课” the words of each number
_DEED_OF: Final = re.compile("(?P<noun>[\u4e00-\u9fff])(?:联动|共治|共建|共享|共议|融合|协同|统筹|同步|一体|联建|联调|合一|齐抓)")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_QUOTED: Final = re.compile("“(?P<inner>[\u4e00-\u9fff]{1,16})”(?![\u4e00-\u9fff])")
_REST: Final = re.compile("(?![一二三四五六七八九十两\\d])(?P<inner>[\u4e00-\u9fff]{1,4})”")
_NAMED: Final = re.compile(f"[{_NUMBER}]+(?P<inner>[\u4e00-\u9fff])(?<![级个大项种类条位])")  # 四体 of 四体联动
_ANY_NUMBER: Final = re.compile(f"[{_NUMBER}]")
_STEPS: Final = frozenset("级岗坊")  # measure words that say themselves what is counted
_TIMES: Final = {"每年": "次/年", "每季度": "次/季度", "每月": "次/月", "每周": "次/周"}
_EVERY: Final = re.compile("|".join(_TIMES))
_RATE: Final = re.compile(
    "占?比例?|率|共|全|来|连续|大关|时间|[减增升降压缩提扩调]至?|比?(?:同期|[上去][年月]|年初)?[\u4e00-\u9fff]?(?:增长|增加|增幅|上升|提高|提升|下降|减少|降低|缩短|压减|压缩|降幅)了?"
)
_OF_RATE: Final = re.compile("[\u4e00-\u9fff]{2}率(?:[均都已也要须应]|一直|始终)*(?:达到?了?|为|超过?|高达|保持在|稳定在|升至|提高到)?$")
_BEFORE: Final = re.compile("^(?:各级|全[市区县省]|其中)(?=..)|^(?:[\u4e00-\u9fff]{1,6}[省市区县旗镇乡])?[现下共管所]?辖(?=[^区内])")
_BEHIND: Final = re.compile("(?<=..)(?:建设|整顿|[上中内])$|(?<=.)共$")
_UNIT_AT_WORK: Final = re.compile("(?P<unit>街道|社区|乡镇|村|小区|单位|部门)(?:试点|先行|率先)(?=..)")  # 三个街道试点改革
_BROKEN: Final = re.compile(r"\d.*|[(（][^)）]*$")
_BOUNDS: Final = frozenset({"atLeast", "atMost"})  # 产值亿元以上企业: what the sum is of is not told
_NO_NOUN: Final = frozenset({"duration", "ordinal"})


def noun_counted(passages: Passages, numeral: Numeral) -> str:
    """Return the noun that is counted: behind the numeral, else right before it."""
    noun = _noun(passages, numeral)
    return noun if _WORD.search(noun) else ""


def _noun(passages: Passages, numeral: Numeral) -> str:
    described = DESCRIBED.match(passages.text, numeral.end)
    begin = end = described.end() if described else numeral.end
    if numeral.readings[0].unit == "percent" and passages.text.startswith("的", numeral.end):
        begin = end = numeral.end + 1  # 排名前30%的农户
    while not passages.is_cut_at(end):
        end += 1
    if end > begin:
        return plain_name(passages.text[begin:end])
    if numeral.readings[0].unit == "kind-class":
        return ""  # 甲、乙、丙3类: what is listed is no noun for them
    last = numeral.start
    rate = _OF_RATE.search(passages.text, max(0, last - _LOOK_AROUND), last) if numeral.readings[0].unit == "percent" else None
    if rate:
        return plain_name(passages.text[passages.phrase_start(rate.start()) : passages.text.index("率", rate.start()) + 1])
    while last in passages.counts and passages.counts[last].start < last:
        last = passages.counts[last].start  # 常住人口9734户26533人
    bracket = _BRACKET.search(passages.text, max(0, last - _LOOK_AROUND), last)
    last = bracket.start() if bracket else last
    start = passages.phrase_start(last)
    if "”" in passages.text[start:last] and passages.is_quoted(start):
        start = passages.text.rfind("“", 0, start)  # “党建和治理同频行动”12次: a name is whole
    return plain_name(passages.text[start:last])


def name_counted(text: str, span: Span, reading: Reading, quoted: Span | None, noun: str, *, design: bool) -> str:
    """Return what a figure counts as a case names it, empty where it counts nothing by name.

    :param span: where the number is printed; ``quoted`` is the name in quotes that it stands in, if it does.
    :param noun: the noun phrase behind the number, else before it.
    :param design: whether the number is part of a name or of a scheme.
    """
    if reading.kind == "frequency":
        every = _EVERY.search(text, max(0, span[0] - 4), span[1])
        return _TIMES[every[0]] if every else ""
    if reading.kind in _NO_NOUN or (reading.kind == "money" and reading.comparator in _BOUNDS):
        return ""
    if named := _QUOTED.match(text, span[1]):
        return named["inner"]
    if design:
        return _in_name(text, span, reading, quoted) or ("" if "+" in text[span[1] : span[1] + 2] else _plain(noun))
    return _plain(noun)


def _in_name(text: str, span: Span, reading: Reading, quoted: Span | None) -> str:
    """Return the word of a name that a number of it counts: 会 and 课 of “三会一课”, 级 of 三级体系."""
    if (named := _NAMED.fullmatch(text, *span)) and named["inner"] != reading.measure_word:
        return named["inner"]  # of “三本台账” no 本
    if reading.measure_word is not None and quoted and _ANY_NUMBER.match(text, span[1]):
        return reading.measure_word  # 队 of 一委一队四中心
    if reading.measure_word is not None:
        rest = _REST.match(text, span[1]) if quoted else None
        return reading.measure_word if reading.measure_word in _STEPS else rest["inner"] if rest else ""
    if deed := _DEED_OF.match(text, span[1]):
        return deed["noun"]  # 社 of 五社联动
    word = _UP_TO_NEXT.match(text, span[1], quoted[1] if quoted else len(text)) or _HAN.match(text, span[1])
    return word[0] if word else ""


def _plain(noun: str) -> str:
    """Return a noun phrase without what only says of how many, and without a verb or a place behind it."""
    noun = _BEHIND.sub("", _BEFORE.sub("", _BROKEN.sub("", noun.strip().split("\n")[-1])))  # a heading ends no noun of the line behind it
    unit = _UNIT_AT_WORK.match(noun)
    return "" if _RATE.fullmatch(noun) else unit["unit"] if unit else noun
