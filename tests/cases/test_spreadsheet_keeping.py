"""A workbook written over the case file of which it knows less: anchors and comments that it lacks stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.api import Case
from cengji.cases.comments import comments_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.writer import write_case
from cengji.core.errors import CengjiWarning, InputError, UsageError
from tests.cases.command import cengji
from tests.conftest import ROOT

SIXTH = ROOT / "tests" / "cases" / "sixth" / "yunxi.yaml"
ANCHOR = {"start": 3, "end": 12, "sha256": "0" * 64}
REMARKS = {("groups", 1): ["of bamboo"], ("ladders", 0, "rungs", 1): ["the lower"], (): ["at the head"]}


def evidence_of(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Return every piece of evidence of a plain value with its shorthands written out."""
    if isinstance(value, list):
        return [found for one in value for found in evidence_of(one)]
    if not isinstance(value, dict):
        return []
    return [*value.get("evidence", []), *(found for name, one in value.items() if name != "evidence" for found in evidence_of(one))]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The workbook of a case that is not anchored."""
    path = tmp_path / "yunxi.xlsx"
    Case(SIXTH).to_xlsx(path)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The file of the case, since anchored and with remarks."""
    value = expand_case(read_tree(SIXTH.read_bytes(), "x").value)
    for one in evidence_of(value):
        one.update(ANCHOR)
    path = tmp_path / "yunxi.yaml"
    path.write_text(write_case(value, REMARKS), encoding="utf-8")
    return path


def test_what_the_workbook_lacks_stays_and_is_told(book: Path, case: Path) -> None:
    before = expand_case(read_tree(case.read_bytes(), "x").value)
    done = cengji("case", "from-xlsx", book.name, "-o", case.name, cwd=case.parent)
    assert (done.returncode, done.stderr) == (
        0,
        f"cengji: {case.name} keeps what the workbook lacks: the characters of {len(evidence_of(before))} pieces of evidence, 3 comments\n",
    )
    text = case.read_text(encoding="utf-8")
    tree = read_tree(text.encode(), "x")
    assert expand_case(tree.value) == before
    found = [line for lines in comments_of(text, tree).values() for line in lines]
    assert {line for lines in REMARKS.values() for line in lines} <= set(found)
    assert comments_of(text, tree)["ladders", 0, "rungs", 1] == ["the lower"]


def test_what_the_workbook_says_is_what_holds(book: Path, case: Path) -> None:
    text = SIXTH.read_text(encoding="utf-8")
    changed = case.with_name("changed.yaml")
    text = text.replace("evidence: 云栖竹海党建联盟", "evidence: 党建联盟").replace("    parent: village-committees\n", "")
    changed.write_text(text, encoding="utf-8")
    Case(changed).to_xlsx(book)
    with pytest.warns(CengjiWarning, match="keeps what the workbook lacks"):
        value = read_tree(Case.from_xlsx(book, keep=case).text.encode(), "x").value
    assert value["bodies"][0]["evidence"] == "党建联盟"
    assert "parent" not in value["groups"][1]
    assert all({*ANCHOR} <= one.keys() for one in evidence_of(expand_case(value)) if one["text"] != "党建联盟")


def test_entries_that_the_workbook_lacks_go_only_when_told(book: Path, case: Path) -> None:
    added = case.read_text(encoding="utf-8") + "exclusions:\n  - {evidence: 竹海, reason: 泛指}\n"
    case.write_text(added, encoding="utf-8")
    done = cengji("case", "from-xlsx", book.name, "-o", case.name, cwd=case.parent)
    assert done.returncode == 2
    assert "1 entry that the workbook lacks (exclusions/['竹海'])" in done.stderr
    assert case.read_text(encoding="utf-8") == added
    with pytest.warns(CengjiWarning, match="keeps what the workbook lacks"):
        assert "exclusions" not in Case.from_xlsx(book, keep=case, drop=True).text


def test_a_file_of_another_case_or_of_none_is_left_alone(book: Path, case: Path) -> None:
    other = case.with_name("other.yaml")
    other.write_text(case.read_text(encoding="utf-8").replace("case: yunxi", "case: another"), encoding="utf-8")
    with pytest.raises(UsageError, match="is of the case 'another'"):
        Case.from_xlsx(book, keep=other)
    other.write_text("a: [", encoding="utf-8")
    with pytest.raises(InputError):
        Case.from_xlsx(book, keep=other)
    done = cengji("case", "from-xlsx", book.name, "-o", other.name, cwd=case.parent)
    assert (done.returncode, other.read_text(encoding="utf-8")) == (3, "a: [")
