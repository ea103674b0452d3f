"""What a case says against itself: numbers against print, units against kinds, parents against ladders, dates against the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category

from cengji.cases.hierarchy import Found, Severity, find_inversions
from cengji.cases.linkage import find_loose_links
from cengji.cases.measures import Figure
from cengji.cases.parts import Evidence, Item
from cengji.cases.references import Vocabulary
from cengji.cases.tree import Path
from cengji.core.errors import Fault
from cengji.text.figure import read_figure
from cengji.text.raw_forms import could_be_raw
from cengji.text.reading import Reading, UnreadableFigureError
from cengji.text.wordlists import measure_words

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["Contradiction", "find_contradictions"]

_IN_CHINESE = {
    "after-the-document": "日期晚于文献：请改正，或标为计划、目标",
    "code-against-tier": "区划代码的位数与层级不符：请改正代码或层级",
    "differs-from-print": "数值与所印表述不符：请改正数值或所印表述",
    "evidence-digest": "所印表述与该处字符的摘要不符：请对照文献核查",
    "evidence-length": "所印表述长于该处字符：请去掉位置后重新锚定",
    "figure-hangs-twice": "同一数字挂在两处：只留文献所说的一处，整体由部分得之",
    "fractional-count": "计数不是整数：请改正，或改用比率",
    "invisible-label": "名称为空白或含不可见字符：请照原文书写",
    "kind-against-unit": "数字类别与单位不符：请改正其一",
    "looks-like-a-person": "名称像是人名：图中只有岗位与组织，没有个人",
    "negative-count": "计数为负：请改正，或改用变化量",
    "nothing-changed": "事件前后相同：请写出事件之后的情况",
    "parent-below": "上级在阶梯上低于下级：请改正上级或梯级次序",
    "place-in-lower-place": "地方属于更低层级的地方：请改正所属",
    "ratio-of-one-figure": "分子与分母是同一数字：请写出其分母",
    "relation-to-itself": "关系的两端相同：请写出另一端",
    "role-against-field": "数字的作用与所在字段不符：请移到 inputs、results 或 figures，或改正其作用",
    "share-out-of-range": "份额不在0与100之间：请改正，或改用变化量、比率",
    "tier-against-rung": "自身层级与所在梯级不符：请改正其一，或标为有争议",
}
_PER = "per-"
_KINDS_OF_ANY_UNIT = frozenset({"ordinal", "rank", "change", "ratio"})
_NUMBERS = ("value", "lower", "upper")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_HONORIFICS = "同志|先生|女士|小姐|书记|主任|局长|老师|阿姨|师傅|院长|部长|镇长|区长|市长|县长|社长|队长|站长|科长"
_PERSON = re.compile(rf"(?:[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}|(?:欧阳|上官|司马|诸葛)[\u4e00-\u9fff]{{1,2}})(?P<title>{_HONORIFICS})")
_NO_NAME_ENDS = "省市区县镇乡村街道社组部委局办会院站所党网格楼栋片站队室厅处科企团工妇"


@dataclass(frozen=True, order=True, slots=True)
class Contradiction:
    """One thing that a case says against itself: how grave it is, where it stands, of which item of which case; ``zh`` in Chinese."""

    severity: Severity
    check: str
    fault: Fault
    case: str
    section: str
    key: str
    zh: str


def find_contradictions(cases: Iterable[LoadedCase], vocabulary: Vocabulary, *, evidence: bool = True) -> list[Contradiction]:
    """Find what cases say against themselves; no document is needed. Errors come first, then file and line.

    :param evidence: hold expressions against lengths and digests too, which takes milliseconds a piece of evidence.
    """
    found: list[Contradiction] = []
    for loaded in cases:
        for severity, check, path, problem, remedy in _contradictions(loaded, vocabulary, evidence=evidence):
            fault = loaded.tree.fault(loaded.path, path, problem, remedy)
            section, index = str(path[0]), int(path[1])
            key = getattr(getattr(loaded.case, section)[index], "key", "")
            found.append(Contradiction(severity, check, fault, loaded.case.case, section, key, _IN_CHINESE[check]))
    return sorted(set(found))


def _contradictions(loaded: LoadedCase, vocabulary: Vocabulary, *, evidence: bool) -> Iterator[Found]:
    yield from _figures(loaded)
    yield from find_inversions(loaded, vocabulary.tier_ranks)
    yield from _opposites(loaded)
    yield from _dates(loaded)
    yield from find_loose_links(loaded.case)
    yield from _labels(loaded, vocabulary.names | {place.label.zh for place in loaded.case.places})
    if evidence:
        yield from _evidences(loaded)


def _figures(loaded: LoadedCase) -> Iterator[Found]:
    for index, figure in enumerate(loaded.case.figures):
        at: Path = ("figures", index)
        yield from _against_print(figure, at)
        yield from _against_direction(figure, at)
        yield from _impossible_numbers(figure, at)
        kinds = _kinds_of_units().get(figure.unit)
        frequency = figure.unit.startswith(_PER) != (figure.kind == "frequency")
        if frequency or (kinds and figure.kind not in kinds | _KINDS_OF_ANY_UNIT):
            expected = "frequency" if figure.unit.startswith(_PER) else " or ".join(sorted(kinds or ())) or "a unit per time"
            problem = f"is {figure.kind}, but what is measured in {figure.unit} is {expected}"
            yield "error", "kind-against-unit", (*at, "kind"), problem, "correct kind or unit"
        if figure.numerator and figure.numerator == figure.denominator:
            problem = f"is {figure.denominator}, the numerator itself, so that the share is always 100"
            yield "error", "ratio-of-one-figure", (*at, "denominator"), problem, "name the figure that it is a share of"


def _impossible_numbers(figure: Figure, at: Path) -> Iterator[Found]:
    for name in _NUMBERS:
        number: Decimal | None = getattr(figure, name)
        if number is None:
            continue
        if figure.kind == "count" and number < 0:
            yield "error", "negative-count", (*at, name), f"is {number}: nothing is counted below zero", "correct it, or use kind: change"
        elif figure.kind == "count" and number % 1:
            yield "warning", "fractional-count", (*at, name), f"is {number}: things are counted whole", "correct it, or use kind: ratio"
        elif figure.kind == "share" and not 0 <= number <= 100:
            problem = f"is {number}: a share lies between 0 and 100"
            yield "error", "share-out-of-range", (*at, name), problem, "correct it, or use kind: change or ratio"


def _against_print(figure: Figure, at: Path) -> Iterator[Found]:
    """Hold the numbers of a figure against what its printed expression reads as; one that is not read says nothing."""
    try:
        readings = read_figure(figure.written)
    except UnreadableFigureError:
        return
    options = [_differences(figure, reading) for reading in _with_sum(readings)]
    if [] in options:
        return
    for name, found, expected in min(options, key=len):
        weight: Severity = "warning" if name == "unit" else "error"
        problem = f"is {found}, but {figure.written} reads as {expected}"
        yield weight, "differs-from-print", (*at, name), problem, "correct it, or what is written"


def _against_direction(figure: Figure, at: Path) -> Iterator[Found]:
    """Hold the direction of a change against the words printed around it, which its evidence often has and ``written`` not."""
    if figure.kind != "change":
        return
    for printed in (figure.written, *(one.text for one in figure.evidence if one.text and figure.written in one.text)):
        try:
            said = {reading.direction for reading in read_figure(printed) if figure.value is None or reading.value == figure.value}
        except UnreadableFigureError:
            continue
        if len(said) == 1 and None not in said and figure.direction not in said:
            (expected,) = said
            problem = f"is {figure.direction or 'left out'}, but {printed} says {expected}"
            weight: Severity = "error" if figure.direction else "warning"
            yield weight, "differs-from-print", (*at, "direction"), problem, f"write direction: {expected}"
            return


def _with_sum(readings: tuple[Reading, ...]) -> list[Reading]:
    """Return the readings; those of a sum with an unknown term (4+X) also as one: at least the known ones."""
    known = [reading for reading in readings if reading.comparator is not None and reading.value is not None]
    if len(known) == len(readings) or not known:
        return list(readings)
    total = sum((reading.value or Decimal(0) for reading in known), Decimal(0))
    return [*known, Reading(known[0].start, readings[-1].end, total, "atLeast")]


def _differences(figure: Figure, reading: Reading) -> list[tuple[str, object, object]]:
    """Return field, curated and printed value of what differs."""
    found: list[tuple[str, object, object]] = [
        (name, getattr(figure, name), getattr(reading, name)) for name in _NUMBERS if getattr(figure, name) != getattr(reading, name)
    ]
    if figure.comparator != reading.comparator:
        found.append(("comparator", figure.comparator, reading.comparator))
    elif figure.comparator == "exact" and figure.precision != reading.precision:
        found.append(("precision", figure.precision or "none", reading.precision or "none"))
    if reading.unit not in (None, "item", figure.unit) and not figure.unit.startswith(_PER):
        found.append(("unit", figure.unit, reading.unit))
    return found


@cache
def _kinds_of_units() -> dict[str, frozenset[str]]:
    """Return the kinds of figures that a unit may have, by unit, from the measure words that are printed for it."""
    kinds: dict[str, set[str]] = {"percent": {"share"}, "percentage-point": {"change"}}
    for word in measure_words().values():
        if word.unit and word.kind:
            kinds.setdefault(word.unit, set()).add(word.kind)
    return {unit: frozenset(found) for unit, found in kinds.items()}


def _opposites(loaded: LoadedCase) -> Iterator[Found]:
    """Find relations from a thing to itself, and changes that change nothing."""
    case = loaded.case
    for index, relation in enumerate(case.relations):
        if relation.subject == relation.object:
            problem = f"is {relation.object}, the subject itself"
            yield "error", "relation-to-itself", ("relations", index, "object"), problem, "name the other end"
    for index, secondment in enumerate(case.secondments):
        if secondment.sent_from == secondment.sent_to:
            problem = f"is {secondment.sent_to}, from where they are sent"
            yield "error", "relation-to-itself", ("secondments", index, "sent_to"), problem, "name the other end"
    for index, figure in enumerate(case.figures):
        if figure.paired_with == figure.key:
            yield "error", "relation-to-itself", ("figures", index, "paired_with"), "is the figure itself", "name the other figure"
    for index, event in enumerate(case.events):
        if event.before and sorted(event.before) == sorted(event.after):
            problem = f"is {', '.join(event.after)}, as before: nothing has changed"
            yield "error", "nothing-changed", ("events", index, "after"), problem, "name what there is after the event"


def _dates(loaded: LoadedCase) -> Iterator[Found]:
    published = loaded.case.document.published
    if published is None:
        return
    case = loaded.case
    dated: list[tuple[Path, str | None]] = [(("events", index, "date"), event.date) for index, event in enumerate(case.events)]
    dated += [(("measures", index, "since"), measure.since) for index, measure in enumerate(case.measures) if measure.stage != "planned"]
    dated += [(("policies", index, "date"), policy.date) for index, policy in enumerate(case.policies)]
    for index, figure in enumerate(case.figures):
        if figure.time and figure.role not in ("target", "threshold"):
            end = figure.time.end and figure.time.end[:4]  # that of a whole year may lie behind the document
            dated += [(("figures", index, "time", "start"), figure.time.start), (("figures", index, "time", "end"), end)]
    for path, date in dated:
        if date and date[: len(published)] > published[: len(date)]:
            problem = f"is {date}, after the document of {published}"
            yield "warning", "after-the-document", path, problem, "correct it, or mark it as planned or as a target"


def _labels(loaded: LoadedCase, names: frozenset[str]) -> Iterator[Found]:
    for section, item in loaded.case.items():
        label = getattr(item, "label", None)
        if label is None or isinstance(label, str):
            continue
        index = _position(loaded, section, item)
        at: Path = (section, index, "label")
        texts = [(at, label.zh), (at, label.en), *(((section, index, "aliases"), alias) for alias in getattr(item, "aliases", ()))]
        for path, text in texts:
            if text is not None and (not any(category(sign)[0] in "LN" for sign in text) or any(category(sign) == "Cf" for sign in text)):
                problem = f"{text.encode('unicode_escape').decode()} is blank or holds invisible characters"
                yield "error", "invisible-label", path, problem, "write the name as it is printed"
        if section in ("bodies", "posts", "groups", "person_groups"):
            for path, text in texts:
                if text and _is_person(text, names):
                    problem = f"{text} looks like a person; the graph holds posts and bodies, no persons"
                    yield "warning", "looks-like-a-person", path, problem, "name the post or the body instead"


def _is_person(label: str, names: frozenset[str]) -> bool:
    match = _PERSON.fullmatch(label)
    name = label.removesuffix(match["title"]) if match else ""
    return bool(match) and name[-1] not in _NO_NAME_ENDS and not any(name in known or known in name for known in names)


def _evidences(loaded: LoadedCase) -> Iterator[Found]:
    for section, item in loaded.case.items():
        at: Path = (section, _position(loaded, section, item))
        yield from _held(item.evidence, (*at, "evidence"))
        for place, rung in enumerate(getattr(item, "rungs", ())):
            yield from _held(rung.evidence, (*at, "rungs", place, "evidence"))
    for index, exclusion in enumerate(loaded.case.exclusions):
        yield from _held(exclusion.evidence, ("exclusions", index, "evidence"))


def _held(evidence: list[Evidence], at: Path) -> Iterator[Found]:
    """Hold printed expressions against the length and the digest of their own characters."""
    for place, one in enumerate(evidence):
        if one.text is None or one.start is None or one.end is None or one.sha256 is None:
            continue
        length = one.end - one.start
        if length < len(one.text):
            problem = f"{one.text} has {len(one.text)} characters, more than the {length} from {one.start} to {one.end}"
            yield "error", "evidence-length", (*at, place), problem, "take out start, end and sha256 and anchor it again"
        elif not could_be_raw(one.text, one.sha256, length):
            problem = f"{one.text} is nothing that characters {one.start} to {one.end} with this digest can read"
            yield "warning", "evidence-digest", (*at, place), problem, "hold it against the document: `cengji check --sources`"


def _position(loaded: LoadedCase, section: str, item: Item) -> int:
    items: list[Item] = getattr(loaded.case, section)
    return next(index for index, other in enumerate(items) if other is item)
