"""What a figure says against itself: its numbers, unit and kind against what is printed, and what no number can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from cengji.cases.hierarchy import Found, Severity
from cengji.cases.measures import Figure
from cengji.cases.tree import Path
from cengji.text.figure import read_figure
from cengji.text.reading import Reading, UnreadableFigureError
from cengji.text.wordlists import measure_words

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["check_figures"]

_PER = "per-"
_KINDS_OF_ANY_UNIT = frozenset({"ordinal", "rank", "change", "ratio"})
_NUMBERS = ("value", "lower", "upper")
_READ_SO = ("reading_lower", "reading_upper")
_LEFT_TO_THE_CURATOR = frozenset({"unit", "kind"})
_ORDERS = frozenset({"ordinal", "rank"})
_COUNTED_WHOLE = frozenset({"count", *_ORDERS})
_MAY_BE_NEGATIVE = frozenset({"change", "money", "ratio"})
_OF_EACH = re.compile("每|均")


def check_figures(loaded: LoadedCase) -> Iterator[Found]:
    """Yield what the figures of a case say against their print, or against arithmetic."""
    for index, figure in enumerate(loaded.case.figures):
        at: Path = ("figures", index)
        yield from _against_print(figure, at, loaded.case.document.language)
        yield from _against_direction(figure, at)
        yield from _impossible_numbers(figure, at)
        yield from _against_unit(figure, at, _known_unit(loaded, figure.unit))
        if figure.evidence and all(one.text and _unspaced(figure.written) not in _unspaced(one.text) for one in figure.evidence):
            problem = f"is {figure.written}, which none of its evidence prints"
            yield "error", "written-beside-evidence", (*at, "written"), problem, "write what is printed, or correct the evidence"
        if figure.numerator and figure.numerator == figure.denominator:
            problem = f"is {figure.denominator}, the numerator itself, so that the share is always 100"
            yield "error", "ratio-of-one-figure", (*at, "denominator"), problem, "name the figure that it is a share of"


def _against_unit(figure: Figure, at: Path, unit: str | None) -> Iterator[Found]:
    """Hold the kind of a figure against what its unit measures, where that is known."""
    if unit is None:
        return
    kinds = _kinds_of_units().get(unit)
    frequency = unit.startswith(_PER) != (figure.kind == "frequency")
    if frequency or (kinds and figure.kind not in kinds | _KINDS_OF_ANY_UNIT):
        expected = "frequency" if unit.startswith(_PER) else " or ".join(sorted(kinds or ())) or "a unit per time"
        problem = f"is {figure.kind}, but what is measured in {figure.unit} is {expected}"
        yield "error", "kind-against-unit", (*at, "kind"), problem, "correct kind or unit"


def _known_unit(loaded: LoadedCase, unit: str) -> str | None:
    """Return the unit of the scheme that a unit is or is a kind of; None for one of the case that says nothing of the sort."""
    broader = {concept.key: concept.broader for concept in loaded.case.concepts.get("unit", ())}
    above: str | None = unit
    for _ in range(len(broader) + 1):
        if above not in broader:
            return above
        above = broader[above]
    return None


def _unspaced(printed: str) -> str:
    """Return a printed expression without white space, which a line end may have put into it."""
    return "".join(printed.split())


def _impossible_numbers(figure: Figure, at: Path) -> Iterator[Found]:
    for name in _NUMBERS:
        number: Decimal | None = getattr(figure, name)
        if number is None:
            continue
        if figure.kind == "share" and not 0 <= number <= 100:
            problem = f"is {number}: a share lies between 0 and 100"
            yield "error", "share-out-of-range", (*at, name), problem, "correct it, or use kind: change or ratio"
        elif number < 0 and figure.kind not in _MAY_BE_NEGATIVE:
            yield "error", "below-zero", (*at, name), f"is {number}: no {figure.kind} lies below zero", "correct it, or use kind: change"
        elif figure.kind in _COUNTED_WHOLE and number % 1:
            yield "warning", "fractional-count", (*at, name), f"is {number}: things are counted whole", "correct it, or use kind: ratio"


def _against_print(figure: Figure, at: Path, language: str | None) -> Iterator[Found]:
    """Hold the numbers of a figure against what its printed expression reads as; one that is not read says nothing."""
    try:
        readings = read_figure(figure.written, language=language)
    except UnreadableFigureError:
        return
    options = [_differences(figure, reading) for reading in _with_sum(readings)]
    if [] in options:
        return
    for name, found, expected in min(options, key=len):
        if name == "kind" and found == "ratio" and _is_of_each(figure):
            continue
        weight: Severity = "warning" if name in _LEFT_TO_THE_CURATOR else "error"
        problem = f"is {found}, but {figure.written} reads as {expected}"
        yield weight, "differs-from-print", (*at, name), problem, "correct it, or what is written"


def _is_of_each(figure: Figure) -> bool:
    """Return whether evidence prints that a number is for each of something: 日均办件50件, 每年调解500起."""
    printed = _unspaced(figure.written)
    return any(one.text and _OF_EACH.search(_unspaced(one.text).partition(printed)[0]) for one in figure.evidence)


def _against_direction(figure: Figure, at: Path) -> Iterator[Found]:
    """Hold the direction of a change against the words printed around it, which its evidence often has and ``written`` not."""
    if figure.kind != "change":
        return
    for printed in (figure.written, *(one.text for one in figure.evidence if one.text and figure.written in one.text)):
        try:
            said = {reading.direction for reading in read_figure(printed) if figure.value is None or reading.value == figure.value}
        except UnreadableFigureError:
            continue
        if len(said) == 1 and None not in said and figure.direction not in said:
            (expected,) = said
            problem = f"is {figure.direction or 'left out'}, but {printed} says {expected}"
            weight: Severity = "error" if figure.direction else "warning"
            yield weight, "differs-from-print", (*at, "direction"), problem, f"write direction: {expected}"
            return


def _with_sum(readings: tuple[Reading, ...]) -> list[Reading]:
    """Return the readings; those of a sum with an unknown term (4+X) also as one: at least the known ones."""
    known = [reading for reading in readings if reading.comparator is not None and reading.value is not None]
    if len(known) == len(readings) or not known:
        return list(readings)
    total = sum((reading.value or Decimal(0) for reading in known), Decimal(0))
    return [*known, Reading(known[0].start, readings[-1].end, total, "atLeast")]


def _differences(figure: Figure, reading: Reading) -> list[tuple[str, object, object]]:
    """Return field, curated and printed value of what differs."""
    found: list[tuple[str, object, object]] = [
        (name, getattr(figure, name), getattr(reading, name)) for name in _NUMBERS if getattr(figure, name) != getattr(reading, name)
    ]
    if figure.comparator != reading.comparator:
        found.append(("comparator", figure.comparator, reading.comparator))
    elif figure.comparator == "exact" and figure.precision != reading.precision:
        found.append(("precision", figure.precision or "none", reading.precision or "none"))
    if reading.unit not in (None, "item", figure.unit) and not figure.unit.startswith(_PER):
        found.append(("unit", figure.unit, reading.unit))
    if reading.kind is not None and (figure.kind in _ORDERS) != (reading.kind == "ordinal") and reading.measure_word != "星":
        found.append(("kind", figure.kind, reading.kind))
    if reading.kind in ("count", "money", "share", "area", "length", "mass") and figure.kind == "ratio":
        found.append(("kind", figure.kind, reading.kind))
    if figure.reading_rule == reading.reading_rule is not None:
        ends = [(name, getattr(figure, name), getattr(reading, name)) for name in _READ_SO]
        found += [(name, curated, printed) for name, curated, printed in ends if curated != printed]
    return found


@cache
def _kinds_of_units() -> dict[str, frozenset[str]]:
    """Return the kinds of figures that a unit may have, by unit, from the measure words that are printed for it."""
    kinds: dict[str, set[str]] = {"percent": {"share"}, "percentage-point": {"change"}}
    for word in measure_words().values():
        if word.unit and word.kind:
            kinds.setdefault(word.unit, set()).add(word.kind)
    return {unit: frozenset(found) for unit, found in kinds.items()}
