"""The packaged word lists of the drafts: in each file a line a list, its name and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from math import isqrt
from pathlib import Path

__all__ = ["either", "either_named", "words", "words_by_name"]

_FOLDER = Path(__file__).resolve().parent / "words"
_MANY = 5


@cache
def words_by_name(file: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of a file by name, in its order."""
    lists: dict[str, list[str]] = {}
    for line in (_FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, held = line.partition(": ")
            lists.setdefault(name, []).extend(held.split())
    return {name: tuple(held) for name, held in lists.items()}


def words(file: str, name: str) -> tuple[str, ...]:
    """Return one list of a file."""
    return words_by_name(file)[name]


def either(wanted: Iterable[str]) -> str:
    """Return a pattern of these words, longer ones first, those of one first character together.

    Where there are many first characters, some of them together are told apart from others first: that takes half of the time.

    >>> either(["建立", "建", "完善"])
    '完(?:善)|建(?:立|)'
    """
    return _by_first_character(_branches(wanted))


def either_named(**wanted: Iterable[str]) -> str:
    """Return a pattern of the words of several lists; a match is in the group of its list, and lists named first come first.

    >>> re.compile(either_named(kept=["建成区"], cut=["建成", "建"])).match("建成").lastgroup
    'cut'
    """
    lists = {name: _branches(held) for name, held in wanted.items()}
    named = {name: f"(?P<{name}>{_by_first_character(held)})" for name, held in lists.items()}
    first = "".join(sorted({one for held in lists.values() for one in held}))
    return f"(?=[{re.escape(first)}])(?:{'|'.join(named.values())})"


def _branches(wanted: Iterable[str]) -> dict[str, str]:
    """Return the pattern of the words that begin with each first character."""
    groups = groupby(sorted(set(wanted)), key=lambda word: word[0])
    tails = {first: sorted((word[1:] for word in group), key=lambda tail: (-len(tail), tail)) for first, group in groups}
    return {first: f"{re.escape(first)}(?:{'|'.join(map(re.escape, rest))})" for first, rest in tails.items()}


def _by_first_character(held: Mapping[str, str]) -> str:
    firsts, size = list(held), isqrt(len(held))
    if size < _MANY:
        return "|".join(held.values())
    shelves = [firsts[at : at + size] for at in range(0, len(firsts), size)]
    told = (f"(?=[{re.escape(''.join(shelf))}])(?:{'|'.join(held[one] for one in shelf)})" for shelf in shelves)
    return f"(?=[{re.escape(''.join(firsts))}])(?:{'|'.join(told)})"
