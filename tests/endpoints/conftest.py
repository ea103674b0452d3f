"""SPARQL servers on loopback, started for the tests with the packaged data pushed to them, and one that misbehaves as told."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sysconfig
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest

from cengji.dataset import Dataset
from cengji.query.endpoint import Endpoint
from cengji.query.graphstore import GraphStore
from cengji.query.transfer import Transfer, graph_store_url
from tests.conftest import need

SERVERS: Final = ("oxigraph", "virtuoso")
LOGIN: Final = {"CENGJI_USER": "dba", "CENGJI_PASSWORD": "dba"}
VIRTUOSO_INI: Final = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
"""
MOST_ROWS: Final = 40_000
"""More than any answer of the library has, and less than a question of the tests for everything."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], ready: str, folder: Path) -> Iterator[None]:
    """Start a server and wait until it says that it is ready; end it afterwards."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if ready in line:
                    break
            else:
                pytest.fail(f"{command[0]} did not start: {''.join(said)}")
            # Nobody reads on what it says; a full pipe would stop it.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield
        finally:
            process.kill()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Start the Oxigraph server; give its query URL."""
    command = Path(sysconfig.get_path("scripts")) / "oxigraph"
    need("the Oxigraph server (pip install oxigraph)", command.is_file())
    port = free_port()
    with running([str(command), "serve", "--bind", f"127.0.0.1:{port}"], "Listening", folder):
        yield f"http://127.0.0.1:{port}/query?union-default-graph"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Start Virtuoso with a new database; give its query URL."""
    need("virtuoso-t (Debian: virtuoso-opensource-7-bin)", shutil.which("virtuoso-t"))
    ports = {"sql": free_port(), "http": free_port()}
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(**ports, rows=MOST_ROWS), encoding="ascii")
    with running(["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")], "Server online at", folder):
        yield f"http://127.0.0.1:{ports['http']}/sparql"


@dataclass(frozen=True)
class Server:
    """A server that holds the packaged data."""

    name: str
    url: str
    transfer: Transfer


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Each server with the packaged data; tests leave it with these and no other graphs."""
    start = {"oxigraph": oxigraph, "virtuoso": virtuoso}[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as url, pytest.MonkeyPatch.context() as patch:
        login(patch, LOGIN if request.param == "virtuoso" else {})
        store = GraphStore(graph_store_url(url), lines=5000)
        transfer = Transfer(Endpoint(url), store)
        assert sum(number for _, number in transfer.push(dataset)) == len(dataset)
        yield Server(request.param, url, transfer)


def login(patch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    """Set the login of the environment to these values alone, and let no proxy stand between."""
    for name in [name for name in os.environ if name in LOGIN or name == "CENGJI_AUTH" or name.lower().endswith("_proxy")]:
        patch.delenv(name)
    for name, value in values.items():
        patch.setenv(name, value)


@dataclass(frozen=True)
class Said:
    """An answer that the stub gives: a status, a body and headers."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request that the stub got."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Stub:
    """A server that gives the answers it was told, in turn, the last one for ever; None hangs up without one."""

    url: str = ""
    answers: list[Said | None] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    told = Stub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append(Asked(self.command, self.path, body, dict(self.headers)))
            said = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            if said is None:
                self.close_connection = True
                return
            self.send_response(said.status)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body)

        do_GET = do_PUT = do_POST = do_DELETE = answer  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:  # nothing on the screen of the tests
            return

    login(monkeypatch, {})
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/query"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
