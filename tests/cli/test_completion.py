"""Completion in the shell: what is offered, and that bash gets it as it needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from cengji.cli import cengji
from cengji.cli.query import query
from cengji.query import FORMATS, Catalogue
from tests.conftest import ROOT, need

SIXTH = str(ROOT / "tests" / "cases" / "sixth")


def offered(*words: str) -> dict[str, str | None]:
    """Return what is offered for the last word, with its help."""
    items = ShellComplete(cengji, {}, "cengji", "_CENGJI_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return {item.value: item.help for item in items}


def test_verbs() -> None:
    assert set(offered("que")) == {"queries", "query"}


def test_queries_with_their_questions() -> None:
    assert offered("query", "") == {one.name: one.header("question", "en") for one in Catalogue()}
    assert set(offered("query", "ladder")) == {"ladder-depths", "ladders", "ladders-side-by-side"}


def test_files_where_no_query_begins_so() -> None:
    items = ShellComplete(cengji, {}, "cengji", "_CENGJI_COMPLETE").get_completions(["query"], "./mi")
    assert [(item.type, item.value) for item in items] == [("file", "./mi")]


@pytest.mark.parametrize("words", [["more-than", "-p"], ["-p", "indicator=x", "more-than", "-p"], ["more-than", "-p", "threshold=1", "-p"]])
def test_parameters_that_are_not_given_yet(words: list[str]) -> None:
    given = {word.partition("=")[0] for word in words if "=" in word}
    assert set(offered("query", *words, "")) == {"indicator=", "threshold=", "unit="} - {f"{name}=" for name in given}


def test_values_are_keys_with_their_labels() -> None:
    assert offered("query", "figures", "-p", "case=g") == {
        "case=guanghan": "Guanghan City; 广汉市",
        "case=gusu": "Gusu District; 姑苏区",
    }
    assert "indicator=grid-count" in offered("query", "more-than", "-p", "indicator=gr")
    assert set(offered("query", "figures", "-p", "case=姑")) == {"case=姑苏区"}


def test_values_come_from_the_data_of_the_line() -> None:
    assert set(offered("query", "--cases", SIXTH, "--only", "figures", "-p", "case=")) == {"case=yunxi"}


@pytest.mark.parametrize(
    "words", [["nothing", "-p", ""], ["-p", ""], ["figures", "-p", "other=x"], ["more-than", "-p", "threshold=1"], ["no.rq", "-p", "x="]]
)
def test_nothing_is_offered_where_nothing_is_known(words: list[str]) -> None:
    assert offered("query", *words) == {}


def test_faulty_data_offer_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("nonsense", encoding="utf-8")
    assert offered("query", "--data", str(path), "figures", "-p", "case=") == {}


def test_formats() -> None:
    assert list(offered("query", "ladders", "-f", "")) == ["table", *FORMATS]
    assert "nq" in offered("export", "")


def test_the_formats_of_the_command_are_those_of_the_writers() -> None:
    (form,) = (parameter for parameter in query.params if parameter.name == "form")
    assert list(form.type.choices) == ["table", *FORMATS]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "replies"),
    [
        ("cengji quer", ["queries", "query"]),
        ("cengji query fig", ["figures", "figures-by-period", "figures-by-role", "figures-without-numerator"]),
        ("cengji query figures -p ca", ["case="]),
        ("cengji query --cases {sixth} --only figures -p case=", ["yunxi"]),
        ("cengji query --cases {sixth} --only figures -p case=yu", ["yunxi"]),
        ("cengji query more-than -p threshold=5 -p ind", ["indicator="]),
    ],
)
def test_bash_completes_the_word_it_sees(line: str, replies: list[str], tmp_path: Path) -> None:
    """Bash breaks words at the equals sign; the reply is what takes the place of the part after it."""
    need("bash", Path("/bin/bash").exists())
    command = tmp_path / "cengji"
    command.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c \'from cengji.cli import cengji; cengji(prog_name="cengji")\' "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    words = [part for word in line.format(sixth=SIXTH).split(" ") for part in word.replace("=", "\n=\n").split("\n") if part]
    words += [""] if words[-1] == "=" else []
    script = (
        'eval "$(_CENGJI_COMPLETE=bash_source cengji)"\n'
        f"COMP_WORDS=({' '.join(map(repr, words))})\nCOMP_CWORD={len(words) - 1}\n"
        "_cengji_completion cengji\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    environment = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["/bin/bash", "--norc", "-c", script], capture_output=True, encoding="utf-8", env=environment, check=True)
    assert (done.stdout.split(), done.stderr) == (replies, "")
