"""Evidence held against documents: every state, exactly what changed, and the result as RDF."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from cengji.cases import load_cases
from cengji.cases.anchor import anchor
from cengji.core.namespaces import ID
from cengji.dataset import Dataset, Ontology, build_dataset
from cengji.dataset.evidence import check_evidence, evidence_findings, evidence_quads
from cengji.text.clean import clean
from cengji.text.evidence import SliceCheck, State

RAW = "甲镇有3个社区,社区之下有40个网格。网格之下有楼栋。"
CASE = """
case: jia
title: 甲镇
document: {{title: 甲镇治理, publisher: 某报, kind: news-report, sha256: {digest}, characters: {length}}}
places: [{{key: jia, label: 甲镇, division: true, evidence: 甲镇}}]
groups:
  - {{key: communities, label: 社区, kind: community-unit, place: jia, evidence: 3个社区}}
  - {{key: grids, label: 网格, kind: grid-unit, place: jia, evidence: 40个网格}}
  - {{key: buildings, label: 楼栋, kind: building-unit, place: jia, evidence: 楼栋}}
"""


def dataset_of(folder: Path, ontology: Ontology, *, anchored: bool = True) -> Dataset:
    text = CASE.format(digest=sha256(RAW.encode()).hexdigest(), length=len(RAW))
    path = folder / "jia.yaml"
    path.write_text(anchor(text, "jia.yaml", clean(RAW)).text if anchored else text, encoding="utf-8")
    return build_dataset((loaded.case for loaded in load_cases([path], ontology.vocabulary)), ontology)


def states(dataset: Dataset, folder: Path) -> list[tuple[str, SliceCheck]]:
    return sorted((one.printed, one.checked) for one in check_evidence(dataset, folder))


def documents(folder: Path, text: str | None) -> Path:
    own = folder / "documents"
    own.mkdir()
    (own / "another.txt").write_text("与此无关的文字。", encoding="utf-8")
    if text is not None:
        (own / "copy.txt").write_bytes(text.encode())
    return own


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RAW, {"甲镇": "ok", "3个社区": "ok", "40个网格": "ok", "楼栋": "ok"}),
        (RAW.replace("3个", "4个"), {"甲镇": "ok", "3个社区": "changed", "40个网格": "ok", "楼栋": "ok"}),
        (RAW.replace("社区之下", "社区下"), {"甲镇": "ok", "3个社区": "ok", "40个网格": "moved 12", "楼栋": "moved 23"}),
        ("\n" + RAW, {"甲镇": "moved 1", "3个社区": "moved 4", "40个网格": "moved 14", "楼栋": "moved 25"}),
        ("", dict.fromkeys(("甲镇", "3个社区", "40个网格", "楼栋"), "missing")),
        (None, dict.fromkeys(("甲镇", "3个社区", "40个网格", "楼栋"), "missing")),
        ("另一篇,也写甲镇的楼栋,又是楼栋。", dict.fromkeys(("甲镇", "3个社区", "40个网格", "楼栋"), "missing")),
        ("全不相干的另一篇,只提到甲镇。", dict.fromkeys(("甲镇", "3个社区", "40个网格", "楼栋"), "missing")),
    ],
)
def test_states(text: str | None, expected: dict[str, str], tmp_path: Path, ontology: Ontology) -> None:
    dataset = dataset_of(tmp_path, ontology)
    found = states(dataset, documents(tmp_path, text))
    assert {
        printed: " ".join([checked.state, *([str(checked.found_at)] if checked.found_at is not None else [])]) for printed, checked in found
    } == expected


def test_unanchored_evidence_is_no_pass(tmp_path: Path, ontology: Ontology) -> None:
    dataset = dataset_of(tmp_path, ontology, anchored=False)
    assert {checked.state for _, checked in states(dataset, documents(tmp_path, RAW))} == {State.UNANCHORED}


def test_findings_name_the_thing_and_what_happened(tmp_path: Path, ontology: Ontology) -> None:
    folder = documents(tmp_path, RAW.replace("3个", "4个").replace("社区之下", "社区下"))
    dataset = dataset_of(tmp_path, ontology)
    found = evidence_findings(dataset, check_evidence(dataset, folder), folder)
    assert sorted((one.severity, one.check, one.focus, one.en) for one in found) == [
        (
            "error",
            "evidence-changed",
            f"{ID}jia/group/communities",
            "the evidence “3个社区” at 3 is changed: its characters are found nowhere",
        ),
        ("error", "evidence-moved", f"{ID}jia/group/buildings", "the evidence “楼栋” moved from 24 to 23: anchor it again"),
        ("error", "evidence-moved", f"{ID}jia/group/grids", "the evidence “40个网格” moved from 13 to 12: anchor it again"),
    ]


def test_a_missing_document_is_named_once(tmp_path: Path, ontology: Ontology) -> None:
    folder = documents(tmp_path, None)
    dataset = dataset_of(tmp_path, ontology)
    digest = sha256(RAW.encode()).hexdigest()
    assert [(one.check, one.focus, one.en) for one in evidence_findings(dataset, check_evidence(dataset, folder), folder)] == [
        (
            "document-missing",
            f"{ID}jia/document/source",
            f"the document “甲镇治理” is missing: no file in {folder} has its SHA-256 {digest}; 4 pieces of its evidence are unchecked",
        )
    ]


def test_result_is_rdf_that_queries_can_use(tmp_path: Path, ontology: Ontology) -> None:
    dataset = dataset_of(tmp_path, ontology)
    folder = documents(tmp_path, RAW.replace("社区之下", "社区下"))
    result = Dataset([*dataset, *evidence_quads(check_evidence(dataset, folder))])
    rows = result.rows("""
        PREFIX cj: <https://w3id.org/cengji/ontology#>
        SELECT ?thing ?place WHERE {
          ?thing cj:evidence ?evidence .
          ?evidence cj:evidenceState <https://w3id.org/cengji/scheme/evidence-state/moved> ; cj:foundAt ?place
        } ORDER BY ?thing
    """)
    assert rows == [(f"{ID}jia/group/buildings", "23"), (f"{ID}jia/group/grids", "12")]


def test_packaged_evidence_stands_where_it_says(dataset: Dataset, sources: Path) -> None:
    checks = check_evidence(dataset, sources)
    assert [(one.thing, one.printed, one.checked.state) for one in checks if one.checked.state is not State.OK] == []
    assert len(checks) > 1000
