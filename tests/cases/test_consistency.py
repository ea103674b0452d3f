"""What a case says against itself is found where it stands: faults planted by seed, and none in the packaged cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.cases import LoadedCase, load_cases
from cengji.cases.consistency import find_contradictions
from cengji.core.errors import Fault, InputError
from cengji.core.resources import case_files
from cengji.dataset import Ontology
from tests.cases.hidden_plants import KINDS
from tests.cases.plants import Plant, plant

SEED = 11
FOUND_AT_LEAST = 0.95


def faults_of(one: Plant, folder: Path, ontology: Ontology) -> list[Fault]:
    path = folder / f"{one.case}.yaml"
    path.write_text(one.text, encoding="utf-8")
    try:
        cases = load_cases([path], ontology.vocabulary)
    except InputError as error:
        return list(error.faults)
    return [found.fault for found in find_contradictions(cases, ontology.vocabulary, evidence=one.field == "evidence")]


def missed(kind: str, count: int, folder: Path, ontology: Ontology) -> tuple[int, list[str]]:
    """Return how many faults of a kind were planted, and those not found on their line with their field."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in case_files()}
    plants = list(plant(kind, KINDS[kind], texts, count, SEED))
    unseen = [
        f"{one.case}:{one.line} {one.change}"
        for one in plants
        if not any(fault.line == one.line and one.field in fault.field for fault in faults_of(one, folder, ontology))
    ]
    return len(plants), unseen


@pytest.mark.parametrize("kind", KINDS)
def test_planted_faults_are_found(kind: str, tmp_path: Path, ontology: Ontology) -> None:
    planted, unseen = missed(kind, 2, tmp_path, ontology)
    assert (planted, unseen) == (2, [])


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nearly_all_of_many_planted_faults_are_found(kind: str, tmp_path: Path, ontology: Ontology) -> None:
    planted, unseen = missed(kind, 24, tmp_path, ontology)
    assert planted >= 20
    assert len(unseen) <= (1 - FOUND_AT_LEAST) * planted, unseen


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
