"""The parts of measures, which articles list: before or behind a name that counts them, one by one, or up to a noun."""

from __future__ import annotations

import re

from cengji.draft.context import Mentions
from cengji.draft.item_lists import COUNTS, FEWEST_ITEMS, Listed, count_in, items_before, items_behind, items_of, split_last
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words

__all__ = [
    "OFFICES",
    "are_bodies",
    "clauses_inside",
    "note_parts",
    "parts_of_name",
    "read_counted_nouns",
    "read_listed_items",
]

_LONGEST_NAME = 24
_LONGEST_NOUN = 12
_QUOTE = re.compile(r"“([^“”\n]{1,20})”")
_ITEM = r"[^、，,。；;：:“”\s]"
# Three items or more of one length, up to the noun that they lead to.
_EQUAL_LIST = re.compile(r"(?P<items>(?:[\u4e00-\u9fff]{3,12}、){2,}[\u4e00-\u9fff]{3,9}?)等")
# Steps, up to the noun for what they make up.
_STEP_NOUN = either(words("general", "steps"))
_STEPS = re.compile(
    rf"(?P<items>(?:{_ITEM}{{2,10}}、){{2,}}{_ITEM}{{2,12}}?)(?:等的?|的)(?P<noun>(?:(?!的)[\u4e00-\u9fff]){{0,6}}(?:{_STEP_NOUN}))"
)
# How many items a quote lists: “人、房、企、事、物”5个重点对象
_COUNT_BEHIND = re.compile("的?([1-9]|[三四五六七八九十])[个大项种类步方条]")
# What is said of parts and names no whole: 通过甲、乙、丙三大举措, 甲、乙等功能
_NO_WHOLE = re.compile("(?:重[点大]|主要|核心|关键|具体)?(?:举措|措施|功能|做法|方式|方法|途径|抓手|步骤|模块|板块|栏目)")
# What it rests on or is done with is no part of it: 依托甲、乙、丙等打造“丁”.
_RESTS_ON = re.compile("(?:依托|借助|利用|整合|联合|联动|链接|围绕|聚焦|针对|面向|邀请|动员|发动)(?:了|起)?$")
# Verbs that take the list itself: 实行“前台收件、后台审批、窗口发证”模式
_CARRIED_OUT = re.compile("(?:推行|实行|实施|执行|落实|采取)$")
# What clauses of one length make up: “甲点单、乙派单、丙接单”服务机制.
_MADE_UP = re.compile("的?(?:[一-鿿]{0,6}(?:机制|工作法|模式|流程|服务|[一-鿿]{2}管理)|建设)(?=[，,。；;、\n])")
# What leads from a whole to what it is made of: 实施“甲”工程，包括乙、丙、丁三个项目.
_CONSISTS_OF = re.compile("(?:包括|包含|涵盖|即|分为|内容为|内容是)$")
_STOP = re.compile("[，,。；;：:！!？?、]")
_NAMELY = re.compile("[，,]?即")
# What is listed of them is no measure.
NO_WHOLES = (
    "等次", "档次", "等级", "级别", "指标", "职责", "问题", "矛盾", "类型", "对象",
    "群体", "层级", "信息", "数据", "资料", "材料", "情况", "人群", "人员", "层面", "主体", "单元", "部门", "方面", "领域", "方向",
    "目标", "理念", "愿景", "壁垒", "难题", "痛点", "堵点", "瓶颈", "短板",
)  # fmt: skip
OFFICES = ("工作组", "小组", "办公室", "科室", "部门", "中心")  # 下设甲、乙、丙三个工作组: what a body is made of
_DONE_AT_ONCE = ("programme", "campaign", "project")  # kinds of what several make up that are of that kind each
_OF_BODIES = ("个", "家", "支", "户")  # what bodies are counted in
_NUMBERED_BEHIND = re.compile("[^，,。；;“”\n]{0,8}[。；;：:，,][ 　]*一是(?!否)")
_UNITS = re.compile("[\u4e00-\u9fff]{0,8}?(?:小区|社区|街道|乡镇|行政村|单位|企业|学校|部门)")  # in 甲、乙、丙3个街道试点
_QUOTED = re.compile("“([^“”\n]{1,16})”")
_QUOTED_ROW = re.compile("(?:“[^“”\n]{1,16}”[、和及]?)+[,，]?$")
_FAR = 120  # characters
_COUNTED_NOUN = re.compile("[三四五六七八九十][型项类大种张本支](?P<noun>[\u4e00-\u9fff]{2})")
_COUNTED = frozenset("个大项种类条步方")
# In what one is at work, and how the sentence goes on: 从甲、乙、丙三个方面入手.
_FIELDS = re.compile("(?:方面|领域|方向|维度|层面|环节)(?:同时|同步|协同|全面)?(?:入手|着手|发力|用力|突破|破题|推进|展开)?")
_AT_WORK = re.compile("(?:从|在|围绕|聚焦|抓住|紧盯)$")


