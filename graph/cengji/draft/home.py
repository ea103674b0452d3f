"""The place that a document is about: the one named, else a division that it prints."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice, takewhile

from cengji.core.errors import UsageError
from cengji.draft.header import read_header
from cengji.draft.passages import Passages
from cengji.draft.printed_divisions import LONGER, division_ends, official_divisions, short_names, streets_by_name
from cengji.draft.register import Division, Register

__all__ = ["choose_home"]

_MOST_CANDIDATES = 100  # names of places among which the home is looked for
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_MOST_TOLD = 10  # places of one name that a message lists
_HEADING = "^(?:[^\\u4e00-\\u9fff\\n]*|[^\\n]{0,4}案例[^\\n]{0,4})NAME[:：]"
_FEWEST_HEADED = 2
_OFTEN = 3
_SHORT_BEFORE_STREET = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{4,6}(?:街道|镇|乡)(?![镇村])")
_STREET_OF_VILLAGE = re.compile("[\u4e00-\u9fff]{2}(?:镇|乡|街道)(?=[\u4e00-\u9fff]{2,4}(?:村|社区))")
_THAT_STREET = re.compile("(?:该|本)(?:镇|乡|街道)|(?<![乡村城])全(?:镇|街道)")


def choose_home(passages: Passages, register: Register, named: str | None) -> Division | None:
    """Return the division that the document is about: the one named, else the county or city printed most, earlier ones first.

    :raises UsageError: if no division bears the name that is given, or several do and no place printed tells which.
    """
    opening = islice(official_divisions(passages, register), _MOST_CANDIDATES)
    printed = list(dict.fromkeys(division for division, _ in opening))
    if named:
        return _named(register, named, printed)
    short = [one for name in sorted(set(short_names(register)) & _words(passages, register)) for one in register.find(name)]
    candidates = [one for one in (*printed, *short) if one.tier in ("prefecture", "county") or one.code in _MUNICIPALITIES]
    home = max(candidates, key=lambda one: (_times(passages.text, one.short), len(one.code)), default=None)
    home = home or _street_by_name(passages, register, printed) or _county_before_street(passages.text, register)
    if city := _above_headed(passages.text, printed, home):
        return city
    for tier in ("county", "subdistrict"):
        titled = _in_title(passages, register, home, tier) if home else []
        home = titled[0] if home and len(titled) == 1 and home.code in titled[0].parents else home
    return _street_told_of(passages.text, printed, home) or home


def _street_by_name(passages: Passages, register: Register, printed: Collection[Division]) -> Division | None:
    """Return the only street or town that is printed where nothing wider is, if the register has one of that name: 桑枣镇."""
    names = passages.once(streets_by_name, register) if not printed else {}
    return next(iter(names.values())) if len(names) == 1 else None


def _county_before_street(text: str, register: Register) -> Division | None:
    """Return the county whose name is printed without its last character before that of a street or town: 太仓陆渡街道."""
    for match in _SHORT_BEFORE_STREET.finditer(text):
        for length in (2, 3):
            counties = [one for one in register.find(match[0][:length]) if one.tier == "county"]
            if len(counties) == 1 and len(counties[0].name) == length + 1:
                return counties[0]
    return None


def _street_told_of(text: str, printed: Collection[Division], home: Division | None) -> Division | None:
    """Return the one street or town of a county that is told of again and again, where the county hardly is but before its name."""
    streets = [one for one in printed if home and home.tier == "county" and one.tier == "subdistrict" and home.code in one.parents]
    if home is None or len(streets) != 1:
        return None
    street = streets[0]
    if any(not street.name.endswith(other) for other in _STREET_OF_VILLAGE.findall(text)):
        return None
    times = text.count(street.name) + len(_THAT_STREET.findall(text))
    where = re.findall(f"(?:地处|位于|隶属于?|坐落[在于]){re.escape(home.name)}", text)
    alone = _times(text, home.short) - text.count(home.name + street.name) - len(where)
    return street if times >= _OFTEN and alone * _OFTEN <= times else None


def _times(text: str, short: str) -> int:
    """Return how often a name without its last character is printed, names of what lies below left out: 朝阳街道 is not of 朝阳区."""
    ends = [match.end() for match in re.finditer(re.escape(short), text)]
    return sum((longer := LONGER.match(text, end)) is None or longer["below"] is None for end in ends)


def _above_headed(text: str, printed: Collection[Division], home: Division | None) -> Division | None:
    """Return the city that is printed and of which a bulletin tells of several counties, each under a heading that begins with it."""
    if home is None or home.tier != "county":
        return None
    cities = [one for one in printed if one.code in home.parents]
    beside = [one for one in printed if one.tier == "county" and cities and one.code.startswith(cities[0].code)]
    headed = [one for one in beside if re.search(_HEADING.replace("NAME", one.name), text, re.MULTILINE)]
    return max(cities, key=lambda one: len(one.code)) if len(headed) >= _FEWEST_HEADED and home in headed else None


def _in_title(passages: Passages, register: Register, home: Division, tier: str) -> list[Division]:
    """Return the divisions of a tier that the title prints: one that it prints alone is what the article is about.

    Which of several that have its name is meant the home tells, as the title prints no wider place before it.
    """
    title = read_header(passages).title or ""
    start = passages.text.find(title) if title else -1
    found = takewhile(lambda pair: pair[1][1] <= start + len(title), official_divisions(passages, register, home))
    return list(dict.fromkeys(division for division, _ in found if division.tier == tier)) if start >= 0 else []


def _named(register: Register, name: str, printed: Collection[Division]) -> Division:
    """Return the division with a name or code; of several the one that shares most of its code with places printed."""
    found = register.find(name)
    if not found:
        raise UsageError(f"the register of divisions has no {name!r}; name a province, city, county, street or town, or give its code")
    near = {code for one in printed if one not in found for code in (one.code, *one.parents)} | {
        one.code for one in found if one in printed
    }
    shared = {one.code: max((len(code) for code in (one.code, *one.parents) if code in near), default=0) for one in found}
    best = [one for one in found if shared[one.code] == max(shared.values())]
    if len(best) > 1:
        told = [f"{one.code} {''.join(above.name for above in reversed(register.chain(one)))}" for one in best]
        more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
        raise UsageError(f"{len(best)} places are called {name!r}; give the code of one: {', '.join(told[:_MOST_TOLD])}{more}")
    return best[0]


def _words(passages: Passages, register: Register) -> set[str]:
    """Return the short names that the document prints more than once."""
    names = {match["short"] for match in passages.matches(division_ends(register)) if match["short"]}
    return {name for name in names if _times(passages.text, name) > 1}
