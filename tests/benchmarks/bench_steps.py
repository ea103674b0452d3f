"""The steps of a build, each against its peer: `pytest tests/benchmarks/bench_steps.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from cengji.cases import LoadedCase, load_cases
from cengji.core.resources import case_files
from cengji.dataset import Dataset, Ontology, build_dataset, check_dataset
from cengji.export import RDF_WRITERS, write_rdf
from cengji.query import Catalogue, answer

Benchmark = Callable[..., Any]


@pytest.mark.benchmark(group="load")
def test_load_cases(benchmark: Benchmark, ontology: Ontology) -> None:
    benchmark(load_cases, case_files(), ontology.vocabulary)


@pytest.mark.benchmark(group="load")
def test_build_dataset(benchmark: Benchmark, cases: list[LoadedCase], ontology: Ontology) -> None:
    benchmark(lambda: build_dataset((loaded.case for loaded in cases), ontology))


@pytest.mark.benchmark(group="check")
def test_check(benchmark: Benchmark, dataset: Dataset, ontology: Ontology) -> None:
    benchmark(check_dataset, dataset, ontology)


@pytest.mark.benchmark(group="write")
@pytest.mark.parametrize("writer", sorted(RDF_WRITERS))
def test_write(benchmark: Benchmark, dataset: Dataset, writer: str) -> None:
    benchmark(write_rdf, dataset, writer)


@pytest.mark.benchmark(group="write")
def test_peer_pyoxigraph_dump(benchmark: Benchmark, dataset: Dataset) -> None:
    benchmark(lambda: dataset.store.dump(format=ox.RdfFormat.N_QUADS))


@pytest.mark.benchmark(group="query")
def test_named_query(benchmark: Benchmark, dataset: Dataset) -> None:
    query = Catalogue()["figures"]
    benchmark(lambda: sum(1 for _ in answer(query, dataset)))


@pytest.mark.benchmark(group="query")
def test_peer_raw_query(benchmark: Benchmark, dataset: Dataset) -> None:
    text = Catalogue()["figures"].text
    benchmark(lambda: sum(1 for _ in dataset.store.query(text, use_default_graph_as_union=True)))
