"""`cengji analyze` on the screen and in files."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import wcwidth
from click.testing import CliRunner

from cengji.analysis import ANALYSES
from cengji.cli.main import cengji
from cengji.core.namespaces import PREFIXES

GUSU = ["analyze", "span", "--case", "gusu"]


def run(*arguments: str, code: int = 0) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(cengji, arguments, env={"COLUMNS": "80"})
    assert result.exit_code == code, result.output
    return result.stdout or result.stderr


def test_without_a_name_all_are_listed_within_80_columns() -> None:
    for language in ("en", "zh"):
        lines = run("analyze", "--lang", language).splitlines()
        assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(ANALYSES)
        assert max(map(wcwidth.width, lines)) <= 80


def test_the_screen_shows_values_statuses_and_what_may_not_be_concluded() -> None:
    said = {
        "en": ["Span of control", "Subdistricts", "21", "2/1/0", "mean", "formula", "source", "note"],
        "zh": ["管理幅度", "街道", "平均数", "公式", "a 为上级数", "出处", "注意"],
    }
    for language, words in said.items():
        shown = run(*GUSU, "--lang", language)
        assert all(word in shown for word in words)
        assert max(map(wcwidth.width, shown.splitlines())) <= 80


def test_files_have_iris_bounds_and_evidence() -> None:
    rows = list(csv.DictReader(io.StringIO(run(*GUSU, "-f", "csv"))))
    numbers = {(row["value"], row["lower"], row["upper"]) for row in rows if row["subject"].endswith("/subdistricts")}
    assert numbers == {("7", "7", "7"), ("21", "21", "21")}
    assert all(len(row["evidence"].split()) >= 2 for row in rows)
    assert len(json.loads(run(*GUSU, "-f", "json"))["results"]["bindings"]) == len(rows)
    assert "管理" not in run(*GUSU, "-f", "html") and "社区党组织" in run(*GUSU, "-f", "html", "--lang", "zh")


def test_rdf_values_name_what_they_were_derived_from() -> None:
    text = run(*GUSU, "-f", "ttl")
    assert text == run(*GUSU, "-f", "ttl")
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    observations = {quad.subject for quad in store if quad.object == ox.NamedNode(PREFIXES["schema"] + "Observation")}
    derived = {quad.subject for quad in store if quad.predicate == ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")}
    assert len(observations) == 9 and derived == observations
    assert not any(isinstance(term, ox.BlankNode) for quad in store for term in (quad.subject, quad.object))


def test_mistakes_are_told_with_what_there_is() -> None:
    assert "did you mean span?" in run("analyze", "spann", code=2)
    assert "there is no --case gosu; the cases are" in run("analyze", "span", "--case", "gosu", code=2)
    assert "--format csv" in run("analyze", "span", "-o", "span.txt", code=2)
