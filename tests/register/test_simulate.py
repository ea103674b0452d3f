"""A synthetic register: as many bodies as asked for, each below one that is there, marked as invented, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji import api
from cengji.core.errors import UsageError
from cengji.register.divisions import Unit
from cengji.register.simulate import COLUMNS, simulate_bodies, write_simulation

UNITS = [Unit("32", "江苏省"), Unit("3205", "苏州市"), Unit("320508", "姑苏区"), Unit("320508400", "某开发区")]
UNITS += [Unit(f"3205080{street:02}", "某街道") for street in range(1, 6)]
UNITS += [Unit(f"3205080{street:02}{number:03}", "某社区") for street in range(1, 6) for number in (*range(1, 9), 201)]
DIVISIONS = len(UNITS) - 1


@pytest.mark.parametrize("count", [1, 5, 20, DIVISIONS, DIVISIONS + 1, 1000])
def test_there_are_as_many_bodies_as_asked_for_each_below_another(count: int) -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in simulate_bodies(reversed(UNITS), count, 7)]
    above: set[str] = {""}
    for row in rows:
        assert row["parent"] in above, "a body comes after the one above it"
        above.add(row["key"])
        assert row["name"].startswith("（模拟）")
    assert (len(rows), len(above)) == (count, count + 1)


def test_the_shares_are_those_of_the_cases_and_no_community_is_like_the_other() -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in simulate_bodies(UNITS, 20_000, 7)]
    grids, branches, groups = (
        sum(row["kind"] == kind for row in rows) for kind in ("grid-unit", "grid-party-branch", "building-party-group")
    )
    assert branches / grids == pytest.approx(933 / 1236, abs=0.01)
    assert groups / grids == pytest.approx(17482 / 6963, abs=0.05)
    each = [sum(row["place"] == unit.code for row in rows) for unit in UNITS if len(unit.code) == 12]
    assert max(each) > 3 * sorted(each)[len(each) // 2] > 6 * min(each)


def test_the_same_seed_gives_the_same_bytes_and_a_register_is_built_of_them(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        write_simulation(UNITS, 300, seed, tmp_path / name)
    table = [(tmp_path / name / "synthetic-bodies.csv").read_bytes() for name in "abc"]
    assert table[0] == table[1] != table[2]
    built = api.build_register(
        [tmp_path / "a/synthetic-bodies.csv"], tmp_path / "a/synthetic.rml.ttl", tmp_path / "out",
        keys=["synthetic-bodies.csv:key"], parents=["synthetic-bodies.csv:parent=key"],
    )  # fmt: skip
    assert (built.rows, built.rejected) == (300, 0)
    lines = (tmp_path / "out/quads.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 300 * 9 - 2
    assert sum("ontology#subordinateTo>" in line for line in lines) == 299, "by which pages and analyses open it"
    assert all(line.startswith("<https://w3id.org/cengji/id/synthetic-7/body/") and "graph/register/synthetic-7>" in line for line in lines)


def test_what_cannot_be_simulated_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 1"):
        list(simulate_bodies(UNITS, 0, 7))
    with pytest.raises(UsageError, match="register without communities"):
        list(simulate_bodies([unit for unit in UNITS if len(unit.code) < 12], 100, 7))
