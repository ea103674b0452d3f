"""Networks against building them from ready tuples, analyses against what they rest on and against a build: CPU, in one run.

Run by name; ratios, not times, are asserted.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import networkx as nx

import cengji
from cengji.analysis import ANALYSES, analyze
from cengji.analysis.actors import join_actors
from cengji.analysis.material import Material
from cengji.core.resources import case_files
from cengji.dataset.cache import _build
from cengji.projection import project
from tests.benchmarks.register import load, write

TRIPLES = 1_000_000
COLD, AGAIN = 24.0, 5.0  # of a network: read and built; built again, when the things and links have been read
EACH, ALL = 1.5, 1.0
_Made = TypeVar("_Made")


def timed(make: Callable[[], _Made]) -> tuple[float, _Made]:
    """Return the CPU seconds that making something takes, and what was made."""
    gc.collect()
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


def test_a_network_of_a_register_against_building_it_from_tuples(tmp_path: Path) -> None:
    graph = cengji.Graph(load(write(tmp_path / "register.nq", TRIPLES)))
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
        f"read and built {cold:.2f} s, ratio {cold / ready:.1f}, again {again:.2f} s, ratio {again / ready:.1f}\n"
    )
    assert cold / ready <= COLD
    assert again / ready <= AGAIN


def test_analyses_against_what_they_rest_on_and_against_a_build() -> None:
    dataset = cengji.open().dataset
    for name in ANALYSES:  # once for the engine and the modules
        analyze(dataset, name)
    query, _ = timed(lambda: project(dataset))
    networks = join_actors(Material(dataset))
    call, _ = timed(lambda: [nx.betweenness_centrality(network) for network in networks.values()])
    told, failed = [], []
    for name in ANALYSES:
        taken, _ = timed(lambda name=name: analyze(dataset, name))  # type: ignore[misc]  # the default binds the name
        ratio = taken / (query + (call if name == "brokerage" else 0))
        told.append(f"{name} {taken:.2f} s CPU, ratio {ratio:.2f}")
        failed += [name] if ratio > EACH else []
    material = Material(dataset)
    whole, _ = timed(lambda: [analyze(material, name) for name in ANALYSES])
    build, _ = timed(lambda: _build(case_files(), proposed=False))
    sys.stderr.write("\n" + "\n".join(told) + f"\nall {whole:.2f} s CPU, a build {build:.2f} s, ratio {whole / build:.2f}\n")
    assert not failed
    assert whole / build <= ALL
