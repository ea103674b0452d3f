"""Events: verbs of something that happens once, and what they take."""

from __future__ import annotations

import re
from itertools import pairwise

from cengji.draft.context import Context
from cengji.draft.event_doubts import is_no_event
from cengji.draft.event_phrases import find_event_phrases
from cengji.draft.event_verbs import FRAMES, VERBS
from cengji.draft.header import read_header
from cengji.draft.item_lists import LEADS_TO_WHOLE
from cengji.draft.passages import Span
from cengji.draft.policies import sort_of_paper
from cengji.draft.statements import Statement

__all__ = ["find_events"]

_LONGEST = 24
_LED_BY = re.compile("(?:由|以)[^，,。；;“”]{2,24}?(?:任|为|担任|组成|参加|参与)[^，,。；;“”]{0,12}的")
# 签订党建引领、志愿服务等共建协议: what is signed, behind examples of what it is about
_EXAMPLES_OF = re.compile("[^，,。；;“”《》]{2,30}、[^，,。；;“”《》]{2,12}?等(?=[\u4e00-\u9fff]{0,10}(?:协议|责任书|承诺书|合同))")
_CALENDAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]))?)?")
# 《…》《…》等制度文件
_TITLES = re.compile("[^，,。；;《]{0,4}(?:《[^《》\n]{2,40}》、?)+(?:等[^，,。；;]{0,10})?")
_STOP = re.compile("[，,。；;：:！!？?\\n]|、(?=[^”]*$)")
_NEEDS_THING = frozenset({"founding", "document-issue", "construction", "introduction"})
_WEAK_FOUNDING = ("设置", "开设", "设")  # which tells how something is set up rather than that it was, but of outlets
_PRAISING = ("打造", "建设")  # verbs of aims and brands too
_AIMED = re.compile("(?:[着努全聚奋]力|致力于?|加快|持续|不断|积极|推进|继续)$")
_OUTLETS = ("service-outlet", "service-window", "service-station")
# What is founded is something of what is named: 搭建起党组织和居民的桥梁, 建立社区“两委”成员信息库.
_OF_NAMED = re.compile(
    "[—－]|(?:[、和及与][^，。；、的]{1,12})*的[^，。；、“]{1,8}(?=[，。；])|(?:成员)?(?:信息库|名单|台账|档案|机制|制度|清单|名册)"
)
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?!度)(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?|(?:去年|今年|前年)(?:\d{1,2}月|年?[初底])?|近日|日前|昨日|当天"
)
_HELD_ONCE = re.compile("节$|嘉年华|运动会|晚会|汇演|主题党日")
# What is issued without a title: 出台400余项政策.
_PAPERS = re.compile(
    "了?(?!的)(?:[0-9]+[余多]?[项个份条]|一系列|一批)?[^，,。；;《》“”]{0,16}?(?:政策|措施|办法|细则|规定|规划|清单|公约|标准|指南|条例)(?=[，,。；;、]|等)"
)
_TRIVIAL = re.compile("制[定订](?!(?:[^，,。；;《》“”]{2,16}?(?:办法|细则|规定|清单|公约|标准|指南|条例)))")  # 制定政策: which says little
_OPENED = ("开办", "办起", "挂牌", "创办")
_QUOTED_NAME = re.compile("了?(?:一[个所家])?“[^“”]{2,10}”(?=[，,。；;、]|等)")
_WHICH = re.compile("的(?!“)[\u4e00-\u9fff]{2,8}")  # 评为D级的小区: which ones, not what happened
# What goes on is an event only where it is dated or counted.
_GOES_ON = re.compile("走访|征集")
_RENEWED = re.compile("加装|改造")  # so too: 加装电梯意见征求 builds none
_SHORT_COUNT = 8  # characters before a verb in which a number of what it takes may stand
_COUNT = re.compile(r"[\d一二三四五六七八九十两]+(?:余|多)?[万千]?(?:余|多)?(?:场|次|期|个|家|件|名|人|部|台)")
_QUOTES = re.compile("[“”‘’]")
_HOW_MANY = re.compile(r"^[了的]|(?:一[支个批])?\d[\d.]*(?:余|多)?[万千]?(?:余|多)?(?:个|家|支|名|人次|人|块|部|项|件|条|次|场)的?")
_RECORDS = re.compile("(?:库|名单|台账|档案|清单|名册)$")
_FACILITIES = frozenset({"facility", "team", "organization-setting"})
_INTRODUCED = frozenset({"mechanism", "platform", "rule"})  # what is introduced where it is set up
_FIRST_TIME = ("推出", "上线", "创设")  # what is brought in by these was not there before
_REFORM = re.compile("[^，。；]{2,18}(?:改革|试点)(?:工作)?$")
_BRINGS_IN = ("建立", "开发", "搭建", "创办", "组建", "成立", "设立")  # mechanisms and platforms
_TWO_INTO_ONE = re.compile("[将把][^，。；]{2,40}[与和][^，。；]{2,30}$")
_SETTING_UP, _NEW = "建成", "新建"
_ORGANIZED = ("party", "residents", "owners", "social", "team", "joint")  # kinds of what nobody builds
_JOINT = re.compile("[、和及与“”]{0,3}|以及")
_SAY_LITTLE = frozenset({"place-as-body", "noun-of-a-kind"})  # rules of bodies that mostly only tell where
_MOST_INVOLVED = 4


