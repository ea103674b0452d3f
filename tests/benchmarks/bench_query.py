"""Asking by name against raw pyoxigraph and rdflib: CPU seconds, in turns, side by side in one run.

On demand: ``pytest -s tests/benchmarks/bench_query.py``. Ratios, not times, are asserted. Each figure is the
least of several; what is above its limit is measured again some times, because noise only ever adds.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import NoReturn

from cengji.api import Graph
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.query import Catalogue
from cengji.query.names import Names
from cengji.query.running import prepare_text
from tests.benchmarks.register import load, write
from tests.conftest import ROOT

LAZY, TYPED, COLD = 1.3, 2.0, 2.0
FIXED = 0.0001  # seconds that any query by name may cost beside, for finding it, its parameters and the guard
TRIPLES = 1_000_000
PATIENCE = 5
"""How many CPU seconds rdflib gets for a query, and what is measured once only where it takes longer."""
ASKED = {
    "evidence-of": {"thing": "gusu/group/area-party-committees"},
    "relations-of": {"body": "gusu/group/area-party-committees"},
    "superiors-and-subordinates": {"node": "gusu/group/area-party-committees"},
}
"""What the queries are asked that do not run without a parameter."""
PEER = """
import sys
import pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
with open(sys.argv[2], encoding="utf-8") as file:
    solutions = store.query(file.read(), use_default_graph_as_union=True)
