"""Every query gives the same rows in the same order on Oxigraph and on rdflib's engine."""

from __future__ import annotations

import time
import timeit
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from cengji.core.resources import query_files, query_text, resource_dir
from cengji.dataset import Dataset
from cengji.dataset.reading import read_dataset
from tests.dataset.foreign import write
from tests.query.engines import Row, oxigraph_rows, oxigraph_triples, rdflib_rows, rdflib_triples, rows_of_both

INTERNAL = query_files("internal")
ASKS = [path for path in INTERNAL if path.stem.startswith("has-")]
REPEATS = resource_dir("queries") / "internal" / "repeats-a-triple.rq"
CONSTRUCTS = [resource_dir("queries") / "internal" / f"{name}.rq" for name in ("all-triples", "description")]
FAULTY = {resource_dir("queries") / "internal" / f"{name}.rq" for name in ("older-results", "two-values", "unfinished-push")}
SELECTS = [
    path
    for path in [*query_files(), *query_files("view"), *query_files("analysis"), *INTERNAL]
    if path not in (*ASKS, *CONSTRUCTS, REPEATS, *FAULTY)
]
PEOPLE = query_files("people")
WITHOUT_ROWS = frozenset(
    resource_dir("queries") / file for file in ("evidence-moved.rq", "proposals.rq", "internal/cases-without-licence.rq")
)
ENOUGH = 2  # rows have an order
RUNAWAY = 150  # times the CPU of reading all quads: the longest query takes 30


def name(path: Path) -> str:
    """Name a test after the folder and the file."""
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", SELECTS, ids=name)
def test_select_gives_the_same_rows_in_the_same_order(
    path: Path, small_cases: Dataset, small_rdf: rdflib.Dataset, two_cases: Dataset, request: pytest.FixtureRequest
) -> None:
    """Of the small cases where they give rows enough for an order, else of those that give every query rows."""
    text = path.read_text(encoding="utf-8")
    rows, rdf = oxigraph_rows(small_cases, text), small_rdf
    if len(rows) < ENOUGH:
        rows, rdf = oxigraph_rows(two_cases, text), request.getfixturevalue("rdf")
    assert in_order(rdflib_rows(rdf, text), text) == in_order(rows, text)
    assert bool(rows) is (path not in WITHOUT_ROWS)


def in_order(rows: list[Row], text: str) -> list[Row]:
    """Return rows as they are where the query orders them, else sorted."""
    return rows if "\nORDER BY " in text else sorted(rows, key=lambda row: [cell or "" for cell in row])


def test_no_query_runs_away(dataset: Dataset) -> None:
    """A pattern that the engine goes through anew for each row takes minutes; no query takes so many readings of all."""
    reading = min(timeit.repeat(lambda: sum(1 for _ in dataset.store), time.process_time, repeat=3, number=1))
    for path in [*SELECTS, *query_files("check")]:
        if path.stem in ("statements-of", "superiors-and-subordinates"):  # of one thing
            continue
        text = path.read_text(encoding="utf-8")
        assert timeit.timeit(lambda text=text: dataset.rows(text), time.process_time, number=1) < RUNAWAY * reading, path.stem


@pytest.mark.slow
def test_selects_give_the_same_rows_of_all_cases(dataset: Dataset) -> None:
    rdf = dataset.to_rdflib()
    asked = [path for path in [*SELECTS, *query_files("check")] if path.stem != "statements-of"]  # of one thing
    texts = {name(path): path.read_text(encoding="utf-8") for path in asked}
    assert [
        which for which, text in texts.items() if in_order(rdflib_rows(rdf, text), text) != in_order(oxigraph_rows(dataset, text), text)
    ] == []


@pytest.mark.parametrize("path", PEOPLE, ids=name)
def test_persons_are_found_by_both_engines(path: Path, tmp_path: Path) -> None:
    dataset = read_dataset([write(tmp_path)["department"]])
    rows = oxigraph_rows(dataset, path.read_text(encoding="utf-8"))
    assert rows or path.stem == "contacts"
    assert len(rdflib_rows(dataset.to_rdflib(), path.read_text(encoding="utf-8"))) == len(rows)


@pytest.mark.parametrize("path", ASKS, ids=name)
def test_ask_gives_the_same_answer(path: Path, small_cases: Dataset, small_rdf: rdflib.Dataset, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    here = path.stem != "has-bodies-outside"  # the cases hold all of theirs
    assert small_cases.ask(text) is small_rdf.query(text).askAnswer is here
    outside = read_dataset([write(tmp_path)["department"]])
    assert here or outside.ask(text) is outside.to_rdflib().query(text).askAnswer is True
    assert Dataset(()).ask(text) is rdflib.Dataset().query(text).askAnswer is False


def test_a_row_takes_any_number_of_terms(small_cases: Dataset, small_rdf: rdflib.Dataset) -> None:
    tier, grid = (ox.NamedNode(f"https://w3id.org/cengji/scheme/tier/{key}") for key in ("area", "grid"))
    text = query_text("internal/labels", node=[grid, tier])
    rows = oxigraph_rows(small_cases, text)
    assert [node for node, _, _ in rows] == [str(tier), str(tier), str(grid), str(grid)]
    assert rdflib_rows(small_rdf, text) == rows


@pytest.mark.slow
@pytest.mark.parametrize("path", query_files("derive"), ids=name)
def test_rule_builds_the_same_triples(path: Path, two_cases: Dataset, rdf: rdflib.Dataset) -> None:
    text = path.read_text(encoding="utf-8")
    assert rdflib_triples(rdf, text) == oxigraph_triples(two_cases, text)


@pytest.mark.parametrize("path", CONSTRUCTS, ids=name)
def test_construct_gives_the_same_triples(path: Path, small_cases: Dataset, small_rdf: rdflib.Dataset) -> None:
    thing = ox.NamedNode("https://w3id.org/cengji/scheme/tier/grid")
    text = query_text(f"internal/{path.stem}", **({"thing": [thing]} if path.stem == "description" else {}))
    triples = oxigraph_triples(small_cases, text)
    assert len(triples) > ENOUGH
    assert rdflib_triples(small_rdf, text) == triples


@pytest.mark.parametrize("path", query_files("check"), ids=name)
def test_check_finds_the_same_faults(path: Path, faults: Dataset) -> None:
    text = path.read_text(encoding="utf-8")
    assert rows_of_both(faults, text), "faults.ttl must hold what this check looks for"


@pytest.mark.parametrize("path", query_files("derive"), ids=name)
def test_rule_builds_the_same_triples_of_the_small_data(path: Path, faults: Dataset) -> None:
    text = path.read_text(encoding="utf-8")
    triples = oxigraph_triples(faults, text)
    assert triples, "faults.ttl must hold what this rule builds on"
    assert rdflib_triples(faults.to_rdflib(), text) == triples
