"""Docs that cannot drift: the reference is what would be generated now, the READMEs agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cengji.cli.reference import reference_pages
from tests.conftest import ROOT

README, README_ZH, CI = ROOT / "README.md", ROOT / "docs" / "README.zh.md", ROOT / ".ci" / "run"


@pytest.mark.parametrize("name", sorted(reference_pages()))
def test_generated_page_is_current(name: str) -> None:
    path = ROOT / "docs" / "reference" / name
    assert path.read_text(encoding="utf-8") == reference_pages()[name], "run `cengji docs`"


def test_no_stale_reference_page() -> None:
    assert {path.name for path in (ROOT / "docs" / "reference").iterdir()} == set(reference_pages())


def _commands(path: Path) -> list[str]:
    return [block.strip() for block in re.findall(r"```(?:sh|bash)\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)]


def test_ci_runs_the_readme_test_command() -> None:
    tests = next(block for block in _commands(README) if "pytest" in block)
    lines = [line for line in CI.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "export CENGJI_REQUIRE_ALL=1", tests]


def test_both_readmes_give_the_same_commands() -> None:
    assert _commands(README) == _commands(README_ZH)


def test_both_readmes_have_the_same_headings() -> None:
    english, chinese = (re.findall(r"^#+ .*$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in (README, README_ZH))
    assert [heading.split(" ")[0] for heading in english] == [heading.split(" ")[0] for heading in chinese]


@pytest.mark.parametrize("path", sorted([README, *(ROOT / "docs").rglob("*.md")]), ids=lambda path: path.name)
def test_relative_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
