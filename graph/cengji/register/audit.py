"""Figures that count the units of a place, held against the registers of their time: agrees, differs, or cannot be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from cengji.register.counts import REASONS, Counts, Register

__all__ = ["Claim", "Finding", "Verdict", "audit_claims"]

Verdict = Literal["agrees", "differs", "cannot be compared"]
_FAR: Final = 366
"""Days from which on the nearest register is of another year."""
_ASIDE: Final = ("open-figure", "bodies-counted", "far-year", "day-of-document")
"""Reasons that are worth saying of figures that fit, or are of a part, too."""
_OTHER_COUNTS: Final = (
    "villages-counted", "towns-counted", "townships-counted", "functional-areas-counted", "functional-areas-left-out",
)  # fmt: skip
# What a label may say beside the word for the units and still mean all of them.
_PLAIN: Final = re.compile(r"合并前|合并后|所辖|下辖|辖区|全部|所有|全市|全区|全县|全镇|各|的|内|[()（）、和与]")
_WORDS: Final = {
    "county": ("区县", "县区", "县市区", "县(市、区)", "县"),
    "subdistrict": ("街道", "乡镇街道", "镇街", "街镇"),
    "town": ("乡镇", "镇", "乡"),
    "town-alone": ("镇", "建制镇"),
    "township": ("乡", "民族乡"),
    "sumu": ("苏木",),
    "community": ("社区", "居委会", "居民委员会"),
    "village": ("村", "行政村", "村委会", "村民委员会"),
}
_KINDS_OF_TOWNS: Final = {"town-alone": re.compile("(?<![城集])镇"), "township": re.compile("乡(?!村)"), "sumu": re.compile("苏木")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that counts units of a place, or bodies of which each unit has one.

    ``units`` are keys of :data:`cengji.register.counts.UNITS`; ``part`` says that the group is known to be a part of the
    place's. ``day`` is the day that the figure is of, ``published`` that of its document: empty where not known. ``before``
    says that it is the number before a change.
    """

    figure: str
    case: str
    written: str
    about: str
    label: str
    units: tuple[str, ...]
    lower: Decimal | None = None
    lower_inclusive: bool = True
    upper: Decimal | None = None
    upper_inclusive: bool = True
    counted: str = ""
    bodies: bool = False
    part: bool = False
    place: str = ""
    place_label: str = ""
    code: str = ""
    status: str = "stated"
    before: bool = False
    day: str = ""
    published: str = ""

    def holds(self, number: int) -> bool:
        """Return whether a number lies within the figure's certain bounds."""
        above = self.lower is None or number > self.lower or (self.lower_inclusive and number == self.lower)
        below = self.upper is None or number < self.upper or (self.upper_inclusive and number == self.upper)
        return above and below

    @property
    def exceeds(self) -> Decimal | None:
        """The number below which a whole cannot be that has the figure for a part; None if there is none."""
        return None if self.lower is None else self.lower if self.lower_inclusive else self.lower + 1

    @property
    def of_all(self) -> bool:
        """Whether its label names nothing but the units, so that it is of all of them."""
        plain = _PLAIN.sub("", self.label.replace(self.place_label, "") if self.place_label else self.label)
        words = {word for unit in self.units for word in _WORDS[unit]}
        joined = {_PLAIN.sub("", first + second) for first in words for second in words}
        rest = re.sub(r"(党组织|党委|党支部|党总支|党工委|大党委|大工委|“|”)+$", "", plain) if self.bodies else plain
        return rest in {_PLAIN.sub("", word) for word in words} | joined


