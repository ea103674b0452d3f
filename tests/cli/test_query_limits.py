"""`cengji query` on a user's file: what it may not do, and where it is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cengji.cli import cengji

HEADER = "# question(zh): 有什么？\n# question(en): What is there?\n# columns: ?s iri\n"
RUNAWAY = (
    "SELECT ?s\n{ ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(CONCAT(STR(?o), STR(?c), STR(?f), STR(?i), STR(?l)) = '') }"
)


@pytest.fixture
def data(tmp_path: Path) -> str:
    """Two hundred subjects."""
    path = tmp_path / "data.nq"
    path.write_text("".join(f"<urn:s{n:03}> <urn:p> <urn:o{n}> <urn:g> .\n" for n in range(200)), encoding="utf-8")
    return str(path)


def ask(tmp_path: Path, data: str, body: str, *options: str) -> Result:
    """Ask a query from a file."""
    path = tmp_path / "mine.rq"
    path.write_text(HEADER + body, encoding="utf-8")
    return CliRunner().invoke(cengji, ["query", str(path), "--data", data, "-f", "csv", *options])


def test_a_file_is_answered(tmp_path: Path, data: str) -> None:
    result = ask(tmp_path, data, "SELECT ?s\n{ ?s ?p ?o } ORDER BY ?s LIMIT 2")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "s\nurn:s000\nurn:s001\n", "")


def test_a_file_may_not_reach_out(tmp_path: Path, data: str) -> None:
    body = "SELECT ?s\n{ SERVICE <http://a.example/> { ?s ?p ?o } }"
    result = ask(tmp_path, data, body)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "cengji: line 5: SERVICE <http://a.example/> is refused: a query may not call other servers; "
        "allow it with --allow-service http://a.example/, or leave it out\n"
    )
    assert ask(tmp_path, data, body, "--allow-service", "http://b.example/").exit_code == 2


def test_an_allowed_address_is_called(tmp_path: Path, data: str) -> None:
    url = "http://127.0.0.1:9/"
    result = ask(tmp_path, data, f"SELECT ?s\n{{ SERVICE <{url}> {{ ?s ?p ?o }} }}", "--allow-service", url)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("cengji: the query failed: The port 9 is not allowed")


@pytest.mark.parametrize(
    ("body", "options", "message"),
    [
        (RUNAWAY, ["--timeout", "0.5"], "cengji: the query took longer than 0.5 s; narrow it, or raise --timeout\n"),
        (
            "SELECT ?s\n{ ?s ?p ?o }",
            ["--max-rows", "199"],
            "cengji: the query gives more than 199 rows; add a LIMIT, or raise --max-rows\n",
        ),
        (
            "SELECT ?s\n{ ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?g ?d ?a ?s",
            ["--max-memory", "64", "--timeout", "none"],
            "cengji: the query needs more than 64 MB of memory; narrow it, or raise --max-memory\n",
        ),
    ],
)
def test_a_bound_is_kept(tmp_path: Path, data: str, body: str, options: list[str], message: str) -> None:
    result = ask(tmp_path, data, body, *options)
    assert (result.exit_code, result.stdout, result.stderr) == (4, "", message)


def test_a_bound_holds_for_the_library_too(tmp_path: Path) -> None:
    path = tmp_path / "posts.ttl"
    path.write_text(
        "@prefix cj: <https://w3id.org/cengji/ontology#> . @prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:a> a org:Post ; cj:inCase <urn:c> ; cj:status <urn:x> ; org:postIn <urn:b> ; skos:prefLabel "甲"@zh .\n',
        encoding="utf-8",
    )
    command = ["query", "posts", "--data", str(path), "-f", "csv"]
    free, bounded = CliRunner().invoke(cengji, command), CliRunner().invoke(cengji, [*command, "--max-rows", "1"])
    assert (bounded.exit_code, bounded.stdout) == (0, free.stdout)
    assert CliRunner().invoke(cengji, [*command, "--max-rows", "0"]).exit_code == 4


@pytest.mark.parametrize("url", ["a.example", "file:///etc/passwd"])
def test_an_address_is_one_of_the_web(tmp_path: Path, data: str, url: str) -> None:
    result = ask(tmp_path, data, "SELECT ?s\n{ ?s ?p ?o }", "--allow-service", url)
    assert (result.exit_code, result.stderr) == (
        2,
        f"cengji: --allow-service takes an address that begins with http:// or https://, not {url!r}\n",
    )
