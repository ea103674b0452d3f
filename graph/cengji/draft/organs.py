"""Party and government organs of a province, city or county: 省委, 柳州市委组织部, 区政府, 区人大."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cengji.draft.context import Context
from cengji.draft.passages import Span
from cengji.draft.statements import Statement

__all__ = ["find_organs"]

_ORGAN = re.compile(
    r"(?P<level>[省市县]|(?<![社小片校街厂景辖库灾])区)(?P<organ>委(?![员办托派会])|(?:人民)?政府|人大(?!代表)|政协(?!委员)|党代会|纪委监委|纪委|总工会|妇联|团委|残联|工商联)"
    r"(?P<part>组织部|宣传部|统战部|政法委|社会工作部|办公室|常委会|全委会|社治委|社工部|社工委|编办|改革办|网信办|巡察办|研究室|党校)?"
)
_HEADED = re.compile("(?P<level>[省市区县])委常委、(?P<part>组织部|宣传部|统战部|政法委|社会工作部)")
_KINDS = {
    ("province", "委"): "provincial-party-committee", ("prefecture", "委"): "municipal-party-committee",
    ("county", "委"): "district-party-committee", ("prefecture", "政府"): "municipal-government", ("county", "政府"): "district-government",
}  # fmt: skip
_OF_ANY_LEVEL = {"人大": "peoples-congress", "政协": "cppcc", "党代会": "party-congress", "政府": "government", "委": "party"}
_MASS = ("总工会", "妇联", "团委", "残联", "工商联")  # mass organizations
_OF_ANY_LEVEL |= dict.fromkeys(_MASS, "mass-organization")
_TIERS = {"省": "province", "市": "prefecture", "区": "county", "县": "county"}
_PARTS = {"组织部": "party-department", "宣传部": "party-department", "统战部": "party-department", "社会工作部": "party-department",
          "党校": "party-school", "社治委": "party-department", "社工部": "party-department", "社工委": "party-department"}  # fmt: skip
_PARTS_OF = {"委": "party-department", "政府": "government-department"}  # of any other part


def find_organs(context: Context) -> list[Statement]:
    """Return the organs that are printed; 市委 and 柳州市委 are one, with the longer name as label."""
    found: dict[tuple[str, str], Statement] = {}
    for match in _ORGAN.finditer(context.text):
        if not context.passages.is_prose(match.start()):
            continue
        place = _place(context, match["level"])
        start = _name_start(context, match, place)
        for part, span in _spans(match, start):
            organ = match["organ"].removeprefix("人民")
            key = (f"{match['level']}{organ}", part)
            label = context.text[slice(*span)]
            if key not in found:
                broader = "social" if organ in _MASS else "representative"
                tier = _tier(context, match["level"], place)
                own = _PARTS.get(part, _PARTS_OF.get(organ)) if part and not part.endswith("委会") else _KINDS.get((tier, organ))
                kinds = (own, _OF_ANY_LEVEL.get(organ), broader, "unit")
                kind = next((one for one in kinds if one and context.knowledge.knows("body-kind", one)), "party")
                fields: dict[str, object] = {"kind": kind, "place": place or context.home}
                if context.knowledge.schemes["body-kind"][kind].tier != tier:
                    fields["tier"] = tier
                if part:
                    fields["parent"] = found[key[0], ""]
                found[key] = Statement("bodies", label, [], "organ", fields)
            _name(found[key], label)
            found[key].spans.append(span)
    for match in _HEADED.finditer(context.text):
        if (committee := found.get((f"{match['level']}委", ""))) is not None and context.passages.is_prose(match.start()):
            _note_headed(context, match, committee, found)
    named = {key: one for key, one in found.items() if one.spans}
    for one in named.values():
        above = one.fields.get("parent")
        if isinstance(above, Statement) and not above.spans:
            del one.fields["parent"]
    _link(named)
    return list(named.values())


def _note_headed(context: Context, match: re.Match[str], above: Statement, found: dict[tuple[str, str], Statement]) -> None:
    """Keep the department of a committee that one of its standing members heads: 区委常委、组织部部长."""
    key = (f"{match['level']}委", match["part"])
    if key not in found and context.knowledge.knows("body-kind", "party-department"):
        tier = _tier(context, match["level"], _place(context, match["level"]))
        fields: dict[str, object] = {"kind": "party-department", "place": above.fields["place"], "tier": tier, "parent": above}
        found[key] = Statement("bodies", above.label + match["part"], [], "organ", fields)
    if key in found:
        found[key].spans.append(match.span("part"))


def _link(found: dict[tuple[str, str], Statement]) -> None:
    """Put each Party committee under that of the next higher level, if that is printed too."""
    for level, above in (("区", "市"), ("县", "市"), ("市", "省")):
        lower, higher = found.get((f"{level}委", "")), found.get((f"{above}委", ""))
        if lower and higher:
            lower.fields["parent"] = higher


def _spans(match: re.Match[str], start: int) -> Iterator[tuple[str, Span]]:
    """Yield the organ, and the part of it that is named with it."""
    yield "", (start, match.end("organ"))
    if match["part"]:
        yield match["part"], (start, match.end())


def _name(organ: Statement, label: str) -> None:
    """Keep the longest name as label, the others as aliases."""
    names = {organ.label, label, *organ.aliases}
    organ.label = max(names, key=lambda name: (len(name), name))
    organ.aliases = sorted(names - {organ.label})


def _tier(context: Context, level: str, place: Statement | None) -> str:
    """Return the tier on which an organ acts: that of its place, since a city may be a province, a prefecture or a county."""
    at = place or context.home
    own = str(at.fields.get("tier") or "")
    return own if own and at.label.endswith(level) else _TIERS[level]


def _place(context: Context, level: str) -> Statement | None:
    """Return the place of this level that the home lies in or is."""
    at: object = context.home
    while isinstance(at, Statement):
        if at.fields.get("tier") == _TIERS[level] or (at is context.home and at.label.endswith(level)):
            return at
        at = at.fields.get("part_of")
    return None


def _name_start(context: Context, match: re.Match[str], place: Statement | None) -> int:
    """Return where the name begins: with that of its place, if that is printed before."""
    if place:
        short = place.label[:-1]
        begin = match.start() - len(short)
        if begin >= 0 and context.text.startswith(short, begin):
            return begin
    return match.start()
