"""The results of a case of one's own reach what is asked of measures, also where runner and tier are stated of the whole alone."""

from __future__ import annotations

import re

import pytest

from cengji.cases.loader import load_cases
from cengji.core.namespaces import ID
from cengji.core.resources import query_text
from cengji.dataset.build import build_dataset
from cengji.dataset.ontology import Ontology
from tests.conftest import ROOT
from tests.query.engines import oxigraph_rows

PART = ID + "two-streets/measure/tea-talks"
RUNNER = "body/east-street-committee|东溪街道党工委"
TIER = "tier/subdistrict|街道（乡镇）"
CASE = ROOT / "tests" / "cases" / "two_streets.yaml"


@pytest.mark.parametrize("name", ["results-by-tier", "linked-measures", "measures-overview"])
def test_result_of_a_part_is_answered_with_runner_and_tier_of_the_whole(name: str, ontology: Ontology) -> None:
    dataset = build_dataset((loaded.case for loaded in load_cases([CASE], ontology.vocabulary)), ontology)
    rows = [" ".join(map(str, row)) for row in oxigraph_rows(dataset, query_text(name)) if f"<{PART}>" in row]
    assert [row for row in rows if all(re.search(one, row) for one in ("76.90%", RUNNER, TIER, "inherited-runner"))]
