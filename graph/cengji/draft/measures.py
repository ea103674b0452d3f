"""Measures: names in quotes with the noun behind them, what verbs of doing take, lists and their parts."""

from __future__ import annotations

import re
from functools import cache

from cengji.draft.context import Context, Mentions
from cengji.draft.item_lists import COUNTS, LEADS_TO_WHOLE
from cengji.draft.knowledge import Knowledge
from cengji.draft.measure_aspects import read_aspects
from cengji.draft.measure_clauses import read_clauses
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.measure_deeds import read_deeds
from cengji.draft.measure_duplicates import fold_duplicates
from cengji.draft.measure_examples import read_exemplified
from cengji.draft.measure_formulas import read_formulas
from cengji.draft.measure_frames import kind_by_frame
from cengji.draft.measure_headings import read_headings, read_news, read_tasks, read_title
from cengji.draft.measure_items import read_numbered_items, read_numbered_names, read_slogans, read_told_steps
from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.measure_lists import read_counted_rows, read_made_of_items, read_orders, read_rows, read_shared_verbs, read_summed_up
from cengji.draft.measure_names import OF_A_KIND, name_start
from cengji.draft.measure_nouns import TIERED, described_behind, described_in_topic, noun_behind
from cengji.draft.measure_parts import (
    clauses_inside,
    note_parts,
    parts_of_name,
    read_counted_nouns,
    read_listed_items,
)
from cengji.draft.measure_phrases import read_introduced, read_phrases
from cengji.draft.measure_quotes import AIM_BEHIND, NO_NAME_BEHIND, is_brought_about, is_contrast, is_grievance, is_no_name
from cengji.draft.measure_routines import read_routines
from cengji.draft.measure_set_up import name_with_verb
from cengji.draft.measure_topics import read_announced
from cengji.draft.measure_verbs import read_doing
from cengji.draft.measure_wholes import put_into_wholes
from cengji.draft.outline import Outline, ordinal_of
from cengji.draft.statements import Statement
from cengji.draft.word_lists import words_by_name
from cengji.text.characters import plain_name

__all__ = ["find_measures"]

_LONGEST = 24
_LONGEST_TEAM = 6
_QUOTE = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’")
# Verbs behind which a body is set up, up to a number and a quantifier before its name.
_FOUNDING = re.compile(
    "(?:设立|设置|组建|成立|建立|建成|打造|搭建|下设|建强|增设|创建|组成|建)(?:了|起)?(?:由[^，,。；;：:“”\n]{2,24}的)?(?:一[支个批套])?[\\d余多个支家]{0,6}[“]?$"
)
_GOES_ON = re.compile("[一-鿿]{0,6}(?:示范岗|先锋岗|责任[岗区])")  # 物业党员示范岗 is no 物业
_CHAIN = re.compile("[^—→]+(?:(?:—+|→)[^—→]+)+|[^-]+(?:-[^-]+){2,}|[^、]+(?:、[^、]+){2,}")
# 四问于民工作法, of “甲、乙、丙、丁”
_COUNTING_METHOD = re.compile("(?P<count>[二三四五六七八九十])[\u4e00-\u9fff]{1,8}?(?:工作法|机制|模式|制度|体系|办法)")
_CLOSES = re.compile("[，,。；;\\n]|$")
_COUNTS = re.compile("[一二两三四五六七八九十\\d+、]")
_NAME = re.compile("[\u4e00-\u9fff+]|\\d{2}")
_BODIES = frozenset({"两委", "三委", "两委班子", "两新", "两新组织", "五老", "三官一律"})  # 选进村“两委”, 抽调“两委”干部
_STEPS_BEHIND = re.compile("[三四五六七八九十]步(?:闭环|工作法|法|流程|机制|走)")
_COUNTED_BEHIND = re.compile(
    "(?P<count>[三四五六七八九十])[条项个大种](?!举措|措施|做法|方面|方式|目标|功能)[一-鿿]{2,4}(?=[，,。；;、\n])"
)
_COUNTED_DEED = re.compile("(?P<count>[三四五六七八九])(?:落实|到位|统一|同步|联动|结合|融合|公开|清零|满意|覆盖|达标)(?=[，,。；;、\n])")
_STEPS_TOLD = ("一批", "单")  # “住户点单、社区派单、店铺接单”, whatever follows
_HELD = re.compile("(?:召开|举办|开展)(?:了|过)?(?:一次)?$")
_SAYS_LITTLE = re.compile("(?:新?(?:运行|工作|管理|治理|服务|运转|组织|推进|闭环|发展|党建|基本))?(?:机制|模式|体系|格局|架构|制度|流程)")
_PARTY = re.compile(
    "(?:流动|临时|功能型|联合)?(?:党支部|党总支|党委(?![委书组])|党小组)(?![\u4e00-\u9fff]{0,6}(?:机制|模式|工作法|建设|制度|体系))"
)
_SPOKEN = re.compile("[。！!？?…]$|。")  # “门口就能办。”居民说


