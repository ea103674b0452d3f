"""Measures that lists tell: items of one length up to the noun for what they make up, what is brought in in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from cengji.draft.context import Context, Mentions
from cengji.draft.item_lists import COUNTS, FEWEST_ITEMS, count_in, items_before, items_of, quotes_in
from cengji.draft.measure_collection import GENERAL, MeasureCollection, is_within
from cengji.draft.measure_parts import are_bodies
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["read_counted_rows", "read_made_of_items", "read_orders", "read_rows", "read_shared_verbs", "read_summed_up"]

_HAN = "[\u4e00-\u9fff]"
_LONGEST_LEAD = 4  # characters between the last item and the noun
_NOUN = re.compile(f"{_HAN}+")
_LONGEST_NOUN = 12
_LONGEST_SUM = 16
_OF_A_KIND = frozenset({"facility", "team", "platform", "brand", "service"})  # what is one of such is such: “老兵调解”等特色工作室
# “甲”“乙”等系列服务项目
_SUMMED_UP = re.compile("(?P<row>“[^“”\\n]{1,16}”(?:[、和]?“[^“”\\n]{1,16}”)*)等(?:一?系列|各[类种]|多[类种])?")
_QUOTE = re.compile("“[^“”\\n]{1,16}”")
_VAGUE = re.compile("活动|项目|方式|形式|模式|机制|制度|平台|举措|措施|做法|重点")  # 等活动评选…
_STOP = re.compile("[，,。；;：:！!？?、“\n]")
_ORDERS = "机制|体系|模式|格局|制度|工作法|流程|办法|链条|闭环"
# 市级指导、县区统筹、街道主抓、社区落实推进机制: four items and what they make up.
_LENGTHS = (4, 3, 5, 6)  # characters of each of the items
_LONGEST_BEFORE = 8  # characters before the first of them
_MADE_OF = {
    length: re.compile(
        f"(?<!{_HAN})(?P<lead>{_HAN}{{0,{_LONGEST_BEFORE}}}?)(?P<items>(?:{_HAN}{{{length}}}[、—]){{2,}}{_HAN}{{{length}}})[”]?(?:的|等的?)?(?P<noun>(?:(?!等){_HAN}){{0,{_LONGEST_LEAD}}}?(?:{_ORDERS}))"
    )
    for length in _LENGTHS
}
_SUFFIXES = frozenset("级型类式")
_SECOND_ITEM = re.compile(f"[、—](?=(?P<item>{_HAN}{{{min(_LENGTHS)},{max(_LENGTHS)}}})[、—])")
# A list of clauses of which only the last one is about what is set up: 添置桌椅、美化庭院、建立轮值机制.
_SET_UP_LAST = re.compile("[、—](?:建立|健全|完善|构建|形成|制定|落实|推行|优化|打造)(?:健全)?")
_FIT_FOR = re.compile("符合|适合|便于|利于|贴近")  # 符合基层实际、适合基层管理、便于基层实施的新流程: what it is like
_COUNTED_LAST = re.compile("[三四五六七八九][项个大种类]$")  # 推进警格联动、物业联动、干群联动三项机制
_AS_WAY = ("以", "按照", "用")  # the items are the name: 以事权下放、科室缩减、人员下沉的新模式
# 实行精准派单、分级响应: ways of doing things, one of each.
_ROW = re.compile(f"(?:{either(words('general', 'introducing'))})(?P<items>(?:{_HAN}{{4}}、)+{_HAN}{{4}})(?=[，,。；;(（]|等)")

_TOLD_OF = re.compile("等[\u4e00-\u9fff]{0,4}(?:宣传|宣讲|教育|培训|知识)")  # of what people are told, nothing is done

# 群众点单、社区派单、党员接单: how a wish is passed on, also without a noun behind it.
_ORDER = f"{_HAN}{{1,5}}?[点下派接配送评办选制领]单"
_PASSED_ON = re.compile(f"(?<!{_HAN}){_HAN}{{0,6}}?(?P<items>(?:{_ORDER}[、—]+){{2,11}}{_ORDER})(?!{_HAN})")
# 由居民小组提议、社区审核、街道审定: how something is decided.
_DECIDES = "申请|申报|提议|提名|推荐|初审|初核|初评|评议|商议|研究|审议|审核|复核|复审|复评|把关|审定|审批|终审|批准|验收|认定|评定"
_STEP = f"{_HAN}{{2,9}}?(?:{_DECIDES})"
_DECIDED = re.compile(f"(?<!{_HAN}){_HAN}{{0,6}}?(?P<items>(?:{_STEP}[、—]+){{2,11}}(?:{_STEP}|公示))(?:(?=后|并)|(?!{_HAN}))")
# 党务、村务、财务三公开: what each of them does, and how many they are.
_SHARED_VERB = re.compile(
    f"、{_HAN}{{2,4}}?(?P<name>(?P<count>[两三四五六七八九])(?P<verb>{_HAN}{{2,3}}?)(?:{_ORDERS})?)(?![{_HAN[1:-1]}“])"
)
_VERB = 2  # characters
_NO_VERB = re.compile("[个级方类种项大次家位名者条步区县镇村街]|社区|主体|部门")


def read_made_of_items(context: Context, found: MeasureCollection, mentions: Mentions) -> None:
    """Keep what items of one length make up, with the items as its parts."""
    text = context.text
    listed = [(match.start(), len(match["item"])) for match in _SECOND_ITEM.finditer(text)]
    for length in _LENGTHS:
        for match in _made_of(text, length, [place for place, item in listed if item == length]):
            start, end = match.span("items")
            start -= text[start] in _SUFFIXES  # 县级领导挂点
            if (
                match["lead"].endswith(_AS_WAY)
                or context.passages.behind_word(start) != start
                or not context.passages.is_prose(start)
                or found.is_taken((start, match.end()))
                or _SET_UP_LAST.match(text, end - length - 1)
                or _FIT_FOR.match(text, start)
                or _COUNTED_LAST.search(text, start, end)
            ):
                continue
            first = match.start("items") + length
            items = [(start, first), *((at, at + length) for at in range(first + 1, end, length + 1))]
            if 2 * sum(any(span[1] == last for (_, last), _ in mentions.within(*span)) for span in items) > len(items):
                continue
            sentence, _ = context.passages.sentences[context.passages.sentence_at(start)]
            above = found.last_whole(sentence, start) if count_in(match["noun"]) == len(items) else None
            label = context.text[start:end] + match["noun"]
            kind = found.kinds.kind(match["noun"], found.kinds.usual_kind)
            told = {"part_of": above} if above else {}
            whole = found.note(label, (start, match.end()), "made-of-items", kind, match["noun"], **told)
            for span in items:
                found.note_part(context.text[slice(*span)], span, whole)


def _made_of(text: str, length: int, places: list[int]) -> Iterator[re.Match[str]]:
    """Yield what is made of items of a length, by the places where the first of them may end; it begins a run of Chinese characters."""
    stop = 0
    for place in places:
        start = place
        while start > max(stop, place - length - _LONGEST_BEFORE - 1) and "\u4e00" <= text[start - 1] <= "\u9fff":
            start -= 1
        match = _MADE_OF[length].match(text, start) if place - start <= length + _LONGEST_BEFORE else None
        if match:
            yield match
            stop = match.end()


def read_counted_rows(context: Context, found: MeasureCollection) -> None:
    """Keep names in quotes up to a noun that counts them as its parts: 集言“揽事”、协同“理事”、协商“决事”三步工作法."""
    text = context.text
    for row in context.passages.once(quotes_in, 0, len(text)):
        start = row[-1][1][1] + 1
        ends = range(min(len(text), start + _LONGEST_NOUN), start + 1, -1)
        stop = next((end for end in ends if _NOUN.fullmatch(text, start, end) and found.kinds.head_of(text[start:end])), start)
        label = text[start:stop]
        if len(row) < FEWEST_ITEMS or count_in(label) != len(row):
            continue
        whole = found.note(label, (start, stop), "counted-quotes", found.kinds.kind(label, found.kinds.usual_kind))
        for name, (first, last) in row:
            begin = min(context.passages.phrase_start(first - 1), first - 1)
            found.note_part(plain_name(text[begin : last + 1]), (begin, last + 1), whole, name)


def read_rows(context: Context, found: MeasureCollection, mentions: Mentions) -> None:
    """Keep what is brought in in one row of short names."""
    for match in _ROW.finditer(context.text):
        at = match.start("items")
        spans = [(place, place + 4) for place in range(at, match.end("items"), 5)]
        told = _TOLD_OF.match(context.text, match.end()) is not None
        if context.passages.is_prose(at) and not told and not any(found.is_taken(span) or mentions.within(*span) for span in spans):
            for span in spans:
                name = context.text[slice(*span)]
                found.note(name, span, "row", found.kinds.kind(name, found.kinds.usual_kind))


def read_summed_up(context: Context, found: MeasureCollection) -> None:
    """Keep what names in quotes are examples of, as what they are part of: “甲”“乙”等激励机制."""
    for match in context.passages.matches(_SUMMED_UP):
        start = match.end()
        stop = _STOP.search(context.text, start)
        end = min(stop.start() if stop else len(context.text), start + _LONGEST_SUM)
        whole = found.characters.get(start)
        name = None if whole else found.name_in(start, end)
        if name and name[0] == start and not _VAGUE.match(context.text, start) and not GENERAL.fullmatch(context.text[slice(*name)]):
            label = context.text[slice(*name)]
            whole = found.note(label, name, "summed-up", found.kinds.kind(label, found.kinds.usual_kind))
        for quote in _QUOTE.finditer(context.text, match.start("row"), match.end("row")) if whole else ():
            part = found.characters.get(quote.start() + 1)
            if part and whole and "part_of" not in part.fields and not is_within(whole, part):
                part.fields["part_of"] = whole
            if part and whole and part.fields.get("part_of") is whole and whole.kind in _OF_A_KIND and part.rule == "quoted-name":
                part.fields["kind"] = whole.kind


def read_orders(context: Context, found: MeasureCollection, mentions: Mentions) -> None:
    """Keep how a wish is passed on or something is decided, by one after the other, with the steps as its parts."""
    for match in [*context.passages.matches(_PASSED_ON), *context.passages.matches(_DECIDED)]:
        items = items_of(context.passages, *match.span("items"), "[、—]+", closes=False)
        start, end = items[0][1][0], match.end()
        if not found.is_taken((start, end)):
            kind = "rule" if match.re is _DECIDED else found.kinds.usual_kind
            whole = found.note(context.text[start:end], (start, end), "made-of-items", kind)
            actors: list[Statement] = []
            for name, span in items:
                found.note_part(name, span, whole)
                acting = [(last, one) for (first, last), one in mentions.within(*span) if first == span[0]]
                if acting and (part := found.by_name.get(name)) and part is not whole:
                    _, actor = max(acting, key=itemgetter(0))
                    part.fields["run_by"] = [actor]
                    actors.append(actor)
            if actors and kind == "rule":
                whole.fields["run_by"] = actors


def read_shared_verbs(context: Context, found: MeasureCollection, mentions: Mentions) -> None:
    """Keep what several things have done with each, counted behind them: 党务、村务、财务三公开, of 党务公开 and two more."""
    for match in context.passages.matches(_SHARED_VERB):
        (start, end), verb = match.span("name"), match["verb"]
        items = items_before(context.passages, start, COUNTS[match["count"]]) if not _NO_VERB.match(verb) else []
        if not items or found.is_taken((items[0][1][0], end)) or are_bodies(mentions, items):
            continue
        if len(verb) > _VERB:  # 自治、法治、德治三治融合 has its name behind the list
            if any(name[-1] != verb[0] for name, _ in items):
                continue
            verb = ""
        else:
            start = items[0][1][0]
        label = context.text[start:end]
        whole = found.note(label, (start, end), "made-of-items", found.kinds.kind(label, found.kinds.usual_kind), match["name"])
        for name, span in items:
            found.note_part(name + verb, span, whole)
