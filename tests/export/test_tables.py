"""CSV, XLSX and Parquet read back by other programs: equal cells, right counts, and nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyoxigraph as ox
import pytest

from cengji.core.errors import InputError
from cengji.core.neutralize import neutralize_cell
from cengji.dataset import Dataset, Ontology
from cengji.export import FORMATS, Sheet, tables_of, tabulate_answer, write, write_answer, write_files
from cengji.export.sheets import Column
from cengji.export.workbook import headings_of, sheets_for_people, title_of
from cengji.export.xlsx import write_xlsx
from tests.export.conftest import LABELS, hostile


@pytest.fixture(scope="module")
def tables(two_cases: Dataset) -> dict[str, Sheet]:
    """The two cases as tables, by name."""
    return {sheet.name: sheet for sheet in tables_of(two_cases)}


def read_csv(content: bytes) -> list[tuple[str, ...]]:
    """Read CSV by RFC 4180 with Python's reader."""
    return [tuple(row) for row in csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)]


def test_csv_holds_the_tables_to_the_character(two_cases: Dataset, tables: dict[str, Sheet]) -> None:
    files = write_files(two_cases, "csv")
    assert files.keys() == {*(f"{name}.csv" for name in tables), "csv-metadata.json", "datapackage.json"}
    for name, sheet in tables.items():
        assert read_csv(files[f"{name}.csv"]) == [tuple(column.name for column in sheet.columns), *sheet.texts]
        assert files[f"{name}.csv"].count(b"\r\n") == len(sheet.rows) + 1


def test_archive_holds_the_same_files_and_no_clock(two_cases: Dataset) -> None:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(write(two_cases, "csv"))))
    assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == write_files(two_cases, "csv")
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_metadata_describes_every_column(two_cases: Dataset, tables: dict[str, Sheet], ontology: Ontology) -> None:
    metadata = json.loads(write_files(two_cases, "csv")["csv-metadata.json"])
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [table["url"] for table in metadata["tables"]] == [f"{name}.csv" for name in tables]
    for table, sheet in zip(metadata["tables"], tables.values(), strict=True):
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == [column.name for column in sheet.columns]
        assert [column.get("propertyUrl", "") for column in columns] == [column.property for column in sheet.columns]
        assert all(column.get("suppressOutput") is True for column in columns if "propertyUrl" not in column)
    figures = next(table for table in metadata["tables"] if table["url"] == "Figure.csv")
    bound = next(column for column in figures["tableSchema"]["columns"] if column["name"] == "lowerBound")
    iri = "https://w3id.org/cengji/ontology#lowerBound"
    label = ontology.term_labels[iri]
    names = {"und": "lowerBound", "en": label.en, "zh": label.zh}
    assert bound == {"name": "lowerBound", "titles": names, "datatype": "decimal", "propertyUrl": iri}


def test_workbook_is_arranged_for_people_and_holds_every_cell(two_cases: Dataset, tables: dict[str, Sheet], ontology: Ontology) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write(two_cases, "xlsx"))))
    shown = sheets_for_people(list(tables.values()))
    assert book.sheetnames == ["cover 封面", "columns 列", *(title_of(sheet, ontology.term_labels) for sheet in shown)]
    assert "Figure 数字" in book.sheetnames
    for sheet in shown:
        page = book[title_of(sheet, ontology.term_labels)]
        assert page.freeze_panes == ("C3" if len(sheet.columns) > 2 else "A3")
        assert (page.page_setup.orientation, page.page_setup.fitToHeight, page.print_title_rows) == ("landscape", 0, "$1:$2")
        kinds = [column.kind == "iri" for column in sheet.columns]
        assert kinds == sorted(kinds), "words first, IRIs last"
        headings = headings_of(sheet, ontology.term_labels)
        assert [cell.value or "" for cell in page[1]] == [f"{one.zh}\n{one.en}".strip() for one in headings]
        assert not [column.name for column, one in zip(sheet.columns, headings, strict=True) if not (one.zh and one.en)]
        read = [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=2)]
        assert read[0] == tuple(column.name for column in sheet.columns)
        expected = [tuple(in_excel(column, text) for column, text in zip(sheet.columns, row, strict=True)) for row in sheet.texts]
        assert read[1:] == expected
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "b"}
        single = [column.kind == "iri" and not column.separator for column in sheet.columns]
        for row in page.iter_rows(min_row=3):
            for cell, column in zip(row, single, strict=True):
                link = cell.hyperlink
                leads = "#".join(filter(None, (link.target, link.location))) if link else None
                assert leads == (cell.value if column and str(cell.value).startswith(("http://", "https://")) else None)
    assert sum(1 for _ in book["columns 列"].iter_rows()) == 1 + sum(len(sheet.columns) for sheet in shown)


