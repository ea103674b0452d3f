"""Places: official divisions by the register, communities, villages and estates by their suffix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cengji.draft.knowledge import Knowledge
from cengji.draft.passages import Passages, Span
from cengji.draft.register import Division, Register
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words

__all__ = ["PLACE_RANKS", "choose_home", "find_places"]

# The tiers of places, highest first.
PLACE_RANKS = ("province", "prefecture", "county", "subdistrict", "community", "estate")
_SUFFIXES = "(?P<full>[省市区县旗州盟镇乡]|街道)"
_CITY = 4  # digits of the code of a prefecture
_LONGEST_NAME = 12
_SHORTEST_PROPER = 2
# What makes a name part of another: 中山路, 上海经验, 姑苏区委 is no place but a body of one.
_GOES_ON = re.compile("路|大道|银行|大学|学院|医院|经验|模式|晚报|日报|时报|早报")
_LOCAL = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,6}?)(?P<suffix>社区|小区|村(?!小区|社区|[民级干委民支规居社庄部务转企]|（|\())")
_LOCAL_TIERS = {"社区": "community", "村": "community", "小区": "estate"}
# What stands before 社区, 村 and 小区 and is no name of one.
_COMMON = re.compile(either(words("general", "places")))


def choose_home(passages: Passages, register: Register, named: str | None) -> Division | None:
    """Return the division that the document is about: the one named, else the county or city printed most, earlier ones first."""
    printed = list(dict.fromkeys(division for division, _ in _official(passages, register)))
    if named:
        near = {code for division in printed for code in (division.code, *division.parents)}
        return min(register.find(named), key=lambda one: (not {one.code, *one.parents} & near, len(one.code), one.code), default=None)
    candidates = [one for one in printed if one.tier in ("prefecture", "county")]
    return max(candidates, key=lambda one: (passages.text.count(_short(one)), len(one.code)), default=None)


def _short(division: Division) -> str:
    """Return the name of a division without what says its tier."""
    return division.name[:-1] if len(division.name) > _SHORTEST_PROPER else division.name


def find_places(passages: Passages, knowledge: Knowledge, register: Register, home: Division | None) -> list[Statement]:
    """Return the places that the document names: divisions with their codes, and what lies below them."""
    found: dict[str, Statement] = {}
    for division, span in _official(passages, register, home):
        _note(found, division.code, division.name, span, "register", division)
    if home and home.code not in found:
        spans = _short_mentions(passages, home)
        if spans:
            _note(found, home.code, home.name, spans[0], "register", home)
    for code, place in found.items():
        if label := knowledge.places.get(code):
            place.fields["label"] = label
    _link(found, register)
    _add_local(passages, found, home)
    return list(found.values())


def _note(found: dict[str, Statement], key: str, label: str, span: Span, rule: str, division: Division | None = None) -> Statement:
    if key not in found:
        fields: dict[str, object] = {"code": division.code, "tier": division.tier} if division else {}
        found[key] = Statement("places", label, [], rule, fields)
    found[key].spans.append(span)
    return found[key]


def _short_mentions(passages: Passages, division: Division) -> list[Span]:
    return [match.span() for match in re.finditer(re.escape(_short(division)), passages.text) if passages.is_prose(match.start())]


def _official(passages: Passages, register: Register, home: Division | None = None) -> Iterator[tuple[Division, Span]]:
    """Yield the divisions that are printed with their full names, homonyms settled by the places printed before and the home."""
    text = passages.text
    seen: list[str] = [home.code] if home else []
    last = 0
    for match in _heads(register).finditer(text):
        end = match.end()
        if not passages.is_prose(match.start()) or _GOES_ON.match(text, end):
            continue
        if match.lastgroup == "short":
            seen += [one.code for one in register.find(match[0]) if len(one.code) <= _CITY]
            continue
        for start in range(max(last, end - _LONGEST_NAME), end - _SHORTEST_PROPER + 1):
            divisions = register.by_name.get(text[start:end])
            chosen = _settle(divisions, seen) if divisions else None
            if chosen:
                seen.append(chosen.code)
                last = end
                yield chosen, (start, end)
                break


@cache
def _heads(register: Register) -> re.Pattern[str]:
    """Return the pattern of the last characters of divisions, and of the short names of provinces and cities, which tell where one is."""
    short = sorted({_short(one) for one in register.by_code.values() if len(one.code) <= _CITY and len(_short(one)) >= _SHORTEST_PROPER})
    return re.compile(f"{_SUFFIXES}|(?P<short>{'|'.join(short)})")


def _settle(divisions: list[Division], seen: list[str]) -> Division | None:
    """Return the one of equal names that lies nearest to a place printed before; None where nothing settles it."""
    if len(divisions) == 1 and len(divisions[0].code) <= 6:
        return divisions[0]
    for code in reversed(seen):
        inside = [one for one in divisions if one.code == code or one.code.startswith(code) or code.startswith(one.code)]
        if len(inside) == 1:
            return inside[0]
    return None


def _link(found: dict[str, Statement], register: Register) -> None:
    """Put each division into the nearest one that is printed too; print no chain that the document does not."""
    for code, place in found.items():
        above = (parent.code for parent in register.chain(register.by_code[code])[1:])
        parent = next((found[one] for one in above if one in found), None)
        if parent:
            place.fields["part_of"] = parent


def _add_local(passages: Passages, found: dict[str, Statement], home: Division | None) -> None:
    """Add communities, villages and estates with a name of their own."""
    names: dict[str, Statement] = {}
    ends = {span[1]: place for place in found.values() for span in place.spans}
    root = found.get(home.code) if home else None
    for start, end in passages.sentences:
        for match in _LOCAL.finditer(passages.text, start, end):
            place = _local(passages, match, names, ends)
            if place:
                ends[match.end()] = place
                parent = ends.get(place.spans[-1][0])
                if parent is not None and parent is not place:
                    place.fields.setdefault("part_of", parent)
    for place in names.values():
        if root:
            place.fields.setdefault("part_of", root)
        found[place.label] = place


def _local(passages: Passages, match: re.Match[str], names: dict[str, Statement], ends: dict[int, Statement]) -> Statement | None:
    text, end = passages.text, match.end()
    start = max(passages.phrase_start(match.start("suffix")), match.start())
    inside = max((at for at in ends if start < at < match.start("suffix")), default=None)
    anchored = inside is not None or start in ends
    start = inside if inside is not None else start
    name = text[start : match.start("suffix")]
    label = text[start:end]
    if label in names:
        names[label].spans.append((start, end))
        return names[label]
    proper = 2 <= len(name) <= 5 and not _COMMON.search(name) and all("\u4e00" <= one <= "\u9fff" for one in name)
    if not proper or not (anchored or _stands_alone(passages, start)):
        return None
    rule = "suffix-behind-place" if anchored else "suffix"
    names[label] = Statement("places", label, [(start, end)], rule, {"tier": _LOCAL_TIERS[match["suffix"]]})
    return names[label]


def _stands_alone(passages: Passages, start: int) -> bool:
    """Return whether a name begins at a boundary: a line, a comma, a verb."""
    return passages.phrase_start(start) == start
