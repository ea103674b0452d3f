"""`--data` of data that are not ours: the library, queries of one's own, every export, and what is refused."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cengji.cli import cengji
from cengji.core.errors import CengjiWarning
from cengji.export import FORMATS
from cengji.query import Catalogue
from tests.conftest import ROOT
from tests.dataset.foreign import DEPARTMENT, THESAURUS, turtle, write

NONE = "<a> a foaf:Document ; foaf:topic <b> ."
ROW = re.compile(r"^\| `([a-z-]+)` \| (\d+) \| (\d+) \|", re.MULTILINE)
STARTS = {"department": f"{DEPARTMENT}communications", "thesaurus": f"{THESAURUS}local"}
"""What the queries that need a thing are asked about, by file."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The foreign files, and ``none.ttl`` without any hierarchy."""
    folder = tmp_path_factory.mktemp("foreign")
    write(folder)
    (folder / "none.ttl").write_text(turtle(NONE), encoding="utf-8")
    return folder


def run(folder: Path, name: str, *arguments: str) -> Result:
    return CliRunner().invoke(cengji, [*arguments, "--data", str(folder / f"{name}.ttl")])


def test_an_answer_comes_with_a_word_on_what_was_mapped(folder: Path) -> None:
    done = run(folder, "thesaurus", "query", "ladder-depths", "-f", "csv")
    key = "https://w3id.org/cengji/id/foreign/ladder/"
    assert (done.exit_code, done.stderr) == (
        0,
        "cengji: thesaurus.ttl: 8 SKOS concepts in 2 hierarchies of up to 3 levels, mapped into the graph <https://w3id.org/cengji/graph/foreign>\n",
    )
    assert [re.sub(f"{key}([a-z]+)-[0-9a-f]{{12}}", r"\1", line).split(",", 1)[1] for line in done.stdout.splitlines()[1:]] == [
        "government,Government,https://w3id.org/cengji/scheme/line/by-depth,3,Government,2个 · town、村",
        "transport,Transport,https://w3id.org/cengji/scheme/line/by-depth,3,Transport,2个 · B7、村",
    ]


def test_a_thing_is_found_by_its_name(folder: Path) -> None:
    done = run(folder, "department", "query", "superiors-and-subordinates", "-p", "node=Digital Engagement", "-f", "csv")
    assert [line.split(",")[1:4] for line in done.stdout.splitlines()[1:] if line.endswith(",,")] == [
        ["superior", f"{DEPARTMENT}communications", "Communications"],
        ["superior", f"{DEPARTMENT}office", "内阁办公厅"],
    ]


@pytest.mark.parametrize("arguments", [["query", "bodies"], ["query", "posts", "-f", "csv"], ["export", "graphml"], ["export", "xlsx"]])
def test_the_model_is_not_asked_of_data_without_it(arguments: list[str], folder: Path) -> None:
    done = run(folder, "none", *arguments)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith("none.ttl: holds no hierarchy to show; looked for the model of cengji (cj:Case, cj:Body …), W3C ORG (")
    assert "found 2 statements about things of foaf:Document (1) — give data of one of these" in done.stderr


def test_any_data_are_asked_and_written_as_rdf(folder: Path) -> None:
    asked = run(folder, "none", "query", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-f", "csv")
    assert (asked.exit_code, asked.stdout, asked.stderr) == (0, "n\n2\n", "")
    written = run(folder, "none", "export", "nt")
    assert (written.exit_code, written.stdout.count("\n"), written.stderr) == (0, 2, "")


def test_foreign_data_are_checked_as_they_are(folder: Path) -> None:
    done = run(folder, "none", "check")
    assert (done.exit_code, done.stderr) == (0, "2 quads: 0 errors, 0 warnings\n")
    assert "mapped" not in run(folder, "thesaurus", "check").stderr


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_foreign_data(name: str, folder: Path, tmp_path: Path) -> None:
    done = run(folder, "department", "export", name, "-o", str(tmp_path / "out"))
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    content = (tmp_path / "out").read_bytes()
    assert b"SECRET" not in content
    if name in ("cube", "schemaorg", "skos"):  # there is no figure, no build of cases, no scheme
        assert f"{name} is empty" in done.stderr
    else:
        assert content


def test_a_store_keeps_what_was_mapped(folder: Path, tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "store")]
    first = run(folder, "thesaurus", "query", "ladders", "-f", "csv", *store)
    again = CliRunner().invoke(cengji, ["query", "ladders", "-f", "csv", *store])
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout == again.stdout and first.stdout.count("\n") == 7


def test_the_guide_lists_what_each_query_of_the_library_gives(folder: Path) -> None:
    from cengji.api import open as open_graph

    with warnings.catch_warnings(action="ignore", category=CengjiWarning):
        graphs = {name: open_graph(data=[folder / f"{name}.ttl"]) for name in STARTS}
    found: dict[str, tuple[int, ...]] = {}
    for query in Catalogue():
        needed = [parameter.name for parameter in query.parameters if parameter.required]
        found[query.name] = tuple(len(graphs[name].query(query, **dict.fromkeys(needed, start))) for name, start in STARTS.items())
    guide = (ROOT / "docs" / "foreign-data.md").read_text(encoding="utf-8")
    listed = {name: (int(one), int(other)) for name, one, other in ROW.findall(guide)}
    assert listed == {name: rows for name, rows in found.items() if any(rows)}
    empty = re.search(r"without rows: (.+?)\.\n", guide, re.DOTALL)
    assert empty and sorted(re.findall(r"`([a-z-]+)`", empty[1])) == sorted(name for name, rows in found.items() if not any(rows))
