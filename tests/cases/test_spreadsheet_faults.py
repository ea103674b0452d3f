"""Faults of workbooks: all at once, by sheet and cell, with a remedy; hostile files refused within bounds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.workbook import read_workbook, write_workbook
from cengji.cases.workbook.sheets import all_sheets
from cengji.core.errors import InputError
from cengji.dataset import Ontology
from tests.cases.command import HERE, cengji

Change = Callable[[openpyxl.Workbook], None]


def column(section: str, field: str) -> str:
    """Return the letters of the column of a field."""
    sheet = next(sheet for sheet in all_sheets() if sheet.section == section)
    return get_column_letter([one.name for one in sheet.all_columns].index(field) + 1)


SINCE, EVIDENCE = column("measures", "since") + "4", column("figures", "evidence.text") + "6"


@pytest.fixture(scope="module")
def content() -> bytes:
    """The workbook of the small case that uses every part of the model."""
    value = expand_case(read_tree((HERE / "two_streets.yaml").read_bytes(), "two_streets.yaml").value)
    return write_workbook(value, {}, {})


@pytest.fixture
def faults_of(content: bytes, ontology: Ontology) -> Callable[[Change | bytes], list[str]]:
    """Read the workbook after a change, or other bytes; give the faults as printed, without the name of the file."""

    def read(change: Change | bytes) -> list[str]:
        try:
            read_workbook(change if isinstance(change, bytes) else changed(content, change), "b.xlsx", ontology.vocabulary)
        except InputError as error:
            return [str(fault).removeprefix("b.xlsx: ") for fault in error.faults]
        return []

    return read


def changed(content: bytes, change: Change) -> bytes:
    """Return the workbook as another program saves it after a change."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def plant(book: openpyxl.Workbook) -> None:
    """Plant fifteen faults, a kind each."""
    book["案例"]["D3"] = None
    book["案例"]["H3"] = "2031-02-30"
    book["概念"].append(["body-kinds", "lantern-count", "灯笼数", "Number of lanterns"])
    book["地点"]["C2"] = "lable.en"
    book["地点"].merge_cells("L5:M5")
    book["地点"]["G4"] = "subdistrickt 街道"
    book["组织"]["G3"] = "tea-house-branch"
    book["组织"]["F4"] = "east-stret"
    book["群体"]["A5"] = "west-street"
    book["级"]["B4"] = None
    book["级"].append(["partyy", "streets-before"])
    book["数字"]["C3"] = "一百六十八"
    book["数字"]["C4"] = "=C3*2"
    book["数字"][EVIDENCE] = "2个街道\n" + "长" * 25
    book["草稿"]["A1"] = "x"


FIFTEEN = f"""\
案例!D3: document.title: is missing — add it
案例!H3: document.published: '2031-02-30' is not a day of the calendar — write YYYY, YYYY-MM or YYYY-MM-DD
概念!A5: 'body-kinds' is not allowed here — use 'audience', 'body-kind', 'event-kind', 'generic-measure', 'indicator', 'line', \
'measure-function', 'measure-kind', 'relation', 'rule' or 'unit'
地点!C2: unknown column 'lable.en' — did you mean label.en or label.zh?
地点!G4: tier: the scheme tier has no 'subdistrickt' — did you mean subdistrict?
地点!L5: is merged (L5:M5) — unmerge it, and fill each cell
组织!G3: parent: 'east-street-committee' is its own ancestor (east-street-committee → tea-house-branch → east-street-committee) — \
correct one of these links
组织!F4: place: nothing in this case has the key 'east-stret' — did you mean east-street or west-street?
群体!A5: key: the key 'west-street' is taken (地点!A5, places) — give each item of a case a key of its own
级!B4: body: is missing — add it
级!A6: ladder: the sheet 层级 has no 'partyy' — did you mean party?
数字!C3: value: is a text ('一百六十八'), expected a number — write a number
数字!C4: value: holds a formula — write its value, or put ' before a text that begins with =
数字!{EVIDENCE}: evidence.text (line 2): has 25 characters, at most 24 may stand here — cut it to the words that say it
草稿: unknown sheet — see docs/spreadsheets.md; sheets whose name begins with # are yours
"""