sys.stdout.buffer.write(solutions.serialize(format=ox.QueryResultsFormat.CSV))
"""
CENGJI = "import sys; from cengji.cli import cengji; cengji(sys.argv[1:], prog_name='cengji')"


TICK = 1e-6  # a clock may read the same before and after what is quick


def say(text: str) -> None:
    sys.stderr.write(f"\n{text}")


def own_seconds(way: Callable[[], object]) -> float:
    start = time.process_time()
    way()
    return max(time.process_time() - start, 1e-6)  # never nothing: others are divided by it


def child_seconds(environment: Mapping[str, str], *command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(
    ways: Mapping[str, Callable[[], float]], limits: Mapping[str, float], rounds: int, most: int, *, fixed: float = 0.0
) -> dict[str, float]:
    """Measure each way in turns; give the least seconds of each, less the fixed ones, as a multiple of the least of the first, and those.

    After ``rounds`` turns, or one where the first is that slow, it goes on, up to ``most``, while one is above its limit.
    """
    peer = next(iter(ways))
    best = dict.fromkeys(ways, float("inf"))
    for turn in range(1, most + 1):
        for name, seconds in ways.items():
            best[name] = min(best[name], max(TICK, seconds() - (0.0 if name == peer else fixed)))
        if turn >= (1 if best[peer] > PATIENCE else rounds) and all(best[name] <= limit * best[peer] for name, limit in limits.items()):
            break
    return {name: seconds if name == peer else seconds / best[peer] for name, seconds in best.items()}


def drained(rows: Iterable[object]) -> None:
    deque(rows, maxlen=0)


def library(dataset: Dataset, key: str = "gusu") -> dict[str, tuple[str, dict[str, str]]]:
    """Return for each query of the library the text that the engine gets, and its parameters."""
    names = Names(dataset)
    found = {}
    for query in Catalogue():
        parameters = {name: value.replace("gusu", key) for name, value in ASKED.get(query.name, {}).items()}
        found[query.name] = (prepare_text(query, parameters, names), parameters)
    return found


def asked(dataset: Dataset, key: str, *, rounds: int, most: int) -> dict[str, dict[str, float]]:
    """Ask every query of the library raw and by name; say and give seconds and ratios."""
    graph = Graph(dataset)
    costs = {}
    for name, (sparql, parameters) in library(dataset, key).items():
        ways: dict[str, Callable[[], float]] = {
            "raw": lambda: own_seconds(lambda: drained(dataset.store.query(sparql, use_default_graph_as_union=True))),  # type: ignore[arg-type]  # noqa: B023
            "lazy": lambda: own_seconds(lambda: drained(graph.query(name, **parameters))),  # type: ignore[arg-type]  # noqa: B023
            "typed": lambda: own_seconds(lambda: drained(graph.query(name, **parameters).typed())),  # type: ignore[arg-type]  # noqa: B023
        }
        costs[name] = least(ways, {"lazy": LAZY, "typed": TYPED}, rounds, most, fixed=FIXED)
        say(f"{name:32} {costs[name]['raw'] * 1000:9.2f} ms  lazy {costs[name]['lazy']:5.2f}  typed {costs[name]['typed']:5.2f}")
    for way in ("lazy", "typed"):
        ratios = [cost[way] for cost in costs.values()]
        say(f"{len(ratios)} queries, {way}: median {median(ratios):.2f}, worst {max(ratios):.2f}")
    return costs


def too_dear(costs: Mapping[str, Mapping[str, float]], limits: Mapping[str, float]) -> dict[str, dict[str, float]]:
    found = {name: {way: round(cost[way], 2) for way, limit in limits.items() if cost[way] > limit} for name, cost in costs.items()}
    return {name: ways for name, ways in found.items() if ways}


def test_a_warm_query_by_name_costs_little_more_than_its_text(dataset: Dataset) -> None:
    costs = asked(dataset, "gusu", rounds=5, most=60)
    assert too_dear(costs, {"lazy": LAZY, "typed": TYPED}) == {}


def test_a_cold_query_costs_at_most_two_scripts(tmp_path: Path) -> None:
    unset = {"PYTHONDONTWRITEBYTECODE", "CENGJI_DEBUG"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"), "COLUMNS": "80"}
    own = (sys.executable, "-c", CENGJI, "query")
    child_seconds(environment, *own, "posts")
    (cached,) = tmp_path.glob("cengji/builds/*.nq")
    ratios = {}
    for name in ("posts", "ladders", "measures"):
        file = tmp_path / f"{name}.rq"
        file.write_text(query_text(name), encoding="utf-8")
        ways = {
            "script": lambda: child_seconds(environment, sys.executable, "-c", PEER, str(cached), str(file)),  # noqa: B023
            "table": lambda: child_seconds(environment, *own, name),  # noqa: B023
            "csv": lambda: child_seconds(environment, *own, name, "-f", "csv"),  # noqa: B023
        }
        cost = least(ways, {"table": COLD, "csv": COLD}, rounds=5, most=15)
        say(f"cold {name}: script {cost['script']:.3f} s, table {cost['table']:.2f}, csv {cost['csv']:.2f}")
        ratios[name] = cost
    assert too_dear(ratios, {"table": COLD, "csv": COLD}) == {}


def test_a_register_of_a_million_triples_answers_as_fast_as_pyoxigraph(tmp_path: Path) -> None:
    costs = asked(load(write(tmp_path / "register.nq", TRIPLES)), "gusu-0001", rounds=2, most=8)
    assert too_dear(costs, {"lazy": LAZY}) == {}


class _TooLongError(Exception):
    """rdflib has had its time."""


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise _TooLongError


def test_rdflib_gives_as_many_rows_and_is_told_beside(dataset: Dataset) -> None:
    """On the packaged cases: a million triples take it too long for a test."""
    graph, peer = Graph(dataset), dataset.to_rdflib()
    before = signal.signal(signal.SIGPROF, _stop)
    ratios, stopped = [], 0
    try:
        for name, (sparql, parameters) in library(dataset).items():
            own = min(max(TICK, own_seconds(lambda: drained(graph.query(name, **parameters)))) for _ in range(3))  # type: ignore[arg-type]  # noqa: B023
            start = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            try:
                rows = len(list(peer.query(sparql)))
            except _TooLongError:
                stopped += 1
                say(f"{name:32} rdflib stopped after {PATIENCE} s: more than {PATIENCE / own:.0f}")
                continue
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            ratios.append((time.process_time() - start) / own)
            say(f"{name:32} rdflib {ratios[-1]:8.1f}")
            assert rows == len(graph.query(name, **parameters)), name  # type: ignore[arg-type]
    finally:
        signal.signal(signal.SIGPROF, before)
    say(f"rdflib: {len(ratios)} queries, median {median(ratios):.0f}, worst {max(ratios):.0f}; {stopped} stopped after {PATIENCE} s")
