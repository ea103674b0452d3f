"""The SPARQL 1.1 Protocol and the Graph Store HTTP Protocol as a table of requests, written from the specifications."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from cengji.dataset import Dataset
from tests.serve.conftest import Got, Served

CASE = "https://w3id.org/cengji/ontology#Case"
GRAPH, PLACES = "https://w3id.org/cengji/case/gusu", "https://w3id.org/cengji/graph/places"
ROWS, YES = f"SELECT ?s {{ ?s a <{CASE}> }} ORDER BY ?s", f"ASK {{ ?s a <{CASE}> }}"
MADE = f"CONSTRUCT {{ ?s a <{CASE}> }} WHERE {{ ?s a <{CASE}> }}"
IN_GRAPHS = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s a <{CASE}> }} }} ORDER BY ?g"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML, CSV, TSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"
TURTLE, NT, JSONLD, RDF = "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"
PROBLEM = "application/problem+json"


class Row(NamedTuple):
    """A request, and the status and the media type that answer it."""

    name: str
    method: str
    path: str
    status: int
    media: str = ""
    accept: str | None = None
    type: str | None = None
    body: str | bytes | None = None


def of(query: str, *more: tuple[str, str], at: str = "/sparql") -> str:
    return f"{at}?{urlencode([('query', query), *more])}"


PROTOCOL = [
    # 2.1.1 query via GET
    Row("get", "GET", of(ROWS), 200, JSON),
    Row("get at the other address", "GET", of(ROWS, at="/query"), 200, JSON),
    Row("get, empty query", "GET", of(""), 400, PROBLEM),
    Row("get, two queries", "GET", of(ROWS, ("query", YES)), 400, PROBLEM),
    Row("get, other fields only", "GET", "/sparql?default-graph-uri=urn:a", 400, PROBLEM),
    Row("get, unknown field is passed over", "GET", of(ROWS, ("other", "5")), 200, JSON),
    Row("get, a time", "GET", of(ROWS, ("timeout", "60.5")), 200, JSON),
    Row("get, less time than any answer takes", "GET", of(ROWS, ("timeout", "0.01")), 400, PROBLEM),
    Row("get, one of two times is none", "GET", of(ROWS, ("timeout", "60"), ("timeout", "long")), 400, PROBLEM),
    Row("get, no time", "GET", of(ROWS, ("timeout", "long")), 400, PROBLEM),
    Row("get, not SPARQL", "GET", of("SELEKT"), 400, PROBLEM),
    Row("get, update", "GET", "/sparql?update=CLEAR+ALL", 403, PROBLEM),
    Row("get, an update for a query", "GET", of("INSERT DATA { <urn:a> <urn:b> <urn:c> }"), 403, PROBLEM),
    Row("head", "HEAD", of(ROWS), 200, JSON),
    Row("head, faulty", "HEAD", of("SELEKT"), 400, PROBLEM),
    # 2.1.2 query via POST with URL-encoded parameters
    Row("form", "POST", "/sparql", 200, JSON, type=FORM, body=urlencode({"query": ROWS})),
    Row("form, charset said", "POST", "/sparql", 200, JSON, type=f"{FORM}; charset=UTF-8", body=urlencode({"query": ROWS})),
    Row("form, no query", "POST", "/sparql", 400, PROBLEM, type=FORM, body="a=b"),
    Row("form, empty", "POST", "/sparql", 400, PROBLEM, type=FORM, body=""),
    Row("form, query in the address too", "POST", of(ROWS), 400, PROBLEM, type=FORM, body=urlencode({"query": ROWS})),
    Row("form, two queries", "POST", "/sparql", 400, PROBLEM, type=FORM, body=urlencode([("query", ROWS), ("query", YES)])),
    Row("form, update", "POST", "/sparql", 403, PROBLEM, type=FORM, body="update=CLEAR+ALL"),
    Row("form, not UTF-8", "POST", "/sparql", 400, PROBLEM, type=FORM, body="query=%ff%fe"),
    # 2.1.3 query via POST directly
    Row("direct", "POST", "/sparql", 200, JSON, type=QUERY, body=ROWS),
    Row("direct, Chinese", "POST", "/sparql", 200, JSON, type=QUERY, body='SELECT ?s { ?s ?p "网格"@zh }'),
    Row("direct, not UTF-8", "POST", "/sparql", 400, PROBLEM, type=QUERY, body=b"ASK { ?s ?p '\xff' }"),
    Row("direct, other charset", "POST", "/sparql", 415, PROBLEM, type=f"{QUERY}; charset=gbk", body=ROWS),
    Row("direct, query in the address too", "POST", of(ROWS), 400, PROBLEM, type=QUERY, body=ROWS),
    Row("direct, empty", "POST", "/sparql", 400, PROBLEM, type=QUERY, body=""),
    Row("no media type", "POST", "/sparql", 415, PROBLEM, body=ROWS),
    Row("another media type", "POST", "/sparql", 415, PROBLEM, type="application/json", body="{}"),
    Row("update, direct", "POST", "/sparql", 403, PROBLEM, type=UPDATE, body="CLEAR ALL"),
    Row("put", "PUT", "/sparql", 405, PROBLEM, type=QUERY, body=ROWS),
    Row("delete", "DELETE", "/sparql", 405, PROBLEM),
    # 2.1.4 dataset
    Row("faulty graph", "GET", of(ROWS, ("default-graph-uri", "no iri")), 400, PROBLEM),
    # 2.1.5 accepted response formats
    *(Row(f"rows as {media}", "GET", of(ROWS), 200, media, accept=media) for media in (JSON, XML, CSV, TSV)),
    *(Row(f"yes as {media}", "GET", of(YES), 200, media, accept=media) for media in (JSON, XML, CSV, TSV)),
    *(Row(f"triples as {media}", "GET", of(MADE), 200, media, accept=media) for media in (TURTLE, NT, JSONLD, RDF)),
    Row("any", "GET", of(ROWS), 200, JSON, accept="*/*"),
    Row("any triples", "GET", of(MADE), 200, TURTLE, accept="*/*"),
    Row("empty accept", "GET", of(ROWS), 200, JSON, accept=""),
    Row("by quality", "GET", of(ROWS), 200, XML, accept=f"{CSV};q=0.5, {XML};q=0.9, */*;q=0.1"),
    Row("by type", "GET", of(ROWS), 200, CSV, accept="text/*;q=0.9, application/*;q=0.2"),
    Row("refused by quality", "GET", of(ROWS), 200, XML, accept=f"{JSON};q=0, application/json;q=0, */*"),
    Row("parameters of a type", "GET", of(ROWS), 200, CSV, accept="text/csv; charset=utf-8; header=present"),
    Row("plain JSON", "GET", of(ROWS), 200, JSON, accept="application/json"),
    Row("nothing of rows", "GET", of(ROWS), 406, PROBLEM, accept=TURTLE),
    Row("nothing of triples", "GET", of(MADE), 406, PROBLEM, accept=CSV),
    Row("nothing at all", "GET", of(ROWS), 406, PROBLEM, accept="image/png"),
    Row("faulty quality", "GET", of(ROWS), 406, PROBLEM, accept="text/csv;q=much"),
    # service description
    Row("service", "GET", "/sparql", 200, TURTLE),
    *(Row(f"service as {media}", "GET", "/sparql", 200, media, accept=media) for media in (TURTLE, NT, JSONLD, RDF)),
    Row("service as a picture", "GET", "/sparql", 406, PROBLEM, accept="image/png"),
    # Graph Store HTTP Protocol, 5.2 GET, 5.8 HEAD
    Row("graph", "GET", f"/store?graph={quote(GRAPH)}", 200, TURTLE),
    Row("graph, head", "HEAD", f"/store?graph={quote(GRAPH)}", 200, TURTLE),
    *(Row(f"graph as {media}", "GET", f"/store?graph={quote(GRAPH)}", 200, media, accept=media) for media in (TURTLE, NT, JSONLD, RDF)),
    Row("default graph", "GET", "/store?default", 200, TURTLE),
    Row("default graph with =", "GET", "/store?default=", 200, TURTLE),
    Row("no such graph", "GET", "/store?graph=urn:none", 404, PROBLEM),
    Row("graph as rows", "GET", f"/store?graph={quote(GRAPH)}", 406, PROBLEM, accept=CSV),
    Row("no graph named", "GET", "/store", 400, PROBLEM),
    Row("both", "GET", f"/store?default&graph={quote(GRAPH)}", 400, PROBLEM),
    Row("two graphs", "GET", f"/store?graph={quote(GRAPH)}&graph=urn:a", 400, PROBLEM),
    Row("relative graph", "GET", "/store?graph=a", 400, PROBLEM),
    *(
        Row(f"{method.lower()} a graph", method, f"/store?graph={quote(GRAPH)}", 405, PROBLEM, type=TURTLE, body="")
        for method in ("PUT", "POST", "DELETE", "PATCH")
    ),
]  # fmt: skip


@pytest.mark.parametrize("row", PROTOCOL, ids=lambda row: row.name)
def test_a_request_is_answered_as_specified(served: Served, row: Row) -> None:
    headers = {name: value for name, value in (("accept", row.accept), ("content_type", row.type)) if value is not None}
    got = served.ask(row.method, row.path, row.body, **headers)
    assert (got.status, got.media) == (row.status, row.media), got.body[:300]
    if row.method == "HEAD":
        assert (got.body, int(got.headers["content-length"]) > 0) == (b"", True)
    elif row.media == PROBLEM:
        assert (got.json()["status"], got.json()["detail"] != "") == (row.status, True)
    else:
        assert got.body
    if row.status == 405:
        assert "GET" in got.headers["allow"]


def graphs(got: Got) -> list[str]:
    return [row["g"] for row in got.values()]


def test_graphs_named_by_the_protocol_replace_those_of_the_text(served: Served) -> None:
    def count(*more: tuple[str, str], query: str = "SELECT ?s { ?s ?p ?o }") -> int:
        return len(served.ask("GET", of(query, *more)).values())

    size = len(list(ox.parse(served.ask("GET", f"/store?graph={quote(PLACES)}").body, format=ox.RdfFormat.TURTLE)))
    assert count(("default-graph-uri", PLACES)) == size
    assert count(("default-graph-uri", PLACES), query=f"SELECT ?s FROM <{GRAPH}> {{ ?s ?p ?o }}") == size  # noqa: S608
    assert count(("named-graph-uri", PLACES)) == 0
    assert count(("named-graph-uri", PLACES), query="SELECT ?s { GRAPH ?g { ?s ?p ?o } }") == size
    assert count(("default-graph-uri", PLACES), query="SELECT ?s { GRAPH ?g { ?s ?p ?o } }") == 0
    assert count(("default-graph-uri", "urn:none")) == 0
    assert graphs(served.ask("GET", of(IN_GRAPHS, ("named-graph-uri", GRAPH), ("named-graph-uri", PLACES)))) == [GRAPH]
    form = urlencode([("query", IN_GRAPHS), ("named-graph-uri", GRAPH)])
    assert graphs(served.ask("POST", "/sparql", form, content_type=FORM)) == [GRAPH]
    assert graphs(served.ask("POST", f"/sparql?named-graph-uri={quote(GRAPH)}", IN_GRAPHS, content_type=QUERY)) == [GRAPH]


def test_all_forms_of_an_answer_say_the_same(served: Served, dataset: Dataset) -> None:
    expected = [row[0] for row in dataset.rows(ROWS)]
    assert [row["s"] for row in served.sparql(ROWS).values()] == expected
    assert served.sparql(ROWS, accept=CSV).body.decode().split("\r\n")[1:-1] == expected
    assert served.sparql(ROWS, accept=TSV).body.decode().splitlines()[1:] == [f"<{one}>" for one in expected]
    assert [served.sparql(ROWS, accept=XML).body.decode().count(f"<uri>{one}</uri>") for one in expected] == [1] * len(expected)
    for media, form in (
        (TURTLE, ox.RdfFormat.TURTLE),
        (NT, ox.RdfFormat.N_TRIPLES),
        (JSONLD, ox.RdfFormat.JSON_LD),
        (RDF, ox.RdfFormat.RDF_XML),
    ):
        made = [quad.subject for quad in ox.parse(served.sparql(MADE, accept=media).body, format=form)]
        assert sorted(subject.value for subject in made) == expected, media  # type: ignore[union-attr]
    assert served.sparql(YES).json()["boolean"] is True


def test_the_service_describes_itself(served: Served) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    store = ox.Store()
    store.load(served.ask("GET", "/sparql").body, format=ox.RdfFormat.TURTLE)
    (row,) = store.query(f"SELECT ?e ?l {{ ?s a <{sd}Service> ; <{sd}endpoint> ?e ; <{sd}supportedLanguage> ?l }}")  # type: ignore[union-attr]
    assert [term.value for term in row] == [f"{served.url}/sparql", f"{sd}SPARQL11Query"]
    names = {quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(f"{sd}name"), None)}  # type: ignore[union-attr]
    assert {GRAPH, PLACES} <= names
