"""The packaged word lists of the drafts: in each file a line a list, its name and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

__all__ = ["either", "words", "words_by_name"]

_FOLDER = Path(__file__).resolve().parent / "words"


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

    >>> either(["建立", "建", "完善"])
    '完(?:善)|建(?:立|)'
    """
    groups = groupby(sorted(set(wanted)), key=lambda word: word[0])
    tails = {first: sorted((word[1:] for word in group), key=lambda tail: (-len(tail), tail)) for first, group in groups}
    return "|".join(f"{re.escape(first)}(?:{'|'.join(map(re.escape, rest))})" for first, rest in tails.items())
