"""Romanizes labels, so that a name is found by its pinyin or by its initials."""

from __future__ import annotations

import re
from functools import cache

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
    runs = _CJK.findall(text[:_LIMIT])
    if not runs:
        return ""
    from pypinyin.seg.simpleseg import seg  # costs 0.1 s: only when there is something to romanize

    return " ".join(_reading(phrase) for run in runs for phrase in seg(run))


@cache
def _reading(phrase: str) -> str:
    """Return the syllables of one phrase; names repeat few phrases, and a reading costs much."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(phrase, v_to_u=False))
