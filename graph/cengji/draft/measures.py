"""Measures: names in quotes with the noun behind them, what verbs of doing take, names that are known, lists and their parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from cengji.draft.context import Context, Mentions
from cengji.draft.measure_kinds import MeasureKinds
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words
from cengji.text.characters import plain_name

__all__ = ["find_measures"]

_LONGEST = 24
_SHORTEST_BUILT = 6  # characters of a name that is one without 建设 too
_MOST_UNLIKE = 2  # characters by which the items of a list differ
_QUOTE = re.compile(r"“([^“”\n]{1,40})”|‘([^‘’\n]{1,40})’")
# What a place does with a measure.
_DOING = re.compile(either(words("general", "doing")))
# Verbs behind which a body is set up, up to a number and a quantifier before its name.
_FOUNDING = re.compile(
    "(?:设立|设置|组建|成立|建立|建成|打造|搭建|下设|建强|增设|创建|组成|建)(?:了|起)?(?:一[支个批套])?[\\d余多个支家]{0,6}[“]?$"
)
_GENERAL = re.compile(f"(?:{either(words('general', 'measures'))})+")
_PARTICLE = re.compile("全[市区县省]|[以的了在对向由使让把将与到及]|等")
_GOES_ON = re.compile("[员者长化性人]|建设|体系|机制|改革|工作法|平台")
# Three items or more of one length, up to the noun that they lead to.
_EQUAL_LIST = re.compile(r"(?P<items>(?:[\u4e00-\u9fff]{3,12}[、+]){2,}[\u4e00-\u9fff]{3,9}?)(?P<lead>等|的|”)")
_STOP = re.compile("[，,。；;：:！!？?、]")
_SURE_END = re.compile("(?:机制|制度|平台|工程|行动|计划|工作法|模式|清单|办法|协议|系统|流程|改革|信箱|体系)$")
_NAME = re.compile("[\u4e00-\u9fff+]|\\d{2}")
_LEAD_IN = re.compile("^(?:[的了起]|了一[支套批个项]|一[支套批个项种]|[“‘])*")
# Quotes that name nothing: images, slogans, words spoken.
_RHETORIC = re.compile(
    "公里|一米|百米|步路|贴心人|主心骨|好帮手|领头|头雁$|圆梦人|神经|细胞|血管|短板|牛鼻子|桥头堡|堡垒|先锋$|接地气|两张皮|独角戏|大合唱|四梁八柱|一盘棋|马拉|疑难|杂症|钥匙|金字|升级$|红利|走样|"
    "[^议委]员$|代言人|[^养]人$|政绩|要务|干预|走读|虚化|鸟$|虫害|天花板|底气|造血|[？?！!。，,你他]|要我|我要|什么|怎么|如何|要干|起来$|下来$|出来$|不[了到敢能足够]|没有|老大难|扫一扫|焕发|乱象|阵地战|攻坚战"
)
_ENUMERATED = re.compile(r"((?:[^、，,。；;：:“”\s]{2,12}、)+[^、，,。；;：:“”\s]{2,12})(?:等)?的?“")
_LIST = re.compile(r"(?:[^、，,。；;：:“”\s]{2,14}、)+[^、，,。；;：:“”\s]{2,14}")
_NUMERALS = {one: value for value, one in enumerate("零一二三四五六七八九十")} | {"两": 2}
_COUNT_IN_NAME = re.compile("[二三四五六七八九十两](?=[^\\\\d])")


@dataclass
class _Found:
    """The measures found, by name, and the characters that they take."""

    context: Context
    kinds: MeasureKinds
    by_name: dict[str, Statement] = field(default_factory=dict)
    characters: set[int] = field(default_factory=set)

    def note(self, name: str, span: Span, rule: str, kind: str, *aliases: str, **fields: object) -> Statement:
        """Keep a measure, or further evidence of one that is there by one of its names."""
        built = name.removesuffix("建设") if len(name) > _SHORTEST_BUILT else ""
        names = [plain_name(one) for one in (name, *aliases, built) if one]
        known = next((self.by_name[one] for one in names if one in self.by_name), None)
        self.characters.update(range(*span))
        if known:
            known.spans.append(span)
            return known
        generic = self.kinds.generic(*names)
        function = self.kinds.function(kind, generic) if kind != "element" else None
        told: dict[str, object] = {"kind": kind, "function": [function] if function else None, "place": self.context.home, **fields}
        if generic and kind != "element":
            told["generic"] = {"measure": generic}
        measure = Statement("measures", names[0], [span], rule, told, [one for one in dict.fromkeys(names[1:]) if one != names[0]])
        for one in names:
            self.by_name.setdefault(one, measure)
        return measure

    def is_taken(self, span: Span) -> bool:
        """Return whether some measure has characters of this span."""
        return any(taken in self.characters for taken in range(*span))


def find_measures(context: Context) -> list[Statement]:
    """Return the measures that the document names, and the parts that it lists of them."""
    found = _Found(context, MeasureKinds(context.knowledge))
    rhetoric = {plain_name(one.text) for case in context.knowledge.cases for out in case.exclusions for one in out.evidence if one.text}
    for match in _QUOTE.finditer(context.text):
        if context.passages.is_prose(match.start()) and plain_name(match[0]) not in rhetoric:
            _read_quote(context, found, match)
    for start, end in context.passages.sentences:
        _read_doing(context, found, start, end)
    mentions = context.mentions("places", "bodies", "groups", "person_groups")
    for start, end in context.passages.sentences:
        _read_parts(context, found, mentions, start, end)
    _read_founded(context, found)
    _read_nouns(context, found)
    _read_known(context, found)
    measures = sorted(dict.fromkeys(found.by_name.values()), key=lambda one: one.start)
    _put_into_wholes(context, measures)
    return measures


def _put_into_wholes(context: Context, measures: list[Statement]) -> None:
    """Make the first measure of a paragraph the whole of those behind it that are part of none."""
    opening: dict[int, Statement] = {}
    ends = [match.start() for match in re.finditer("\n", context.text)]
    for one in measures:
        paragraph = bisect_left(ends, one.start)
        whole = opening.setdefault(paragraph, one) if one.kind != "element" else opening.get(paragraph)
        if whole is not None and whole is not one and "part_of" not in one.fields:
            one.fields["part_of"] = whole


def _read_quote(context: Context, found: _Found, match: re.Match[str]) -> None:
    """Read a name in quotes, with what stands before it and the noun behind it."""
    text, inner = context.text, match[1] or match[2]
    if len(inner) < 2 or _RHETORIC.search(inner) or not _NAME.search(inner):
        return
    listed = _listed_before(context, match)
    start = match.start() if listed else min(context.passages.phrase_start(match.start()), match.start())
    end = _noun_behind(context, found, match.end())
    if _is_of_a_body(context, inner, match.end()):
        return
    if set(text[start : match.start()]) & set("“”‘’"):
        start = match.start()
    whole = text[start:end]
    if len(plain_name(whole)) > _LONGEST:
        start, whole = match.start(), text[match.start() : end]
    kind = found.kinds.kind(whole, found.kinds.usual_kind)
    measure = found.note(whole, (start, end), "quoted-name", kind, text[match.start() : end], inner)
    for name, span in listed or (_listed_inside(context, match) if end > match.end() else []) or _listed_behind(context, match, end):
        found.note(name, span, "listed-part", "element", part_of=measure)


def _is_of_a_body(context: Context, inner: str, place: int) -> bool:
    """Return whether a quote only tells what kind of body is meant: “两新”组织."""
    kinds = context.knowledge.names("body-kind")
    named = (kinds.get(inner + context.text[place : place + length]) for length in (2, 3, 4))
    return len(inner) <= 3 and any(kind and not context.knowledge.is_below("body-kind", kind, "team") for kind in named)


def _noun_behind(context: Context, found: _Found, place: int) -> int:
    """Return where the noun ends that stands behind a quote, if it is one of measures."""
    end = place
    while not context.passages.is_cut_at(end) and context.text[end] not in "“”‘’" and end - place < 12:
        end += 1
    noun = context.text[place:end]
    return next((place + stop for stop in range(len(noun), 0, -1) if found.kinds.head_of(noun[:stop])), place)


def _listed_before(context: Context, match: re.Match[str]) -> list[tuple[str, Span]]:
    """Return the items listed before a name that counts them, with their spans: 温馨一点、方便一点 … “五个一点”."""
    counted = _counted(match)
    listed = _ENUMERATED.search(context.text, max(0, match.start() - 80), match.start() + 1) if counted else None
    if not counted or not listed or listed.end() != match.start() + 1:
        return []
    items = listed[1].removesuffix("等").split("、")
    if len(items) != _NUMERALS[counted[0]]:
        return []
    return _spans_of(context, items, listed.start())


def _listed_inside(context: Context, match: re.Match[str]) -> list[tuple[str, Span]]:
    """Return the items of a quote that lists three or more of one length: “申请、听证、确认、进入”."""
    items = (match[1] or match[2]).split("、")
    spans = _spans_of(context, items, match.start() + 1) if len(items) > _MOST_UNLIKE else []
    return spans if len({end - start for _, (start, end) in spans}) == 1 else []


def _listed_behind(context: Context, match: re.Match[str], end: int) -> list[tuple[str, Span]]:
    """Return the items listed behind a name that counts them, in its sentence: “五个一”培训模式，将理论教授、现场教学 …."""
    counted = _counted(match)
    number = context.passages.sentence_at(match.start())
    if not counted or number < 0:
        return []
    for listed in _LIST.finditer(context.text, end, min(end + 90, context.passages.sentences[number][1])):
        items = listed[0].split("、")
        spans = _spans_of(context, items, listed.start())
        lengths = sorted(end - start for _, (start, end) in spans)
        if len(items) == _NUMERALS[counted[0]] and lengths[-1] - lengths[0] <= _MOST_UNLIKE:
            return spans
    return []


def _counted(match: re.Match[str]) -> re.Match[str] | None:
    """Return the one numeral of a name that says of how many parts it is."""
    inner = match[1] or match[2] or ""
    return _COUNT_IN_NAME.search(inner) if len(_COUNT_IN_NAME.findall(inner)) == 1 and "两新" not in inner else None


def _spans_of(context: Context, items: list[str], at: int) -> list[tuple[str, Span]]:
    """Return the items of a list with their spans; where all others are of one length, the first and the last are cut to it."""
    spans = []
    for item in items:
        spans.append((at, at + len(item)))
        at += len(item) + 1
    lengths = {len(item) for item in (items[1:-1] if len(items) > 2 else items[1:])}
    if len(lengths) == 1:
        length = lengths.pop()
        first, last = spans[0], spans[-1]
        spans[0] = (max(first[0], first[1] - length), first[1])
        spans[-1] = (last[0], min(last[1], last[0] + length))
    return [(context.text[slice(*span)], span) for span in spans]


def _read_doing(context: Context, found: _Found, start: int, end: int) -> None:
    """Read what a verb of doing takes, if it ends in a noun of measures."""
    for match in _DOING.finditer(context.text, start, end):
        stop = match.end()
        while stop < end and context.text[stop] not in "，,。；;：:！!？?“” 　—\n":
            stop += 1
        at = match.end()
        for piece in re.split("[、和]", context.text[at:stop]):
            name = _named(found, context.text, at, at + len(piece))
            if name and not found.is_taken(name) and not _GENERAL.fullmatch(context.text[slice(*name)]):
                found.note(context.text[slice(*name)], name, "verb-of-doing", found.kinds.kind(context.text[slice(*name)], "programme"))
            at += len(piece) + 1


def _named(found: _Found, text: str, start: int, end: int) -> Span | None:
    """Return the longest stretch from a verb on, or from its last particle on, that ends in a noun of measures."""
    start = found.context.passages.end_of_count(start, end)
    start += len(_LEAD_IN.match(text[start:end])[0])  # type: ignore[index]  # it may be empty
    for stop in range(min(end, start + _LONGEST + 8), start + 3, -1):
        head = found.kinds.head_of(text[start:stop])
        if not head or len(head) < 2 or _GOES_ON.match(text, stop):
            continue
        particles = [match.end() for match in _PARTICLE.finditer(text, start, stop)]
        begin = particles[-1] if particles else start
        if 4 <= stop - begin <= _LONGEST and len(head) < stop - begin:
            return begin, stop
    return None


def _read_parts(context: Context, found: _Found, mentions: Mentions, start: int, end: int) -> None:
    """Read three or more items of one length that lead to a name (…、…、…等志愿服务) or are added up (…+…+…): its parts."""
    for match in _EQUAL_LIST.finditer(context.text, start, end):
        items = re.split("[、+]", match["items"])
        spans = _spans_of(context, items, match.start("items"))
        lengths = {last - first for _, (first, last) in spans}
        if len(lengths) > 1 or not 3 <= lengths.pop() <= 8 or any(found.is_taken(span) for _, span in spans):
            continue
        stop = _STOP.search(context.text, match.end(), end)
        name = _named(found, context.text, match.end(), min(stop.start() if stop else end, match.end() + _LONGEST))
        if name is None or mentions.within(*spans[0][1]):
            continue
        label = context.text[slice(*name)]
        whole = found.note(label, name, "named-by-parts", found.kinds.kind(label, "programme"))
        for item, span in spans:
            found.note(item, span, "listed-part", "element", part_of=whole)


def _read_nouns(context: Context, found: _Found) -> None:
    """Read noun phrases of some length that end in a noun which names nothing but a measure."""
    for start, end in context.passages.phrases:
        name = context.text[start:end]
        if (
            _SURE_END.search(name)
            and 5 <= len(plain_name(name)) <= 16
            and not found.is_taken((start, end))
            and not _GENERAL.fullmatch(name)
            and "和" not in name
        ):
            found.note(name, (start, end), "noun-of-measures", found.kinds.kind(name, "programme"))


def _read_founded(context: Context, found: _Found) -> None:
    """Read the bodies and groups that are set up: each is a measure as well."""
    for one in context.section("groups", "bodies"):
        for start, end in one.spans:
            if (
                one.rule != "place-as-body"
                and _FOUNDING.search(context.text, max(0, start - 8), start)
                and not found.is_taken((start, end))
            ):
                found.note(one.label, (start, end), "founded-body", _kind_of_founded(context, one))
                break


def _kind_of_founded(context: Context, body: Statement) -> str:
    if context.knowledge.is_below("body-kind", body.kind, "service-outlet"):
        return "facility"
    return "team" if context.knowledge.is_below("body-kind", body.kind, "team") else "organization-setting"


def _read_known(context: Context, found: _Found) -> None:
    """Read the names of measures known beforehand, wherever they are printed, with the noun phrase that they end."""
    for start, end in context.passages.phrases:
        at = start
        while at < end:
            stop = next(
                (at + length for length in range(min(12, end - at), 3, -1) if context.text[at : at + length] in found.kinds.known_names),
                None,
            )
            if stop is None:
                at += 1
                continue
            begin = start if stop == end and end - start <= _LONGEST else at
            if not found.is_taken((begin, stop)):
                name = context.text[begin:stop]
                found.note(name, (begin, stop), "known-name", found.kinds.kind(context.text[at:stop], "programme"), context.text[at:stop])
            at = stop
