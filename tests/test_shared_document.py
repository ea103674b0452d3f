"""A document that several cases share, each with its part: from the draft of a part to the graph, its checks and exports."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

import cengji
from cengji.cases import load_cases
from cengji.core.errors import InputError
from cengji.core.namespaces import CASE, CJ, DOCUMENTS, ID
from cengji.dataset import Ontology
from tests.shared_cases import DIGEST, GUSU, WUJIANG, anchor_cases, write_cases

DOCUMENT = f"{ID}document/digest"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The document in a folder of its own, and the two cases beside it, not yet anchored."""
    write_cases(tmp_path)
    return tmp_path


@pytest.fixture
def anchored(folder: Path) -> list[Path]:
    return anchor_cases(sorted(folder.glob("*.yaml")))


def test_evidence_is_sought_in_the_part_of_the_case_alone(folder: Path, anchored: list[Path]) -> None:
    starts = [int(re.search(r"text: 党建联盟, start: (\d+)", path.read_text(encoding="utf-8"))[1]) for path in anchored]  # type: ignore[index]
    assert starts == [DIGEST.index("党建联盟"), DIGEST.rindex("党建联盟")]
    parts = [re.search(r"last: .*, start: (\d+), end: (\d+), sha256: (\w+)\}", path.read_text(encoding="utf-8")) for path in anchored]
    slices = [DIGEST[int(one[1]) : int(one[2])] for one in parts if one]
    assert [(text[:10], text[-5:]) for text in slices] == [(GUSU[0], "党建联盟。"), (WUJIANG[0], "3个成员。")]
    assert [one[3] for one in parts if one] == [sha256(text.encode()).hexdigest() for text in slices]
    case = cengji.Case(anchored[0])
    assert case.anchor(folder / "sources").filled == 0
    assert case.text == anchored[0].read_text(encoding="utf-8")


def test_a_part_that_is_not_printed_is_said_and_nothing_is_anchored(folder: Path) -> None:
    path = folder / "gusu-part.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("成立党建联盟。}", "成立党建联盟！}"), encoding="utf-8")
    case = cengji.Case(path)
    before = case.text
    (fault,) = case.anchor(folder / "sources").faults
    assert (fault.field, fault.problem) == ("document.part", "the document does not print '成立党建联盟！'")
    assert case.text == before


def test_numerals_of_other_parts_are_not_missed(folder: Path, anchored: list[Path]) -> None:
    assert [[token.text for token in cengji.Case(path).coverage(folder / "sources").open] for path in anchored] == [
        ["一张", "1236个"],
        ["80个", "3个"],
    ]


def test_evidence_in_the_part_of_another_case_is_an_error(anchored: list[Path]) -> None:
    path = anchored[0]
    text = path.read_text(encoding="utf-8")
    end = re.search(r"成立党建联盟。, start: \d+, end: (\d+)", text)
    assert end
    path.write_text(text.replace(f"end: {end[1]}", f"end: {DIGEST.index('1236')}"), encoding="utf-8")
    found = [one for one in cengji.open(cases=[path], only=True).check().errors if one.check == "outside-the-part"]
    assert [one.place.rpartition(": ")[2] for one in found] == ["groups[0].evidence", "policies[0].evidence"]


def test_a_part_that_no_longer_stands_there_is_told_with_its_evidence(folder: Path, anchored: list[Path]) -> None:
    (folder / "sources" / "digest.txt").write_text("按：\n" + DIGEST, encoding="utf-8")
    check = cengji.open(cases=anchored, only=True).check(folder / "sources")
    assert check.evidence_states == {"moved": 8}
    assert {one.thing for one in check.evidence if one.thing.startswith(CASE)} == {f"{CASE}gusu-part", f"{CASE}wujiang-part"}


