"""Parts and items that are numbered (一是…；二是…, 第一票是…, “1”即…), what items are called by and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.item_lists import COUNTS, FEWEST_ITEMS, count_in
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.measure_parts import NO_WHOLES, OFFICES
from cengji.draft.passages import Span
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["items_by_sentence", "read_numbered_items", "read_numbered_names", "read_slogans", "read_told_steps"]

_ITEM = re.compile("(?<=[。；;：:\\n 　])(?P<number>[一二三四五六七八九])是(?P<name>[\u4e00-\u9fff“”]{2,14})。")
_FAR_BEHIND = 60  # characters between a name and the items numbered behind it
_FAR_FORMULA = 180  # characters between a formula and what its terms are said to be
# 一是…；二是…, of what was counted before: 三个转变
_ITEM_NUMBER = re.compile("(?<![\u4e00-\u9fff])([一二三四五六七八九十])是(?!否)([^，,。；;：:\n]{3,20})")
_COUNT_BEFORE = re.compile("[二三四五六七八九十两](?![、.．】）)])(?=[个大项种]?[^，,。；;：:]{2,12})")
# 第一票是“选举票”
_NAME_NUMBER = re.compile("第([一二三四五六七八九十])[\u4e00-\u9fff]{1,2}(?:就?是|为|即)“([^“”\n]{1,20})”")
# “1”即…“5”即…“X”即…, of “1+5+X”
_EXPLAINED = re.compile(
    "“([A-Za-z0-9]{1,2}|[\u4e00-\u9fff])”(?:就?是指?|即|指|代表)(?:([^“”，。；;\n]{0,30}|[^“”。；;\n]{0,56}(?:组成|成立|组建|设立)的?)(“[^“”\n]{2,12}”)|([^“”。；;\n]{2,60}))"
)
# 三级联调工作法。网格初调：…；村级联调：…
_TOLD = re.compile("(?:(?<=[。；;\\n])|(?<=[。；;\\n] ))(?P<name>[\u4e00-\u9fff“”]{2,8})[：:][^。；;\n：:]{4,160}[。；;]")
_HOW_MANY = re.compile("(?:\\d+|[一二两三四五六七八九十]+)[名个位支](?=[一-鿿]{2})")
_STOP = re.compile("[，,。；;：:！!？?、]")
_LONGEST_NOUN = 12
_LONGEST_SLOGAN = 5  # characters of each of several items of one length that name how it is done
_KIND = "working-method"


def read_slogans(found: MeasureCollection) -> None:
    """Keep what items of one length are called by, three or more, as ways of working."""
    for run in _heads(found):
        names = [match["name"] for match in run]
        if len(run) >= FEWEST_ITEMS and len(names[0]) <= _LONGEST_SLOGAN and len(set(map(len, names))) == 1:
            for match in run:
                if not found.is_taken(match.span("name")):
                    found.note(match["name"], match.span("name"), "numbered-item", _KIND)


def items_by_sentence(found: MeasureCollection, elsewhere: frozenset[int]) -> Iterator[tuple[int, Statement]]:
    """Yield the numbers of the sentences below each numbered item, and the one measure that the item names.

    :param elsewhere: the sentences that tell of a place below; where an item does not begin with these it ends before them.
    """
    passages = found.context.passages
    for run in _heads(found):
        line = passages.text.find("\n", run[-1].end())
        stops = [match.start() for match in run[1:]] + [line if line >= 0 else len(passages.text)]
        for match, stop in zip(run, stops, strict=True):
            named = dict.fromkeys(found.characters[at] for at in range(*match.span("name")) if at in found.characters)
            if len(named) == 1:
                first, last = passages.sentence_at(match.end()), passages.sentence_at(stop - 1)
                own = (number for number in range(first, last + 1) if first in elsewhere or number not in elsewhere)
                yield from ((number, next(iter(named))) for number in own)


def _heads(found: MeasureCollection) -> list[list[re.Match[str]]]:
    """Return the items that are numbered from one on without a gap within a paragraph, two or more."""
    runs: list[list[re.Match[str]]] = []
    for match in found.context.passages.matches(_ITEM):
        number = COUNTS[match["number"]]
        if number == 1:
            runs.append([match])
        elif runs and number == len(runs[-1]) + 1 and "\n" not in found.context.text[runs[-1][-1].end() : match.start()]:
            runs[-1].append(match)
    return [run for run in runs if len(run) > 1]


def read_numbered_items(found: MeasureCollection) -> None:
    """Read what is listed as 一是…；二是… of something counted right before: its parts."""
    for run in _runs(list(_ITEM_NUMBER.finditer(found.context.text))):
        whole = _counted_before(found, run[0].start(), len(run))
        for match in run if whole else ():
            found.note_part(match[2], match.span(2), whole)  # type: ignore[arg-type]  # only where there is one


def read_told_steps(found: MeasureCollection) -> None:
    """Read what is told one by one behind a measure that counts it: its parts. 三级联调. 网格初调：…；村级联调：…；镇级专调：…."""
    passages = found.context.passages
    runs: list[list[re.Match[str]]] = []
    for match in passages.matches(_TOLD):
        if runs and runs[-1][-1].end() == match.start():
            runs[-1].append(match)
        else:
            runs.append([match])
    for run in runs:
        around = {found.characters.get(place) for place in range(max(0, run[0].start() - _FAR_BEHIND), run[0].start())}
        wholes = sorted((one for one in around if one and count_in(one.label) == len(run)), key=lambda one: one.start)
        if len(run) > 1 and wholes:
            for match in run:
                found.note_part(match["name"], match.span("name"), wholes[-1])


def _runs(matches: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the stretches of matches that are numbered from one on without a gap."""
    run: list[re.Match[str]] = []
    for match in matches:
        number = COUNTS[match[1]]
        if number != len(run) + 1:
            if len(run) > 1:
                yield run
            run = []
        if number == len(run) + 1:
            run.append(match)
    if len(run) > 1:
        yield run


