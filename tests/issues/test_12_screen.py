"""The screen takes every answer, every encoding and every name of a file, and says when it is full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import cengji as package
from cengji.cli import cengji
from cengji.cli.screen import rendered
from cengji.dataset import Dataset
from cengji.query import Limits, Table
from tests.conftest import ROOT

RUN = [sys.executable, "-m", "cengji"]
SMALL = ["--cases", str(ROOT / "tests" / "cases" / "sixth"), "--only"]
CELLS = st.sampled_from(["", " ", "a", "网格", "一二三四五六七八九十" * 4, "1", "a/b-c d", "\u0301", "\x1b", None])
COLUMNS = st.lists(st.sampled_from(["a", "case", "名称", "longer_name", "x_iri"]), unique=True, max_size=4)
PERSONS = (
    "@prefix org: <http://www.w3.org/ns/org#> . <urn:a> a org:Organization ; <http://www.w3.org/2004/02/skos/core#prefLabel> '甲'@zh ."
)


def run(*arguments: bytes | str, cwd: Path, stdout: str | None = None, **environment: str) -> tuple[int, str, str]:
    """Run a command in a folder; return exit code, standard output and standard error, of which neither is a traceback."""
    with Path(stdout or cwd / "printed").open("wb") as output:
        done = subprocess.run(
            [*RUN, *arguments],
            stdout=output,
            stderr=subprocess.PIPE,
            cwd=cwd,
            env={**os.environ, "XDG_CACHE_HOME": str(cwd.parent / "cache"), **environment},
            check=False,
        )
    printed = "" if stdout else (cwd / "printed").read_bytes().decode(environment.get("PYTHONIOENCODING", "utf-8"))
    message = done.stderr.decode(errors="replace")
    assert "Traceback" not in message and "should not happen" not in message, message
    return done.returncode, printed, message


@pytest.mark.parametrize(
    ("columns", "rows", "shown"),
    [
        (["m"], [[None]], ["no values"]),
        ([], [[]], ["no values"]),
        (["m", "n"], [["", None], [None, ""]], ["no values"]),
        (["tier"], [["a"], ["a"], ["a"]], ["tier  a"]),
        (["x", "n"], [["a", "1"], ["a", "1"]], ["x  a", "n  1"]),
    ],
)
def test_ordinary_answers_have_a_table(columns: list[str], rows: list[list[str | None]], shown: list[str]) -> None:
    table = Table(columns, [tuple(None if cell is None else ox.Literal(cell) for cell in row) for row in rows])
    assert [click.unstyle(line) for line in rendered(table, 80)] == shown


@given(st.data(), COLUMNS, st.integers(1, 50))
def test_any_answer_fits_any_screen(data: st.DataObject, columns: list[str], width: int) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=4))
    terms = [tuple(None if cell is None else ox.Literal(cell) for cell in row) for row in rows]
    shown = click.unstyle("".join(rendered(Table(columns, terms), width)))
    assert not any(cell in ("a", "1") and cell not in shown for row in rows for cell in row)


def test_an_iri_that_has_no_label_is_shown() -> None:
    table = Table(["x", "x_label"], [(ox.NamedNode("urn:a"), ox.Literal("甲")), (ox.NamedNode("urn:b"), None)])
    assert [click.unstyle(line) for line in rendered(table, 80)] == ["x      x_label", "urn:a  甲", "urn:b"]


def test_a_file_without_a_header_is_described(tmp_path: Path) -> None:
    asked, lost = tmp_path / "mine.rq", tmp_path / "lost.rq"
    asked.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", encoding="utf-8")
    lost.write_text("nothing", encoding="utf-8")
    result = CliRunner().invoke(cengji, ["queries", str(asked)])
    assert (result.exit_code, click.unstyle(result.stdout)) == (
        0,
        "mine.rq  CONSTRUCT; a line `# question(en): …` at the top would say what it asks\n",
    )
    result = CliRunner().invoke(cengji, ["queries", str(lost)])
    assert (result.exit_code, result.stderr) == (3, "cengji: lost.rq is no SELECT, ASK, CONSTRUCT or DESCRIBE\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["queries"], ["--help"], ["queries", "--format", "ttl"], ["export", "nt", *SMALL]])
def test_a_full_disk_is_said(arguments: list[str], tmp_path: Path) -> None:
    code, _, message = run(*arguments, cwd=tmp_path, stdout="/dev/full")
    assert code == 4 and message.startswith("cengji: ") and message.endswith(": No space left on device\n"), message


def test_characters_that_the_encoding_lacks_are_escaped(tmp_path: Path) -> None:
    code, printed, message = run("queries", "ladders", "--lang", "zh", cwd=tmp_path, PYTHONIOENCODING="cp1252")
    question = next(iter(run("queries", "ladders", "--lang", "zh", cwd=tmp_path, PYTHONIOENCODING="utf-8")[1].splitlines()))
    assert (code, message) == (0, "") and printed.splitlines()[0] == question.encode("cp1252", "backslashreplace").decode("cp1252")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode there")
def test_names_of_files_need_not_be_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name, text in ((b"\xff.ttl", PERSONS), (b"\xff.rq", "SELECT ?x { VALUES ?x { 1 } }")):
        Path(os.fsdecode(folder + b"/" + name)).write_text(text, encoding="utf-8")
    code, printed, message = run("query", b"\xff.rq", "--data", b"\xff.ttl", "-f", "csv", cwd=tmp_path)
    assert (code, printed) == (0, "x\r\n1\r\n") and "\N{REPLACEMENT CHARACTER}.ttl: " in message
    code, printed, message = run("queries", b"\xff.rq", cwd=tmp_path)
    assert (code, message) == (0, "") and printed.startswith("\\udcff.rq  SELECT; ")
    assert run("view", "--data", b"\xff.ttl", "-o", b"\xff.html", cwd=tmp_path)[0] == 0
    assert Path(os.fsdecode(folder + b"/\xff.html")).stat().st_size > 0
    code, _, message = run("query", b"none\xff.rq", cwd=tmp_path)
    assert (code, message) == (2, "cengji: there is no file 'none\\udcff.rq'\n")


@pytest.mark.parametrize("limits", [None, Limits(rows=1000)])
def test_columns_of_a_star_stand_in_order_of_appearance(limits: Limits | None) -> None:
    data = Dataset([ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g"))])
    table = package.Graph(data).query(
        "SELECT DISTINCT * { { SELECT * { ?z ?b ?a } } BIND(1 AS ?c) FILTER NOT EXISTS { ?x <urn:q> ?y } }", limits=limits
    )
    assert table.columns == ("z", "b", "a", "c")
    assert list(table.texts()) == [("urn:s", "urn:p", "o", "1")]
    assert package.Graph(data).query("SELECT * {}", limits=limits).columns == ()
