"""The server against bare `oxigraph serve-read-only` over the same store, and against itself without runaways.

On demand: ``pytest -s tests/benchmarks/bench_serve.py``. Ratios of one run are asserted, measured in turns; the figures go to
``docs/performance.md``. The load comes from another process on the same machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytest

from cengji.dataset import Dataset
from cengji.query import Catalogue
from cengji.query.answers import ask
from cengji.query.formats import write_answer
from tests.conftest import ROOT, need
from tests.endpoints.conftest import free_port, running
from tests.serve.conftest import Served, serving

SECONDS: Final = float(os.environ.get("CENGJI_LOAD_SECONDS", "60"))
TURN: Final = float(os.environ.get("CENGJI_TURN_SECONDS", "2"))
SMALLEST: Final = 'SELECT ?s { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> "姑苏区"@zh } LIMIT 1'


def load(url: str, path: str, queries: list[str], *, seconds: float, clients: int, **more: Any) -> list[list[Any]]:
    """Return what clients of another process noted of each request, as :func:`tests.benchmarks.load.client` says."""
    host, port = url.removeprefix("http://").split(":")
    order = {"host": host, "port": int(port), "path": path, "queries": queries, "seconds": seconds, "clients": clients}
    order |= {"runaways": 0.0, "limit": "", "expected": None, "seed": 0, **more}
    command = [sys.executable, "-m", "tests.benchmarks.load"]
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, cwd=ROOT, check=True)
    seen: list[list[Any]] = json.loads(done.stdout)
    return seen


def settle(served: Served) -> None:
    """Wait until a server that has started has asked itself the library, and is idle."""
    idle = 0
    while idle < 20:
        idle = 0 if served.metric("cengji_busy_workers") else idle + 1
        time.sleep(0.05)


def memory(pid: int) -> float:
    """Return the megabytes that a process and all below it hold; what several share is counted once."""
    children = subprocess.run(["ps", "-o", "pid=,ppid=", "-e"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in children.splitlines()]
    family = {pid}
    for _ in range(4):
        family |= {one for one, parent in rows if parent in family}
    return sum(map(proportional, family)) / 1024


def proportional(pid: int) -> int:
    """Return the kilobytes of a process, of shared ones its part; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def bare(store: Path, folder: Path) -> Iterator[str]:
    """Run Oxigraph's own server over a store."""
    binary = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    need("the server of oxigraph", binary)
    port = free_port()
    command = [str(binary), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with running(command, "Listening", folder):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    path = tmp_path_factory.mktemp("store") / "store"
    Dataset.on_disk(path, lambda: dataset)
    return path


@pytest.fixture(scope="module")
def library() -> dict[str, str]:
    """The queries of the library that need no parameter, and a smaller one."""
    found = {query.name: query.text for query in Catalogue() if not any(one.required for one in query.parameters)}
    return {**found, "(smallest)": SMALLEST}


def test_throughput_against_the_bare_server(store: Path, library: dict[str, str], tmp_path: Path) -> None:
    ratios: dict[str, float] = {}
    with bare(store, tmp_path) as plain, serving("--store", str(store), "--keep", "0", "--no-log", "--no-page") as ours:
        settle(ours)
        for name, text in library.items():
            turns = [_rates(plain, ours.url, text) for _ in range(7 if name == "(smallest)" else 1)]
            ratios[name] = median(there and here / there for there, here in turns) or 1.0
            print(f"{name}: {turns} a second, {ratios[name]:.2f}")  # noqa: T201
    print(f"median {median(ratios.values()):.2f}, least {min(ratios.values()):.2f}")  # noqa: T201
    assert ratios["(smallest)"] >= 0.3
    assert median(ratios.values()) >= 0.5


def _rates(plain: str, ours: str, text: str) -> tuple[float, float]:
    """Return the good answers a second of either server."""
    rates = []
    for url, path in ((plain, "/query"), (ours, "/sparql")):
        load(url, path, [text], seconds=0.3, clients=4)
        rates.append(sum(one[1] == 200 for one in load(url, path, [text], seconds=TURN, clients=4)) / TURN)
    return rates[0], rates[1]


@pytest.mark.parametrize("keep", ["0", "64"])
def test_runaways_cost_the_others_little(store: Path, dataset: Dataset, library: dict[str, str], keep: str) -> None:
    texts = list(library.values())[:-1]
    expected = [write_answer(ask(dataset, text), "tsv").decode() for text in texts]
    found: dict[float, dict[str, float]] = {}
    with serving("--store", str(store), "--keep", keep, "--no-log", "--no-page") as ours:
        settle(ours)
        load(ours.url, "/sparql", texts, seconds=10, clients=4)
        for share in (0.0, 0.01):
            before = memory(ours.process.pid)
            found[share] = measure(ours, texts, expected, share)
            settle(ours)  # what ran to its limit at the end is gone
            found[share]["memory"] = memory(ours.process.pid) / before
            print(keep, share, found[share])  # noqa: T201
    assert all(one["wrong"] == 0 and one["share"] >= 0.98 and one["honest"] for one in found.values())
    assert found[0.01]["runaways"] > 0, "fewer than ten were asked: let it run for longer"
    assert found[0.01]["rate"] >= 0.7 * found[0.0]["rate"]
    assert found[0.01]["p99"] <= 3 * found[0.0]["p99"]
    assert found[0.01]["memory"] < 1.3


def measure(
    served: Served, texts: list[str], expected: list[str], share: float, clients: int = 64, seconds: float = SECONDS, **more: Any
) -> dict[str, float]:
    """Return what clients saw: good answers a second, their share, the slowest of a hundred, wrong ones, whether the rest are 503."""
    seen = load(served.url, "/sparql", texts, seconds=seconds, clients=clients, runaways=share, expected=expected, **more)
    good = [one for one in seen if one[0] >= 0]
    times = sorted(one[2] for one in good if one[1] == 200)
    statuses = Counter(one[1] for one in seen if one[1] != 200)
    return {
        "rate": sum(one[1] == 200 and one[4] <= seconds for one in good) / seconds,
        "share": len(times) / len(good),
        "p99": times[int(0.99 * len(times))],
        "wrong": sum(not one[3] for one in seen),
        "honest": set(statuses) <= {503},
        "runaways": len(seen) - len(good),
    }
