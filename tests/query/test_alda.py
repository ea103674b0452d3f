"""Answers for ``alda.yaml`` reckoned by hand: staff is no number of bodies, losses lie below zero, what is disputed is not added."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from cengji.analysis import compute_brokerage, compute_span
from cengji.analysis.actors import join_actors
from cengji.analysis.material import Material
from cengji.cases.loader import load_cases
from cengji.dataset import Dataset
from cengji.dataset.build import build_dataset
from cengji.dataset.ontology import Ontology
from cengji.query import Catalogue, Table, answer
from tests.query.engines import rows_of_both

CASE: Final = Path(__file__).with_name("alda.yaml")


def build(path: Path, ontology: Ontology) -> Dataset:
    """Build the case of a file."""
    return build_dataset((loaded.case for loaded in load_cases([path], ontology.vocabulary)), ontology)


@pytest.fixture(scope="module")
def alda(ontology: Ontology) -> Dataset:
    """The city."""
    return build(CASE, ontology)


def ask(dataset: Dataset, name: str, *columns: str) -> set[tuple[str | None, ...]]:
    """Answer a query of the library, the same on both engines: the rows of these columns, IRIs by their last part."""
    query = Catalogue()[name]
    if name != "more-than":  # slow in rdflib's engine, and held to it elsewhere
        rows_of_both(dataset, query.fill({}))
    table = Table.of(answer(query, dataset, {}))
    places = [table.columns.index(column) for column in columns]
    return {tuple(row[at] and str(getattr(row[at], "value", row[at])).rsplit("/", 1)[-1] for at in places) for row in table.rows}


def test_a_total_follows_from_the_number_of_units_and_not_from_their_staff_or_from_what_they_were(alda: Dataset) -> None:
    assert ask(alda, "per-unit-figures", "figure", "size", "total_lower", "total_upper", "size_status") == {
        ("for-each-community", "communities-size", "120", "120", "stated"),
        ("for-each-worker", "workers-size", "150000", "150000", "stated"),
        ("for-each-worker", "workers-disputed", "270000", "270000", "disputed"),
        ("each-before", "wards-size", "32", "32", "stated"),
    }


def test_fewer_losses_are_a_gain_and_what_holds_of_each_is_not_taken_from_a_whole(alda: Dataset) -> None:
    columns = ("before", "difference_lower", "difference_upper", "ratio_lower", "ratio_upper")
    assert ask(alda, "before-and-after", *columns) == {("fall-before", "2.3", "2.7", None, None), ("each-before", None, None, None, None)}


def test_a_ratio_says_what_is_disputed_and_takes_no_share_and_no_number_before_a_change(alda: Dataset) -> None:
    assert ask(alda, "ratio-across-places", "numerator", "ratio_lower", "ratio_upper", "numerator_status") == {
        ("workers-size", "2.5", "2.5", "stated"),
        ("workers-disputed", "4.5", "4.5", "disputed"),
    }


@pytest.mark.parametrize(
    ("time", "ratio", "totals"),
    [
        ("{written: '2019', start: '2019-01-01', end: '2019-12-31', rule: calendar-year}", None, {"150000", "32", None}),
        ("{written: to date, rule: to-publication}", "2.5", {"150000", "32", "120"}),
    ],
)
def test_nothing_is_divided_or_multiplied_by_what_was_at_another_time(
    time: str, ratio: str | None, totals: set[str | None], tmp_path: Path, ontology: Ontology
) -> None:
    path = tmp_path / "alda.yaml"
    text = re.sub(r"(?s)(key: (?:grids|communities)-size,.*?)\}", rf"\g<1>, time: {time}}}", CASE.read_text(encoding="utf-8"))
    path.write_text(re.sub("(?m)^  - {key: workers-disputed(?s:.*?)}\n", "", text), encoding="utf-8")
    dated = build(path, ontology)
    assert ask(dated, "ratio-across-places", "numerator", "ratio_lower") == {("workers-size", ratio)}
    assert {total for (total,) in ask(dated, "per-unit-figures", "total_lower")} == totals


def test_shares_for_each_make_no_total(tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "alda.yaml"
    share = "written: 3 workers, value: 3, unit: percent, kind: share"
    path.write_text(
        CASE.read_text(encoding="utf-8").replace("written: 3 workers, value: 3, unit: person, kind: count", share), encoding="utf-8"
    )
    found = ask(build(path, ontology), "per-unit-figures", "figure", "size", "total_lower")
    assert ("for-each-community", "communities-size", None) in found


@pytest.mark.parametrize("name", ["group-sizes", "rung-sizes", "more-than"])
def test_a_growth_is_no_size(name: str, alda: Dataset) -> None:
    figures = ask(alda, name, "figure")
    assert ("grids-size",) in figures and ("new-grids",) not in figures


def test_masters_are_no_outlets(alda: Dataset) -> None:
    assert ask(alda, "service-outlets", "outlet", "written") == {("outlets", "14 stations")}


def test_a_total_of_parts_is_not_added_to_them(alda: Dataset) -> None:
    assert ask(alda, "unlisted-parts", "measure", "stated", "listed") == {("signs", "4", "0")}, "3 parts: 2 duties, 1 check"


def test_a_total_of_parts_that_are_not_all_listed_is_not_doubled(tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "alda.yaml"
    text = re.sub(r"(?m)^  - \{key: (first|third),.*\n", "", CASE.read_text(encoding="utf-8"))
    more = "".join(f"  - {{key: s{at}, label: 标{at}, kind: element, place: alda, part_of: signs}}\n" for at in range(3))
    path.write_text(text.replace("figures:\n", f"{more}figures:\n", 1), encoding="utf-8")
    found = ask(build(path, ontology), "unlisted-parts", "measure", "stated", "listed")
    assert found == {("patrol", "3", "1"), ("signs", "4", "3")}


def test_a_span_is_of_bodies_and_no_pair_of_counts_comes_twice(alda: Dataset) -> None:
    found = sorted(((row.subject.rsplit("/", 1)[1], row.object.rsplit("/", 1)[1]), row.value) for row in compute_span(alda).rows)
    printed, summed = ("communities", "grids"), ("wards", "communities")
    assert found == [(printed, 5.0), (printed, 5.0), (summed, 5.0), (summed, 5.0)], "once by the 40 printed, once by 10 and 30"


def test_a_disputed_figure_is_no_addend(tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "alda.yaml"
    disputed = "about: new-communities, place: alda, status: disputed}"
    path.write_text(CASE.read_text(encoding="utf-8").replace("about: new-communities, place: alda}", disputed), encoding="utf-8")
    rows = ask(build(path, ontology), "sums-over-parts", "sum_lower", "sum_upper", "parts", "parts_with_figure")
    assert rows == {("10", None, "2", "1")}


@pytest.mark.parametrize(("status", "statuses"), [("inferred", {"inferred"}), ("disputed", set())])
def test_links_of_a_ladder_are_as_certain_as_it_is(status: str, statuses: set[str], tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "alda.yaml"
    path.write_text(CASE.read_text(encoding="utf-8").replace("status: inferred", f"status: {status}"), encoding="utf-8")
    dataset = build(path, ontology)
    (network,) = join_actors(Material(dataset)).values()
    grids = next((node for node in network if node.endswith("/grids")), "")
    assert {held["status"] for _, _, held in network.edges(grids, data=True)} == statuses if grids else not statuses
    row = next((row for row in compute_brokerage(dataset).rows if row.subject.endswith("/grids")), None)
    assert (row.inferred if row else 0) == len(statuses)
