"""Places: official divisions by the register, and what lies below the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.knowledge import Knowledge
from cengji.draft.local_places import find_local_places
from cengji.draft.passages import Passages, Span
from cengji.draft.printed_divisions import CITY, GOES_ON, LONGER, division_ends, official_divisions
from cengji.draft.register import Division, Register
from cengji.draft.statements import Statement

__all__ = ["PLACE_RANKS", "find_places"]

# The tiers of places, highest first.
PLACE_RANKS = ("province", "prefecture", "county", "subdistrict", "community", "estate")
_LISTED = re.compile("、|等[地省市]|(?P<within>[\u4e00-\u9fff]{2,3})、")
# 苏、浙、沪: provinces by one character, where several are listed.
_ABBREVIATIONS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "辽": "21", "吉": "22", "黑": "23", "沪": "31", "苏": "32", "浙": "33", "皖": "34",
    "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51",
    "黔": "52", "滇": "53", "陕": "61", "甘": "62", "青": "63", "宁": "64", "新": "65",
}  # fmt: skip
_ABBREVIATED = re.compile("(?:(?<![\u4e00-\u9fff])|(?<=[与和及在由从对处邻接含]))X(?:、X)+".replace("X", f"[{''.join(_ABBREVIATIONS)}]"))
# What means the city or the province that the home lies in.
_REFERRING = {"prefecture": "我市|全市", "province": "我省|全省|省委"}
# A line that says who gets a bulletin: 报：省委….
_SENT_TO = re.compile("[ 　]*(?:报送?|送|发|抄送|抄报|主送|分送|印发)[:：]")


def find_places(passages: Passages, knowledge: Knowledge, register: Register, home: Division | None) -> list[Statement]:
    """Return the places that the document names: divisions with their codes, and what lies below them."""
    found: dict[str, Statement] = {}
    doubtful: dict[str, list[Span]] = {}
    for division, span in official_divisions(passages, register, home, doubtful):
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
    for match in passages.matches(division_ends(register)):
        start, end = match.span()
        if match.lastgroup != "short" or not passages.is_prose(start) or GOES_ON.match(text, end) or LONGER.match(text, end):
            continue
        divisions = [one for one in register.find(match[0]) if len(one.code) <= CITY]
        chosen = next((one for one in divisions if one.code in above), None)
        if chosen is None and len(divisions) == 1 and (text[start - 1 : start] == "、" or _is_listed(text, end, divisions[0], register)):
            chosen = divisions[0]
        if chosen:
            yield chosen, (start, end)
    for match in _ABBREVIATED.finditer(text):
        if passages.is_prose(match.start()):
            for place in range(match.start(), match.end(), 2):
                yield register.by_code[_ABBREVIATIONS[text[place]]], (place, place + 1)


def _is_listed(text: str, end: int, division: Division, register: Register) -> bool:
    """Return whether a list goes on behind a name, at once or behind the name of what lies in it: 深圳坪山、."""
    match = _LISTED.match(text, end)
    within = match["within"] if match else None
    return match is not None and (within is None or any(one.code.startswith(division.code) for one in register.find(within)))


def _note(found: dict[str, Statement], key: str, label: str, span: Span, rule: str, division: Division | None = None) -> Statement:
    if key not in found:
        fields: dict[str, object] = {"code": division.code, "tier": division.tier} if division else {}
        found[key] = Statement("places", label, [], rule, fields)
    found[key].spans.append(span)
    return found[key]


def _short_mentions(passages: Passages, division: Division) -> list[Span]:
    return [match.span() for match in re.finditer(re.escape(division.short), passages.text) if passages.is_prose(match.start())]


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
            spans = [span for span in spans if not _SENT_TO.match(passages.text, passages.text.rfind("\n", 0, span[0]) + 1)]
            if spans:
                place = _note(found, division.code, division.name, spans[0], "refers-back", division)
                place.fields["status"] = "inferred"
