"""The writers against pyoxigraph's own (a million triples) and rdflib's, side by side in one run, each in a process of its own.

On demand: ``pytest -s tests/benchmarks/bench_write.py``. Ratios of CPU time are asserted, memory is reported.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.benchmarks.register import bodies, write

TRIPLES: Final = 1_000_000
FOR_RDFLIB: Final = 100_000
"""How many triples are written by rdflib, which takes minutes for a million."""
ROUNDS: Final = 3
LIMITS: Final = {"turtle": 6.0, "nq": 2.0}
"""How many times the CPU of pyoxigraph's own dump of the same kind a writer may take."""
FASTER: Final = 5.0
"""How many times faster than rdflib the readable Turtle must be."""
NETWORKS: Final = ("graphml", "gexf", "cytoscape", "node-link", "dot")
FEW: Final = 5_000
MANY: Final = 50_000
DEARER: Final = 1.6
"""How many times the CPU a thing may cost in a network of many things against one of few."""

MEASURE: Final = """
import resource, sys, time, pyoxigraph as ox
from cengji.dataset import Dataset
from cengji.export import write
from cengji.core.namespaces import PREFIXES

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

def dumped_turtle(dataset, file):
    for name in dataset.store.named_graphs():
        dataset.store.dump(file, format=ox.RdfFormat.TURTLE, from_graph=name, prefixes=PREFIXES)

def dumped_nq(dataset, file):
    dataset.store.dump(file, format=ox.RdfFormat.N_QUADS)

source, what = sys.argv[1:]
if what == "rdflib":
    import rdflib
    graph = rdflib.Graph()
    with open(source, encoding="utf-8") as lines:
        triples = "".join(line.rsplit(" <", 1)[0] + " .\\n" for line in lines)
    graph.parse(data=triples, format="nt")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base)
    work = lambda file: graph.serialize(file, format="turtle")
else:
    dataset = Dataset(())
    dataset.store.bulk_load(path=source, format=ox.RdfFormat.N_QUADS)
    own = {"dump turtle": dumped_turtle, "dump nq": dumped_nq}
    work = lambda file: own[what](dataset, file) if what in own else file.writelines(write(dataset, what))
with open("/dev/null", "wb") as file:
    before, start = memory(), time.process_time()
    work(file)
    print(time.process_time() - start, before, memory())
"""


def measured(source: Path, what: str) -> tuple[float, float]:
    """Return the CPU seconds of one writing, and by how many MB it raised the process's highest memory."""
    command = [sys.executable, "-c", MEASURE, str(source), what]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, before, after = map(float, done.stdout.split())
    return seconds, after - before


def test_writers_keep_up_with_the_libraries(tmp_path: Path) -> None:
    source = write(tmp_path / "register.nq", TRIPLES)
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for what in ("dump turtle", "turtle", "dump nq", "nq"):
            seconds, megabytes = measured(source, what)
            best[what] = min(seconds, best.get(what, seconds))
            sys.stderr.write(f"\n{what}: {seconds:.2f} s CPU, {megabytes:.0f} MB more")
    small = write(tmp_path / "small.nq", FOR_RDFLIB)
    faster = measured(small, "rdflib")[0] / measured(small, "turtle")[0]
    ratios = {name: best[name] / best[f"dump {name}"] for name in LIMITS}
    sys.stderr.write(f"\nratios to the dump: {ratios}; turtle is {faster:.1f} times faster than rdflib\n")
    assert {name: ratio for name, ratio in ratios.items() if ratio > LIMITS[name]} == {}
    assert faster >= FASTER


def test_a_thing_costs_no_more_in_a_large_network(tmp_path: Path) -> None:
    costs: dict[tuple[str, int], float] = {}
    for number in (FEW, MANY):
        source = tmp_path / f"{number}.nq"
        source.write_text("".join(bodies(number)), encoding="utf-8")
        for name in NETWORKS:
            seconds, megabytes = min(measured(source, name) for _ in range(2))
            costs[name, number] = seconds / number
            sys.stderr.write(f"\n{name}, {number} things: {seconds:.2f} s CPU, {megabytes:.0f} MB more")
    ratios = {name: costs[name, MANY] / costs[name, FEW] for name in NETWORKS}
    sys.stderr.write(f"\nratios a thing: {ratios}\n")
    assert {name: ratio for name, ratio in ratios.items() if ratio > DEARER} == {}
