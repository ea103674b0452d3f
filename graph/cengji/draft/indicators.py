"""The indicator of a figure: by what the cases count with the same noun, by the longest name in the scheme, by unit and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from cengji.cases.measures import Figure
from cengji.draft.knowledge import Knowledge, most_common
from cengji.text.characters import plain_name
from cengji.text.figure_currency import currency_units
from cengji.text.reading import Reading

__all__ = ["Indicators"]

_COUNTING = ("item", "household-unit", "team-unit")  # units in which groups are counted
_LONGEST = 8  # characters of a noun that tell it
# Where nothing else tells, by unit or by kind.
_BY_UNIT = {
    "percent": "share", "square-metre": "floor-area", "minute": "travel-time",
    "percentage-point": "growth-rate",
    "person": "staff-size", "person-time": "participant-count", "tier-count": "tier-number", "grade": "grade-number",
    "project-item": "list-item-count", "article-item": "list-item-count", "session": "activity-count", "time-of": "activity-count",
    "case-item": "case-handled-count", "year": "duration-length", "month": "duration-length", "day": "duration-length",
    "point": "points-total", "batch": "activity-count", "hour": "duration-length", "week": "duration-length",
    "metre": "length", "kilometre": "length", "kilogram": "mass", "tonne": "mass", "jin": "mass",
    "mu": "land-area", "hectare": "land-area", "square-kilometre": "land-area",
}  # fmt: skip
_TOLD_BY_UNIT = ("grade", "tier-count", "minute")  # also where they are part of a design
_BY_KIND = {"change": "growth-rate", "ordinal": "rank-position", "frequency": "frequency-of-activity", "rank": "rank-position"}
# Words around the number that tell what a share or a sum is of.
_CUES = (
    ("satisfaction-rate", ("满意", "好评", "评价")), ("coverage-rate", ("覆盖",)),
    ("revenue", ("收入", "营业额", "增收", "营收", "销售额", "销售", "税收")),
    ("output-value", ("产值", "增加值")), ("beneficiary-count", ("受益", "惠及", "服务")), ("training-count", ("培训", "轮训", "培养")),
    ("household-visit-count", ("走访", "入户")), ("employment-count", ("就业",)), ("renovated-estate-count", ("老旧小区改造",)),
)  # fmt: skip
_OF_PEOPLE = frozenset({"training-count", "employment-count"})
_STAFF = frozenset({"", "cadres", "grid-workers", "community-workers", "community-staff", "social-workers"})  # who do it, or nobody said
_STAFF_NOUN = re.compile("(?:[队组成委职专干教网格]员|师|长|干部|骨干|负责人|工作者|志愿者|社工|专家|代表|人才|助理|书记|主任)$")
_OF_MEMBERS = {"party-members": "party-member-count"}
_TIMES = ("year", "month", "day", "hour", "minute", "week")
_OF_UNITS = {"duration-length": _TIMES, "travel-time": _TIMES, "handling-time": _TIMES}
_ANYBODY = frozenset({"人员", "群众", "人次"})  # nouns that say nothing of what people are counted for
_OF_MONEY = frozenset({"revenue", "output-value"})
_CLAUSE = re.compile("[，。；：！？,;:!?\n]")


class Indicators:
    """What tells the indicator of a figure."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Learn the nouns of the scheme and those that the cases count."""
        self._knowledge = knowledge
        votes: dict[str, list[str]] = {}
        for item in knowledge.items("figures"):
            if isinstance(item, Figure) and item.counted and item.role != "design" and knowledge.knows("indicator", item.indicator):
                for noun in _endings(plain_name(item.counted.zh)):
                    votes.setdefault(noun, []).append(item.indicator)
        self._learnt = {noun: most_common(found) or "" for noun, found in votes.items() if noun not in _ANYBODY}
        self._named = {
            name.removesuffix("数").removesuffix("人"): key for name, key in knowledge.names("indicator").items() if len(name) > 2
        }

    def of(
        self,
        counted: str,
        reading: Reading,
        *,
        kind: str,
        design: bool,
        before: str,
        after: str,
        people: str = "",
        result: bool = False,
        staff: bool = False,
    ) -> str:
        """Return the key of the indicator of a figure.

        :param counted: the noun counted; ``kind`` is that of the body or group that the figure counts, if there is one; ``design`` says
            that the number is part of a name or of a scheme; ``before`` and ``after`` stand around it; ``people`` is the kind of people
            counted, ``staff`` says that the figure is about those who work for somebody.
        """
        if not design and (found := self._of_kind(kind, reading.unit or "item")) and _fits(found, reading):
            return self._known(found)
        if reading.kind in _BY_KIND and not design and _fits(_BY_KIND[reading.kind], reading):
            return self._known(_BY_KIND[reading.kind or ""])
        if design:
            return self._known(_BY_UNIT.get(reading.unit or "", "part-count") if reading.unit in _TOLD_BY_UNIT else "part-count")
        before, after = _CLAUSE.split(before)[-1], _CLAUSE.split(after[:4])[0]
        cue = next((key for key, words in _CUES if _may_be(key, reading) and any(word in before or word in after for word in words)), None)
        if (reading.unit in currency_units() or reading.unit in ("percent", "person-time")) and cue:
            return self._known(cue)
        if reading.unit in currency_units():
            return self._known("funding")
        if reading.unit == "percent" or (reading.kind in ("area", "duration", "length", "mass") and reading.unit in _BY_UNIT):
            return self._known(_BY_UNIT[reading.unit])
        if reading.unit == "point":
            return self._known(_BY_UNIT["point"])
        noun = plain_name(counted)
        for ending in _endings(noun):
            for found in (self._named.get(ending), self._learnt.get(ending)):
                if found and _fits(found, reading):
                    return self._known(found)
        works = people in _STAFF and (staff or bool(people) or _STAFF_NOUN.search(noun) is not None)
        if reading.unit == "person" and (cue in _OF_PEOPLE or not works):
            return self._known(cue if cue in _OF_PEOPLE else _OF_MEMBERS.get(people) or ("beneficiary-count" if result else "population"))
        return self._known(_BY_UNIT.get(reading.unit or "", "size"))

    def _of_kind(self, kind: str, unit: str) -> str | None:
        """Return what most figures of the cases count of groups of a kind, or of a broader one."""
        concepts = self._knowledge.schemes.get("body-kind", {})
        at: str | None = kind
        while at:
            if found := self._by_kind.get((at, unit)):
                return found
            at = concepts[at].broader if at in concepts else None
        return None

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str], str]:
        votes: dict[tuple[str, str], list[str]] = {}
        for case in self._knowledge.cases:
            kinds = {one.key: one.kind for one in (*case.bodies, *case.groups)}
            for figure in case.figures:
                if figure.about in kinds and figure.unit in _COUNTING:
                    votes.setdefault((kinds[figure.about], figure.unit), []).append(figure.indicator)
        return {counted: most_common(found) or "" for counted, found in votes.items()}

    def _known(self, key: str) -> str:
        return key if self._knowledge.knows("indicator", key) else "size"


def _may_be(key: str, reading: Reading) -> bool:
    """Return whether a number of this unit may tell an indicator: no sum of money is a number of people, and the other way round."""
    if reading.unit == "percent":
        return not key.endswith("-count")
    if key.endswith("-rate"):
        return False  # 覆盖党员1万人次
    return (key in _OF_MONEY) if reading.unit in currency_units() else key not in _OF_MONEY


def _fits(key: str, reading: Reading) -> bool:
    """Return whether an indicator may be counted so: a share or a rate is none of what is counted."""
    if reading.unit in ("percent", "percentage-point") and key.endswith("-count"):
        return False
    if key == "population" and reading.unit == "person-time":
        return False  # 覆盖居民1万人次
    if key in _OF_UNITS and reading.unit not in _OF_UNITS[key]:
        return False
    return not (reading.unit and reading.unit not in ("percent", "percentage-point") and (key == "share" or key.endswith("-rate")))


def _endings(noun: str) -> Iterator[str]:
    """Yield the ends of a noun, the longest first, down to two characters."""
    yield from (noun[start:] for start in range(max(0, len(noun) - _LONGEST), len(noun) - 1))