def test_two_descriptions_of_one_document_are_one_fault(anchored: list[Path], ontology: Ontology) -> None:
    path = anchored[1]
    path.write_text(path.read_text(encoding="utf-8").replace("两地做法", "两处做法"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cases(anchored, ontology.vocabulary)
    (fault,) = caught.value.faults
    assert (fault.path, fault.field, fault.problem, fault.remedy) == (
        str(path),
        "document",
        f"the document 'digest' is described differently in {anchored[0]}",
        "use one description in both",
    )


def test_one_document_under_two_keys_is_a_fault(anchored: list[Path], ontology: Ontology) -> None:
    path = anchored[1]
    path.write_text(path.read_text(encoding="utf-8").replace("  key: digest\n", ""), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cases(anchored, ontology.vocabulary)
    (fault,) = caught.value.faults
    assert (fault.path, fault.field) == (str(path), "document.sha256")


def test_the_document_is_one_node_with_a_part_a_case(anchored: list[Path]) -> None:
    graph = cengji.open(cases=anchored, only=True)
    assert graph.check().conforms
    rows = list(graph.query(f"SELECT ?g ?p {{ GRAPH ?g {{ <{DOCUMENT}> ?p ?o }} FILTER(?p != <{CJ}citesDocument>) }}"))
    assert {row[0].value for row in rows} == {DOCUMENTS}
    assert len({str(row[1]) for row in rows}) == len(rows)  # each property once
    parts = graph.query(
        f"""SELECT ?case ?title {{
            ?case <{CJ}documentedBy> <{DOCUMENT}> ; <{CJ}documentPart> ?part .
            ?part <http://purl.org/dc/terms/isPartOf> <{DOCUMENT}> ; <http://purl.org/dc/terms/title> ?title }} ORDER BY ?case"""
    )
    assert [(row[0].value, row[1].value) for row in parts] == [(f"{CASE}gusu-part", "一张网管到底"), (f"{CASE}wujiang-part", "融入式党建")]
    told = graph.query("documents")
    listed = [*zip(told["part"], told["evidence"], strict=True)]
    assert listed == [("一张网管到底", 3), ("融入式党建", 3)]


def test_one_case_is_exported_with_the_document_but_without_what_another_finds_cited(anchored: list[Path]) -> None:
    graph = cengji.open(cases=anchored, only=True)
    nquads = graph.export("nq", case="gusu-part").decode()
    assert f"<{DOCUMENT}> <http://purl.org/dc/terms/title>" in nquads
    assert f"<{ID}gusu-part/document/part> <http://purl.org/dc/terms/title>" in nquads
    assert "wujiang" not in nquads


def test_the_order_of_the_files_changes_no_byte(folder: Path, anchored: list[Path]) -> None:
    builds = [folder / "one", folder / "other"]
    for cases, out in ((anchored, builds[0]), (anchored[::-1], builds[1])):
        cengji.build(cases=cases, only=True, out=out)
    for name in ("graph.nq", "graph.trig", "index.html"):
        assert (builds[0] / name).read_bytes() == (builds[1] / name).read_bytes()


def test_a_part_is_drafted_as_a_case_that_passes_the_check(folder: Path) -> None:
    sources = folder / "sources"
    case = cengji.Case.draft(sources / "digest.txt", part=WUJIANG)
    assert case.path.name == "digest-wujiang.yaml"
    assert "姑苏区" not in case.text and "1236" not in case.text
    path = case.write(folder / case.path.name)
    check = cengji.open(cases=[path], only=True).check(sources)
    assert (check.conforms, set(check.evidence_states)) == (True, {"ok"})
    with pytest.raises(InputError, match="prints no '吴江市：' with '。' after it"):
        cengji.Case.draft(sources / "digest.txt", part=("吴江市：", "。"))


def test_a_part_is_printed_as_it_is_quoted_from(folder: Path) -> None:
    document = cengji.clean(folder / "sources" / "digest.txt", part=WUJIANG)
    assert document.text == DIGEST[DIGEST.index("江苏省苏州市吴江区") : -1]
    assert document.raw == DIGEST
