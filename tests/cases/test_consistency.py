"""What a case says against itself is found where it stands: faults planted by seed, and none in the packaged cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cengji.cases import LoadedCase, load_cases
from cengji.cases.consistency import find_contradictions
from cengji.core.errors import Fault, InputError
from cengji.core.resources import case_files
from cengji.dataset import Ontology
from tests.cases.command import HERE
from tests.cases.hidden_plants import KINDS
from tests.cases.plants import Plant, plant

SEED = 11
FOUND_AT_LEAST = 0.95
BY_LENGTH = sorted([HERE / "two_streets.yaml", *case_files()], key=lambda path: path.stat().st_size)


def faults_of(one: Plant, folder: Path, ontology: Ontology) -> list[Fault]:
    path = folder / f"{one.case}.yaml"
    path.write_text(one.text, encoding="utf-8")
    try:
        cases = load_cases([path], ontology.vocabulary)
    except InputError as error:
        return list(error.faults)
    return [found.fault for found in find_contradictions(cases, ontology.vocabulary, evidence=one.field == "evidence")]


def planted_in(paths: Sequence[Path], kind: str, count: int) -> list[Plant]:
    """Return so many faults of a kind, or as many as the cases have places for."""
    return list(plant(kind, KINDS[kind], {path.stem: path.read_text(encoding="utf-8") for path in paths}, count, SEED))


def missed(plants: Sequence[Plant], folder: Path, ontology: Ontology) -> list[str]:
    """Return the planted faults that are not found on their line with their field."""
    return [
        f"{one.case}:{one.line} {one.change}"
        for one in plants
        if not any(fault.line == one.line and one.field in fault.field for fault in faults_of(one, folder, ontology))
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_planted_faults_are_found(kind: str, tmp_path: Path, ontology: Ontology) -> None:
    """In the shortest case that has a place for one."""
    plants = next(found for path in BY_LENGTH if (found := planted_in([path], kind, 1)))
    assert missed(plants, tmp_path, ontology) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nearly_all_of_many_planted_faults_are_found(kind: str, tmp_path: Path, ontology: Ontology) -> None:
    plants = planted_in(case_files(), kind, 24)
    assert len(plants) >= 20
    unseen = missed(plants, tmp_path, ontology)
    assert len(unseen) <= (1 - FOUND_AT_LEAST) * len(plants), unseen


def test_the_packaged_cases_say_nothing_against_themselves(cases: list[LoadedCase], ontology: Ontology) -> None:
    assert find_contradictions(cases, ontology.vocabulary) == []


@pytest.mark.parametrize(("label", "expected"), [("江明书记", 1), ("吴江书记", 0), ("书记项目", 0)])
def test_what_bears_the_name_of_a_place_is_no_person(label: str, expected: int, tmp_path: Path, ontology: Ontology) -> None:
    text = next(path for path in case_files() if path.stem == "wujiang").read_text(encoding="utf-8")
    path = tmp_path / "wujiang.yaml"
    post = f"  - {{key: planted, label: {label}, post_in: wujiang-district, status: inferred, note: 无}}"
    path.write_text(text.replace("\nconcurrent_holdings:", f"\n{post}\nconcurrent_holdings:"), encoding="utf-8")
    cases = load_cases([path], ontology.vocabulary)
    assert any(post.key == "planted" for post in cases[0].case.posts)
    found = find_contradictions(cases, ontology.vocabulary, evidence=False)
    assert [(one.check, one.key) for one in found] == [("looks-like-a-person", "planted")] * expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("去年", []),
        ("2030年", []),
        ("2031年", ["start"]),
        ("二〇三一年", ["start"]),
        ("２０３１年", ["start"]),
        ("2029—2030年", []),
        ("2031年之前", []),
    ],
)
def test_a_time_in_another_year_than_is_printed_is_found(written: str, expected: list[str], tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "streets.yaml"
    text = (HERE / "two_streets.yaml").read_text(encoding="utf-8").replace("{written: 去年,", f"{{written: {written},")
    path.write_text(text, encoding="utf-8")
    found = find_contradictions(load_cases([path], ontology.vocabulary), ontology.vocabulary, evidence=False)
    assert [one.fault.field.rpartition(".")[2] for one in found if one.check == "year-against-print"] == expected
