"""The page's script: formatted, linted, typed, and its units under Node."""

from __future__ import annotations

import base64
import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cengji.cases.correction import Correction, correct
from cengji.core.resources import case_files
from cengji.view import page
from cengji.view.page.packed import pack
from tests.conftest import ROOT, need
from tests.system_packages import PAGE_TOOLS
from tests.view.rich import rich_graph
from tests.view.test_page import data_of

PAGE = ROOT / "graph" / "cengji" / "view" / "page"
pytestmark = pytest.mark.foreign


def run(command: list[str], folder: Path, **variables: str) -> None:
    """Run a command and fail with what it prints."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command", [["prettier", "--check", "."], ["eslint", "--max-warnings=0", "."], ["tsc"]], ids=lambda command: command[0]
)
def test_the_modules_pass(command: list[str], tmp_path: Path) -> None:
    need("the npm packages of the page", PAGE_TOOLS.is_dir())
    shutil.copytree(PAGE, tmp_path / "page", ignore=shutil.ignore_patterns("node_modules", "*.py", "__pycache__"))
    (tmp_path / "page" / "node_modules").symlink_to(PAGE_TOOLS)
    run([str(PAGE_TOOLS / ".bin" / command[0]), *command[1:]], tmp_path / "page")


def test_the_units_pass_under_node(tmp_path: Path) -> None:
    need("node", shutil.which("node"))
    need("the npm packages of the page", PAGE_TOOLS.is_dir())
    data, packed = tmp_path / "data.json", tmp_path / "packed.json"
    tables = data_of(page(rich_graph()))
    data.write_text(json.dumps(tables), encoding="utf-8")
    body, head = pack(tables)
    packed.write_text(json.dumps({"head": str(head), "text": base64.b64encode(gzip.compress(body)).decode()}), encoding="utf-8")
    tests = sorted(map(str, (ROOT / "tests" / "view" / "script").glob("*.test.mjs")))
    assert len(tests) == 13
    files = {"CENGJI_PAGE_DATA": str(data), "CENGJI_PAGE_PACKED": str(packed), "CENGJI_PAGE_TOOLS": str(PAGE_TOOLS.parent)}
    run(["node", "--test", *tests], ROOT, **files)


def test_what_the_page_offers_to_correct_is_what_the_case_files_say(packaged_page: Path, tmp_path: Path) -> None:
    need("node", shutil.which("node"))
    data = tmp_path / "data.json"
    data.write_text(json.dumps(data_of(packaged_page.read_text(encoding="utf-8"))), encoding="utf-8")
    script = ROOT / "tests" / "view" / "script" / "corrections.mjs"
    printed = subprocess.run(
        ["node", str(script)], cwd=ROOT, capture_output=True, check=True, env={**os.environ, "CENGJI_PAGE_DATA": str(data)}
    ).stdout
    offered = [Correction(case, path, value, value) for case, path, value in json.loads(printed) if value]
    assert len(offered) > 5000
    for file in case_files():
        mine = [one for one in offered if one.case == file.stem]
        found = correct(file.read_text(encoding="utf-8"), file.name, mine)
        assert (found.changes, found.already) == ((), len(set(mine)))