def parts_of_name(found: MeasureCollection, mentions: Mentions, quote: re.Match[str], end: int) -> Listed:
    """Return what is listed of a name in quotes: before it or in it, if not bodies, or behind it and its noun, which ends at ``end``."""
    passages, inner = found.context.passages, quote[1] or quote[2]
    count = count_in(inner)
    told = _NUMBERED_BEHIND.match(passages.text, quote.end()) is not None  # “三个主动”。一是…, whatever is listed before
    items = items_before(passages, quote.start(), count) if count >= FEWEST_ITEMS and not told else []
    items = items or _quotes_before(found, quote.start(), count) or _listed_inside(found, quote, end)
    if items and not are_bodies(mentions, items):
        return items
    number = passages.sentence_at(quote.start())
    items = items_behind(passages, inner, end, passages.sentences[number][1]) if number >= 0 else []
    is_told = _NAMELY.match(passages.text, end) is not None  # “一约四会”即甲公约、乙理事会…
    return [] if are_bodies(mentions, items) and not is_told else items  # “五方会谈”, of five parties


def _quotes_before(found: MeasureCollection, place: int, count: int) -> Listed:
    """Return the names in quotes that are listed right before one that counts them: “一窗口”“一张网”“一队伍”，“三个一”."""
    row = _QUOTED_ROW.search(found.context.text, max(0, place - _FAR), place) if count >= FEWEST_ITEMS else None
    items = [(one[1], one.span(1)) for one in _QUOTED.finditer(found.context.text, row.start(), row.end())] if row else []
    return items if len(items) == count else []


def _listed_inside(found: MeasureCollection, quote: re.Match[str], end: int) -> Listed:
    """Return the items of a quote that lists three or more: “报名、面谈、公示”录用程序, “底薪+津贴”薪酬模式."""
    inner = quote[1] or quote[2]
    between = "—+" if "—" in inner else "[、+]"  # 社区党支部——楼栋长、志愿者——服务队 has three
    items = re.split(between, inner)
    text, counted = found.context.text, _COUNT_BEHIND.match(found.context.text, quote.end())
    is_counted = counted is not None and (COUNTS.get(counted[1]) or int(counted[1], 0)) == len(items)
    if len(items) < FEWEST_ITEMS or (min(map(len, items)) < (FEWEST_ITEMS if "+" in inner else 2) and not is_counted):
        return []
    is_list = (
        is_counted
        or all(item.startswith("一") for item in items)  # “一会、一站、一中心”的架构
        or "+" in inner
        or "—" in inner
        or re.search(_STEP_NOUN, text[quote.end() : end])
        or _CARRIED_OUT.search(text, max(0, quote.start() - 2), quote.start())
        or (len(set(map(len, items))) == 1 and len(items[0]) > 2 and _MADE_UP.match(text, quote.end()))
    )
    return items_of(found.context.passages, quote.start() + 1, quote.end() - 1, between, opens=False, closes=False) if is_list else []


