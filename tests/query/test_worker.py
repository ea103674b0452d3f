"""The worker: the same answers as in process, and an end to queries that take too much."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from cengji.core.errors import QueryError, UnavailableError
from cengji.dataset import Dataset
from cengji.query import Catalogue, Limits, run_bounded
from cengji.query.answers import Answer, ask
from cengji.query.table import Row

GRAPH = ox.NamedNode("urn:g")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
GREEDY = "SELECT ?a ?d ?g ?j { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"
ALL = "SELECT ?s ?o ?none { ?s <urn:p> ?o } ORDER BY ?s ?o"


def rows(answer: Answer) -> list[Row]:
    """Return the columns and rows of a SELECT."""
    assert isinstance(answer, ox.QuerySolutions)
    columns: Row = tuple(ox.Literal(variable.value) for variable in answer.variables)
    return [columns, *map(tuple, answer)]


@pytest.fixture(scope="module")
def small() -> Dataset:
    """Two hundred triples, and literals that are hard to write."""
    nodes = [ox.Literal(f"{number:04}") for number in range(200)]
    hard = [ox.Literal("a\tb\r\n\"\\'網\u2028\x01"), ox.Literal("x", language="zh"), ox.Literal(6600), ox.Literal(1.5)]
    return Dataset(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), node, GRAPH) for node in [*nodes, *hard, ox.Literal("")])


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("text", [ALL, "SELECT * {}", "SELECT ?x { ?s <urn:absent> ?x }", "SELECT ?x { OPTIONAL { ?s <urn:absent> ?x } }"])
def test_answer_is_that_of_the_same_process(small: Dataset, text: str) -> None:
    assert rows(run_bounded(text, small, Limits(rows=1000, megabytes=1024))) == rows(small.select(text))


def test_answers_of_the_library_are_the_same(two_cases: Dataset) -> None:
    asked = [query for query in Catalogue() if not any(parameter.required for parameter in query.parameters)]
    for query in asked[::3]:  # the worker sends what a query gives, whichever it is
        assert rows(run_bounded(query.text, two_cases, Limits())) == rows(two_cases.select(query.text)), query.name


def test_triple_terms_come_through(small: Dataset) -> None:
    text = 'SELECT (<<( <urn:a> <urn:b> <<( <urn:c> <urn:d> "e"@zh )>> )>> AS ?t) {}'
    assert rows(run_bounded(text, small, Limits())) == rows(small.select(text))


def test_a_store_on_disk_is_asked_in_the_worker_too(small: Dataset, tmp_path: Path) -> None:
    stored = Dataset.on_disk(tmp_path / "store", lambda: small, digest="x")
    assert rows(run_bounded(ALL, stored, Limits(rows=1000, megabytes=1024))) == rows(small.select(ALL))


def test_a_new_interpreter_gives_the_same(small: Dataset) -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert rows(run_bounded(ALL, small, Limits(rows=1000, megabytes=1024))) == rows(small.select(ALL))
    finally:
        done.set()
        other.join()


def test_runaway_is_stopped(small: Dataset) -> None:
    with pytest.raises(UnavailableError) as caught:
        run_bounded(RUNAWAY, small, Limits(seconds=0.5))
    assert str(caught.value) == "the query took longer than 0.5 s; narrow it, or raise seconds="


def test_rows_are_bounded(small: Dataset) -> None:
    assert len(rows(run_bounded(ALL, small, Limits(rows=205)))) == 1 + 205
    with pytest.raises(UnavailableError) as caught:
        run_bounded(ALL, small, Limits(rows=204))
    assert str(caught.value) == "the query gives more than 204 rows; add a LIMIT, or raise rows="


def test_memory_is_bounded(small: Dataset) -> None:
    with pytest.raises(UnavailableError) as caught:
        run_bounded(GREEDY, small, Limits(megabytes=64))
    assert str(caught.value) == "the query needs more than 64 MB of memory; narrow it, or raise megabytes="


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s <urn:p> 6600 }",
        "ASK { ?s <urn:absent> ?o }",
        "CONSTRUCT { ?o <urn:of> ?s ; ?p <urn:x> . ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DESCRIBE <urn:s>",
        "CONSTRUCT { ?s ?p ?s } WHERE { ?s <urn:absent> ?p }",
    ],
)
def test_other_forms_give_the_same(small: Dataset, text: str) -> None:
    assert run_bounded(text, small, Limits(rows=1000, megabytes=1024)) == ask(small, text)


def test_triples_count_as_rows(small: Dataset) -> None:
    assert isinstance(run_bounded("DESCRIBE <urn:s>", small, Limits(rows=205)), tuple)
    with pytest.raises(UnavailableError, match="gives more than 204 rows"):
        run_bounded("DESCRIBE <urn:s>", small, Limits(rows=204))


@pytest.mark.parametrize(
    "text", ["SELECT ?s {", "ASK {", "CONSTRUCT { ?s } WHERE { ?s ?p ?o }", "DESCRIBE", "DELETE WHERE { ?s ?p ?o }", ""]
)
def test_faults_are_those_of_the_same_process(small: Dataset, text: str) -> None:
    with pytest.raises(QueryError) as here:
        ask(small, text)
    with pytest.raises(QueryError) as there:
        run_bounded(text, small, Limits(rows=1000))
    assert str(there.value) == str(here.value)
