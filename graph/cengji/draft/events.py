"""Events: verbs of something that happens once, and what they take."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["find_events"]

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
_VERBS = re.compile("|".join(f"(?P<e{number}>(?:{verbs})(?={behind or '.'}))" for number, (_, verbs, behind) in enumerate(_FRAMES)))
_STOP = re.compile("[，,。；;：:！!？?\\n]|、(?=[^”]*$)")
_NEEDS_THING = frozenset({"founding", "document-issue", "construction", "introduction"})
# What begins in a year that its sentence names is an event.
_YEAR = re.compile(r"(?:(?:19|20)\d\d年|去年|今年)")
_FACILITIES = frozenset({"facility", "team", "platform", "organization-setting"})


def _is_founded(one: Statement) -> bool:
    """Return whether a thing is one that is founded: a body, a group, a facility, a team."""
    return one.section != "measures" or one.kind in _FACILITIES


def find_events(context: Context) -> list[Statement]:
    """Return the events that verbs tell, with what is involved; each label is the verb and what it takes, as printed."""
    things = context.mentions("groups", "bodies", "measures")
    bodies = context.mentions("bodies", "groups")
    found: dict[str, Statement] = {}
    for start, end in context.passages.sentences:
        for match in _VERBS.finditer(context.text, start, end):
            kind = _FRAMES[int((match.lastgroup or "e0")[1:])][0]
            stop = _STOP.search(context.text, match.end(), end)
            last = min(stop.start() if stop else end, match.start() + _LONGEST)
            taken = [one for (first, _), one in things.within(match.end(), last) if first >= match.end()]
            if kind in _NEEDS_THING and not taken:
                continue
            if kind == "introduction" and not _YEAR.search(context.text, start, match.start()):
                continue
            if kind == "founding" and not any(_is_founded(one) for one in taken):
                continue
            if not context.knowledge.knows("event-kind", kind):
                continue
            first = next((span for span, one in things.within(match.end(), last)), None) if kind in _NEEDS_THING else None
            span = (match.start(), max(match.end(), min(last, first[1]) if first else last))
            label = context.text[slice(*span)].strip("”“ ")
            actor = [one for _, one in bodies.within(start, match.start())][:1]
            if len(label) > len(match[0]) and label not in found:
                involved = list(dict.fromkeys([*actor, *taken]))[:4]
                found[label] = Statement(
                    "events", label, [span], f"verb-{kind}", {"kind": kind, "place": context.home, "involves": involved}
                )
    return list(found.values())
