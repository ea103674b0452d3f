"""Romanizes labels, so that a name is found by its pinyin or by its initials."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

from cengji.core.memory import without_collector

__all__ = ["syllables"]

_CJK = re.compile(r"[㐀-鿿豈-﫿]+")
_LIMIT = 200
"""Longest text that is romanized, in characters; nobody types more."""


@cache
def syllables(text: str) -> str:
    """Return the syllables of the Chinese characters, without tones, one space between them.

    Readings follow the phrase (重庆 is ``chong qing``); other characters are left out. Empty for a
    text without Chinese.

    >>> syllables("重庆市A区")
    'chong qing shi qu'
    """
    return " ".join(_reading(phrase) for run in _CJK.findall(text[:_LIMIT]) for phrase in _phrases(run))


def _phrases(run: str) -> Iterator[str]:
    """Yield the longest phrases of pypinyin's dictionary from left to right; a character that begins none stands alone."""
    known, prefixes = _dictionary()
    start = 0
    while start < len(run):
        end = start + 1
        stop = start + 2
        while stop <= len(run) and (part := run[start:stop]) in prefixes:
            if part in known:
                end = stop
            stop += 1
        yield run[start:end]
        start = end


@cache
@without_collector
def _dictionary() -> tuple[Container[str], Container[str]]:
    """Return pypinyin's phrases, and all beginnings of them."""
    from pypinyin.constants import PHRASES_DICT  # costs 0.1 s: only when there is something to romanize
    from pypinyin.seg.mmseg import p_set

    return PHRASES_DICT, p_set._set


@cache
def _reading(phrase: str) -> str:
    """Return the syllables of one phrase; names repeat few phrases, and a reading costs much."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(phrase, v_to_u=False))
