"""Workbooks of older forms, as LibreOffice writes them: what their cells with errors are told."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import cengji
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
        assert found.notes == ()
