"""Sums over the parts of a declared breakdown: their bounds, what stays open, and what the check and the loader object to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from cengji.cases.consistency import find_contradictions
from cengji.cases.loader import load_cases
from cengji.core.namespaces import PREFIXES, SCHEME
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.dataset.build import build_dataset
from cengji.dataset.ontology import Ontology
from cengji.query import Catalogue
from tests.query.engines import oxigraph_rows, rows_of_both

YAML: Final = Path(__file__).with_name("grids.yaml").read_text(encoding="utf-8")
TOTAL: Final = """
  - {key: total, written: "%d个", value: %d, unit: item, kind: count, indicator: grid-count, about: grids, place: liantang, evidence: 共有}
breakdowns:"""
EXACT_VILLAGES: Final = 'written: "500个", value: 500'
NEARLY: Final = 'written: "400余个", value: 400, comparator: moreThan'
EXACT: Final = 'written: "400个", value: 400'
WORKERS: Final = """
  - {key: team, written: "4200人", value: 4200, unit: person, kind: count, indicator: grid-worker-count, about: workers,
     place: liantang, evidence: 网格员}
breakdowns:"""


def build(folder: Path, ontology: Ontology, text: str) -> Dataset:
    """Build a case file of this text."""
    path = folder / "liantang.yaml"
    path.write_text(text, encoding="utf-8")
    return build_dataset((loaded.case for loaded in load_cases([path], ontology.vocabulary)), ontology)


def sum_of(dataset: Dataset) -> tuple[str | None, ...]:
    """Return lower and upper bound of the only sum, how many parts there are, and how many have a figure."""
    rows = {tuple(term and term.split("'")[1] for term in row[6:10]) for row in rows_of_both(dataset, query_text("sums-over-parts"))}
    (bounds,) = rows  # the same by grid-count and by what that is narrower than
    return bounds


def answer_by_parts(dataset: Dataset, threshold: int) -> str:
    """Return the answer of ``more-than`` for the whole by its parts."""
    terms = {
        "indicator": str(ox.NamedNode(SCHEME + "indicator/grid-count")),
        "threshold": str(ox.Literal(str(threshold), datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal"))),
    }
    (row,) = [row for row in oxigraph_rows(dataset, Catalogue()["more-than"].fill(terms)) if row[2] is None]
    return str(row[1]).split("'")[1]


def test_parts_are_added_and_what_is_open_stays_open(tmp_path: Path, ontology: Ontology) -> None:
    data = build(tmp_path, ontology, YAML)
    assert sum_of(data) == ("1800", None, "4", "4")  # 近300个 has no lower bound, 400余个 no upper one
    assert [answer_by_parts(data, threshold) for threshold in (1000, 1800, 1801)] == ["certain", "certain", "possible"]


@pytest.mark.parametrize(
    ("change", "sums", "answers"),
    [
        ((NEARLY, EXACT), ("1800", "2100", "4", "4"), ["certain", "possible", "no"]),
        (("complete: true", "complete: false"), ("1800", None, "4", "4"), ["certain", "possible", "possible"]),
        (("about: village-grids", "about: grids"), ("1300", None, "4", "3"), ["certain", "possible", "possible"]),
    ],
    ids=["bounded", "incomplete", "part without figure"],
)
def test_bounds_are_as_certain_as_the_parts(
    change: tuple[str, str], sums: tuple[str | None, ...], answers: list[str], tmp_path: Path, ontology: Ontology
) -> None:
    data = build(tmp_path, ontology, YAML.replace(*change))
    assert sum_of(data) == sums
    assert [answer_by_parts(data, threshold) for threshold in (1299, 1900, 2100)] == answers


def ratios(dataset: Dataset) -> list[list[str]]:
    """Return bounds and basis of each ratio of grid workers to grids."""
    return [
        [str(term).split("'")[1] for term in row[7:10] if term]
        for row in rows_of_both(dataset, Catalogue()["ratio-across-places"].fill({}))
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("complete: true", "complete: true"), [["2.333", "derived total"]]),  # at least 1800 grids
        ((NEARLY, EXACT), [["2", "2.333", "derived total"]]),
        (("complete: true", "complete: false"), []),
        (("about: village-grids", "about: grids"), [["8.4", "8.4", "stated"]]),  # a part without a figure makes no total
    ],
    ids=["open", "bounded", "incomplete", "part without figure"],
)
def test_ratio_takes_only_what_is_printed_or_a_total(
    change: tuple[str, str], expected: list[list[str]], tmp_path: Path, ontology: Ontology
) -> None:
    assert ratios(build(tmp_path, ontology, YAML.replace("\nbreakdowns:", WORKERS).replace(*change))) == expected


def test_figures_of_two_times_are_not_added_nor_held_against_each_other(tmp_path: Path, ontology: Ontology) -> None:
    dated = EXACT_VILLAGES + ", time: {written: 去年, start: 2030, end: 2030, rule: calendar-year}"
    data = build(tmp_path, ontology, YAML.replace(EXACT_VILLAGES, dated).replace("\nbreakdowns:", TOTAL % (1900, 1900)))
    rows = rows_of_both(data, query_text("sums-over-parts"))
    found = {
        tuple(term and term.split("'")[1] for term in (row[6], row[7], row[15], row[13])) for row in rows if "grid-count" in str(row[4])
    }
    assert found == {("1300", None, None, "1900个"), ("500", None, "去年", None)}


def test_sum_is_no_figure(tmp_path: Path, ontology: Ontology) -> None:
    data = build(tmp_path, ontology, YAML)
    for name in ("figures", "group-sizes", "indicator-across-places", "shared-indicators", "figures-by-role", "view/nodes", "view/edges"):
        text = query_text(name) if "/" in name else Catalogue()[name].fill({})
        assert not [row for row in oxigraph_rows(data, text) if any("/sum/" in term for term in row if term)], name


@pytest.mark.parametrize(("total", "faulty"), [(1799, True), (1800, False), (2100, False), (2101, True)])
def test_whole_is_held_against_its_parts(total: int, faulty: bool, tmp_path: Path, ontology: Ontology) -> None:
    text = YAML.replace(NEARLY, EXACT).replace("\nbreakdowns:", TOTAL % (total, total))
    data = build(tmp_path, ontology, text)
    assert bool(rows_of_both(data, query_text("check/whole-differs-from-parts"))) is faulty


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("into: [area-grids,", "into: [grids,"), "breakdowns[0].into[0]: is grids, the whole itself — name the parts of it"),
        (
            ("into: [area-grids,", "into: [workers,"),
            "breakdowns[0].into[0]: is workers, no subset of grids — give workers subset_of: grids, or name another part",
        ),
    ],
)
def test_part_that_is_no_subset_is_one_fault(change: tuple[str, str], message: str, tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "liantang.yaml"
    path.write_text(YAML.replace(*change), encoding="utf-8")
    found = find_contradictions(load_cases([path], ontology.vocabulary), ontology.vocabulary)
    assert [str(one.fault).partition(": ")[2] for one in found if one.check == "part-outside-whole"] == [message]
