"""One fault does not hide the others: broken YAML is reported on its own line, and the sections that can be read are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.cases import load_cases
from cengji.core.errors import InputError
from cengji.dataset import Ontology

CASE = """case: qingshan
title: {zh: 青山区, en: Qingshan District}
document:
  title: 青山区网格治理观察
  publisher: 某报
  kind: news-report
  published: "2024-05-01"
  sha256: "0000000000000000000000000000000000000000000000000000000000000000"
  characters: 1200
places:
  - key: qingshan
    label: {zh: 青山区, en: Qingshan District}
    tier: county
groups:
  - key: communities
    label: {zh: "社区", en: Residents' communities}
    kind: community-unit
    place: qingshan
figures:
  - {key: total, place: qingshan, about: communities, indicator: size, written: 3个,
     value: 3, lower: 2, unit: item, kind: count, role: stock, evidence: 3个}
"""


def faults_of(text: str, folder: Path, ontology: Ontology) -> list[str]:
    """Return the faults as ``line: field: problem`` without the remedies."""
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cases([path], ontology.vocabulary)
    return [f"{fault.line}: {fault.field}: {fault.problem}" for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("given", "broken", "line", "section"),
    [
        ("title: {zh: 青山区", "title: {zh: '青山区", 2, "title"),
        ("title: {zh: 青山区, en: Qingshan District}", "title: {zh: 青山区, en: Qingshan District", 2, "title"),
        ("publisher: 某报", "publisher: '某报", 5, "document"),
        ("label: {zh: 青山区", 'label: {zh: "青山区', 12, "places"),
        ("kind: community-unit", "kind: &kind community-unit", 17, "groups"),
        ("place: qingshan\nfigures", "place: qingshan\n\tx: 1\nfigures", 19, "groups"),
    ],
)
def test_a_broken_section_is_named_by_its_line_and_the_others_are_checked(
    given: str, broken: str, line: int, section: str, tmp_path: Path, ontology: Ontology
) -> None:
    assert given in CASE
    faults = faults_of(CASE.replace(given, broken), tmp_path, ontology)
    there, figure = sorted(faults, key=lambda fault: "figures" in fault)
    assert there.startswith(f"{line}: {section}") and there.endswith(f"the section {section} and what refers to it were not looked at")
    assert "figures[0]: needs a value; lower and upper belong to comparator: range alone" in figure


def test_a_long_text_in_quotes_is_not_blamed_for_what_is_wrong_below_it(tmp_path: Path, ontology: Ontology) -> None:
    text = CASE.replace("某报", '"某\n    报"').replace("kind: news-report", "kind: news: report")
    assert faults_of(text, tmp_path, ontology)[0].startswith("7: document: is not YAML: mapping values are not allowed")


def test_a_section_named_twice_is_one_fault(tmp_path: Path, ontology: Ontology) -> None:
    text = CASE.replace("value: 3, lower: 2", "value: 3")
    groups = text[text.index("groups:") : text.index("figures:")]
    (fault,) = faults_of(text + groups, tmp_path, ontology)
    assert fault == "22: groups: stands twice (first in line 14)"
