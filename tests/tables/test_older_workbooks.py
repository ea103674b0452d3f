"""Workbooks of older forms, as LibreOffice writes them: what their cells with errors are told, and the zeros that formats show."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import cengji
from cengji.core.errors import InputError
from cengji.tables.binary_sheets import find_binary_errors
from cengji.tables.hidden import find_hidden
from tests.conftest import need

ERRORS = {"C3": "=1/0", "B4": "=NA()", "C5": "=NOSUCHNAME(1)", "A6": "#N/A"}


@pytest.mark.foreign
def test_cells_with_errors_are_told_in_every_form(tmp_path: Path) -> None:
    need("LibreOffice (libreoffice-calc-nogui)", shutil.which("soffice"))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("名称", "上级", "人数"), ("甲街道", None, 5), *((name, "甲街道", 3) for name in ("乙社区", "丙社区", "丁社区", "戊社区"))):
        sheet.append(row)
    for cell, formula in ERRORS.items():
        sheet[cell] = formula
    sheet["D2"], sheet["D2"].number_format = 10203, "000000"
    book.save(tmp_path / "list.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("xls", "ods", "xlsx:Calc MS Excel 2007 XML"):
        command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(tmp_path / "saved"), str(tmp_path / "list.xlsx")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
    shutil.copy(tmp_path / "saved" / "list.xls", tmp_path / "saved" / "list.et")
    for suffix in ("xls", "et", "ods", "xlsx"):
        found = cengji.read_tables([tmp_path / "saved" / f"list.{suffix}"])
        told = [str(fault).partition(".")[2].partition(" — ")[0] for fault in found.faults]
        assert told == [f"{suffix}: Sheet!{cell}: holds an error" for cell in ERRORS], found.faults
        assert [note.rpartition(" ")[2] for note in found.notes] == ["D"], found.notes
        assert find_hidden((tmp_path / "saved" / f"list.{suffix}").read_bytes())["Sheet"].padded == ((1, 3, 6),)


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record of an .xlsb file: kind and length in sevens of bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content) & 127 | 128, len(content) >> 7]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(rows: list[list[str | None]]) -> bytes:
    """Return an .xlsb file of texts, None for a cell with the error #N/A; calamine, which reads it, knows the form as well."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)) + record(145)
    for at, row in enumerate(rows):
        sheet += record(0, struct.pack("<I", at) + bytes(21))
        for column, text in enumerate(row):
            cell = struct.pack("<II", column, 0)
            sheet += record(3, cell + b"\x2a") if text is None else record(6, cell + wide(text))
    sheet += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("名单")) + record(144) + record(132)
    link = b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + link
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", links + b'Target="worksheets/sheet1.bin"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return file.getvalue()


def test_errors_of_binary_workbooks_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsb"
    path.write_bytes(binary_workbook([["名称", "上级"], ["甲街道", ""], ["乙社区", None], ["丙社区", "甲街道"]]))
    found = cengji.read_tables([path])
    assert [str(fault).partition(": ")[2].partition(" — ")[0] for fault in found.faults] == ["名单!B3: holds an error"]


ROWS: list[list[str | None]] = [["名称", "上级"], ["甲街道", ""], ["乙社区", None], ["丙社区", "甲街道"]]


def with_sheet(change: Callable[[bytes], bytes]) -> zipfile.ZipFile:
    """Return the archive of a binary workbook whose sheet is changed."""
    whole, changed = zipfile.ZipFile(io.BytesIO(binary_workbook(ROWS))), io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name in whole.namelist():
            held = whole.read(name)
            archive.writestr(name, change(held) if "sheet1" in name else held)
    return zipfile.ZipFile(changed)


def test_a_binary_sheet_is_whole_or_refused() -> None:
    size = len(zipfile.ZipFile(io.BytesIO(binary_workbook(ROWS))).read("xl/worksheets/sheet1.bin"))
    assert list(find_binary_errors(with_sheet(bytes))) == [("名单", ((2, 1),))]
    last = size - len(record(146) + record(130))
    start = len(record(129) + record(148, bytes(16)) + record(145))
    for cut in range(start, last + 1):
        with pytest.raises(ValueError, match=r"cut off|too short"):
            list(find_binary_errors(with_sheet(lambda held, cut=cut: held[:cut])))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (record(14, b"\x2a"), "short cells are not read"),
        (record(62, struct.pack("<II", 0, 0) + wide("甲")), "rich text in cells is not read"),
        (record(0, struct.pack("<I", 1) + bytes(21)), "row 2 below row 4"),
        (record(3, struct.pack("<II", 1 << 20, 0) + b"\x2a"), "a cell stands nowhere"),
    ],
)
def test_what_no_reader_of_binary_sheets_reads_is_refused(added: bytes, said: str, tmp_path: Path) -> None:
    archive = with_sheet(lambda held: held.replace(record(146), added + record(146)))
    with pytest.raises(ValueError, match=said):
        list(find_binary_errors(archive))
    path = tmp_path / "list.xlsb"
    assert archive.fp is not None
    archive.fp.seek(0)
    path.write_bytes(archive.fp.read())
    with pytest.raises(InputError, match=said):
        cengji.read_tables([path])
