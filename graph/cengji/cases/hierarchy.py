"""What a case says against itself about what stands above what: places in places, parents and ladders, tiers and rungs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from cengji.cases.organization import Organized
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
    yield from _tiers(loaded)


def _places(loaded: LoadedCase, tier_ranks: Mapping[str, int]) -> Iterator[Found]:
    places = {place.key: place for place in loaded.case.places}
    for index, place in enumerate(loaded.case.places):
        at: Path = ("places", index)
        expected = _CODE_TIERS.get(len(place.code or ""))
        if expected and place.tier and place.tier != expected:
            problem = f"has {len(place.code or '')} digits, as a {expected} has; the place is a {place.tier}"
            yield "error", "code-against-tier", (*at, "code"), problem, "correct the code or the tier"
        whole = places.get(place.part_of or "")
        ranks = tier_ranks.get(place.tier or ""), tier_ranks.get((whole.tier if whole else None) or "")
        if whole and ranks[0] is not None and ranks[1] is not None and ranks[1] >= ranks[0]:
            problem = f"is {whole.key}, a {whole.tier}, which holds no {place.tier}"
            yield "error", "place-in-lower-place", (*at, "part_of"), problem, "name the place that holds it"


def _actors(loaded: LoadedCase) -> dict[str, Sequence[Organized]]:
    return {"bodies": loaded.case.bodies, "groups": loaded.case.groups}


def _parents(loaded: LoadedCase) -> Iterator[Found]:
    """Hold the parent of each actor against the ladders on which both stand."""
    for section, actors in _actors(loaded).items():
        for index, actor in enumerate(actors):
            for ladder in loaded.case.ladders if actor.parent else ():
                order = {rung.body: place for place, rung in reversed(list(enumerate(ladder.rungs)))}
                own, above = order.get(actor.key), order.get(actor.parent or "")
                if own is not None and above is not None and above > own:
                    problem = f"is {actor.parent}, which stands below {actor.key} on the ladder {ladder.key}"
                    yield "error", "parent-below", (section, index, "parent"), problem, "correct the parent or the order of the rungs"


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
