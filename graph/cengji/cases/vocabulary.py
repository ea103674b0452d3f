"""What cases must know of the ontology, and the known words that are near a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

__all__ = ["KEYS_LISTED", "Vocabulary", "suggest"]

KEYS_LISTED = "`cengji docs --out reference` lists its keys in reference/schemes.md"

_LONGEST_KEY = 63
_MOST_LISTED = 12  # known words that a remedy lists


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the cases must know of the ontology: the keys of its schemes, the ranks of tiers, the names of kinds. No RDF here.

    ``called`` has, by scheme, the names of the concepts in both languages, in lower case, with the key of each.

    >>> Vocabulary({"status": frozenset({"stated", "inferred"})}).knows("status", "stated")
    True
    """

    schemes: Mapping[str, frozenset[str]]
    tier_ranks: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def knows(self, scheme: str, key: str) -> bool:
        """Return whether the scheme has a concept of that key."""
        return key in self.schemes.get(scheme, frozenset())

    def has_taken_in(self, scheme: str, declared: Mapping[str, object]) -> bool:
        """Return whether a scheme has by now what a case declares: the same key, called the same in Chinese or English."""
        called = self.called.get(scheme, {})
        return any(called.get(str(declared.get(name)).lower()) == declared["key"] for name in ("zh", "en"))

    def extend(self, declared: Iterable[tuple[str, str]]) -> Vocabulary:
        """Return this vocabulary with more concepts, as pairs of scheme and key."""
        merged = dict(self.schemes)
        for scheme, key in declared:
            merged[scheme] = merged.get(scheme, frozenset()) | {key}
        return replace(self, schemes=merged)

    def suggest_concept(self, scheme: str, wrong: str) -> str:
        """Return what to write for a key that a scheme lacks: the key of what is called so, near ones, or where all are listed.

        >>> Vocabulary({"unit": frozenset({"cny"})}, called={"unit": {"元": "cny", "yuan": "cny"}}).suggest_concept("unit", "yuan")
        'did you mean cny?'
        """
        called = self.called.get(scheme, {}).get(wrong.replace("-", " ").lower())
        return f"did you mean {called}?" if called else suggest(wrong, self.schemes.get(scheme, frozenset()), otherwise=KEYS_LISTED)


def suggest(wrong: str, known: list[str] | frozenset[str], *, otherwise: str = "see docs/case-format.md") -> str:
    """Return ``did you mean …?`` with the nearest known words, or what is known if few, or what else to do.

    >>> suggest("tiar", ["tier", "label"])
    'did you mean tier?'
    """
    usable = sorted(filter(str.isprintable, known))  # a hostile key is known, but nothing to suggest
    near = get_close_matches(wrong, usable, n=3, cutoff=0.6) if len(wrong) <= _LONGEST_KEY else []
    if near:
        return f"did you mean {' or '.join(near)}?"
    return "use one of: " + ", ".join(usable) if 0 < len(usable) <= _MOST_LISTED else otherwise