@dataclass(frozen=True, slots=True)
class Finding:
    """What comes of a claim: the verdict, what the registers compared count, which registers of any year fit, and the reasons.

    ``compared`` are the registers of the figure's time, ``others`` the rest; ``reasons`` are keys of :data:`REASONS`.
    """

    claim: Claim
    verdict: Verdict
    compared: tuple[Counts, ...]
    others: tuple[Counts, ...]
    fits: tuple[int, ...]
    reasons: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many such units each register compared has."""
        return tuple(found.of(self.claim.units) for found in self.compared)


def audit_claims(claims: Iterable[Claim], registers: Mapping[int, Register]) -> list[Finding]:
    """Return what comes of each claim, in their order; a register is compared if it is the last before or the first after the figure's day.

    A figure without a day takes that of its document. One without either is held against all registers: it agrees if all fit, and
    differs if none does. A number before a change agrees if it fits any register before its document, else the change may be older.
    """
    return [_audit(claim, registers) for claim in claims]


def _audit(claim: Claim, registers: Mapping[int, Register]) -> Finding:
    claim = replace(claim, units=_units_of(claim))
    if not claim.code:
        return Finding(claim, "cannot be compared", (), (), (), ("no-code",))
    if claim.lower is None and claim.upper is None:
        return Finding(claim, "cannot be compared", (), (), (), ("no-bounds",))
    known = [found for _, register in sorted(registers.items()) if (found := register.counts(claim.code)) and found.knows(claim.units)]
    if not known:
        return Finding(claim, "cannot be compared", (), (), (), ("not-in-register",))
    fitting = tuple(found.year for found in known if claim.holds(found.of(claim.units)))
    day = _day(claim.day) or _day(claim.published)
    compared = _at(known, day, earlier=claim.before and not claim.day)
    others = tuple(found for found in known if found not in compared)
    fit = [claim.holds(found.of(claim.units)) for found in compared]
    if day is None and not claim.before:
        verdict: Verdict = "agrees" if all(fit) else "cannot be compared" if any(fit) else "differs"
    else:
        verdict = "agrees" if any(fit) else "cannot be compared" if claim.before and not claim.day else "differs"
    least = claim.exceeds
    smaller = least is not None and all(least <= found.of(claim.units) for found in compared)
    if verdict != "agrees" and smaller and (claim.part or not claim.of_all):
        verdict = "cannot be compared"
    reasons = _reasons(claim, compared, others, day, fits=any(fit), smaller=smaller)
    if not any(fit) and _is_beyond(claim, known, day):
        reasons.insert(reasons.index("changed-meanwhile") + 1, "beyond-registers")
    if verdict == "agrees":
        reasons = [one for one in reasons if one in _ASIDE]
    elif smaller and verdict == "cannot be compared":
        reasons = [one for one in reasons if one in (*_ASIDE, "no-date", "part-of-place", "extent-unstated")]
    return Finding(claim, verdict, compared, others, fitting, tuple(reasons))


def _units_of(claim: Claim) -> tuple[str, ...]:
    """Return the units that a claim counts: villages beside communities where it names both, towns alone where it names but these."""
    words = claim.counted + (claim.label.replace(claim.place_label, "") if claim.place_label else claim.label)
    if claim.units in (("community",), ("village",)) and "社区" in words and re.search("村(?!民|务)", words):
        return ("community", "village")
    if claim.units == ("town",):
        named = [unit for unit, word in _KINDS_OF_TOWNS.items() if word.search(words)]
        return tuple(named) if len(named) == 1 else claim.units
    return claim.units


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _at(known: list[Counts], day: date | None, *, earlier: bool) -> tuple[Counts, ...]:
    """Return the registers of a day: the last before it and the first after; all where it is not known, all before for ``earlier``."""
    if day is None:
        return tuple(known)
    before = [found for found in known if found.day <= day]
    if earlier and before:
        return tuple(before)
    return (*before[-1:], *[found for found in known if found.day > day][:1])


def _is_beyond(claim: Claim, known: list[Counts], day: date | None) -> bool:
    """Return whether a figure that may be of a time before or after all registers lies where their numbers lead."""
    first, last = known[0], known[-1]
    rise = last.of(claim.units) - first.of(claim.units)
    steps = [(last, rise)] if day is None or day > last.day else []
    steps += [(first, -rise)] if day is None or day < first.day else []
    return any(step and _lies(claim, one.of(claim.units), above=step > 0) for one, step in steps)


def _lies(claim: Claim, number: int, *, above: bool) -> bool:
    """Return whether all that a figure may be is above a number, or below it."""
    if above:
        return claim.lower is not None and claim.lower >= number and not claim.holds(number)
    return claim.upper is not None and claim.upper <= number and not claim.holds(number)


def _reasons(
    claim: Claim, compared: tuple[Counts, ...], others: tuple[Counts, ...], day: date | None, *, fits: bool, smaller: bool
) -> list[str]:
    """Return why figure and register may differ: first what explains it by itself, then what may have a part in it."""
    found: list[str] = []
    numbers = [one.of(claim.units) for one in compared]
    if day is None:
        found.append("no-date")
    if smaller and claim.part:
        found.append("part-of-place")
    elif smaller and not claim.of_all and not fits:
        found.append("extent-unstated")
    if claim.before and not claim.day and not fits:
        found.append("before-change")
    if not fits:
        if any(claim.holds(one.of(claim.units)) for one in others):
            found.append("fits-other-year")
        for reason in _OTHER_COUNTS:
            ways = [one.otherwise(claim.units).get(reason) for one in compared]
            if any(way is not None and way not in numbers and claim.holds(way) for way in ways):
                found.append(reason)
        if len(set(numbers)) > 1 or any(one.of(claim.units) not in numbers for one in others):
            found.append("changed-meanwhile")
        if any(one.with_functional(claim.units) != one.without_functional(claim.units) for one in compared):
            found.append("functional-areas")
    if claim.bodies:
        found.append("bodies-counted")
    if claim.lower is None or claim.upper is None:
        found.append("open-figure")
    if day is not None and compared and min(abs((one.day - day).days) for one in compared) > _FAR:
        found.append("far-year")
    if day is not None and not claim.day:
        found.append("day-of-document")
    return [one for one in dict.fromkeys(found) if one in REASONS]