def clauses_inside(found: MeasureCollection, quote: re.Match[str]) -> Listed:
    """Return three clauses or more that a quote consists of and what follows is made of: “甲包乙、丙带丁、戊帮己”的模式.

    They are of one length, or end alike: “单位优先接纳一批、社区兜底接纳一批、…”.
    """
    items = (quote[1] or quote[2]).split("、")
    are_alike = len(set(map(len, items))) == 1 or (len({item[-2:] for item in items}) == 1 and items[0].endswith("一批"))
    if len(items) < FEWEST_ITEMS or not are_alike or len(items[0]) < FEWEST_ITEMS:
        return []
    return items_of(found.context.passages, quote.start() + 1, quote.end() - 1, opens=False, closes=False)


def read_listed_items(found: MeasureCollection, mentions: Mentions, start: int, end: int) -> None:
    """Read three or more items that lead to a name (…、…、…等志愿服务), or are the steps of something: its parts."""
    passages = found.context.passages
    if found.context.text.count("、", start, end) < FEWEST_ITEMS - 1:
        return
    for match in _EQUAL_LIST.finditer(found.context.text, start, end):
        items = items_of(passages, *match.span("items"), closes=False)
        lengths = {last - first for _, (first, last) in items[1:]}
        begun = items[0][1][1] - items[0][1][0]
        if (
            len(lengths) > 1
            or begun - min(lengths) not in (0, -1)
            or not 3 <= lengths.pop() <= 8
            or any(found.is_taken(span) for _, span in items)
            or _RESTS_ON.search(found.context.text, max(start, items[0][1][0] - 4), items[0][1][0])
        ):
            continue
        stop = _STOP.search(found.context.text, match.end(), end)
        name = found.name_in(match.end(), min(stop.start() if stop else end, match.end() + _LONGEST_NAME))
        if name and passages.end_of_count(match.end(), name[0]) == name[0] and not _counts_bodies(found, mentions, name):
            _note_listed(found, mentions, name, items)
    for match in _STEPS.finditer(found.context.text, start, end):
        items = split_last(passages, items_of(passages, *match.span("items"), closes=False))
        if not any(found.is_taken(span) for _, span in items):
            _note_listed(found, mentions, match.span("noun"), items)


def _note_listed(found: MeasureCollection, mentions: Mentions, name: Span, items: Listed) -> None:
    """Keep a measure with the parts that are listed of it, unless these are bodies and people, or say what it is like."""
    if items[0][0].startswith(("符合", "适合", "便于", "利于", "贴近")):
        return
    if are_bodies(mentions, items):
        return
    label = found.context.text[slice(*name)]
    if any(span[1] == name[1] and one.rule == "counted-noun" for span, one in mentions.within(name[0] - _LONGEST_NOUN, name[1])):
        return  # 综合执法、市场监管等6支执法队伍: bodies
    whole = found.taking(name) or found.note(label, name, "named-by-parts", found.kinds.kind(label, "programme"))
    note_parts(found, items, whole, label)


def note_parts(found: MeasureCollection, items: Listed, whole: Statement, label: str) -> None:
    """Keep what is listed of a measure, items of two characters with the noun that is counted: 红色、和谐、智慧的“三型社区”."""
    counted = _COUNTED_NOUN.fullmatch(label) if all(len(item) == 2 for item, _ in items) else None
    for item, span in items:
        found.note_part(item + counted["noun"] if counted else item, span, whole, *([item] if counted else []))


def _counts_bodies(found: MeasureCollection, mentions: Mentions, name: Span) -> bool:
    """Return whether a name begins with bodies that are counted: 等12家单位签订共建协议."""
    near = mentions.within(name[0] - _LONGEST_NOUN, name[1])
    counts = found.context.passages.counts
    words = counts[name[0]].readings[0].measure_word if name[0] in counts else None
    return words in _OF_BODIES and any(name[0] < span[1] < name[1] and one.rule == "counted-noun" for span, one in near)


