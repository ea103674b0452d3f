"""Commands that are killed at any moment: nothing is lost, nothing is mixed without being called so, no process is left.

The moments are steps of the command, sizes of the file that is being written, and, in the slow run, times.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

import cengji
from cengji.core.files import is_incomplete
from cengji.core.namespaces import ROOT as OURS
from cengji.core.namespaces import UNFINISHED
from cengji.dataset import Dataset
from cengji.dataset.disk import has_store
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="commands are forks there, killed by signals and limits of size")

Ask = Callable[..., dict[str, Any]]
SIXTH, TWO_STREETS = ROOT / "tests" / "cases" / "sixth", ROOT / "tests" / "cases" / "two_streets.yaml"
OLD, NEW, INCOMPLETE = "old", "new", "incomplete"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A process that runs commands and kills them at a moment."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "graph"), "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
    }  # fmt: skip
    command = [sys.executable, str(ROOT / "tests" / "kills.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def answered(**request: object) -> dict[str, Any]:
            print(json.dumps(request), file=process.stdin, flush=True)
            answer: dict[str, Any] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
            return answer

        yield answered
        process.stdin.close()


@dataclass(frozen=True)
class Scenario:
    """A command, what brings its place into the state before it, and what tells the state that it is in."""

    request: dict[str, object]
    begin: Callable[[], None]
    state: Callable[[], str]


def kill(ask: Ask, scenario: Scenario, moments: Iterable[dict[str, float]]) -> Counter[str]:
    """Kill a command at each of these moments, then run it to its end; return how often it left which state."""
    seen: Counter[str] = Counter()
    for moment in moments:
        scenario.begin()
        answer = ask(**scenario.request, **moment)
        assert not answer["orphans"], moment
        state = scenario.state()
        assert state in (OLD, NEW, INCOMPLETE), (moment, state)
        assert (answer["code"], state) == (0, NEW) or answer["code"] < 0, (moment, answer, state)
        seen[state] += 1
        again = ask(**scenario.request)
        assert (again["code"], scenario.state()) == (0, NEW), moment
    return seen


def steps(ask: Ask, scenario: Scenario) -> list[str]:
    """Return the steps of a command."""
    scenario.begin()
    answer = ask(**scenario.request)
    assert answer["code"] == 0
    named: list[str] = answer["steps"]
    return named


def moments(seed: int, number: int, *, most: int, size: int = 0, seconds: float = 0.0) -> Iterator[dict[str, float]]:
    """Yield moments drawn by a seed: steps, and sizes and times where their largest is given."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    kinds = itertools.cycle(["at", "at", *(["size"] if size else []), *(["seconds"] if seconds else [])])
    for kind in itertools.islice(kinds, number):
        yield {kind: draw.uniform(0, seconds) if kind == "seconds" else draw.randrange(size if kind == "size" else most)}


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def reset(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


MINE: Final = {"notes.txt": b"mine", ".graph.nq.swp": b"an editor's"}
"""Files of the user in the same folder."""


def folder_scenario(out: Path, request: dict[str, object], old: dict[str, bytes], new: dict[str, bytes], *, report: bool) -> Scenario:
    """Return the scenario of a command that replaces the files of a folder."""

    def state() -> str:
        found = contents(out)
        assert {name: found.get(name) for name in MINE} == MINE
        ours = {name: content for name, content in found.items() if name in new}
        whole = {frozenset(old.items()): OLD, frozenset(new.items()): NEW}.get(frozenset(ours.items()), "mixed")
        said = (not cengji.verify(out).whole) if report else is_incomplete(out)
        if whole == NEW and not said:
            assert found.keys() == new.keys() | MINE.keys(), "something temporary is left"
        return INCOMPLETE if said else whole

    return Scenario(request, lambda: reset(out, old | MINE), state)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two builds of one case each."""
    folder = tmp_path_factory.mktemp("builds")
    for name, cases in ((OLD, TWO_STREETS), (NEW, SIXTH)):
        cengji.build(cases=cases, only=True, out=folder / name)
    return {name: folder / name for name in (OLD, NEW)}


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The graphs of the same two cases."""
    folder = tmp_path_factory.mktemp("graphs")
    for name, cases in ((OLD, TWO_STREETS), (NEW, SIXTH)):
        cengji.open(cases=cases, only=True).export("nq", folder / f"{name}.nq")
    return {name: folder / f"{name}.nq" for name in (OLD, NEW)}


@pytest.fixture
def writing(tmp_path: Path) -> Scenario:
    """The writing of as many files as a build has, without what comes before."""
    old, new = ({f"{number}.txt": name.encode() for number in range(7)} for name in (OLD, NEW))
    reset(tmp_path / NEW, new)
    return folder_scenario(tmp_path / "out", {"replace": [str(tmp_path / NEW), str(tmp_path / "out")]}, old, new, report=False)


@pytest.fixture
def building(builds: dict[str, Path], tmp_path: Path) -> Scenario:
    old, new = (contents(builds[name]) for name in (OLD, NEW))
    arguments = ["build", "--cases", str(SIXTH), "--only", "--out", str(tmp_path / "out")]
    return folder_scenario(tmp_path / "out", {"arguments": arguments}, old, new, report=True)


@pytest.fixture
def exporting(graphs: dict[str, Path], tmp_path: Path) -> Scenario:
    """An export of tables to a folder; the old tables lack those that are new."""
    for name in (OLD, NEW):
        cengji.open(data=graphs[name]).export("csv", f"{tmp_path / name}/")
    old, new = (contents(tmp_path / name) for name in (OLD, NEW))
    arguments = ["export", "csv", "--data", str(graphs[NEW]), "-o", f"{tmp_path / 'out'}/"]
    shared = {name: content for name, content in old.items() if name in new}
    return folder_scenario(tmp_path / "out", {"arguments": arguments}, shared, new, report=False)


@pytest.fixture
def exporting_answer(graphs: dict[str, Path], tmp_path: Path) -> Scenario:
    """The rows of a query of one's own, which a worker computes, in one file."""
    (tmp_path / "own.rq").write_text("SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o", encoding="utf-8")
    data, own, out = graphs[NEW], tmp_path / "own.rq", tmp_path / "rows" / "rows.csv"
    cengji.open(data=data).export("csv", out, query=own)
    new = contents(out.parent)
    arguments = ["export", "csv", "--data", str(data), "--query", str(own), "-o", str(out)]
    return folder_scenario(out.parent, {"arguments": arguments}, {out.name: b"old"}, new, report=False)


@pytest.fixture
def updating(tmp_path: Path) -> Scenario:
    """An update of a store on disk."""
    store, insert = tmp_path / "store", "INSERT DATA { GRAPH <urn:g> { <urn:new> <urn:p> <urn:o> } }"
    quad = ox.Quad(ox.NamedNode("urn:old"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"), ox.NamedNode("urn:g"))

    def begin() -> None:
        for path in tmp_path.iterdir():
            shutil.rmtree(path)
        Dataset.on_disk(store, lambda: [quad], digest="x")

    def state() -> str:
        with warnings.catch_warnings(action="ignore"):
            assert has_store(store), "the store is lost"
        assert [path.name for path in tmp_path.iterdir()] == ["store"]
        found = {subject for (subject,) in Dataset.on_disk(store).rows("SELECT ?s { ?s ?p ?o }")}
        return {1: OLD, 2: NEW}[len(found)]

    return Scenario({"arguments": ["query", "--update", "-e", insert, "--store", str(store)]}, begin, state)


@contextmanager
def server(held: ox.Store) -> Iterator[str]:
    """Serve the query and graph store protocols of a store; yield the URL of queries. A request that is cut off changes nothing."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            if "query" in asked:
                results = held.query(asked["query"][0], use_default_graph_as_union=True)
                self.reply(200, "application/sparql-results+json", results.serialize(format=ox.QueryResultsFormat.JSON) or b"")
                return
            lines = [f"{quad.triple} .\n" for quad in held.quads_for_pattern(None, None, None, ox.NamedNode(asked["graph"][0]))]
            self.reply(200 if lines else 404, "application/n-triples", "".join(lines).encode())

        def do_PUT(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body, name = self.rfile.read(length), ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
            if len(body) < length:
                self.close_connection = True
                return
            held.remove_graph(name)
            held.extend(ox.Quad(*quad.triple, name) for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
            self.reply(204, "text/plain", b"")

        do_DELETE = do_PUT  # noqa: N815 - without a body, which leaves nothing

        def reply(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        served.daemon_threads = True
        thread = threading.Thread(target=served.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{served.server_port}/query"
        finally:
            served.shutdown()
            thread.join()


def graph_quads(text: str, *keys: str) -> set[ox.Quad]:
    """Return a quad in each of some graphs of the project."""
    return {ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(text), ox.NamedNode(f"{OURS}case/{key}")) for key in keys}


@pytest.fixture
def pushing(tmp_path: Path) -> Iterator[Scenario]:
    """A push that replaces two graphs, adds one and deletes one."""
    held, old, new = ox.Store(), graph_quads("old", "a", "b", "gone"), graph_quads("new", "a", "b", "c")
    (tmp_path / "new.nq").write_text("".join(f"{quad} .\n" for quad in new), encoding="utf-8")

    def begin() -> None:
        held.clear()
        held.extend(old)

    def state() -> str:
        found = set(held)
        unfinished = {quad for quad in found if quad.graph_name == ox.NamedNode(UNFINISHED)}
        differing = {quad.graph_name for quad in (found - unfinished) ^ new}
        if unfinished:
            assert differing <= {quad.object for quad in unfinished}
            return INCOMPLETE
        return OLD if found == old else NEW if found == new else "mixed"

    with server(held) as url:
        yield Scenario({"arguments": ["push", url, "--gsp", url, "--data", str(tmp_path / "new.nq"), "--prune"]}, begin, state)


def test_writing_a_build_killed_at_each_step(ask: Ask, writing: Scenario) -> None:
    seen = kill(ask, writing, ({"at": at} for at in range(len(steps(ask, writing)))))
    assert seen.total() > 30
    assert seen.keys() == {OLD, NEW, INCOMPLETE}


def test_a_push_killed_at_each_step(ask: Ask, pushing: Scenario) -> None:
    seen = kill(ask, pushing, ({"at": at} for at in range(len(steps(ask, pushing)))))
    assert seen.keys() == {OLD, INCOMPLETE}


def test_an_update_killed_before_and_after_each_move(ask: Ask, updating: Scenario) -> None:
    moves = [at for at, step in enumerate(steps(ask, updating)) if step == "os.rename"]
    seen = kill(ask, updating, ({"at": at} for at in sorted({*moves, *(at + 1 for at in moves)})))
    assert seen.keys() == {OLD, NEW}


def test_an_export_killed_at_a_size(ask: Ask, exporting: Scenario) -> None:
    assert kill(ask, exporting, [{"size": 2_000}]).keys() == {OLD}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "number", "size", "seconds"),
    [
        ("building", 40, 300_000, 6.0),
        ("exporting", 40, 30_000, 2.0),
        ("exporting_answer", 20, 0, 2.0),
        ("updating", 60, 3_000, 1.0),
        ("pushing", 40, 0, 1.0),
    ],
)
def test_200_kills(ask: Ask, name: str, number: int, size: int, seconds: float, request: pytest.FixtureRequest) -> None:
    scenario: Scenario = request.getfixturevalue(name)
    most = len(steps(ask, scenario))
    kill(ask, scenario, moments(12, number, most=most, size=size, seconds=seconds))
