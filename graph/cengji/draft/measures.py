"""Measures: names in quotes with the noun behind them, what verbs of doing take, lists and their parts."""

from __future__ import annotations

import re
from functools import cache

from cengji.draft.context import Context, Mentions
from cengji.draft.item_lists import COUNTS, LEADS_TO_WHOLE
from cengji.draft.knowledge import Knowledge
from cengji.draft.measure_aspects import read_aspects
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.measure_deeds import read_deeds
from cengji.draft.measure_duplicates import fold_duplicates
from cengji.draft.measure_examples import read_exemplified
from cengji.draft.measure_formulas import read_formulas
from cengji.draft.measure_frames import kind_by_frame
from cengji.draft.measure_headings import read_headings, read_news, read_title
from cengji.draft.measure_items import read_numbered_items, read_numbered_names, read_slogans
from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.measure_lists import read_counted_rows, read_made_of_items, read_rows, read_summed_up
from cengji.draft.measure_parts import (
    note_parts,
    parts_of_name,
    read_counted_nouns,
    read_listed_items,
)
from cengji.draft.measure_phrases import read_introduced, read_phrases
from cengji.draft.measure_quotes import NO_NAME_BEHIND, is_contrast, is_grievance, is_no_name
from cengji.draft.measure_topics import read_announced
from cengji.draft.measure_verbs import read_doing
from cengji.draft.measure_wholes import put_into_wholes
from cengji.draft.outline import Outline, ordinal_of
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words, words_by_name
from cengji.text.characters import plain_name

__all__ = ["find_measures"]

_LONGEST = 24
_LONGEST_TEAM = 6
_QUOTE = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’")
# Verbs behind which a body is set up, up to a number and a quantifier before its name.
_FOUNDING = re.compile(
    "(?:设立|设置|组建|成立|建立|建成|打造|搭建|下设|建强|增设|创建|组成|建)(?:了|起)?(?:由[^，,。；;：:“”\n]{2,24}的)?(?:一[支个批套])?[\\d余多个支家]{0,6}[“]?$"
)
_STOP = re.compile("[，,。；;：:！!？?、“\n]")
_GROUPS = ("队", "团", "组", "专班", "网格")  # ends of names of those who work together
_ROOMS = ("室", "站", "厅", "屋", "坊", "馆", "亭")  # and of where they work
_CHAIN = re.compile("[^—→]+(?:(?:—+|→)[^—→]+)+|[^、]+(?:、[^、]+){2,}")
_TIERED = re.compile("[二两三四五六七八九十][级步项环]")
# 四问于民工作法, of “甲、乙、丙、丁”
_COUNTING_METHOD = re.compile("(?P<count>[二三四五六七八九十])[\u4e00-\u9fff]{1,8}?(?:工作法|机制|模式|制度|体系|办法)")
# Verbs that are no part of the name in quotes behind them.
_VERB_BEFORE = re.compile(f"(?:高标准|高质量|高水平)?(?:{either(words('general', 'before'))})")
_TAKES_NAME = tuple(verb for verb in words("general", "before") if len(verb) > 1 and verb != "建设")  # behind a subject too: 社区开办“甲”
# What a quote names may have a verb in it: “甲”问题处置机制.
_ACROSS_VERB = re.compile(
    "(?:[两三四五六][色星])?(?:(?![的了和与及在到向为由将把对从以让使是有个等二三四五六七八九十两])[\u4e00-\u9fff]){2,10}?(?:机制|平台|体系|制度|系统|工作法|办法|计划|管理(?<=..管理))(?=[，,。；;、\n的]|$)"
)
# What is held under a name, up to a place or a time: “616”集中报到日活动中, “甲”协调会举办以来.
_EVENT = re.compile(
    "(?!活动|会议)[\u4e00-\u9fff]{0,6}?(?:活动|协调会|恳谈会|议事会|座谈会|托管班|训练营|体验营|夏令营|集市|擂台|大赛)(?=[中上里内前后时]?(?:[，,。；;、\n]|$)|期间|现场|启动|举办|举行|开展)"
)
_NO_PREFIX = re.compile("[（(]|\\d[年月日]|^[自在]")  # 自2024年首场“甲”
_DOING_BEFORE = re.compile(f"(?:{either(words('general', 'doing'))})[^，,。；;、：:“”]{{0,6}}$")
_WAY_OF_MANAGING = "管理"  # “甲、乙、丙”闭环管理
_FAR_VERB = 12
_CLOSES = re.compile("[，,。；;\\n]|$")
_COUNTS = re.compile("[一二两三四五六七八九十\\d+、]")
_NAME = re.compile("[\u4e00-\u9fff+]|\\d{2}")
_LED_TO_COLON = re.compile("[\u4e00-\u9fff]{2,6}(?=[：:])")  # 试行“甲”双向进入：…
_SPOKEN = re.compile("[。！!？?…]$|。")  # “门口就能办。”居民说


