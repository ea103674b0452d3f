"""What a measure is part of: what the heading or topic sentence above it names, or what begins its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cengji.draft.item_lists import count_in
from cengji.draft.measure_collection import MeasureCollection, is_within
from cengji.draft.measure_headings import named_by_heading, parts_taken_up
from cengji.draft.measure_items import items_by_sentence
from cengji.draft.measure_main import PURPOSE, main_measure, sentences_elsewhere
from cengji.draft.measure_routines import ROUTINES, routines_by_whole
from cengji.draft.outline import Heading, Outline
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["put_into_wholes"]

_SHORTEST_NAME = 3  # characters of a name that a topic sentence repeats
_LONGEST_PART = 12  # characters of the name of a part that a heading repeats
_QUOTED_CHARACTER = re.compile("“(.)”")
# Verbs of going on with something wide, whose steps follow: 推进…改革，设立…、制定….
_WIDE = re.compile(f"(?<!通过)(?<!以)(?:{either(words('general', 'wide'))})[^，,。、]{{0,6}}$")
_LAUNCHED = re.compile(f"(?<!通过)(?<!以)(?:办起|发起|{either(words('general', 'doing'))})[^，,。、]{{0,6}}$")
_WIDE_KINDS = frozenset({"programme", "reform", "campaign", "project"})
# Ways of working, which take in the concrete things that their sentence sets up next: 打造“甲”服务模式，开展技能培训.
_WAYS = frozenset({"mechanism", "working-method", "service", "brand"})
_WAYS_TOLD = frozenset({"working-method", "mechanism", "brand", "scheme"})
_CONCRETE = frozenset({"service", "training", "team", "list", "facility", "platform", "campaign", "incentive", "rule"})
_GIVING = frozenset({"facility", "team", "platform", "campaign"})  # what services are given by
_GIVEN, _SERVICE = ("listed-example", "served"), "service"
_POSTS = ("岗", "责任区")  # 党员示范岗: what one does there is not told behind it
_LOOKED_AT = re.compile("(?:聚焦|围绕|依托|针对|运用|利用|发挥|根据|按照|对照|签订|总结|参与)[^，,。；;]{0,8}$")
# 这笔基金由居民捐赠: what the sentence before has named.
_TAKEN_UP = re.compile(
    "(?<=[。\\n])[ 　]*(?:这[一]?[个笔项支套座家种批]?|该|此)(?P<noun>[\u4e00-\u9fff]{2,4}?)(?=[由是将为把通以让已从，,])"
)
_COLON = re.compile("[”’]?(?:工作|建设)?[：:]")
_NO_NOUNS = frozenset("一二三四五六七八九十的和与、“”+两0123456789")
_COUNTED_DEED = re.compile("[二三四五六七八九十两]个(?P<deed>[\u4e00-\u9fff]{2,4})")
_DIGITS = re.compile(r"\d{2,4}(?!\d)")
_JOINED = re.compile("[和与及、]|以及")  # 健全“甲”机制和“乙”机制
_CLAUSES = re.compile("[。；;\n]")


def put_into_wholes(found: MeasureCollection, outline: Outline, planned: Statement | None, news: dict[Span, Statement]) -> None:
    """Note of each measure that is part of none yet what it is part of, if anything says so.

    :param planned: what the document is the plan of.
    :param news: what the items of a bulletin tell of, by their headings.
    """
    measures = found.in_order()
    parts = {name: one for one in measures if one.kind == "element" for name in (one.label, *one.aliases)}
    compounds = _compounds(found, measures)
    named = {heading.span: list(_named_parts(found, heading.span, parts)) for heading in outline.headings}
    for section, part in parts_taken_up(found, outline, measures):
        named[section.span] = named[section.span] or [part]
    topics = {topic.span: _compound_in(found, topic, compounds) or _named_in_topic(found, topic) for topic in outline.topics}
    _put_into_formulas(found, measures)
    begun = dict(_clause_heads(found, measures)) | dict(routines_by_whole(found, measures))
    main = planned or main_measure(found, outline, measures)
    elsewhere = sentences_elsewhere(found.context, outline)
    items = dict(items_by_sentence(found, elsewhere))
    leading = dict(_leading_parts(found, measures)) | items | dict(_taken_up(found, measures))
    headed = {heading.span: news.get(heading.span) or named_by_heading(found, heading) for heading in outline.headings}
    row_end = min(main.spans)[1] if main else 0
    for one in measures:
        if "part_of" in one.fields:
            continue
        topic = outline.topic_over(one.start)
        topical = topics[topic.span] if topic else None
        heading = outline.heading_over(one.start)
        sectional = _of_section(found, heading, named, one)
        if sectional is None and heading and headed[heading.span] is not one:
            sectional = headed[heading.span]
        led = leading.get(found.context.passages.sentence_at(one.start))
        whole = (
            begun.get(one)
            or (led if led is not one else None)
            or (topical if topical is not one else None)
            or sectional
            or (None if found.context.passages.sentence_at(one.start) in elsewhere else main)
        )
        if whole is main and row_end and found.context.text[row_end : one.start].strip("“”") == "、":
            row_end = min(one.spans)[1]  # “甲”工作法、“乙”机制、“丙”议事
        elif whole is not None and not is_within(whole, one):
            one.fields["part_of"] = whole


def _compounds(found: MeasureCollection, measures: Iterable[Statement]) -> dict[str, Statement]:
    """Return the parts of what counts a deed by their full names, as far as these are printed: 组织下沉, of 五个下沉."""
    compounds = {}
    for one in measures:
        whole = one.fields.get("part_of")
        deed = _COUNTED_DEED.fullmatch(whole.label) if isinstance(whole, Statement) and one.kind == "element" else None
        name = one.label + deed["deed"] if deed else ""
        if deed and name in found.context.text:
            compounds[name] = one
            one.aliases.append(name)
    return compounds


def _compound_in(found: MeasureCollection, topic: Heading, compounds: dict[str, Statement]) -> Statement | None:
    """Return the part that a topic sentence names by its full name."""
    sentence = found.context.text[slice(*topic.span)]
    return next((one for name, one in compounds.items() if name in sentence), None)


def _put_into_formulas(found: MeasureCollection, measures: list[Statement]) -> None:
    """Note that measures are parts of one whose number their numerals make: 五整合、四统一、三健全 of 543工作法."""
    for number, one in enumerate(measures):
        digits = _DIGITS.match(one.label)
        count = len(digits[0]) if digits else 0
        start, _ = found.context.passages.sentences[max(0, found.context.passages.sentence_at(one.start))]
        before = [other for other in measures[max(0, number - 8 * count) : number] if other.start >= start and other.kind != "element"]
        named = "".join(str(count_in(other.label) or " ")[-1] for other in before)
        at = named.find(digits[0]) if digits else -1
        for other in before[at : at + count] if at >= 0 else ():
            if "part_of" not in other.fields and not is_within(one, other):
                other.fields["part_of"] = one


def _named_parts(found: MeasureCollection, span: Span, parts: dict[str, Statement]) -> Iterator[Statement]:
    """Yield the listed parts whose names a heading repeats, in its order."""
    text = found.context.text[slice(*span)]
    at = 0 if parts else len(text)
    while at < len(text):
        quoted = _QUOTED_CHARACTER.match(text, at)
        if quoted and (part := parts.get(quoted[1])):
            yield part
        name = next(
            (text[at:stop] for stop in range(min(len(text), at + _LONGEST_PART), at + _SHORTEST_NAME - 1, -1) if text[at:stop] in parts),
            None,
        )
        if name:
            yield parts[name]
        at += len(name or ".")


def _clause_heads(found: MeasureCollection, measures: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield each measure behind the first of a clause with that, where the first is wide, or a way and the other a piece of it."""
    text, stop, head, giver, is_wide = found.context.text, 0, None, None, False
    for one in measures:
        if one.kind == "element" or one.rule in ROUTINES:
            continue
        if giver and _is_given(one) and one.start < giver[1]:
            one.fields.update(kind="element", generic=None)  # one of what it is there for
            yield one, giver[0]
            continue
        giver = (one, _end_of_sentence(text, one)) if one.kind in _GIVING and "part_of" not in one.fields else giver
        if one.start >= stop or _opens(text, one) or _tells(text, one):
            head = one
            stop, is_wide = _reach(text, one)
        elif head and not _is_joined(text, head, one) and (is_wide or _is_piece(text, head, one)):
            yield one, head


