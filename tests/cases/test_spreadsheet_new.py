"""`cengji case new`: a file whose only faults are its blanks, and which builds once they are filled."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from cengji.cases.blank_case import write_blank_case
from cengji.cases.case import Case
from cengji.cases.comments import comments_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.workbook.sheets import all_sheets
from tests.cases.command import cengji

BLANKS = [
    "title.zh",
    "document.title",
    "document.kind",
    "document.sha256",
    "document.characters",
    "places[0].label.zh",
]


def faults(stderr: str, path: str) -> list[str]:
    """Return the fields of the faults told of a file."""
    return re.findall(rf"^{re.escape(path)}:\d+: (\S+): is empty — write it, or leave the key out$", stderr, re.MULTILINE)


def test_the_blanks_are_the_only_faults_and_filled_in_it_builds(tmp_path: Path) -> None:
    made = cengji("case", "new", "qingshan", cwd=tmp_path)
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr == "qingshan.yaml: fill in its blanks, then: cengji check --cases qingshan.yaml --only\n"
    told = cengji("check", "--cases", "qingshan.yaml", "--only", cwd=tmp_path)
    assert (told.returncode, faults(told.stderr, "qingshan.yaml")) == (3, BLANKS)
    assert told.stderr.splitlines()[-1] == "6 faults; nothing was written."
    path = tmp_path / "qingshan.yaml"
    text = path.read_text(encoding="utf-8").replace("{zh: , en: }", "{zh: 青山区, en: Qingshan}")
    filled = {"title": "报告", "kind": "news-report", "sha256": "0" * 64, "characters": "1200"}
    for field, value in filled.items():
        text = re.sub(rf"^(  {field}:)\s", rf"\1 {value} ", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    done = cengji("check", "--cases", "qingshan.yaml", "--only", cwd=tmp_path)
    assert (done.returncode, ": 0 errors, 0 warnings" in done.stderr.splitlines()[-1]) == (0, True), done.stderr


def test_with_the_document_at_hand_its_digest_and_length_are_filled_in(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("\ufeff青山区网格。\n".encode())
    assert cengji("case", "new", "qingshan", "--document", "report.txt", cwd=tmp_path).returncode == 0
    document = read_tree((tmp_path / "qingshan.yaml").read_bytes(), "qingshan.yaml").value["document"]
    assert (document["sha256"], document["characters"]) == (sha256((tmp_path / "report.txt").read_bytes()).hexdigest(), 7)


def test_every_section_and_field_is_there_once_its_mark_is_taken_away() -> None:
    text = re.sub(r"^#: (?=\s*[-a-z]+[a-z_-]*:|\s+- )", "", write_blank_case("qingshan"), flags=re.MULTILINE)
    value = read_tree(text.encode(), "qingshan.yaml").value
    assert list(value) == list(Case.model_fields)
    for sheet in all_sheets():
        if sheet.path and sheet.section != "concepts":
            held = value
            for step in sheet.path:
                (held,) = held[step]
            fields = {column.path[0] for column in sheet.columns}
            assert fields == {name for name in held if not isinstance(held[name], list)}
            for column in sheet.columns:
                if len(column.path) > 1 and column.path[0] != "evidence":
                    assert column.path[1] in held[column.path[0]]


def test_the_help_is_not_taken_for_the_curators_remarks() -> None:
    text = write_blank_case("qingshan").replace("places:", "# mine\nplaces:")
    assert comments_of(text, read_tree(text.encode(), "qingshan.yaml")) == {("places", 0): ["mine"]}


def test_a_new_workbook_asks_for_the_same_blanks(tmp_path: Path) -> None:
    made = cengji("case", "new", "qingshan", "--xlsx", cwd=tmp_path)
    assert made.stderr == "qingshan.xlsx: fill it in, then: cengji case from-xlsx qingshan.xlsx -o qingshan.yaml\n"
    done = cengji("case", "from-xlsx", "qingshan.xlsx", cwd=tmp_path)
    named = re.findall(r"^qingshan\.xlsx: (\S+): (\S+): is missing — add it$", done.stderr, re.MULTILINE)
    assert (done.returncode, done.stdout) == (3, "")
    assert named == [
        ("案例!B3", "title.zh"), ("案例!D3", "document.title"), ("案例!G3", "document.kind"),
        ("案例!K3", "document.sha256"), ("案例!L3", "document.characters"), ("地点!B3", "label.zh"),
    ]  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "qingshan.xlsx")
    for (cell, _), value in zip(named, ["青山区", "报告", "news-report", "0" * 64, 1200, "青山区"], strict=True):
        sheet, _, place = cell.partition("!")
        book[sheet][place] = value
    book.save(tmp_path / "qingshan.xlsx")
    done = cengji("case", "from-xlsx", "qingshan.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert expand_case(read_tree(done.stdout.encode(), "-").value) == {
        "case": "qingshan",
        "title": {"zh": "青山区"},
        "document": {"title": "报告", "kind": "news-report", "sha256": "0" * 64, "characters": 1200},
        "places": [{"key": "qingshan", "label": {"zh": "青山区"}}],
    }


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "qingshan.yaml").write_text("mine", encoding="utf-8")
    done = cengji("case", "new", "qingshan", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "cengji: qingshan.yaml is there already; name another file with -o\n")
    assert (tmp_path / "qingshan.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("key", ["Qing", "a/b", "青山", "x" * 64, "../x"])
def test_a_key_that_is_none_is_refused(key: str, tmp_path: Path) -> None:
    done = cengji("case", "new", key, cwd=tmp_path)
    assert done.stderr == f"cengji: {key!r} is not a key: use 1 to 63 of the characters a-z, 0-9 and -\n"
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_a_faulty_case_makes_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("case: a\ntitle: 甲\nplaces: [{key: a}]\n", encoding="utf-8")
    done = cengji("case", "to-xlsx", "a.yaml", "-o", "a.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        "a.yaml:1: document: is missing — add it",
        "a.yaml:3: places[0].label: is missing — add it",
        "2 faults; nothing was written.",
    ]
    assert not (tmp_path / "a.xlsx").exists()
