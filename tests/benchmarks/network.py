"""One side of the benchmark of networks: it runs in a process of its own, as Python starts it, with all modules imported before."""

from __future__ import annotations

import gc
import json
import pickle
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import networkx as nx

import cengji
import cengji.analysis.networks  # else the first network would import it
import cengji.register.projecting
from tests.benchmarks.register import load

_Made = TypeVar("_Made")


def timed(make: Callable[[], _Made]) -> tuple[float, _Made]:
    """Return the CPU seconds that making something takes, and what was made."""
    gc.collect()
    start = time.process_time()
    made = make()
    return time.process_time() - start, made


def digest(network: nx.MultiDiGraph) -> str:
    """Return a digest of the nodes and links with their attributes, in their order."""
    return sha256(repr((list(network.nodes(data=True)), list(network.edges(keys=True, data=True)))).encode()).hexdigest()


def read(register: Path, tuples: Path) -> dict[str, object]:
    """Make the network of a register, in memory or in a store on disk, and once more; leave its parts as tuples."""
    graph = cengji.open(store=register) if register.is_dir() else cengji.Graph(load(register))
    first, network = timed(graph.to_networkx)
    again, _ = timed(graph.to_networkx)
    nodes = [(node, tuple(held), tuple(held.values())) for node, held in network.nodes(data=True)]
    edges = [(*ends, tuple(held), tuple(held.values())) for *ends, held in network.edges(keys=True, data=True)]
    tuples.write_bytes(pickle.dumps((network.graph, nodes, edges)))
    return {"first": first, "again": again, "digest": digest(network), "nodes": len(nodes), "edges": len(edges)}


def build(tuples: Path) -> dict[str, object]:
    """Make the network of its parts."""
    attributes, nodes, edges = pickle.loads(tuples.read_bytes())  # noqa: S301 - written by the other side

    def make() -> nx.MultiDiGraph:
        made = nx.MultiDiGraph(**attributes)
        for node, names, values in nodes:
            made.add_node(node, **dict(zip(names, values, strict=True)))
        for source, target, key, names, values in edges:
            made.add_edge(source, target, key, **dict(zip(names, values, strict=True)))
        return made

    ready, network = timed(make)
    return {"ready": ready, "digest": digest(network)}


if __name__ == "__main__":
    side, *paths = sys.argv[1:]
    sys.stdout.write(json.dumps({"read": read, "build": build}[side](*map(Path, paths))))