def _is_joined(text: str, head: Statement, one: Statement) -> bool:
    """Return whether a measure is named side by side with the first of its clause: 甲机制和乙机制, “甲”“乙”活动."""
    between = text[(end := min(head.spans)[1]) : one.start].strip("“”")
    return (not between and "”“" in text[end - 1 : one.start + 1]) or _JOINED.fullmatch(between) is not None


def _leading_parts(found: MeasureCollection, measures: Iterable[Statement]) -> Iterator[tuple[int, Statement]]:
    """Yield the numbers of the sentences that begin with a part, and the part: 居民自治推行….

    What begins as 在甲上 tells of it up to the next such beginning in its paragraph.
    """
    passages, text = found.context.passages, found.context.text
    leads: dict[int, Statement] = {}
    for one in measures:
        for start, end in one.spans if one.kind == "element" else ():
            number = passages.sentence_at(start)
            before = text[passages.sentences[number][0] : start].strip() if number >= 0 else "-"
            if before in ("在", "就"):
                leads[number] = one
            elif not before and not text.startswith(("、", "”"), end):
                yield number, one
    for number, one in leads.items():
        stop = text.find("\n", passages.sentences[number][0])
        yield number, one
        for further in range(number + 1, len(passages.sentences)):
            if further in leads or passages.sentences[further][0] >= stop >= 0:
                break
            yield further, one


