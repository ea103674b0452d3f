"""A build that was damaged, mixed or stopped half-way is found out: by `verify`, by the next build, by who reads its files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cengji
from cengji.cli import cengji as command_line
from cengji.core.errors import CengjiWarning, UsageError
from cengji.core.files import INCOMPLETE
from tests.conftest import ROOT

SIXTH = ROOT / "tests" / "cases" / "sixth"


@pytest.fixture(scope="module")
def made() -> cengji.Build:
    """The build of one case."""
    return cengji.build(cases=SIXTH, only=True)


@pytest.fixture
def out(made: cengji.Build, tmp_path: Path) -> Path:
    made.write(tmp_path / "out")
    return tmp_path / "out"


def faults(out: Path) -> dict[str, str]:
    """Return the problems of a folder by file and field."""
    return {Path(fault.path).name + (f" {fault.field}" if fault.field else ""): fault.problem for fault in cengji.verify(out).faults}


def test_a_build_is_whole_and_stays_so_beside_files_of_others(out: Path) -> None:
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / ".graph.nq.0123abcd.cengji").write_bytes(b"half")
    found = cengji.verify(out)
    assert (found.whole, found.faults, found.others) == (True, (), (".graph.nq.0123abcd.cengji", "notes.txt"))
    done = CliRunner().invoke(command_line, ["verify", str(out)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[1:] == [f"{out}/notes.txt: is not of the build", f"{out}: whole, as its report says"]


def test_the_report_has_size_and_digest_of_every_file(made: cengji.Build, out: Path) -> None:
    for name in made.contents.keys() - {"report.json"}:
        for key in ("bytes", "sha256"):
            report = json.loads(made.contents["report.json"])
            del report[key][name]
            (out / "report.json").write_text(json.dumps(report), encoding="utf-8")
            assert faults(out) == {f"report.json sha256.{name}": "size or digest is missing: this is no report of a build"}


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def add(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", ["graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "ontology.ttl", "index.html"])
@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (Path.unlink, "is missing"),
        (flip, "was changed or is of another build"),
        (cut, "is cut short: "),
        (add, "was changed"),
        (to_folder, ""),
    ],
)
def test_each_damage_to_each_file_is_named(name: str, damage: Callable[[Path], None], problem: str, out: Path) -> None:
    damage(out / name)
    found = faults(out)
    assert list(found) == [name]
    assert found[name].startswith(problem)
    done = CliRunner().invoke(command_line, ["verify", str(out)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{out / name}: {found[name]} — build anew")


def test_files_of_two_builds_are_not_one_build(out: Path, tmp_path: Path) -> None:
    cengji.build(cases=ROOT / "tests" / "cases" / "two_streets.yaml", only=True, out=tmp_path / "other")
    shutil.copy(tmp_path / "other" / "graph.ttl", out)
    assert list(faults(out)) == ["graph.ttl"]
    assert "of another build" in faults(out)["graph.ttl"]
    shutil.copy(out / "report.json", tmp_path / "other")
    mixed = {"graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "index.html"}  # all but ontology.ttl, which is the same
    found = faults(tmp_path / "other")
    assert found.keys() == mixed
    assert all("of another build" in problem for problem in found.values())  # whatever their sizes


@pytest.mark.parametrize(
    ("report", "problem"),
    [(None, "is missing: "), (b"", "is no JSON"), (b"{", "is no JSON"), (b"\xff", "is no JSON"), (b"[" * 100_000, "is no JSON")],
    ids=["none", "empty", "half", "no text", "deep"],
)
def test_without_a_report_there_is_no_build(report: bytes | None, problem: str, out: Path) -> None:
    (out / "report.json").unlink() if report is None else (out / "report.json").write_bytes(report)
    assert faults(out)["report.json"].startswith(problem)


@pytest.mark.parametrize(
    "report", [b"[]", b"{}", b'{"sha256": [], "bytes": 1}', b'{"sha256": {"graph.nq": 1}, "bytes": {"graph.nq": "1"}}']
)
def test_what_is_no_report_of_a_build_says_nothing_of_its_files(report: bytes, out: Path) -> None:
    (out / "report.json").write_bytes(report)
    assert len(faults(out)) == 6


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^there is no folder '.*/nowhere': out= takes one that a build wrote$"):
        cengji.verify(tmp_path / "nowhere")
    assert CliRunner().invoke(command_line, ["verify", str(tmp_path / "nowhere")]).exit_code == 2


def test_a_stopped_run_is_reported_by_all_and_mended_by_the_next(made: cengji.Build, out: Path) -> None:
    (out / INCOMPLETE).write_text("explained\n\ngraph.nq\nreport.json\n", encoding="utf-8")
    assert list(faults(out)) == [INCOMPLETE]
    for data, message in ((out / "graph.nq", "graph.nq: a run was stopped while"), (out, "out: a run was stopped while")):
        with pytest.warns(CengjiWarning) as caught:
            cengji.open(data=data)
        assert any(message in str(one.message) for one in caught)
    cengji.open(data=out / "graph.trig")
    with pytest.warns(CengjiWarning, match="an earlier run was stopped"):
        made.write(out)
    assert cengji.verify(out).whole
