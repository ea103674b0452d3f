"""Numbers as sums of money, where a currency stands before or behind them: US$500, Rp 5 juta, 500 EUR, 1.2 million euros."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cengji.text.figure_quantity import Quantity

__all__ = ["currency_units", "read_money"]

_LIST = Path(__file__).resolve().with_name("currencies.txt")
_LONGEST = 6  # characters of a sign with a space, or of a code


class _Currencies(NamedTuple):
    """What stands before and behind numbers, the unit of each sign and word, and the characters that one ends and begins with."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    units: dict[str, str]
    last: frozenset[str]
    first: frozenset[str]


def read_money(text: str, place: int, floor: int, quantity: Quantity) -> tuple[Quantity, int]:
    """Return the quantity that begins at ``place`` as money, and where it begins with its currency; as it is where none stands at it.

    The numeral before it ends at ``floor``. The unit is ``currency`` where the scheme has no other, or the sign is that
    of several, as $ and ¥ are.
    """
    if quantity.word or not text[place].isdigit():
        return quantity, place
    known = _currencies()
    if place > floor and (text[place - 1] in known.last or text[place - 1] == " "):
        found = known.before.search(text, max(floor, place - _LONGEST), place)
        if found:
            return replace(quantity, word=found[1], unit=known.units[found[1]], kind="money"), found.start()
    at = quantity.end + (text[quantity.end : quantity.end + 1] == " ")
    if text[at : at + 1] in known.first and (found := known.behind.match(text, at)):
        rate = text.startswith("/", found.end())
        unit, unfinished = known.units[found[0]], quantity.unfinished or rate
        return replace(quantity, end=found.end(), word=found[0], unit=unit, kind="money", unfinished=unfinished), place
    return quantity, place


@cache
def currency_units() -> frozenset[str]:
    """Return the keys of the units that are currencies."""
    return frozenset(_currencies().units.values())


@cache
def _currencies() -> _Currencies:
    units: dict[str, str] = {}
    before, words = set[str](), set[str]()
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, unit, *others = line.split(" ")
        signs, said = ([] if part == "-" else part.replace("_", " ").split("|") for part in others)
        names = [*signs, code] if code.isalpha() else signs
        before |= {*names}
        words |= {*said}
        units |= dict.fromkeys([*names, *said], unit)
    behind = before | words
    return _Currencies(
        re.compile(rf"(?<![A-Za-z0-9])({_one_of(before)}) ?\Z"),
        re.compile(rf"(?:{_one_of(behind)})(?![A-Za-z]| ?\d| (?:area|zone)\b)"),
        units,
        frozenset(one[-1] for one in before),
        frozenset(one[0] for one in behind),
    )


def _one_of(words: set[str]) -> str:
    """Return a pattern of words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
