"""Measures that verbs of doing take: names that end in a noun of measures, as far as the noun phrase goes."""

from __future__ import annotations

import re

from cengji.draft.context import Context, Mentions
from cengji.draft.item_lists import COUNTS
from cengji.draft.measure_collection import GENERAL, MeasureCollection
from cengji.draft.measure_names import OF_A_KIND
from cengji.draft.measure_quotes import NO_NAME_BEHIND, ends_in_image
from cengji.draft.passages import Span
from cengji.draft.word_lists import either, words

__all__ = ["read_doing"]

_SHORTEST_GENERAL = 8  # characters of a name that may be made of general words alone
_LONGEST_TAIL = 6  # characters behind the noun of measures that a name goes on by
# What a place does with a measure; 组织 is a noun in 基层组织.
_DOING = re.compile(f"(?!(?<=[\u4e00-\u9fff])组织)(?:{either(words('general', 'doing'))}|(?:(?<![\u4e00-\u9fff])|(?<=[元资]))建设)")
_ROW_OF_FOUR = re.compile(
    "[一-鿿]{0,10}?(?P<row>(?:(?![的和])[一-鿿]{4}、)+(?![的和])[一-鿿]{4}(?:[、和及与](?![的和])[一-鿿]{4})?(?:机制|制度|体系))"
)
_JOINT = re.compile("[、和]")
_END_OF_DOING = re.compile("[，,。；;：:！!？?“” 　—\n]")
# What says no more than the name before it: 推动电梯加装工作.
_NO_TAIL = re.compile("工作|落地|见效|上门.*|活动|任务|梳理|试点|项目|课题|经验|成果|[上下中里内前后]|为.*|相.*")
# Behind a name that only tells which post, time or aim is meant.
_OF_OTHERS = re.compile("书记|主任|委员|阶段|任务|目标|标准|要求|需求|问题|情况|水平|能力|质量|成效|效果|成果|单位|部门|干部")
# What comes of all that is done, and is none of it: 构建起共建共治共享的基层治理新格局.
_RESULT = re.compile("格局$|治理共同体$")
# What a sentence says of such things at large: 建立健全考核体系，能够引导干部.
_AT_LARGE = re.compile("[，,](?:才?能够?|可以|必须|必然)")
# What is praised more than named: 打造政治过硬、素质优良的干部队伍.
_PRAISED = re.compile("[^，,。；;、]{2,12}、[^，,。；;、]{2,12}的$")
_PRAISED_KINDS = frozenset({"team", "scheme", "platform"})
# What is used, not set up: 利用闲置空间, 依托服务中心.
_USED = re.compile("(?:依托|利用|借助|运用)[^，,。；;]{0,8}$")
_SOLID = frozenset({"facility", "team", "organization-setting", "platform", "list"})  # kinds that the end of a name tells
# A verb within what is listed: 组织居民代表、业委会定期会商.
_CLAUSE = re.compile(
    "^占[据用]|作为|进行|^集(?![中体市团镇约成聚合训结群资宿贸])|[^，]或|[^，]定期(?!.*(?:制度|机制|办法)$)|[^，]每[年月周季]|[^，]提供(?!.*(?:制度|机制|办法)$)"
)
# What is issued under a title: 出台《楼长考核和信用管理办法》.
_TITLED = re.compile(
    "(?:制定|出台|印发|修订|制订|编制|建立|推行|实施|落实|发布|形成)(?:了|出)?[^，。；《》\n]{0,8}"
    "《(?P<name>(?!关于)[^《》\n]{2,22}?(?:办法|制度|规定|细则|导则|清单|公约|标准|手册|指引|指南|章程|规范|守则|民约))(?:[（(][^（）()]{1,6}[)）])?》"
)
_FAR = 24
_LONGEST_TITLE = 4  # characters of what a paragraph is called by: （一）优化为民服务。
_LONGEST_MODIFIER = 6
_AGAINST = re.compile("(?:针对|围绕)(?P<what>(?:(?!的)[一-鿿]){3,14})(?:等(?:问题|行为|乱象|现象))?的$")  # 针对占道经营的集中整治
_RENEWING = re.compile(
    "(?P<verb>改造|盘活|翻新|修缮)(?:了|好|利用)?(?:\\d[\\d万千百余多]*[个处座间栋片块]|[一二两三四五六七八九十]+[个处座间栋片块])?[^，,。；;、]{0,2}$"
)
_SET_UP_WITHIN = re.compile("(?<=..)(?:设立|组建|成立|开展|建立|组织开展|打造)(?=[一-鿿]{3})")
_SHORTEST_SET_UP, _SHORTEST_JOINT = 3, 2
_FIRMS = frozenset({"enterprise", "property-company", "social-enterprise"})
_ORDERS = frozenset({"机制", "制度", "体系", "办法"})
# 场地、人手、资金三重保障机制
_COUNTED_BEFORE = re.compile("(?P<items>(?:[一-鿿]{2}、)+[一-鿿]{2})(?P<count>[两三四五六])[重维层]$")
_PAIR = 4  # characters of 应调尽调, one of a row
_LEVELS = frozenset("省市区县旗镇乡街村社")
# Whose it is by their number: 小区党支部、业委会、物业公司三方联席会议机制.
_AS_MANY = re.compile("[\u4e00-\u9fff]{1,8}?(?P<count>[两二三四五六])[方级]")
# What changes around a place: 随着城区功能转型、新农村集居改造等.
_AMID = re.compile("随[着著][^。；;\n]{0,40}$")
# Whom it is asked of, or of which one: 赢得对城区发展的理解, 规模最大的设施改造工程.
_ASKED_OF = re.compile("(?:(?<=[得取强深高了])对|最[大高好早先][^，,。；;]{0,4}的)$")
_QUALITY_BEHIND = re.compile("的(?:[^，,。；;、的]{2,8}[、和])?[^，,。；;、的]{0,4}(?:素养|素质|能力|水平|本领|作用|理解|支持|积极性)")
# Behind a name that a body bears: 成立社区服务提质增效工作专班.
_OF_A_BODY = re.compile("[\u4e00-\u9fff]{1,8}?(?:专班|工作组|领导小组|指挥部|联席会议)(?=[，,。；;、\n])")
# Signs that only the last of several clauses says something of a thing: 支部行动有方向, 疫情防控期间.
_STATED = re.compile(
    "[^，,。；;]{0,8}存在[^，,。；;]{0,8}(?:困难|不足|问题|短板|难度)|有[^，,。；;、]{2,3}[，,。；;、]|期间|过程中|之际|从[^，,。；;]{1,20}[向到]"
)


