"""Each query of the library gives its golden answer, whole; ``--refresh-golden`` writes the answers anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from cengji.dataset import Dataset
from cengji.query import Catalogue, Table, answer, write_answer

GOLDEN: Final = Path(__file__).with_name("golden")
PARAMETERS: Final = {
    "evidence-of": {"thing": "https://w3id.org/cengji/id/gusu/figure/grid-worker-team-size"},
    "derived-claims": {"case": "guanghan"},
    "inferred-statements": {"case": "guanghan"},
    "relations-of": {"body": "gusu/group/linkage-workstations"},
    "statements-in-order": {"case": "guanghan"},
    "superiors-and-subordinates": {"node": "gusu/group/area-party-committees"},
}
"""Parameters of the golden answers, where the defaults do not do."""
EMPTY: Final = frozenset({"evidence-moved", "proposals"})
"""Queries over graphs that the packaged data do not have; a test of their own gives them rows."""
NAMES: Final = [query.name for query in Catalogue()]


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_the_golden_one_in_an_order_down_to_a_unique_key(name: str, dataset: Dataset, request: pytest.FixtureRequest) -> None:
    query = Catalogue()[name]
    table = Table.of(answer(query, dataset, PARAMETERS.get(name)))
    given = write_answer(table, "csv")
    path = GOLDEN / f"{name}.csv"
    if request.config.getoption("--refresh-golden"):
        path.write_bytes(given)
    assert path.is_file(), f"{path} is missing: write it with --refresh-golden, and read it"
    assert given.decode().split("\r\n") == path.read_bytes().decode().split("\r\n")
    assert bool(table.rows) != (name in EMPTY), "a golden answer without a row proves nothing"
    places = [table.columns.index(key) for key in re.findall(r"\?(\w+)", query.text.rpartition("ORDER BY")[2])]
    keys = [tuple(row[place] for place in places) for row in table.rows]
    assert len(set(keys)) == len(keys), "rows that ORDER BY leaves equal may come in any order"


def test_there_is_no_golden_answer_without_a_query() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(f"{name}.csv" for name in NAMES)


def test_parameters_are_of_queries_that_are_there() -> None:
    assert PARAMETERS.keys() <= set(NAMES)
