"""Networks against building them from ready tuples, analyses against what they rest on and against a build: CPU, in one run.

Run by name; ratios, not times, are asserted.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import networkx as nx
import pyoxigraph as ox

import cengji
from cengji.analysis import ANALYSES, analyze
from cengji.analysis.actors import join_actors
from cengji.analysis.material import Material
from cengji.core.resources import case_files
from cengji.dataset import Dataset
from cengji.dataset.cache import _build
from cengji.projection import project
from tests.benchmarks.register import load, write

TRIPLES = 1_000_000
COLD, AGAIN = 8.0, 2.8  # of a network: read and built; built again, when the things and links have been read
EACH, ALL = 1.5, 1.0
_Made = TypeVar("_Made")


def timed(make: Callable[[], _Made]) -> tuple[float, _Made]:
    """Return the CPU seconds that making something takes, and what was made."""
    gc.collect()
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


def patterns_of(dataset: Dataset) -> list[tuple[object, ...]]:
    """Return the patterns by which things and links are read."""
    asked: list[tuple[object, ...]] = []
    match = dataset.matcher()

    def note(*pattern: object) -> Iterable[ox.Quad]:
        asked.append((*pattern, None)[:3])
        return match(*pattern)

    with patch.object(Dataset, "matcher", lambda _: note):
        project(dataset)
    return asked


def queries_of(dataset: Dataset, name: str) -> list[str]:
    """Return what an analysis asks in SPARQL beside things and links."""
    material, asked = Material(dataset), []
    assert material.projection

    def note(self: Dataset, sparql: str) -> list[tuple[str | None, ...]]:
        asked.append(sparql)
        return rows(self, sparql)

    rows = Dataset.rows
    with patch.object(Dataset, "rows", note):
        analyze(material, name)
    return asked


def touch(dataset: Dataset, patterns: list[tuple[object, ...]]) -> int:
    """Do nothing but ask the engine for these patterns and look at subject and object of each quad; return their number."""
    quads = 0
    for subject, predicate, term in patterns:
        for quad in dataset.store.quads_for_pattern(subject, predicate, term, None):  # type: ignore[arg-type]
            quads += bool(quad.subject.value) and bool(quad.object)
    return quads


def test_a_network_of_a_register_against_building_it_from_tuples(tmp_path: Path) -> None:
    dataset = load(write(tmp_path / "register.nq", TRIPLES))
    graph = cengji.Graph(dataset)
    patterns = patterns_of(dataset)
    engine, quads = timed(lambda: touch(dataset, patterns))
    cold, network = timed(graph.to_networkx)
    again, _ = timed(graph.to_networkx)
    nodes = [(node, tuple(held), tuple(held.values())) for node, held in network.nodes(data=True)]
    edges = [(*ends, tuple(held), tuple(held.values())) for *ends, held in network.edges(keys=True, data=True)]

    def build() -> nx.MultiDiGraph:
        made = nx.MultiDiGraph(**network.graph)
        for node, names, values in nodes:
            made.add_node(node, **dict(zip(names, values, strict=True)))
        for source, target, key, names, values in edges:
            made.add_edge(source, target, key, **dict(zip(names, values, strict=True)))
        return made

    ready, same = timed(build)
    assert nx.utils.graphs_equal(same, network)
    sys.stderr.write(
        f"\n{len(nodes):,} nodes, {len(edges):,} links: from tuples {ready:.2f} s CPU, "
        f"read and built {cold:.2f} s, ratio {cold / ready:.1f}, again {again:.2f} s, ratio {again / ready:.1f}; "
        f"the engine alone on {quads:,} quads {engine:.2f} s, ratio {engine / ready:.1f}\n"
    )
    assert cold / ready <= COLD
    assert again / ready <= AGAIN


def test_analyses_against_what_they_rest_on_and_against_a_build() -> None:
    dataset = cengji.open().dataset
    for name in ANALYSES:  # once for the engine and the modules
        analyze(dataset, name)
    networks = join_actors(Material(dataset))
    call, _ = timed(lambda: [nx.betweenness_centrality(network) for network in networks.values()])
    told, failed = [], []
    for name in ANALYSES:
        asked = queries_of(dataset, name)
        query, _ = timed(lambda asked=asked: (project(dataset), list(map(dataset.rows, asked))))  # type: ignore[misc]  # the default binds
        taken, _ = timed(lambda name=name: analyze(dataset, name))  # type: ignore[misc]
        ratio = taken / (query + (call if name == "brokerage" else 0))
        told.append(f"{name} {taken:.2f} s CPU, ratio {ratio:.2f}")
        failed += [name] if ratio > EACH else []
    material = Material(dataset)
    whole, _ = timed(lambda: [analyze(material, name) for name in ANALYSES])
    build, _ = timed(lambda: _build(case_files(), proposed=False))
    sys.stderr.write("\n" + "\n".join(told) + f"\nall {whole:.2f} s CPU, a build {build:.2f} s, ratio {whole / build:.2f}\n")
    assert not failed
    assert whole / build <= ALL
