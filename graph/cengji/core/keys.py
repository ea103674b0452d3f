"""Keys of things from their labels: the pinyin of a label, cut to what a key may be and made unique."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from cengji.core.pinyin import syllables

__all__ = ["Keys", "key_of"]

_DASHES = re.compile("-+")
_ALL_HAN = re.compile("[\u4e00-\u9fff]+")
_HAN_OR_OTHER = re.compile("[\u4e00-\u9fff]+|.", re.DOTALL)
_LONGEST = 40  # leaves room for a number behind, and for the keys of two things together

_LONGEST_OF_LADDER = 16  # the key of a rung holds that of its ladder and of its body


def key_of(label: str) -> str:
    """Return a key for a label, empty where it holds nothing that can be spelt.

    >>> key_of("“3+N”体系"), key_of("街道党工委"), key_of("长春市")
    ('3-n-ti-xi', 'jie-dao-dang-gong-wei', 'chang-chun-shi')
    """
    parts = (label,) if _ALL_HAN.fullmatch(label) else _HAN_OR_OTHER.findall(label)
    key = "".join(map(_spell, parts)).strip("-")
    if "--" in key:
        key = _DASHES.sub("-", key)
    return key[:_LONGEST].rsplit("-", 1)[0] if len(key) > _LONGEST and "-" in key[:_LONGEST] else key[:_LONGEST]


@cache
def _spell(part: str) -> str:
    """Return a run of Chinese characters in pinyin, read as words, or another character as keys spell it."""
    if part.isascii() and part.isalnum():
        return part.lower()
    return f"-{syllables(part).replace(' ', '-')}-"  # nothing for what is not Chinese


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
