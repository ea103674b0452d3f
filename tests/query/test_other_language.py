"""What is asked of a case has as many answers when its document is printed in another language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from cengji.cases.case import Case
from cengji.cases.loader import LoadedCase
from cengji.cases.parts import Text
from cengji.dataset import Dataset
from cengji.dataset.build import build_dataset
from cengji.dataset.check import check_dataset
from cengji.dataset.evidence import check_evidence, evidence_findings
from cengji.dataset.ontology import Ontology
from cengji.export.formats import tables_of
from cengji.query import Catalogue, Table, answer
from cengji.text.characters import is_han
from cengji.view.content import read_content

CASES = ("digest-a-jiangkou", "digest-a-kashi", "gusu")
ABOUT = "gusu/group/subdistricts"
NEEDED = {"evidence-of": "thing", "relations-of": "body", "superiors-and-subordinates": "node"}
NAMES = [query.name for query in Catalogue()]


def romanized(text: str) -> str:
    """Return one Latin word for each text that has a Chinese character."""
    return "W" + hashlib.sha256(text.encode()).hexdigest()[:8] if any(map(is_han, text)) else text


def in_latin(value: Any, name: str = "") -> Any:  # noqa: ANN401  # any field of a case
    """Return a part of a case with its names, titles and notes in Latin letters."""
    if isinstance(value, Text):
        return value.model_copy(update={"zh": romanized(value.zh)})
    if isinstance(value, BaseModel):
        fields = {field: getattr(value, field) for field in type(value).model_fields}
        return value.model_copy(update={field: in_latin(one, field) for field, one in fields.items() if field != "evidence"})
    if isinstance(value, list):
        return [in_latin(one, name) for one in value]
    return romanized(value) if isinstance(value, str) and name in {"aliases", "title"} else value


def printed_in_indonesian(case: Case) -> Case:
    """Return a case as if its document printed Latin names, under the concepts that it declares."""
    latin: Case = in_latin(case)
    return latin.model_copy(update={"document": latin.document.model_copy(update={"language": "id"}), "concepts": case.concepts})


@pytest.fixture(scope="module")
def both(cases: Sequence[LoadedCase], ontology: Ontology) -> tuple[Dataset, Dataset]:
    """Three cases, and the same of documents that are printed in Indonesian."""
    chosen = [loaded.case for loaded in cases if loaded.case.case in CASES]
    return build_dataset(chosen, ontology), build_dataset(map(printed_in_indonesian, chosen), ontology)


@pytest.mark.parametrize("name", NAMES)
def test_questions_have_as_many_rows(name: str, both: tuple[Dataset, Dataset]) -> None:
    given = {NEEDED[name]: ABOUT} if name in NEEDED else None
    chinese, other = (Table.of(answer(Catalogue()[name], dataset, given)) for dataset in both)
    assert len(other.rows) == len(chinese.rows)


def test_tables_have_as_many_rows(both: tuple[Dataset, Dataset]) -> None:
    chinese, other = ({sheet.name: len(sheet.rows) for sheet in tables_of(dataset)} for dataset in both)
    assert other == chinese


def test_page_has_each_document_and_case_once(both: tuple[Dataset, Dataset]) -> None:
    chinese, other = ((len(content.column("documents", "document")), len(content.cases)) for content in map(read_content, both))
    assert other == chinese == (2, 3)


def test_missing_document_is_one_error_and_evidence_counts_once(both: tuple[Dataset, Dataset], tmp_path: Path) -> None:
    counts = []
    for dataset in both:
        checks = check_evidence(dataset, tmp_path)
        counts.append((len(checks), len(evidence_findings(dataset, checks, tmp_path))))
    assert counts[0] == counts[1]


def test_shapes_take_the_titles(both: tuple[Dataset, Dataset], ontology: Ontology) -> None:
    assert [finding for finding in check_dataset(both[1], ontology) if finding.severity == "error"] == []
