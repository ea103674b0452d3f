"""Which measure a whole article is about."""

from __future__ import annotations

import re

from cengji.draft.context import Context
from cengji.draft.header import read_header
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.outline import Heading, Outline, ordinal_of
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["PURPOSE", "main_measure", "sentences_elsewhere"]

# What an article is about, by the verb that its beginning tells it with: 创新打造“甲”品牌, 探索符合实际的乙模式.
_LED = re.compile(
    "(?:创新|探索|首创|摸索|总结|提炼)[^，。；\n]{0,24}$|(?:近年来|近几年|以来|为破解)[^。；\n]{0,30}(?:推行|打造|实施|构建)[^，。；\n]{0,8}$"
)
_LED_KINDS = frozenset({"working-method", "brand", "reform"})
_ALLIANCE = "organization-setting"
_FIRST_WORDS = 60  # characters
_BUILT = re.compile(
    "(?:近年来|近几年|以来|今年来|为破解)[^。；\n]{0,60}(?<!以)(?:推行|打造|实施|构建|建立|探索|创新)(?:了|出)?[^，。；\n]{0,8}$"
)
_BUILT_KINDS = _LED_KINDS | {"scheme", "mechanism", "programme"}
_WAYS_OF_ALL = frozenset({"working-method", "brand", "reform", "scheme"})  # what a story tells of that begins at a place
_UMBRELLAS = frozenset({"programme", "project", "campaign", "reform", "working-method", "brand"})
_CARRIED_OUT = re.compile("(?:实施|推进|启动|推行|开展|打造|探索|摸索|总结|深化|创建|抓实|创新)(?:了|出)?[^，。；\n“]{0,6}$")
_NEAR = 12  # characters between such a verb and the name
# What something else is done for: 为推动“甲”常态化，….
PURPOSE = re.compile("为(?:了|进一步|切实)?(?:加强|推进|推动|深化|强化|完善|健全|落实|贯彻)[^，。；\n“]{0,8}$")
_OUTLETS = frozenset({"facility", "team", "platform"})
_SET_UP = _OUTLETS | {"organization-setting", "training", "list"}  # what is set up among other things, however often it is named
_QUOTED = re.compile("“([^“”]{2,16})”")
_LONGEST_OF_ONE = 3000  # characters of an article that tells of one measure
_SHORT_ARTICLE = 800  # characters of one that begins with it
_LEAD = 4  # one of so many parts of a longer article, in which it says by what all is done
_AS_HANDLE = re.compile("以([^，。；\n]{4,30})为(?:抓手|载体|牵引|引领|契机|主线|总抓手|突破口|切入点)")
# What all is done by: 以“甲”建设为抓手
_BY_HANDLE = re.compile("以(“[^“”\n]{2,16}”[^，,。；;“”\n]{0,6})为(?:[总主]?抓手|主线|[主总]?牵引|载体)")
_NEWS = re.compile("[；;]")  # parts the items of a bulletin
_OPENING = re.compile("[ 　\\n]*(?:[在如]|例如|比如|其中[，,]?)?")  # what stands before the place that a sentence tells of
_MOST_SECTIONS = 2
_SHORTEST_SECTION = 40


