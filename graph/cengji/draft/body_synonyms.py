"""One body or group under several names: 支部 and 党支部, 基层党组织 and 党组织, a long name and its end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from cengji.draft.body_kinds import BodyKinds
from cengji.draft.context import Context
from cengji.draft.statements import Statement
from cengji.draft.word_lists import words

__all__ = ["drop_vague", "merge_short", "merge_synonyms"]

_WIDENING = re.compile("(?:各级|基层|城市|广大|全体|相关|有关|各)+(?=[\u4e00-\u9fff]{2})")  # says nothing about which ones
_BRANCH = re.compile("(?<!党)支部$")
_BEFORE_BRANCH = re.compile("^(?:前任|新一届|这一届|原|新)")
_SHORTENED = (
    "service-outlet",
    "team",
    "joint",
    "enterprise",
    "owners",
    "residents",
    "member-household",
    "command-centre",
    "industry-party-organization",
)  # kinds whose names are cut short when printed again
_VAGUE = frozenset(words("general", "vague"))
_NAMED_ONCE = "member-household"  # 中心户 are 党员中心户, whichever is printed first
_LEVEL = re.compile("(?P<level>街道|社区|村|小区|网格|楼栋)(?=..)")
_TIER_OF = {"街道": "subdistrict", "社区": "community", "村": "community", "小区": "estate", "网格": "grid", "楼栋": "building"}
_BARE_PARTY = ("支部", "党支部", "党总支", "党委", "党组织", "党小组")
_SHORTEST = 3  # characters of a name cut short


def merge_synonyms(kinds: BodyKinds, found: dict[str, Statement]) -> None:
    """Put groups that are one under several names together: the first keeps its label, the others become aliases."""
    by_end: dict[str, list[str]] = {}
    for name in found:
        by_end.setdefault(name[-_SHORTEST:], []).append(name)
    alike = Counter(_ends_of_abbreviation(one) for one in dict.fromkeys(found.values()) if kinds.is_name(one.label))
    for label, one in list(found.items()):
        if found.get(label) is not one:
            continue
        if one.section != "groups":
            _join_bodies(label, one, {name: found[name] for name in by_end[label[-_SHORTEST:]]}, found)
            continue
        names = (_WIDENING.sub("", label, count=1), _BRANCH.sub("党支部", label))
        other = (
            next((found[name] for name in names if name != label and name in found), None)
            or _without_company(label, found)
            or (_abbreviated(kinds, one, found) if alike[_ends_of_abbreviation(one)] > 1 else None)
            or _of_its_level(kinds, one, found)
            or _longer(kinds, label, one, {name: found[name] for name in by_end[label[-_SHORTEST:]]})
        )
        if other is not None and other is not one:
            other.spans += one.spans
            other.aliases += [name for name in (one.label, *one.aliases) if name not in other.aliases]
            found[label] = other


def _join_bodies(label: str, one: Statement, alike: dict[str, Statement], found: dict[str, Statement]) -> None:
    """Put a body of a village or community together with the only one there whose name is longer: 支部 and 村党支部."""
    place = one.fields.get("place")
    ends = (label, _BRANCH.sub("党支部", label), _BEFORE_BRANCH.sub("", label))
    names = (name for name in alike if len(name) > len(label) and name.endswith(ends))
    others = (found[name] for name in names)
    longer = {id(other): other for other in others if other is not one and other.section == "bodies" and other.fields.get("place") is place}
    if len(longer) == 1 and one.rule == "named-body":
        other = next(iter(longer.values()))
        other.spans += one.spans
        other.aliases += [name for name in (one.label, *one.aliases) if name not in other.aliases]
        found[label] = other


def merge_short(context: Context, found: dict[str, Statement]) -> None:
    """Put a bare noun for Party organizations together with the only longer name before it in each of its sentences, where all mean one."""
    for label in _BARE_PARTY:
        bare = found.get(label)
        if bare is None or bare.label != label or bare.section != "groups":
            continue
        longer = {id(one): one for name, one in found.items() if name.endswith(label) and one is not bare}
        printed = sorted(((span, one) for one in longer.values() for span in one.spans), key=lambda pair: pair[0])
        starts = [span[0] for span, _ in printed]
        meant: list[Statement | None] = []
        for start, _ in bare.spans:
            at = bisect_left(starts, start) - 1
            first = context.passages.sentences[max(0, context.passages.sentence_at(start))][0]
            meant.append(printed[at][1] if at >= 0 and first <= starts[at] and printed[at][0][1] <= start else None)
        one = meant[0] if meant else None
        if one is not None and all(other is one for other in meant):
            one.spans += bare.spans
            one.aliases += [label] if label not in one.aliases else []
            found[label] = one


def drop_vague(found: dict[str, Statement]) -> None:
    """Take out what a noun alone names where longer names with it are printed: which of them 小区 means is not said."""
    plain = {label: one for label, one in found.items() if one.rule == "noun-of-a-kind" and label == one.label and label in _VAGUE}
    for label, one in plain.items():
        if any(name.endswith(label) and other is not one for name, other in found.items()):
            for name in (label, *one.aliases):
                found.pop(name, None)


def _of_its_level(kinds: BodyKinds, one: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the group whose name lacks only the level that its kind has anyway: 大工委 of 街道大工委."""
    level = _LEVEL.match(one.label)
    short = found.get(one.label[level.end() :]) if level else None
    named = short is not None and short is not one and short.section == "groups" and short.kind == one.kind
    return short if named and kinds.tier_of(one.kind) == _TIER_OF[level["level"]] else None  # type: ignore[index]  # it is asked


