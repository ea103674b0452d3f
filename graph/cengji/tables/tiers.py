"""Words for levels put on the common scale: by the labels of the scheme, and below the community never by the word alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cengji.dataset import read_ontology

__all__ = ["COMMUNITY", "Scale", "division_prefix", "level_number", "read_scale", "tier_of_code"]

COMMUNITY: Final = 60
"""The rank of the community: below it the order is a convention (docs/decisions/0004-tiers-below-the-community.md)."""
_ALTERNATIVES: Final = re.compile(r"[（(]([^）)]*)[）)]")
_ENDS: Final = ("层级", "层面", "级别", "级", "层")
# What the definitions of the scheme name beside its labels.
_DEFINED: Final = {
    "county": ("区县", "县区", "县市区", "市辖区", "district"),
    "subdistrict": ("镇", "乡", "镇街", "乡镇街道", "街道办", "town", "township", "street"),
    "community": ("村居", "村社", "village"),
}
_DIGITS: Final = {2: "province", 4: "prefecture", 6: "county", 9: "subdistrict", 12: "community"}
_NUMBER: Final = re.compile(r"(?:第)?([0-9]{1,2}|[一二三四五六七八九十])(?:级|层|层级)?|(?:level|tier|l)[ -]?([0-9]{1,2})", re.IGNORECASE)
_HAN: Final = "一二三四五六七八九十"


@dataclass(frozen=True)
class Scale:
    """The common scale: the rank of each tier by its key, its labels, and the tiers that each word may mean."""

    ranks: Mapping[str, int]
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    kind_tiers: Mapping[str, str]

    def candidates(self, word: str) -> tuple[str, ...]:
        """Return the keys of the tiers that a word may mean, highest first; none where the scheme does not have it.

        >>> scale = read_scale()
        >>> scale.candidates("街道"), scale.candidates("片区"), scale.candidates("社区级"), scale.candidates("中心")
        (('subdistrict',), ('area', 'sub-community'), ('community',), ())
        """
        return self.words.get(_plain(word), ())

    def name_tier(self, name: str) -> str:
        """Return the key of the tier whose only word a name ends in, empty where there is none; never below the community."""
        for length in (4, 3, 2, 1):
            found = self.words.get(name[-length:], ()) if len(name) > length else ()
            if found:
                return found[0] if len(found) == 1 and self.ranks[found[0]] <= COMMUNITY else ""
        return ""

    def kind_tier(self, kind: str) -> str:
        """Return the key of the usual tier of a kind of body, by its IRI; empty where it has none."""
        return self.kind_tiers.get(kind, "")

    def order(self, words: Sequence[str]) -> dict[str, int]:
        """Return how words for levels are ordered, a lower number higher; empty where that is not known of all."""
        numbers = {word: level_number(word) for word in words}
        if all(numbers.values()):
            return numbers
        found = {word: self.candidates(word) for word in words}
        if all(found.values()):
            return {word: self.ranks[tiers[0]] for word, tiers in found.items()}
        return {}


def level_number(word: str) -> int:
    """Return the number that a word for a level is: 第二级, 2, Level 2; 0 where it is none.

    >>> level_number("第二级"), level_number("Level 3"), level_number("街道级")
    (2, 3, 0)
    """
    found = _NUMBER.fullmatch(word.strip())
    if not found:
        return 0
    text = found[1] or found[2]
    return _HAN.index(text) + 1 if text in _HAN else int(text)


def tier_of_code(code: str) -> str:
    """Return the key of the tier of a division code by its digits that are no trailing zeros of a whole step, empty for others.

    >>> tier_of_code("320508"), tier_of_code("320500000000"), tier_of_code("320508017"), tier_of_code("32050")
    ('county', 'prefecture', 'subdistrict', '')
    """
    return _DIGITS.get(len(division_prefix(code)), "")


def division_prefix(code: str) -> str:
    """Return a division code without the zeros that fill it up; a text of another form stays as it is."""
    if not code.isdigit() or len(code) not in _DIGITS:
        return code
    for length in (2, 4, 6, 9):
        if length < len(code) and not code[length:].strip("0"):
            return code[:length]
    return code


def _plain(word: str) -> str:
    word = _ALTERNATIVES.sub("", word).strip().lower() or word.strip().lower()
    if word.endswith(("-level", " level")):
        word = word[:-6]
    return word


@cache
def read_scale() -> Scale:
    """Return the common scale as the ontology has it."""
    ontology = read_ontology()
    ranks = dict(ontology.vocabulary.tier_ranks)
    found: dict[str, set[str]] = {}
    for key in ranks:
        for label in (*ontology.names["tier"][key], *_DEFINED.get(key, ()), ontology.english["tier"][key], key):
            for form in _forms(label):
                found.setdefault(form, set()).add(key)
    words = {word: tuple(sorted(keys, key=lambda key: ranks[key])) for word, keys in found.items()}
    names = {name: key for key, held in ontology.names["body-kind"].items() for name in held}
    names |= {name.lower(): key for key, name in ontology.english["body-kind"].items()}
    usual = {iri.rpartition("/")[2]: tier for iri, tier in ontology.usual_tiers.items()}
    labels = {key: ontology.english["tier"][key] for key in ranks}
    return Scale(ranks, labels, words, names, usual)


def _forms(label: str) -> set[str]:
    """Return a label and what else it is written as: without its brackets, each word in them, with and without 级."""
    label = label.lower()
    words = {label, _ALTERNATIVES.sub("", label)}
    for inside in _ALTERNATIVES.findall(label):
        words |= set(re.split("[、，,/]", inside))
    bare = {word[: -len(end)] for word in words for end in _ENDS if word.endswith(end) and len(word) > len(end)}
    return {form for word in words | bare if word for form in (word, *(word + end for end in _ENDS if not word.endswith("级")))}
