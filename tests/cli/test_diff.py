"""`cengji diff`: what it compares, what it prints, how it ends."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cases.command import HERE as CASES
from tests.cases.command import cengji

CASE = CASES / "two_streets.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A folder with the small case, one figure of it changed."""
    folder = tmp_path / "changed"
    folder.mkdir()
    text = CASE.read_text(encoding="utf-8")
    old, new = ('written: "1.4万余家"\n    value: 14000', 'written: "1.5万余家"\n    value: 15000')
    assert text.count(old) == 1
    (folder / "two.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_changed_figure_with_its_effects(changed: Path) -> None:
    done = cengji("diff", CASE, changed, "--lang", "zh")
    assert (done.returncode, done.stderr) == (1, "")
    words, effects = done.stdout.split("对查询的影响\n")
    assert words == (
        "双溪区\n  数字\n    改动  双溪区 · 茶馆数\n        所书文字  1.4万余家 → 1.5万余家\n"
        "        证据  《双溪区：两条街道一张网》「1.4万余家茶馆」\n\n"
    )
    assert "  figures  −1 +1\n" in effects
    assert effects.endswith("1处差别（四元组 −3 +3）\n")


def test_nothing_differs() -> None:
    done = cengji("diff", CASE, CASE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No difference.\n", "")


def test_a_build_against_its_cases(tmp_path: Path) -> None:
    built = cengji("build", "--cases", CASE, "--only", "--out", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    assert cengji("diff", tmp_path / "out", CASE, "--no-queries").returncode == 0


def test_a_revision_of_the_cases(changed: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments], cwd=changed, check=True, capture_output=True
        )

    git("init")
    git("add", "two.yaml")
    git("commit", "-m", "changed")
    (changed / "two.yaml").write_bytes(CASE.read_bytes())
    done = cengji("diff", "git:HEAD:two.yaml", "two.yaml", "--no-queries", "-f", "json", cwd=changed)
    assert (done.returncode, done.stderr) == (1, "")
    (statement,) = json.loads(done.stdout)["statements"]
    texts = [change for change in statement["changes"] if change["property"].endswith("#asWritten")]
    assert (texts[0]["old"], texts[0]["new"]) == ([{"zh": "1.5万余家", "en": "1.5万余家"}], [{"zh": "1.4万余家", "en": "1.4万余家"}])
    refused = cengji("diff", "git:no-such-revision", "two.yaml", cwd=changed)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "git:no-such-revision: " in refused.stderr


def test_labels_do_not_steer_the_terminal(changed: Path) -> None:
    path = changed / "two.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("label: 街道合并", 'label: "街道\\e[31m合并"'), encoding="utf-8")
    done = cengji("diff", CASE, changed, "--no-queries")
    assert done.returncode in (1, 3)
    assert "\x1b" not in done.stdout + done.stderr


def test_what_is_not_there_is_wrong_usage() -> None:
    done = cengji("diff", "no-such-folder", CASE)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "cengji: there is no 'no-such-folder': give a file, a folder, packaged, git:REV or the URL of an endpoint\n"