def _taken_up(found: MeasureCollection, measures: list[Statement]) -> Iterator[tuple[int, Statement]]:
    """Yield the numbers of the sentences that begin by taking up a measure named before in the paragraph, and it: 这笔基金资助…."""
    passages, text = found.context.passages, found.context.text
    for start, end in passages.sentences:
        match = _TAKEN_UP.match(text, start, end)
        if not match:
            continue
        begin = text.rfind("\n", 0, match.start()) + 1
        before = [one for one in measures if begin <= one.start < match.start() and one.kind != "element"]
        if before and any(name.endswith(match["noun"]) for name in (before[-1].label, *before[-1].aliases)):
            yield passages.sentence_at(match.start("noun")), before[-1]


def _reach(text: str, head: Statement) -> tuple[int, bool]:
    """Return where the stretch ends that the first measure of a clause may take in, and whether it is wide and takes in all of it."""
    span = min(head.spans)
    line = text.find("\n", span[1])
    paragraph = line if line >= 0 else len(text)
    is_first = not _CLAUSES.search(text[: span[0]].rsplit("\n", 1)[-1])
    if _opens(text, head) or (is_first and head.kind in _WIDE_KINDS and PURPOSE.search(text, max(0, span[0] - 16), span[0])):
        return paragraph, True
    if _tells(text, head):
        point = text.find("。", span[1], paragraph)
        return point if point >= 0 else paragraph, True
    end = _CLAUSES.search(text, span[0])
    verb = _LAUNCHED if head.kind in _WIDE_KINDS or head.label.endswith("项目") else _WIDE
    return end.start() if end else len(text), verb.search(text, max(0, span[0] - _LONGEST_PART), span[0]) is not None


def _opens(text: str, one: Statement) -> bool:
    """Return whether a colon leads from something wide to all that is done of it: 推进管理体制改革：通过…."""
    return one.kind in _WIDE_KINDS and _COLON.match(text, min(one.spans)[1]) is not None