_VERB_FIRST = re.compile(
    "(?:强化|加强|优化|深化|完善|健全|夯实|提升|抓实|做实)(?:队伍|制度|机制|体系|平台|阵地|服务|管理)$"
)  # says nothing
_RITE = re.compile("的?(?:批复|文件|仪式|大会|授牌|揭牌)")
# Kinds of teams are listed: 建立治安巡逻、心理疏导队伍.
_OF_TEAMS = re.compile("(?:、[\u4e00-\u9fff]{2,8}){1,6}?等?(?:[\\d二两三四五六七八九十]+[个支])?队伍(?=[，,。；;、\n])")
# What one takes up of these is a job: 认领政策宣传、平安建设等志愿岗位.
_JOBS = re.compile("[^，,。；;“”]{2,40}等[\u4e00-\u9fff]{0,8}岗位?(?=[\\d，,。；;])")


def read_doing(context: Context, found: MeasureCollection, bodies: Mentions, start: int, end: int, *, is_title: bool) -> None:
    """Read what a verb of doing takes, if it ends in a noun of measures; a short name in a topic sentence is the paragraph's title."""
    for titled in _TITLED.finditer(context.text, start, end) if "《" in context.text[start:end] else ():
        if not found.is_taken(titled.span("name")):
            found.note(titled["name"], titled.span("name"), "verb-of-doing", found.kinds.kind(titled["name"], "rule"))
    for match in _DOING.finditer(context.text, start, end):
        if context.text.rfind("《", start, match.start()) > context.text.rfind("》", start, match.start()):
            continue  # in the title of a paper
        closing = _END_OF_DOING.search(context.text, match.end(), end)
        at, stop = match.end(), closing.start() if closing else end
        if match[0] == "成立" and _RITE.match(context.text, at):
            continue  # 成立授牌仪式在某广场举行
        if match[0] == "建设" and "、" in context.text[at:stop]:
            continue  # a list up to a noun for all of it
        if _JOBS.match(context.text, at, end):
            continue
        begun = at
        if row := _ROW_OF_FOUR.match(context.text, at, stop):
            _note_done(context, found, bodies, row.span("row"))  # 选苗育苗、结对带教、评先奖优机制
            at = begun = row.end()
        for piece in _JOINT.split(context.text[at:stop]):
            name = _with_title(context.text, match.end(), found.name_in(at, at + len(piece)))
            if name and not (is_title and name[1] - name[0] <= _LONGEST_TITLE):
                _note_done(context, found, bodies, (_begin_of_row(context, begun, name[0]), name[1]))
                begun = at + len(piece) + 1
            at += len(piece) + 1