def main_measure(found: MeasureCollection, outline: Outline, measures: list[Statement]) -> Statement | None:
    """Return the measure that an article of some length is about: what its title or its beginning says that all is done by.

    A text of several sections or items of news, as its headings, numbers or title tell, is about none.
    """
    text = found.context.text
    if not measures:
        return None
    if len(text) > _LONGEST_OF_ONE:
        return _named_by_title(found, measures)
    lead = len(text) // _LEAD
    sections = _sections(outline)
    several = {one.span for one in sections} if len(sections) > _MOST_SECTIONS else set()
    led = [
        one
        for one in measures
        if one.start < lead
        and (
            ((one.kind in _LED_KINDS or _leads(one)) and _LED.search(text, max(0, one.start - 40), one.start))
            or (one.kind in _BUILT_KINDS and "part_of" not in one.fields and _BUILT.search(text, max(0, one.start - 80), one.start))
        )
        and not ((heading := outline.heading_over(one.start)) and heading.span in several)  # what one of several sections is led by
        and not any(start <= one.start < end for start, end in outline.numbered)  # 一、创新实施“甲”模式: one of several
    ]
    if len(led) == 1:
        return led[0]
    numbered = (one for one in sections if ordinal_of(text[slice(*one.span)].lstrip())[0])
    if sections and (umbrella := _umbrella(found, next(numbered, sections[0]), measures)):
        return umbrella
    handled = next((one for match in _BY_HANDLE.finditer(text[:lead]) if (one := found.taking(match.span(1)))), None)
    if handled:
        return handled
    if by_title := _named_by_title(found, measures):
        return by_title
    if several or _is_news(found):
        return None
    if outline.numbered:
        return None  # sections of their own
    if len(text) <= _SHORT_ARTICLE:
        aims = {id(one) for one in measures if PURPOSE.search(text, max(0, one.start - _NEAR), one.start)}
        quoted = [one for one in measures if one.rule == "quoted-name" and id(one) not in aims]
        wide = [one for one in quoted if one.kind in _WAYS_OF_ALL and one.start < len(text) // 2]
        first = next(iter(wide if quoted and quoted[0].kind in _OUTLETS else quoted), None)
        if first is None or 2 * first.start > len(text) or first.label in found.context.by_name("groups"):
            return None  # named late, or as one of several teams
        is_told_again = len(first.spans) > 1 and first.kind not in _SET_UP
        return first if first.kind in _WAYS_OF_ALL or is_told_again else None
    return next((one for match in _AS_HANDLE.finditer(text[:lead]) if (one := found.taking(match.span(1)))), None)


def _leads(one: Statement) -> bool:
    """Return whether what is set up in the first words of a text is named again: 创新打造“红色物业联盟”."""
    return one.kind == _ALLIANCE and one.start < _FIRST_WORDS and len(one.spans) > 1


def _is_news(found: MeasureCollection) -> bool:
    return _NEWS.search(read_header(found.context.passages).title or "") is not None


def _named_by_title(found: MeasureCollection, measures: list[Statement]) -> Statement | None:
    """Return the first measure that the title names in quotes, unless it lists items of news."""
    named = [] if _is_news(found) else [plain_name(quote) for quote in _QUOTED.findall(read_header(found.context.passages).title or "")]
    return next((one for name in named for one in measures if name in (one.label, *one.aliases)), None)


def _umbrella(found: MeasureCollection, first: Heading, measures: list[Statement]) -> Statement | None:
    """Return what the lines before the first section say that all is done under: 从2022年起实施“甲”工程, if it is the one such."""
    text = found.context.text
    named = [
        one
        for one in measures
        if one.kind in _UMBRELLAS
        and any(start < first.span[0] and _CARRIED_OUT.search(text, max(0, start - _NEAR), start) for start, _ in one.spans)
    ]
    return named[0] if len(named) == 1 else None


def sentences_elsewhere(context: Context, outline: Outline) -> frozenset[int]:
    """Return the numbers of the sentences of a text of several sections that tell of a place below that of the case.

    They begin with it, up to the end of their paragraph: 在甲街道，…. A text without sections is there too about the one thing.
    """
    if len(_sections(outline)) <= _MOST_SECTIONS:
        return frozenset()
    places, home = context.mentions("places"), context.home
    found, stop = set(), 0
    for number, (start, end) in enumerate(context.passages.sentences):
        begin = _OPENING.match(context.text, start, end).end()  # type: ignore[union-attr]  # it may be empty
        one = next((place for span, place in places.within(begin, begin + 1)), None)
        line = context.text.find("\n", start)
        if one is not None:
            stop = (line if line >= 0 else len(context.text)) if one is not home and _is_part_of(one, home) else 0
        if start < stop:
            found.add(number)
    return frozenset(found)


def _is_part_of(place: Statement, home: Statement) -> bool:
    at: object = place
    while isinstance(at, Statement) and at is not home:
        at = at.fields.get("part_of")
    return at is home


def _sections(outline: Outline) -> list[Heading]:
    """Return the headings that stand over a text of their own."""
    return [one for one in outline.headings[1:] if one.stop - one.span[1] > _SHORTEST_SECTION]
