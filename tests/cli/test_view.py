"""`cengji view`: the page of everything, of a case, of a place, of an answer, of a thing, and what does not go together."""

from __future__ import annotations

import json
import re
import webbrowser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cengji.cli import cengji
from tests.conftest import ROOT

CASES = (ROOT / "graph" / "cengji" / "cases" / "gusu.yaml", ROOT / "tests" / "cases" / "two_streets.yaml")
DATA = [*(f"--cases={path}" for path in CASES), "--only"]
AREA = "id/gusu/group/area-party-committees"


def view(*arguments: str) -> Result:
    return CliRunner().invoke(cengji, ["view", *arguments])


def block(path: Path) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data"[^>]*>(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def cases(page: dict[str, Any]) -> set[str]:
    return {page["places"]["key"][case] for case in page["nodes"]["case"] if case >= 0}


def test_a_case_a_place_an_answer_and_a_thing(tmp_path: Path) -> None:
    given = [*DATA, "-o", str(tmp_path / "page.html")]
    for options, expected in (
        (["--case", "gusu"], {"gusu"}),
        (["--case", "gusu", "--case", "two-streets"], {"gusu", "two-streets"}),
        (["--place", "姑苏区"], {"gusu"}),
        (["--query", "ladders", "-p", "case=two-streets"], {"two-streets"}),
        (["--focus", "gusu/group/area-party-committees"], {"gusu"}),
    ):
        result = view(*given, *options)
        assert (result.exit_code, result.stdout) == (0, ""), options
        page = block(tmp_path / "page.html")
        assert cases(page) == expected, options
    assert page["meta"]["focus"] == AREA
    assert AREA in page["nodes"]["id"]
    assert len(page["nodes"]["id"]) < 60


def test_depth_widens_what_is_near(tmp_path: Path) -> None:
    sizes = []
    for depth in ("0", "1", "2"):
        path = tmp_path / f"{depth}.html"
        assert view(*DATA, "--focus", AREA.removeprefix("id/"), "--depth", depth, "-o", str(path)).exit_code == 0
        sizes.append(len(block(path)["nodes"]["id"]))
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--case", "gusu", "--focus", "x"], "--case and --focus exclude each other: give one of them"),
        (["--depth", "2"], "--depth needs --focus or --query"),
        (["-p", "case=gusu"], "--param needs --query"),
        (["--open", "-o", "-"], "--open needs a file: give -o FILE"),
        (["--case", "nowhere"], "there is no case 'nowhere'; the cases are gusu, two-streets"),
        (["--focus", "区域党委"], "may mean several things; give one of these IRIs"),
        (["--place", "无此地"], "nothing is called '无此地' (place)"),
    ],
)
def test_what_does_not_go_is_refused_and_nothing_written(tmp_path: Path, options: list[str], message: str) -> None:
    path = tmp_path / "page.html"
    result = view(*DATA, "-o", str(path), *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not path.exists()


def test_the_page_is_opened_in_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def show(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", show)
    path = tmp_path / "页 page.html"
    assert view(*DATA, "--case", "gusu", "-o", str(path), "--open").exit_code == 0
    assert opened == [path.as_uri()]
