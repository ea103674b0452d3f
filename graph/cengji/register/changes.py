"""What became of the divisions between two years, derived from codes, names and where the communities are; each says by which rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from typing import Final

from cengji.register.divisions import Unit
from cengji.register.naming import is_placeholder, is_respelled, stem, type_of_name, written_plainly

__all__ = ["FIELDS", "UNMATCHED", "Change", "as_row", "find_changes", "stem"]

_FEWEST: Final = 3
_OFFICIAL: Final = "0123"
"""Digit 7 of subdistricts, towns and townships."""
UNMATCHED: Final = ("gone", "new")
"""Kinds that say only that no counterpart was found: no events."""
SAME, MOVED, TOGETHER, COUNT, NONE = "same code", "code moved", "children moved together", "count of children", "no counterpart"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change derived from two registers: not an official record.

    ``kind`` is renamed, respelled (nearly the same name: renamed, or written otherwise), retitled (town to subdistrict and the
    like), recoded, moved-into (more than half of its communities are now in another), divided (they are in several), formed-from
    (new, and more than half of its communities were in another), reorganized (a county has more or fewer streets and towns), or
    gone or new, for which no counterpart was found. ``rule`` is one of five; ``share`` says on how many communities or streets it
    rests. A division has a row for each part.
    """

    county: str
    old_code: str
    new_code: str
    kind: str
    rule: str
    old_name: str
    new_name: str
    share: str = ""
    county_name: str = ""


FIELDS: Final = tuple(field.name for field in fields(Change))
"""The names of what a change says."""


def find_changes(old: Iterable[Unit], new: Iterable[Unit], within: str = "") -> list[Change]:
    """Return the changes of counties, streets and towns from one register to another, in the order of codes.

    Villages and communities are only evidence for what became of the unit that they lie in, where both registers have them.

    :param within: only units whose code begins so, in either.
    """
    before, after = ({unit.code: unit.name for unit in units} for units in (old, new))
    moved = _match_counties(before, after)
    found = {*_counties(before, after, moved), *_Streets(before, after, moved).changes()}
    kept = (one for one in found if one.old_code.startswith(within) or (one.new_code and one.new_code.startswith(within)))
    return sorted(replace(one, county_name=before.get(one.county) or after.get(one.county, "")) for one in kept)