def test_fifteen_planted_faults_are_named_by_sheet_and_cell(tmp_path: Path, content: bytes) -> None:
    def plant_all(book: openpyxl.Workbook) -> None:
        book.create_sheet("草稿")
        for sheet, row in (("事件", 3), ("群体", 6)):  # nothing else may refer to the key that is planted twice
            for cell in book[sheet][row]:
                cell.value = None if str(cell.value).split(" ")[0] == "streets-before" else cell.value
        book["群体"]["A6"] = "streets-after"
        book["数字"][column("figures", "about") + "5"] = "shuangxi"
        plant(book)

    path = tmp_path / "案例.xlsx"
    path.write_bytes(changed(content, plant_all))
    before = sorted(tmp_path.iterdir())
    done = cengji("case", "from-xlsx", path.name, "-o", "out.yaml", cwd=tmp_path)
    assert done.stderr.splitlines() == [*(f"案例.xlsx: {line}" for line in FIFTEEN.splitlines()), "15 faults; nothing was written."]
    assert (done.returncode, done.stdout, sorted(tmp_path.iterdir())) == (3, "", before)


def put(sheet: str, cell: str, value: object) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


def percent(sheet: str, cell: str) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = 0.965
        book[sheet][cell].number_format = "0.0%"

    return change


AS_TEXT = "set the format of the cell to text and write it again, as printed"
AS_NUMBER = "set the format of the cell to number and write the number"
KEPT = "of which spreadsheets keep only 15 — set the format of the cell to text and write it with all of its digits"
NOON = datetime(2030, 5, 1, 12)  # noqa: DTZ001 - spreadsheets know no zones


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (put("数字", "B3", 1.5), f"数字!B3: written: is the number 1.5, expected a text — {AS_TEXT}"),
        (put("数字", "B3", True), f"数字!B3: written: is TRUE, expected a text — {AS_TEXT}"),
        (put("数字", "C3", True), f"数字!C3: value: is TRUE, expected a number — {AS_NUMBER}"),
        (put("数字", "C3", NOON), f"数字!C3: value: is the date or time {NOON}, expected a number — {AS_NUMBER}"),
        (put("地点", "F3", NOON), f"地点!F3: division: is the date or time {NOON}, expected TRUE or FALSE — write TRUE or FALSE"),
        (put("数字", "C3", 12345678901234567), f"数字!C3: value: is a number of more than 15 digits, {KEPT}"),
        (put("地点", "E3", 1234567890123456789), f"地点!E3: code: is a number of more than 15 digits, {KEPT}"),
        (
            put("措施", SINCE, NOON),
            f"措施!{SINCE}: since: is the date or time {NOON}, expected a date as text, YYYY, YYYY-MM or YYYY-MM-DD — {AS_TEXT}",
        ),
        (percent("数字", "C3"), "数字!C3: value: is shown as 96.5% and holds 0.965 — format the cell as a number and write 96.5"),
        (percent("数字", "B3"), f"数字!B3: written: is the number 96.5%, expected a text — {AS_TEXT}"),
        (put("地点", "E3", 320508), f"地点!E3: code: is the number 320508, expected a text — {AS_TEXT}"),
        (put("数字", "C3", "#REF!"), "数字!C3: value: holds the error #REF! of the spreadsheet — write the value"),
        (put("数字", "BZ3", "x"), "数字!BZ2: is empty, but values stand below it — write the name of their field there, or remove them"),
        (put("地点", "F3", "是"), "地点!F3: division: is a text ('是'), expected true or false — write true or false"),
        (put("案例", "A4", "second"), "案例!A4: is a second case — keep one row here: a workbook holds one case"),
        (put("案例", "C2", "title.zh"), "案例!C2: the column title.zh stands twice — keep one of the two"),
        (
            put("其他层级", "B3", "tea-house"),
            "其他层级!B3: body: the sheet 级 has no 'tea-house' of 'party' — did you mean tea-house-branches?",
        ),
        (lambda book: setattr(book["说明"], "title", "places"), "地点: the sheet places is the same sheet — put the rows of both into one"),
        (put("地点", "Q4", 9), "地点!J4: evidence: ends before it starts — end must be greater than start"),
        (put("地点", "P4", None), "地点!J4: evidence: is anchored by halves — give start, end and sha256 together"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_fault_is_told_once_where_it_stands(change: Change, fault: str, faults_of: Callable[[Change | bytes], list[str]]) -> None:
    assert faults_of(change) == [fault]


@pytest.mark.parametrize(("sheet", "cell"), [("数字", "A2"), ("概念", "A3")])
def test_what_hangs_on_a_lost_cell_is_told_after_it(sheet: str, cell: str, faults_of: Callable[[Change | bytes], list[str]]) -> None:
    found = faults_of(put(sheet, cell, None))
    assert [fault for fault in found if fault.startswith(f"{sheet}!{cell}: ")] != []
    assert all(re.match(r"\w+![A-Z]+\d+: ", fault) for fault in found)


def test_what_a_person_may_change(content: bytes, ontology: Ontology) -> None:
    """Columns in another order, own columns and sheets, spaces about keys, dates as dates, words for truths: all read the same."""

    def change(book: openpyxl.Workbook) -> None:
        places = book["地点"]
        places.move_range("A1:A5", cols=30)
        places["A2"], places["A3"] = "# mine", "=1+1"
        places["F3"] = True
        book["组织"]["E4"] = " tea-house-party-branch  茶馆党支部 "
        book["措施"][SINCE] = datetime(2030, 1, 1)  # noqa: DTZ001 - spreadsheets know no zones
        book["措施"][SINCE].number_format = "yyyy"
        book["数字"]["C3"] = "14000"
        book["数字"]["C4"] = 0.1 + 0.2
        book.create_sheet("#笔记")["A1"] = "=1+1"
        book["事件"].row_dimensions[3].hidden = True
        book["关系"].title = "relations"

    before = read_workbook(content, "b.xlsx", ontology.vocabulary)
    after = read_workbook(changed(content, change), "b.xlsx", ontology.vocabulary)
    assert after.notes == ("事件: 1 hidden row was read as well",)
    assert (str(after.value["figures"][1]["value"]), after.value["measures"][1]["since"]) == ("0.3", "2030"), (
        "a date as exactly as its cell shows it"
    )
    for value in (before.value, after.value):
        value["figures"][1]["value"] = value["measures"][1]["since"] = ""
    assert after.value == before.value


def test_remarks_on_rows_of_their_own_belong_to_what_follows(content: bytes, ontology: Ontology) -> None:
    def change(book: openpyxl.Workbook) -> None:
        places = book["地点"]
        remark = next(cell.column for cell in places[2] if cell.value == "#")
        places.insert_rows(4)
        places.cell(4, remark).value = "between"
        places.cell(5, remark).value = "beside\n\nbelow"
        places.cell(9, remark).value = "last"

    read = read_workbook(changed(content, change), "b.xlsx", ontology.vocabulary)
    assert read.comments == {("places", 1): ["between", "beside", "", "below"], ("places", 2): ["last"]}


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """Return the workbook with parts of its archive replaced, added or (None) left out; ``__`` stands for / and ``_xml`` for .xml."""
    wanted = {name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): data for name, data in parts.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in wanted:
                new.writestr(name, old.read(name))
        for name, data in wanted.items():
            if data is not None:
                new.writestr(name, data)
    return packed.getvalue()


def sheet_with(cells: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def sheet_of(*cells: str) -> bytes:
    rows = ((cell, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in cells)
    return sheet_with("".join(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>' for cell, row in rows))


CASE_SHEET = "xl__worksheets__sheet2_xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"xl__vbaProject_bin": b"x"}, "holds macros — save it as .xlsx, which has none"),
        ({"xl__externalLinks__externalLink1_xml": b"<x/>"}, "refers to other workbooks — "),
        ({"xl__workbook_xml": None}, "is not an XLSX workbook — save it as an Excel workbook (.xlsx) without a password"),
        ({"xl__media__image1.png": b"\0" * (64 * 1024 * 1024)}, "unpacks to more than 1,000 parts or 67,108,864 bytes — "),
        ({f"xl__p{n}": b"" for n in range(1000)}, "unpacks to more than 1,000 parts or 67,108,864 bytes — "),
        ({"xl__sharedStrings_xml": DOCTYPE}, "declares XML entities in xl/sharedStrings.xml, or is not UTF-8 — "),
        ({"xl__sharedStrings_xml": DOCTYPE.decode().encode("utf-16")}, "declares XML entities in xl/sharedStrings.xml, or is not UTF-8 — "),
        ({CASE_SHEET: sheet_with("<row/>" * 1_000_000)}, "holds more than 1,000,000 XML tags — "),
        ({CASE_SHEET: b"<worksheet"}, "案例: cannot be read (ParseError: "),
        ({CASE_SHEET: sheet_with('<row r="2"><c r="A2" t="s"><v>999999</v></c></row>')}, "案例: cannot be read (IndexError: "),
        (
            {CASE_SHEET: sheet_of("A99999999")},
            "案例: A99999999 lies outside the 20,000 rows and 200 columns that are read, or out of order — ",
        ),
        ({CASE_SHEET: sheet_of("ZZZ2")}, "案例: ZZZ2 lies outside the 20,000 rows and 200 columns that are read, or out of order — "),
        ({CASE_SHEET: sheet_of("A9", "A3")}, "案例: row 3 lies outside the 20,000 rows and 200 columns that are read, or out of order — "),
    ],
    ids=["macros", "links", "none", "bomb", "parts", "entities", "utf-16", "tags", "no xml", "no string", "far row", "far column", "order"],
)
def test_hostile_archives_are_refused(
    parts: dict[str, bytes | None], fault: str, content: bytes, faults_of: Callable[[Change | bytes], list[str]]
) -> None:
    assert faults_of(repacked(content, **parts))[0].startswith(fault)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"key,label\n", b"\xd0\xcf\x11\xe0" + b"\0" * 600], ids=["empty", "cut", "csv", "xls"]
)
def test_what_is_no_workbook_is_refused(data: bytes, faults_of: Callable[[Change | bytes], list[str]]) -> None:
    assert faults_of(data) == ["is not an XLSX workbook — save it as an Excel workbook (.xlsx) without a password"]


def test_a_damaged_archive_is_refused(content: bytes, faults_of: Callable[[Change | bytes], list[str]]) -> None:
    (fault,) = faults_of(content[:2000] + bytes(500) + content[2500:])
    assert re.fullmatch(
        r"(is damaged in [\w/.]+: \w+|is not an XLSX workbook) — save it as an Excel workbook \(\.xlsx\) without a password", fault
    )


def test_a_huge_merged_area_costs_nothing(content: bytes, faults_of: Callable[[Change | bytes], list[str]]) -> None:
    merged = sheet_with("").replace(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert faults_of(repacked(content, **{CASE_SHEET: merged}))[0] == "案例!A1: is merged (A1:XFD1048576) — unmerge it, and fill each cell"


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    done = cengji("case", "from-xlsx", "nowhere.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        "nowhere.xlsx: cannot be read: No such file or directory — name a readable workbook",
        "1 fault; nothing was written.",
    ]
