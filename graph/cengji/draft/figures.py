"""Figures: every numeral that is read, with unit, comparator, indicator and what it is about."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.counted import DESCRIBED, name_counted, noun_counted
from cengji.draft.figure_subjects import subject_of
from cengji.draft.indicators import Indicators
from cengji.draft.latin_numbers import is_number_of_something
from cengji.draft.passages import Span
from cengji.draft.per_units import is_denominator, state_units
from cengji.draft.repeated_figures import claim_of, without_headings
from cengji.draft.roles import hand_on_results, pair_changes, role_of
from cengji.draft.statements import Statement
from cengji.draft.told_numbers import told_numbers
from cengji.text.characters import plain_name
from cengji.text.reading import Numeral, Reading

__all__ = ["find_figures", "read_as_figure"]

_REACHES = re.compile("^达到?")
_BREAK = re.compile(r"(?<=\d,)[ \t]*\n[ \t]*(?=\d)")  # a line end within a number
_COUNTED_IN_NAME = re.compile("[\u4e00-\u9fff]{1,3}?(?=[一二三四五六七八九十两\\d、+·”])")  # up to the next number in a name
_LONGEST_WRITTEN = 24
_WHOLE = 100  # per cent
# 一个例子, 一支队伍: one of something is no count.
_ONE = re.compile("一[^至到—~-]{0,3}|1[个支项条种批次名位家座场件张枚]")
# 党委5个、党总支1个: of a row one is counted as well.
_IN_ROW = re.compile("\\d[\\d.]*[余多]?[一-鿿]{1,12}?[、，,和][一-鿿（）()]{0,10}1[一-鿿]$")
_ROW_BEHIND = re.compile("、[一-鿿]{1,10}\\d")  # 农贸市场1个、公厕2座
# One in a name that counts nothing else: “一站救”, “来沪第一课”.
_ONE_IN_NAME = re.compile("第?一[\u4e00-\u9fff]?")
_NAMED = re.compile("[二三四五六七八九十][一-鿿]")  # 四体 of 四体联动
_NO_SPAN = re.compile("几|^一年|^第.+天")  # 十几年, “一年10件实事”, 第二天
_OF_A_LIFE = re.compile("(?<![多余])来(?![自源])|[之以]?前(?![台期沿端往来行进景后])|(?:党龄|工龄|教龄|军龄)")  # 三年来, 两年前: a time
_PRIZE = re.compile("(?:评为|获评|争创|荣获|入选|授予|命名为|获得|全国|全省|全市)[^，,。；;]{0,10}$")
_RANKED = re.compile("(?:排名|位居|位列|名列|[居列]|全国|全省|全市|全区)[^，,。；;]{0,6}$")
_AGE = re.compile("周?岁")
_AGED = re.compile("[+]?”?(?:老(?:党员|人|年)|长者)")  # behind a bare number: “50+”老党员
_SEVERAL = re.compile("几(?!乎)|数[十百千万]")
_SEVERAL_NUMERALS = re.compile("[二三四五六七八九十两百千\\d]")
_UNKNOWN = re.compile(r"\+[XNxn](?![A-Za-z])")  # 3+N: at least three
_PEOPLE = re.compile("(?:总?人口|村?\\(居\\)民|居民|村\\(居\\)民|群众|村民|党员|干部|职工|老人|人民)")
_PERSON = re.compile("(?:书记|干部|党员|工作者|委员|代表|人员|劳动力|人才|专家|志愿者|居民|村民|老人|学生|教师|能手|带头人)$")
_PEOPLE_TOO = re.compile("[队团组会员者户]|代表|骨干|群体|家庭|子女|人")
_FAR_NOUN = 60  # characters behind a number in which those whom it counts are named
_WORKING = ("team", "leading-group", "government")  # kinds of bodies whose people are staff
_OF_PLACES = frozenset({"population", "land-area"})
_LAYERS, _LEVELS = re.compile("层面|层级"), re.compile("(?:社区|街道|街镇|小区|[市区县镇村])$")  # 街道、社区三个层面
_OF_PLACE = re.compile("的|最|所辖|下辖")  # 成华区是成都市最大的城区，面积…: of the first
_LOOK_AROUND = 16  # characters
_ASKED = re.compile(r"(?<![A-Za-z])[Nn] ?[=＝] ?$")  # N=1025: those who were asked
_DOUBTS = {"prose-comma": "“{written}”按一个数读：请核对不是两个数"}
_ANSWERS = "participant-count"
_DONE = frozenset({"case-item", "session", "time-of"})  # units of what bodies do
_NO_FIGURES = frozenset({"page-unit", "character-count"})


def find_figures(context: Context) -> list[Statement]:
    """Return a figure for each reading of a numeral of the prose; what a name in quotes counts is one however often it is printed."""
    reader = _Reader(context)
    found: list[Statement] = []
    named: dict[tuple[str, str], Statement] = {}
    places = context.mentions("places")
    for numeral in sorted((*context.passages.numerals, *told_numbers(context.passages)), key=lambda one: one.start):
        readings = [one for one in numeral.readings if one.value is not None or one.lower is not None]
        quoted = _quoted(context, numeral)
        if any(start <= numeral.start and numeral.end <= end for (start, end), _ in places.within(numeral.start - 8, numeral.end + 8)):
            continue  # 梅陇四村
        if not readings or is_denominator(context.text, numeral) or _counts_nothing(context, numeral, readings, quoted):
            continue
        for one in readings:
            figure = reader.read(numeral, one, quoted)
            name = claim_of(context, figure, one, quoted)
            if name in named:
                named[name].spans.append((one.start, one.end))
                continue
            found.append(figure)
            if name:
                named[name] = figure
    found = list(without_headings(context, found))
    hand_on_results(context.text, found)
    pair_changes(context.text, found)
    return [*found, *state_units(context, found)]


def read_as_figure(context: Context, numeral: Numeral, reading: Reading) -> Statement | None:
    """Return the figure of one reading of a numeral, None where it counts nothing."""
    quoted = _quoted(context, numeral)
    if _counts_nothing(context, numeral, [reading], quoted):
        return None
    return _Reader(context).read(numeral, reading, quoted)


def _counts(subject: Statement, span: Span, *, is_last: bool) -> bool:
    """Return whether a number counts a group: it is part of its evidence, or stands right behind its name and before no other noun."""
    return any(start <= span[0] < end or (end == span[0] and is_last) for start, end in subject.spans)


def _counts_nothing(context: Context, numeral: Numeral, readings: list[Reading], quoted: Span | None) -> bool:
    """Return whether a numeral is rhetoric, a place in a row, a page, or one of something."""
    printed = context.text[numeral.start : numeral.end]
    if any(_is_impossible(one) or _is_measured_in_unknown(context, one) for one in readings):
        return True
    if (
        is_number_of_something(context.text, numeral)
        or _SEVERAL.match(printed)
        or readings[0].unit in _NO_FIGURES
        or (readings[0].unit == "star" and readings[0].lower is None)
    ):
        return True
    if (
        readings[0].kind == "ordinal"
        and context.text.count(f"第二{readings[0].measure_word}")
        and context.text.count(f"第一{readings[0].measure_word}")
    ):
        return True
    name = context.text[slice(*quoted)] if quoted else ""
    if name.count("一") == 1 and not _SEVERAL_NUMERALS.search(name) and _ONE_IN_NAME.fullmatch(printed):
        return True
    if readings[0].kind in ("duration", "ordinal") and (_NO_SPAN.search(printed) or _OF_A_LIFE.match(context.text, numeral.end)):
        return True
    before = context.text[max(0, numeral.start - _LOOK_AROUND) : numeral.start]
    if readings[0].kind == "ordinal" and readings[0].measure_word is None and not _RANKED.search(before):
        return True
    if printed == "十大" and _PRIZE.search(before):
        return True
    is_one = (
        len(readings) == 1
        and not _is_in_row(context.text, numeral)
        and readings[0].value == 1
        and readings[0].comparator == "exact"
        and _ONE.fullmatch(printed) is not None
    )
    return is_one and (not name or not _SEVERAL_NUMERALS.search(name) or "、" in name)


def _is_in_row(text: str, numeral: Numeral) -> bool:
    """Return whether one of something stands in a row of what is counted: 党委5个、党总支1个."""
    before = _IN_ROW.search(text[max(0, numeral.start - _LOOK_AROUND) : numeral.end])
    return before is not None or (text.startswith("1", numeral.start) and _ROW_BEHIND.match(text, numeral.end) is not None)


def _is_impossible(reading: Reading) -> bool:
    """Return whether a number cannot be what it reads as: a count below zero, a share above 100."""
    ends = [end for end in (reading.value, reading.lower, reading.upper) if end is not None]
    return (reading.kind == "count" and min(ends) < 0) or (reading.kind == "share" and not 0 <= min(ends) <= max(ends) <= _WHOLE)


def _is_measured_in_unknown(context: Context, reading: Reading) -> bool:
    """Return whether a number measures something in a unit that no scheme has (35度, 5毛), so that it counts nothing."""
    measured = reading.measure_word is not None and reading.unit is None and reading.kind not in ("count", "ordinal")
    return measured and not _AGE.fullmatch(reading.measure_word or "") and reading.measure_word not in context.knowledge.names("unit")


def _quoted(context: Context, numeral: Numeral) -> Span | None:
    """Return the quotation marks that the numeral stands in, if they hold a name and no sentence."""
    opening = context.text.rfind("“", max(0, numeral.start - 12), numeral.start + 1)
    closing = context.text.find("”", numeral.end, numeral.end + 12) if opening >= 0 else -1
    if closing < 0 or "”" in context.text[opening : numeral.start]:
        return None
    return opening, closing + 1


class _Reader:
    """What tells the indicators of figures and what they are about: collected once for all of a document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._indicators = context.knowledge.learn(Indicators)
        self._mentions = context.mentions("groups", "bodies", "person_groups", "measures", "posts")
        self._places = context.mentions("places")

    def read(self, numeral: Numeral, reading: Reading, quoted: Span | None) -> Statement:
        """Return the figure of one reading of a numeral; ``quoted`` are the quotation marks around it."""
        context, text = self._context, self._context.text
        unknown = _UNKNOWN.match(text, reading.end)
        span = (reading.start, unknown.end() if unknown else reading.end)
        named = reading.measure_word is None and _NAMED.fullmatch(text, *span) is not None
        design = quoted is not None or unknown is not None or named
        counted = (
            self._people_in(noun_counted(context.passages, numeral), numeral.end)
            if reading.unit == "person"
            else noun_counted(context.passages, numeral)
        )
        printed = _with_counted(text, span, quoted if reading.measure_word is None else None)
        written = _REACHES.sub("", " ".join(_BREAK.sub("", text[slice(*printed)]).split()))[:_LONGEST_WRITTEN]
        fields: dict[str, object] = {"written": written}
        if reading.lower is not None:
            fields |= {"lower": reading.lower, "upper": reading.upper}
        else:
            fields["value"] = reading.value
        fields["precision"] = reading.precision
        fields["comparator"] = "atLeast" if unknown else reading.comparator
        fields["unit"] = _unit(context, reading, counted)
        known = reading.unit or context.knowledge.names("unit").get(reading.measure_word or "")
        ranked = reading.kind == "ordinal" and reading.measure_word is None
        fields["kind"] = "rank" if ranked else reading.kind if reading.kind and known else "count"
        aged = _AGE.search(text, *span) or _AGE.match(text, span[1]) or (None if reading.measure_word else _AGED.match(text, span[1]))
        is_age = fields["kind"] == "count" and aged is not None
        if is_age:
            fields |= {"unit": "year", "kind": "duration"}
        fields["direction"] = reading.direction if fields["kind"] == "change" else None
        fields["role"] = (
            "design"
            if design
            else role_of(
                text, *span, unit=str(fields["unit"]), kind=str(fields["kind"]), comparator=str(fields["comparator"]), counted=counted
            )
        )
        described = DESCRIBED.match(text, span[1])
        subject = subject_of(context, self._mentions, span, quoted, str(fields["role"]), share=reading.unit == "percent")
        if described and subject and any(described.start() <= start < described.end() for start, _ in subject.spans):
            subject = None  # 30余名来自市公安局的党员: where they come from
        if subject and subject.rule == "place-as-body" and counted == plain_name(subject.label):
            counted = ""  # 其中崇明街道47个: of what it has
        is_last = context.passages.is_cut_at(span[1])  # 党工委47个小区: no 47 of them
        fields["indicator"] = self._indicators.of(
            counted,
            reading,
            kind=subject.kind
            if subject
            and subject.section in ("bodies", "groups")
            and subject.rule != "place-as-body"
            and _counts(subject, span, is_last=is_last)
            else "",
            design=fields["role"] == "design" and fields["kind"] != "frequency",
            before=text[max(0, span[0] - 12) : span[0]],
            after=text[span[1] : span[1] + 8],
            people=subject.kind if subject and subject.section == "person_groups" and _counts(subject, span, is_last=is_last) else "",
            result=fields["role"] == "result",
            staff=subject is not None and self._is_staff(subject),
        )
        if _ASKED.search(text, max(0, span[0] - _LOOK_AROUND), span[0]) and context.knowledge.knows("indicator", _ANSWERS):
            fields |= {"unit": "person", "indicator": _ANSWERS}
        if is_age and context.knowledge.knows("indicator", "age-limit"):
            fields["indicator"] = "age-limit"
        fields["about"] = (self._place_of(span[0]) if fields["indicator"] in _OF_PLACES else subject) or context.home
        fields["counted"] = name_counted(text, span, reading, quoted, counted, design=fields["role"] == "design") or None
        if reading.unit in _DONE and subject and subject.section in ("bodies", "groups") and fields["counted"] == plain_name(subject.label):
            fields["counted"] = None  # 住建局99件: what it has handled
        fields["place"] = context.home
        fields |= {"reading_lower": reading.reading_lower, "reading_upper": reading.reading_upper, "reading_rule": reading.reading_rule}
        stated = {name: one for name, one in fields.items() if one is not None}
        doubt = _DOUBTS[reading.doubt].format(written=written) if reading.doubt else None
        return Statement("figures", text[slice(*printed)], [printed], "numeral", stated, note=doubt)

    def _people_in(self, counted: str, place: int) -> str:
        """Return what is counted without what these people do: 在职党员, of 30名在职党员报到认岗."""
        near = (one.label for _, one in self._mentions.within(place, place + _FAR_NOUN) if one.section in ("person_groups", "posts"))
        name = max((label for label in near if label in counted), key=len, default="")
        rest = counted[counted.find(name) + len(name) :] if name else ""
        return counted.removesuffix(rest) if len(rest) > 1 and not _PEOPLE_TOO.search(rest) else counted

    def _is_staff(self, subject: Statement) -> bool:
        """Return whether those of whom a number is told work for somebody: a team, the holders of a post."""
        return subject.section == "posts" or any(self._context.knowledge.is_below("body-kind", subject.kind, kind) for kind in _WORKING)

    def _place_of(self, place: int) -> Statement | None:
        """Return the place printed last before in the sentence: whose people and land a number tells."""
        passages = self._context.passages
        number = passages.sentence_at(place)
        start = passages.sentences[number][0] if number >= 0 else 0
        named = ((span[1], one) for span, one in reversed(self._places.within(start, place)) if one.rule != "refers-back")
        return next((one for end, one in named if not _OF_PLACE.match(passages.text, end)), None)


def _with_counted(text: str, span: Span, quoted: Span | None) -> Span:
    """Return where a number is printed, in a name with the word that it counts there: 四提 of “三步四提”."""
    counted = _COUNTED_IN_NAME.match(text, span[1], quoted[1]) if quoted else None
    return span[0], counted.end() if counted else span[1]


def _unit(context: Context, reading: Reading, counted: str) -> str:
    """Return the unit: that of the measure word, of people who are counted without one, or what 个 counts if that is a unit itself."""
    if reading.measure_word is None and _PEOPLE.match(counted):
        return "person"
    if (
        reading.measure_word == "个"
        and _LAYERS.match(text := context.text, reading.end)
        and _LEVELS.search(text[max(0, reading.start - 2) : reading.start])
    ):
        return "tier-count"
    if reading.measure_word == "个" and reading.unit == "item":
        return (
            "person"
            if _PERSON.search(counted)
            else context.knowledge.names("unit").get(counted[:2], "item")
            if len(counted) > 1
            else "item"
        )
    return reading.unit or context.knowledge.names("unit").get(reading.measure_word or "", "item")
