"""The parts that a formula counts by a character which each of them has: 三联 of 组织联建、资源联享、活动联办."""

from __future__ import annotations

import re

from cengji.draft.item_lists import COUNTS, Listed
from cengji.draft.measure_collection import MeasureCollection
from cengji.draft.passages import Passages

__all__ = ["read_formulas"]

# A count and the character that is common to what it counts; not what only counts: 五个一, 四大, 三级.
_NO_COMMON = "个大项类种级条步方支点次年月日里千百万亿位体分有无多合一二三四五六七八九十"
_TERM = re.compile(f"(?P<count>[三四五六七八九十])(?P<common>(?![{_NO_COMMON}])[\u4e00-\u9fff])")
_ITEM = "[\u4e00-\u9fff]{2,8}"
_LIST = re.compile(f"(?:{_ITEM}、){{2,9}}{_ITEM}(?!、)")
_BEGINNING = re.compile("[\u4e00-\u9fff]{3,9}")
_PAUSES = frozenset("，,：:")
_SHORTEST, _LONGEST = 3, 8  # characters of a part


def read_formulas(found: MeasureCollection) -> None:
    """Keep the parts of formulas, which one list names, or as many sentences as are counted by their beginnings."""
    passages = found.context.passages
    for whole in found.in_order():
        if whole.rule == "quoted-name" and whole.kind != "element":
            for term in _TERM.finditer(whole.label):
                count, common = COUNTS[term["count"]], term["common"]
                begun = passages.once(_beginnings).get(common, [])
                are_parts = len({name for name, _ in begun}) == count == len(begun) and len({len(name) for name, _ in begun}) == 1
                for name, span in passages.once(_lists).get((count, common)) or (begun if are_parts else ()):
                    found.note_part(name, span, whole)


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


def _beginnings(passages: Passages) -> dict[str, Listed]:
    """Return with what sentences begin, up to a character, by that character."""
    begun: dict[str, Listed] = {}
    for start, end in passages.sentences:
        start = end - len(passages.text[start:end].lstrip())
        run = _BEGINNING.match(passages.text, start, end)
        if run and len(run[0]) <= _LONGEST and passages.text[run.end() : run.end() + 1] in _PAUSES:
            begun.setdefault(run[0][0], []).append((run[0], run.span()))  # 邻里相识，…；邻里相助，…
            continue
        for stop in range(_SHORTEST, len(run[0])) if run else ():
            name = passages.text[start : start + stop]
            if name[-1] not in name[:-1]:
                begun.setdefault(name[-1], []).append((name, (start, start + stop)))
    return begun