def _with_title(text: str, start: int, name: Span | None) -> Span | None:
    """Return a name with the title in it, none if it only stands in one: 制定《关于…的意见》, but 《民法典》讲座."""
    opening = text.rfind("《", start, name[0]) if name else -1
    if name is None or opening < 0:
        return name
    closing = text.find("》", opening)
    if 0 <= closing < name[0]:
        return name
    return (opening, name[1]) if 0 <= closing < name[1] - 1 else None


def _begin_of_row(context: Context, start: int, place: int) -> int:
    """Return where the row of modifiers begins whose last one a name begins with, else the place: 及时办理、及时反馈机制."""
    text = context.text
    if not text.startswith("、", place - 1):
        return place
    items = text[start : place - 1].split("、")
    if len(items[0]) > _LONGEST_MODIFIER:
        items[0] = items[0][max(0, context.passages.phrase_start(start + len(items[0])) - start) :]
    begin = place - 1 - len("、".join(items))
    count = _AS_MANY.match(text, place)
    is_row = (
        all(item[-1:] == "性" and text[place + len(item) - 1] == "性" for item in items)
        or all(len(item) > 3 and item[:2] == text[place : place + 2] for item in items)
        or (all(item in _LEVELS for item in items) and text[place] in _LEVELS)
        or all(len(item) == _PAIR and item[1] == item[3] for item in items)
        or (count is not None and COUNTS[count["count"]] == len(items) + 1)
    )
    return begin if is_row and all(items) and place - begin <= _FAR else place


