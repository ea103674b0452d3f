"""Measures that are told twice: by a short name and a long one, or by a name and the same with general words behind it."""

from __future__ import annotations

from cengji.draft.measure_collection import GENERAL, MeasureCollection, is_within
from cengji.draft.statements import Statement

__all__ = ["fold_duplicates"]

_BY_VERBS = frozenset({"verb-of-doing", "founded-body", "introduced", "known-name"})  # rules that may cut a name short
_SHORTEST_END, _SHORTEST_NAME = 4, 3  # characters of a short name, and of one with general words behind it
_GENERAL_END = 2
_WAY = "路径"


def fold_duplicates(found: MeasureCollection) -> None:
    """Make one of what is told twice: 联动工作站 of 区域网格联动工作站, 企社联动治理新路径 of “企社联动”."""
    measures = found.in_order()
    longer = {
        one.label[start:]: one
        for one in reversed(measures)
        if one.kind != "element"
        for start in range(1, len(one.label) - _SHORTEST_END + 1)
    }
    into: dict[Statement, Statement] = {}
    for one in measures:
        other = (_named_before(found, one) or longer.get(one.label)) if one.rule in _BY_VERBS and one.kind != "element" else None
        other = into.get(other, other) if other and not _is_counted(found, one) else None
        if other and other is not one and (other.rule == "quoted-name" or other.kind == one.kind) and not is_within(other, one):
            into[one] = other
            _fold(found, one, other)
    for one in measures if into else ():
        whole = one.fields.get("part_of")
        if isinstance(whole, Statement) and whole in into:
            one.fields["part_of"] = into[whole]
    _leave_out_ways(found)


def _is_counted(found: MeasureCollection, one: Statement) -> bool:
    """Return whether several of something are counted, which no longer name of one is that of: 140座社区食堂."""
    ends = found.context.passages.counts
    return any(numeral.readings[0].value != 1 for start, _ in one.spans if (numeral := ends.get(start)) is not None)


def _leave_out_ways(found: MeasureCollection) -> None:
    """Leave out what only says that a way was sought and names none: 探索市域治理现代化新路径."""
    gone = {one for one in found.by_name.values() if one.rule in _BY_VERBS and one.label.endswith(_WAY)}
    for name in [name for name, one in found.by_name.items() if one in gone]:
        del found.by_name[name]
    for one in found.by_name.values() if gone else ():
        if one.fields.get("part_of") in gone:
            del one.fields["part_of"]


def _named_before(found: MeasureCollection, one: Statement) -> Statement | None:
    """Return what a name in quotes names that a longer one begins with, if only general words stand behind it."""
    for end in range(len(one.label) - _GENERAL_END, _SHORTEST_NAME - 1, -1):
        other = found.by_name.get(one.label[:end])
        if other and other is not one and other.rule == "quoted-name" and GENERAL.fullmatch(one.label[end:]):
            return other
    return None


def _fold(found: MeasureCollection, one: Statement, other: Statement) -> None:
    """Give a measure what tells of it under another name, its kind too where its own name tells none."""
    if other.rule == "quoted-name" and other.label not in found.told and not found.kinds.head_of(other.label):
        other.fields["kind"] = one.kind
    other.spans += one.spans
    other.aliases += [name for name in (one.label, *one.aliases) if name not in (other.label, *other.aliases)]
    for name in (one.label, *one.aliases):
        if found.by_name.get(name) is one:
            found.by_name[name] = other
    for start, end in one.spans:
        for place in range(start, end):
            if found.characters.get(place) is one:
                found.characters[place] = other