def are_bodies(mentions: Mentions, items: Listed) -> bool:
    """Return whether most items are bodies, places or people."""

    def is_body(start: int, end: int) -> bool:
        return any(last == end and 2 * (last - first) >= end - start for (first, last), _ in mentions.within(start, end))

    return 2 * sum(is_body(*span) for _, span in items) > len(items)  # 党员带动群众 is none


def read_counted_nouns(found: MeasureCollection, mentions: Mentions) -> None:
    """Read lists up to the number of their items and what these are: …、…、…等8种设置模式, …、…、…三大举措."""
    text, passages = found.context.text, found.context.passages
    ends = {one.start: one.end for one in passages.counts.values()}
    for counted, numeral in passages.counts.items():
        end = ends.get(counted, counted)  # 4大类32项评分标准
        reading = numeral.readings[0]
        count = int(reading.value) if reading.value is not None and reading.value < len(COUNTS) else 0
        if count < FEWEST_ITEMS or (reading.measure_word or "")[:1] not in _COUNTED:
            continue
        start, last = passages.sentences[passages.sentence_at(end)]
        stop = end
        while stop < last and stop - end < _LONGEST_NOUN and not passages.is_cut_at(stop):
            stop += 1
        items = items_before(passages, numeral.start, count)
        if (
            not items
            or items[0][1][0] < start
            or stop - end < 2
            or (text.startswith("”", numeral.start - 1) and found.is_taken((numeral.start - 2, numeral.start - 1)))  # “甲、乙、丙”三项措施
            or found.is_taken((numeral.start, end))
            or (text[end:stop].endswith((*NO_WHOLES, *OFFICES)) and not _FIELDS.fullmatch(text, end, stop))
            or any(last == stop for (_, last), _ in mentions.within(numeral.start, stop))
            or are_bodies(mentions, items)
            or _UNITS.match(text, end)
        ):
            continue
        items = _in_full(found, items)
        noun = text[end:stop]
        if _FIELDS.fullmatch(noun):
            _note_fields(found, items)
            continue
        head = found.kinds.head_of(noun)
        if head and len(head) < len(noun):
            _note_listed(found, mentions, (end, stop), items)
            continue
        begin = max(text.rfind(sign, 0, items[0][1][0]) for sign in "。！？\n")
        above = found.last_whole(begin, items[0][1][0])
        is_told = _CONSISTS_OF.search(text, max(0, items[0][1][0] - 4), items[0][1][0]) is not None
        if (_NO_WHOLE.fullmatch(noun) or (above and is_told)) and (above := above or found.last_whole(text.rfind("\n", 0, begin), begin)):
            for item, span in items:
                found.note_part(item, span, above)
            continue
        if above and all((part := found.taking(span)) and part.fields.get("part_of") is above for _, span in items):
            continue
        told_kind = found.kinds.heads.get(head or "")
        kind, told = ("element", {"part_of": above}) if above else (told_kind if told_kind in _DONE_AT_ONCE else "scheme", {})
        whole = found.note(text[numeral.start : stop], (numeral.start, stop), "counted-parts", kind, **told)
        note_parts(found, items, whole, whole.label)


def _note_fields(found: MeasureCollection, items: Listed) -> None:
    """Keep the fields in which one is at work, as parts of the measure named last before in the article's paragraph."""
    text, start = found.context.text, items[0][1][0]
    whole = found.last_whole(text.rfind("\n", 0, start), start) if _AT_WORK.search(text, max(0, start - 2), start) else None
    counts = count_in(whole.label) if whole else 0
    for item, span in items if whole and counts in (0, len(items)) else ():
        found.note_part(item, span, whole)  # type: ignore[arg-type]  # only where there is one


def _in_full(found: MeasureCollection, items: Listed) -> Listed:
    """Return a list whose first item begins where what has been found before begins: 春季环境整治, not 环境整治, 建筑清理 …."""
    (_, (start, end)), *more = items
    known = found.taking((start, end))
    begin = next((first for first, last in known.spans if last == end and first < start), start) if known else start
    return [(found.context.text[begin:end], (begin, end)), *more]