def find_measures(context: Context) -> list[Statement]:
    """Return the measures that the document names, the parts that it lists of them, and what each is part of."""
    found = MeasureCollection(context, context.knowledge.learn(MeasureKinds))
    outline = Outline(context.passages)
    rhetoric = context.knowledge.learn(_rhetoric)
    mentions = context.mentions("places", "bodies", "groups", "person_groups")
    planned = read_title(found)
    if planned:
        read_tasks(found, outline, planned)
    for match in _QUOTE.finditer(context.text):
        is_named = context.passages.is_prose(match.start()) and plain_name(match[0]) not in rhetoric
        if is_named and not _is_flourish(context, found, outline, match):
            _read_quote(context, found, mentions, match)
    read_formulas(found)
    read_aspects(found)
    read_counted_rows(context, found)
    read_made_of_items(context, found, mentions)
    read_orders(context, found, mentions)
    read_shared_verbs(context, found, mentions)
    bodies = context.mentions("bodies", "groups")
    titles = {context.passages.sentence_at(one.span[1] - 1) for one in outline.topics}
    for number, (start, end) in enumerate(context.passages.sentences):
        read_doing(context, found, bodies, start, end, is_title=number in titles)
    for start, end in context.passages.sentences:
        read_listed_items(found, mentions, start, end)
    read_counted_nouns(found, mentions)
    read_numbered_items(found)
    read_numbered_names(found)
    read_told_steps(found)
    read_headings(found, outline)
    news = read_news(found, outline)
    read_announced(found, outline)
    read_exemplified(found, mentions)
    read_summed_up(context, found)
    read_slogans(found)
    read_introduced(context, found)
    _read_founded(context, found)
    read_phrases(context, found)
    read_deeds(context, found)
    read_routines(found)
    read_clauses(found, mentions)
    read_rows(context, found, mentions)
    _read_known(context, found)
    fold_duplicates(found)
    name_with_verb(found)
    put_into_wholes(found, outline, planned, news)
    return found.in_order()


def _rhetoric(knowledge: Knowledge) -> set[str]:
    """Return the expressions that curators excluded."""
    return {plain_name(one.text) for case in knowledge.cases for out in case.exclusions for one in out.evidence if one.text}


def _is_flourish(context: Context, found: MeasureCollection, outline: Outline, match: re.Match[str]) -> bool:
    """Return whether a quote only adorns a title, heading or topic sentence: it is printed nowhere else, and no noun says what it is."""
    inner, text = match[1] or match[2], context.text
    number = context.passages.sentence_at(match.start())
    start, _ = context.passages.sentences[number] if number >= 0 else (match.start(), 0)
    if ordinal_of(text[start : match.start()].lstrip())[0] and text.startswith("。", match.end()) and text.count(match[0]) == 1:
        return _names_nothing(found, match)  # 一是搭建平台“议事”。
    over = [outline.heading_over(match.start()), outline.topic_at(match.start())]
    if not any(one and one.span[0] <= match.start() < one.span[1] for one in over):
        return False
    if text.find(inner) < match.start(match.lastindex or 0) or text.find(inner, match.end()) >= 0:
        return False
    is_title = bool(outline.headings) and match.start() < outline.headings[0].span[1]
    if not (is_title or _CLOSES.match(text, match.end())):
        return False
    return _names_nothing(found, match)


