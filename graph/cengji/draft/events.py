"""Events: verbs of something that happens once, and what they take."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.header import read_header
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["find_events", "kind_told"]

_LONGEST = 24
# Kind of event → the verbs that tell it, and what has to stand behind them, if anything.
_FRAMES = (
    ("document-issue", "制定出台|出台|印发|下发|制定|制订", ""),
    ("award", "被?(?:评为|授予|命名为)|荣获|入选|获评", ""),
    ("pilot", "被?(?:确定为|列为|定为|确立为)", ""),
    ("merger", "合并成|合并为|撤并|撤销合并", ""),
    ("reorganization", "整合为|调整设置为|调整为|撤市设区|机构改革", ""),
    ("power-transfer", "下放|赋予", "[^，。；]{0,16}(?:权|职责|权限)"),
    ("transfer", "选派|抽调|下派", "[^，。；]{0,16}(?:干部|人员|书记|名|力量)"),
    ("recruitment", "选聘|招录|招考|选拔|招聘|公开招聘", "[^，。；]{0,16}(?:名|书记|工作者|人才|师)"),
    ("meeting", "召开|举行", "[^，。；]{0,14}(?:会|会议|大会)"),
    ("inspection-visit", "前来考察|前往考察|来访考察|视察", ""),
    ("construction", "加装|改造|新建|建成|开工|修建", ""),
    ("founding", "成立|组建|设立|创建|搭建|设置|下设|建立", ""),
    ("campaign", "启动|开展|举办", "[^，。；]{0,18}(?:行动|活动|走访|整治|整顿|竞赛|大赛|服务)"),
    ("campaign", "签订|下沉到|征集|清理规范|走访", "[^，。；]{2}"),
    ("construction", "增设|新建", ""),
    ("introduction", "推行|推进|探索实施|实施|提出|探索|创设|启动", ""),
)
# Told at once of most characters that they begin no verb.
_FIRST = {word[0] for _, verbs, _ in _FRAMES for word in re.findall("[\u4e00-\u9fff]+", verbs)}
_VERBS = re.compile(
    f"(?=[{''.join(sorted(_FIRST))}])(?:"
    + "|".join(f"(?P<e{number}>(?:{verbs})(?!以来|之初|后)(?={behind or '.'}))" for number, (_, verbs, behind) in enumerate(_FRAMES))
    + ")"
)
_LED_BY = re.compile("(?:由|以)[^，,。；;“”]{2,24}?(?:任|为|担任|组成|参加|参与)[^，,。；;“”]{0,12}的")
_CALENDAR = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]))?)?")
# 《…》《…》等制度文件
_TITLES = re.compile("[^，,。；;《]{0,4}(?:《[^《》\n]{2,40}》、?)+(?:等[^，,。；;]{0,10})?")
_STOP = re.compile("[，,。；;：:！!？?\\n]|、(?=[^”]*$)")
_NEEDS_THING = frozenset({"founding", "document-issue", "construction", "introduction"})
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?|(?:去年|今年|前年)(?:\d{1,2}月|年?[初底])?")
# What goes on is an event only where it is dated or counted.
_GOES_ON = re.compile("开展|走访|征集")
_COUNT = re.compile(r"[\d一二三四五六七八九十两]+(?:余|多)?[万千]?(?:余|多)?(?:场|次|期|个|家|件|名|人)")
_FACILITIES = frozenset({"facility", "team", "platform", "organization-setting"})
_SETTING_UP = "建成"
_SAY_LITTLE = frozenset({"place-as-body", "noun-of-a-kind"})  # rules of bodies that mostly only tell where
_MOST_INVOLVED = 4


def find_events(context: Context) -> list[Statement]:
    """Return the events that verbs tell, with what is involved and the date; each label is the verb and what it takes, as printed."""
    reader = _Reader(context)
    for start, end in context.passages.sentences:
        dates = list(_DATE.finditer(context.text, start, end))
        stop = start
        for match in _VERBS.finditer(context.text, start, end):
            before = [date for date in dates if date.end() <= match.start()]
            if match.start() >= stop and (event := reader.read(match, before[-1] if before else None, (start, end))):
                stop = event.spans[0][1]
                if event.kind == "introduction":
                    dates = [date for date in dates if date not in before]
    return list(reader.found.values())


def _close_quotes(name: str) -> str:
    """Return a name without quotation marks that have no other one."""
    if name.count("“") > name.count("”"):
        return f"{name}”" if name[-1:] not in ("“", "") else name[:-1]
    return name if name.count("“") == name.count("”") else name.strip("”")


def kind_told(text: str) -> str | None:
    """Return the kind of event that the first such verb of a text tells, None where there is none."""
    verb = _VERBS.search(text)
    return _FRAMES[int((verb.lastgroup or "e0")[1:])][0] if verb else None


class _Reader:
    """The events read so far, by label, and what can be involved in them."""

    def __init__(self, context: Context) -> None:
        self.found: dict[str, Statement] = {}
        self._context = context
        self._things = context.mentions("groups", "bodies", "measures")
        self._bodies = context.mentions("bodies", "groups")
        self._published = read_header(context.passages).published or ""

    def read(self, verb: re.Match[str], date: re.Match[str] | None, sentence: Span) -> Statement | None:
        """Keep and return the event that a verb tells, if it is one."""
        text, (start, end) = self._context.text, sentence
        kind = _FRAMES[int((verb.lastgroup or "e0")[1:])][0]
        stop = _STOP.search(text, verb.end(), end)
        led = _LED_BY.match(text, verb.end(), end)  # 成立由书记任组长的领导小组
        begin = led.end() if led else verb.end()
        last = min(stop.start() if stop else end, begin - len(verb[0]) + _LONGEST)
        taken = [(span, one) for span, one in self._things.within(begin, last) if span[0] >= begin]
        things = [one for _, one in taken]
        titles = _TITLES.match(text, verb.end(), end) if kind == "document-issue" else None
        if kind in _NEEDS_THING and not (things or titles):
            return None
        if not self._context.knowledge.knows("event-kind", kind) or not self._happens(kind, verb, date, things, last):
            return None
        if titles:
            last = titles.end()
        elif kind in _NEEDS_THING:
            last = max(begin, min(last, taken[0][0][1]))
        if verb[0] == _SETTING_UP and things[0].section != "measures":
            kind = "founding"
        label = verb[0] + _close_quotes(text[begin : min(last, begin - len(verb[0]) + _LONGEST)].strip())
        if len(label) <= len(verb[0]) or label in self.found:
            return None
        actor = [one for _, one in self._bodies.within(start, verb.start())][:1]
        fields: dict[str, object] = {"kind": kind, "place": self._context.home}
        founded = [one for one in things if kind == "founding" and one.section in ("bodies", "groups") and one.rule not in _SAY_LITTLE]
        involved = [one for one in dict.fromkeys([*actor, *things]) if one not in founded and one.rule not in _SAY_LITTLE]
        fields["involves"], fields["after"] = involved[:_MOST_INVOLVED], list(dict.fromkeys(founded))[:_MOST_INVOLVED]
        event = Statement("events", label, [(verb.start(), last)], f"verb-{kind}", fields)
        if date:
            self._date(event, date)
        self.found[label] = event
        return event

    def _happens(self, kind: str, verb: re.Match[str], date: re.Match[str] | None, things: list[Statement], last: int) -> bool:
        """Return whether a verb tells something that happened once, by what it takes, and when."""
        if kind == "introduction":
            return date is not None
        if kind == "founding":
            return any(one.section != "measures" or one.kind in _FACILITIES for one in things)
        return date is not None or not _GOES_ON.match(verb[0]) or _COUNT.search(self._context.text, verb.end(), last + 4) is not None

    def _date(self, event: Statement, date: re.Match[str]) -> None:
        """Note when an event was: as printed and, if a year is printed that is not to come, as a date."""
        event.spans.append(date.span())
        parts = [part for part in (date["year"], date["month"], date["day"]) if part]
        if not parts:
            return
        when = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
        if _CALENDAR.fullmatch(when) and (not self._published or when <= self._published[: len(when)]):
            event.fields |= {"date": when, "date_written": date[0]}
