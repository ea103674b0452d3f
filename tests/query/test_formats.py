"""An answer in the formats of the standards, of spreadsheets, of pages and of Markdown."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cengji.core.errors import QueryError, UsageError
from cengji.core.neutralize import neutralize_cell
from cengji.dataset import Dataset
from cengji.query import FORMATS, Table, write_answer
from cengji.query.answers import ask

TEXT = '甲 "乙", <丙>\n=1+1'
QUERY = "SELECT ?s ?label ?size ?none WHERE { ?s <urn:label> ?label ; <urn:size> ?size OPTIONAL { ?s <urn:none> ?none } } ORDER BY ?s"
OF_ROWS, OF_YES_OR_NO, OF_TRIPLES = FORMATS[:7], FORMATS[:4], FORMATS[7:]


@pytest.fixture(scope="module")
def data() -> Dataset:
    """One thing with a label full of what formats must escape."""
    node, graph = ox.NamedNode("urn:s"), ox.NamedNode("urn:g")
    size = ox.Literal("6600", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    return Dataset(
        [
            ox.Quad(node, ox.NamedNode("urn:label"), ox.Literal(TEXT, language="zh"), graph),
            ox.Quad(node, ox.NamedNode("urn:size"), size, graph),
        ]
    )


def written(data: Dataset, name: str) -> bytes:
    """Write the answer to the one question."""
    return write_answer(data.select(QUERY), name)


def test_json_is_of_the_standard(data: Dataset) -> None:
    assert json.loads(written(data, "json")) == {
        "head": {"vars": ["s", "label", "size", "none"]},
        "results": {
            "bindings": [
                {
                    "s": {"type": "uri", "value": "urn:s"},
                    "label": {"type": "literal", "value": TEXT, "xml:lang": "zh"},
                    "size": {"type": "literal", "value": "6600", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
                }
            ]
        },
    }


def test_csv_is_of_the_standard(data: Dataset) -> None:
    assert written(data, "csv").decode() == 's,label,size,none\r\nurn:s,"甲 ""乙"", <丙>\n=1+1",6600,\r\n'


def test_tsv_has_terms(data: Dataset) -> None:
    assert (
        written(data, "tsv").decode()
        == '?s\t?label\t?size\t?none\n<urn:s>\t"甲 \\"乙\\", <丙>\\n=1+1"@zh\t"6600"^^<http://www.w3.org/2001/XMLSchema#decimal>\t\n'
    )


def test_xml_reads_back(data: Dataset) -> None:
    solutions = ox.parse_query_results(written(data, "xml"), format=ox.QueryResultsFormat.XML)
    assert isinstance(solutions, ox.QuerySolutions)
    assert Table.of(solutions) == Table.of(data.select(QUERY))


@pytest.mark.parametrize("name", OF_ROWS)
def test_a_table_is_written_as_the_solutions_are(data: Dataset, name: str) -> None:
    assert write_answer(Table.of(data.select(QUERY)), name) == written(data, name)


@pytest.mark.parametrize("name", OF_ROWS)
def test_no_rows_still_name_the_columns(data: Dataset, name: str) -> None:
    empty = write_answer(data.select("SELECT ?left ?right WHERE { ?left <urn:absent> ?right }"), name).decode()
    assert "left" in empty
    assert "right" in empty


def test_csv_for_spreadsheets_runs_nothing() -> None:
    cells = ["=1+1", "+1-1", "-2+3", "@SUM(A1)", "\tx", "\rx", "＝1", "-5", "+86.5%", "1e-5", 'a"b,c;d', "网格-1", ""]
    table = Table(["=x", "n"], [(ox.Literal(cell), None) for cell in cells])
    content = write_answer(table, "csv-excel")
    assert content.startswith(b'\xef\xbb\xbf"\'=x","n"\r\n')
    assert content.count(b"\r\n") == 1 + len(cells)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]
    shown = ["'=1+1", "'+1-1", "'-2+3", "'@SUM(A1)", "'\tx", "'\rx", "'＝1", "-5", "+86.5%", "1e-5", 'a"b,c;d', "网格-1", ""]
    assert [row[0] for row in rows] == shown


@given(st.text())
def test_a_neutral_cell_is_a_number_or_begins_with_nothing_that_runs(text: str) -> None:
    cell = neutralize_cell(text)
    assert cell in (text, f"'{text}")
    if cell.startswith(("=", "@", "\t", "\r", "\n")):
        pytest.fail(cell)
    if cell.startswith(("+", "-")):
        float(cell.removesuffix("%"))


def test_markdown_holds_only_text_and_links() -> None:
    node = ox.NamedNode("https://a.example/x_y")
    cells = [
        "a|b",
        "*a* _b_ `c`",
        "<script>",
        "[x](javascript:y)",
        "a\r\nb\u2028c",
        "\\",
        "https://b.example www.c.example",
        "\u202ex",
        "$x$ ~y~ &amp;",
    ]
    table = Table(["a_b", "t"], [(node, ox.NamedNode("javascript:x")), *((None, ox.Literal(cell)) for cell in cells)])
    assert write_answer(table, "md").decode().splitlines() == [
        r"| a\_b | t |",
        "| --- | --- |",
        "| <https://a.example/x_y> | javascript:x |",
        r"|  | a\|b |",
        r"|  | \*a\* \_b\_ \`c\` |",
        r"|  | \<script\> |",
        r"|  | \[x\](javascript:y) |",
        "|  | a<br>b<br>c |",
        r"|  | \\ |",
        r"|  | https\://b.example www\.c.example |",
        "|  | \N{REPLACEMENT CHARACTER}x |",
        r"|  | \$x\$ \~y\~ \&amp; |",
    ]


def test_html_is_a_page_without_scripts_and_calls(data: Dataset) -> None:
    page = written(data, "html").decode()
    assert page.startswith('<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>s, label, size, none</title>\n<style>')
    row = '<tr><td>urn:s</td><td lang="zh">甲 &quot;乙&quot;, &lt;丙&gt;<br>=1+1</td><td class="n">6600</td><td></td></tr>'
    assert f"<tbody>\n{row}\n</tbody>" in page
    assert not {"<script", "http:", "https:", "src="} & {word for word in ("<script", "http:", "https:", "src=") if word in page}


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("csv", b"true\n"),
        ("tsv", b"true\n"),
        ("json", b'{"head":{},"boolean":true}'),
        (
            "xml",
            b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head><boolean>true</boolean></sparql>',
        ),
    ],
)
def test_yes_or_no(name: str, yes: bytes) -> None:
    assert write_answer(True, name) == yes
    assert write_answer(False, name) == yes.replace(b"true", b"false")


@pytest.mark.parametrize("name", OF_TRIPLES)
def test_triples_read_back(data: Dataset, name: str) -> None:
    triples = ask(data, "CONSTRUCT { ?o <https://w3id.org/cengji/ontology#of> ?s . ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(triples, tuple)
    content = write_answer(triples, name)
    syntax = {"ttl": "ttl", "nt": "nt", "jsonld": "jsonld", "rdf": "rdf"}[name]
    found = {quad.triple for quad in ox.parse(content, format=ox.RdfFormat.from_extension(syntax) or ox.RdfFormat.TURTLE)}
    assert found == set(triples)
    assert content == write_answer(triples[::1], name)


def test_turtle_declares_what_it_uses_and_no_more(data: Dataset) -> None:
    triples = ask(data, "CONSTRUCT { ?s a <https://w3id.org/cengji/ontology#Case> } WHERE { ?s <urn:size> ?o }")
    assert write_answer(triples, "ttl").decode().splitlines() == [
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
        "@prefix cj: <https://w3id.org/cengji/ontology#> .",
        "<urn:s> a cj:Case .",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [(QUERY, OF_TRIPLES), ("ASK {}", FORMATS[4:]), ("DESCRIBE <urn:s>", OF_ROWS)],
)
def test_what_a_format_cannot_hold_is_refused(data: Dataset, text: str, names: tuple[str, ...]) -> None:
    for name in names:
        with pytest.raises(UsageError, match=f"^the answer is .*, which {name} cannot hold; use one of: "):
            write_answer(ask(data, text), name)


def test_unknown_format_is_refused(data: Dataset) -> None:
    with pytest.raises(UsageError) as caught:
        written(data, "xlsx")
    assert str(caught.value) == (
        "there is no answer format 'xlsx'; use one of: table, csv, tsv, json, xml, csv-excel, md, html, ttl, nt, jsonld, rdf"
    )


@pytest.mark.parametrize("text", ["SELECT ?s WHERE {", "ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_what_is_no_select_is_refused(data: Dataset, text: str) -> None:
    with pytest.raises(QueryError):
        data.select(text)


def test_xml_holds_what_it_can_and_says_what_it_cannot(data: Dataset) -> None:
    assert b"<literal>a&#13;b</literal>" in write_answer(data.select('SELECT ("a\\rb" AS ?x) {}'), "xml")
    for query, name in (
        ('SELECT ("a\\u0001b" AS ?x) {}', "xml"),
        ('SELECT ("a\\uFFFEb" AS ?x) {}', "xml"),
        ('CONSTRUCT { <urn:a> <http://e/p> "a\\u0001b" } {}', "rdf"),
        ('CONSTRUCT { <urn:a> <http://e/1> "b" } {}', "rdf"),
    ):
        with pytest.raises(UsageError, match=r"U\+|name an element"):
            write_answer(ask(data, query), name)
    blank = write_answer(ask(data, 'CONSTRUCT { _:b <http://e/p> "a\\rb" } {}'), "rdf")
    assert b'rdf:nodeID="b' in blank
    assert b"a&#13;b" in blank