def find_events(context: Context) -> list[Statement]:
    """Return the events that verbs tell, with what is involved and the date; each label is the verb and what it takes, as printed."""
    reader = _Reader(context)
    for start, end in context.passages.sentences:
        dates = list(_DATE.finditer(context.text, start, end))
        stop = start
        for match in VERBS.finditer(context.text, start, end):
            before = [date for date in dates if date.end() <= match.start()]
            if match.start() >= stop and (event := reader.read(match, before[-1] if before else None, (start, end))):
                stop = event.spans[0][1]
                if event.kind == "introduction":
                    dates = [date for date in dates if date not in before]
    events = list(reader.found.values())
    return [*events, *find_event_phrases(context, (span for one in events for span in one.spans))]


def _close_quotes(name: str) -> str:
    """Return a name without quotation marks that have no other one."""
    if name.count("“") > name.count("”"):
        return f"{name}”" if name[-1:] not in ("“", "") else name[:-1]
    return name if name.count("“") == name.count("”") else name.strip("”")


def _named(verb: str, taken: str) -> str:
    """Return what an event is called: its verb and what it takes, without the number of that, quotation marks and 了."""
    named = _QUOTES.sub("", _HOW_MANY.sub("", taken))
    if named.count("(") > named.count(")"):
        named = named[: named.rindex("(")]
    return verb + (named if len(named) > 1 else taken)


def _longest(taken: list[tuple[Span, Statement]]) -> list[tuple[Span, Statement]]:
    """Return what is printed without what is only the beginning of something longer: 老旧小区 of 老旧小区改造工作领导小组."""
    last: dict[int, int] = {}
    for (start, end), _ in taken:
        last[start] = max(end, last.get(start, end))
    return [(span, one) for span, one in taken if span[1] == last[span[0]]]


def _after_place(text: str, taken: list[tuple[Span, Statement]]) -> Span:
    """Return where what is taken is printed; of a place before it, what follows that: 建立朝阳区首个“便民角”."""
    for (span, one), (after, _) in pairwise(taken):
        if one.rule != "place-as-body" or _STOP.search(text, span[1], after[0]):
            return span
    return taken[-1][0]


def _first_list(text: str, taken: list[tuple[Span, Statement]]) -> list[Statement]:
    """Return what is printed first and what is listed with it."""
    listed = taken[:1]
    for span, one in taken[1:]:
        if span[0] < listed[-1][0][1] or _JOINT.fullmatch(text, listed[-1][0][1], span[0]):
            listed.append((span, one))
        else:
            break
    return [one for _, one in listed]


