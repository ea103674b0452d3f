"""Tests of significance that keep their level, coefficients that hold the truth, betweenness that others count alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from math import comb

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.analysis import compute_brokerage
from cengji.analysis.actors import join_actors
from cengji.analysis.diffusion import resolve_date
from cengji.analysis.material import Material
from cengji.analysis.overlap import adjust_by_holm, bound_jaccard, tail_of_overlap

LEVELS = (0.01, 0.05, 0.1)
SETS = st.sets(st.sampled_from("abcdef"))


@pytest.mark.parametrize("level", LEVELS)
def test_the_overlap_test_keeps_its_level(level: float) -> None:
    """P(p <= level) <= level, summed over every possible overlap: exact, without drawing."""
    for scheme, one, other in product((8, 20, 51), (1, 3, 7), (2, 5, 8)):
        chances = {
            shared: comb(one, shared) * comb(scheme - one, other - shared) / comb(scheme, other)
            for shared in range(max(0, one + other - scheme), min(one, other) + 1)
        }
        assert sum(chances.values()) == pytest.approx(1)
        rejected = sum(chance for shared, chance in chances.items() if tail_of_overlap(scheme, one, other, shared) <= level)
        assert rejected <= level + 1e-12


def test_the_tail_is_what_counting_all_subsets_gives() -> None:
    marked = {0, 1, 2}
    for shared in range(4):
        drawn = [len(marked & set(one)) >= shared for one in combinations(range(7), 4)]
        assert tail_of_overlap(7, 3, 4, shared) == pytest.approx(sum(drawn) / len(drawn))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_adjusted_values_keep_order_and_never_fall(tails: list[float]) -> None:
    adjusted = adjust_by_holm(tails)
    assert all(a >= p for a, p in zip(adjusted, tails, strict=True)) and max(adjusted) <= 1
    assert [a for _, a in sorted(zip(tails, adjusted, strict=True))] == sorted(adjusted)


def worlds(sure: set[str], disputed: set[str]) -> Iterator[set[str]]:
    """Yield the set for each way in which disputed ones may hold."""
    open_ones = sorted(disputed - sure)
    for size in range(len(open_ones) + 1):
        for some in combinations(open_ones, size):
            yield sure | set(some)


@given(SETS, SETS, SETS, SETS)
def test_bounds_of_jaccard_are_the_extremes_over_all_worlds(sure: set[str], disputed: set[str], other: set[str], others: set[str]) -> None:
    found = [len(a & b) / len(a | b) for a in worlds(sure, disputed) for b in worlds(other, others) if a | b]
    lower, upper = bound_jaccard(sure, disputed, other, others)
    assert (lower, upper) == ((None, None) if not found else (pytest.approx(min(found)), pytest.approx(max(found))))


def test_brokerage_is_betweenness_as_igraph_counts_it(material: Material) -> None:
    igraph = pytest.importorskip("igraph")
    networks = join_actors(material)
    found = {(row.case, row.subject): row.value for row in compute_brokerage(material).rows}
    for case in ("gusu", "lijiang", "xupu"):
        network = networks[case]
        order = len(network)
        other = igraph.Graph.from_networkx(network)
        pairs = (order - 1) * (order - 2) / 2
        counted = dict(zip(other.vs["_nx_name"], other.betweenness(), strict=True))
        mine = {actor: value for (key, actor), value in found.items() if key == case}
        assert mine == pytest.approx({actor: counted[actor] / pairs for actor in mine}, abs=1e-9)


def test_the_area_committees_of_gusu_stand_between(material: Material) -> None:
    rows = [row for row in compute_brokerage(material, ["gusu"]).rows if row.case == "gusu"]
    names = [row.subject.rsplit("/", 1)[1] for row in rows]
    first = ["gusu-district", "comprehensive-grids", "area-party-committees"]
    assert names[:3] == first, "behind the district, and the grids to which police, judges and departments are tied"
    assert not any("/place/" in node for node in join_actors(material)["gusu"]), "places would drown all else"


def test_an_estimate_is_called_one(material: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {row.aspect for row in compute_brokerage(material, ["gusu"]).rows} == {"betweenness"}
    monkeypatch.setattr("cengji.analysis.actors._EXACT", 100)
    first, again = (compute_brokerage(material, ["gusu"]).rows for _ in range(2))
    assert first == again and {row.aspect for row in first if row.case == "gusu"} == {"estimated-betweenness"}


def test_brokerage_of_a_chain_reckoned_by_hand() -> None:
    # a - b - c - d: of the 3 pairs of others, b lies between a-c and a-d: 2 / 3
    assert nx.betweenness_centrality(nx.path_graph(4))[1] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "granularity", "days"),
    [
        ("2016", "", ("2016-01-01", "2016-12-31")),
        ("2016-02", "", ("2016-02-01", "2016-02-29")),
        ("2018-01-01", "year", ("2018-01-01", "2018-12-31")),
        ("2016-07-01", "month", ("2016-07-01", "2016-07-31")),
        ("2016-07-09", "day", ("2016-07-09", "2016-07-09")),
        ("--11-16", "", ("", "")),
        ("", "", ("", "")),
    ],
)
def test_a_date_is_as_wide_as_it_is_printed(text: str, granularity: str, days: tuple[str, str]) -> None:
    assert resolve_date(text, granularity) == days
