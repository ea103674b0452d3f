"""An answer in the formats of the SPARQL standards, and as a table in Python."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from graph.dataset import Dataset
from graph.errors import QueryError, UsageError
from graph.query import FORMATS, Table, write_answer

TEXT = '甲 "乙", <丙>\n=1+1'
QUERY = "SELECT ?s ?label ?size ?none WHERE { ?s <urn:label> ?label ; <urn:size> ?size OPTIONAL { ?s <urn:none> ?none } } ORDER BY ?s"


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


def test_csv_has_plain_values(data: Dataset) -> None:
    rows = list(csv.reader(io.StringIO(written(data, "csv").decode(), newline="")))
    assert rows == [["s", "label", "size", "none"], ["urn:s", TEXT, "6600", ""]]


def test_tsv_has_terms(data: Dataset) -> None:
    assert (
        written(data, "tsv").decode()
        == '?s\t?label\t?size\t?none\n<urn:s>\t"甲 \\"乙\\", <丙>\\n=1+1"@zh\t"6600"^^<http://www.w3.org/2001/XMLSchema#decimal>\t\n'
    )


def test_xml_reads_back(data: Dataset) -> None:
    solutions = ox.parse_query_results(written(data, "xml"), format=ox.QueryResultsFormat.XML)
    assert isinstance(solutions, ox.QuerySolutions)
    assert Table.of(solutions) == Table.of(data.select(QUERY))


@pytest.mark.parametrize("name", FORMATS)
def test_no_rows_still_name_the_columns(data: Dataset, name: str) -> None:
    empty = write_answer(data.select("SELECT ?left ?right WHERE { ?left <urn:absent> ?right }"), name).decode()
    assert "left" in empty
    assert "right" in empty


def test_unknown_format_is_refused(data: Dataset) -> None:
    with pytest.raises(UsageError) as caught:
        written(data, "xlsx")
    assert str(caught.value) == "there is no answer format 'xlsx'; use one of: table, csv, json, tsv, xml"


def test_table_keeps_order_and_gaps(data: Dataset) -> None:
    table = Table.of(data.select(QUERY))
    assert table.columns == ("s", "label", "size", "none")
    assert list(table.texts()) == [("urn:s", TEXT, "6600", "")]
    assert table.rows[0][3] is None


@pytest.mark.parametrize("text", ["SELECT ?s WHERE {", "ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_what_is_no_select_is_refused(data: Dataset, text: str) -> None:
    with pytest.raises(QueryError):
        data.select(text)
