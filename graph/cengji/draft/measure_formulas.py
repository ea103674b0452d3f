"""The parts that a formula counts by a character which each of them has: 三联 of 组织联建、资源联享、活动联办."""

from __future__ import annotations

import re

from cengji.draft.item_lists import COUNTS, Listed
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.passages import Passages, Span
from cengji.draft.statements import Statement

__all__ = ["read_formulas"]

# A count and the character that is common to what it counts; not what only counts: 五个一, 四大, 三级.
_NO_COMMON = "个大项类种级条步方支点次年月日里千百万亿位体分有无多合一二三四五六七八九十"
_TERM = re.compile(f"(?P<count>[三四五六七八九十])(?P<common>(?![{_NO_COMMON}])[\u4e00-\u9fff])")
_ITEM = "[\u4e00-\u9fff]{2,8}"
_LIST = re.compile(f"(?:{_ITEM}、){{2,9}}{_ITEM}(?!、)")
_BEGINNING = re.compile("[\u4e00-\u9fff]{3,9}")
_PAUSES = frozenset("，,：:")
_SHORTEST, _LONGEST = 3, 8  # characters of a part
_LONGEST_IN_FULL = 20


def read_formulas(found: MeasureCollection) -> None:
    """Keep the parts of formulas, which one list names, or as many sentences as are counted by their beginnings.

    Each term of a formula of several whose parts a list names is a part too: 五联 of 五联五创.
    """
    passages = found.context.passages
    formulas = {one: list(_TERM.finditer(one.label)) for one in found.in_order() if one.rule == "quoted-name" and one.kind != "element"}
    shared = frozenset(term["common"] for terms in formulas.values() for term in terms)
    for whole, terms in formulas.items():
        lists = [passages.once(_lists).get((COUNTS[term["count"]], term["common"]), []) for term in terms]
        for term, listed in zip(terms, lists, strict=True):
            counted = COUNTS[term["count"]], term["common"]
            if listed:
                is_of_one = len(terms) > 1 and lists.count(listed) == 1  # of 三联三促 each item may have both
                above = _note_term(found, term[0], whole) if is_of_one else whole
                for name, span in listed:
                    found.note_part(name, span, above)
            elif begun := passages.once(_beginnings, shared).get(counted):
                for name, span in begun:
                    found.note_part(name, span, whole, *_in_full(passages, span))


def _note_term(found: MeasureCollection, term: str, whole: Statement) -> Statement:
    """Return the part that a term of a formula is, where the formula is printed first."""
    start = found.context.text.index(term, whole.start)
    found.note_part(term, (start, start + len(term)), whole)
    return found.by_name[term]


def _in_full(passages: Passages, span: Span) -> list[str]:
    """Return the sentence that begins with a part and says what for, if it is short: 组织联建，强堡垒."""
    _, end = passages.sentences[passages.sentence_at(span[0])]
    sentence = passages.text[span[0] : end].rstrip("。")
    return [sentence] if span[1] - span[0] < len(sentence) <= _LONGEST_IN_FULL else []


def _lists(passages: Passages) -> dict[tuple[int, str], Listed]:
    """Return the first list of so many items that all have a character at one place, by their number and the character."""
    lists: dict[tuple[int, str], Listed] = {}
    for match in passages.matches(_LIST):
        first, *items = match[0].split("、")
        length = len(items[0])
        if length < _SHORTEST or {len(item) for item in items[:-1]} != {length} or not passages.is_prose(match.start()):
            continue
        start = match.start() + len(first) - length  # a verb may stand before the first, a noun behind the last
        spans = [(start + at * (length + 1), start + at * (length + 1) + length) for at in range(len(items) + 1)]
        names = [passages.text[slice(*span)] for span in spans]
        if len(first) >= length and len(items[-1]) >= length and len(set(names)) == len(names):
            for characters in zip(*names, strict=True):
                if len(set(characters)) == 1:
                    lists.setdefault((len(names), characters[0]), list(zip(names, spans, strict=True)))
    return lists


def _beginnings(passages: Passages, shared: frozenset[str]) -> dict[tuple[int, str], Listed]:
    """Return with what as many sentences begin as are counted by a shared character, by their number and the character.

    It stands at one place in names of one length, which end with it or before a comma or colon.
    """
    begun: dict[tuple[str, int, int], Listed] = {}
    for start, end in passages.sentences:
        start = end - len(passages.text[start:end].lstrip())
        run = _BEGINNING.match(passages.text, start, end)
        if not run or shared.isdisjoint(run[0]):
            continue
        if len(run[0]) <= _LONGEST and passages.text[run.end() : run.end() + 1] in _PAUSES:
            names = [(run[0], place) for place in range(len(run[0]))]  # 邻里相识，…；邻里相助，…
        else:
            names = [(run[0][:stop], stop - 1) for stop in range(_SHORTEST, len(run[0]))]
        for name, place in names:
            if name[place] in shared and name.count(name[place]) == 1:
                begun.setdefault((name[place], place, len(name)), []).append((name, (start, start + len(name))))
    found: dict[tuple[int, str], Listed] = {}
    for (common, _, _), listed in begun.items():
        if len({name for name, _ in listed}) == len(listed) > 1:
            found.setdefault((len(listed), common), listed)
    return found