def find_measures(context: Context) -> list[Statement]:
    """Return the measures that the document names, the parts that it lists of them, and what each is part of."""
    found = MeasureCollection(context, context.knowledge.learn(MeasureKinds))
    outline = Outline(context.passages)
    rhetoric = context.knowledge.learn(_rhetoric)
    mentions = context.mentions("places", "bodies", "groups", "person_groups")
    planned = read_title(found)
    for match in _QUOTE.finditer(context.text):
        is_named = context.passages.is_prose(match.start()) and plain_name(match[0]) not in rhetoric
        if is_named and not _is_flourish(context, found, outline, match):
            _read_quote(context, found, mentions, match)
    read_formulas(found)
    read_aspects(found)
    read_counted_rows(context, found)
    read_made_of_items(context, found, mentions)
    bodies = context.mentions("bodies", "groups")
    titles = {context.passages.sentence_at(one.span[1] - 1) for one in outline.topics}
    for number, (start, end) in enumerate(context.passages.sentences):
        read_doing(context, found, bodies, start, end, is_title=number in titles)
    for start, end in context.passages.sentences:
        read_listed_items(found, mentions, start, end)
    read_counted_nouns(found, mentions)
    read_numbered_items(found)
    read_numbered_names(found)
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
    read_rows(context, found, mentions)
    _read_known(context, found)
    fold_duplicates(found)
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
        return _names_nothing(context, found, match)  # 一是搭建平台“议事”。
    over = [outline.heading_over(match.start()), outline.topic_at(match.start())]
    if not any(one and one.span[0] <= match.start() < one.span[1] for one in over):
        return False
    if text.find(inner) < match.start(match.lastindex or 0) or text.find(inner, match.end()) >= 0:
        return False
    is_title = bool(outline.headings) and match.start() < outline.headings[0].span[1]
    if not (is_title or _CLOSES.match(text, match.end())):
        return False
    return _names_nothing(context, found, match)


def _names_nothing(context: Context, found: MeasureCollection, match: re.Match[str]) -> bool:
    """Return whether neither a noun in or behind a quote says what it names, nor a number in it that it counts something."""
    inner = match[1] or match[2]
    head = found.kinds.head_of(inner) or inner
    return _noun_behind(context, found, match.end()) == match.end() and head == inner and not _COUNTS.search(inner)


def _read_quote(context: Context, found: MeasureCollection, mentions: Mentions, match: re.Match[str]) -> None:
    """Read a name in quotes, with what stands before it and the noun behind it."""
    text, inner = context.text, match[1] or match[2]
    if len(inner) < 2 or not _NAME.search(inner) or _SPOKEN.search(inner) or found.is_place(inner):
        return
    if _is_of_a_body(context, inner, match.end()):
        return
    end = _noun_behind(context, found, match.end())
    if end == match.end() and len(inner) == 2 and text[match.start() - 2 : match.start()] + inner in _words_of_bodies():
        return  # 社区“两委”
    listed = parts_of_name(found, mentions, match, end)
    no_name = end == match.end() and (is_no_name(found, match) or NO_NAME_BEHIND.match(text, match.end()))
    if (not listed and (no_name or is_contrast(text, match))) or is_grievance(text, match.start()):
        return  # “家门口协商”议事平台 and “甲”问题处置机制 name something
    is_listed_before = bool(listed) and listed[0][1][0] < match.start()
    start = match.start() if is_listed_before else min(context.passages.phrase_start(match.start()), match.start())
    if (
        set(text[start : match.start()]) & set("“”‘’")
        or _ends_list(text, start)
        or text.startswith("等", start - 1)
        or len(plain_name(text[start:end])) > _LONGEST
    ):
        start = match.start()
    if found.is_places(start, match.start()):
        start = match.start()  # of 拓东街道“骑士驿站” the place is no part
    if _NO_PREFIX.search(text, start, match.start()):
        start = match.start()
    if _VERB_BEFORE.fullmatch(text, start, match.start()) or text.endswith(_TAKES_NAME, start, match.start()):
        start = match.start()
    names = [text[start:end], text[match.start() : end], inner]
    tiered = _TIERED.match(text, match.end()) if _CHAIN.fullmatch(inner) else None
    if listed and (method := _COUNTING_METHOD.match(text, match.end())) and COUNTS[method["count"]] == len(listed):
        start, end, names = match.start(), method.end(), [text[match.end() : method.end()], inner]
    if tiered and (noun_end := _noun_behind(context, found, tiered.end())) > tiered.end():
        start, end, names = match.start(), noun_end, [text[match.end() : noun_end]]  # the steps are no name: “甲—乙—丙”三级架构
    if described := _described_behind(found, match.end()) if end == match.end() else None:
        start, end, noun = match.start(), described[1], text[slice(*described)]
        names = [noun, inner] if "、" in inner else [inner + noun, inner, noun]
    elif "、" in inner and text.startswith("的“", match.end()):
        return  # the parts of the name that follows
    told = kind_by_frame(found.kinds, text, start, end) or found.kinds.usual_kind
    is_row = plain_name(names[0]).endswith(plain_name(inner)) and inner.count("、") > 1  # the last of several clauses tells no kind of all
    kind = told if is_row and not found.kinds.is_known(names[0]) else found.kinds.kind(names[0], told)
    measure = found.note(names[0], (start, end), "quoted-name", kind, *names[1:])
    note_parts(found, listed, measure, inner)