def _match_counties(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Return what the code of each county became: the same, that of the same stem in its city, or that to which its streets went."""
    moved = {code: code for code in before if len(code) == 6 and code in after}
    gone = _by_stem(before, [code for code in before if len(code) == 6 and code not in after], 4)
    come = _by_stem(after, [code for code in after if len(code) == 6 and code not in before], 4)
    for key, codes in gone.items():
        if len(codes) == 1 == len(come.get(key, ())):
            moved[codes[0]] = come[key][0]
    left = {code for codes in gone.values() for code in codes if code not in moved}
    free = {code for codes in come.values() for code in codes} - set(moved.values())
    streets: dict[str, list[str]] = defaultdict(list)
    for code, name in before.items():
        if len(code) == 9 and code[:6] in left:
            streets[code[:6]].append(stem(name))
    there: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name in after.items():
        if len(code) == 9 and code[:6] in free:
            there[code[:2], stem(name)].add(code[:6])
    for code in sorted(left):
        votes = Counter(now for name in streets[code] for now in there.get((code[:2], name), ()))
        if votes:
            target, count = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
            if target in free and 2 * count > len(streets[code]):
                moved[code] = target
                free.discard(target)
    return moved


def _by_stem(names: dict[str, str], codes: Iterable[str], length: int) -> dict[tuple[str, str], list[str]]:
    """Return codes by what they begin with and the stem of the name."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code in codes:
        found[code[:length], stem(names[code])].append(code)
    return found


def _counties(before: dict[str, str], after: dict[str, str], moved: dict[str, str]) -> Iterator[Change]:
    for code in before:
        if len(code) == 6:
            yield from _compared(code, code, moved.get(code, ""), before, after)
    for code in {code for code in after if len(code) == 6} - set(moved.values()):
        yield Change(code, "", code, "new", NONE, "", after[code])
    counted = [Counter(code[:6] for code in names if len(code) == 9 and code[6] in _OFFICIAL) for names in (before, after)]
    for old, new in moved.items():
        was, now = counted[0][old], counted[1][new]
        if was and now and was != now:
            yield Change(old, old, new, "reorganized", COUNT, before[old], after[new], f"{was} → {now}")


def _compared(county: str, code: str, new: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    """Yield what differs between two units that are one; none if nothing does, or only how the type is written."""
    if not new:
        yield Change(county, code, "", "gone", NONE, before[code], "")
        return
    old_name, new_name = written_plainly(before[code]), written_plainly(after[new])
    rule = SAME if code == new else MOVED
    if stem(old_name) != stem(new_name):
        kind = "respelled" if is_respelled(stem(old_name), stem(new_name)) else "renamed"
        yield Change(county, code, new, kind, rule, before[code], after[new])
    elif old_name != new_name:
        official = all(len(one) < 9 or one[6] in _OFFICIAL for one in (code, new))  # what a functional area is called is no title
        kind = "retitled" if official and type_of_name(old_name) != type_of_name(new_name) else "respelled"
        yield Change(county, code, new, kind, rule, before[code], after[new])
    elif code[len(code) - 3 if len(code) == 9 else 0 :] != new[len(new) - 3 if len(new) == 9 else 0 :]:
        yield Change(county, code, new, "recoded", rule, before[code], after[new])


class _Streets:
    """The streets and towns of two registers, which of them are one, and where the communities of the rest are."""

    def __init__(self, before: dict[str, str], after: dict[str, str], moved: dict[str, str]) -> None:
        self._before, self._after, self._moved = before, after, moved
        self._old = [code for code in before if len(code) == 9]
        self._new = [code for code in after if len(code) == 9]
        self._flows, self._known = self._find_flows()
        self._one = self._match()
        self._sources: dict[str, Counter[str]] = defaultdict(Counter)
        for old, flow in self._flows.items():
            for new, count in flow.items():
                self._sources[new][old] += count
        self._held = Counter(code[:9] for code in after if len(code) == 12)

    def _find_flows(self) -> tuple[dict[str, Counter[str]], Counter[str]]:
        """Return for each old street in which new ones its communities are, by names that are one in the county; and how many it had."""
        now: dict[tuple[str, str], list[str]] = defaultdict(list)
        then: Counter[tuple[str, str]] = Counter()
        had: Counter[str] = Counter()
        for code, name in self._after.items():
            if len(code) == 12:
                now[code[:6], stem(name)].append(code[:9])
        for code, name in self._before.items():
            if len(code) == 12:
                then[self._moved.get(code[:6], ""), stem(name)] += 1
                had[code[:9]] += 1
        flows: dict[str, Counter[str]] = defaultdict(Counter)
        for code, name in self._before.items():
            if len(code) == 12:
                key = self._moved.get(code[:6], ""), stem(name)
                if then[key] == 1 == len(now.get(key, ())):
                    flows[code[:9]][now[key][0]] += 1
        return flows, had

    def _refuted(self, old: str, new: str) -> bool:
        """Return whether more of the communities of a street are elsewhere than in what has its code and another name."""
        flow = self._flows.get(old, Counter())
        return sum(flow.values()) >= _FEWEST and 2 * flow[new] < sum(flow.values())

    def _confirmed(self, old: str, new: str) -> bool:
        """Return whether more than half of the communities of a street are in what has its code."""
        return self._flows.get(old, Counter())[new] >= max(_FEWEST, self._known[old] // 2 + 1)

    def _match(self) -> dict[str, str]:
        """Return which new street each old one is: by code and name, by a name that the same county has elsewhere, then by code.

        What has another name under the code is the same if the names are nearly one, or more than half of the communities are there.
        """
        before, after, moved = self._before, self._after, self._moved
        same = {code: moved.get(code[:6], code[:6]) + code[6:] for code in self._old}
        one = {code: new for code, new in same.items() if new in after and stem(before[code]) == stem(after[new])}
        come = _by_stem(after, set(self._new) - set(one.values()), 6)
        gone = _by_stem(before, [code for code in self._old if code not in one], 6)
        for (county, name), codes in gone.items():
            there = come.get((moved.get(county, ""), name), [])
            if len(codes) == 1 == len(there) and not self._refuted(codes[0], there[0]):
                one[codes[0]] = there[0]
        held = set(one.values())
        for code, new in same.items():
            if code in one or new != code or new not in after or new in held or self._refuted(code, new):
                continue
            named = not is_placeholder(before[code]) and not is_placeholder(after[new])
            if is_respelled(stem(before[code]), stem(after[new])) or (named and self._confirmed(code, new)):
                one[code] = new
        return one

    def changes(self) -> Iterator[Change]:
        """Yield the changes."""
        gone = [code for code in self._old if code not in self._one]
        for code in self._old:
            if code in self._one:
                yield from _compared(code[:6], code, self._one[code], self._before, self._after)
        resulting: set[str] = set()
        for code in gone:
            found = list(self._dispersed(code))
            resulting |= {one.new_code for one in found}
            yield from found or [Change(code[:6], code, "", "gone", NONE, self._before[code], "")]
        back = {new: old for old, new in self._moved.items()}
        for code in sorted(set(self._new) - set(self._one.values()) - resulting):
            county = back.get(code[:6], code[:6])
            yield self._formed(county, code) or Change(county, "", code, "new", NONE, "", self._after[code])

    def _dispersed(self, code: str) -> Iterator[Change]:
        """Yield in what the communities of a street that is gone are: one that has more than half of them, else the several that have."""
        flow, total = self._flows.get(code, Counter()), self._known[code]
        if is_placeholder(self._before[code]):
            return
        ranked = sorted(flow.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked or sum(flow.values()) < _FEWEST:
            return
        target, count = ranked[0]
        if 2 * count > total and count >= _FEWEST:
            yield Change(code[:6], code, target, "moved-into", TOGETHER, self._before[code], self._after[target], f"{count} of {total}")
        elif 2 * sum(flow.values()) > total and len(ranked) > 1:
            for target, count in ranked:
                yield Change(code[:6], code, target, "divided", TOGETHER, self._before[code], self._after[target], f"{count} of {total}")

    def _formed(self, county: str, code: str) -> Change | None:
        """Return of what a new street was formed, if more than half of its communities were in one other."""
        votes = self._sources.get(code, Counter())
        if not votes or is_placeholder(self._after[code]):
            return None
        source, count = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        if count < _FEWEST or 2 * count <= self._held[code] or is_placeholder(self._before[source]):
            return None
        share = f"{count} of {self._held[code]}"
        return Change(county, source, code, "formed-from", TOGETHER, self._before[source], self._after[code], share)


def as_row(change: Change) -> tuple[str, ...]:
    """Return a change as texts, in the order of :data:`FIELDS`."""
    return tuple(map(str, astuple(change)))
