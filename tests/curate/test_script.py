"""The script of the curator's page: formatted, linted, typed, and its units under Node."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, need
from tests.system_packages import PAGE_TOOLS
from tests.view.test_script import run

PACKAGE = ROOT / "graph" / "cengji"
CONFIG = Path("..") / ".." / "view" / "page"
pytestmark = pytest.mark.foreign


@pytest.mark.parametrize(
    "command",
    [
        ["prettier", "--config", str(CONFIG / ".prettierrc"), "--check", "index.html", "tsconfig.json", "script"],
        ["eslint", "-c", str(CONFIG / "eslint.config.js"), "--max-warnings=0", "."],
        ["tsc"],
    ],
    ids=lambda command: command[0],
)
def test_the_modules_pass(command: list[str], tmp_path: Path) -> None:
    need("the npm packages of the page", PAGE_TOOLS.is_dir())
    for room in ("curate", "view"):
        left_out = shutil.ignore_patterns("node_modules", "*.py", "__pycache__")
        shutil.copytree(PACKAGE / room / "page", tmp_path / room / "page", ignore=left_out)
    (tmp_path / "node_modules").symlink_to(PAGE_TOOLS)
    run([str(PAGE_TOOLS / ".bin" / command[0]), *command[1:]], tmp_path / "curate" / "page")


def test_the_units_pass_under_node() -> None:
    need("node", shutil.which("node"))
    run(["node", "--test", str(ROOT / "tests" / "curate" / "script" / "units.test.mjs")], ROOT)
