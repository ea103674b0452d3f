"""FROM and FROM NAMED as SPARQL 1.1 says (section 13.2), on every source and engine; the default union is a set."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from cengji.core.errors import CengjiWarning, QueryError
from cengji.core.storemarks import is_distinct
from cengji.dataset import Dataset, asking
from cengji.dataset.asking import repeats_triples
from cengji.dataset.disk import change_store
from cengji.query import Limits
from cengji.query.worker import run_bounded

TRIG = """
@prefix : <http://example.org/> .
:one { :a :p 1 . :a :p 2 }
:two { :a :p 2 . :b :p 3 }
:three { :b :q :a }
"""
PROLOGUE = "PREFIX : <http://example.org/> PREFIX from: <http://example.org/from/>\n"
COUNT = PROLOGUE + "SELECT (COUNT(*) AS ?n) "
ALL, NAMED = "{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }"
COUNTS = {
    # Without a clause: the union of all graphs, each triple once; every graph has its name.
    ALL: 4,
    NAMED: 5,
    # 13.2.1: FROM gives the default graph, several of them their RDF merge, and there is no named graph then.
    f"FROM :one {ALL}": 2,
    f"FROM :one FROM :two {ALL}": 3,
    f"FROM :one FROM <http://example.org/one> {ALL}": 2,
    f"FROM :one FROM :two {NAMED}": 0,
    f"FROM :absent {ALL}": 0,
    # 13.2.2: FROM NAMED gives named graphs; without FROM the default graph is empty then.
    f"FROM NAMED :one {NAMED}": 2,
    f"FROM NAMED :one FROM NAMED :two {NAMED}": 4,
    f"FROM NAMED :one {ALL}": 0,
    "FROM NAMED :one { GRAPH :two { ?s ?p ?o } }": 0,
    # 13.2.3: both.
    "FROM :three FROM NAMED :two { ?s :q ?a . GRAPH ?g { ?a ?p ?o } }": 1,
    "FROM :one FROM :two FROM NAMED :three { ?a :p ?o . GRAPH ?g { ?s :q ?a } }": 2,
    # What only looks like a clause.
    "# FROM :one\n{ ?s ?p ?o . FILTER(STR(?s) != 'FROM :one') }": 4,
    "{ ?s ?p ?from . FILTER(?p != from:p) }": 4,
}


def two_graphs(*, repeating: bool = True) -> Dataset:
    """Return the data of the table; without a repetition ``:a :p 2`` stands in the first graph only."""
    quads = list(ox.parse(TRIG, format=ox.RdfFormat.TRIG))
    return Dataset(quads if repeating else [quad for quad in quads if not ("two" in str(quad.graph_name) and '"2"' in str(quad.object))])


def counted(solutions: ox.QuerySolutions) -> int:
    """Return the one number of an answer."""
    ((value,),) = solutions
    assert isinstance(value, ox.Literal)
    return int(value.value)


def test_counts_in_memory_on_disk_and_by_rdflib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS", False)
    data = two_graphs()
    stored, rdf = Dataset.on_disk(tmp_path / "store", lambda: data), data.to_rdflib()
    assert {text: counted(data.select(COUNT + text)) for text in COUNTS} == COUNTS
    assert {text: counted(stored.select(COUNT + text)) for text in COUNTS} == COUNTS
    assert {text: int(str(next(iter(rdf.query(COUNT + text)))[0])) for text in COUNTS} == COUNTS  # type: ignore[index]  # rows of a SELECT


def test_a_worker_process_counts_alike() -> None:
    data = two_graphs()
    for text in (ALL, f"FROM :one FROM :two {ALL}"):
        answer = run_bounded(COUNT + text, data, Limits(rows=1000))
        assert isinstance(answer, ox.QuerySolutions)
        assert counted(answer) == COUNTS[text]


def test_the_clause_holds_where_no_triple_is_repeated() -> None:
    data = two_graphs(repeating=False)
    assert counted(data.select(COUNT + ALL)) == 4
    assert counted(data.select(f"{COUNT}FROM :one FROM :two FROM :one {ALL}")) == 3


def test_every_form_heeds_the_clause() -> None:
    data = two_graphs()
    assert not data.ask(f"{PROLOGUE}ASK FROM :absent {ALL}")
    assert data.ask(f"{PROLOGUE}ASK FROM :three {{ ?s :q ?o }}")
    assert len(list(data.construct(f"{PROLOGUE}CONSTRUCT {ALL} FROM :one FROM :two WHERE {ALL}"))) == 3
    assert len(list(data.construct(f"{PROLOGUE}CONSTRUCT FROM :two WHERE {ALL}"))) == 2
    assert len(list(data.construct(f"{PROLOGUE}DESCRIBE :a FROM :two"))) == 1
    assert len(list(data.construct(f"{PROLOGUE}DESCRIBE :a"))) == 2


def test_base_and_prefixes_of_the_query_name_the_graphs() -> None:
    text = "BASE <http://example.org/x/> PREFIX t: <../t> SELECT (COUNT(*) AS ?n) FROM <../one> FROM t:wo { ?s ?p ?o }"
    assert counted(two_graphs().select(text)) == 3


def test_a_name_that_only_oxigraph_takes_for_a_clause_is_refused() -> None:
    with pytest.raises(QueryError, match="needs a blank after FROM"):
        two_graphs().select("PREFIX ex: <http://example.org/> SELECT * FROMex:one { ?s ?p ?o }")


def test_the_default_graph_of_a_store_is_part_of_the_union() -> None:
    a, p = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/p")
    data = Dataset([ox.Quad(a, p, a), ox.Quad(a, p, a, p), ox.Quad(a, p, p)])
    assert counted(data.select(COUNT + ALL)) == 2


def test_a_store_knows_of_repeated_triples_until_others_change_it(tmp_path: Path) -> None:
    path = tmp_path / "store"
    data = two_graphs(repeating=False)
    assert not repeats_triples(data.store)
    Dataset.on_disk(path, lambda: data)
    assert is_distinct(path)
    change_store(path, lambda store: store.extend(two_graphs()))
    assert not is_distinct(path)
    change_store(path, lambda store: store.clear_graph(ox.NamedNode("http://example.org/two")))
    assert is_distinct(path)
    store = ox.Store(str(path))  # another program
    store.extend(two_graphs())
    store.flush()
    del store
    assert counted(Dataset.on_disk(path).select(COUNT + ALL)) == 4


def test_a_copy_of_much_to_memory_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    quads = [*ox.parse(TRIG, format=ox.RdfFormat.TRIG)]
    Dataset(quads).rows(COUNT + ALL)
    monkeypatch.setattr(asking, "_MANY", 5)
    with pytest.warns(CengjiWarning, match=r"all 5 quads are copied to memory"):
        Dataset(quads).rows(COUNT + ALL)
    Dataset(quad for quad in quads if quad.graph_name != quads[0].graph_name).rows(COUNT + ALL)