def _note_done(context: Context, found: MeasureCollection, bodies: Mentions, name: Span) -> None:
    """Keep what is done, unless it is too general, the aim or the setting of something else; with the rest of its noun phrase."""
    text, told = context.text, context.text[slice(*name)]
    kind, before = found.kinds.kind(told, "programme"), text[max(0, name[0] - _FAR) : name[0]]
    whole = (name[0], _end_of_phrase(context, name[1]))
    tail = text[name[1] : whole[1]]
    if (
        found.is_taken(name)
        or text.startswith("难", name[1])  # 协商议事难
        or _is_rest_of_body(bodies, name)
        or _VERB_FIRST.match(told)
        or (kind == "service" and _OF_TEAMS.match(text, name[1]))
        or _is_firm(bodies, name[0], whole[1])
        or (_is_general(told) and not _AGAINST.search(before))
        or found.is_place(told.removesuffix("建设"))
        or NO_NAME_BEHIND.match(text, name[1])
        or _RESULT.search(told)
        or ends_in_image(told)
        or _CLAUSE.search(told)
        or (
            told.endswith(OF_A_KIND) and text.startswith("“", name[1]) and found.is_taken((name[1] + 1, name[1] + 2))
        )  # 服务项目“甲” is one
        or _AT_LARGE.match(text, whole[1])
        or _STATED.match(text, whole[1])
        or _OF_A_BODY.match(text, name[1])
        or _QUALITY_BEHIND.match(text, whole[1])
        or _ASKED_OF.search(before)
        or _AMID.search(text, max(0, name[0] - 2 * _FAR), name[0])
        or (kind in _PRAISED_KINDS and _PRAISED.search(before))
        or (kind == "facility" and _USED.search(before))
        or (tail and (_OF_OTHERS.search(tail) or _is_body(bodies, name[1], whole[1])))
    ):
        return
    if tail and not _NO_TAIL.fullmatch(tail):
        longer = found.kinds.kind(text[slice(*whole)], kind)
        name, kind = whole, longer if longer in _SOLID or found.kinds.head_of(text[slice(*whole)]) else kind
    if kind == "facility" and (renewed := _RENEWING.search(before)):
        found.note(renewed["verb"] + told, name, "verb-of-doing", "project", told)  # 改造5处闲置空间
        return
    if kind == "campaign" and (against := _AGAINST.search(text, max(0, name[0] - _FAR), name[0])):
        found.note(against["what"] + text[slice(*name)], name, "verb-of-doing", kind, text[slice(*name)])
        return
    name = _behind_verb(text, name)
    name = _begin_of_joint(context, name, found.kinds.head_of(text[slice(*name)]) or "")
    found.note(text[slice(*name)], name, "verb-of-doing", kind)


def _behind_verb(text: str, name: Span) -> Span:
    """Return a name without what stands before a verb of setting up in it: 调解小组, of 借巷口设立调解小组."""
    verbs = [match.end() for match in _SET_UP_WITHIN.finditer(text, *name)]
    return (verbs[-1], name[1]) if verbs and name[1] - verbs[-1] >= _SHORTEST_SET_UP else name


def _begin_of_joint(context: Context, name: Span, head: str) -> Span:
    """Return a name with what is joined to it or counted before it: 积分与兑换机制, 人防、物防、技防三重保障机制."""
    text, (start, end) = context.text, name
    if counted := _COUNTED_BEFORE.search(text, max(0, start - _FAR), start):
        items = counted["items"].count("、") + 1
        return (counted.start(), end) if COUNTS[counted["count"]] == items else name
    if head in _ORDERS and end - start - len(head) <= _SHORTEST_JOINT and text[start - 1] in "与和及":
        begin = context.passages.phrase_start(start - 1)
        return (begin, end) if 1 < start - 1 - begin <= _LONGEST_MODIFIER else name
    return name


def _is_body(bodies: Mentions, start: int, end: int) -> bool:
    """Return whether a stretch is the name of a body: 上级党组织服务下级党组织 names no service."""
    return any(span[1] == end for span, _ in bodies.within(start, end))


def _is_firm(bodies: Mentions, start: int, end: int) -> bool:
    """Return whether a stretch is the name of a company, which is founded and no service: 物业服务有限公司."""
    return any(span == (start, end) and one.kind in _FIRMS for span, one in bodies.within(start, end))


def _end_of_phrase(context: Context, place: int) -> int:
    """Return where the noun phrase ends that goes on at a place, if that is near; else the place: 爱心义诊进社区."""
    end = place
    while end - place <= _LONGEST_TAIL and not context.passages.is_cut_at(end) and context.text[end] not in "“”‘’()（）":
        end += 1
    return end if end - place <= _LONGEST_TAIL else place


def _is_rest_of_body(bodies: Mentions, name: Span) -> bool:
    """Return whether a name begins inside that of a body, which a verb seemed to cut: 大学 of 姑苏开放大学共建…."""
    around = bodies.within(name[0] - _FAR, name[0] + 1)
    return any(first < name[0] < last < name[1] and one.section == "bodies" for (first, last), one in around)


def _is_general(name: str) -> bool:
    """Return whether a name is made of general words alone, and of few."""
    return len(name) < _SHORTEST_GENERAL and GENERAL.fullmatch(name) is not None
