"""The kinds of bodies by name: what a noun phrase ends in tells which kind of body it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from cengji.cases.organization import Body
from cengji.cases.parts import Labelled
from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.statements import Statement
from cengji.draft.word_lists import either, words_by_name
from cengji.text.characters import plain_name

__all__ = ["LONGEST_LABEL", "LONGEST_UNCOUNTED", "BodyKinds", "state_tiers"]

LONGEST_LABEL = 24  # characters
LONGEST_UNCOUNTED = 13  # a longer phrase holds more than a name
_SHORTEST_BEFORE = 2  # characters before a head noun of one character
_MOST_KEPT = 20_000  # phrases of which the kind is remembered
_FEWEST_KINDS = 3  # whose names end in a noun, for it to tell that a phrase names a body
_HALF_WIDTH = str.maketrans("（）", "()")
_PARTY = "party"
_POINTS = ("service-outlet", "service-station")
_DEPARTMENT = "government-department"
_NARROWEST_FIRST = ("unit", "governance-unit", "party")  # what anything is where the scheme has no kind that the lists name
# Kinds found on several tiers, of which names tell the one, and what they begin with for it.
_ON_ANY_TIER = ("party", "service-outlet", "team", "joint", "representative", "government", "institution")
_NO_LEVEL = re.compile("市场|市容|市民|市政(?!府)|区域|区块|县域|市区|社区民警|区职能")
_ONE_OF_A_PLACE = ("joint", "leading-group", "fund", "command-centre", "party-service-centre")
_LOCAL = ("subdistrict", "community", "estate")
_SET_UP = ("service-outlet", "team")  # by the place that is told of
_OF_ALL_IN_TRADE = "行业党委"  # no 律师协会党总支
_TIER_AT_START = {
    "省": "province", "市": "prefecture", "县(市、区)": "county", "城区": "county", "区": "county", "县": "county", "街道": "subdistrict",
    "街镇": "subdistrict", "乡镇": "subdistrict", "镇": "subdistrict", "社区": "community", "村": "community", "小区": "estate",
}  # fmt: skip
# A Party organization of what is named before it.
_PARTY_OF = {
    "social": "new-sector-party-organization", "business": "new-sector-party-organization", "unit": "unit-party-organization",
    "government": "unit-party-organization", "institution": "unit-party-organization",
}  # fmt: skip
_PARTY_END = re.compile("..(?:党组织|党委|党总支|党支部|党小组)$")
_OF_TRADE = re.compile("(?:[协商]会|行业)$")  # whose Party organization is that of a trade
_OF_SEVERAL = re.compile("(?<=.)(?:联合|综合|功能型|临时|兼合式)$")  # says how it is made up, not whose it is
_OF_BOTH = re.compile(r"(?:街镇|镇街|乡镇\(街道\)|镇\(街道\)|街道\(乡?镇\))党(?:\(工\)|工)?委")
_CULTURE = re.compile("(?:文化|商业|产业|旅游|历史|功能|商务)(?:街区|片区|区域)$")  # an area for a purpose, not a part of a community
# A level at the beginning of a name, and its tier.
_LEVEL = re.compile("(?P<level>城区|省|市(?!场)|区(?!域)|县)级?(?:[直各]?属?|有?关|相关)?")
_OFFICE_OF_LEVEL = re.compile("(?:省|市(?!场)|区(?!域|委|政府)|县)(?![级委政]).{2,}办公室")
_COMMITTEE = re.compile("(?P<level>城区|[省市区县])级?党委")
_TIERS = {"省": "province", "市": "prefecture", "区": "county", "城区": "county", "县": "county"}


class BodyKinds:
    """The kinds of bodies by name: of the scheme, as the cases at hand call bodies and groups, and by the nouns that names end in."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Collect the names."""
        self.knowledge = knowledge
        self._known: dict[str, tuple[str, str] | None] = {}

    @cached_property
    def _names(self) -> dict[str, str]:
        votes: dict[str, list[str]] = {}
        for name, item, _ in self.knowledge.labelled("groups", "bodies"):
            kind = getattr(item, "kind", "")
            if name == plain_name(item.label.zh) and self.knowledge.knows("body-kind", kind) and not self._is_named_place(item):
                votes.setdefault(name, []).append(kind)
        learnt = {name: most_common(kinds) or "" for name, kinds in votes.items() if len(name) > 1}
        labels = {plain_name(concept.names[0]): key for key, concept in self.knowledge.schemes["body-kind"].items()}
        named = self._heads() | self._listed() | self.knowledge.names("body-kind") | learnt | labels
        return {name: kind for name, kind in named.items() if self.knowledge.knows("body-kind", kind)}

    def _is_named_place(self, item: Labelled) -> bool:
        """Return whether what a case names is the body of one place, whose name tells no kind."""
        return isinstance(item, Body) and self.is_below(item.kind, "governance-unit")

    @cached_property
    def _last(self) -> frozenset[str]:
        """The characters in which names end, and brackets."""
        return frozenset({name[-1] for name in self._names} | set(")）”"))

    def _listed(self) -> dict[str, str]:
        """Return the nouns of the packaged list, each with the first of its kinds that the scheme has."""
        first = {kinds: self._first(kinds.split()) for kinds in words_by_name("bodies")}
        return {noun: first[kinds] for kinds, nouns in words_by_name("bodies").items() for noun in nouns}

    def _first(self, kinds: list[str]) -> str:
        return next((one for one in (*kinds, *_NARROWEST_FIRST) if self.knowledge.knows("body-kind", one)), "")

    def _heads(self) -> dict[str, str]:
        """Return the nouns in which the names of several kinds end, each with the kind that most of these are narrower than."""
        ends: dict[str, set[str]] = {}
        for name, kind in self.knowledge.names("body-kind").items():
            for start in range(1, len(name) - 1):
                if not _PARTY_END.search(name[start:]):  # which one it is what stands before says
                    ends.setdefault(name[start:], set()).add(kind)
        heads = {}
        for noun, kinds in ends.items():
            above = most_common(sorted(ancestor for kind in kinds for ancestor in self._above(kind)))
            if len(kinds) >= _FEWEST_KINDS and above:
                heads[noun] = above
        return heads

    def _above(self, kind: str) -> list[str]:
        """Return the broadest concept above a kind."""
        concepts = self.knowledge.schemes["body-kind"]
        at = kind
        while (broader := concepts[at].broader) and broader in concepts:
            at = broader
        return [at]

    def is_below(self, kind: str, *ancestors: str) -> bool:
        """Return whether a kind is one of others or narrower."""
        return not self.knowledge.with_broader("body-kind", kind).isdisjoint(ancestors)

    def is_name(self, label: str) -> bool:
        """Return whether a label is the name of a kind, with nothing before it."""
        return label in self._names

    def may_be_in(self, text: str, start: int, end: int) -> bool:
        """Return whether the name of a kind may stand in a phrase as printed; where it has quotes or brackets, always."""
        return self._in_phrase.search(text, start, end) is not None

    @cached_property
    def _in_phrase(self) -> re.Pattern[str]:
        return re.compile(either((*self._names, *"“”‘’()（）")))

    def may_end(self, phrase: str) -> bool:
        """Return whether a phrase ends as the name of a kind may."""
        return phrase[-1:] in self._last

    def organization_at_start(self, text: str, start: int, end: int) -> int:
        """Return where a Party organization ends with which a longer phrase begins, else where the phrase ends: 街道党工委规划参与权."""
        for stop in range(min(end, start + LONGEST_UNCOUNTED) - 1, start + 2, -1):
            is_end = text[stop - 1] in self._last and text[stop] not in "员长"  # 社区网格员: no grid
            known = self.of(plain_name(text[start:stop])) if is_end else None
            if known and text[start] in "省市区县" and text[stop - 1] == "局":
                return stop  # 区司法局派员
            if known and (len(known[0]) > 3 or (len(known[0]) > 2 and self.is_below(known[1], _PARTY))):
                return stop
        return end

    def of(self, phrase: str) -> tuple[str, str] | None:
        """Return the longest name of a kind that ends a phrase, and the key of the kind."""
        if phrase[-1:] not in self._last:
            return None
        if phrase not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[phrase] = self._find(phrase)
        return self._known[phrase]

    def _find(self, phrase: str) -> tuple[str, str] | None:
        phrase = phrase.translate(_HALF_WIDTH)
        outside, bracket, _ = phrase.partition("(") if phrase.endswith(")") else (phrase, "", "")
        for start in range(max(0, len(phrase) - LONGEST_LABEL), len(phrase)):
            kind = self._names.get(phrase[start:])
            if kind and (start < len(phrase) - 1 or len(phrase) > _SHORTEST_BEFORE):
                return phrase[start:], self._narrow(phrase, phrase[start:], kind)
        return self.of(outside) if bracket and outside else None

    def of_one(self, character: str) -> tuple[str, str] | None:
        """Return what a name of one character is, which tells only where it is counted: 249个村."""
        return (character, self._names[character]) if len(character) == 1 and character in self._names else None

    def _narrow(self, phrase: str, noun: str, kind: str) -> str:
        """Return a narrower kind where what stands before the noun tells one: the level of a department, whose a Party organization is."""
        if kind == _PARTY and (whole := _PARTY_END.search(noun)):
            noun = noun[whole.start() + 2 :]
        before = phrase.removesuffix(noun)
        if special := self._of_special(phrase, before, kind):
            return special
        if (self.is_below(kind, _DEPARTMENT) or _OFFICE_OF_LEVEL.fullmatch(phrase)) and (level := _LEVEL.match(phrase)):
            return self._of_tier(_DEPARTMENT, _TIERS[level["level"]]) or kind
        if (committee := _COMMITTEE.fullmatch(phrase)) is not None:
            return self._of_tier(_PARTY, _TIERS[committee["level"]]) or kind
        if not before or not self.is_below(kind, _PARTY):
            return kind
        if kind != _PARTY and self.tier_of(kind):
            return kind  # 古田村小区党支部 is that of an estate
        bare = _OF_SEVERAL.sub("", before)
        ends = (self._names.get(bare[at:] + "党组织") for at in range(len(bare)))
        named = next((one for one in ends if one and one != _PARTY), None)
        if named:
            return named
        whose = self.of(before) if before not in self._names else (before, self._names[before])
        if not whose:
            return kind
        concepts = self.knowledge.schemes["body-kind"]
        above = next((party for root, party in _PARTY_OF.items() if self.is_below(whose[1], root)), "") if kind == _PARTY else ""
        plain = self._names.get(plain_name(concepts[whose[1]].names[0]) + "党组织")
        of_office = above if self.is_below(whose[1], "government") else ""  # 区商务局党组
        narrower = plain or of_office or self._of_tier(_PARTY, concepts[whose[1]].tier) or above
        return narrower if self.knowledge.knows("body-kind", narrower) else kind

    def tier_of(self, kind: str) -> str | None:
        """Return the usual tier of a kind, or of the nearest broader one that has one."""
        concepts = self.knowledge.schemes["body-kind"]
        concept = concepts.get(kind)
        while concept and not concept.tier:
            concept = concepts.get(concept.broader or "")
        return concept.tier if concept else None

    def _of_special(self, phrase: str, before: str, kind: str) -> str | None:
        """Return the kind of what a word before the noun tells: Party service points, volunteers, trades, towns and streets together."""
        told = (
            ("social", kind == _PARTY and phrase.endswith("组织") and "党" not in phrase and "基层" not in phrase),
            ("party-service-centre", kind in _POINTS and "党群" in phrase),
            ("volunteer-team", kind == "team" and "志愿" in before),
            ("industry-party-organization", kind == _PARTY and _OF_TRADE.search(before)),
            ("subdistrict-town-party-committee", _OF_BOTH.fullmatch(phrase)),
            ("functional-area-unit", self.is_below(kind, "sub-community-unit") and _CULTURE.search(phrase)),
        )
        return next((key for key, is_told in told if is_told and self.knowledge.knows("body-kind", key)), None)

    def _of_tier(self, root: str, tier: str | None) -> str | None:
        """Return the only kind at a tier that is right below another."""
        found = [key for key, one in self.knowledge.schemes["body-kind"].items() if tier and one.tier == tier and one.broader == root]
        return found[0] if len(found) == 1 else None


