"""Requests that mean harm: each is refused or harmless, and the server answers the next one."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.serve.conftest import Got, Served, until

REFUSED, FAULTY, UNKNOWN = {403}, {400}, {404}
LIMIT = {503}
BACKSLASH = chr(92)
POST = b"POST /sparql HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/sparql-query\r\n"


class Trap:
    """A server on loopback that nobody may call."""

    def __init__(self) -> None:
        calls = self.calls = []  # type: list[str]

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                calls.append(self.path)
                self.send_response(200)
                self.end_headers()

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    trap = Trap()
    threading.Thread(target=trap.server.serve_forever, daemon=True).start()
    yield trap
    trap.server.shutdown()
    trap.server.server_close()


QUERIES: list[tuple[str, set[int]]] = [
    # calls and files
    ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", REFUSED),
    ("SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }", REFUSED),
    ("SELECT * { service<URL>{?s ?p ?o} }", REFUSED),
    ("SELECT * { #\rSERVICE <URL> { ?s ?p ?o } }", REFUSED),
    ("SELECT * { SERVICE # }\n <URL> { ?s ?p ?o } }", REFUSED),
    ("PREFIX u: <URL> SELECT * { SERVICE u:x { ?s ?p ?o } }", REFUSED),
    ("SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }", REFUSED),
    ("SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }", REFUSED),
    (f"SELECT * {{ {BACKSLASH}u0053ERVICE <URL> {{ ?s ?p ?o }} }}", REFUSED),
    (f"SELECT * {{ S{BACKSLASH}U00000045RVICE <URL> {{ ?s ?p ?o }} }}", REFUSED),
    (f"SELECT * {{ ?s ?p 'x{BACKSLASH}u0027 . SERVICE <URL> {{ ?a ?b ?c }} # ' }}", REFUSED | FAULTY | {200}),
    ("SELECT * { ?s ?p '''a' ''' SERVICE <URL> { ?a ?b ?c } }", REFUSED),
    ("SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }", REFUSED),
    ("ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }", REFUSED),
    ("CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }", REFUSED),
    ("DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }", REFUSED),
    ("\ufeffSELECT * { SERVICE <URL> { ?s ?p ?o } }", REFUSED | FAULTY),
    ("SELECT * { \u017fERVICE <URL> { ?s ?p ?o } }", REFUSED | FAULTY),
    ("LOAD <URL>", REFUSED),
    ("LOAD SILENT <URL> INTO GRAPH <urn:g>", REFUSED),
    ("LOAD <file:///etc/passwd>", REFUSED),
    ("SELECT * FROM <URL> { ?s ?p ?o }", {200}),
    ("SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", {200}),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", REFUSED),
    ("SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", REFUSED),
    ("SELECT * FROM <FILE:///etc/passwd> { ?s ?p ?o }", REFUSED),
    ("BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }", REFUSED),
    ("PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }", REFUSED),
    (f"SELECT * FROM <{BACKSLASH}u0066ile:///etc/passwd> {{ ?s ?p ?o }}", REFUSED | FAULTY),  # noqa: S608
    ("SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }", {200}),
    # updates
    ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", REFUSED),
    ("DELETE WHERE { ?s ?p ?o }", REFUSED),
    ("CLEAR ALL", REFUSED),
    ("DROP ALL", REFUSED),
    ("CREATE GRAPH <urn:g>", REFUSED),
    ("COPY DEFAULT TO <urn:g>", REFUSED),
    ("SELECT * { ?s ?p ?o } LIMIT 1; CLEAR ALL", REFUSED),
    ("# SELECT\nINSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", REFUSED),
    # bombs
    ("ASK " + "{" * 5_000 + "}" * 5_000, FAULTY),
    ("ASK { FILTER(" + "(" * 3_000 + "1" + ")" * 3_000 + ") }", FAULTY),
    ("ASK { FILTER(1" + "+1" * 50_000 + ") }", FAULTY),
    ("ASK { {} " + "UNION {} " * 20_000 + "}", FAULTY),
    ("ASK { FILTER(REGEX('" + "a" * 40 + "', '(a+)+$')) }", {200}),
    ("ASK { FILTER(REGEX('a', '" + "(a{1000}){1000}" + "')) }", {200}),
    ("ASK { ?s " + "!" * 2_000 + "<urn:p> ?o }", FAULTY),
    ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", LIMIT),
    ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", LIMIT),
    ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", LIMIT),
    ("CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }", LIMIT),
    ("SELECT * { ?a (!<urn:p>)+ ?b . ?c (!<urn:q>)+ ?d }", LIMIT),
    ("SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f }", LIMIT),
    # malformed
    ("SELECT * { ?s ?p 'a\x00b' }", FAULTY | {200}),
    ("SELECT * { ?s ?p <javascript:alert(1)> }", {200}),
    ("SELECT * { ?s ?p <http://[::1> }", FAULTY),
    ("\u202eSELECT * { ?s ?p ?o }", FAULTY),
]
HEADS: list[tuple[str, dict[str, str], set[int]]] = [
    ("/", {"host": "evil.example"}, {421}),
    ("/sparql?query=ASK%20%7B%7D", {"host": "evil.example:80"}, {421}),
    ("/sparql?query=ASK%20%7B%7D", {"host": ""}, {421}),
    ("/healthz", {"host": "127.0.0.1.evil.example"}, {421}),
    ("/../../../etc/passwd", {}, UNKNOWN),
    ("/..%2f..%2f..%2fetc%2fpasswd", {}, UNKNOWN),
    ("/about/../../etc/passwd", {}, UNKNOWN),
    ("/about/id/..%2f..%2fetc%2fpasswd", {}, UNKNOWN),
    ("/id/%2e%2e/%2e%2e/etc/passwd", {}, {303}),
    ("/id/a%0d%0aset-cookie:%20x=1", {}, {303}),
    ("/about/id/%3Cscript%3Ealert(1)%3C%2Fscript%3E", {"accept": "text/html"}, UNKNOWN),
    ("/query/..%2finternal%2flabels", {}, UNKNOWN),
    ("/query/internal/labels", {}, UNKNOWN),
    ("/query/ladders?case=" + quote("> } SERVICE <URL> { ?s ?p ?o"), {}, FAULTY),
    ("/query/ladders?case=" + quote('"} #'), {}, FAULTY),
    ("/query/ladders?case=gusu&case=fuzhou", {}, FAULTY),
    ("/query/ladders?format=..%2f..", {}, FAULTY),
    ("/query/ladders?" + "&".join(f"a{n}=1" for n in range(1_000)), {}, FAULTY),
    ("/store?graph=file%3A%2F%2F%2Fetc%2Fpasswd", {}, UNKNOWN),
    ("/store?graph=" + quote("urn:a> { ?s ?p ?o } #"), {}, FAULTY),
    ("/sparql?query=" + "a" * 40_000, {}, {431}),
    ("/sparql?query=ASK%20%7B%7D", {"x-much": "a" * 40_000}, {431}),
    ("/sparql?query=%ff%fe", {}, FAULTY),
    ("/sparql?query=ASK%20%7B%7D", {"accept": "a/b," * 7_000}, {406}),
    ("/sparql?query=ASK%20%7B%7D", {"accept-encoding": "gzip;q=0, bomb"}, {200}),
    ("/sparql?query=ASK%20%7B%7D", {"if-none-match": "*, " * 5_000}, {200}),
    ("/sparql?query=ASK%20%7B%7D", {"x-forwarded-for": "' OR 1=1"}, {200}),
]


def is_well(served: Served) -> bool:
    return served.sparql("ASK {}").json() == {"head": {}, "boolean": True}


def is_safe(got: Got) -> bool:
    """Return whether an answer lets a browser run nothing, and holds nothing of a file of the system."""
    policy = got.headers["content-security-policy"]
    allowed = "default-src 'none'" in policy and "unsafe-eval" not in policy and "script-src 'unsafe" not in policy
    return allowed and got.headers["x-content-type-options"] == "nosniff" and b"root:x:0" not in got.body


@pytest.mark.parametrize(("query", "statuses"), QUERIES, ids=lambda one: one[:40] if isinstance(one, str) else "")
def test_a_hostile_query_is_refused_or_harmless(served: Served, trap: Trap, query: str, statuses: set[int]) -> None:
    body = urlencode({"query": query.replace("URL", trap.url), "timeout": "0.5" if statuses is LIMIT else "60"})
    got = served.ask("POST", "/sparql", body, content_type="application/x-www-form-urlencoded")
    assert got.status in statuses, got.body[:200]
    assert (is_safe(got), trap.calls, is_well(served)) == (True, [], True)


@pytest.mark.parametrize(("path", "headers", "statuses"), HEADS, ids=lambda one: one[:40] if isinstance(one, str) else "")
def test_a_hostile_head_is_refused_or_harmless(served: Served, trap: Trap, path: str, headers: dict[str, str], statuses: set[int]) -> None:
    got = served.ask("GET", path.replace("URL", quote(trap.url)), **headers)
    assert got.status in statuses, got.body[:200]
    assert got.status == 431 or is_safe(got)
    assert "set-cookie" not in got.headers
    assert (trap.calls, is_well(served)) == ([], True)


def test_a_worker_could_call_nobody_even_if_the_guard_let_it(trap: Trap) -> None:
    """Whether the kernel lets a worker leave the network is the kernel's; where it does, a call does not arrive."""
    program = (
        "import urllib.request, sys\n"
        "from cengji.serve.work import leave_network\n"
        "import os\n"
        "before = os.readlink('/proc/self/ns/net')\n"
        "leave_network()\n"
        "if os.readlink('/proc/self/ns/net') == before: sys.exit(3)\n"
        "try: urllib.request.urlopen(sys.argv[1], timeout=5)\n"
        "except OSError: sys.exit(0)\n"
        "sys.exit(1)\n"
    )
    if sys.platform != "linux":
        pytest.skip("namespaces are Linux's")
    code = subprocess.run([sys.executable, "-c", program, trap.url], check=False).returncode
    if code == 3:
        pytest.skip("this kernel lets no process leave the network")
    assert (code, trap.calls) == (0, [])


