"""`cengji query` with one's own text: where it comes from, every form of answer, columns beside it, updates."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import wcwidth
from click.testing import CliRunner, Result

from cengji.cli import cengji

DATA = """\
@prefix cj: <https://w3id.org/cengji/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/cengji/case/here> a cj:Case ; skos:prefLabel "此处"@zh, "Here"@en .
<urn:m1> a cj:Measure ; skos:prefLabel "甲\\u202E|<b>"@zh ; cj:inCase <https://w3id.org/cengji/case/here> .
<urn:m2> a cj:Measure ; cj:inCase <https://w3id.org/cengji/case/here> .
"""
MEASURES = "SELECT ?m { ?m a cj:Measure } ORDER BY ?m"


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return str(path)


def ask(*arguments: str, text: str | None = None) -> Result:
    """Run `cengji query` on a screen 80 cells wide."""
    return CliRunner().invoke(cengji, ["query", *arguments], input=text, env={"COLUMNS": "80"})


def test_a_text_comes_from_the_line_a_file_or_standard_input(data: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(MEASURES, encoding="utf-8")
    for result in (ask("-e", MEASURES, "--data", data, "-f", "csv"), ask("-", "--data", data, "-f", "csv", text=MEASURES),
                   ask(str(path), "--data", data, "-f", "csv")):  # fmt: skip
        assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, b"m\r\nurn:m1\r\nurn:m2\r\n", "")


def test_a_prefix_of_ones_own_goes_before_the_projects(data: str) -> None:
    result = ask("-e", "PREFIX cj: <urn:> ASK { cj:m1 a ?c }", "--data", data)
    assert (result.exit_code, result.stdout) == (0, "true\n")


def test_a_text_may_have_parameters(data: str) -> None:
    text = (
        "# param: ?case iri required  only this case\nSELECT ?m {\n VALUES ?case { UNDEF } # param\n"
        " ?m cj:inCase ?case ; a cj:Measure } ORDER BY ?m"
    )
    assert ask("-", "-p", "case=Here", "--data", data, "-f", "csv", text=text).stdout.splitlines() == ["m", "urn:m1", "urn:m2"]
    assert ask("-", "--data", data, text=text).stderr == "cengji: - needs case=…  (only this case)\n"
    assert (
        ask("-", "-p", "case=her", "--data", data, text=text).stderr
        == "cengji: nothing is called 'her' (case); did you mean here or Here?\n"
    )


@pytest.mark.parametrize(
    ("text", "code", "shown"), [("ASK { <urn:m1> ?p ?o }", 0, "true\n"), ("ASK { <urn:m1> <urn:p> ?o }", 1, "false\n")]
)
def test_no_is_exit_code_1(data: str, text: str, code: int, shown: str) -> None:
    result = ask("-e", text, "--data", data)
    assert (result.exit_code, result.stdout, result.stderr) == (code, shown, "")
    result = ask("-e", text, "--data", data, "-f", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (code, {"head": {}, "boolean": shown == "true\n"})


def test_triples_are_turtle_on_the_screen_and_in_files(data: str, tmp_path: Path) -> None:
    text = "CONSTRUCT { ?m a cj:Measure ; skos:prefLabel ?l } WHERE { ?m a cj:Measure OPTIONAL { ?m skos:prefLabel ?l } }"
    result = ask("-e", text, "--data", data)
    assert (result.exit_code, result.stderr) == (0, "3 triples\n")
    assert "\u202e" not in result.stdout
    assert 'skos:prefLabel "甲\N{REPLACEMENT CHARACTER}|<b>"@zh' in result.stdout
    target = tmp_path / "out.nt"
    assert ask("-e", text, "--data", data, "-f", "nt", "-o", str(target)).exit_code == 0
    assert len(list(ox.parse(path=str(target)))) == 3


def test_labels_stand_beside_iris(data: str) -> None:
    result = ask("-e", "SELECT ?m ?case { ?m cj:inCase ?case } ORDER BY ?m", "--data", data, "--labels", "en", "-f", "tsv")
    case, label = "<https://w3id.org/cengji/case/here>", '"Here"@en'
    assert result.stdout.splitlines() == [
        "?m\t?m_label\t?case\t?case_label",
        f'<urn:m1>\t"甲\u202e|<b>"@zh\t{case}\t{label}',
        f"<urn:m2>\t\t{case}\t{label}",
    ]


def test_evidence_is_the_document_and_the_characters() -> None:
    result = ask("measures", "-p", "case=gusu", "--evidence", "-f", "json")
    bindings = json.loads(result.stdout)["results"]["bindings"]
    assert [row["evidence_characters"]["value"] for row in bindings] == [
        f"{row['start']['value']}-{row['end']['value']}" for row in bindings
    ]
    assert len({row["evidence_document"]["value"] for row in bindings}) == 1
    shown = ask("measures", "-p", "case=gusu", "--evidence", "--labels", "zh").stdout
    assert [line for line in shown.splitlines() if wcwidth.width(line) > 80] == []


@pytest.mark.parametrize("text", ["ASK {}", "DESCRIBE <urn:m1>"])
@pytest.mark.parametrize("option", [["--labels", "zh"], ["--evidence"]])
def test_only_rows_get_columns(data: str, text: str, option: list[str]) -> None:
    result = ask("-e", text, "--data", data, *option)
    assert (result.exit_code, result.stderr) == (2, "cengji: --labels and --evidence add columns: they need a SELECT\n")


def test_what_is_explained_runs_as_it_stands(data: str, tmp_path: Path) -> None:
    result = ask("places", "--data", data, "--explain")
    assert result.stdout.splitlines()[:3] == ["# query: places", f"# data: {data}", "# bounds: none"]
    text = "# param: ?case iri optional  only this case\nSELECT ?m {\n VALUES ?case { UNDEF } # param\n ?m cj:inCase ?case } ORDER BY ?m"
    result = ask("-", "-p", "case=Here", "--data", data, "--explain", "--timeout", "5", text=text)
    lines = result.stdout.splitlines()
    assert lines[:4] == [
        "# query: -",
        f"# data: {data}",
        "# bounds: 5 s, 1,000,000 rows, 2,048 MB beside the data",
        "# case = <https://w3id.org/cengji/case/here>  此处",
    ]
    kept = tmp_path / "kept.rq"
    kept.write_text(result.stdout, encoding="utf-8")
    again = ask(str(kept), "--data", data, "-f", "csv")
    assert (again.exit_code, again.stdout) == (0, ask("-", "-p", "case=Here", "--data", data, "-f", "csv", text=text).stdout)


def test_an_update_needs_a_store_and_changes_it(data: str, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    insert = "INSERT DATA { GRAPH <urn:mine> { <urn:m3> a cj:Measure } }"
    made = ask("-e", "ASK {}", "--data", data, "--store", store)
    assert (made.exit_code, made.stdout) == (0, "true\n")
    result = ask("--update", "-e", insert, "--store", store)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "8 quads before, 9 after\n")
    assert ask("-e", MEASURES, "--store", store, "-f", "csv").stdout.splitlines() == ["m", "urn:m1", "urn:m2", "urn:m3"]
    again = ask("-e", "ASK {}", "--data", data, "--store", store)
    assert (again.exit_code, "was changed since it was filled" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--update", "-e", "DROP ALL"], 2, "cengji: only a store on disk can be changed, not the packaged cases"),
        (["--update", "ladders", "--store", "x"], 2, "cengji: ladders is a query of the library, which changes nothing"),
        (["--update", "-e", "DROP ALL", "-f", "csv"], 2, "cengji: --update changes data and gives no answer: leave the options of answers"),
        (["-e", "DROP ALL"], 2, "cengji: line 1: DROP is refused: a query only reads the data; give other data with --data\n"),
        (["ladders", "-e", "ASK {}"], 2, "Error: give one query: a NAME (`cengji queries` lists them), a FILE.rq, - or -e SPARQL\n"),
        (["-e", "ASK { ?s }"], 3, "cengji: -e is not SPARQL 1.1: error at 1:11: expected one of "),
        (["-e", "SELECT ?m { ?m a cj:Measure ; cj:x }"], 3, "cengji: -e is not SPARQL 1.1: error at 1:37: "),
        (["-e", "# x\n\nASK { ?m a cj:Measure ; }}"], 3, "cengji: -e is not SPARQL 1.1: error at 3:27: "),
        (["-e", "nonsense"], 3, "cengji: -e is no SELECT, ASK, CONSTRUCT or DESCRIBE\n"),
        (["-e", "ASK {}", "-f", "ttl"], 2, "cengji: the answer is yes or no, which ttl cannot hold; use one of: csv, tsv, json, xml\n"),
        (["-e", "SELECT * {}", "-f", "ttl"], 2, "cengji: the answer is rows, which ttl cannot hold; use one of: csv, "),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_explained(arguments: list[str], code: int, message: str, data: str) -> None:
    named = [] if "--update" in arguments else ["--data", data]
    result = ask(*arguments, *named)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_standard_input_that_is_not_utf8_is_refused() -> None:
    result = CliRunner().invoke(cengji, ["query", "-"], input=b"ASK { ?s ?p '\xff' }")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (3, "-: is not UTF-8 — give the query as UTF-8")


def test_a_misspelt_term_of_the_model_is_named_beside_the_answer(data: str) -> None:
    result = ask("-e", "SELECT ?m { ?m a cj:Mesure ; <https://w3id.org/cengji/ontology#inCas> ?c }", "--data", data, "-f", "csv")
    assert (result.exit_code, result.stdout) == (0, "m\n")
    assert result.stderr.splitlines() == [
        "cengji: cj:Mesure is no term of the model; did you mean cj:Measure?",
        "cengji: cj:inCas is no term of the model; did you mean cj:inCase?",
    ]
    assert ask("-e", "PREFIX cj: <http://other/> ASK { ?m a cj:Mesure }", "--data", data).stderr == ""
    assert ask("-e", MEASURES, "--data", data, "-f", "csv").stderr == ""
