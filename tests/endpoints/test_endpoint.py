"""The client of endpoints and graph stores against a server that misbehaves as told."""

from __future__ import annotations

import base64
import pickle
import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from cengji.cli import cengji
from cengji.core.errors import CengjiWarning, QueryError, UnavailableError, UsageError
from cengji.core.namespaces import UNFINISHED
from cengji.dataset import Dataset
from cengji.query.endpoint import Endpoint
from cengji.query.graphstore import GraphStore
from cengji.query.transfer import Transfer, graph_store_url
from tests.endpoints.conftest import LOGIN, Said, Stub, login

JSON: Final = {"Content-Type": "application/sparql-results+json"}
YES, NO = (Said(body=b'{"head":{},"boolean":%s}' % word, headers=JSON) for word in (b"true", b"false"))
ASK: Final = "ASK { GRAPH ?g { ?s ?p ?o } }"
SELECT: Final = "SELECT ?n { GRAPH ?g { ?s ?p ?n } }"
DIGEST: Final = {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'}
BASIC: Final = {"WWW-Authenticate": 'Basic realm="r"'}
GRAPH: Final = ox.NamedNode("urn:g")


def rows(*numbers: int) -> Said:
    """Return an answer with one integer a row."""
    cells = ", ".join(f'{{"n": {{"type": "literal", "value": "{n}", "datatype": "{integer}"}}}}' for n in numbers)
    return Said(body=f'{{"head": {{"vars": ["n"]}}, "results": {{"bindings": [{cells}]}}}}'.encode(), headers=JSON)


integer: Final = "http://www.w3.org/2001/XMLSchema#integer"


def quick(stub: Stub) -> Endpoint:
    """Return an endpoint that waits for nothing long."""
    return Endpoint(stub.url, seconds=20, megabytes=1, retries=2)


@pytest.mark.parametrize("fault", [Said(429), Said(502), Said(503, headers={"Retry-After": "0"}), Said(504), None])
def test_request_is_made_again(stub: Stub, fault: Said | None) -> None:
    stub.answers = [fault, YES]
    assert quick(stub).ask(ASK)
    assert [asked.method for asked in stub.asked] == ["GET", "GET"]


def test_it_is_not_made_for_ever(stub: Stub) -> None:
    stub.answers = [Said(503, b"busy")]
    with pytest.raises(UnavailableError, match="answers 503: busy"):
        quick(stub).ask(ASK)
    assert len(stub.asked) == 3


def test_message_leaves_out_what_may_be_a_key(stub: Stub) -> None:
    stub.answers = [Said(400), Said(500)]
    endpoint = Endpoint(f"{stub.url}?key=secret", retries=0)
    for _ in stub.answers:
        with pytest.raises((QueryError, UnavailableError)) as caught:
            endpoint.ask(ASK)
        assert "secret" not in str(caught.value)


def test_no_server_is_said(stub: Stub) -> None:
    stub.answers = [None]
    with pytest.raises(UnavailableError, match=r"cannot reach http://127.0.0.1:\d+/query: .*; is the server running there\?"):
        quick(stub).ask(ASK)


def test_faulty_query_is_not_sent_again(stub: Stub) -> None:
    stub.answers = [Said(400, b"Parse error at line 1\n\x1b[31m" + b"x" * 900)]
    with pytest.raises(QueryError) as caught:
        quick(stub).select(SELECT)
    said = str(caught.value)
    assert "refuses the query: Parse error at line 1 \N{REPLACEMENT CHARACTER}[31mxxx" in said
    assert len(said) < 400
    assert said.isprintable()
    assert len(stub.asked) == 1


def test_page_of_an_error_is_read_without_its_markup(stub: Stub) -> None:
    page = b"<html><head><title>Error</title><style>p { color: red }</style></head><body><h1>Down</h1> &amp; out \xe2\x80\xae</body></html>"
    stub.answers = [Said(500, page, {"Content-Type": "text/html; charset=utf-8"})]
    with pytest.raises(UnavailableError, match=r"answers 500: Down & out �$"):
        quick(stub).ask(ASK)


def test_any_success_is_accepted(stub: Stub) -> None:
    stub.answers = [Said(203, YES.body, JSON)]
    assert quick(stub).ask(ASK)


@pytest.mark.parametrize(
    ("way", "challenge", "sent"),
    [
        ("", BASIC, ["", "Basic"]),
        ("", DIGEST, ["", "", "Digest"]),
        ("", {"WWW-Authenticate": 'Basic realm="r", Digest realm="r", nonce="n"'}, ["", "", "Digest"]),
        ("basic", BASIC, ["Basic"]),
        ("digest", DIGEST, ["", "Digest"]),
    ],
)
def test_login(stub: Stub, monkeypatch: pytest.MonkeyPatch, way: str, challenge: dict[str, str], sent: list[str]) -> None:
    login(monkeypatch, {**LOGIN, **({"CENGJI_AUTH": way} if way else {})})
    stub.answers = [*(Said(401, headers=challenge) for _ in sent[1:]), YES]
    endpoint = quick(stub)
    assert endpoint.ask(ASK)
    assert endpoint.ask(ASK)
    headers = [asked.headers.get("Authorization", "") for asked in stub.asked]
    assert [header.partition(" ")[0] for header in headers] == [*sent, sent[-1]]
    if sent[-1] == "Basic":
        assert base64.b64decode(headers[-1].partition(" ")[2]) == b"dba:dba"


def test_digest_never_sends_the_password(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    login(monkeypatch, {**LOGIN, "CENGJI_AUTH": "digest"})
    stub.answers = [Said(401, headers=BASIC)]
    with pytest.raises(UnavailableError, match="refuses the login in CENGJI_USER and CENGJI_PASSWORD"):
        quick(stub).ask(ASK)
    assert [asked.headers.get("Authorization") for asked in stub.asked] == [None]


def test_login_that_is_missing_or_wrong_is_said(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    stub.answers = [Said(401, headers=BASIC)]
    with pytest.raises(UnavailableError, match=r"refuses a request without a login .*; set CENGJI_USER and CENGJI_PASSWORD"):
        quick(stub).ask(ASK)
    login(monkeypatch, LOGIN)
    with pytest.raises(UnavailableError, match="refuses the login in CENGJI_USER and CENGJI_PASSWORD"):
        quick(stub).ask(ASK)
    login(monkeypatch, {"CENGJI_AUTH": "basic"})
    with pytest.raises(UsageError, match="CENGJI_USER is not"):
        quick(stub).ask(ASK)


def test_redirect_is_reported_and_not_followed(stub: Stub) -> None:
    stub.answers = [Said(302, headers={"Location": "http://elsewhere.example/sparql"})]
    with pytest.raises(UnavailableError, match=r"sends on to http://elsewhere\.example/sparql"):
        quick(stub).ask(ASK)
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "a.example/query",
        "http://",
        "http://[::1/",
        "http://a.example:port/",
        "http://u:secret@127.0.0.1/query",
        "http://u:secret@[::1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint(url)
    assert "secret" not in str(caught.value)


def test_short_query_goes_by_get_and_a_long_one_as_a_form(stub: Stub) -> None:
    stub.answers = [YES]
    endpoint = Endpoint(f"{stub.url}?union-default-graph", retries=0)
    long = f"{ASK} # {'長' * 1000}"
    endpoint.ask(ASK)
    endpoint.ask(long)
    short, form = stub.asked
    assert (short.method, form.method) == ("GET", "POST")
    assert parse_qs(urlsplit(short.path).query, keep_blank_values=True) == {"union-default-graph": [""], "query": [ASK]}
    assert urlsplit(form.path).query == "union-default-graph"
    assert form.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(form.body.decode()) == {"query": [long]}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Said(body=b"<html>", headers={"Content-Type": "text/html"}), "cannot be read as text/html: .*; is this a SPARQL endpoint"),
        (Said(body=rows(1, 2).body[:-9], headers=JSON), r"cannot be read as application/sparql-results\+json"),
        (Said(body=rows(1).body, headers={**JSON, "X-SPARQL-MaxRows": "1"}), "has cut the answer .*MaxRows: 1"),
        (Said(body=b" " * (2 << 20), headers=JSON), "is longer than 1 MB"),
    ],
)
def test_answer_that_is_not_whole_is_refused(stub: Stub, said: Said, message: str) -> None:
    stub.answers = [said]
    with pytest.raises(UnavailableError, match=message):
        quick(stub).select(SELECT)