def _names_nothing(found: MeasureCollection, match: re.Match[str]) -> bool:
    """Return whether neither a noun in or behind a quote says what it names, nor a number in it that it counts something."""
    inner = match[1] or match[2]
    head = found.kinds.head_of(inner) or inner
    return noun_behind(found, match.end()) == match.end() and head == inner and not _COUNTS.search(inner)


def _read_quote(context: Context, found: MeasureCollection, mentions: Mentions, match: re.Match[str]) -> None:
    """Read a name in quotes, with what stands before it and the noun behind it."""
    text, inner = context.text, match[1] or match[2]
    if len(inner) < 2 or not _NAME.search(inner) or _SPOKEN.search(inner) or found.is_place(inner):
        return
    if _is_of_a_body(context, inner, match.end()):
        return
    end = noun_behind(found, match.end())
    if end == match.end() and (party := _PARTY.match(text, end)):
        end = party.end()  # “红帆网格”党支部
    if end == match.end() and AIM_BEHIND.match(text, end):
        return
    if end == match.end() and (inner in context.by_name("person_groups") or _is_among_people(context, mentions, match)):
        return  # “一老一小” are people
    if end == match.end() and (inner in _BODIES or text.endswith("以下简称", 0, match.start())):
        return
    if end == match.end() and len(inner) == 2 and text[match.start() - 2 : match.start()] + inner in _words_of_bodies():
        return  # 社区“两委”
    listed = parts_of_name(found, mentions, match, end)
    headed = described_in_topic(text, match) if end == match.end() else None
    no_name = end == match.end() and not headed and (is_no_name(found, match) or NO_NAME_BEHIND.match(text, match.end()))
    if (not listed and (no_name or is_contrast(text, match))) or is_grievance(text, match.start()) or is_brought_about(text, match):
        return  # “家门口协商”议事平台 and “甲”问题处置机制 name something
    start = name_start(found, mentions, match, end, is_listed_before=bool(listed) and listed[0][1][0] < match.start())
    names = [text[start:end], text[match.start() : end], inner]
    tiered = TIERED.match(text, match.end()) if _CHAIN.fullmatch(inner) else None
    if listed and (method := _COUNTING_METHOD.match(text, match.end())) and COUNTS[method["count"]] == len(listed):
        start, end, names = match.start(), method.end(), [text[match.end() : method.end()], inner]
    if inner.count("、") > 1 and (steps := _STEPS_BEHIND.match(text, match.end())):
        start, end, names = match.start(), steps.end(), [steps[0], inner]  # “甲、乙、丙”六步闭环
    if (counted := _COUNTED_BEHIND.match(text, match.end())) and inner.count("、") + 1 == COUNTS[counted["count"]]:
        start, end, names = match.start(), counted.end(), [counted[0], inner]  # “甲、乙、丙”三条规矩
    if (deed := _COUNTED_DEED.match(text, match.end())) and listed and COUNTS[deed["count"]] == len(listed):
        start, end, names = match.start(), deed.end(), [deed[0], inner]  # “人员、职责、任务”三落实
    if tiered and (noun_end := noun_behind(found, tiered.end())) > tiered.end():
        start, end, names = match.start(), noun_end, [text[match.end() : noun_end]]  # the steps are no name: “甲—乙—丙”三级架构
    if described := (described_behind(found, match.end()) or headed) if end == match.end() else None:
        start, end, noun = match.start(), described[1], text[slice(*described)]
        if _CHAIN.fullmatch(inner) and TIERED.match(text, match.end() + 1):
            listed = []  # “甲—乙—丙”的三级体系: the steps are no name, here too
        is_told = ("、" in inner or not (listed or "—" not in inner)) and not _SAYS_LITTLE.fullmatch(noun)
        names = [noun, inner] if is_told else [inner + noun, inner, noun]
        listed = listed or clauses_inside(found, match)
    elif "、" in inner and text.startswith("的“", match.end()):
        return  # the parts of the name that follows
    if inner.endswith(_STEPS_TOLD):
        listed = listed or clauses_inside(found, match)
    told = _kind_before(found, match.start()) or kind_by_frame(found.kinds, text, start, end) or found.kinds.usual_kind
    is_row = plain_name(names[0]).endswith(plain_name(inner)) and inner.count("、") > 1  # the last of several clauses tells no kind of all
    kind = told if is_row and not found.kinds.is_known(names[0]) else found.kinds.kind(names[0], told)
    kind = "team" if text.endswith("组成的", 0, start) and not found.kinds.head_of(names[0]) else kind  # 由退休厨师组成的“甲班”
    if plain_name(names[0]).endswith("会") and (held := _HELD.search(text, max(0, start - _LONGEST_TEAM), start)):
        kind = "mechanism" if held[0].startswith(("召开", "每")) else "campaign"  # 举办“甲故事会”
    measure = found.note(names[0], (start, end), "quoted-name", kind, *names[1:])
    note_parts(found, listed, measure, inner)


