"""Keys of a draft: the pinyin of a label, cut to what a key may be and made unique."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pypinyin import lazy_pinyin

from cengji.text.characters import is_han

__all__ = ["Keys", "key_of"]

_DASHES = re.compile("-+")
_STRANGE = re.compile("[^a-z]")
_LONGEST = 40  # leaves room for a number behind, and for the keys of two things together

_LONGEST_OF_LADDER = 16  # the key of a rung holds that of its ladder and of its body


def key_of(label: str) -> str:
    """Return a key for a label, empty where it holds nothing that can be spelt.

    >>> key_of("“3+N”体系"), key_of("街道党工委")
    ('3-n-ti-xi', 'jie-dao-dang-gong-wei')
    """
    key = _DASHES.sub("-", "".join(map(_spell, label))).strip("-")
    return key[:_LONGEST].rsplit("-", 1)[0] if len(key) > _LONGEST and "-" in key[:_LONGEST] else key[:_LONGEST]


@cache
def _spell(character: str) -> str:
    """Return a character as keys spell it: a Chinese one in pinyin between dashes."""
    if character.isascii() and character.isalnum():
        return character.lower()
    return f"-{_STRANGE.sub('', ''.join(lazy_pinyin(character, errors='ignore')).lower())}-" if is_han(character) else "-"


class Keys:
    """The keys given so far: each once in a case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        """Begin with those that are taken."""
        self._taken = dict.fromkeys(taken, 1)

    def give(self, label: str, section: str) -> str:
        """Return a key that is not taken yet; of equal labels the later ones get the section or a number behind."""
        plain = key_of(label) or section.replace("_", "-")
        if section == "ladders":
            plain = plain[:_LONGEST_OF_LADDER].strip("-")
        key = plain if plain not in self._taken else f"{plain}-{section.replace('_', '-')[:16]}"
        while key in self._taken:
            self._taken[plain] = self._taken.get(plain, 1) + 1
            key = f"{plain}-{self._taken[plain]}"
        self._taken.setdefault(plain, 1)
        self._taken.setdefault(key, 1)
        return key