def test_form_of_the_question_and_of_the_answer_agree(stub: Stub) -> None:
    stub.answers = [YES]
    with pytest.raises(QueryError, match="not a SELECT"):
        quick(stub).select(SELECT)
    stub.answers = [rows(1)]
    with pytest.raises(QueryError, match="not an ASK"):
        quick(stub).ask(ASK)


def test_default_graph_and_unfinished_pushes_are_looked_at_once(stub: Stub) -> None:
    stub.answers = [YES, NO, rows(7)]
    endpoint = quick(stub)
    assert endpoint.rows("SELECT ?n { ?s ?p ?n }") == [("7",)]
    assert endpoint.rows("SELECT ?n { ?s ?p ?n }") == [("7",)]
    assert len(stub.asked) == 4


def test_questions_to_a_server_with_a_stopped_push_warn(stub: Stub) -> None:
    stub.answers = [YES, YES, rows(7)]
    with pytest.warns(CengjiWarning, match="a push to .* was stopped half-way"):
        assert quick(stub).rows("SELECT ?n { ?s ?p ?n }") == [("7",)]


def test_nothing_from_a_server_without_data_is_an_answer(stub: Stub) -> None:
    stub.answers = [NO, NO, NO, rows()]
    assert quick(stub).rows("SELECT ?n { ?s ?p ?n }") == []


