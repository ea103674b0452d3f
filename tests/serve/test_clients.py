"""Other people's clients against the server: SPARQLWrapper, rdflib, pandas, curl, Comunica, our own, and schemathesis over the OpenAPI."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode

import cengji
from cengji.dataset import Dataset
from cengji.query import Catalogue
from tests.conftest import need
from tests.serve.conftest import Served
from tests.system_packages import COMUNICA

CASES = "SELECT ?s { ?s a <https://w3id.org/cengji/ontology#Case> } ORDER BY ?s"
PLAIN = [query for query in Catalogue() if not any(one.required for one in query.parameters)]


def test_sparqlwrapper_reads_each_query_of_the_library_as_a_query() -> None:
    """It looks for keywords of updates in comments too, of which it takes some lines for none."""
    wrapper = pytest.importorskip("SPARQLWrapper")
    kinds = {}
    for query in Catalogue():
        client = wrapper.SPARQLWrapper("http://127.0.0.1:9/")
        client.setQuery(query.text)
        kinds[query.name] = client.queryType
    assert {name for name, kind in kinds.items() if kind != "SELECT"} == set()


def test_sparqlwrapper_gets_the_rows_of_each_query_of_the_library(served: Served, dataset: Dataset) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{served.url}/sparql", returnFormat=wrapper.JSON)
    for query in PLAIN:
        client.setQuery(query.text)
        rows = client.queryAndConvert()["results"]["bindings"]
        columns = [column.name for column in query.columns]
        found = [tuple(row[name]["value"] if name in row else None for name in columns) for row in rows]
        assert found == dataset.rows(query.text), query.name


def test_rdflib_asks_the_server_as_a_store(served: Served, dataset: Dataset) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    expected = [row[0] for row in dataset.rows(CASES)]
    for form in ("xml", "json"):
        for method in ("GET", "POST", "POST_FORM"):
            graph = rdflib.Graph(SPARQLStore(f"{served.url}/sparql", returnFormat=form, method=method))
            assert [str(row[0]) for row in graph.query(CASES)] == expected, (form, method)  # type: ignore[index]
    kind = rdflib.URIRef("https://w3id.org/cengji/ontology#Case")
    assert sorted(map(str, graph.subjects(rdflib.RDF.type, kind))) == expected


def test_pandas_reads_csv_by_the_address(served: Served) -> None:
    pandas: Any = pytest.importorskip("pandas")
    table = pandas.read_csv(io.BytesIO(served.ask("GET", "/query/ladders?case=gusu&format=csv").body))
    mine = cengji.open().query("ladders", case="gusu")
    assert (list(table.columns), len(table)) == (list(mine.columns), len(mine))


def test_curl_negotiates_sends_and_follows(served: Served) -> None:
    def curl(*arguments: str) -> str:
        return subprocess.run(["curl", "-sSf", "--max-time", "60", *arguments], capture_output=True, text=True, check=True).stdout

    assert curl("--compressed", "-H", "Accept: text/csv", f"{served.url}/query/ladders?case=gusu").startswith("case,place,ladder")
    sent = ("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/tab-separated-values", "--data-binary", CASES)
    assert curl(*sent, f"{served.url}/sparql").startswith("?s\n<https://w3id.org/cengji/case/")
    assert "<https://w3id.org/cengji/case/gusu>" in curl("-L", "-H", "Accept: application/n-triples", f"{served.url}/case/gusu")


ASKING = """
const { QueryEngine } = require("@comunica/query-sparql");
const { source, queries } = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const engine = new QueryEngine();
  const found = [];
  for (const { text, columns } of queries) {
    const rows = await (await engine.queryBindings(text, { sources: [{ type: "sparql", value: source }] })).toArray();
    found.push(rows.map(row => columns.map(name => row.get(name)?.value ?? null)));
  }
  console.log(JSON.stringify(found));
})();
"""


@pytest.mark.foreign
def test_comunica_asks_the_server_as_a_source(served: Served, dataset: Dataset) -> None:
    """It sends what it can to the server, of some queries as parts that it joins itself; rows of a query without an order come in any."""
    node = shutil.which("node")
    need("Node and Comunica (python tests/system_packages.py)", node and (COMUNICA / "node_modules").is_dir())
    asked = [query for query in PLAIN if query.name in ("ladders", "measure-kinds-by-place", "posts", "proposals", "relations", "shares")]
    queries = [{"text": query.text, "columns": [column.name for column in query.columns]} for query in asked]
    order = json.dumps({"source": f"{served.url}/sparql", "queries": queries})
    done = subprocess.run([str(node), "-e", ASKING], cwd=COMUNICA, input=order, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    for query, rows in zip(asked, json.loads(done.stdout), strict=True):
        assert sorted(map(tuple, rows), key=str) == sorted(dataset.rows(query.text), key=str), query.name


def test_cengji_asks_and_pulls(served: Served, dataset: Dataset) -> None:
    graph = cengji.open(endpoint=f"{served.url}/query")
    assert list(graph.query("ladders", case="gusu").texts()) == list(cengji.Graph(dataset).query("ladders", case="gusu").texts())
    places = "https://w3id.org/cengji/graph/places"
    pulled = cengji.pull(f"{served.url}/query", graphs=[places])
    assert set(pulled.dataset.store) == {quad for quad in dataset.store if str(quad.graph_name) == f"<{places}>"}


HOOKS = """
import schemathesis
from hypothesis.strategies import sampled_from

TEXTS = ["ASK { ?s ?p ?o }", "SELECT * { ?s a ?class } LIMIT 2", "CONSTRUCT { ?s ?p '层' } { ?s ?p 1 }", "DESCRIBE <urn:none>"]
schemathesis.openapi.format("sparql-query", sampled_from(TEXTS))
schemathesis.openapi.format("cengji-name", sampled_from(["gusu", "cj:Case", "https://w3id.org/cengji/id/place/320508"]))


@schemathesis.hook
def filter_case(context, case):
    names = set(case.query or {})
    if case.path == "/store":
        return len(names & {"graph", "default"}) == 1
    return not names or "query" in names or (case.method, case.path) != ("GET", "/sparql")
"""
"""What a schema cannot say: which texts are SPARQL, what there is in the data, and which parameters need or exclude others."""


@pytest.mark.slow
def test_schemathesis_finds_nothing(served: Served, dataset: Dataset, tmp_path: Path) -> None:
    need("schemathesis", find_spec("schemathesis"))
    asked = "--phases examples,coverage,fuzzing --max-examples 10 --seed 1"
    families = {parameter.family for query in Catalogue() for parameter in query.parameters if parameter.family}
    things = sorted({quad.subject.value for quad in dataset.store if isinstance(quad.subject, NamedNode)})
    known = {family: [thing for thing in things if thing.startswith(family)][:2] for family in sorted(families)}
    named = [f'schemathesis.openapi.format("cengji-{family.split("/")[-2]}", sampled_from({known[family]}))\n' for family in known]
    (tmp_path / "hooks.py").write_text(HOOKS + "".join(named), encoding="utf-8")
    # 503 is an answer that the description has: the limits of time hold for what it asks too.
    allowed = '[checks.not_a_server_error]\nexpected-statuses = ["2xx", "3xx", "4xx", "503"]\n'
    (tmp_path / "schemathesis.toml").write_text(allowed, encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from schemathesis.cli import schemathesis as s; s()",
        "run",
        f"{served.url}/openapi.json",
        *f"{asked} --request-timeout 60 --continue-on-failure".split(" "),
    ]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "hooks"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