def test_a_cell_leads_to_the_web_and_nowhere_else() -> None:
    iris = ("https://example.org/a#b", "javascript:alert(1)", "file:///etc/passwd", "internal:'a'!A1", "external:c:\\a.exe", "\\\\host\\a")
    iris = (*iris, "http://example.org/" + "a" * 3000)
    sheet = Sheet("a", (Column("iri", "iri"), Column("label", "string")), tuple(((iri,), (iri,)) for iri in iris))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx([sheet, replace(sheet, name="b")], {}))))
    page = book.worksheets[2]
    linked = [cell.value for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert linked == ["https://example.org/a#b"]


def test_selectors_and_checksums_stand_where_they_are_used(tables: dict[str, Sheet]) -> None:
    shown = {sheet.name: sheet for sheet in sheets_for_people(list(tables.values()))}
    assert tables.keys() - shown.keys() == {"TextPositionSelector", "Checksum"}
    folded = (
        ("Evidence", "hasSelector", "TextPositionSelector", ("start", "end")),
        ("SourceDocument", "checksum", "Checksum", ("checksumValue",)),
    )
    for source, link, target, names in folded:
        there = {row["iri"]: row for row in records(tables[target])}
        assert len(shown[source].rows) == len(tables[source].rows)
        for row in records(shown[source]):
            assert [row[name] for name in names] == [there[row[link]][name] if row[link] else "" for name in names]


def records(sheet: Sheet) -> list[dict[str, str]]:
    """Return the rows of a table by column."""
    return [dict(zip((column.name for column in sheet.columns), row, strict=True)) for row in sheet.texts]


def in_excel(column: Column, text: str) -> object:
    """Return the value of a cell as a spreadsheet holds it."""
    if not text:
        return None
    if column.kind in ("integer", "decimal") and not column.separator:
        return float(text) if Decimal(text) != int(float(text)) else int(float(text))
    return {"true": True, "false": False}.get(text, text) if column.kind == "boolean" else text


def test_parquet_is_typed_and_complete(two_cases: Dataset, tables: dict[str, Sheet], tmp_path: Path) -> None:
    for name, content in write_files(two_cases, "parquet").items():
        (tmp_path / name).write_bytes(content)
    assert {path.stem for path in tmp_path.iterdir()} == tables.keys()
    with duckdb.connect() as database:
        for name, sheet in tables.items():
            read = database.read_parquet(str(tmp_path / f"{name}.parquet")).fetchall()
            expected = [tuple(in_parquet(column, cell) for column, cell in zip(sheet.columns, row, strict=True)) for row in sheet.rows]
            assert read == expected, name


def in_parquet(column: Column, cell: tuple[str, ...]) -> object:
    """Return the values of a cell in the type of its column."""
    kinds: dict[str, Any] = {"integer": int, "decimal": float, "boolean": "true".__eq__, "date": date.fromisoformat}
    values = [kinds.get(column.kind, str)(text) for text in cell]
    return values if column.separator else values[0] if values else None


@pytest.mark.parametrize("name", LABELS)
def test_hostile_label_survives_every_table_and_runs_in_none(name: str, ontology: Ontology, tmp_path: Path) -> None:
    label = LABELS[name]
    dataset = hostile(label, ontology)
    files = write_files(dataset, "csv")
    assert label in {cell for row in read_csv(files["Place.csv"]) for cell in row}
    safe = write_files(dataset, "csv-excel")["Place.csv"]
    assert safe.startswith(b"\xef\xbb\xbf")
    cells = {cell for row in read_csv(safe[3:]) for cell in row}
    assert neutralize_cell(label) in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell[:1]]
    page = openpyxl.load_workbook(io.BytesIO(b"".join(write(dataset, "xlsx"))))["Place 地方"]
    held = [cell for row in page.iter_rows() for cell in row if label in (cell.value, unescaped(cell.value))]
    assert len(held) == 3
    assert {cell.data_type for cell in held} == {"s"}
    (tmp_path / "p.parquet").write_bytes(write_files(dataset, "parquet")["Place.parquet"])
    with duckdb.connect() as database:
        rows = database.read_parquet(str(tmp_path / "p.parquet")).project("prefLabel_zh").fetchall()
    assert (label,) in rows


def unescaped(value: object) -> object:
    """Undo what OOXML does to ``_x0041_``, which openpyxl leaves to its caller."""
    from openpyxl.utils.escape import unescape

    return unescape(value) if isinstance(value, str) else value


def test_text_too_long_for_a_cell_is_refused_with_its_place() -> None:
    sheet = Sheet("Place", (Column("iri", "iri"), Column("label", "string")), ((("urn:x:a",), ("长" * 32_768,)),))
    with pytest.raises(
        InputError, match=r"^sheet Place:2: label: a text of 32,768 characters is too long for a cell, which holds 32,767 — "
    ):
        write_answer(sheet, "xlsx").__next__()


def test_number_that_a_spreadsheet_would_round_stays_text() -> None:
    sheet = tabulate_answer(
        "n", ["n"], [(ox.Literal("0.1234567890123456789", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),)]
    )
    page = openpyxl.load_workbook(io.BytesIO(b"".join(write_answer(sheet, "xlsx")))).active
    assert page is not None
    assert [row[0].value for row in page.iter_rows()] == ["n", "0.1234567890123456789"]


def test_control_characters_survive_in_a_workbook() -> None:
    sheet = tabulate_answer("n", ["n"], [(ox.Literal("a\x0bb\x00c"),)])
    page = openpyxl.load_workbook(io.BytesIO(b"".join(write_answer(sheet, "xlsx")))).active
    assert page is not None
    assert unescaped(page["A2"].value) == "a\x0bb\x00c"


def test_formats_of_tables_are_these() -> None:
    assert [name for name, one in FORMATS.items() if one.answer] == ["csv", "csv-excel", "xlsx", "parquet"]