def test_endpoint_goes_to_another_process(stub: Stub) -> None:
    stub.answers = [YES]
    endpoint = quick(stub)
    assert endpoint.ask(ASK)
    assert pickle.loads(pickle.dumps(endpoint)).ask(ASK)  # noqa: S301 - made here


def small(*names: str) -> Dataset:
    """Return a dataset with two triples in each graph."""
    return Dataset(
        ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(number), ox.NamedNode(name)) for name in names for number in (1, 2)
    )


def test_first_part_replaces_and_the_others_add(stub: Stub) -> None:
    stub.answers = [Said(204)]
    triples = [quad.triple for quad in small("urn:g").sorted_quads]
    assert GraphStore(stub.url, lines=1).put("urn:g?a&b", triples) == 2
    assert [(asked.method, asked.headers["Content-Type"]) for asked in stub.asked] == [
        ("PUT", "application/n-triples"),
        ("POST", "application/n-triples"),
    ]
    assert [asked.body.decode() for asked in stub.asked] == [f"{triple} .\n" for triple in triples]
    assert {asked.path.partition("?")[2] for asked in stub.asked} == {"graph=urn%3Ag%3Fa%26b"}


def test_blank_nodes_go_in_one_part(stub: Stub) -> None:
    stub.answers = [Said(204)]
    blank = ox.BlankNode("b")
    triples = [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), blank), ox.Triple(blank, ox.NamedNode("urn:p"), ox.Literal("x"))]
    GraphStore(stub.url, lines=1).put("urn:g", triples)
    assert [asked.method for asked in stub.asked] == ["PUT"]


def test_empty_graph_is_put_too(stub: Stub) -> None:
    stub.answers = [Said(204)]
    assert GraphStore(stub.url).put("urn:g", []) == 0
    assert [(asked.method, asked.body) for asked in stub.asked] == [("PUT", b"")]


