"""Acceptance: everything wrong with an input is told in one run, with file, line, field and remedy, and nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cases.command import HERE, cengji

TEN = [
    (4, "document.sha256", "is missing", "add it"),
    (8, "document.published", "'2031-02-30' is not a day of the calendar", "write YYYY, YYYY-MM or YYYY-MM-DD"),
    (13, "places[0].tier", "the scheme tier has no 'subdistrickt'", "did you mean subdistrict?"),
    (16, "places[1].lable", "unknown key 'lable'", "did you mean label?"),
    (
        25,
        "bodies[0].parent",
        "'upper-branch' is its own ancestor (upper-branch → lower-branch → upper-branch)",
        "correct one of these links",
    ),
    (33, "bodies[2].key", "is not a key: 'a> <https://evil.example/p> <b'", "use 1 to 63 of the characters a-z, 0-9 and -"),
    (38, "bodies[3].key", "the key 'wrong-lane' is taken (line 15, places)", "give each item of a case a key of its own"),
    (50, "ladders[0].rungs[1].body", "is missing", "add it"),
    (54, "figures[0].value", "is a text ('一百六十八'), expected a number", "write a number"),
    (60, "figures[0].evidence", "has 26 characters, at most 24 may stand here", "cut it to the words that say it"),
]


def printed(path: str | Path, faults: list[tuple[int, str, str, str]]) -> list[str]:
    return [f"{path}:{line}: {field}: {problem} — {remedy}" for line, field, problem, remedy in faults]


@pytest.fixture
def earlier(tmp_path: Path) -> dict[Path, tuple[bytes, int]]:
    """Files of an earlier build and of somebody else, with their bytes and times."""
    out = tmp_path / "out"
    out.mkdir()
    for name in ("graph.nq", "report.json", "notes.txt"):
        (out / name).write_bytes(f"earlier {name}".encode())
        os.utime(out / name, ns=(1_000_000_000, 1_000_000_000))
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.iterdir()}


def test_ten_faults_in_one_run(tmp_path: Path, earlier: dict[Path, tuple[bytes, int]]) -> None:
    case = HERE / "ten_faults.yaml"
    done = cengji("build", "--cases", case, "--out", tmp_path / "out", cwd=tmp_path)
    assert done.stderr.splitlines() == [*printed(case, TEN), "10 faults; nothing was written."]
    assert (done.returncode, done.stdout) == (3, "")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").iterdir()} == earlier


def test_the_planted_lines_are_the_reported_ones() -> None:
    """The fixture marks most of its faults in the line itself: the list above must agree with it."""
    marked = [n for n, text in enumerate((HERE / "ten_faults.yaml").read_text(encoding="utf-8").splitlines(), 1) if "  # " in text]
    assert marked == [line for line, *_ in TEN]


def test_no_output_folder_appears(tmp_path: Path) -> None:
    done = cengji("build", "--cases", HERE / "ten_faults.yaml", "--only", "--out", tmp_path / "new", cwd=tmp_path)
    assert done.returncode == 3
    assert list(tmp_path.iterdir()) == []


def test_several_faulty_files_and_a_good_one(tmp_path: Path, earlier: dict[Path, tuple[bytes, int]]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (HERE / "ten_faults.yaml").read_text(encoding="utf-8")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "b.yml").write_bytes("case: 乙\n".encode("gbk"))
    (folder / "c.yaml").write_text((HERE / "two_streets.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "d.yaml").write_text("case: d\nplaces: [}\n", encoding="utf-8")
    done = cengji("build", "--cases", folder, "--out", tmp_path / "out", cwd=tmp_path)
    lines = done.stderr.splitlines()
    d = folder / "d.yaml"
    assert lines[:-2] == [
        *printed(folder / "a.yaml", TEN),
        f"{folder / 'b.yml'}:1: is not UTF-8 — save the file as UTF-8",
        *(f"{d}:1: {section}: is missing — add it" for section in ("document", "title")),
    ]
    assert lines[-2].startswith(f"{d}:2: places: is not YAML: ")
    assert lines[-1] == "14 faults; nothing was written."
    assert done.returncode == 3
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (tmp_path / "out").iterdir()} == earlier


@pytest.mark.parametrize("verb", [["check"], ["query", "bodies"], ["export", "nq"], ["view", "-o", "page.html"]])
def test_every_verb_tells_the_same(verb: list[str], tmp_path: Path) -> None:
    done = cengji(*verb, "--cases", HERE / "ten_faults.yaml", "--only", cwd=tmp_path)
    assert done.stderr.splitlines() == [*printed(HERE / "ten_faults.yaml", TEN), "10 faults; nothing was written."]
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (3, "", [])