@pytest.mark.parametrize(
    ("sent", "begins"),
    [
        (b"GET /sparql HTTP/1.1\r\nHost: HOST\r\n" + b"X: y\r\n" * 10_000 + b"\r\n", b"HTTP/1.1 431"),
        (b"GET /" + b"a" * 100_000, b"HTTP/1.1 431"),
        (b"\x00\x01\x02\r\n\r\n", b"HTTP/1.1 400"),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n", b"HTTP/1.1 421"),
        (b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 421"),
        (POST + b"Content-Length: 99999999\r\n\r\n", b"HTTP/1.1 413"),
        (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"HTTP/1.1 400"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n4000\r\n" + b"#" * 0x4000 + b"\r\n", b""),
    ],
)  # fmt: skip
def test_what_is_hardly_http_is_ended(served: Served, sent: bytes, begins: bytes) -> None:
    """The last sends the beginning of a body and leaves; what it asked for is forgotten."""
    with socket.create_connection((served.host, served.port), timeout=60) as connection:
        connection.sendall(sent.replace(b"HOST", f"{served.host}:{served.port}".encode()))
        if begins:
            assert connection.recv(64).startswith(begins)
    assert is_well(served)


def test_a_body_that_never_ends_is_cut(served: Served) -> None:
    head = POST.replace(b"HOST", f"{served.host}:{served.port}".encode()) + b"Transfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection((served.host, served.port), timeout=60) as connection:
        connection.sendall(head)
        answer = b""
        try:
            for _ in range(10_000):
                connection.sendall(b"4000\r\n" + b"#" * 0x4000 + b"\r\n")
        except OSError:
            pass
        try:
            answer = connection.recv(64)
        except OSError:
            answer = b"HTTP/1.1 413"  # the connection was reset before the answer was read
    assert answer.startswith(b"HTTP/1.1 413")
    assert is_well(served)


def test_markup_in_labels_and_queries_stays_text(served: Served) -> None:
    hurt = "<script>alert(1)</script>"
    got = served.sparql(f"SELECT ('{hurt}' AS ?x) {{}}", accept="text/html")
    assert (got.media, hurt.encode() in got.body, is_safe(got)) == ("text/html", False, True)
    faulty = served.sparql(f"SELECT {hurt}", accept="text/html")
    assert (faulty.status, faulty.media) == (400, "application/problem+json")


def test_no_cell_is_a_formula_for_who_opens_an_address(served: Served) -> None:
    query = "SELECT ('=1+1' AS ?x) {}"
    opened = served.sparql(query, accept="text/csv", sec_fetch_mode="navigate")
    assert b'"=1' not in opened.body
    assert served.sparql(query, accept="text/csv").body == b"x\r\n=1+1\r\n"


def test_pages_of_others_may_read_only_where_they_are_named(served: Served) -> None:
    for path, status in (("/sparql?query=ASK%20%7B%7D", 200), ("/sparql?query=SELEKT", 400), ("/none", 404)):
        allowed = served.ask("GET", path, origin="https://app.example.org")
        assert (allowed.status, allowed.headers["access-control-allow-origin"]) == (status, "https://app.example.org")
        assert "origin" in allowed.headers["vary"]
        for other in ("https://evil.example", "null", "https://app.example.org.evil.example"):
            assert "access-control-allow-origin" not in served.ask("GET", path, origin=other).headers
    asked = served.ask("OPTIONS", "/sparql", origin="https://app.example.org", access_control_request_method="POST")
    assert (asked.status, "content-type" in asked.headers["access-control-allow-headers"]) == (204, True)


def test_the_log_says_no_query(served: Served) -> None:
    served.sparql("ASK { <urn:secret-of-the-log> ?p ?o }")
    served.ask("GET", "/asked-last%0ab%1b[31m")
    until(lambda: any("/asked-last" in line for line in served.said))
    assert any("/sparql" in line for line in served.said)
    assert not any("secret-of-the-log" in line for line in served.said)
    assert not any("\x1b" in line for line in served.said)