def test_push_that_fails_says_what_is_whole_and_how_to_go_on(stub: Stub) -> None:
    stub.answers = [Said(404), Said(201), Said(201), rows(2), Said(507, b"disk full")]
    data = small("urn:a", "urn:b", "urn:c")
    transfer = Transfer(quick(stub), GraphStore(stub.url))
    done: list[tuple[str, int]] = []
    with pytest.raises(UnavailableError) as caught:
        done.extend(transfer.push(data))
    assert str(caught.value).splitlines() == [
        f"{stub.url} answers 507: disk full",
        "1 of 3 graphs are whole there. To go on, push again all, or with graphs= only:",
        "  urn:b",
        "  urn:c",
    ]
    marks = [re.findall("<(urn:.)>", asked.body.decode()) for asked in stub.asked if "unfinished" in asked.path and asked.body]
    assert marks == [["urn:a", "urn:b", "urn:c"], ["urn:b", "urn:c"]]


def test_what_a_stopped_push_left_is_not_pulled_until_it_is_pushed_again(stub: Stub) -> None:
    transfer = Transfer(quick(stub), GraphStore(stub.url))
    names = "".join(f"<{UNFINISHED}> <urn:names> <urn:{name}> .\n" for name in "ab")
    unfinished = Said(200, names.encode(), {"Content-Type": "application/n-triples"})
    stub.answers = [unfinished]
    with pytest.raises(UnavailableError, match=r"was stopped, or is under way: .*\n  urn:b$"):
        list(transfer.pull(["urn:b", "urn:c"]))
    stub.answers = [unfinished, Said(201), Said(201), rows(2), Said(201)]
    assert list(transfer.push(small("urn:b"))) == [("urn:b", 2)]
    assert (stub.asked[-1].method, stub.asked[-1].body.count(b"\n"), b"<urn:a>" in stub.asked[-1].body) == ("PUT", 1, True)
    stub.asked.clear()
    stub.answers = [unfinished, Said(201), Said(201), rows(2), Said(201), rows(2), Said(204)]
    assert len(list(transfer.push(small("urn:a", "urn:b")))) == 2
    assert [asked.method for asked in stub.asked] == ["GET", "PUT", "PUT", "GET", "PUT", "GET", "DELETE"]


@pytest.mark.parametrize("held", [1, 3])
def test_graph_is_counted_after_push_and_pull(stub: Stub, held: int) -> None:
    data = small("urn:a")
    transfer = Transfer(quick(stub), GraphStore(stub.url))
    stub.answers = [Said(404), Said(201), Said(201), rows(held)]
    with pytest.raises(UnavailableError, match=f"counts {held} triples in <urn:a>, but was sent 2"):
        list(transfer.push(data))
    lines = "".join(f"{quad.triple} .\n" for quad in data).encode()
    stub.answers = [Said(404), Said(200, lines, {"Content-Type": "application/n-triples"}), rows(held)]
    with pytest.raises(UnavailableError, match=f"counts {held} triples in <urn:a>, but gave 2"):
        list(transfer.pull(["urn:a"]))


def test_triples_without_a_graph_are_not_left_out_in_silence(stub: Stub) -> None:
    data = Dataset([ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("x"))])
    with pytest.raises(UsageError, match="outside any graph"):
        list(Transfer(quick(stub), GraphStore(stub.url)).push(data))
    assert stub.asked == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:7878", "http://127.0.0.1:3030/ds/other"])
def test_address_that_tells_no_graph_store_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="graph_store="):
        graph_store_url(url)


def test_exit_codes_of_the_commands(stub: Stub) -> None:
    cli = CliRunner()
    stub.answers = [Said(403, b"no")]
    for command, code in (
        (["push", stub.url, "--gsp", stub.url], 4),
        (["pull", stub.url], 4),
        (["query", "places", "--endpoint", stub.url], 4),
        (["push", "nonsense"], 2),
        (["push", stub.url, "--prune", "--graph", "urn:a"], 2),
        (["query", "places", "--endpoint", stub.url, "--only"], 2),
    ):
        done = cli.invoke(cengji, command)
        assert (done.exit_code, done.stdout) == (code, ""), command
        assert re.match("cengji: ", done.stderr), command