def _abbreviated(kinds: BodyKinds, one: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the group of the same kind whose name this one abbreviates, both being names of that kind alone: 业委会 of 业主委员会."""
    if not kinds.is_name(one.label) or one.label[-2:] == "支部":
        return None
    same = (other for other in found.values() if other is not one and other.section == "groups" and other.kind == one.kind)
    return next((other for other in same if kinds.is_name(other.label) and _is_short_for(one.label, other.label)), None)


def _ends_of_abbreviation(one: Statement) -> tuple[str, str, str]:
    """Return what the name of a group and what abbreviates it share: the kind, the first and the last character."""
    return one.kind, one.label[0], one.label[-1]


def _without_company(label: str, found: dict[str, Statement]) -> Statement | None:
    """Return the one company whose name goes on so: 红帆物业 of 红帆物业公司."""
    one = next((found[label + noun] for noun in ("公司", "有限公司", "集团", "企业") if label + noun in found), None)
    return one if one is not None and one.section == "bodies" else None


def _is_short_for(short: str, name: str) -> bool:
    """Return whether a name abbreviates another one: its characters in their order, from the first to the last."""
    rest = iter(name)
    return 2 < len(short) < len(name) and (short[0], short[-1]) == (name[0], name[-1]) and all(one in rest for one in short)


def _is_of_its_place(one: Statement) -> bool:
    """Return whether a name begins with that of the place: 朱家村党员中心户."""
    place = one.fields.get("place")
    return isinstance(place, Statement) and one.label.startswith(place.label)


def _longer(kinds: BodyKinds, label: str, one: Statement, found: dict[str, Statement]) -> Statement | None:
    """Return the only longer name that was printed before and ends in this one."""
    if len(label) < _SHORTEST or not kinds.is_below(one.kind, *_SHORTENED):
        return None
    place = one.fields.get("place")
    longer = [
        other
        for name, other in found.items()
        if len(name) > len(label)
        and name.endswith(label)
        and other is not one
        and (other.fields.get("place") is place or not _is_of_its_place(other))
    ]
    before = len(longer) == 1 and (longer[0].start < one.start or one.kind == _NAMED_ONCE)
    return longer[0] if before else None
