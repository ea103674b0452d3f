"""The second curation of guanghan against the first; docs/curation.md tells what was learned."""

from __future__ import annotations

from pathlib import Path

from cengji.cases import LoadedCase, load_cases
from cengji.dataset import Ontology
from tests.agreement.agreement import Agreement, agreements
from tests.conftest import ROOT


def measured(cases: list[LoadedCase], ontology: Ontology) -> list[Agreement]:
    first = next(loaded.case for loaded in cases if loaded.case.case == "guanghan")
    second = load_cases([Path(__file__).with_name("guanghan.yaml")], ontology.vocabulary)[0].case
    return agreements(first, second)


def test_a_curation_agrees_with_itself(cases: list[LoadedCase]) -> None:
    for loaded in cases:
        assert {one.share for one in agreements(loaded.case, loaded.case)} == {100.0}


def test_the_guide_gives_the_figures_measured(cases: list[LoadedCase], ontology: Ontology) -> None:
    guide = (ROOT / "docs" / "curation.md").read_text(encoding="utf-8")
    rows = [f"| {one.kind} | {one.first} | {one.second} | {one.share:.0f} % |" for one in measured(cases, ontology)]
    assert [row for row in rows if row not in guide] == []
