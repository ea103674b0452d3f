"""The parts of measures that headings repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.header import read_header
from cengji.draft.item_lists import FEWEST_ITEMS, quotes_in
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.outline import Heading, Outline, ordinal_of
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words

__all__ = ["named_by_heading", "parts_taken_up", "read_headings", "read_news", "read_tasks", "read_title"]

_LONGEST_NOUN = 12
_QUOTE = re.compile(r"“([^“”\n]{1,20})”")
# The title of a plan, which sets out what it is for: 关于推进甲三年行动的实施方案.
_PLAN = re.compile(
    f"(?:关于(?:印发《?)?)?(?:全面|深入|进一步|扎实|持续)*(?:{either(words('general', 'doing'))})"
    "(?P<name>[\u4e00-\u9fff“”]{4,24}?)(?:的)?(?:总体|实施|工作)*(?:方案|意见|计划|办法)》?(?:的通知)?(?=$|[(（《\\s])"
)
# The title of one that has a name: 《甲街道“乙”工作方案》.
_NAMED_PLAN = re.compile(
    "“(?P<name>[^“”\n]{2,12})”(?P<noun>[\u4e00-\u9fff]{0,6}?)(?:(?:总体|实施|工作|试点|三年|年度)*(?:方案|意见)|(?:实施|工作)(?:计划|办法))》?(?:的通知)?(?=$|[(（《\\s])"
)
# The heading of the section of a plan that says what is done, not what is aimed at or demanded.
_TASKS = re.compile("(?:工作|主要|重点|具体|实施)?(?:措施|举措|内容|任务|做法)$")
_TASK = re.compile("[（(][一二三四五六七八九十]+[)）](?P<name>[\u4e00-\u9fff]{4,8})。")
# 分动员部署（9月）、全面实施（10月至12月）、巩固提升（次年）三个阶段
_STAGES = re.compile("分(?:为)?(?P<items>(?:[\u4e00-\u9fff]{2,8}[（(][^（）()\n]{2,24}[)）]、?){2,6})[两三四五六]个(?:阶段|步骤)")
_STAGE = re.compile("(?P<name>[\u4e00-\u9fff]{2,8})[（(]")
# The heading of an item of a bulletin, which says that something begins or is over.
_NEWS = re.compile(
    "[ 　]*(?P<name>“[^“”\n]{2,12}”[\u4e00-\u9fff]{0,6}?|[\u4e00-\u9fff]{3,12}?)(?:正式|顺利|圆满|即将)?"
    "(?:开张|开班|开课|开讲|开业|开街|开放|开幕|启动|启用|上线|揭牌|挂牌|成立|换届|落幕|闭幕|收官|结束|投用|投入使用|亮相|举行|举办)(?=[，,！!]|$)",
    re.MULTILINE,
)
_SHORTEST_ITEM = 40
# A numbered heading that is nothing but something done: （一）实施甲行动.
_CASE = re.compile("[ 　]*[【\\[(（](?:案例|做法|经验|典型)[一二三四五六七八九十\\d]*[】\\])）]")  # 【案例一】甲区：“乙”激活末梢
_NUMBERED = re.compile("[一二三四五六七八九]是“?$")
_DONE = re.compile(f"(?:{either(words('general', 'doing'))})(?P<name>[\u4e00-\u9fff“”+]{{4,24}})$")


def read_headings(found: MeasureCollection, outline: Outline) -> None:
    """Read the headings that repeat the parts of something, as parts of it: “微、治、优” and 立足于“微”强基础."""
    _read_repeated_quotes(found, outline)
    parts = {name: one for one in found.in_order() if one.rule == "listed-part" for name in (one.label, *one.aliases)}
    letters = {item: one for one in found.in_order() for name in (one.label, *one.aliases) for item in name.split("、") if len(item) == 1}
    for heading in outline.headings:
        for quote in _QUOTE.finditer(found.context.text, *heading.span):
            if whole := letters.get(quote[1]):
                found.note_part(quote[1], quote.span(), whole)
        line = found.context.text[slice(*heading.span)].strip()
        _, title = ordinal_of(line)
        name = next((title[at:] for at in range(len(title) - 1) if title[at:] in parts), None)
        if name and title != line and len(title) <= _LONGEST_NOUN:
            part = parts[name]
            start = found.context.text.index(title, *heading.span)
            part.spans.append((start, start + len(title)))
            part.aliases = [one for one in dict.fromkeys((part.label, *part.aliases)) if one != title]
            part.label = title
            found.by_name.setdefault(title, part)


def read_title(found: MeasureCollection) -> Statement | None:
    """Return what a document sets out by its title, if that is the title of a plan and ends in a noun of measures or is a name."""
    title = read_header(found.context.passages).title or ""
    plan, named = _PLAN.search(title), _NAMED_PLAN.search(title)
    start = found.context.text.find(title) if plan or named else -1
    name = plan["name"].strip("“”") if plan else ""
    if plan and start >= 0 and found.kinds.head_of(name):
        span = (start + plan.start("name"), start + plan.end("name"))
        return found.note(name, span, "title-of-plan", found.kinds.kind(name, "programme"))
    if named is None or start < 0 or found.is_place(named["name"]):
        return None
    noun = named["noun"] if found.kinds.head_of(named["noun"]) else ""
    span = (start + named.start("name"), start + named.end("noun" if noun else "name"))
    return found.note(named["name"] + noun, span, "title-of-plan", found.kinds.kind(noun, "programme"), named["name"])


def read_tasks(found: MeasureCollection, outline: Outline, plan: Statement) -> None:
    """Read the tasks that a plan numbers (（一）摸底画像。), and its stages, as its parts."""
    text = found.context.text
    for match in found.context.passages.matches(_TASK):
        heading = outline.heading_over(match.start())
        if heading and _TASKS.search(text[slice(*heading.span)].strip()) and not found.is_taken(match.span("name")):
            name = match["name"]
            found.note(name, match.span("name"), "task-of-plan", found.kinds.kind(name, found.kinds.usual_kind), part_of=plan)
    for match in _STAGES.finditer(text):
        for stage in _STAGE.finditer(text, *match.span("items")):
            found.note_part(stage["name"], stage.span("name"), plan)


def named_by_heading(found: MeasureCollection, heading: Heading | None) -> Statement | None:
    """Return the measure that a numbered heading names, if it says nothing else than that it is done, or that of one of several cases."""
    if heading is None:
        return None
    if _CASE.match(found.context.text, *heading.span):
        printed = dict.fromkeys(found.characters[at] for at in range(*heading.span) if at in found.characters)
        told = [one for one in printed if not any(_NUMBERED.search(found.context.text, max(0, at - 3), at) for at, _ in one.spans)]
        return told[0] if len(printed) == len(told) == 1 else None
    line = found.context.text[slice(*heading.span)]
    number, title = ordinal_of(line.strip())
    done = _DONE.match(title) if number else None
    if done is None:
        return None
    start = heading.span[0] + line.index(title) + done.start("name")
    named = found.characters.get(start)
    return named if named and found.characters.get(start + len(done["name"]) - 1) is named else None


def read_news(found: MeasureCollection, outline: Outline) -> dict[Span, Statement]:
    """Return of what the items of a bulletin tell, by the span of their headings: “时间银行”开张 and all that stands below it."""
    items = [one for one in outline.headings if one.stop - one.span[1] > _SHORTEST_ITEM]
    told: dict[Span, Statement] = {}
    for heading in items if len(items) >= FEWEST_ITEMS else ():
        news = _NEWS.match(found.context.text, *heading.span)
        if news:
            name, span = news["name"].strip("“”"), news.span("name")
            kind = found.kinds.kind(name, found.kinds.usual_kind)
            told[heading.span] = found.taking(span) or found.note(name, span, "heading-of-news", kind)
    return told


def parts_taken_up(found: MeasureCollection, outline: Outline, measures: list[Statement]) -> Iterator[tuple[Heading, Statement]]:
    """Yield the headings of as many sections as a whole has parts, each with the part of which it has a word, all in one order.

    Such as 从便民服务、物业管理、热线办理三个方面, then 服务“近”了, 物业“红”了 and 热线“快”了.
    """
    text = found.context.text
    sections = [one for one in outline.headings if one.stop - one.span[1] > _SHORTEST_ITEM]
    siblings: dict[int, list[Statement]] = {}
    for one in measures:
        if one.rule == "listed-part" and isinstance(one.fields.get("part_of"), Statement):
            siblings.setdefault(id(one.fields["part_of"]), []).append(one)
    for parts in siblings.values():
        behind = [one for one in sections if one.span[0] > parts[0].start]
        for first in range(len(behind) - len(parts) + 1) if len(parts) >= FEWEST_ITEMS else ():
            run = list(zip(behind[first : first + len(parts)], parts, strict=True))
            if all(_has_word_of(text[slice(*heading.span)], part.label) for heading, part in run):
                yield from run
                break


def _has_word_of(heading: str, name: str) -> bool:
    """Return whether a heading prints two characters that stand side by side in a name."""
    return any(name[at : at + 2] in heading for at in range(len(name) - 1))


def _read_repeated_quotes(found: MeasureCollection, outline: Outline) -> None:
    """Read three or more names in quotes, of which headings repeat most, as the parts of what begins their sentence."""
    text, passages = found.context.text, found.context.passages
    headings = "\n".join(text[slice(*heading.span)] for heading in outline.headings)
    for quotes in passages.once(quotes_in, 0, len(text)):
        names = [name for name, _ in quotes if name in headings]
        if len(names) < FEWEST_ITEMS:
            continue
        place = quotes[0][1][0] - 1
        start, _ = passages.sentences[passages.sentence_at(place)]
        whole = next((one for at in range(start, place) if (one := found.characters.get(at))), None)
        for name in names:
            part = found.by_name.get(name)
            if part and part.kind != "element" and part is not whole:
                part.fields.update(kind="element", generic=None, part_of=whole)