def _is_among_people(context: Context, mentions: Mentions, quote: re.Match[str]) -> bool:
    """Return whether a quote is listed with people: 网格员、“红色小管家”、志愿者等力量."""
    text, start = context.text, quote.start()
    if not text.startswith("、", start - 1) or text[quote.end() : quote.end() + 1] not in ("、", "等", "和"):
        return False
    near = mentions.within(max(0, start - _LONGEST_TEAM - 2), start)
    return any(last == start - 1 and (one.section == "person_groups" or one.label.endswith("员")) for (_, last), one in near)


def _kind_before(found: MeasureCollection, place: int) -> str | None:
    """Return the kind of the noun right before a quote, if one stands there: 服务项目“甲”."""
    before = found.context.text[max(0, place - _LONGEST_TEAM) : place]
    head = found.kinds.head_of(before) if before.endswith(OF_A_KIND) else None
    return found.kinds.heads[head] if head else None


def _is_of_a_body(context: Context, inner: str, place: int) -> bool:
    """Return whether a quote only tells what kind of body is meant: “两新”组织."""
    kinds = context.knowledge.names("body-kind")
    if inner + "组织" in kinds:
        return True  # “两新”党建
    named = (kinds.get(inner + context.text[place : place + length]) for length in (2, 3, 4))
    return len(inner) <= 3 and any(kind and not context.knowledge.is_below("body-kind", kind, "team") for kind in named)


@cache
def _words_of_bodies() -> frozenset[str]:
    """Return the nouns of the packaged list in which names of bodies end."""
    return frozenset(noun for nouns in words_by_name("bodies").values() for noun in nouns)


def _read_founded(context: Context, found: MeasureCollection) -> None:
    """Read the bodies and groups that are set up: each is a measure as well."""
    for one in context.section("groups", "bodies"):
        for start, end in one.spans:
            verb = _FOUNDING.search(context.text, max(0, start - (_LONGEST if context.text.startswith("的", start - 1) else 0) - 8), start)
            if (
                verb
                and one.rule != "place-as-body"
                and not context.knowledge.is_below("body-kind", one.kind, "governance-unit")
                and context.text[end : end + 1] != "“"
                and not _GOES_ON.match(context.text, end)
                and not LEADS_TO_WHOLE.match(context.text, end)
                and not context.text.startswith(("书记", "主任", "领导", "牵头", "主导", "引领"), end)
                and not found.is_taken((start, end))
            ):
                found.note(one.label, (start, end), "founded-body", _kind_of_founded(context, one))
                break


def _kind_of_founded(context: Context, body: Statement) -> str:
    if context.knowledge.is_below("body-kind", body.kind, "service-outlet"):
        return "facility"
    return "team" if context.knowledge.is_below("body-kind", body.kind, "team") else "organization-setting"


def _read_known(context: Context, found: MeasureCollection) -> None:
    """Read the noun phrases that are names of measures known beforehand."""
    bodies = context.by_name("bodies", "groups", "person_groups")
    for start, end in context.passages.phrases:
        name = context.text[start:end]
        if context.text.startswith("等", start - 1):
            continue  # 甲、乙等志愿服务: what examples are of
        if name in found.kinds.known_names and name not in bodies and not found.is_taken((start, end)):
            found.note(name, (start, end), "known-name", found.kinds.kind(name, "programme"))
