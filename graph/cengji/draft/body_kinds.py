"""The kinds of bodies by name: what a noun phrase ends in tells which kind of body it names."""

from __future__ import annotations

from functools import cache, cached_property

from cengji.draft.knowledge import Knowledge, most_common
from cengji.draft.word_lists import words_by_name
from cengji.text.characters import plain_name

__all__ = ["LONGEST_LABEL", "LONGEST_UNCOUNTED", "BodyKinds"]

LONGEST_LABEL = 24  # characters
LONGEST_UNCOUNTED = 13  # a longer phrase holds more than a name
_SHORTEST_BEFORE = 2  # characters before a head noun of one character
_FEWEST_KINDS = 3  # whose names end in a noun, for it to tell that a phrase names a body


class BodyKinds:
    """The kinds of bodies by name: of the scheme, as the cases at hand call bodies and groups, and by the nouns that names end in."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Collect the names."""
        self.knowledge = knowledge

    @cached_property
    def _names(self) -> dict[str, str]:
        votes: dict[str, list[str]] = {}
        for name, item, _ in self.knowledge.labelled("groups", "bodies"):
            kind = getattr(item, "kind", "")
            if name == plain_name(item.label.zh) and self.knowledge.knows("body-kind", kind):
                votes.setdefault(name, []).append(kind)
        learnt = {name: most_common(kinds) or "" for name, kinds in votes.items() if len(name) > 1}
        labels = {plain_name(concept.names[0]): key for key, concept in self.knowledge.schemes["body-kind"].items()}
        return head_nouns() | self._heads() | self.knowledge.names("body-kind") | learnt | labels

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

    def organization_at_start(self, text: str, start: int, end: int) -> int:
        """Return where a Party organization ends with which a longer phrase begins, else where the phrase ends: 街道党工委规划参与权."""
        for stop in range(min(end, start + LONGEST_UNCOUNTED) - 1, start + 2, -1):
            known = self.of(plain_name(text[start:stop]))
            if known and (len(known[0]) > 3 or (len(known[0]) > 2 and self.knowledge.is_below("body-kind", known[1], "party"))):
                return stop
        return end

    def of(self, phrase: str) -> tuple[str, str] | None:
        """Return the longest name of a kind that ends a phrase, and the key of the kind."""
        for start in range(max(0, len(phrase) - LONGEST_LABEL), len(phrase)):
            kind = self._names.get(phrase[start:])
            if kind and (start < len(phrase) - 1 or len(phrase) > _SHORTEST_BEFORE) and self.knowledge.knows("body-kind", kind):
                return phrase[start:], kind
        return None


@cache
def head_nouns() -> dict[str, str]:
    """Return the packaged list of nouns in which the names of bodies end, each with a kind."""
    return {noun: kind for kind, nouns in words_by_name("bodies").items() for noun in nouns}