def _is_in_title(text: str, start: int, place: int) -> bool:
    """Return whether a place stands in the title of a paper."""
    return text.rfind("《", start, place) > text.rfind("》", start, place)


class _Reader:
    """The events read so far, by label, and what can be involved in them."""

    def __init__(self, context: Context) -> None:
        self.found: dict[str, Statement] = {}
        self._context = context
        self._things = context.mentions("groups", "bodies", "measures")
        self._bodies = context.mentions("bodies", "groups")
        self._papers = context.mentions("policies")
        self._published = read_header(context.passages).published or ""

    def read(self, verb: re.Match[str], date: re.Match[str] | None, sentence: Span) -> Statement | None:
        """Keep and return the event that a verb tells, if it is one."""
        text, (start, end) = self._context.text, sentence
        kind = FRAMES[int((verb.lastgroup or "e0")[1:])][0]
        stop = _STOP.search(text, verb.end(), end)
        if is_no_event(text, kind, verb.span(), sentence) or _is_in_title(text, start, verb.start()):
            return None
        if kind == "construction" and self._is_in_body(verb):
            return None
        led = _LED_BY.match(text, verb.end(), end)  # 成立由书记任组长的领导小组
        led = led or _EXAMPLES_OF.match(text, verb.end(), end)
        begin = led.end() if led else verb.end()
        last = min(stop.start() if stop else end, begin - len(verb[0]) + _LONGEST)
        taken = _longest(
            [(span, one) for span, one in self._things.within(verb.start(), last) if span[0] >= begin or span[0] == verb.start()]
        )
        if kind == "founding" and taken and taken[0][1].section != "measures" and LEADS_TO_WHOLE.match(text, taken[0][0][1], end):
            taken = [(span, one) for span, one in self._things.within(begin, end) if one.section == "measures"][:1]
            last = taken[0][0][1] if taken else last
        if kind == "founding":
            taken = [(span, one) for span, one in taken if not _OF_NAMED.match(text, span[1], end)]
        things = [one for _, one in taken]
        titles = _TITLES.match(text, verb.end(), end) if kind == "document-issue" else None
        papers = None if titles or kind != "document-issue" or _TRIVIAL.match(text, verb.start()) else _PAPERS.match(text, verb.end(), end)
        titles = papers if papers and not any(one.section == "measures" for one in things) else titles
        quoted = _QUOTED_NAME.match(text, verb.end(), end) if verb[0] in _OPENED else None  # 开办“红砖夜校”
        titles = titles or quoted
        if kind in _NEEDS_THING and not (things or titles):
            return None
        kind = self._kind_by_what(kind, verb, things, last)
        if not self._context.knowledge.knows("event-kind", kind) or not (quoted or self._happens(kind, verb, date, things, last)):
            return None
        if titles:
            last = titles.end()
        elif kind in _NEEDS_THING:
            last = max(begin, min(last, _after_place(text, taken)[1]))
        if things and verb[0] == _NEW and self._is_below(things[0], *_ORGANIZED):
            kind = "founding"
        if verb[0] == _SETTING_UP and things[0].section != "measures":
            kind = "founding"
        if verb[0] == "整合为" and _TWO_INTO_ONE.search(text, start, verb.start()):
            kind = "merger"
        if kind == "award" and not date and _WHICH.search(text, verb.end(), last):
            return None
        label = _named(verb[0], _close_quotes(text[begin : min(last, begin - len(verb[0]) + _LONGEST)].strip()))
        papers_named = self._papers.within(verb.start(), last) if titles else []
        if papers_named and label.count("《") > label.count("》"):
            label = verb[0] + (sort_of_paper(papers_named[0][1].label) or "")
        if len(label) <= len(verb[0]) or label in self.found:
            return None
        actor = [one for _, one in _longest(self._bodies.within(start, verb.start()))][:1]
        fields: dict[str, object] = {"kind": kind, "place": self._context.home}
        founded = [
            one
            for one in _first_list(text, taken)
            if kind == "founding" and one.section in ("bodies", "groups") and one.rule not in _SAY_LITTLE
        ]
        involved = [
            one
            for one in dict.fromkeys([*actor, *things, *(paper for _, paper in papers_named)])
            if one not in founded and one.rule not in _SAY_LITTLE and one.kind != "element"
        ]
        fields["involves"], fields["after"] = involved[:_MOST_INVOLVED], list(dict.fromkeys(founded))[:_MOST_INVOLVED]
        event = Statement("events", label, [(verb.start(), last)], f"verb-{kind}", fields)
        if date:
            self._date(event, date)
        self.found[label] = event
        return event

    def _is_in_body(self, verb: re.Match[str]) -> bool:
        """Return whether a verb stands within the name of a body: 营商环境建设局."""
        around = self._bodies.within(verb.start() - _LONGEST, verb.start())
        return any(first < verb.start() and verb.end() < last for (first, last), _ in around)

    def _kind_by_what(self, kind: str, verb: re.Match[str], things: list[Statement], last: int) -> str:
        """Return the kind of an event by what its verb takes: mechanisms and platforms are introduced."""
        if kind == "founding" and things and things[0].section == "measures" and things[0].kind in _INTRODUCED:
            return "introduction"
        if kind == "campaign" and _REFORM.match(self._context.text, verb.end(), last):
            return "introduction"
        return kind

    def _happens(self, kind: str, verb: re.Match[str], date: re.Match[str] | None, things: list[Statement], last: int) -> bool:
        """Return whether a verb tells something that happened once, by what it takes, and when."""
        if kind == "introduction":
            if verb[0] not in (*_BRINGS_IN, *_FIRST_TIME) and not any(one.section == "measures" for one in things):
                return False  # 推进村(社区)…
            brought_in = verb[0] in _BRINGS_IN and not _RECORDS.search(things[0].label)
            return date is not None or verb[0] in _FIRST_TIME or brought_in
        if verb[0].startswith("划"):
            return any(one.section != "measures" for one in things)
        if kind == "founding" and verb[0] in _WEAK_FOUNDING and not any(self._is_below(one, *_OUTLETS) for one in things):
            return False
        if verb[0] in _PRAISING:
            told = date is not None or _HOW_MANY.match(self._context.text, verb.end()) is not None
            aimed = _AIMED.search(self._context.text, max(0, verb.start() - _SHORT_COUNT), verb.start()) is not None
            return (told or not aimed) and (things[0].kind == "facility" or self._is_below(things[0], *_OUTLETS))
        if kind == "founding":
            return any(one.section != "measures" or (one.kind in _FACILITIES and not _RECORDS.search(one.label)) for one in things)
        if _RENEWED.match(verb[0]):
            return date is not None or _COUNT.search(self._context.text, verb.start() - _SHORT_COUNT, last + 4) is not None
        if kind == "meeting":
            return date is not None or _COUNT.search(self._context.text, verb.end(), last + 8) is not None
        if verb[0] == "开展":
            held = _HELD_ONCE.search(self._context.text, verb.end(), last) is not None
            return held or (date is not None and not self._context.text.startswith("以来", date.end()))
        return date is not None or not _GOES_ON.match(verb[0]) or _COUNT.search(self._context.text, verb.end(), last + 4) is not None

    def _is_below(self, one: Statement, *kinds: str) -> bool:
        """Return whether a body is of one of these kinds or a narrower one."""
        return any(self._context.knowledge.is_below("body-kind", one.kind, kind) for kind in kinds)

    def _date(self, event: Statement, date: re.Match[str]) -> None:
        """Note when an event was: as printed and, if a year is printed that is not to come, as a date."""
        event.spans.append(date.span())
        parts = [part for part in (date["year"], date["month"], date["day"]) if part]
        if not parts:
            return
        when = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
        if _CALENDAR.fullmatch(when) and (not self._published or when <= self._published[: len(when)]):
            event.fields |= {"date": when, "date_written": date[0]}
