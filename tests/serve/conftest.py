"""A server of the packaged cases on loopback, and requests to it byte by byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

from tests.conftest import ROOT, need

CROSS = f"SELECT (COUNT(*) AS ?n) {{{{ {' . '.join(f'?a{n} ?b{n} ?c{n}' for n in range(12))} FILTER(?a1 != {{0}}) }}}}"
"""A query that ends with its worker only."""
PATIENCE = 60
"""Seconds to wait for what must come."""


class Got(NamedTuple):
    """An answer: status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.body)

    def values(self) -> list[dict[str, str]]:
        """The rows of SPARQL JSON as plain strings."""
        return [{name: term["value"] for name, term in row.items()} for row in self.json()["results"]["bindings"]]


class Served:
    """A server that runs, and what is asked of it."""

    def __init__(self, url: str, process: subprocess.Popen[str], said: list[str]) -> None:
        self.url, self.process, self.said = url, process, said
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "", parts.port or 0

    def ask(self, method: str, path: str, body: bytes | str | None = None, *, timeout: float = 60, **headers: str) -> Got:
        """Send a request; names of headers with _ for -."""
        connection = HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            sent = body.encode() if isinstance(body, str) else body
            connection.request(method, path, sent, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def sparql(self, query: str, *, seconds: float | None = None, **headers: str) -> Got:
        fields = {"query": query, **({} if seconds is None else {"timeout": f"{seconds:g}"})}
        return self.ask("GET", "/sparql?" + urlencode(fields), **headers)

    def metric(self, name: str) -> float:
        lines = self.ask("GET", "/metrics").body.decode().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))


def until(said: Callable[[], object]) -> None:
    """Wait for something to become true."""
    last = time.monotonic() + PATIENCE
    while not said():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.02)


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[Served]:
    """Run `cengji serve` until the block ends."""
    command = [sys.executable, "-m", "cengji", "serve", "--port", "0", *arguments]
    path = os.pathsep.join(filter(None, (str(ROOT / "graph"), os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path, **environment}) as process:
        assert process.stderr
        said: list[str] = []
        try:
            for line in process.stderr:
                said.append(line)
                if line.startswith("serving at "):
                    break
            else:
                pytest.fail(f"cengji serve did not start: {''.join(said)}")
            threading.Thread(target=lambda: said.extend(process.stderr), daemon=True).start()  # type: ignore[arg-type]
            yield Served(line.split()[2].removesuffix("/sparql;"), process, said)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


@pytest.fixture(scope="session")
def served(cache: Path) -> Iterator[Served]:
    """The packaged cases, with limits that a test can wait for."""
    need("the extra serve", all(map(find_spec, ("httptools", "prometheus_client", "starlette", "uvicorn"))))
    with serving("--cors", "https://app.example.org", "--timeout", "120", "--max-rows", "5000", XDG_CACHE_HOME=str(cache)) as server:
        yield server
