"""The little English grammar that labels need: number, the head of a name, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

__all__ = ["ARTICLES", "Words", "head_at", "indefinite", "is_well_formed", "join_words", "plural", "singular", "stems"]

Words = tuple[str, ...]

ARTICLES: Final = frozenset({"the", "a", "an"})

_SAME = frozenset({
    "affairs", "masses", "premises", "works", "series", "business", "people", "staff", "progress", "access", "process", "congress", "news",
})  # fmt: skip
_PREPOSITIONS = frozenset({"of", "for", "in", "on", "at", "to", "with", "by", "from", "under", "into", "that", "who"})
_SIBILANT = ("s", "x", "sh", "ch", "z")
_VOWELS = "aeiou"
_SPOKEN_AS_CONSONANT = ("uni", "use", "one", "eu")


def plural(word: str) -> str:
    """Return the plural of a noun; what is plural already stays.

    >>> plural("party"), plural("branch"), plural("grid"), plural("committees")
    ('parties', 'branches', 'grids', 'committees')
    """
    if word.lower() in _SAME or singular(word) != word:
        return word
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_SIBILANT) else f"{word}s"


def singular(word: str) -> str:
    """Return the singular of a noun; what is singular already stays.

    >>> singular("communities"), singular("branches"), singular("business"), singular("list")
    ('community', 'branch', 'business', 'list')
    """
    if word.lower() in _SAME or word.endswith(("ss", "us", "is", "'s")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word[:-2].endswith(("ss", "x", "sh", "ch", "zz")) else word[:-1]


def stems(words: Iterable[str]) -> Words:
    """Return words as they are compared: in the singular, small letters."""
    return tuple(map(_stem, words))


@cache
def _stem(word: str) -> str:
    return singular(word.lower())


def head_at(words: Sequence[str]) -> int:
    """Return the place of the noun that bears the number of a name: the last one before its first preposition."""
    stop = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    return stop - 1


def indefinite(word: str) -> str:
    """Return the indefinite article before a word, by how it begins when spoken.

    >>> indefinite("office"), indefinite("unit"), indefinite("post")
    ('an', 'a', 'a')
    """
    return "an" if word[0].lower() in _VOWELS and not word.lower().startswith(_SPOKEN_AS_CONSONANT) else "a"


_ADVERB = re.compile("(?:ate|al|ent|ive|ous)l(?:y|ies)$")


def is_well_formed(words: Sequence[str]) -> bool:
    """Return whether each article begins a name or follows a preposition, "a" and "an" fit what follows, and no adverb ends it.

    >>> is_well_formed(["centre", "of", "the", "town"]), is_well_formed(["the", "four", "offices", "the", "two", "centres"])
    (True, False)
    >>> is_well_formed(["approximatelies"])
    False
    """
    if words and _ADVERB.search(words[-1]):
        return False
    for at, word in enumerate(words):
        if word.lower() in ARTICLES and at and words[at - 1] not in _PREPOSITIONS:
            return False
        if word.lower() in ("a", "an") and (at + 1 == len(words) or word.lower() != indefinite(words[at + 1])):
            return False
    return True


def join_words(words: Sequence[str], *, capital: bool) -> str:
    """Return a name as it is written: the first letter large in a label, small in running text unless it is a proper one."""
    text = " ".join(words).replace("( ", "(").replace(" )", ")").replace(" ,", ",")
    return text[:1].upper() + text[1:] if capital else text
