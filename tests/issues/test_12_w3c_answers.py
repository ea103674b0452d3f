"""Answers as SPARQL 1.1 defines them: expressions and aggregates over nothing (sections 11, 17 and 18.5), datasets after mapping (13)."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import cengji
from cengji.core.errors import CengjiWarning
from cengji.core.namespaces import GENID, PREFIXES
from cengji.dataset import Dataset

XSD = PREFIXES["xsd"]
P = "PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
ZERO, ONE, NOTHING = f'"0"^^<{XSD}integer>', f'"1"^^<{XSD}integer>', None
YES, NO = f'"true"^^<{XSD}boolean>', f'"false"^^<{XSD}boolean>'
# Over no solution at all there is one group with no member (18.2.4.1), unless GROUP BY makes the groups.
OVER_NOTHING = {
    "COUNT(*)": ZERO, "COUNT(?o)": ZERO, "COUNT(DISTINCT ?o)": ZERO, "COUNT(DISTINCT *)": ZERO, "SUM(?o)": ZERO, "SUM(DISTINCT ?o)": ZERO,
    "AVG(?o)": ZERO, "GROUP_CONCAT(?o)": '""', "GROUP_CONCAT(?o ; SEPARATOR = '|')": '""', "MIN(?o)": NOTHING, "MAX(?o)": NOTHING,
    "SAMPLE(?o)": NOTHING, "COALESCE(MIN(?o), 'none')": '"none"', "COUNT(*) = 0": YES,
    "SUM(?o) + 1": ONE, "MIN(?o) + 1": NOTHING, "IF(COUNT(*) = 0, 'empty', 'full')": '"empty"',
    "CONCAT(GROUP_CONCAT(?o), 'x')": '"x"',
}  # fmt: skip
# Over the one solution without a binding that an empty pattern has.
OVER_EMPTY_PATTERN = {
    "COUNT(*)": ONE, "COUNT(?o)": ZERO, "SUM(?o)": NOTHING, "MIN(?o)": NOTHING, "SAMPLE(?o)": NOTHING, "SAMPLE(1)": ONE,
}  # fmt: skip
EXPRESSIONS = {
    "1 + 1": f'"2"^^<{XSD}integer>', "1 / 2": f'"0.5"^^<{XSD}decimal>', "1 / 0": NOTHING, "?unbound": NOTHING, "?unbound + 1": NOTHING,
    "BOUND(?unbound)": NO, "COALESCE(?unbound, 1 / 0, 'x')": '"x"', "COALESCE()": NOTHING, "IF(?unbound, 1, 2)": NOTHING,
    "true || 1 / 0": YES, "false && 1 / 0": NO, "false || 1 / 0": NOTHING, "true && 1 / 0": NOTHING,
    "1 IN (1 / 0, 1)": YES, "2 IN (1 / 0, 1)": NOTHING, "1 IN ()": NO,
    "2 NOT IN (1 / 0, 2)": NO, "LANG('a')": '""', "LANG(1)": '""', "LANG(:a)": NOTHING,
    "DATATYPE('a')": f"<{XSD}string>", "DATATYPE('a'@en)": "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>",
    "DATATYPE(:a)": NOTHING,
    "STRLEN('网格员')": f'"3"^^<{XSD}integer>', "SUBSTR('网格员', 2)": '"格员"', "'a'@en = 'a'": NO,
    "1 = 1.0": YES, "sameTerm(1, 1.0)": NO, "xsd:integer('x')": NOTHING,
    "STRDT('x', :t)": '"x"^^<http://example.org/t>', "STRLANG('x', 'zh')": '"x"@zh', "LANGMATCHES('zh-hans', 'zh')": YES,
    "LANGMATCHES('', '*')": NO, "EXISTS {}": YES, "NOT EXISTS { ?s ?p ?o }": YES,
}  # fmt: skip


def terms(graph: cengji.Graph, text: str) -> list[tuple[str | None, ...]]:
    """Return the rows of an answer, each term as in N-Triples."""
    return [tuple(None if term is None else str(term) for term in row) for row in graph.answer(P + text)]  # type: ignore[union-attr]  # a SELECT


@pytest.fixture(scope="module")
def nothing() -> cengji.Graph:
    """Return a graph of no triple."""
    return cengji.Graph(Dataset(()))


@pytest.mark.parametrize("expression", OVER_NOTHING)
def test_aggregates_over_no_solution(expression: str, nothing: cengji.Graph) -> None:
    assert terms(nothing, f"SELECT ({expression} AS ?x) {{ ?s ?p ?o }}") == [(OVER_NOTHING[expression],)]
    assert terms(nothing, f"SELECT ?s ({expression} AS ?x) {{ ?s ?p ?o }} GROUP BY ?s") == []
    assert terms(nothing, f"SELECT (1 AS ?x) {{ ?s ?p ?o }} GROUP BY ?s HAVING (({expression}) != 1)") == []


@pytest.mark.parametrize("expression", OVER_EMPTY_PATTERN)
def test_aggregates_over_the_empty_solution(expression: str, nothing: cengji.Graph) -> None:
    assert terms(nothing, f"SELECT ({expression} AS ?x) {{}}") == [(OVER_EMPTY_PATTERN[expression],)]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expressions_over_the_empty_solution(expression: str, nothing: cengji.Graph) -> None:
    assert terms(nothing, f"SELECT ({expression} AS ?x) {{}}") == [(EXPRESSIONS[expression],)]
    assert terms(nothing, f"SELECT ?x {{ BIND ({expression} AS ?x) }}") == [(EXPRESSIONS[expression],)]
    assert terms(nothing, f"SELECT ({expression} AS ?x) {{ ?s ?p ?o }}") == []


def test_forms_over_nothing(nothing: cengji.Graph) -> None:
    assert terms(nothing, "SELECT * {}") == [()]
    assert terms(nothing, "SELECT * { ?s ?p ?o }") == []
    assert terms(nothing, "SELECT * { OPTIONAL { ?s ?p ?o } }") == [(None, None, None)]
    assert terms(nothing, "SELECT (COUNT(*) AS ?n) { SELECT (COUNT(*) AS ?m) { ?s ?p ?o } }") == [(ONE,)]
    assert terms(nothing, "SELECT ?n { { SELECT (SUM(?o) AS ?n) { ?s ?p ?o } } FILTER (?n = 0) }") == [(ZERO,)]
    assert terms(nothing, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING (COUNT(*) > 0)") == []
    assert not nothing.ask("ASK { ?s ?p ?o }")
    assert nothing.ask("ASK {}")
    assert nothing.triples("CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?s ?p ?o }") == ()
    assert len(nothing.triples("CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE {}")) == 1
    assert nothing.triples("DESCRIBE <urn:a>") == ()


TRIG = """@prefix : <http://example.org/> . @prefix org: <http://www.w3.org/ns/org#> .
:one { :office org:hasUnit :desk , :post . :office :staff 10 }
:two { :office :staff 10 . :desk :staff 4 }
_:notes { :office :note "x" } _:notes :about :office . :office :staff 10 .
"""
# What a query of the data alone counts, before and after they are mapped: the graph that mapping adds is named apart.
COUNTS = {
    "SELECT (COUNT(*) AS ?n) { ?s :staff ?o }": 2,
    "SELECT (SUM(?o) AS ?n) { ?s :staff ?o }": 14,
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s :staff ?o } }": 4,
    "SELECT (COUNT(*) AS ?n) FROM :one FROM :two { ?s :staff ?o }": 2,
    "SELECT (COUNT(*) AS ?n) FROM :two { ?s :staff ?o }": 2,
    "SELECT (COUNT(*) AS ?n) FROM NAMED :one FROM NAMED :two { GRAPH ?g { ?s :staff ?o } }": 3,
    "SELECT (COUNT(*) AS ?n) FROM NAMED :two { ?s :staff ?o }": 0,
    "SELECT (COUNT(*) AS ?n) FROM <data.trig> { ?s :staff ?o }": 1,
    "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (?g != <../graph/foreign>) }": 4,
    "SELECT (COUNT(*) AS ?n) { ?g :about :office . GRAPH ?g { ?s :note ?o } }": 1,
    "SELECT (COUNT(*) AS ?n) { ?s :note ?o }": 1,
}


@pytest.mark.parametrize("way", ["as they are", "mapped", "mapped on disk"])
def test_the_dataset_clause_holds_after_mapping(way: str, tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(TRIG, encoding="utf-8")
    if way == "as they are":
        graph = cengji.open(data=path, map_foreign=False)
    else:
        with pytest.warns(CengjiWarning, match="mapped into the graph"):
            graph = cengji.open(data=path, store=tmp_path / "store" if way == "mapped on disk" else None)
        assert len(graph.query("bodies")) > 2
    assert {text: int(str(graph.query(P + text)[0][0])) for text in COUNTS} == COUNTS


def test_a_graph_named_by_a_blank_node_is_a_graph_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text(TRIG, encoding="utf-8")
    with pytest.warns(CengjiWarning, match="mapped into the graph"):
        graph = cengji.open(data=path)
    (note,) = (quad for quad in graph.dataset if quad.predicate == ox.NamedNode("http://example.org/note"))
    assert str(note.graph_name).startswith(f"<{GENID}")
    assert f"{note} ." in graph.export("nq").decode().splitlines()
    assert graph.export("nt", graphs=str(note.graph_name)[1:-1]).decode() == f"{note.triple} .\n"
    as_they_are = cengji.open(data=path, map_foreign=False)
    ((name,),) = as_they_are.query(P + "SELECT ?g { GRAPH ?g { ?s :note ?o } }").texts()
    for form in ("nq", "trig", "json-ld"):
        assert name in as_they_are.export(form).decode()
    assert as_they_are.export("nt", graphs=f"_:{name.removeprefix('_:')}").decode() == f"{note.triple} .\n"
    rdf = as_they_are.to_rdflib()
    assert name in {str(one.identifier) for one in rdf.graphs()}
    assert sum(1 for _ in rdf.quads()) == len(as_they_are.dataset)
