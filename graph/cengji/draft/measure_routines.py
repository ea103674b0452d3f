"""Routines, measures that no name and no noun tells: what is done how often, by whom, who is sent, what in which case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.statements import Statement

__all__ = ["ROUTINES", "read_routines", "routines_by_whole"]

_END = "(?=[，,。；;、\n])"
_NUMBER = "(?:\\d[\\d.]*[万千百]?[余多]?[\u4e00-\u9fff]|[一两三四五六七八九十]{1,2}[名位])"
# 每季度公示收支, 每周驻点; not 每月只交3角钱, 每月由社区牵头
_OFTEN = re.compile(
    f"(?P<name>每(?:半年|季度|个?月|两?周|年|天|日)(?![由至只均人户名平达有需在为元逢将把])(?:[\u4e00-\u9fff])(?:(?![年月日季牵])[\u4e00-\u9fff]){{2,13}}?)(?:(?<=会议|[会议]题)(?:共商|商讨|商议|研究|讨论|会商|听取|解决|通报)[^，,。；;\n]*)?{_END}"
)
_GIVEN = re.compile("义诊|走访|巡[楼查逻视]|慰问|看望|上门|探访|宣讲")  # what is done for somebody
_SOMEBODY = re.compile("[他她我你]们?|大家")
_ONCE = re.compile("[一两三]次|(?:不少于|不低于).*")
# 由居民代表打分, 由拼单办约谈
_BY = "打分|评分|评星|派单|约谈|考核|审核|审批|初审|复审|调度|督办|督查|运营|托管|托底|代管|处置|代办|评议"
_BY_WHOM = re.compile(f"由(?P<name>[^\\d，,。；;：:、“”\n的]{{2,10}}?(?:{_BY})){_END}")
# 选派38名党建指导员入驻市场, 派驻首席事务代表
_SENT = re.compile(
    f"(?P<verb>选派|下派|派驻|增派|聘请|抽调)(?:了)?(?:{_NUMBER})?(?P<object>(?!人员|干部|专人|抽调|选派|[一二三四五六七八九十]批)(?:(?!等)[^\\d，,。；;：:、“”\n的了]){{2,10}}?)(?:[和与及](?=[1-9一二两三]))?"
    f"(?=等|到|充实|进驻|进入|入驻|入格|下沉|赴|担任|兼任|兜底|任|驻|[，,。；;、\n]|{_NUMBER})"
)
_SENT_TO = re.compile(f"(?:充实到|进驻|进入|入驻|担任|兼任|驻|任|到)[一-鿿]{{2,10}}{_END}")  # where, or as what
# 能办的当日办结, 涉及多部门的提交联席会议, 连续两次排名靠后的予以清退
_CASE = re.compile(
    "(?P<name>(?:能办的|能解决的|办不了的|解决不了的|连续[两三]次[^，,。；\n]{1,10}?的|拒不[^，,。；\n]{1,6}的|跨部门的|涉及多部门的|逾期[^，,。；\n]{0,6}的)"
    f"[\u4e00-\u9fff\\d]{{3,14}}){_END}"
)
_WHOSE = re.compile("(?<=[，,。；;：:\n])[\u4e00-\u9fff]{2,4}$")  # before 能办的 at most: 社区能办的当日办结
_PASSED_ON = re.compile("提请|提交|提级|转|上报|由")
# 考评结果报区委组织部备案, 结果与绩效挂钩
_RESULT = re.compile(f"(?P<name>(?:结果|得分|成绩)(?:作为|纳入|报|与)[^\\d，,。；;：:、“”\n]{{4,14}}){_END}")
_OF_WHAT = re.compile("[\u4e00-\u9fff]{2}$")
_LONGEST, _SHORTEST = 24, 5
# The rules of this file, by which such measures are drafted.
ROUTINES = frozenset({"sent", "every-so-often", "by-whom", "in-which-case", "what-follows"})


def read_routines(found: MeasureCollection) -> None:
    """Keep what is done as a routine where nothing has been found yet, each by the words in which it is told."""
    matches = found.context.passages.matches
    for match in matches(_SENT):
        behind = _SENT_TO.match(found.context.text, match.end())
        name = match["verb"] + match["object"]
        _note(found, match.span(), name, "mechanism", "sent", *([name + behind[0]] if behind else []))
    for match in matches(_OFTEN):
        if match["name"].endswith(("前", "后", "时", "以来")) or _SOMEBODY.search(match["name"]):
            continue  # 每天上班前, 每天他们来回奔波
        short = _ONCE.sub("", match["name"])
        name = short if len(short) >= _SHORTEST else match["name"]
        kind = found.kinds.kind(name, "service" if _GIVEN.search(short) else "mechanism")
        _note(found, match.span("name"), name, kind, "every-so-often")
    for match in matches(_BY_WHOM):
        _note(found, match.span("name"), match["name"], found.kinds.kind(match["name"], "mechanism"), "by-whom")
    text = found.context.text
    for match in matches(_RESULT):
        of_what = _OF_WHAT.search(text, max(0, match.start() - 2), match.start())
        span = of_what.start() if of_what else match.start(), match.end("name")
        _note(found, span, text[slice(*span)], "mechanism", "what-follows")
    for match in matches(_CASE):
        whose = _WHOSE.search(text, max(0, match.start() - 4), match.start()) if match[0].startswith("能办的") else None
        span = whose.start() if whose else match.start(), match.end("name")
        kind = "mechanism" if _PASSED_ON.search(text, *span) else "rule"
        _note(found, span, text[slice(*span)], kind, "in-which-case")


def routines_by_whole(found: MeasureCollection, measures: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield each routine with the measure told last before it in its sentence: of 实行“红黄牌”管理，由居民打分 the first.

    What follows from a result is part of what gives it, every other routine of what is none itself.
    """
    passages = found.context.passages
    before: Statement | None = None
    routine: Statement | None = None
    sentence = -1
    for one in measures:
        number = passages.sentence_at(one.start)
        if number != sentence:
            before = routine = None
            sentence = number
        if one.rule not in ROUTINES:
            before, routine = one, None
            continue
        whole = routine or before if one.rule == "what-follows" else before
        if whole:
            yield one, whole
        routine = one


def _note(found: MeasureCollection, span: tuple[int, int], name: str, kind: str, rule: str, *aliases: str) -> None:
    if found.context.passages.is_prose(span[0]) and not found.is_taken(span) and len(name) <= _LONGEST:
        found.note(name, span, rule, kind, *aliases)
