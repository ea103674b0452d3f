"""What is below what comes out the same by recursive SQL, by joins on every engine, and by igraph."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest

from cengji.core.errors import InputError
from cengji.register.closure import Closure, Level, close_register

ORG, TIER = "http://www.w3.org/ns/org#subOrganizationOf", "https://w3id.org/cengji/ontology#commonTier"


def register_of(folder: Path, edges: list[tuple[str, str]], tiers: list[tuple[str, str]] = ()) -> Path:  # type: ignore[assignment]
    rows = [(child, ORG, parent, None) for child, parent in edges] + [(node, TIER, tier, None) for node, tier in tiers]
    rows += [(*row[:3], None) for row in rows[:2]] + [("a", ORG, "no body", "http://www.w3.org/2001/XMLSchema#string")]
    (folder / "quads").mkdir(parents=True)
    columns = dict.fromkeys(("subject", "predicate", "object", "datatype"), pl.String)
    pl.DataFrame(rows, columns, orient="row").write_parquet(folder / "quads/part-0.parquet")
    return folder


def by_hand(edges: list[tuple[str, str]]) -> tuple[int, set[str], dict[str, int]]:
    """Return the number of pairs, who is above itself, and the depth of each, by walking."""
    parents: dict[str, set[str]] = {}
    for child, parent in edges:
        parents.setdefault(child, set()).add(parent)
    pairs = set()
    for node in parents:
        ahead = [*parents[node]]
        while ahead:
            if (node, above := ahead.pop()) not in pairs:
                pairs.add((node, above))
                ahead += parents.get(above, ())
    depths = {parent: 0 for _, parent in edges if parent not in parents}
    for depth in range(len(edges)):
        depths |= {child: depth + 1 for child, parent in edges if child not in depths and depths.get(parent) == depth}
    return len(pairs), {node for node, above in pairs if node == above}, depths


def random_edges(seed: int, *, cycles: bool) -> list[tuple[str, str]]:
    """Return a forest, some bodies in it with a second superior; or with edges back, to themselves among them."""
    chance = random.Random(seed)  # noqa: S311
    edges = {(f"b{n}", f"b{chance.randrange(n)}") for n in range(5, 60)}
    edges |= {(f"b{n}", f"b{chance.randrange(n)}") for n in chance.sample(range(5, 60), 6)}
    if cycles:
        edges |= {(f"b{chance.randrange(60)}", f"b{chance.randrange(60)}") for _ in range(4)} | {("b7", "b7"), ("x", "y"), ("y", "x")}
    return sorted(edges)


@pytest.mark.parametrize("cycles", [False, True])
def test_three_ways_give_one_answer(tmp_path: Path, cycles: bool) -> None:
    edges = random_edges(4 + cycles, cycles=cycles)
    register = register_of(tmp_path / "r", edges, [("b1", "t1"), ("b2", "t2"), ("b3", "t2")])
    found = {way: close_register(register, way) for way in ("recursion", "joins", "igraph")}
    assert found["joins"] == found["recursion"] == found["igraph"]
    pairs, looped, depths = by_hand(edges)
    one = found["joins"]
    assert (one.pairs, {*one.looped}) == (pairs, looped)
    assert bool(looped) is cycles
    assert {level.depth: level.bodies for level in one.levels} == {depth: [*depths.values()].count(depth) for depth in {*depths.values()}}
    assert one.tiers == (("t1", 1), ("t2", 2))
    assert [*tmp_path.iterdir()] == [register]


@pytest.mark.parametrize("way", ["recursion", "joins", "igraph"])
def test_nothing_above_anything_and_nothing_but_a_cycle(tmp_path: Path, way: str) -> None:
    assert close_register(register_of(tmp_path / "none", []), way) == Closure((), 0, (), ())
    assert close_register(register_of(tmp_path / "loop", [("a", "b"), ("b", "a")]), way) == Closure((), 4, ("a", "b"), ())
    chain = close_register(register_of(tmp_path / "chain", [("a", "b"), ("b", "c"), ("d", "b")]), way)
    assert chain == Closure((Level(0, 1, 1, 1, 1), Level(1, 1, 1, 2, 2), Level(2, 2, 0, 0, 0)), 5, (), ())
    with pytest.raises(InputError, match="is no register"):
        close_register(tmp_path, way)
