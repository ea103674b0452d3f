"""Where rungs stand: on their tier, or in the gap below one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cengji.projection import Concept, Ladder, Mapping, Projection, Rung
from cengji.projection.lanes import find_lanes, find_slots

TIERS = tuple(Concept(iri=f"t{n}", scheme="tier", rank=n) for n in range(10))


def with_ladder(*tiers: str) -> Projection:
    """Return a projection with one ladder, its rungs on these tiers ("" = none agreed)."""
    rungs = tuple(Rung(iri=f"r{n}", position=n, tier=tier) for n, tier in enumerate(tiers, start=1))
    return Projection(tiers=TIERS, ladders=(Ladder(iri="l", case="x", rungs=rungs),))


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        ([], []),
        ([None, None], [(9, True), (9, True)]),  # below all tiers
        ([0, None], [(0, False), (0, True)]),
        ([None, 0], [(-1, True), (0, False)]),  # above all tiers
        ([1, None, 3], [(1, False), (1, True), (3, False)]),
        ([5, 3, None], [(5, False), (3, False), (3, True)]),  # an inverted rung keeps its tier
    ],
)
def test_slots(tiers: list[int | None], expected: list[tuple[int, bool]]) -> None:
    assert find_slots(tiers, 10) == expected


def test_only_tiers_in_use_have_a_row_and_those_of_other_mappings() -> None:
    drawn = find_lanes(with_ladder("t5", "", "t3"))
    assert drawn.rows == ((3, False), (5, False), (5, True))
    assert drawn.columns == ((1, 2, 0),)
    projection = with_ladder("t3")
    [ladder] = projection.ladders
    disputed = replace(ladder.rungs[0], mappings=(Mapping(tier="t7", status="disputed"), Mapping(tier="unknown", status="stated")))
    assert find_lanes(replace(projection, ladders=(replace(ladder, rungs=(disputed,)),))).rows == ((3, False), (7, False))


def test_no_ladders_give_no_rows() -> None:
    assert find_lanes(Projection(tiers=TIERS)).rows == ()
