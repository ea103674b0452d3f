"""How many units of each type a register has in a place, by the digits of their codes; and the words of an audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cengji.register.divisions import AS_OF, Unit, version_of

__all__ = ["REASONS", "UNITS", "Counts", "Register", "count_units"]

UNITS: Final = {
    "county": ("区县", "counties and districts"),
    "subdistrict": ("街道", "subdistricts"),
    "town": ("乡镇", "towns and townships"),
    "town-alone": ("镇", "towns"),
    "township": ("乡", "townships"),
    "sumu": ("苏木", "sumus"),
    "community": ("社区", "communities"),
    "village": ("村", "villages"),
}
"""Types of units, in Chinese and English: counties, by digit 7 subdistricts (0) or towns and townships (1–3), of these towns (1),
sumus (by their names) and townships for figures of one of them alone, by digit 10 residents' (0, 1) or villagers' committees (2, 3)."""
REASONS: Final = {
    "no-code": ("地方没有区划代码", "the place has no code"),
    "no-bounds": ("数字没有确定的界限", "the figure has no certain bounds"),
    "not-in-register": ("所给各年册中没有该地此级单位", "no register given has such units in the place"),
    "no-date": ("数字与文献均无日期，与各年比较", "neither figure nor document is dated: held against every year"),
    "part-of-place": ("只是该地的一部分", "only a part of the place's"),
    "extent-unstated": ("未说明是否为该地全部", "whether these are all of the place's is not said"),
    "before-change": ("变更前的数目，变更可能早于所给各册", "the number before a change, which may be older than every register given"),
    "fits-other-year": ("与另一年的册相符", "fits the register of another year"),
    "villages-counted": ("连同村委会则相符", "fits with villagers' committees counted as well"),
    "towns-counted": ("连同乡镇则相符", "fits with towns counted as well"),
    "townships-counted": ("连同乡、苏木则相符", "fits with townships and sumus counted as well"),
    "functional-areas-counted": ("连同功能区则相符", "fits with functional areas counted as well"),
    "functional-areas-left-out": ("不计功能区内的则相符", "fits without those in functional areas"),
    "changed-meanwhile": ("各年数目不同，其间有调整", "the number changes between registers: merged or split meanwhile"),
    "beyond-registers": (
        "沿各册变动的方向超出首末册，可能属于更早或更晚的年份",
        "lies beyond the registers the way their numbers go: perhaps of an earlier or later year",
    ),
    "functional-areas": ("该地有功能区，可能计入或不计", "the place has functional areas, which may be counted or not"),
    "bodies-counted": ("数的是机构，一单元可有一个、多个或没有", "counts bodies: a unit may have one, several or none"),
    "open-figure": ("数字一端不封闭", "the figure is open at one end"),
    "far-year": ("最近的册相隔一年以上", "the nearest register is more than a year away"),
    "day-of-document": ("数字未写时间，以文献日期计", "the figure has no time: that of the document is taken"),
}
"""Reasons that a figure and a register may have to differ, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The units in a place in one register: by type, of these those in functional areas, and quasi units of each level."""

    year: int
    version: str
    day: date
    code: str
    units: Counter[str]
    inside: Counter[str] = field(default_factory=Counter)
    quasi: Counter[str] = field(default_factory=Counter)
    levels: frozenset[int] = frozenset()

    def knows(self, units: Iterable[str]) -> bool:
        """Return whether the register goes down to these units."""
        return all(_LEVEL[unit] in self.levels and _LEVEL[unit] > len(self.code) for unit in units)

    def of(self, units: Iterable[str]) -> int:
        """Return how many units of these types there are."""
        return sum(self.units[unit] for unit in units)

    def otherwise(self, units: tuple[str, ...]) -> dict[str, int]:
        """Return how many there are if counted in another way, by the reason in :data:`REASONS` that names it."""
        found = {
            "functional-areas-counted": self.with_functional(units),
            "functional-areas-left-out": self.without_functional(units),
        }
        for unit, more in (("community", "village"), ("subdistrict", "town")):
            if unit in units and more not in units:
                found[f"{more}s-counted"] = self.of((*units, more))
        if units == ("town-alone",):
            found["townships-counted"] = self.of(("town",))
        return found

    def with_functional(self, units: tuple[str, ...]) -> int:
        """Return how many with those that are functional areas or quasi units of the same level."""
        return self.of(units) + sum(self.quasi[str(level)] for level in {_LEVEL[unit] for unit in units})

    def without_functional(self, units: tuple[str, ...]) -> int:
        """Return how many without those that lie in functional areas."""
        return self.of(units) - sum(self.inside[unit] for unit in units)


_LEVEL: Final = {
    "county": 6, "subdistrict": 9, "town": 9, "town-alone": 9, "township": 9, "sumu": 9, "community": 12, "village": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """The counts of the places asked for in the register of a year."""

    year: int
    places: dict[str, Counts]

    def counts(self, code: str) -> Counts | None:
        """Return the counts of a place, None if it is not in the register."""
        return self.places.get(code)


def count_units(units: Iterable[Unit], year: int, codes: Iterable[str]) -> Register:
    """Return how many units of each type lie in the places of these codes; a place that is not there has no counts."""
    wanted = set(codes)
    lengths = sorted({len(code) for code in wanted})
    version, _ = version_of(year)
    day = date.fromisoformat(AS_OF[year])
    held: dict[str, Counts] = {}
    levels: set[int] = set()
    tallies: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = {code: (Counter(), Counter(), Counter()) for code in wanted}
    there: set[str] = set()
    for unit in units:
        levels.add(len(unit.code))
        if unit.code in wanted:
            there.add(unit.code)
        for length in lengths:
            tally = tallies.get(unit.code[:length]) if length < len(unit.code) else None
            if tally:
                _tally(unit, tally)
    for code in sorted(there):
        every, inside, quasi = tallies[code]
        held[code] = Counts(year, version, day, code, every, inside, quasi, frozenset(levels))
    return Register(year, held)


def _tally(unit: Unit, tally: tuple[Counter[str], Counter[str], Counter[str]]) -> None:
    every, inside, quasi = tally
    kind = type_of(unit)
    if not kind:
        quasi[str(len(unit.code))] += 1
        return
    for one in (kind, _kind_of_town(unit)) if kind == "town" else (kind,):
        every[one] += 1
        inside[one] += not unit.official


def _kind_of_town(unit: Unit) -> str:
    return "town-alone" if unit.code[6] == "1" else "sumu" if unit.name.endswith("苏木") else "township"


def type_of(unit: Unit) -> str:
    """Return the type of a unit, a key of :data:`UNITS`; empty for functional areas, quasi units, cities and provinces.

    >>> type_of(Unit("320508017", "")), type_of(Unit("320508400", "")), type_of(Unit("320508017008", ""))
    ('subdistrict', '', 'community')
    """
    if len(unit.code) == 12:
        return {"0": "community", "1": "community", "2": "village", "3": "village"}.get(unit.code[9], "")
    if len(unit.code) == 9:
        return {"0": "subdistrict", "1": "town", "2": "town", "3": "town"}.get(unit.code[6], "")
    return "county" if len(unit.code) == 6 and unit.official else ""
