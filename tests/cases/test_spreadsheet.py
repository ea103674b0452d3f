"""Workbooks: case → XLSX → case loses nothing, the bytes stay the same, and no cell can run."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cengji.cases import Case, load_cases
from cengji.cases.comments import comments_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import Tree, read_tree
from cengji.cases.workbook import read_workbook, write_workbook
from cengji.cases.workbook.headings import COLUMNS, COMMENT, GUIDE, LISTS, SHEETS, heading
from cengji.cases.workbook.sheets import all_sheets
from cengji.cases.writer import write_case
from cengji.core.errors import InputError
from cengji.core.resources import case_files
from cengji.dataset import Ontology, build_dataset
from cengji.export import write_rdf
from tests.cases.command import HERE, cengji

SIXTH = HERE / "sixth" / "yunxi.yaml"
WUJIANG = next(path for path in case_files() if path.stem == "wujiang")
OTHERS = [pytest.param(path, marks=pytest.mark.slow) for path in case_files() if path != WUJIANG]
CASES = [WUJIANG, SIXTH, HERE / "two_streets.yaml", *OTHERS]
HOSTILE = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "'quoted",
    "007",
    "1.4万",
    "3—4个",
    " spaced ",
    " ",
    "\x9f",
    "_x0041_",
    "<b>&amp;",
    "TRUE",
    "\u202e反",
]


def workbook(path: Path, ontology: Ontology) -> tuple[Tree, dict[str, Any], bytes]:
    text = path.read_text(encoding="utf-8")
    tree = read_tree(text.encode(), str(path))
    value = expand_case(tree.value)
    return tree, value, write_workbook(value, comments_of(text, tree), ontology.labels)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_round_trip_loses_nothing(path: Path, ontology: Ontology) -> None:
    tree, _, content = workbook(path, ontology)
    read = read_workbook(content, "book.xlsx", ontology.vocabulary)
    text = write_case(read.value, read.comments)
    again = read_tree(text.encode(), "again.yaml")
    old, new = Case.model_validate(tree.value), Case.model_validate(again.value)
    assert (new, read.notes) == (old, ())
    assert comments_of(text, again) == comments_of(path.read_text(encoding="utf-8"), tree), "comments"
    assert write_workbook(expand_case(again.value), comments_of(text, again), ontology.labels) == content, "a second time"


def test_the_graph_of_a_case_is_the_same(tmp_path: Path, ontology: Ontology) -> None:
    """As a user would try it: out by `to-xlsx`, in by `from-xlsx`, built: the same graph.nq; packaged by its key, or a file."""
    for case, path in (("wujiang", WUJIANG), (SIXTH, SIXTH)):
        book, back = tmp_path / f"{path.stem}.xlsx", tmp_path / f"{path.stem}.yaml"
        for arguments in (("to-xlsx", case, "-o", book), ("from-xlsx", book, "-o", back)):
            done = cengji("case", *arguments)
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert graph_of(back, ontology) == graph_of(path, ontology)


def graph_of(path: Path, ontology: Ontology) -> bytes:
    return write_rdf(build_dataset((loaded.case for loaded in load_cases([path], ontology.vocabulary)), ontology), "nq")


def test_bytes_do_not_depend_on_hash_seed_or_time(tmp_path: Path) -> None:
    assert cengji("case", "to-xlsx", HERE / "two_streets.yaml", "-o", tmp_path / "here.xlsx").returncode == 0
    program = "import sys; from cengji.cli import cengji; cengji(['case', 'to-xlsx', sys.argv[1], '-o', sys.argv[2]])"
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "UTC+9"}
    subprocess.run([sys.executable, "-c", program, HERE / "two_streets.yaml", tmp_path / "there.xlsx"], env=environment, check=True)
    contents = [(tmp_path / f"{name}.xlsx").read_bytes() for name in ("here", "there")]
    assert contents[0] == contents[1]
    with zipfile.ZipFile(io.BytesIO(contents[0])) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml").decode())) == {"2000-01-01T00:00:00Z"}


def hostile_case() -> dict[str, Any]:
    value = expand_case(read_tree((HERE / "two_streets.yaml").read_bytes(), "two_streets.yaml").value)
    value["places"][0] |= {"aliases": HOSTILE, "label": {"zh": "=1+1", "en": '=HYPERLINK("http://evil.example")'}}
    value["places"][1] |= {"evidence": [{"text": text} for text in HOSTILE]}
    value["figures"][0] |= {"written": "=A1", "value": Decimal("76.90")}
    value["figures"][1] |= {"value": Decimal("0.000000000001"), "precision": Decimal("12345678901234567890.5")}
    return value


def test_hostile_texts_come_back_and_no_cell_runs(ontology: Ontology) -> None:
    value = hostile_case()
    content = write_workbook(value, {(): ["=1+1", "# twice"], ("places", 0): ["", " indented"]}, ontology.labels)
    read = read_workbook(content, "book.xlsx", ontology.vocabulary)
    assert Case.model_validate(read.value) == Case.model_validate(value)
    assert read.comments == {(): ["=1+1", "# twice"], ("places", 0): ["", " indented"]}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(all_sheets()) + 2
        for name in sheets[:-1]:
            assert not re.search(rb"<f[ >]|<hyperlink", archive.read(name)), f"{name} has a formula or a link"
        formulas = re.findall("<f>(.*?)</f>", re.sub(r"\d+", "1", archive.read(sheets[-1]).decode()))
        assert set(formulas) <= {f'IF({name}!$A1="","",{name}!$A1&amp;" "&amp;{name}!$B1)' for name, *_ in SHEETS.values()}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets[:-1]:
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_numbers_are_numbers_where_that_loses_nothing(ontology: Ontology) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(hostile_case(), {}, ontology.labels)))["数字"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    values = [[sheet.cell(row, columns[name]).value for name in ("value", "precision", "written", "evidence.text")] for row in range(3, 7)]
    assert values == [
        ["76.90", None, "=A1", "1.4万余家茶馆"],
        [1e-12, "12345678901234567890.5", "76.90%", "76.90%"],
        [3, None, "3个", "3个街道"],
        [2, None, "2个", "2个街道"],
    ]


def test_each_text_that_no_cell_gives_back_is_named(ontology: Ontology) -> None:
    value = hostile_case()
    value["places"][0]["aliases"] = ["x" * 200] * 200
    value["places"][1]["label"]["en"] = "a x005F_ b"
    value["places"][2]["label"]["zh"] = "\uffff"
    with pytest.raises(InputError) as refused:
        write_workbook(value, {}, ontology.labels)
    assert str(refused.value).splitlines() == [
        "workbook: 地点!D3: aliases: a cell holds 32,767 characters, not 40,199 — shorten it",
        "workbook: 地点!C4: label.en: the text holds 'x005F_', which no workbook gives back — keep this case as YAML",
        "workbook: 地点!B5: label.zh: the text holds '\\uffff', which no workbook gives back — keep this case as YAML",
    ]


@pytest.fixture(scope="module")
def book(ontology: Ontology) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(HERE / "two_streets.yaml", ontology)[2]), data_only=True)


def test_a_sheet_a_section_with_frozen_headings_in_both_languages(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [GUIDE, *(zh for zh, _, _ in SHEETS.values()), LISTS]
    assert book[LISTS].sheet_state == "hidden"
    for sheet in all_sheets():
        page = book[SHEETS[sheet.section][0]]
        assert page.freeze_panes == ("C3" if len(sheet.owners) == 2 else "B3")
        headings = [(one.value, two.value) for one, two in zip(page[1], page[2], strict=True)]
        assert headings == [(heading(column.name)[0], column.name) for column in sheet.all_columns]
        helped = [cell.comment.text for cell in page[1] if cell.comment]
        assert len(helped) == len(headings) - 1, "every column but the curator's own says what it takes"
        assert all(heading(column.name)[2] in " ".join(helped) for column in sheet.all_columns if column.name != COMMENT)


def test_every_heading_is_used() -> None:
    names = {column.name for sheet in all_sheets() for column in sheet.all_columns}
    assert set(COLUMNS) == {name if name in COLUMNS else name.rpartition(".")[0] for name in names}
    assert [sheet.section for sheet in all_sheets()] == list(SHEETS)


def test_drop_downs_offer_the_schemes_the_own_concepts_and_the_keys(book: openpyxl.Workbook, ontology: Ontology) -> None:
    offered = dict(_offers(book, "组织"))
    assert offered["status"] == ["disputed 有争议", "inferred 推断", "stated 明示"]
    kinds = {*ontology.vocabulary.schemes["body-kind"], "tea-house-party-branch"}
    assert [word.split(" ")[0] for word in offered["kind"]] == sorted(kinds)
    assert "tea-house-party-branch 茶馆党支部" in offered["kind"]
    assert [word.partition(" ")[0] for word in offered["place"]] == ["shuangxi", "east-street", "west-street"]
    assert offered["place"][0] == "shuangxi 双溪区"
    assert book["组织"]["F3"].value in offered["place"]
    assert [word.partition(" ")[0] for word in offered["parent"]] == [
        "east-street-committee", "tea-house-branch", "community-committees", "tea-house-branches", "streets-before", "streets-after",
        "east-branches", "west-branches",
    ]  # fmt: skip
    assert dict(_offers(book, "地点"))["division"] == ["TRUE", "FALSE"]
    for sheet in all_sheets():
        chosen = {name for name, _ in _offers(book, SHEETS[sheet.section][0])}
        wanted = {c.name for c in sheet.all_columns if c.scheme or c.sections or c.kind == "boolean"}
        assert chosen == wanted


def _offers(book: openpyxl.Workbook, title: str) -> list[tuple[str, list[str]]]:
    """Return the words that each column with a drop-down offers."""
    found = []
    for rule in book[title].data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        source = rule.formula1
        if source.startswith('"'):
            words = source.strip('"').split(",")
        else:
            name, cells = re.findall(r"(\w+)!(\$\w+\$\d+:\$\w+\$\d+)", source)[0]
            words = [row[0].value for row in book[name][cells.replace("$", "")] if row[0].value]
        assert area.min_row == 3
        found.append((book[title].cell(2, area.min_col).value, words))
    return found


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    for missing, arguments in (("xlsxwriter", ["to-xlsx", SIXTH]), ("openpyxl", ["from-xlsx", tmp_path / "a.xlsx"])):
        monkeypatch.setitem(sys.modules, missing, None)
        done = cengji("case", *arguments)
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr == f"cengji: {missing} is not installed: pip install 'cengji[xlsx]' brings it\n"