def _tells(text: str, one: Statement) -> bool:
    """Return whether a colon leads from a way of doing things to how it is done: 推出甲模式：把…."""
    return one.kind in _WAYS_TOLD and _COLON.match(text, min(one.spans)[1]) is not None


def _end_of_sentence(text: str, one: Statement) -> int:
    end = _CLAUSES.search(text, one.start)
    return end.start() if end else len(text)


def _is_given(one: Statement) -> bool:
    """Return whether a measure is a service that is told as given by the outlet before it: 建立“甲”驿站，提供歇脚、充电等服务."""
    return one.rule in _GIVEN and one.kind == _SERVICE


def _is_piece(text: str, head: Statement, one: Statement) -> bool:
    """Return whether a measure is a concrete piece of the way that its clause begins with."""
    span = min(head.spans)
    return (
        head.kind in _WAYS
        and "、" not in head.label
        and one.kind in _CONCRETE
        and (one.kind != head.kind or head.kind == "service")
        and not (head.rule == "verb-of-doing" and (head.kind == "service" or head.label.endswith(_POSTS)))
        and head.rule not in ("verb-and-object", "listed-way", "listed-example")
        and "，" in text[span[1] : one.start].replace(",", "，")
        and not _LOOKED_AT.search(text, max(0, span[0] - 16), span[0])
    )


def _named_in_topic(found: MeasureCollection, topic: Heading) -> Statement | None:
    """Return the measure that a topic sentence names: there, or by a name that is printed behind it in its paragraph."""
    if several := _parts_in(found, topic.span):
        return several
    if named := found.taking(topic.span):
        spans = [span for span in named.spans if topic.span[0] <= span[0] < topic.span[1]]
        is_counted = any(found.context.passages.starts_count(end) for _, end in spans)
        is_one_of_two = any(found.context.text.startswith(("与", "和", "同"), end) for _, end in spans)
        return None if is_counted or is_one_of_two else named  # 打造“会客厅”152个 tells of these alone
    sentence = plain_name(found.context.text[slice(*topic.span)])
    behind = dict.fromkeys(found.characters[place] for place in range(topic.span[1], topic.stop) if place in found.characters)
    return next(
        (one for one in behind if any(len(name) >= _SHORTEST_NAME and name in sentence for name in (one.label, *one.aliases))), None
    )


def _parts_in(found: MeasureCollection, span: Span) -> Statement | None:
    """Return what the parts make up that a topic sentence lists, two or more: 推进治理网格化、服务精细化."""
    parts = dict.fromkeys(found.characters[place] for place in range(*span) if place in found.characters)
    wholes = {id(one.fields.get("part_of")): one.fields.get("part_of") for one in parts if one.kind == "element"}
    whole = next(iter(wholes.values()), None)
    return whole if len(wholes) == 1 < len(parts) and isinstance(whole, Statement) and all(one.kind == "element" for one in parts) else None


def _of_section(found: MeasureCollection, heading: Heading | None, named: dict[Span, list[Statement]], one: Statement) -> Statement | None:
    """Return the part of a measure that the heading above another names; of several, the one most like the name or its clause.

    Of equals it is the one that is printed last before.
    """
    parts = named[heading.span] if heading else []
    if len(parts) < 2 or heading is None:
        return parts[0] if parts else None
    text = found.context.text
    before = plain_name(text[heading.span[1] : one.spans[0][1]])
    told = [
        (_likeness(part, one.label), max(before.rfind(name) for name in (part.label, *part.aliases)), -number, part)
        for number, part in enumerate(parts)
    ]
    best = max(told, key=lambda rank: rank[:3])
    return best[3] if best[0] or best[1] >= 0 else parts[0]


def _likeness(part: Statement, name: str) -> int:
    """Return how many characters of the nouns of a part a name has: 履职清单 has that of 一单明, and of 履责事项一单明 three."""
    own = {character for label in (part.label, *part.aliases) for character in label} - _NO_NOUNS
    return len(own & set(name))
