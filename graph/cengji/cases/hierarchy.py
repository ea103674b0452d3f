"""What a case says against itself about what stands above what: places in places, parents and ladders, tiers and rungs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from cengji.cases.organization import Organized, Place
from cengji.cases.tree import Path

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["Found", "Severity", "find_inversions"]

Severity = Literal["error", "warning"]
Found = tuple[Severity, str, Path, str, str]
"""Severity, check, path in the case, problem, remedy."""

_CODE_TIERS = {2: "province", 4: "prefecture", 6: "county", 9: "subdistrict", 12: "community"}  # by the digits of a division code


def find_inversions(loaded: LoadedCase, tier_ranks: Mapping[str, int]) -> Iterator[Found]:
    """Yield what stands on the wrong side of another thing, or on another tier than it says.

    :param tier_ranks: the rank of each tier of the common scale, the highest first.
    """
    yield from _places(loaded, tier_ranks)
    yield from _parents(loaded)
    yield from _grounds(loaded, tier_ranks)
    yield from _tiers(loaded)


def _places(loaded: LoadedCase, tier_ranks: Mapping[str, int]) -> Iterator[Found]:
    places = {place.key: place for place in loaded.case.places}
    for index, place in enumerate(loaded.case.places):
        at: Path = ("places", index)
        expected = _CODE_TIERS.get(len(place.code or ""))
        if expected and place.tier and place.tier != expected:
            problem = f"has {len(place.code or '')} digits, as a {expected} has; the place is a {place.tier}"
            yield "error", "code-against-tier", (*at, "code"), problem, "correct the code or the tier"
        whole = next((one for one in _wholes(place, places) if one.tier), None)  # those without a tier say nothing
        ranks = tier_ranks.get(place.tier or ""), tier_ranks.get((whole.tier if whole else None) or "")
        if whole and ranks[0] is not None and ranks[1] is not None and ranks[1] >= ranks[0]:
            by = "" if whole.key == place.part_of else f", in {whole.key}"
            problem = f"is {place.part_of}{by}, a {whole.tier}, which holds no {place.tier}"
            yield "error", "place-in-lower-place", (*at, "part_of"), problem, "name the place that holds it"


def _wholes(place: Place, places: Mapping[str, Place]) -> Iterator[Place]:
    """Yield the places that a place lies in, the nearest first."""
    whole = places.get(place.part_of or "")
    while whole:
        yield whole
        whole = places.get(whole.part_of or "")


def _actors(loaded: LoadedCase) -> dict[str, Sequence[Organized]]:
    return {"bodies": loaded.case.bodies, "groups": loaded.case.groups}


def _parents(loaded: LoadedCase) -> Iterator[Found]:
    """Hold what each actor is under against the ladders on which both stand."""
    parents = {actor.key: actor.parent for actors in _actors(loaded).values() for actor in actors}
    for section, actors in _actors(loaded).items():
        for index, actor in enumerate(actors):
            for ladder in loaded.case.ladders if actor.parent else ():
                order = {rung.body: place for place, rung in reversed(list(enumerate(ladder.rungs)))}
                own = order.get(actor.key)
                below = next((key for key in _superiors(actor, parents) if own is not None and order.get(key, own) > own), None)
                if below:
                    by = "" if below == actor.parent else f", and by that {below}"
                    problem = f"is {actor.parent}{by}, which stands below {actor.key} on the ladder {ladder.key}"
                    yield "error", "parent-below", (section, index, "parent"), problem, "correct the parent or the order of the rungs"


def _superiors(actor: Organized, parents: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the keys of what an actor is under, the direct parent first."""
    key = actor.parent
    while key:
        yield key
        key = parents.get(key)


def _grounds(loaded: LoadedCase, tier_ranks: Mapping[str, int]) -> Iterator[Found]:
    """Hold the place of each actor against that of its parent, which is no part of it and of no lower tier."""
    places = {place.key: place for place in loaded.case.places}
    grounds = {actor.key: actor.place for actors in _actors(loaded).values() for actor in actors}
    for section, actors in _actors(loaded).items():
        for index, actor in enumerate(actors):
            ground, own = places.get(grounds.get(actor.parent or "", "")), places[actor.place]
            if ground is None:
                continue
            ranks = [tier_ranks.get(place.tier or "") for place in (own, ground)]
            lower = None not in ranks and ranks[0] < ranks[1]  # type: ignore[operator]  # neither is None
            if lower or own in _wholes(ground, places):
                problem = f"is {actor.parent} of {ground.key}, which is only a part of {own.key} or smaller"
                yield "warning", "parent-in-smaller-place", (section, index, "parent"), problem, "correct the parent or one of the places"


def _tiers(loaded: LoadedCase) -> Iterator[Found]:
    """Hold the tier of each actor against those of the rungs on which it stands."""
    rungs = [(ladder.key, rung) for ladder in loaded.case.ladders for rung in ladder.rungs if rung.tier and rung.tier_status != "disputed"]
    for section, actors in _actors(loaded).items():
        for index, actor in enumerate(actors):
            for ladder, rung in rungs if actor.tier and actor.tier_status != "disputed" else ():
                if rung.body == actor.key and rung.tier != actor.tier:
                    problem = f"is {actor.tier}, but on the ladder {ladder} {actor.key} stands at {rung.tier}"
                    yield (
                        "error",
                        "tier-against-rung",
                        (section, index, "tier"),
                        problem,
                        "correct it or the tier of the rung, or dispute one",
                    )
