"""Numbers in cells of tables: exact as spreadsheets write them, in words as documents do, in the unit that heading or table says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from cengji.cases.tree import quote_value
from cengji.tables.headings import normalize_heading, unit_in
from cengji.tables.units import Measure, read_one, read_unit
from cengji.text.numerals import normalize_digits
from cengji.text.reading import Reading

__all__ = ["Number", "is_amount", "measure_of", "number_in", "read_number", "says_no_unit", "table_unit", "without_unit"]

_NUMBER: Final = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[0-9]+(\.[0-9]+)?")
_BRACKETS: Final = re.compile(r"\s*[（(\[【][^）)\]】]*[）)\]】]")
_UNIT_LINE: Final = re.compile(r"(?:^|[^\u4e00-\u9fff])(?:计量|数量|金额)?[单單]位\s*[:：]\s*([^\s,，;；)）]+)\s*$")
_PERSONS: Final = re.compile("人数|人口|党员|人员|职工|员工|干部|居民数|网格员|headcount|population|members|staff")
_HOUSEHOLDS: Final = re.compile("户数|households")
_BODIES: Final = re.compile(  # what these count is no number of people, whatever the table is in
    "(网格|片区|区域|社区|街道|乡镇|[乡镇村]|党委|总支|支部|小组|组织|机构|企业|单位|小区|楼栋|队伍|[队站点]|中心|平台|项目|活动)[个总]?(数|数量)$"
)
_COUNTS: Final = re.compile("(数|数量|户|人口|headcount|population|households)$")
_AMOUNTS: Final = re.compile(  # 预算数, 完成数: of whatever the table is in
    "预算|决算|执行|支出|收入|收支|金额|[费款税债]|资金|投入|补助|补贴|拨付|结余|余额|缴|利润|产值|完成|计划|实际|累计|合计"
    "|[本上]年|[本上]月|年初|年末|期初|期末|调整|批复|[应实][收付支]|基数|指数|系数|倍数"
)
_QUALIFIERS: Final = (
    ("约", r"about|approx\.?|approximately|around|circa|ca\.?|c\.|~"),
    ("超过", "over|more than|above"),
    ("至少", "at least|or more|and over|plus"),
    ("至多", "up to|at most|or fewer|or less"),
    ("近", "nearly|almost"),
    ("不足", "under|less than|fewer than|below"),
)
_NOUNS: Final = {"people": "人", "persons": "人", "members": "人", "staff": "人", "households": "户", "units": "个"}
_ENGLISH: Final = re.compile(
    r"(?P<before>[A-Za-z~][A-Za-z. ]*?)?\s*(?P<number>[0-9][0-9,.]*(?:\s?(?:-|to)\s?[0-9][0-9,.]*)?)"
    rf"\s*(?P<behind>or more|and over|plus|or fewer|or less)?(?:\s*(?P<noun>{'|'.join(_NOUNS)}))?",
    re.IGNORECASE,
)
# Numbers in words that count nothing: a place in a row, and a fraction that may be two numbers, 12/36.
_MEAN: Final = re.compile("[人户日月年周次村平]均|每[个名位户人百千万日天月年周]")
_CHANGE: Final = re.compile("下降|降幅|减少|增长|增幅|增速|涨幅|上升|提高|同比|环比|增减|[较比]上[年月]")
_DIRECTION: Final = re.compile("(?P<decrease>下降|降幅|减少)|(?P<increase>增长|增幅|增速|涨幅|上升|提高)")
_RATE: Final = re.compile("(率|占比|比例|比重|百分比)$")
_NO_QUANTITY: Final = frozenset({"ordinal", "rank", "ratio", "frequency", "change"})
_FRACTION: Final = re.compile(r"[/／:：]")


class Number(NamedTuple):
    """A number: its value, None for a range; its unit and kind; and how it was read where it is not exact."""

    value: Decimal | None
    unit: str
    kind: str
    reading: Reading | None = None


def number_in(written: str) -> Decimal | None:
    """Return a number as spreadsheets write it, None where it has words or is none.

    >>> number_in("1,236"), number_in("５６"), number_in("约30")
    (Decimal('1236'), Decimal('56'), None)
    """
    plain = written if written.isascii() else normalize_digits(written).replace("，", ",")  # the ① of 12① is a footnote, no digit
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def read_number(written: str, measure: Measure, heading: str = "") -> Number | str:
    """Return the number of a cell, or what is wrong with it: it is no number, or of another unit than its column.

    The whole cell has to be one number, with its qualifier and measure word, and at most what the heading counts behind it: nothing
    is guessed.

    >>> people = measure_of("党员数（人）")
    >>> [read_number(one, people).reading.bounds.lower for one in ("30余", "约30人", "9人", "20—30人")]
    [Decimal('30'), None, Decimal('9'), Decimal('20')]
    >>> read_number("9户", people), read_number("12/36", people)
    ("'9户' is in 户, the column in 人", "'12/36' is no number")
    """
    plain = number_in(written)
    if measure.kind == "change" and (change := _change(written, measure)):
        return change
    if plain is not None and measure.scale == 1:
        return Number(plain, measure.unit, measure.kind)
    if plain is not None:  # the last digit written is the last that is known: 100 of 万元 is 99 to 101 of them
        value, place = plain * measure.scale, measure.scale.scaleb(int(plain.as_tuple().exponent))
        return Number(value, measure.unit, measure.kind, Reading(0, len(written), value, precision=place, kind=measure.kind))
    text = _in_chinese(written)
    reading = _whole(text, heading)
    if reading is not None and reading.measure_word is None and measure.scale != 1:
        reading = _whole(text + measure.word, heading)
    if reading is None:
        return f"{quote_value(written)} is no number"
    stated = measure.unit or measure.bare
    if measure.word and reading.measure_word and (reading.unit or reading.measure_word) != stated:
        return f"{quote_value(written)} is in {reading.measure_word}, the column in {measure.word}"
    unit, kind = (reading.unit or "", reading.kind or "count") if reading.measure_word else (measure.unit, measure.kind)
    if measure.kind in ("change", "ratio"):
        kind, reading = measure.kind, replace(reading, kind=measure.kind, direction=measure.direction or None)
    return Number(reading.value, unit, kind, reading)


def _change(written: str, measure: Measure) -> Number | str | None:
    """Return a change with its sign, or with the direction that the heading says, None for one in words.

    下降 of a number below zero may be a rise.
    """
    bare = written.lstrip("-−－").strip()
    plain = number_in(bare.removesuffix(measure.word) if measure.word else bare)
    if plain is None:
        return None
    below = bare != written
    if below and measure.direction == "decrease":
        return f"{quote_value(written)} is below zero, under a heading that says a fall"
    value = (-plain if below else plain) * measure.scale
    place = measure.scale.scaleb(int(plain.as_tuple().exponent)) if measure.scale != 1 else None
    said = None if below else measure.direction or None
    return Number(value, measure.unit, "change", Reading(0, len(written), value, precision=place, kind="change", direction=said))


def is_amount(text: str) -> bool:
    """Return whether a text is one number with its measure word: 8个; 第一网格 and 3号楼 are none."""
    reading = _whole(text, "") if any(map(str.isdigit, text)) else None
    return reading is not None and reading.measure_word is not None


def measure_of(heading: str, unit_line: str = "") -> Measure:
    """Return what the numbers below a heading are in: as it says in brackets, else as the table says, else what it counts.

    What is for each of many, or a growth, is no count.

    >>> measure_of("经费（万元）").scale, measure_of("党员人数").unit, measure_of("走访天数").unit, measure_of("社区数").unit
    (Decimal('10000'), 'person', 'day', 'item')
    >>> [measure_of(heading, "万元").kind for heading in ("网格数", "党员数", "预算数", "经费")]
    ['count', 'count', 'money', 'money']
    >>> measure_of("户均人口（人）").kind, measure_of("同比增长（%）")[1::3]
    ('ratio', ('change', 'increase'))
    """
    text = normalize_heading(heading)
    found = _stated_unit(heading, unit_line) or _implied_unit(heading, text)
    if _CHANGE.search(text):
        direction = _DIRECTION.search(text)
        return found._replace(kind="change", direction=(direction and direction.lastgroup) or "")
    return found._replace(kind="ratio") if _MEAN.search(text) and found.kind != "duration" else found


def says_no_unit(heading: str, unit_line: str = "") -> bool:
    """Return whether the numbers below a heading are a rate in a unit that nothing says: 办结率 may be in per cent or parts of one.

    >>> says_no_unit("办结率"), says_no_unit("办结率（%）"), says_no_unit("办结数")
    (True, False, False)
    >>> says_no_unit("办结率", "万元"), says_no_unit("办结率", "%")
    (True, False)
    """
    return _RATE.search(normalize_heading(heading)) is not None and _stated_unit(heading, unit_line) is None


def _stated_unit(heading: str, unit_line: str) -> Measure | None:
    if own := read_unit(unit_in(heading)):
        return own
    line, text = read_unit(unit_line), normalize_heading(heading)
    return line if line and _may_be_in(text, line) else None


def _may_be_in(text: str, line: Measure) -> bool:
    """Return whether what a heading counts may be in the unit that is said of the table: of one in 万元 社区数 is not, but 预算数."""
    if _RATE.search(text) or line.unit == "percent":
        return line.unit == "percent" and not _COUNTS.search(text)
    if _AMOUNTS.search(text) or not _COUNTS.search(text):
        return True
    if _PERSONS.search(text) or _HOUSEHOLDS.search(text):
        return line.unit == ("person" if _PERSONS.search(text) else "household")
    return line.kind == "count" and (line.unit not in ("person", "household") or _BODIES.search(text) is None)


def _implied_unit(heading: str, text: str) -> Measure:
    """Return what a heading without a unit counts."""
    if _PERSONS.search(text):
        return Measure("person")
    if _HOUSEHOLDS.search(text):
        return Measure("household")
    if text.endswith("数") and (own := read_unit(text[-2])):
        return own._replace(word="")
    bracket = unit_in(heading)
    return Measure("" if 0 < len(bracket) <= 2 or text.endswith(("指数", "系数", "基数", "倍数")) else "item")


def without_unit(heading: str) -> str:
    """Return a heading without the unit in its brackets: what is measured.

    >>> without_unit("经费（万元）"), without_unit("党员数（含预备）")
    ('经费', '党员数（含预备）')
    """
    word = unit_in(heading)
    return _BRACKETS.sub("", heading, count=1).strip() if read_unit(word) else heading


def table_unit(rows: Sequence[Sequence[str]]) -> str:
    """Return the unit that a line above a table says for all of it, empty where none does: 单位：万元.

    >>> table_unit([["一览表"], ["填报单位：民政股", "单位：万元"]])
    '万元'
    """
    for row in rows:
        for cell in row:
            if (found := _UNIT_LINE.search(cell.strip())) and read_unit(found[1]):
                return found[1]
    return ""


def _in_chinese(written: str) -> str:
    """Return a number with English words as the grammar reads it: approx. 30, more than 30, 30 to 40, 30 people."""
    found = _ENGLISH.fullmatch(written.strip()) if written.isascii() else None
    if found is None:
        return written
    words = [word.lower() for word in (found["before"], found["behind"]) if word]
    known = [one for word in words for one, said in _QUALIFIERS if re.fullmatch(said, word)]
    if len(words) > 1 or len(known) < len(words):
        return written
    return f"{''.join(known)}{found['number'].replace(' to ', '-')}{_NOUNS.get((found['noun'] or '').lower(), '')}"


def _whole(text: str, heading: str) -> Reading | None:
    """Return the reading of a text that is one number from end to end, None for any other."""
    reading = read_one(text)
    if reading is None or reading.start != 0 or reading.kind in _NO_QUANTITY or _FRACTION.search(text):
        return None
    rest = text[reading.end :].strip()
    counted = bool(rest) and bool(reading.measure_word) and rest in heading
    negative = reading.value is not None and reading.value < 0
    return reading if (not rest or counted) and not negative and (reading.value is not None or reading.comparator == "range") else None
