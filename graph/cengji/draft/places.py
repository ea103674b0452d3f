"""Places: official divisions by the register, the place of the case, and what lies below the register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice, takewhile

from cengji.core.errors import UsageError
from cengji.draft.header import read_header
from cengji.draft.knowledge import Knowledge
from cengji.draft.local_places import find_local_places
from cengji.draft.passages import Passages, Span
from cengji.draft.register import Division, Register
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either

__all__ = ["PLACE_RANKS", "choose_home", "find_places"]

# The tiers of places, highest first.
PLACE_RANKS = ("province", "prefecture", "county", "subdistrict", "community", "estate")
_SUFFIXES = "(?P<full>[省市区县旗州盟镇乡]|街道)"
_MOST_CANDIDATES = 100  # names of places among which the home is looked for
_ORDINARY = frozenset(("老城区", "新城区", "市中区", "城关区", "城中区", "城东区", "城西区", "城北区", "河东区", "河西区"))
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_CITY, _COUNTY = 4, 6  # digits of the codes of prefectures and counties
_NEAR = {4: 6, 6: 9, 9: 9}  # the longest code that is told by one of so many digits wherever its name is printed
_LONGEST_NAME = 12
_SHORTEST_PROPER = 2
_MOST_TOLD = 10  # places of one name that a message lists
# What makes a name part of another: 中山路, 上海经验, 姑苏区委 is no place but a body of one.
_GOES_ON = re.compile("路(?![\u4e00-\u9fff]区)|大道|银行|大学|学院|医院|经验|模式|晚报|日报|时报|早报")
_LONGER = re.compile("[省市区县旗州盟]")  # the name goes on: it is printed in full
_LISTED = re.compile("、|等[地省市]|[\u4e00-\u9fff]{2,3}、")
# 苏、浙、沪: provinces by one character, where several are listed.
_ABBREVIATIONS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "辽": "21", "吉": "22", "黑": "23", "沪": "31", "苏": "32", "浙": "33", "皖": "34",
    "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51",
    "黔": "52", "滇": "53", "陕": "61", "甘": "62", "青": "63", "宁": "64", "新": "65",
}  # fmt: skip
_ABBREVIATED = re.compile("(?:(?<![\u4e00-\u9fff])|(?<=[与和及在由从对处邻接含]))X(?:、X)+".replace("X", f"[{''.join(_ABBREVIATIONS)}]"))
# What means the city or the province that the home lies in.
_REFERRING = {"prefecture": "我市|全市", "province": "我省|全省|省委"}


def choose_home(passages: Passages, register: Register, named: str | None) -> Division | None:
    """Return the division that the document is about: the one named, else the county or city printed most, earlier ones first.

    :raises UsageError: if no division bears the name that is given, or several do and no place printed tells which.
    """
    opening = islice(_official(passages, register), _MOST_CANDIDATES)
    printed = list(dict.fromkeys(division for division, _ in opening))
    if named:
        return _named(register, named, printed)
    short = [one for name in sorted(set(_short_names(register)) & _words(passages, register)) for one in register.find(name)]
    candidates = [one for one in (*printed, *short) if one.tier in ("prefecture", "county") or one.code in _MUNICIPALITIES]
    home = max(candidates, key=lambda one: (passages.text.count(_short(one)), len(one.code)), default=None)
    for tier in ("county", "subdistrict"):
        titled = _in_title(passages, register, home, tier) if home else []
        home = titled[0] if home and len(titled) == 1 and home.code in titled[0].parents else home
    return home


def _in_title(passages: Passages, register: Register, home: Division, tier: str) -> list[Division]:
    """Return the divisions of a tier that the title prints: one that it prints alone is what the article is about.

    Which of several that have its name is meant the home tells, as the title prints no wider place before it.
    """
    title = read_header(passages).title or ""
    start = passages.text.find(title) if title else -1
    found = takewhile(lambda pair: pair[1][1] <= start + len(title), _official(passages, register, home))
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


def _short(division: Division) -> str:
    """Return the name of a division without what says its tier."""
    return division.name[:-1] if len(division.name) > _SHORTEST_PROPER else division.name


def find_places(passages: Passages, knowledge: Knowledge, register: Register, home: Division | None) -> list[Statement]:
    """Return the places that the document names: divisions with their codes, and what lies below them."""
    found: dict[str, Statement] = {}
    doubtful: dict[str, list[Span]] = {}
    for division, span in _official(passages, register, home, doubtful):
        _note(found, division.code, division.name, span, "register", division)
    if home and home.code not in found:
        spans = _short_mentions(passages, home)
        if spans:
            _note(found, home.code, home.name, spans[0], "register", home)
    _refer_back(passages, found, home, register)
    for division, span in _shortened(passages, register, home):
        if division.code not in found or found[division.code].rule in ("refers-back", "short-name"):
            _note(found, division.code, division.name, span, "short-name", division)
    for code, place in found.items():
        if label := knowledge.places.get(code):
            place.fields["label"] = label
    _link(found, register)
    divisions = [*found.values(), *_unsettled(doubtful, found, register, home)]
    return [*divisions, *find_local_places(passages, divisions, found.get(home.code) if home else None)]


def _shortened(passages: Passages, register: Register, home: Division | None) -> Iterator[tuple[Division, Span]]:
    """Yield provinces and cities that are printed without their last character: those that the home lies in, and those in lists."""
    text = passages.text
    above = {one.code for one in register.chain(home)[1:]} if home else set()
    for match in passages.matches(_heads(register)):
        start, end = match.span()
        if match.lastgroup != "short" or not passages.is_prose(start) or _GOES_ON.match(text, end) or _LONGER.match(text, end):
            continue
        divisions = [one for one in register.find(match[0]) if len(one.code) <= _CITY]
        chosen = next((one for one in divisions if one.code in above), None)
        if chosen is None and len(divisions) == 1 and (text[start - 1 : start] == "、" or _LISTED.match(text, end)):
            chosen = divisions[0]
        if chosen:
            yield chosen, (start, end)
    for match in _ABBREVIATED.finditer(text):
        if passages.is_prose(match.start()):
            for place in range(match.start(), match.end(), 2):
                yield register.by_code[_ABBREVIATIONS[text[place]]], (place, place + 1)


def _note(found: dict[str, Statement], key: str, label: str, span: Span, rule: str, division: Division | None = None) -> Statement:
    if key not in found:
        fields: dict[str, object] = {"code": division.code, "tier": division.tier} if division else {}
        found[key] = Statement("places", label, [], rule, fields)
    found[key].spans.append(span)
    return found[key]


def _short_mentions(passages: Passages, division: Division) -> list[Span]:
    return [match.span() for match in re.finditer(re.escape(_short(division)), passages.text) if passages.is_prose(match.start())]


def _unsettled(
    doubtful: dict[str, list[Span]], found: dict[str, Statement], register: Register, home: Division | None
) -> Iterator[Statement]:
    """Yield a place without code for each name that is that of several divisions, if no mention of it is settled; a note says so."""
    settled = {one.label for one in found.values()}
    for name, spans in doubtful.items():
        if name not in settled:
            divisions = register.by_name[name]
            tiers = {one.tier for one in divisions}
            note = f"同名区划有{len(divisions)}个，文中所印上级不足以认定，未填代码"
            fields: dict[str, object] = {"tier": tiers.pop()} if len(tiers) == 1 else {}
            if home and home.code in found and home.tier == "county" and fields.get("tier") == "subdistrict":
                fields["part_of"] = found[home.code]
            yield Statement("places", name, spans, "homonym", fields, note=note)


def _official(
    passages: Passages, register: Register, home: Division | None = None, doubtful: dict[str, list[Span]] | None = None
) -> Iterator[tuple[Division, Span]]:
    """Yield the divisions that are printed with their full names, homonyms settled by the places printed before and the home.

    :param doubtful: takes the spans of names that several divisions have and nothing settles.
    """
    text = passages.text
    seen = dict.fromkeys([home.code] if home else [])
    last = last_short = 0
    before = ""
    for end, short, named in passages.once(_ends_of_names, register):
        if short is not None:
            last_short = end
            for code in short:
                _see(seen, code)
        for start, divisions in named:
            if start < last:
                continue
            opens = start in (last, last_short) or passages.phrase_start(end) == start
            chosen = _settle(divisions, seen, opens=opens)
            if chosen is None and opens and len(divisions) > 1 and doubtful is not None:
                doubtful.setdefault(text[start:end], []).append((start, end))
            if chosen and start == last and not (chosen.code.startswith(before) or before.startswith(chosen.code)):
                break  # 临江市老城区 is not the 老城区 of another city
            if chosen:
                _see(seen, chosen.code)
                last, before = end, chosen.code
                yield chosen, (start, end)
                break


_End = tuple[int, list[str] | None, list[tuple[int, list[Division]]]]


def _ends_of_names(passages: Passages, register: Register) -> list[_End]:
    """Return where the name of a division may end in the prose: with the codes of a short name, else the longer names and their starts."""
    text = passages.text
    found: list[_End] = []
    for match in passages.matches(_heads(register)):
        end = match.end()
        if not passages.is_prose(match.start()) or _GOES_ON.match(text, end):
            continue
        if match.lastgroup == "short":
            found.append((end, [one.code for one in register.find(match[0]) if len(one.code) <= _CITY], []))
            continue
        starts = range(max(0, end - _LONGEST_NAME), end - _SHORTEST_PROPER + 1)
        named = [(start, divisions) for start in starts if (divisions := register.by_name.get(text[start:end]))]
        if named:
            found.append((end, None, named))
    return found


@cache
def _short_names(register: Register) -> tuple[str, ...]:
    """Return the names of provinces and cities without their last character."""
    short = (_short(one) for one in register.by_code.values() if len(one.code) <= _CITY)
    return tuple(sorted({name for name in short if len(name) >= _SHORTEST_PROPER}))


def _words(passages: Passages, register: Register) -> set[str]:
    """Return the short names that the document prints more than once."""
    counts = Counter(match["short"] for match in passages.matches(_heads(register)) if match["short"])
    return {name for name, count in counts.items() if count > 1}


@cache
def _heads(register: Register) -> re.Pattern[str]:
    """Return the pattern of the last characters of divisions, and of the short names of provinces and cities, which tell where one is."""
    first = "".join(sorted({name[0] for name in _short_names(register)}))
    return re.compile(f"{_SUFFIXES}|(?=[{first}])(?P<short>{either(_short_names(register))})")


def _see(seen: dict[str, None], code: str) -> None:
    """Note a place as the last that is printed."""
    seen.pop(code, None)
    seen[code] = None


def _settle(divisions: list[Division], seen: dict[str, None], *, opens: bool) -> Division | None:
    """Return the one of equal names that lies nearest to a place printed before; None where nothing settles it.

    A name that is registered once tells itself where it begins a phrase (``opens``); 江城区 within 吴江城区 does not. Where a county is
    spoken of, a province alone settles no street or town: that of another county is hardly meant, rather one that the register lacks.
    """
    county = any(len(code) >= _COUNTY for code in seen)
    for code in reversed(seen):
        if county and len(code) < _CITY and all(len(one.code) > _COUNTY for one in divisions):
            continue
        inside = [one for one in divisions if one.code == code or one.code.startswith(code) or code.startswith(one.code)]
        if len(inside) == 1 and (opens or len(inside[0].code) <= _NEAR.get(len(code), 0)):
            return inside[0]
    tells_itself = opens and len(divisions) == 1 and len(divisions[0].code) <= _COUNTY and divisions[0].name not in _ORDINARY
    return divisions[0] if tells_itself else None


def _link(found: dict[str, Statement], register: Register) -> None:
    """Put each division into the nearest one that is printed too; print no chain that the document does not."""
    for code, place in found.items():
        above = (parent.code for parent in register.chain(register.by_code[code])[1:])
        parent = next((found[one] for one in above if one in found), None)
        if parent:
            place.fields["part_of"] = parent


def _refer_back(passages: Passages, found: dict[str, Statement], home: Division | None, register: Register) -> None:
    """Add the city and the province of the home that are only meant: 我市, 省委."""
    for division in register.chain(home) if home else ():
        words = _REFERRING.get(division.tier)
        if division.tier == "prefecture" and home and home.tier == "county" and home.name.endswith("市"):
            words = None  # of a city that is a county 全市 is this city
        if division.code not in found and words:
            spans = [match.span() for match in re.finditer(words, passages.text) if passages.is_prose(match.start())]
            if spans:
                place = _note(found, division.code, division.name, spans[0], "refers-back", division)
                place.fields["status"] = "inferred"
