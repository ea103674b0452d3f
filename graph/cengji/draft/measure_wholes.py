"""What a measure is part of: what the heading or topic sentence above it names, or what begins its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cengji.draft.header import read_header
from cengji.draft.item_lists import count_in
from cengji.draft.measure_collection import MeasureCollection, is_within
from cengji.draft.outline import Heading, Outline, ordinal_of
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
_DOING = re.compile(f"(?<!通过)(?<!以)(?:{either(words('general', 'doing'))})[^，,。、]{{0,6}}$")
_WIDE_KINDS = frozenset({"programme", "reform", "campaign", "project"})
# Ways of working, which take in the concrete things that their sentence sets up next: 打造“甲”服务模式，开展技能培训.
_WAYS = frozenset({"mechanism", "working-method", "service", "brand"})
_CONCRETE = frozenset({"service", "training", "team", "list", "facility", "platform", "campaign", "incentive", "rule"})
_GIVING = frozenset({"facility", "team", "platform", "campaign"})  # what services are given by
_LOOKED_AT = re.compile("(?:聚焦|围绕|依托|针对|运用|利用|发挥|根据|按照|对照|签订|总结|参与)[^，,。；;]{0,8}$")
_COLON = re.compile("[”’]?(?:工作|建设)?[：:]")
_PURPOSE = re.compile("为(?:了|进一步|切实)?(?:加强|推进|推动|深化|强化|完善|健全)[^，,。；;]{0,6}$")
# What an article is about, by the verb that its beginning tells it with: 创新打造“甲”品牌, 探索符合实际的乙模式.
_LED = re.compile(
    "(?:创新|探索|首创)[^，。；\n]{0,24}$|(?:近年来|近几年|以来|为破解)[^。；\n]{0,30}(?:推行|打造|实施|构建)[^，。；\n]{0,8}$"
)
_LED_KINDS = frozenset({"working-method", "brand", "reform"})
_WAYS_OF_ALL = frozenset({"working-method", "brand", "reform", "scheme"})  # what a story tells of that begins at a place
_OUTLETS = frozenset({"facility", "team", "platform"})
_QUOTED = re.compile("“([^“”]{2,16})”")
_LONGEST_OF_ONE = 3000  # characters of an article that tells of one measure
_SHORT_ARTICLE = 800  # characters of one that begins with it
_LEAD = 4  # one of so many parts of a longer article, in which it says by what all is done
_AS_HANDLE = re.compile("以([^，。；\n]{4,30})为(?:抓手|载体|牵引|引领|契机|主线|总抓手|突破口|切入点)")
# What all is done by: 以“甲”建设为抓手
_BY_HANDLE = re.compile("以(“[^“”\n]{2,16}”[^，,。；;“”\n]{0,6})为(?:[总主]?抓手|主线|[主总]?牵引|载体)")
_NO_NOUNS = frozenset("一二三四五六七八九十的和与、“”+两0123456789")
_COUNTED_DEED = re.compile("[二三四五六七八九十两]个(?P<deed>[\u4e00-\u9fff]{2,4})")
_DIGITS = re.compile(r"\d{2,4}(?!\d)")
_CLAUSES = re.compile("[。；;\n]")


def put_into_wholes(found: MeasureCollection, outline: Outline) -> None:
    """Note of each measure that is part of none yet what it is part of, if anything says so."""
    measures = found.in_order()
    parts = {name: one for one in measures if one.kind == "element" for name in (one.label, *one.aliases)}
    compounds = _compounds(found, measures)
    named = {heading.span: list(_named_parts(found, heading.span, parts)) for heading in outline.headings}
    topics = {topic.span: _compound_in(found, topic, compounds) or _named_in_topic(found, topic) for topic in outline.topics}
    _put_into_formulas(found, measures)
    begun = dict(_clause_heads(found, measures))
    leading = dict(_leading_parts(found, measures))
    main = _main(found, outline, measures)
    for one in measures:
        if "part_of" in one.fields:
            continue
        topic = outline.topic_over(one.start)
        topical = topics[topic.span] if topic else None
        sectional = _of_section(found, outline.heading_over(one.start), named, one)
        whole = (
            begun.get(one)
            or leading.get(found.context.passages.sentence_at(one.start))
            or (topical if topical is not one else None)
            or sectional
            or main
        )
        if whole is not None and not is_within(whole, one):
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


def _main(found: MeasureCollection, outline: Outline, measures: list[Statement]) -> Statement | None:
    """Return the measure that an article of some length is about: what its title or it first names in quotes."""
    text = found.context.text
    if not measures or len(text) > _LONGEST_OF_ONE:
        return None
    lead = len(text) // _LEAD
    led = [one for one in measures if one.start < lead and one.kind in _LED_KINDS and _LED.search(text, max(0, one.start - 40), one.start)]
    if len(led) == 1:
        return led[0]
    handled = next((one for match in _BY_HANDLE.finditer(text[:lead]) if (one := found.taking(match.span(1)))), None)
    if handled:
        return handled
    title = read_header(found.context.passages).title or ""
    named = [plain_name(quote) for quote in _QUOTED.findall(title)]
    by_name = [one for name in named for one in measures if name in (one.label, *one.aliases)]
    if by_name:
        return by_name[0]
    if sum(ordinal_of(text[slice(*one.span)].lstrip())[0] > 0 for one in (*outline.headings, *outline.topics)) > 1:
        return None  # sections of their own
    if len(text) <= _SHORT_ARTICLE:
        quoted = [one for one in measures if one.rule == "quoted-name"]
        wide = [one for one in quoted if one.kind in _WAYS_OF_ALL and one.start < len(text) // 2]
        return next(iter(wide if quoted and quoted[0].kind in _OUTLETS else quoted), None)
    return next((one for match in _AS_HANDLE.finditer(text[:lead]) if (one := found.taking(match.span(1)))), None)


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
    text = found.context.text
    stop, head, is_wide = 0, None, False
    for one in measures:
        if one.kind == "element":
            continue
        if one.start >= stop or _opens(text, one):
            head = one
            stop, is_wide = _reach(text, one)
        elif head and (is_wide or _is_piece(text, head, one)):
            yield one, head


def _leading_parts(found: MeasureCollection, measures: Iterable[Statement]) -> Iterator[tuple[int, Statement]]:
    """Yield the numbers of the sentences that begin with a part, and the part: 居民自治推行…."""
    passages, text = found.context.passages, found.context.text
    for one in measures:
        for start, end in one.spans if one.kind == "element" else ():
            number = passages.sentence_at(start)
            if number >= 0 and not text[passages.sentences[number][0] : start].strip() and not text.startswith(("、", "”"), end):
                yield number, one


def _reach(text: str, head: Statement) -> tuple[int, bool]:
    """Return where the stretch ends that the first measure of a clause may take in, and whether it is wide and takes in all of it."""
    span = min(head.spans)
    line = text.find("\n", span[1])
    paragraph = line if line >= 0 else len(text)
    is_first = not _CLAUSES.search(text[: span[0]].rsplit("\n", 1)[-1])
    if _opens(text, head) or (is_first and head.kind in _WIDE_KINDS and _PURPOSE.search(text, max(0, span[0] - 16), span[0])):
        return paragraph, True
    end = _CLAUSES.search(text, span[0])
    verb = _DOING if head.kind in _WIDE_KINDS else _WIDE
    return end.start() if end else len(text), verb.search(text, max(0, span[0] - _LONGEST_PART), span[0]) is not None


def _opens(text: str, one: Statement) -> bool:
    """Return whether a colon leads from something wide to all that is done of it: 推进管理体制改革：通过…."""
    return one.kind in _WIDE_KINDS and _COLON.match(text, min(one.spans)[1]) is not None


def _is_piece(text: str, head: Statement, one: Statement) -> bool:
    """Return whether a measure is a concrete piece of the way that its clause begins with."""
    span = min(head.spans)
    if one.rule == "listed-example" and one.kind == "service" and head.kind in _GIVING:
        return True  # 建立“甲”驿站，提供歇脚、充电等服务
    return (
        head.kind in _WAYS
        and one.kind in _CONCRETE
        and (one.kind != head.kind or head.kind == "service")
        and head.rule not in ("verb-and-object", "listed-way")
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
        return None if is_counted else named  # 打造“会客厅”152个 tells of these alone
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
