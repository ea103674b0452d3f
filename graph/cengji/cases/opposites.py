"""Ends that are one: references of a thing to itself, things named twice, circles, and changes that change nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from cengji.cases.hierarchy import Found
from cengji.cases.parts import Part, roles_of
from cengji.cases.tree import Path

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["find_single_ends"]

_ENDS = {"relations": ("subject", "object"), "secondments": ("sent_from", "sent_to"), "powers": ("granted_by", "granted_to")}
_ORIGINS = ("succeeds", "rolled_out_from")  # of measures: nothing comes from what comes from it
# Of these only one of two things can be the subject.
_ONE_WAY = frozenset({
    "answers-to", "based-on", "consists-of", "delegates-to", "dispatches-to", "escalates-to", "guides", "leads", "manages-for",
    "reports-to",
})  # fmt: skip


def find_single_ends(loaded: LoadedCase) -> Iterator[Found]:
    """Yield references of things to themselves or twice to one thing, circles, and changes that change nothing."""
    for at, item in loaded.case.placed_items():
        for path, key, before in _references(item, at):
            if key == item.key:
                yield "error", "relation-to-itself", path, f"is {key} itself", "name the other thing"
            elif key in before:
                yield "warning", "named-twice", path, f"names {key} a second time", "name it once, or the other thing that is meant"
        if at[0] in _ENDS:
            start, end = _ENDS[at[0]]
            first, second = getattr(item, start), getattr(item, end)
            if second is not None and second in (first if isinstance(first, list) else [first]):
                yield "error", "relation-to-itself", (*at, end), f"is {second}, the same as {start}", "name the other end"
    for index, event in enumerate(loaded.case.events):
        if event.before and set(event.before) == set(event.after):
            problem = f"is {', '.join(event.after)}, as before: nothing has changed"
            yield "error", "nothing-changed", ("events", index, "after"), problem, "name what there is after the event"
    yield from _both_ways(loaded)
    for name in _ORIGINS:
        yield from _circle(loaded, name)


def _references(part: Part, at: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """Yield where a part refers to things of its case: path, key, and the keys before it in the same list."""
    for name, role in roles_of(type(part)).items():
        held = getattr(part, name)
        if role.ref and isinstance(held, list):
            yield from (((*at, name, place), key, held[:place]) for place, key in enumerate(held))
        elif role.ref and held is not None:
            yield (*at, name), held, []
        elif isinstance(held, Part):
            yield from _references(held, (*at, name))


def _both_ways(loaded: LoadedCase) -> Iterator[Found]:
    stated = Counter((one.subject, one.relation, one.object) for one in loaded.case.relations)
    for index, one in enumerate(loaded.case.relations):
        if one.relation in _ONE_WAY and one.subject != one.object and stated[one.object, one.relation, one.subject]:
            problem = f"is {one.object}, of which {one.subject} is the object of {one.relation} too"
            yield "warning", "relation-both-ways", ("relations", index, "object"), problem, "correct the direction of one of the two"


def _circle(loaded: LoadedCase, name: str) -> Iterator[Found]:
    """Find one circle of measures each of which comes from the next."""
    origins = {measure.key: [key for key in getattr(measure, name) if key != measure.key] for measure in loaded.case.measures}
    try:
        TopologicalSorter(origins).prepare()
    except CycleError as error:
        ring = set(error.args[1])
        for index, measure in enumerate(loaded.case.measures):
            place = next((place for place, key in enumerate(getattr(measure, name)) if key in ring), None)
            if measure.key in ring and place is not None:
                problem = f"leads back to {measure.key} itself ({' → '.join(error.args[1])})"
                yield "error", "circle-of-origins", ("measures", index, name, place), problem, "correct one of these links"
