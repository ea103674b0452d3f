"""LibreOffice, as a stand-in for a curator's program, opens a workbook and saves it with nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cengji.cases import load_cases
from cengji.cases.comments import comments_of
from cengji.cases.shorthand import expand_case
from cengji.cases.tree import read_tree
from cengji.cases.workbook import read_workbook, write_workbook
from cengji.core.resources import case_files
from cengji.dataset import Ontology
from tests.conftest import need

pytestmark = pytest.mark.foreign


def test_a_workbook_saved_by_libreoffice_says_the_same(tmp_path: Path, ontology: Ontology) -> None:
    need("LibreOffice (libreoffice-calc-nogui)", shutil.which("soffice"))
    path = next(path for path in case_files() if path.stem == "wujiang")
    text = path.read_text(encoding="utf-8")
    tree = read_tree(text.encode(), str(path))
    value = expand_case(tree.value)
    (tmp_path / "wujiang.xlsx").write_bytes(write_workbook(value, comments_of(text, tree), ontology.labels))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    done = subprocess.run([*command, str(tmp_path / "wujiang.xlsx")], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stdout + done.stderr
    read = read_workbook((tmp_path / "saved" / "wujiang.xlsx").read_bytes(), "saved.xlsx", ontology.vocabulary)
    assert (read.value, read.comments, read.notes) == (value, comments_of(text, tree), ())


def test_the_case_is_one_that_the_test_can_tell_apart(ontology: Ontology) -> None:
    """What LibreOffice could spoil is in the case: numbers of many digits, digits as text, several lines in a cell."""
    (loaded,) = load_cases([path for path in case_files() if path.stem == "wujiang"], ontology.vocabulary)
    assert any(figure.value is not None and figure.value > 10**9 for figure in loaded.case.figures)
    assert any(place.code for place in loaded.case.places)
    assert any(len(item.evidence) > 1 for _, item in loaded.case.items())
