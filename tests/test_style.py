"""The house style: linting, formatting and types, checked with the tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SNIPPET = """\
import cengji
graph = cengji.open()
reveal_type(graph)
reveal_type(graph.query('ladders')['label'])
reveal_type(graph.export('nq'))
reveal_type(graph.check().conforms)
reveal_type(cengji.Case('gusu').anchor('x').filled)
graph.export('nq', case=1)
graph.qery('ladders')
"""


def run(*command: str, **environment: str) -> tuple[int, str]:
    """Run a tool in the checkout; return its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_style(command: list[str]) -> None:
    code, printed = run("ruff", *command, "--no-cache")
    assert code == 0, printed


@pytest.mark.foreign
def test_types_are_sound_and_seen_by_users(tmp_path: Path) -> None:
    """The package has no error; a script that uses it has just its own, and knows what each call returns."""
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    printed = run("mypy", "--no-incremental", "graph/cengji", str(snippet), MYPYPATH=str(ROOT / "graph"))[1]
    found = [
        line.removeprefix(f"{snippet}:") for line in printed.replace("builtins.", "").splitlines() if re.search(r"Revealed|: error", line)
    ]
    assert found == [
        '3: note: Revealed type is "cengji.api.graph.Graph"',
        '4: note: Revealed type is "list[str | int | decimal.Decimal | float | bool | datetime.date | None]"',
        '5: note: Revealed type is "bytes"',
        '6: note: Revealed type is "bool"',
        '7: note: Revealed type is "int"',
        '8: error: No overload variant of "export" of "Graph" matches argument types "str", "int"  [call-overload]',
        '9: error: "Graph" has no attribute "qery"  [attr-defined]',
    ], printed


def test_no_module_is_longer_than_300_lines() -> None:
    modules = [
        path for kind in ("*.py", "*.js", "*.css") for path in (ROOT / "graph" / "cengji").rglob(kind) if "node_modules" not in path.parts
    ]
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in modules}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_nothing_strays_at_the_top() -> None:
    """Every file and folder kept at the top is one of the layout's; what a slip of the shell wrote there is none."""
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert {name for path in kept if not (name := path.partition("/")[0]).startswith(".")} == {
        *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "README.md", "build.py", "pyproject.toml"),
        *("docs", "graph", "ontology", "queries", "tests"),
    }