def _counted_before(found: MeasureCollection, place: int, count: int) -> Statement | None:
    """Return the measure whose name counts so many parts and stands right before a place: 三个转变, 四个“全覆盖”机制."""
    text = found.context.text
    counts = [match for match in _COUNT_BEFORE.finditer(text, max(0, place - _FAR_BEHIND), place) if COUNTS[match[0]] == count]
    if not counts:
        return None
    start = end = counts[-1].start()
    while end < place and not _STOP.match(text, end) and end - start < _LONGEST_NOUN and not text[end].isspace():
        end += 1
    if text[start:end].endswith((*OFFICES, *NO_WHOLES)):
        return None
    known = found.taking((start, end))
    return known or found.note(text[start:end], (start, end), "counted-parts", "scheme")


def read_numbered_names(found: MeasureCollection) -> None:
    """Read the names that an ordinal introduces (第一票是“选举票”), and what the parts of a formula are said to be (“1”即…)."""
    text = found.context.text
    for run in _runs(list(_NAME_NUMBER.finditer(text))):
        whole = _counted_before(found, run[0].start(), len(run))
        for match in run if whole else ():
            found.note_part(match[2], match.span(2), whole)  # type: ignore[arg-type]  # only where there is one
    for match in _EXPLAINED.finditer(text):
        before = {found.characters.get(place) for place in range(max(0, match.start() - _FAR_FORMULA), match.start())}
        formula = next((one for one in sorted(filter(None, before), key=lambda one: one.start) if _is_term(match[1], one)), None)
        if formula:
            start, end = match.span(3) if match[3] else _meaning(found, *match.span(4))
            if said := plain_name(text[start:end]):
                found.note_part(f"{match[1]}：{said}", (start, end), formula, said)


def _is_term(term: str, formula: Statement) -> bool:
    """Return whether a formula such as 1+5+X has a term."""
    return any(term in re.split("[+、]", name) for name in (formula.label, *formula.aliases))


def _meaning(found: MeasureCollection, start: int, end: int) -> Span:
    """Return the noun for what a term is said to be: behind 作为, else behind the last 的 of its clause, up to a verb."""
    text = found.context.text
    end = next((place for place in range(start, end) if text[place] in "，,"), end)
    role = max(text.rfind(word, start, end) + len(word) for word in ("作为", "担任"))
    begin = role if start < role < end else max(start, text.rfind("的", start, end - 1) + 1)
    if counted := _HOW_MANY.match(text, begin, end):
        begin = counted.end()  # 1名网格长
    stop = begin + 1
    while stop < end and text[stop] not in "(（" and not found.context.passages.is_cut_at(stop):
        stop += 1
    return begin, stop
