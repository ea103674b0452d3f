"""The kinds of bodies by name: what a noun phrase ends in tells which kind of body it names."""

from __future__ import annotations

import re
from functools import cached_property

from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.word_lists import either, words_by_name
from cengji.text.characters import plain_name

__all__ = ["LONGEST_LABEL", "LONGEST_UNCOUNTED", "BodyKinds"]

LONGEST_LABEL = 24  # characters
LONGEST_UNCOUNTED = 13  # a longer phrase holds more than a name
_SHORTEST_BEFORE = 2  # characters before a head noun of one character
_MOST_KEPT = 20_000  # phrases of which the kind is remembered
_FEWEST_KINDS = 3  # whose names end in a noun, for it to tell that a phrase names a body
_HALF_WIDTH = str.maketrans("（）", "()")
_PARTY = "party"
_DEPARTMENT = "government-department"
_NARROWEST_FIRST = ("unit", "governance-unit", "party")  # what anything is where the scheme has no kind that the lists name
# A Party organization of what is named before it.
_PARTY_OF = {
    "social": "new-sector-party-organization", "business": "new-sector-party-organization", "unit": "unit-party-organization",
    "government": "unit-party-organization", "institution": "unit-party-organization",
}  # fmt: skip
# A level at the beginning of a name, and its tier.
_LEVEL = re.compile("(?P<level>城区|[省市区县])级?(?:[直各]?属?|有?关|相关)?")
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
            if name == plain_name(item.label.zh) and self.knowledge.knows("body-kind", kind):
                votes.setdefault(name, []).append(kind)
        learnt = {name: most_common(kinds) or "" for name, kinds in votes.items() if len(name) > 1}
        labels = {plain_name(concept.names[0]): key for key, concept in self.knowledge.schemes["body-kind"].items()}
        named = self._heads() | self._listed() | self.knowledge.names("body-kind") | learnt | labels
        return {name: kind for name, kind in named.items() if self.knowledge.knows("body-kind", kind)}

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

    def is_below(self, kind: str, ancestor: str) -> bool:
        """Return whether a kind is another one or narrower."""
        return self.knowledge.is_below("body-kind", kind, ancestor)

    def is_name(self, label: str) -> bool:
        """Return whether a label is the name of a kind, with nothing before it."""
        return label in self._names

    def may_be_in(self, phrase: str) -> bool:
        """Return whether the name of a kind may stand in a phrase as printed; where it has quotes or brackets, always."""
        return self._in_phrase.search(phrase) is not None

    @cached_property
    def _in_phrase(self) -> re.Pattern[str]:
        return re.compile(either((*self._names, *"“”‘’()（）")))

    def organization_at_start(self, text: str, start: int, end: int) -> int:
        """Return where a Party organization ends with which a longer phrase begins, else where the phrase ends: 街道党工委规划参与权."""
        for stop in range(min(end, start + LONGEST_UNCOUNTED) - 1, start + 2, -1):
            known = self.of(plain_name(text[start:stop])) if text[stop - 1] in self._last else None
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
        before = phrase.removesuffix(noun)
        if self.is_below(kind, _DEPARTMENT) and (level := _LEVEL.match(phrase)):
            return self._of_tier(_DEPARTMENT, _TIERS[level["level"]]) or kind
        if (committee := _COMMITTEE.fullmatch(phrase)) is not None:
            return self._of_tier(_PARTY, _TIERS[committee["level"]]) or kind
        if not before or not self.is_below(kind, _PARTY):
            return kind
        named = next((self._names[before[at:] + "党组织"] for at in range(len(before)) if before[at:] + "党组织" in self._names), None)
        if named:
            return named
        whose = self.of(before) if before not in self._names else (before, self._names[before])
        if not whose:
            return kind
        concepts = self.knowledge.schemes["body-kind"]
        above = next((party for root, party in _PARTY_OF.items() if self.is_below(whose[1], root)), "") if kind == _PARTY else ""
        plain = self._names.get(plain_name(concepts[whose[1]].names[0]) + "党组织")
        narrower = plain or self._of_tier(_PARTY, concepts[whose[1]].tier) or above
        return narrower if self.knowledge.knows("body-kind", narrower) else kind

    def _of_tier(self, root: str, tier: str | None) -> str | None:
        """Return the only kind at a tier that is right below another."""
        found = [key for key, one in self.knowledge.schemes["body-kind"].items() if tier and one.tier == tier and one.broader == root]
        return found[0] if len(found) == 1 else None
