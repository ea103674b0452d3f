"""Figures for each of many: the total that follows from them, and that nobody answers them as the size of something."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from cengji.cases.loader import load_cases
from cengji.core.namespaces import ID, SCHEME
from cengji.dataset import Dataset
from cengji.dataset.build import build_dataset
from cengji.dataset.ontology import Ontology
from cengji.query import Catalogue, Table, answer
from tests.query.engines import rows_of_both

FIGURE: Final = ID + "liantang/figure/"
WORKERS, GRIDS = (f"{SCHEME}indicator/{key}" for key in ("grid-worker-count", "grid-count"))


@pytest.fixture(scope="module")
def liantang(ontology: Ontology) -> Dataset:
    """A place with figures for each of its communities and no other size than the number of these."""
    cases = load_cases([Path(__file__).with_name("grids.yaml")], ontology.vocabulary)
    return build_dataset((loaded.case for loaded in cases), ontology)


def rows(dataset: Dataset, name: str, **parameters: str) -> list[dict[str, str | None]]:
    """Answer a query of the library, the same on both engines, as one mapping of column to text a row."""
    query = Catalogue()[name]
    text = query.fill({key: f"<{value}>" for key, value in parameters.items()})
    rows_of_both(dataset, text)
    table = Table.of(answer(query, dataset, parameters))
    return [
        {column: None if term is None else str(getattr(term, "value", term)) for column, term in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def test_total_follows_where_a_figure_holds_of_each(liantang: Dataset) -> None:
    found = {str(row["figure"]).removeprefix(FIGURE): row for row in rows(liantang, "per-unit-figures")}
    assert {key: (row["total_lower"], row["total_upper"], row["size_written"]) for key, row in found.items()} == {
        "grids-for-each": (None, "100", "近20个"),  # fewer than 20 communities have fewer than 100 grids
        "workers-for-each": (None, None, "近20个"),
        "workers-on-average": (None, None, "近20个"),
    }


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("group-sizes", {}),
        ("indicator-across-places", {"indicator": GRIDS}),
        ("more-than", {"indicator": GRIDS}),
        ("ratio-across-places", {"over": WORKERS, "under": GRIDS}),
        ("shared-indicators", {}),
        ("shares", {}),
    ],
)
def test_a_figure_for_each_is_the_size_of_nothing(liantang: Dataset, name: str, parameters: dict[str, str]) -> None:
    named = {value for row in rows(liantang, name, **parameters) for value in row.values() if value}
    assert named.isdisjoint({FIGURE + "grids-for-each", FIGURE + "workers-for-each", FIGURE + "workers-on-average"})


def test_every_question_of_sizes_leaves_figures_for_each_out() -> None:
    sizes = {query.name: query.text for query in Catalogue() if 'notation "size"' in query.text}
    assert [name for name, text in sizes.items() if "cj:perUnitOf" not in text] == []
    assert len(sizes) > 3