def _ends_list(text: str, place: int) -> bool:
    """Return whether what begins at a place is an item listed behind others that are not in quotes: 党组织、居委会、物业公司“三位一体”."""
    return text.startswith("、", place - 1) and not text.startswith("”", place - 2)


def _described_behind(found: MeasureCollection, place: int) -> Span | None:
    """Return the name that a quote describes: “第一时间发现问题”的长效机制."""
    text = found.context.text
    if not text.startswith("的", place):
        return None
    stop = _STOP.search(text, place)
    end = min(stop.start() if stop else len(text), place + _LONGEST)
    named = found.name_in(place + 1, end)
    counted = found.context.passages.end_of_count(place + 1, end)  # “甲、乙”的三级联系制度
    if named and named[0] == counted > place + 1 and _TIERED.match(text, place + 1):
        return place + 1, named[1]
    return named if named and named[0] == place + 1 else None


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


def _noun_behind(context: Context, found: MeasureCollection, place: int) -> int:
    """Return where the noun ends that stands behind a quote, if it is one of measures."""
    end = place
    while not context.passages.is_cut_at(end) and context.text[end] not in "“”‘’" and end - place < 12:
        end += 1
    noun = context.text[place:end]
    across = _ACROSS_VERB.match(context.text, place)
    opening = context.text.rfind("“", max(0, place - _LONGEST - _LONGEST), place)
    if across and across.end() > end and (end > place or not across[0].startswith(words("general", "doing")) or _is_done(context, opening)):
        noun = across[0]
        if noun.endswith(_WAY_OF_MANAGING):
            return across.end() if len(noun) <= _LONGEST_TEAM else place
    noun = noun.removesuffix("成员")
    if (led := _LED_TO_COLON.match(context.text, place)) and _is_done(context, opening):
        return led.end()
    if event := _EVENT.match(context.text, place):
        return event.end()
    if 1 < len(noun) <= _LONGEST_TEAM and noun.endswith(_GROUPS) and not _TIERED.match(context.text, place + len(noun)):
        return place + len(noun)  # “老班长”调解队
    if 1 < len(noun) <= _LONGEST_TEAM and noun.endswith(_ROOMS):
        return place + len(noun)  # “同心”调解室
    return next((place + stop for stop in range(len(noun), 0, -1) if found.kinds.head_of(noun[:stop])), place)


def _is_done(context: Context, opening: int) -> bool:
    """Return whether a quote is what a verb of doing takes, so that a verb behind it is part of the name: 建立“甲”培养机制."""
    return _DOING_BEFORE.search(context.text, max(0, opening - _FAR_VERB), max(0, opening)) is not None


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
                and not LEADS_TO_WHOLE.match(context.text, end)
                and not context.text.startswith(("书记", "主任", "领导", "牵头", "主导", "引领"), end)
                and not found.is_taken((start, end))
            ):
                told = plain_name(context.text[verb.start() : end])
                found.note(one.label, (start, end), "founded-body", _kind_of_founded(context, one), told)
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
        if name in found.kinds.known_names and name not in bodies and not found.is_taken((start, end)):
            found.note(name, (start, end), "known-name", found.kinds.kind(name, "programme"))
