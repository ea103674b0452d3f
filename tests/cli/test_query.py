"""`cengji query` and `cengji queries`: the columns that others rely on, and answers that fit the screen."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
import wcwidth
from click.testing import CliRunner, Result

from cengji.cli import cengji
from cengji.cli.screen import rendered
from cengji.core.resources import case_files
from cengji.dataset import Dataset
from cengji.query import Catalogue, Table, answer, write_answer
from tests.query.test_golden import PARAMETERS

COLUMNS = {
    "figures": "case, figure, written, value, lower, upper, comparator, unit, kind, role, indicator, about, place, time, start, end",
    "measures": "case, measure, label, aliases, kind, generic, part_of, run_by, start, end",
    "linked-measures": "case, measure, label, run_by, acts_on, common_tier, figure, written",
    "ladders": "case, place, ladder, label, line, status, position, rung, common_tier",
    "bodies": "case, body, label, aliases, named, kind, common_tier, parent",
    "events": "case, event, label, kind, date, start, end",
    "posts": "case, post, label, post_in",
    "relations": "case, subject, predicate, object, status, start, end",
}
"""The columns of the design, section 8; more may follow them."""
NAMES = [query.name for query in Catalogue()]
HOSTILE = """\
@prefix cj: <https://w3id.org/cengji/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:post> a org:Post ; cj:inCase <urn:case> ; cj:status <urn:status> ; org:postIn <urn:body> ;
  skos:prefLabel "\\u001B[31m[bold]\\u202E\\u0007网\\n格"@zh .
"""


def ask(*arguments: str, columns: int = 80) -> Result:
    """Run `cengji` on a screen that is this many cells wide."""
    return CliRunner().invoke(cengji, arguments, env={"COLUMNS": str(columns)})


def test_answers_begin_with_the_columns_others_rely_on(dataset: Dataset) -> None:
    for name, promised in COLUMNS.items():
        rows = json.loads(write_answer(answer(Catalogue()[name], dataset), "json"))
        assert ", ".join(rows["head"]["vars"]).startswith(promised)
        cases = {(row["case"]["type"], row["case"]["value"].rpartition("/")[2]) for row in rows["results"]["bindings"]}
        assert cases
        assert cases <= {("uri", path.stem) for path in case_files()}


def test_json_is_the_answer_and_no_more() -> None:
    result = ask("query", "posts", "-f", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(json.loads(result.stdout)) == {"head", "results"}


def test_tables_fit_the_screen(dataset: Dataset) -> None:
    tables = {query.name: Table.of(answer(query, dataset, PARAMETERS.get(query.name))) for query in Catalogue()}
    lines = [(name, columns, click.unstyle(line)) for name in tables for columns in (40, 80) for line in rendered(tables[name], columns)]
    assert len({(name, columns) for name, columns, _ in lines}) == 2 * len(tables)
    assert [(name, columns, line) for name, columns, line in lines if wcwidth.width(line) > columns] == []


def test_list_of_queries_fits_the_screen() -> None:
    for arguments in ([], ["--lang", "zh"], *([name] for name in NAMES)):
        result = ask("queries", *arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        assert [line for line in result.stdout.splitlines() if wcwidth.width(line) > 80] == []


def test_list_names_every_query() -> None:
    shown = [line.split()[0] for line in ask("queries", columns=200).stdout.splitlines()]
    assert sorted(word for word in shown if not word.endswith(":")) == NAMES


def test_explanation_names_parameters_and_columns() -> None:
    lines = [line.rstrip() for line in ask("queries", "posts").stdout.splitlines()]
    assert lines == [
        "posts  Which posts do the documents mention, and in which body?",
        "-p case=…  iri, default UNDEF: only this case",
        "case      iri",
        "post      iri",
        "label     text(zh)",
        "post_in   iri",
        "status    iri",
        "in_label  text(zh), may be empty",
        "rows  0..n, one a post and where it is; post_in is a body or a group of bodies",
        "      that each have it; order ?case ?post ?post_in",
    ]


def test_table_groups_rows_and_says_labels_for_iris() -> None:
    lines = [line.rstrip() for line in ask("query", "ladders", "-p", "case=guanghan").stdout.splitlines()]
    assert lines[:10] == [
        "case    guanghan",
        "place   510681",
        "line    party",
        "status  stated",
        "",
        "ladder party  label 街道党工委+社区党委+片区党支部+楼栋党小组",
        "position  rung          common_tier    occupant",
        "       1  街道党工委    subdistrict    group/subdistrict-party-working-",
        "                                       committees",
        "       2  社区党委      community      group/community-party-committees",
    ]


def test_small_answer_is_one_table() -> None:
    head, *lines = ask("query", "more-than", "-p", "threshold=2000", columns=120).stdout.splitlines()
    assert head.split()[:3] == ["case", "answer", "figure"]
    of_two = [line.split()[:2] for line in lines if line.startswith(("fuzhou", "liuzhou"))]
    assert of_two == [["fuzhou", "certain"], ["fuzhou", "no"], ["liuzhou", "unknown"]]


def test_no_rows_are_said_so() -> None:
    result = ask("query", "posts", "-p", "case=urn:none")
    assert (result.exit_code, result.stdout.strip(), result.stderr) == (0, "no rows", "0 rows\n")


def test_hostile_label_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.ttl"
    path.write_text(HOSTILE, encoding="utf-8")
    shown = ask("query", "posts", "--data", str(path)).stdout
    assert "�[31m[bold]��网 格" in shown
    assert not set(shown) & set("\x1b\x07\u202e")


def test_answer_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "posts.csv"
    result = ask("query", "posts", "-f", "csv", "-o", str(target))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert target.read_bytes() == ask("query", "posts", "-f", "csv").stdout_bytes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "posts", "-o", "posts.txt"], "cengji: a table is for the screen; choose --format csv, tsv, json or xml for a file\n"),
        (["query", "posts", "-p", "case"], "cengji: --param takes NAME=VALUE, not 'case'\n"),
        (["query", "posts", "-p", "case=gusu", "-p", "case=gusu"], "cengji: --param case is given twice\n"),
        (["query", "post"], "cengji: there is no query 'post': did you mean posts or powers?\n"),
        (["queries", "post"], "cengji: there is no query 'post': did you mean posts or powers?\n"),
    ],
)
def test_wrong_usage_is_explained(arguments: list[str], message: str) -> None:
    result = ask(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
