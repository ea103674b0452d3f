"""The traditional forms of the characters of a page, so that a name is found however its characters are typed.

``traditional.txt`` holds every character that OpenCC's ``t2s`` turns into one of GB 2312, each before its simplified form.
OpenCC itself is not needed to write a page, and what is installed makes no difference to its bytes. The file is renewed by::

    python -m tests.view.traditional
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from cengji.core.texts import UNSEEN

__all__ = ["characters_in", "fold", "pairs_among", "traditional_pairs"]

TABLE: Final = Path(__file__).with_name("traditional.txt")

_UNSEEN: Final = re.compile(f"[{UNSEEN}]+")


def fold(text: str) -> str:
    """Return a text as it is searched: NFKC, small letters, simplified characters, no blanks, nothing unseen: ``foldKey`` of the page.

    >>> fold("Ａ 東區"), fold("⼾\u200b籍")
    ('a东区', '户籍')
    """
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower().translate(_simplified())
        return "".join(text.split())
    return "".join(text.lower().split())


@cache
def _simplified() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in traditional_pairs()}


@cache
def traditional_pairs() -> tuple[str, ...]:
    """Return all pairs, a traditional character before its simplified form.

    >>> "雙双" in traditional_pairs()
    True
    """
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(pair for line in lines if not line.startswith("#") for pair in line.split())


def pairs_among(characters: Iterable[str]) -> str:
    """Return the pairs of which one form is among the characters, one after the other.

    >>> pairs_among("双方")
    '雙双'
    """
    known = frozenset(characters)
    return "".join(pair for pair in traditional_pairs() if not known.isdisjoint(pair))


def characters_in(value: Any) -> set[str]:  # noqa: ANN401  # a JSON value
    """Return the characters of all texts in a JSON value, without those of texts in ASCII.

    >>> sorted(characters_in({"zh": ["社区", "A区"], "id": ["a", "b"]}))
    ['A', '区', '社']
    """
    if isinstance(value, str):
        return set() if value.isascii() else set(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    kinds = set(map(type, inner))
    texts = characters_in("".join([one for one in inner if isinstance(one, str)])) if str in kinds else set()  # a column at once
    if kinds.isdisjoint((dict, list, tuple)):
        return texts
    return texts.union(*(characters_in(one) for one in inner if isinstance(one, dict | list | tuple)))
