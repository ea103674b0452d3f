"""What became of the divisions between two years, derived from codes and names alone; each change says by which rule."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from typing import Final

from cengji.register.divisions import Unit

__all__ = ["FIELDS", "Change", "as_row", "find_changes", "stem"]

_TYPES: Final = re.compile(r"(街道办事处|街道|民族乡|镇|乡|苏木|地区|自治州|市|区|县|旗|盟)$")
_COMMUNITY: Final = re.compile(r"(社区居民委员会|社区居委会|村民委员会|居民委员会|村委会|居委会|社区|村)+$")
_TOGETHER: Final = 0.5
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A change derived from two registers: not an official record.

    ``kind`` is renamed, retitled (town to subdistrict and the like), recoded, moved-into (most of its communities are now in another),
    gone, new or reorganized (a county has more or fewer streets and towns). ``rule`` is same code, code moved, children moved together,
    count of children, or no counterpart. ``share`` says on how many communities it rests, or how many streets there were and are.
    """

    county: str
    old_code: str
    new_code: str
    kind: str
    rule: str
    old_name: str
    new_name: str
    share: str = ""


FIELDS: Final = tuple(field.name for field in fields(Change))
"""The names of what a change says."""


def stem(name: str) -> str:
    """Return a name without the type of the division.

    >>> stem("雒城街道办事处"), stem("雒城镇"), stem("金筑社区居委会"), stem("沙洲村委会")
    ('雒城', '雒城', '金筑', '沙洲')
    """
    for pattern in (_COMMUNITY, _TYPES):
        cut = pattern.sub("", name)
        if cut != name and cut:
            return cut
    return name


def find_changes(old: Iterable[Unit], new: Iterable[Unit], within: str = "") -> list[Change]:
    """Return the changes of counties, streets and towns from one register to another, in the order of codes.

    Villages and communities are only evidence for what became of the unit that they lie in, where both registers have them.

    :param within: only units whose code begins so, in either.
    """
    before, after = ({unit.code: unit.name for unit in units if unit.code.startswith(within)} for units in (old, new))
    moved = _match_counties(before, after)
    return sorted({*_counties(before, after, moved), *_streets(before, after, moved)})


def _match_counties(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """Return what the code of each county became: the same, or that of the one county of the same stem in its city that is new there."""
    moved = {code: code for code in before if len(code) == 6 and code in after}
    gone = _by_stem(before, [code for code in before if len(code) == 6 and code not in after], 4)
    come = _by_stem(after, [code for code in after if len(code) == 6 and code not in before], 4)
    for key, codes in gone.items():
        if len(codes) == 1 == len(come.get(key, ())):
            moved[codes[0]] = come[key][0]
    return moved


def _by_stem(names: dict[str, str], codes: Iterable[str], length: int) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code in codes:
        found[code[:length], stem(names[code])].append(code)
    return found


def _counties(before: dict[str, str], after: dict[str, str], moved: dict[str, str]) -> Iterator[Change]:
    for code in before:
        if len(code) == 6:
            yield from _compared(code, code, moved.get(code, ""), before, after)
    come = {code for code in after if len(code) == 6} - set(moved.values())
    for code in come:
        yield Change(code, "", code, "new", "no counterpart", "", after[code])
    counted = [Counter(code[:6] for code in names if len(code) == 9) for names in (before, after)]
    for old, new in moved.items():
        was, now = counted[0][old], counted[1][new]
        if was and now and was != now:
            yield Change(old, old, new, "reorganized", "count of children", before[old], after[new], f"{was} → {now}")


def _streets(before: dict[str, str], after: dict[str, str], moved: dict[str, str]) -> Iterator[Change]:
    old_codes, new_codes = ([code for code in names if len(code) == 9] for names in (before, after))
    matched: dict[str, str] = {}
    for code in old_codes:
        same = moved.get(code[:6], code[:6]) + code[6:]
        if same in after and (same == code or _alike(before[code], after[same])):
            matched[code] = same
    # A code may have been given to another unit while the old one moved: a stem that the same county has elsewhere decides.
    left = [code for code in old_codes if code not in matched or not _alike(before[code], after[matched[code]])]
    taken = {new for code, new in matched.items() if code not in left}
    come = _by_stem(after, [code for code in new_codes if code not in taken], 6)
    gone = _by_stem(before, left, 6)
    recoded: dict[str, str] = {}
    for (county, name), codes in gone.items():
        there = come.get((moved.get(county, ""), name), [])
        if len(codes) == 1 == len(there):
            recoded[codes[0]] = there[0]
    held = set(recoded.values())
    same_code = {code: new for code, new in matched.items() if code not in recoded and new not in held}
    together = dict(_together(before, after, [code for code in old_codes if code not in recoded and code not in same_code], moved))
    for code in old_codes:
        if code in recoded or code in same_code:
            yield from _compared(code[:6], code, recoded.get(code) or same_code[code], before, after)
        elif code in together:
            target, share = together[code]
            yield Change(code[:6], code, target, "moved-into", "children moved together", before[code], after[target], share)
        else:
            yield Change(code[:6], code, "", "gone", "no counterpart", before[code], "")
    back = {new: old for old, new in moved.items()}
    for code in sorted(set(new_codes) - held - set(same_code.values())):
        yield Change(back.get(code[:6], code[:6]), "", code, "new", "no counterpart", "", after[code])


def _compared(county: str, code: str, new: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    """Yield what differs between two units that are one; none if nothing does."""
    if not new:
        yield Change(county, code, "", "gone", "no counterpart", before[code], "")
        return
    old_name, new_name = before[code].removesuffix("办事处"), after[new].removesuffix("办事处")
    if old_name != new_name:
        kind = "retitled" if stem(old_name) == stem(new_name) else "renamed"
        yield Change(county, code, new, kind, "same code" if code == new else "code moved", before[code], after[new])
    elif code[len(code) - 3 if len(code) == 9 else 0 :] != new[len(new) - 3 if len(new) == 9 else 0 :]:
        yield Change(county, code, new, "recoded", "code moved", before[code], after[new])


def _alike(old: str, new: str) -> bool:
    return stem(old) == stem(new)


def _together(
    before: dict[str, str], after: dict[str, str], gone: Iterable[str], moved: dict[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield for streets that are gone the street in which at least half of their communities are now, and how many of them."""
    wanted = set(gone)
    children: dict[str, list[str]] = defaultdict(list)
    for code, name in before.items():
        if len(code) == 12 and code[:9] in wanted:
            children[code[:9]].append(stem(name))
    counties = {moved.get(code[:6], "") for code in wanted}
    now: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name in after.items():
        if len(code) == 12 and code[:6] in counties:
            now[code[:6], stem(name)].add(code[:9])
    for code in sorted(wanted):
        votes: Counter[str] = Counter()
        for name in children[code]:
            there = now.get((moved.get(code[:6], ""), name), set())
            if len(there) == 1:
                votes.update(there)
        if votes:
            target, count = min(votes.items(), key=lambda pair: (-pair[1], pair[0]))
            if count >= _FEWEST and count >= _TOGETHER * len(children[code]):
                yield code, (target, f"{count} of {len(children[code])}")


def as_row(change: Change) -> tuple[str, ...]:
    """Return a change as texts, in the order of :data:`FIELDS`."""
    return tuple(map(str, astuple(change)))
