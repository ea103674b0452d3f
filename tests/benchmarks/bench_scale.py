"""The library on the store of a large register: by name against its text asked of pyoxigraph, and columns against the store.

On demand: ``CENGJI_SCALE_STORE=nation/store pytest -s tests/benchmarks/bench_scale.py``, with a store that `cengji register join` made of
registers of ten million quads and the cases (``docs/scale.md``). CPU seconds, each query in a process of its own for the engine's caches
of one not to serve the next.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import cengji
from cengji.core.resources import column_query
from cengji.query import Catalogue
from cengji.query.names import Names
from cengji.query.running import answer, prepare_text
from tests.benchmarks.bench_query import drained, own_seconds

RATIO, COLUMNS = 1.5, 10.0
LONGEST = 150.0
"""Seconds of the engine from which on a query is not asked by name too."""
FIXED = 0.02
"""Seconds that opening and preparing may cost beside."""
ASKED = {
    "evidence-of": {"thing": "https://w3id.org/cengji/id/gusu/group/area-party-committees"},
    "relations-of": {"body": "https://w3id.org/cengji/id/gusu/group/area-party-committees"},
    "superiors-and-subordinates": {"node": "https://w3id.org/cengji/id/synthetic-7/body/320508"},
}
STORE = Path(os.environ.get("CENGJI_SCALE_STORE", ""))
pytestmark = pytest.mark.skipif("CENGJI_SCALE_STORE" not in os.environ, reason="CENGJI_SCALE_STORE names no store")


def raw(name: str) -> float:
    store, query = ox.Store.read_only(str(STORE)), Catalogue()[name]
    text = prepare_text(query, ASKED.get(name, {}), Names(None))  # type: ignore[arg-type]  # all of them are IRIs
    return min(own_seconds(lambda: drained(store.query(text, use_default_graph_as_union=True))) for _ in range(2))  # type: ignore[arg-type]


def by_engine(name: str) -> float:
    graph, query = cengji.open(store=STORE), Catalogue()[name]
    return min(own_seconds(lambda: drained(answer(query, graph.data, ASKED.get(name)))) for _ in range(2))  # type: ignore[arg-type]


def by_columns(name: str) -> float:
    graph = cengji.open(store=STORE)
    best = min(own_seconds(lambda: drained(graph.query(name))) for _ in range(3))
    assert graph.from_columns, name
    return best


def alone(way: Callable[[str], float], name: str) -> float:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(way, (name,))


def test_a_query_by_name_costs_at_most_half_more_than_its_text() -> None:
    dear = {}
    for query in Catalogue():
        engine = alone(raw, query.name)
        if engine > LONGEST:
            sys.stderr.write(f"\n{query.name:32} {engine:8.3f} s")
            continue
        ratio = max(0.0, alone(by_engine, query.name) - FIXED) / engine
        sys.stderr.write(f"\n{query.name:32} {engine:8.3f} s  {ratio:5.2f}")
        if ratio > RATIO:
            dear[query.name] = ratio
    assert dear == {}


def test_columns_are_ten_times_as_fast_where_they_are_used() -> None:
    slow = {}
    for name in (query.name for query in Catalogue() if column_query(query.name)):
        ratio = alone(raw, name) / alone(by_columns, name)
        sys.stderr.write(f"\n{name:32} {ratio:6.1f} times as fast from columns")
        if ratio < COLUMNS:
            slow[name] = ratio
    assert slow == {}
