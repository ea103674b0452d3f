"""What a figure says against its print, one small change at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.cases import Vocabulary, load_cases
from cengji.cases.consistency import find_contradictions
from tests.dataset.small import SMALL

UP = "direction: increase, "


@pytest.mark.parametrize(
    ("direction", "evidence", "expected"),
    [
        (UP, "租金上涨近20%", []),
        (UP, "租金为近20%", []),
        (UP, "租金上涨近20%，房价下降近20%", []),
        ("", "租金为近20%", []),
        ("direction: decrease, ", "租金上涨近20%", [("error", "is decrease, but 租金上涨近20% says increase")]),
        ("", "租金上涨近20%", [("warning", "is left out, but 租金上涨近20% says increase")]),
        (UP, "租金下降近20%", [("error", "is increase, but 租金下降近20% says decrease")]),
    ],
)
def test_a_change_goes_the_way_that_its_evidence_says(
    direction: str, evidence: str, expected: list[tuple[str, str]], tmp_path: Path, vocabulary: Vocabulary
) -> None:
    figure = f"{{key: rent, written: 近20%, value: 20, comparator: nearly, unit: percent, kind: change, {direction}"
    figure += f"indicator: growth-rate, about: town, place: town, evidence: '{evidence}'}}"
    path = tmp_path / "small.yaml"
    path.write_text(f"{SMALL}figures:\n  - {figure}\n", encoding="utf-8")
    found = find_contradictions(load_cases([path], vocabulary), vocabulary, evidence=False)
    assert [(one.severity, one.fault.problem) for one in found] == expected
    assert [one.fault.field for one in found] == ["figures[0].direction"] * len(expected)


@pytest.mark.parametrize(("evidence", "warned"), [("日均50件", False), ("每年50件", False), ("50件，每年", True), ("50件", True)])
def test_a_ratio_of_what_reads_as_a_count_is_shown_by_its_evidence(
    evidence: str, warned: bool, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    figure = (
        "{key: cases, written: 50件, value: 50, unit: case-item, kind: ratio, indicator: case-handled-count, about: town, place: town, "
    )
    path = tmp_path / "small.yaml"
    path.write_text(f"{SMALL}figures:\n  - {figure}evidence: '{evidence}'}}\n", encoding="utf-8")
    found = find_contradictions(load_cases([path], vocabulary), vocabulary, evidence=False)
    assert [one.fault.problem for one in found] == ["is ratio, but 50件 reads as count"] * warned


@pytest.mark.parametrize(
    ("unit", "kind", "wrong"),
    [
        ("broader: percentage-point", "change", False),  # per-mille-point is no unit per time, though its key begins so
        ("broader: percentage-point", "frequency", True),
        ("broader: per-week", "frequency", False),
        ("broader: per-week", "count", True),
        ("", "frequency", False),  # nobody knows what it measures
        ("", "change", False),
    ],
)
def test_a_unit_of_the_case_measures_what_the_unit_does_that_it_is_a_kind_of(
    unit: str, kind: str, wrong: bool, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    concept = f"{{key: per-mille-point, zh: 千分点, en: per-mille point{unit and ', ' + unit}}}"
    figure = f"{{key: fall, written: 2个千分点, value: 2, unit: per-mille-point, kind: {kind}, indicator: growth-rate, about: town, "
    figure += "place: town, evidence: 2个千分点}"
    path = tmp_path / "small.yaml"
    path.write_text(f"{SMALL}concepts:\n  unit: [{concept}]\nfigures:\n  - {figure}\n", encoding="utf-8")
    found = find_contradictions(load_cases([path], vocabulary), vocabulary, evidence=False)
    assert ["kind-against-unit" in str(one) for one in found] == [True] * wrong


def test_a_rank_is_no_number_of_persons(tmp_path: Path, vocabulary: Vocabulary) -> None:
    figure = (
        "{key: rank, written: 第3位, value: 3, unit: item, kind: rank, indicator: rank-position, about: town, place: town, evidence: 第3位}"
    )
    path = tmp_path / "small.yaml"
    path.write_text(f"{SMALL}figures:\n  - {figure}\n", encoding="utf-8")
    assert find_contradictions(load_cases([path], vocabulary), vocabulary, evidence=False) == []


def test_a_figure_in_traditional_characters_is_held_against_what_it_reads_as(tmp_path: Path, vocabulary: Vocabulary) -> None:
    figure = "{key: share, written: 超過九成, value: 90, comparator: %s, precision: 10, unit: percent, kind: share, indicator: share, "
    figure += "about: town, place: town, evidence: 超過九成}"
    path = tmp_path / "small.yaml"
    for comparator, faults in (("moreThan", 0), ("exact", 1)):
        path.write_text(f"{SMALL}figures:\n  - {figure % comparator}\n", encoding="utf-8")
        assert len(find_contradictions(load_cases([path], vocabulary), vocabulary, evidence=False)) == faults, comparator