def state_tiers(kinds: BodyKinds, found: Mapping[str, Statement]) -> None:
    """Say the tier of what a level or a place with a tier has one of, where the kind tells none: by the name, else by who set it up."""
    for one in {id(each): each for each in found.values()}.values():
        if one.rule == "place-as-body" or kinds.tier_of(one.kind) is not None or "tier" in one.fields:
            continue
        if tier := _tier_by_name(kinds, one) or _tier_of_place(kinds, one):
            one.fields["tier"] = tier


def _tier_by_name(kinds: BodyKinds, one: Statement) -> str | None:
    """Return the tier of the place or level that a name begins with: 街道综治中心, 镇纪委."""
    place = one.fields.get("place")
    if isinstance(place, Statement) and one.section == "bodies" and one.label.startswith(place.label) and place.fields.get("tier"):
        return str(place.fields["tier"])
    label = one.label.translate(_HALF_WIDTH)
    if not kinds.is_below(one.kind, *_ON_ANY_TIER) or _NO_LEVEL.match(label):
        return None
    return next((tier for level, tier in _TIER_AT_START.items() if label.startswith(level)), None)


def _tier_of_place(kinds: BodyKinds, one: Statement) -> str | None:
    """Return the tier of the place that has one such body."""
    place = one.fields.get("place")
    local = place.fields.get("tier") in _LOCAL and kinds.is_below(one.kind, *_SET_UP) if isinstance(place, Statement) else False
    alone = local or kinds.is_below(one.kind, *_ONE_OF_A_PLACE) or one.label.endswith(_OF_ALL_IN_TRADE)
    if one.rule != "named-body" or not isinstance(place, Statement) or not alone:
        return None
    return str(place.fields["tier"]) if place.fields.get("tier") else None
