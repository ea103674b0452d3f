"""The measures found so far, by name, and the characters that they take."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from cengji.draft.context import Context
from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, either_named, words
from cengji.text.characters import plain_name

__all__ = ["GENERAL", "MeasureCollection", "is_within"]

GENERAL = re.compile(f"(?:{either(words('general', 'measures'))})+")  # what is made of general words alone names nothing

_LONGEST_NAME = 24
_PARTICLES = "以的了在对向由使让把将与到及等"
# What ends a name before it; not the particle in a word such as 报到 or 及时.
_PARTICLE = re.compile(
    either_named(
        kept=(word for word in words("boundaries", "kept") if len(word) > 1 and set(word) & set(_PARTICLES)),
        cut=("全市", "全区", "全县", "全省", *_PARTICLES),
    )
)
# Verbs that a name may follow and never holds, as more is to come of it behind them.
_VERB = re.compile(f"(?:{either(words('general', 'taking'))})(?=[\u4e00-\u9fff]{{4}})(?!化)了?")
_GOES_ON = re.compile("[员者长化性人各]|建设|体系|机制|改革|工作法|平台")
_DEEDS = frozenset({"改造", "更新", "服务", "帮扶", "整治", "培训", "征集", "评选", "考核", "调解", "走访", "维修", "实验", "建设"})
_OF_A_DEED = re.compile(
    "意愿|诉求|需求|问题|方案|资金|费用|对象|难题|情况|信息|数据|水平|质量|能力|效率|效能|环境|事项|结果|任务|岗位|时间|范围"
)
_LEAD_IN = re.compile(
    "^(?:[的了起于成]|出(?!租)|(?:[全本]?[省市区县镇]|街道|社区)?首[个家支批座]|诸如|多功能|[各多][类种项]|一[支套批个项种]|一系列|系列|[“‘])*"
)
_RANKS = re.compile("[一二三四五六七八九十]{1,2}岗[一二三四五六七八九十]{1,3}级$")  # 三岗十八级薪酬体系
_PRAISE = re.compile("过硬|高素质|高水平|高质量|各类|各项|许多|有效|完备")  # what says only how a thing is
_LEVELS = re.compile("(?:[二两三四五六]级|分钟)(?![^，,。；;：:、“”]{0,6}(?:部门|单位|书记))")  # 四级联动机制 is a name
_LONGEST_PLACE = 12
_THINGS = frozenset({"facility", "organization-setting"})  # kinds of what stands beside a way of doing things of the same name
_ORDERS = ("架构", "网络", "体系", "链条")
_SHORTEST_BEFORE_BRACKET = 3
_SHORTEST_BUILT = 6  # characters of a name that is one without 建设 too


@dataclass
class MeasureCollection:
    """The measures found, each once however often it is printed."""

    context: Context
    kinds: MeasureKinds
    by_name: dict[str, Statement] = field(default_factory=dict)
    characters: dict[int, Statement] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)  # labels of what a later noun has told the kind of

    def note(self, name: str, span: Span, rule: str, kind: str, *aliases: str, **fields: object) -> Statement:
        """Keep a measure, or further evidence of one that is there by one of its names."""
        name, span = _before_open_bracket(name, span)
        built = name.removesuffix("建设") if len(name) > _SHORTEST_BUILT else ""
        names = [plain_name(one) for one in (name, *aliases, built) if one]
        measure = next((self.by_name[one] for one in names if one in self.by_name), None)
        if measure and kind != "element" and self._is_another(measure, names, kind):
            measure, names = None, [one for one in names if one not in self.by_name]
        if measure:
            measure.spans.append(span)
            is_bare = measure.rule == "quoted-name" and measure.label not in self.told and not self.kinds.head_of(measure.label)
            if kind != "element" and self._is_other_name_of_title(measure, names[0]):
                measure.aliases = list(dict.fromkeys((*names[1:], measure.label)))
                measure.label, measure.fields["kind"] = names[0], kind
                self.by_name.setdefault(names[0], measure)
            elif kind != "element" and is_bare and self.kinds.head_of(name):
                measure.fields["kind"] = kind  # “甲” first, the “甲”工程 later; the “甲”品牌 at the end says no other
                self.told.add(measure.label)
        else:
            generic = self.kinds.generic(*names) if kind != "element" else None
            told: dict[str, object] = {"kind": kind, "place": self.context.home, **fields}
            if generic:
                told["generic"] = {"measure": generic}
            measure = Statement("measures", names[0], [span], rule, told, [one for one in dict.fromkeys(names[1:]) if one != names[0]])
            for one in names:
                self.by_name.setdefault(one, measure)
        for place in range(*span):
            self.characters.setdefault(place, measure)
        return measure

    def _is_another(self, measure: Statement, names: list[str], kind: str) -> bool:
        """Return whether what bears the same name in quotes is another thing by its noun: “甲”调解室 beside the “甲”机制."""
        own, told = self.kinds.head_of(measure.label), self.kinds.head_of(names[0]) or names[0][-1]
        return (
            measure.rule == "quoted-name"
            and measure.kind != "element"
            and names[0] not in (measure.label, *measure.aliases)
            and kind in _THINGS
            and kind != measure.kind
            and own is not None
            and own != told
            and self.kinds.kind(names[0], "") == kind
            and not told.endswith(_ORDERS)
        )

    def _is_other_name_of_title(self, measure: Statement, name: str) -> bool:
        """Return whether a measure is so far only in the title, where another noun says what it is: “甲”议事, then the “甲”工作法."""
        first = self.context.text.find("。")
        nouns = self.kinds.head_of(measure.label), self.kinds.head_of(name)
        is_titled = measure.rule == "quoted-name" and measure.kind != "element" and all(end <= first for _, end in measure.spans[:-1])
        return is_titled and None not in nouns and nouns[0] != nouns[1]

    def note_part(self, name: str, span: Span, whole: Statement, *aliases: str) -> None:
        """Keep one of the parts that are listed of a measure; what was found as a measure of its own becomes one."""
        part = self.note(name, span, "listed-part", "element", *aliases, part_of=whole)
        if part is not whole and "part_of" not in part.fields and not is_within(whole, part):
            part.fields["part_of"] = whole
            if part.rule in ("quoted-name", "verb-of-doing"):
                part.fields.update(kind="element", generic=None)

    def name_in(self, start: int, end: int) -> Span | None:
        """Return the longest stretch from a place on, or from the last particle behind it on, that ends in a noun of measures."""
        text = self.context.text
        counted = self.context.passages.end_of_count(start, end)
        start = self._behind_count(start, end)
        start += len(_LEAD_IN.match(text[start:end])[0])  # type: ignore[index]  # it may be empty
        for stop in range(min(end, start + _LONGEST_NAME + 8), max(start + 3, counted), -1):
            head = self.kinds.head_of(text[start:stop])
            if not head or len(head) < 2 or _GOES_ON.match(text, stop) or (head in _DEEDS and _OF_A_DEED.match(text, stop)):
                continue
            particles = (match.end() for match in _PARTICLE.finditer(text, start, stop) if match.lastgroup == "cut")
            begin = max((start, *particles, *(match.end() for match in _VERB.finditer(text, start, stop))))
            praise = _PRAISE.match(self.context.text, begin, stop - 4)
            begin = praise.end() if praise else begin
            if 4 <= stop - begin <= _LONGEST_NAME and len(head) < stop - begin:
                return begin, stop
        return None

    def _behind_count(self, start: int, end: int) -> int:
        """Return where the last number of a stretch ends that counts something; levels are part of a name."""
        stop = self.context.passages.end_of_count(start, end)
        counted = self.context.passages.counts.get(stop)
        if counted and counted.start > start and counted.readings[0].measure_word == "大":
            begin = max(start, self.context.passages.phrase_start(counted.start))
            if begin < counted.start - 1:
                return begin  # 青少年七大保护体系
        if ranks := _RANKS.search(self.context.text, start, stop):
            return ranks.start()
        if stop - 2 < start or not _LEVELS.match(self.context.text, stop - 2):
            return stop  # 15分钟便民服务圈 is a name too
        begin = self.context.passages.counts[stop].start if stop in self.context.passages.counts else stop - 2
        return begin if self.context.text.startswith("、", start - 1) else self.context.passages.end_of_count(start, begin)

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(self.context.by_name("places"))

    def is_place(self, name: str) -> bool:
        """Return whether a name is that of a place."""
        return name in self._places

    def is_places(self, start: int, end: int) -> bool:
        """Return whether a stretch prints one place after the other and nothing else."""
        at = start
        while at < end:
            stop = next(
                (stop for stop in range(min(end, at + _LONGEST_PLACE), at + 1, -1) if self.context.text[at:stop] in self._places), at
            )
            if stop == at:
                return False
            at = stop
        return start < end

    def is_taken(self, span: Span) -> bool:
        """Return whether some measure has characters of this span."""
        return not self.characters.keys().isdisjoint(range(*span))

    def taking(self, span: Span) -> Statement | None:
        """Return the first measure that has characters of this span."""
        return next((self.characters[place] for place in range(*span) if place in self.characters), None)

    def last_whole(self, start: int, end: int) -> Statement | None:
        """Return the measure named last in a stretch that is no part that a list tells."""
        before = (self.characters.get(place) for place in range(end - 1, start, -1))
        return next((one for one in before if one is not None and one.kind != "element"), None)

    def in_order(self) -> list[Statement]:
        """Return the measures in the order in which they are printed first."""
        return sorted(dict.fromkeys(self.by_name.values()), key=lambda one: one.start)


def _before_open_bracket(name: str, span: Span) -> tuple[str, Span]:
    """Return a name without a bracket that does not close in it: 创业基地, of 创业基地(服务中心、孵化中心)."""
    opening = max(name.find("("), name.find("（"))
    if opening < _SHORTEST_BEFORE_BRACKET or name.count("(") + name.count("（") == name.count(")") + name.count("）"):
        return name, span
    return name[:opening], (span[0], span[1] - len(name) + opening)


def is_within(part: Statement, whole: object) -> bool:
    """Return whether a measure is another one, or part of it over however many steps."""
    at: object = part
    while isinstance(at, Statement) and at is not whole:
        at = at.fields.get("part_of")
    return at is whole
