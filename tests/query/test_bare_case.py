"""A case that says nothing yet: its document is there, nothing else is answered, and both engines agree on that."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from cengji.cases.loader import load_cases
from cengji.dataset import Dataset
from cengji.dataset.build import build_dataset
from cengji.dataset.ontology import Ontology
from cengji.query import Catalogue, Table, answer
from tests.query.engines import rows_of_both

BARE: Final = """
case: bare
title: {zh: 空市, en: Bare City}
document: {title: 空, kind: news-report, published: "2021", sha256: "%s", characters: 50}
places:
  - {key: bare, label: {zh: 空市, en: Bare City}, tier: prefecture, division: true}
"""
OF_WHAT_THERE_IS: Final = {"class-counts", "co-adoption", "documents", "generic-measures-by-place", "more-than", "places", "places-covered"}
NAMES: Final = [query.name for query in Catalogue() if not any(one.required for one in query.parameters)]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, ontology: Ontology) -> Dataset:
    """The case."""
    path: Path = tmp_path_factory.mktemp("bare") / "bare.yaml"
    path.write_text(BARE % ("0" * 64), encoding="utf-8")
    return build_dataset((loaded.case for loaded in load_cases([path], ontology.vocabulary)), ontology)


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_say_nothing_of_nothing(name: str, bare: Dataset) -> None:
    assert bool(rows_of_both(bare, Catalogue()[name].fill({}))) == (name in OF_WHAT_THERE_IS)


def test_a_case_without_evidence_keeps_its_document(bare: Dataset) -> None:
    assert [(row.characters, row.evidence) for row in Table.of(answer(Catalogue()["documents"], bare)).typed()] == [(50, 0)]
