"""Every query of the library on real servers, and whole graphs there and back: nothing differs but what is listed here."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from cengji.cli import cengji
from cengji.core.errors import UnavailableError, UsageError
from cengji.core.namespaces import ROOT
from cengji.core.queryfile import read_query_file
from cengji.dataset import Dataset
from cengji.export import write_rdf
from cengji.query import Catalogue, answer
from cengji.query.endpoint import Endpoint
from cengji.query.names import Names
from tests.conftest import ROOT as REPOSITORY
from tests.endpoints.conftest import MOST_ROWS, Server
from tests.query.test_golden import PARAMETERS

NAMES: Final = [query.name for query in Catalogue()]
OF_A_CASE: Final = [query.name for query in Catalogue() if "case" in {parameter.name for parameter in query.parameters}]
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
CHANGED: Final = {
    "a decimal of more than 15 places": (("0.123456789012345678", "decimal"), ("0.123456789012346", "decimal")),
    "a double with an exponent": (("1.5E3", "double"), ("1500.0", "double")),
    "an integer beyond 64 bits": (("9223372036854775808", "integer"), ("9223372036854775808", "decimal")),
    "an integer that is none": (("many", "integer"), ("0", "integer")),
}
"""Literals that Virtuoso changes: as pushed, as pulled. Oxigraph gives all but the double back, the double as its canonical form."""


@pytest.fixture(scope="module")
def names(server: Server) -> Names:
    """What labels and keys mean, looked up on the server once."""
    return Names(server.transfer.endpoint)


def compare(name: str, parameters: dict[str, str] | None, server: Server, names: Names, dataset: Dataset) -> None:
    """Hold the rows of a server, term by term and in their order, against those of the same process."""
    there, here = (
        [tuple(map(str, row)) for row in answer(Catalogue()[name], data, parameters, names=known)]
        for data, known in ((server.transfer.endpoint, names), (dataset, None))
    )
    assert there == here


@pytest.mark.parametrize("name", NAMES)
def test_query_gives_the_same_rows(name: str, server: Server, names: Names, dataset: Dataset) -> None:
    compare(name, PARAMETERS.get(name), server, names, dataset)


@pytest.mark.parametrize("name", OF_A_CASE)
def test_query_about_a_case_gives_the_same_rows(name: str, server: Server, names: Names, dataset: Dataset) -> None:
    compare(name, {"case": "wujiang"}, server, names, dataset)


def test_deviations_are_those_of_the_documentation() -> None:
    page = (REPOSITORY / "docs" / "endpoints.md").read_text(encoding="utf-8")
    assert all(f"| {kind} |" in page for kind in CHANGED)


def test_pull_gives_back_what_push_sent(server: Server, dataset: Dataset) -> None:
    graphs = [graph for graph in server.transfer.graphs() if graph.startswith(ROOT)]
    assert write_rdf(Dataset(server.transfer.pull(graphs)), "nq") == write_rdf(dataset, "nq")


@pytest.mark.parametrize("kind", CHANGED)
def test_literal_comes_back_as_listed(kind: str, server: Server) -> None:
    pushed, pulled = (ox.Literal(text, datatype=ox.NamedNode(XSD + name)) for text, name in CHANGED[kind])
    server.transfer.store.put("urn:literal", [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), pushed)])
    (came,) = server.transfer.store.get("urn:literal")
    server.transfer.store.delete("urn:literal")
    kept = ox.Store()
    kept.add(ox.Quad(came.subject, came.predicate, pushed))
    assert came.object == (pulled if server.name == "virtuoso" else next(iter(kept)).object)


@pytest.mark.parametrize(
    "text", ["\" ' \\ 網格 \t\n} ) # ?x", '\\u0022 } SELECT * { ?s ?p "', "\\", "'''\"\"\"", "", "🀄 {case}", '"@en . <urn:a> <urn:b> "']
)
def test_value_of_a_parameter_stays_a_value(text: str, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "echo.rq"
    head = "# question(zh): x\n# question(en): x\n# param: ?text text required  what comes back\n# columns: ?text text | ?number integer\n"
    file.write_text(head + 'SELECT ?text ?number\nWHERE {\n  VALUES ?number { 1 }\n  VALUES ?text { "x" }  # param\n}\n', encoding="utf-8")
    (row,) = answer(read_query_file(file, tmp_path), server.transfer.endpoint, {"text": text})
    assert row[0] == ox.Literal(text)


def test_ask_and_construct(server: Server, dataset: Dataset) -> None:
    endpoint = server.transfer.endpoint
    case = f"{ROOT}case/gusu"
    assert endpoint.ask(f"ASK {{ <{case}> ?p ?o }}")
    assert not endpoint.ask("ASK { <urn:absent> ?p ?o }")
    text = f"CONSTRUCT {{ <{case}> ?p ?o }} WHERE {{ <{case}> ?p ?o }}"
    assert {str(t) for t in endpoint.construct(text)} == {str(t) for t in dataset.construct(text)} != set()


def test_prune_deletes_graphs_of_the_project_alone(server: Server, dataset: Dataset) -> None:
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("x"))
    gone, other = f"{ROOT}case/gone", "urn:other"
    for graph in (gone, other):
        server.transfer.store.put(graph, [triple])
    assert [graph for graph, size in server.transfer.push(dataset, prune=True) if not size] == [gone]
    assert other in server.transfer.graphs()
    server.transfer.store.delete(other)
    assert other not in server.transfer.graphs()
    assert server.transfer.store.get(other) == []


def test_put_replaces(server: Server) -> None:
    first, second = (ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(text)) for text in ("first", "second"))
    for triple in (first, second):
        server.transfer.store.put("urn:replaced", [triple])
    assert [quad.triple for quad in server.transfer.store.get("urn:replaced")] == [second]
    server.transfer.store.delete("urn:replaced")


def test_answer_that_the_server_cuts_is_refused(server: Server, dataset: Dataset) -> None:
    assert len(dataset) > MOST_ROWS
    text = "SELECT ?s ?p ?o { ?s ?p ?o }"
    if server.name == "virtuoso":
        with pytest.raises(UnavailableError, match=f"has cut the answer .*{MOST_ROWS}"):
            server.transfer.endpoint.select(text)
    else:
        assert len(list(server.transfer.endpoint.select(text))) == len(dataset)


def test_default_graph_that_hides_the_named_ones_is_no_answer(server: Server, dataset: Dataset) -> None:
    bare = Endpoint(server.url.partition("?")[0])
    text = "SELECT (COUNT(*) AS ?n) { ?s a ?class ; <https://w3id.org/cengji/ontology#inCase> ?case }"
    if server.name == "virtuoso":
        assert bare.rows(text) == dataset.rows(text)
    else:
        with pytest.raises(UnavailableError, match="has named graphs, but its default graph is empty"):
            bare.select(text)
    assert bare.ask("ASK { GRAPH ?g { ?s ?p ?o } }")


def test_commands_push_query_and_pull(server: Server, dataset: Dataset, tmp_path: Path) -> None:
    whole = write_rdf(dataset, "nq")
    (tmp_path / "graph.nq").write_bytes(whole)
    cli, graph = CliRunner(), f"{ROOT}curation/gusu"
    done = cli.invoke(cengji, ["push", server.url, "--data", str(tmp_path / "graph.nq"), "--graph", graph])
    assert (done.exit_code, done.stderr.splitlines()[0].split()[1]) == (0, graph)
    done = cli.invoke(cengji, ["pull", server.url, "--graph", graph, "-o", str(tmp_path / "pulled.nq")])
    assert (done.exit_code, (tmp_path / "pulled.nq").read_bytes()) == (
        0,
        b"".join(line for line in whole.splitlines(True) if line.endswith(f"<{graph}> .\n".encode())),
    )
    here, there = (
        cli.invoke(cengji, ["query", "figures", "-p", "case=gusu", "-f", "json", *source])
        for source in (["--data", str(tmp_path / "graph.nq")], ["--endpoint", server.url])
    )
    assert (there.exit_code, there.stdout) == (0, here.stdout)
    done = cli.invoke(cengji, ["pull", server.url, "--graph", "urn:absent"])
    assert (done.exit_code, done.stdout) == (2, "")
    with pytest.raises(UsageError, match="no graph urn:absent"):
        list(server.transfer.push(dataset, ["urn:absent"]))
