"""What the command line says when something is wrong: exit codes, one message, never a traceback, files left whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cengji.cli import cengji as command
from tests.cases.command import cengji

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = ["--cases", str(ROOT / "tests" / "cases" / "sixth"), "--only"]
RUN = [sys.executable, "-c", "from cengji.cli import cengji; cengji(prog_name='cengji')"]


def run(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    """Run a command in a folder; return exit code, standard output and standard error, of which neither is a traceback."""
    done = cengji(*arguments, cwd=cwd)
    assert "Traceback" not in done.stderr and "should not happen" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "bodys", *SMALL], "cengji: there is no query 'bodys': did you mean bodies?\n"),
        (["query", "zzzz", *SMALL], "cengji: there is no query 'zzzz': `cengji queries` lists them\n"),
        (["queries", "ladder"], "cengji: there is no query 'ladder': did you mean ladders or ladder-depths?\n"),
        (["query", "missing.rq", *SMALL], "cengji: there is no file 'missing.rq'\n"),
        (["query", "bodies", *SMALL, "-p", "caze=yunxi"], "cengji: bodies has no parameter 'caze'; it takes: case\n"),
        (["query", "bodies", *SMALL, "-p", "case"], "cengji: --param takes NAME=VALUE, not 'case'\n"),
        (["query", "bodies", *SMALL, "-p", "=yunxi"], "cengji: --param takes NAME=VALUE, not '=yunxi'\n"),
        (["query", "bodies", *SMALL, "-p", "case=a", "-p", "case=b"], "cengji: --param case is given twice\n"),
        (["query", "bodies", *SMALL, "-p", "case=yunxl"], "cengji: nothing is called 'yunxl' (case); did you mean yunxi?\n"),
        (["query", "bodies", "--only"], "cengji: no case is left: --only needs --cases\n"),
        (["query", "bodies", "--cases", "empty"], "cengji: empty holds no .yaml file\n"),
        (["query", "bodies", "--data", "notes.txt", "--only"], "cengji: --data stands alone: it cannot go with --cases or --only\n"),
        (
            ["query", "bodies", *SMALL, "-o", "table.txt"],
            "cengji: a table is for the screen; choose --format csv, tsv, json or xml for a file\n",
        ),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert run(*arguments, cwd=tmp_path) == (2, "", message)
    assert not (tmp_path / "table.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["biuld"], "biuld"),
        (["build", "--outt", "x"], "--outt"),
        (["build", "--cases", "nowhere"], "nowhere"),
        (["query"], "NAME"),
        (["query", "bodies", "--format", "yaml"], "yaml"),
        (["export", "hdt"], "hdt"),
        (["queries", "--lang", "fr"], "fr"),
        (["query", "bodies", "--data", "nowhere.nq"], "nowhere.nq"),
    ],
)
def test_wrong_usage_that_click_finds(arguments: list[str], word: str, tmp_path: Path) -> None:
    code, output, message = run(*arguments, cwd=tmp_path)
    assert (code, output) == (2, "") and message.startswith("Usage: cengji") and word in message.splitlines()[-1]


def test_unknown_suffix_of_data(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    code, output, message = run("query", "bodies", "--data", "notes.txt", cwd=tmp_path)
    assert (code, output) == (2, "") and message.startswith("cengji: notes.txt: its suffix names no RDF format; use one of .nq, ")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("bad.ttl", "@prefix a: <https://a.example/> .\na:b a:c a:d .\na:b a:c .\n", 3),
        ("bad.nq", "<https://a.example/> <https://a.example/> <https://a.example/> .\nnonsense\n", 2),
        ("bad.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<oops>\n</rdf:RDF>", None),
        ("bad.jsonld", '{\n"@id": \n', None),
    ],
)
def test_faulty_data_names_the_line(name: str, text: str, line: int | None, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, output, message = run("query", "bodies", "--data", name, cwd=tmp_path)
    first, last = message.splitlines()
    assert (code, output, last) == (3, "", "1 fault; nothing was written.")
    assert first.startswith(f"{name}:{line}: is not RDF: " if line else f"{name}") and "is not RDF: " in first


def test_unreadable_data(tmp_path: Path) -> None:
    (tmp_path / "folder.nq").mkdir()
    (tmp_path / "folder.nq" / "inner.nq").mkdir()
    code, output, message = run("query", "bodies", "--data", "folder.nq", cwd=tmp_path)
    assert (code, output) == (3, "") and message.startswith(str(Path("folder.nq") / "inner.nq") + ": cannot be read: ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# columns: ?y iri\nSELECT ?x WHERE { ?x ?y ?z }", "mine.rq: columns: the columns line names ['y'], SELECT gives ['x'] — "),
        ("# question(en): x?\nnonsense", "cengji: mine.rq is no SELECT, ASK, CONSTRUCT or DESCRIBE\n"),
        ("# question(en): x?\nSELECT ?x {\n ?x ?y }", "cengji: mine.rq is not SPARQL 1.1: error at 3:"),
        ("SELECT ?x { ?x a cj:Measure ; }}", "cengji: mine.rq is not SPARQL 1.1: error at 1:33: "),
    ],
)
def test_faulty_query_file(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    code, output, message = run("query", "mine.rq", *SMALL, cwd=tmp_path)
    assert (code, output) == (3, "") and message.startswith(problem)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", *SMALL, "--out", "file/out"],
        ["view", *SMALL, "-o", "file/page.html"],
        ["export", "nq", *SMALL, "-o", "file/graph.nq"],
        ["query", "bodies", *SMALL, "-f", "csv", "-o", "file/bodies.csv"],
    ],
)
def test_unwritable_output(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    code, output, message = run(*arguments, cwd=tmp_path)
    assert (code, output) == (4, "") and message.startswith("cengji: cannot write ") and message.count("\n") == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_success_is_zero_and_a_nonconforming_graph_is_one(tmp_path: Path) -> None:
    assert run("check", *SMALL, cwd=tmp_path)[0] == 0
    (tmp_path / "odd.nq").write_text(
        "<https://a.example/> <https://w3id.org/cengji/ontology#mispelt> <https://a.example/> <https://a.example/g> .\n", encoding="utf-8"
    )
    code, output, message = run("check", "--data", "odd.nq", cwd=tmp_path)
    assert (code, output) == (1, "") and "undeclared-term" in message and "mispelt" in message


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="needs POSIX pipes")
@pytest.mark.parametrize(
    "arguments", [["queries"], ["export", "nq", *SMALL], ["query", "bodies", *SMALL], ["query", "bodies", *SMALL, "-f", "csv"], ["--help"]]
)
def test_broken_pipe_is_quiet(arguments: list[str], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*RUN, *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1"},
            cwd=tmp_path,
            check=False,
        )
    finally:
        os.close(writer)
    assert [line for line in done.stderr.splitlines() if not line.endswith(" rows")] == []
    assert done.returncode in (0, 1)


def test_an_unforeseen_error_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(_: object) -> None:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("cengji.query.Catalogue.__init__", burst)
    monkeypatch.delenv("CENGJI_DEBUG", raising=False)
    result = CliRunner().invoke(command, ["queries"])
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("cengji: this should not happen: RuntimeError: the sky fell\n")
