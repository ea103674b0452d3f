"""Measures that no quote and no noun for measures names: deeds told by verb and object, ways and fields told by a list."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.item_lists import split_last
from cengji.draft.measure_collection import MeasureCollection, is_within
from cengji.draft.measure_quotes import ends_in_image
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["read_deeds"]

_ITEM = "[\u4e00-\u9fff]{3,8}"
_LIST = f"(?P<items>(?:{_ITEM}、){{2,}}{_ITEM}?)"
# 以事权下放、科室缩减、人员下沉的新模式: the way is a measure, what it lists its parts.
_WAY = re.compile(f"(?:以|按照){_LIST}(?:等)?的新?(?:模式|方式|机制|形式|办法|做法)")
# 在基础设施维护、环境卫生治理、特困群体帮扶等方面: fields of the measure before.
_FIELDS = re.compile(f"在{_LIST}等(?:方面|领域)")
# 首问负责、一次性告知、限时办结制度: one of each.
_RULES = re.compile("(?:执行|落实|实行)(?P<items>(?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}?)制度(?=[，,。；\n])")
# 以服务中心为主体、服务室为延伸的三级便民服务体系: what all this makes up.
_ROLES = "(?:主体|龙头|核心|纽带|支撑|骨干|延伸|基础|补充|末梢|主干)"
_SYSTEM = re.compile(
    f"以[^。；\n]{{2,30}}?为{_ROLES}、[^。；\n]{{0,70}}?为{_ROLES}[^。；\n]{{0,30}}?的(?P<name>[^的，,。；、“”\n]{{3,14}}(?:体系|格局|机制|网络|架构))"
)
# 组建先锋队、消防队和服务队等4支队伍: each is a measure.
_FOUNDED = re.compile(
    "(?:组建|成立|设立|设置|建设(?!办公室|办|局|科|处|部)|建成|打造|新建|下设|建起|培育)(?:了|起)?(?!成)(?P<items>(?:[\u4e00-\u9fff“”]{3,12}、)+[\u4e00-\u9fff]{3,12}?(?:(?:和|以及)[\u4e00-\u9fff]{3,12}?)?)(?=等|[，,。；])"
)
# 下设文明经营、纠纷调处、环境卫生三个小组: a team each.
_TEAMS = re.compile(
    "(?:组建|成立|设立|下设|分成|分设|设置|建立)(?:了|起)?(?P<items>(?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}?)等?"
    "(?:[\\d二两三四五六七八九十]+[个支]|(?<![会组队部站室])(?=队伍))(?P<noun>(?:[专工服][班作务])?(?:小组|专班|小分队|队伍|[\u4e00-\u9fff]{0,3}[组队]))(?=[，,。；;、\n])"
)
# 开设老年食堂28家、儿童托管班41个: what is put up by numbers.
_PUT_UP = re.compile(
    "(?:建成|建有|开设|设立|设置|新建|打造|增设|布设|开办|建设|布局|配建|捐建|改造提升|提升改造)(?:了|起)?(?P<items>(?:[\u4e00-\u9fff]{3,10}?\\d+[余多]?[个处家座支间所]、?){1,4})"
)
_PUT_UP_ITEM = re.compile("(?P<name>[\u4e00-\u9fff]{3,10}?)\\d+[余多]?[个处家座支间所]")
# 设立平安哨所, 举办邻里节: one, which the end of its name tells.
_SET_UP = re.compile("(?:设立|设置|设有|建成|打造|开设|新建|开办|创办|举办)(?:了|起)?(?P<name>[\u4e00-\u9fff]{3,10}?)(?=[，,。；;\n])")
_ONE = frozenset({"facility", "campaign"})
_OUTLET = re.compile("(?:队|组|团|站|室|厅|园|城|馆|坊|堂|吧|屋|场|中心|专班|基地)$")
_COUNT_BEFORE = re.compile("^(?:\\d+|[一两二三四五六七八九十]+)[余多]?[个处家座支间所]")
# 赋予街道规划参与权、综合管理权: parts of what is told before.
_POWERS = re.compile("(?:赋予|下放|授予)[^，,。；]{0,14}?(?P<items>(?:[\u4e00-\u9fff]{2,8}权、?){2,})")
_NUMBER = "(?:\\d[\\d.]*[万千百]?[余多]?[\u4e00-\u9fff](?:以上|左右)?)"
_DEED = re.compile(
    f"(?P<verb>储备|培养|选聘|选配|集中整治|专项整治|安装(?!成本|费用|难)|新增|定期(?![与和同]))(?![并和与及])(?P<object>{_NUMBER}?[^\\d，,。；：:、“”\n的了着过]{{3,14}}?)"
    f"(?=[，,。；、\n]|{_NUMBER})"
)
# 由区级领导包联、部门结对、干部驻点: who looks after somebody how, a way of doing it each.
_LOOKED_AFTER = "包联|包保|包片|包抓|包干|结对|驻点|挂点|蹲点|联点|帮扶"
_CARE = re.compile(
    f"(?:由|实行|落实|采取)(?P<items>(?:[\u4e00-\u9fff]{{2,8}}(?:{_LOOKED_AFTER})、)+[\u4e00-\u9fff]{{2,8}}(?:{_LOOKED_AFTER}))(?=[，,。；等的])"
)
# What is supported or brought together by numbers: 孵化12支社工队伍, 培育旅游志愿者400余名, 整合64条政务热线.
_COUNTED_DEED = re.compile(
    f"(?P<verb>孵化培育|培育孵化|孵化|培育|资助|派遣|整合|招募|划分|选优配强|配备|加装|改造|修缮)(?:成|为|了|出)?(?P<number>{_NUMBER})?(?P<object>[^\\d，,。；：:、“”\n的了着过]{{2,12}}?)(?:[和与及](?=\\d))?"
    f"(?P<behind>[，,。；、\n]|{_NUMBER})"
)
_KINDS = {
    "储备": "programme",
    "培养": "training",
    "选聘": "team",
    "选配": "team",
    "安装": "facility",
    "新增": "facility",
    "定期": "mechanism",
    "孵化": "service",
    "培育": "service",
    "孵化培育": "service",
    "培育孵化": "service",
    "资助": "programme",
    "派遣": "mechanism",
    "整合": "reform",
    "招募": "team",
    "划分": "organization-setting",
    "选优配强": "team",
    "配备": "team",
    "加装": "project",
    "改造": "project",
    "修缮": "project",
}
_OUTLETS = frozenset({"facility", "team", "service"})
_HOLDS = frozenset({"facility", "brand", "platform"})
# 打造“甲”社区，内设食堂、书屋、托育园: what is inside.
_INSIDE = re.compile(
    "(?:内设|内有|内含|设有|设置)(?:了|有)?(?P<items>(?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}?(?:[和及][\u4e00-\u9fff]{2,8}?)?)(?=等|[，,。；\n])"
)
_COUNTED = re.compile(_NUMBER)
_BEHIND = frozenset({"储备", "培养", "选聘"})  # verbs that such names end in: 规划师选聘
_NAMED = ("制度", "机制", "办法")
_HELD = re.compile("[是有为在中]|建成|打造|[值额]$|方面|领域|工作者|能力")  # a statement, no deed


def read_deeds(context: Context, found: MeasureCollection) -> None:
    """Keep the measures that sentences tell by a deed or a list, where nothing has been found yet."""
    text = context.text
    for start, end in context.passages.sentences:
        if text.find("、", start, end) >= 0:
            _read_lists(found, start, end)
        for match in _DEED.finditer(text, start, end):
            _note_deed(found, match)
        for match in _PUT_UP.finditer(text, start, end):
            for item in _PUT_UP_ITEM.finditer(text, *match.span("items")):
                kind = found.kinds.kind(item["name"], "")
                if kind in _OUTLETS and not found.is_taken(item.span("name")):
                    found.note(item["name"], item.span("name"), "counted-outlet", kind)
        for match in _SET_UP.finditer(text, start, end):
            _note_outlet(context, found, match)
        for match in _COUNTED_DEED.finditer(text, start, end):
            if match["number"] or match["behind"][0].isdigit():
                _note_deed(found, match)
    for start, end in context.passages.sentences:
        for pattern in (_FIELDS, _POWERS) if text.find("、", start, end) >= 0 else (_POWERS,):
            for match in pattern.finditer(text, start, end):
                _note_fields(found, match)


def _note_outlet(context: Context, found: MeasureCollection, match: re.Match[str]) -> None:
    span, kind = match.span("name"), found.kinds.kind(match["name"], "")
    if kind in _ONE and not found.is_taken(span) and not ends_in_image(match["name"]) and context.passages.phrase_start(span[1]) == span[0]:
        found.note(match["name"], span, "outlet", kind)


def _read_lists(found: MeasureCollection, start: int, end: int) -> None:
    """Keep the ways, rules, systems and founded bodies that a sentence lists, and what an outlet has inside."""
    text = found.context.text
    for match in _CARE.finditer(text, start, end):
        for name, span in _items(match):
            if not found.is_taken(span):
                found.note(name, span, "listed-care", "mechanism")
    for match in _INSIDE.finditer(text, start, end):
        whole = found.last_whole(start, match.start())
        if whole and whole.kind in _HOLDS and not any(found.is_taken(span) for _, span in _items(match)):
            for name, span in split_last(found.context.passages, _items(match)):
                found.note_part(name, span, whole)
    for match in _WAY.finditer(text, start, end):
        _note_way(found, match)
    for match in _RULES.finditer(text, start, end):
        for name, span in _items(match):
            if not found.is_taken(span):
                found.note(f"{name}制度", span, "listed-rule", found.kinds.kind(f"{name}制度", "rule"))
    for match in _SYSTEM.finditer(text, start, end):
        span = match.span("name")
        if not found.is_taken(span):
            whole = found.note(match["name"], span, "made-of-roles", found.kinds.kind(match["name"], "scheme"))
            for one in dict.fromkeys(found.characters.get(place) for place in range(match.start(), span[0])):
                if one and "part_of" not in one.fields and not is_within(whole, one):
                    one.fields["part_of"] = whole
    for match in _TEAMS.finditer(text, start, end):
        for name, span in split_last(found.context.passages, _items(match)):
            label = name if name.endswith(("组", "队")) else name + match["noun"]
            if not found.is_taken(span):
                found.note(label, span, "listed-team", "team")
    for match in _FOUNDED.finditer(text, start, end):
        _note_founded(found, match)


def _items(match: re.Match[str]) -> list[tuple[str, Span]]:
    """Return the items of a list with their spans."""
    at, items = match.start("items"), []
    for name in match["items"].split("、"):
        items.append((name, (at, at + len(name))))
        at += len(name) + 1
    return items


def _note_founded(found: MeasureCollection, match: re.Match[str]) -> None:
    items = split_last(found.context.passages, _items(match))
    if all(_OUTLET.search(name) for name, _ in items):
        for item, (_, last) in items:
            name = _COUNT_BEFORE.sub("", item)
            span = (last - len(name), last)
            if not found.is_taken(span):
                found.note(name, span, "founded-in-row", found.kinds.kind(name, "facility"))


def _note_way(found: MeasureCollection, match: re.Match[str]) -> None:
    if not found.is_taken(match.span("items")):
        whole = found.note(match["items"], match.span("items"), "listed-way", "working-method")
        for name, (first, last) in _items(match):
            begin = first + name.rfind("的") + 1  # 召集权 of 对部门的召集权
            found.note_part(found.context.text[begin:last], (begin, last), whole)


def _note_deed(found: MeasureCollection, match: re.Match[str]) -> None:
    span, named = (match.start(), match.end("object")), _COUNTED.sub("", match["object"])
    if named == "网格":
        span = (match.end("object") - len(named), match.end("object"))  # how many there are is a figure
    if match["verb"] == "定期" and match["object"].endswith(_NAMED):
        return  # 公共收益定期公示制度
    if (len(named) > 2 or named == "网格") and not _HELD.search(named) and not found.is_taken(span):
        name = named + match["verb"] if match["verb"] in _BEHIND else match["verb"] + named
        found.note(name, span, "verb-and-object", found.kinds.kind(name, _KINDS.get(match["verb"], "campaign")))


def _note_fields(found: MeasureCollection, match: re.Match[str]) -> None:
    """Keep what is listed as fields as parts of the measure named last before in the paragraph."""
    text = found.context.text
    begin = text.rfind("\n", 0, match.start()) + 1
    before = [
        found.characters[place] for place in range(match.start() - 1, max(begin, match.start() - 120), -1) if place in found.characters
    ]
    whole: Statement | None = next((one for one in before if one.kind != "element"), None)
    if whole and not found.is_taken(match.span("items")):
        for name, (first, last) in _items(match):
            begin = first + name.rfind("的") + 1  # 召集权 of 对部门的召集权
            found.note_part(found.context.text[begin:last], (begin, last), whole)
