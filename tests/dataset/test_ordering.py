"""ORDER BY orders values of all kinds, in one way, where Oxigraph alone would compare numbers beside texts as texts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from cengji.core.errors import QueryError
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.dataset.ordering import order_totally
from cengji.dataset.sorting import find_order
from tests.query.engines import rdflib_rows

IN_ORDER = """
<urn:a> <urn:b>
"-INF"^^xsd:double -3 "1"^^xsd:double "1"^^xsd:float 1.0 1 2.5 9 10
"16777216"^^xsd:float "16777217"^^xsd:double 16777217 "9007199254740992"^^xsd:double 9007199254740992 9007199254740993 "INF"^^xsd:double
"2020-01-01T05:00:00+08:00"^^xsd:dateTime "2019-12-31T23:00:00"^^xsd:dateTime "2020-01-01T00:00:00"^^xsd:dateTime
"2020-01-01T00:00:00Z"^^xsd:dateTime "2020-01-01T08:00:00+08:00"^^xsd:dateTime
"10" "2020"^^xsd:gYear "2020-01-01"^^xsd:date "5"^^<urn:years> "9" "P1M"^^xsd:duration "P30D"^^xsd:duration "P31D"^^xsd:duration
"a"@en "a"@zh "a" "b"@zh "b" false true "x"^^<urn:years>
"""
PREFIX = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
ALL = "SELECT ?value { ?thing ?property ?value } ORDER BY "


DESCENDING = (
    ALL + "DESC(?value)",
    ALL + "DESC ( ( ?value ) ) # ASC(?thing)",
    ALL.replace(" BY ", " # ORDER BY ?thing\nby") + "DESC(IF(true, ?value, 'ORDER BY ?x'))",
    ALL + "DESC(COALESCE(?nothing, ?value))VALUES (?none) { (UNDEF) }",
    ALL + "(1 + 1) NOT EXISTS { ?value ?p ?o } ?nothing DESC(?value)",
    "SELECT (SAMPLE(?o) AS ?value) { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(SAMPLE(?o)) COUNT(?o)",
    "SELECT ?value { { SELECT ?value (1 AS ?one) { ?s ?p ?value } ORDER BY DESC(?value) LIMIT 99 } } ORDER BY ?one DESC(?value)",
)
FAULTY = ("ORDER BY ?value LIMIT few", "ORDER BY ?value ?", "ORDER BY (?value", "ORDER BY ASC ?value", "ORDER BY")
KEPT = (
    "ASK { ?s <urn:order> 'ORDER BY ?s' . ?order ?by ?s } # ORDER BY ?s",
    "SELECT ?o { ?s ?p ?o } ORDER BY (STR(?o)) DESC(STRLEN(?o)) RAND() LIMIT 3",
)


@pytest.fixture(scope="module", name="of_all_kinds")
def values_of_all_kinds() -> Dataset:
    return make_values_of_all_kinds()


def make_values_of_all_kinds() -> Dataset:
    """Return values of all kinds, each of a thing whose number is its place."""
    turtle = PREFIX + "".join(f"<urn:{number:02}> <urn:p> {term} .\n" for number, term in enumerate(IN_ORDER.split()))
    return Dataset(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode("urn:g")) for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def in_order(of_all_kinds: Dataset) -> list[str]:
    return [str(quad.object) for quad in sorted(of_all_kinds.store, key=str)]


def make_many_mixed() -> Dataset:
    """Return 4500 things that have a whole number, a text or a double each."""
    numbers = [number * 7919 % 3001 for number in range(1500)]
    literals = [kind(number) for number in numbers for kind in (ox.Literal, lambda n: ox.Literal(str(n)), lambda n: ox.Literal(n / 8))]
    return Dataset(ox.Quad(ox.NamedNode(f"urn:{place}"), ox.NamedNode("urn:p"), one) for place, one in enumerate(literals))


def terms(dataset: Dataset, text: str) -> list[str]:
    return [str(term) for (term,) in dataset.select(PREFIX + text)]


def test_both_engines_give_values_of_all_kinds_in_one_order(of_all_kinds: Dataset, in_order: list[str]) -> None:
    assert terms(of_all_kinds, ALL + "?value") == in_order
    text = query_text("internal/value-order")
    assert terms(of_all_kinds, text) == in_order
    things = [f"<urn:{number:02}>" for number in range(len(in_order))]
    assert [row[0] for row in rdflib_rows(of_all_kinds.to_rdflib(), text.replace("SELECT ?value", "SELECT ?thing"))] == things


@pytest.mark.parametrize("text", DESCENDING)
def test_keys_are_found_however_they_are_written(text: str, of_all_kinds: Dataset, in_order: list[str]) -> None:
    assert terms(of_all_kinds, text) == in_order[::-1]


@pytest.mark.parametrize("key", ["?value", "DESC(?value)", "DESC(?property) ?value"])
def test_a_part_of_the_rows_is_that_of_all(key: str) -> None:
    """With so many values of several kinds, Oxigraph's own sort ends the process."""
    dataset = make_many_mixed()
    ordered = terms(dataset, ALL + key)
    assert sorted(ordered) == sorted(str(quad.object) for quad in dataset.store)
    assert terms(dataset, f"{ALL}{key} LIMIT 50 OFFSET 1490") == ordered[1490:1540]
    within = f"SELECT ?value {{ {{ {ALL}{key} OFFSET 4400 }} }} ORDER BY {key.replace('?property', '?none')}"
    assert terms(dataset, within) == ordered[4400:]


@pytest.mark.parametrize("text", FAULTY)
def test_a_fault_is_found_where_it_stands(text: str, of_all_kinds: Dataset) -> None:
    text = "SELECT ?value { ?thing ?property ?value } " + text
    with pytest.raises(QueryError) as caught:
        of_all_kinds.select(text)
    with pytest.raises(SyntaxError) as plain:
        of_all_kinds.store.query(text)
    place = (plain.value.msg or "").split(": ")[0]
    assert place.startswith("error at 1:")
    assert place in str(caught.value)


def test_what_only_looks_like_keys_stays() -> None:
    for text in KEPT:
        assert order_totally(text) == text


MIXED = """
UNDEF <urn:é> <urn:a> <urn:ab> <urn:a/b> <urn:a-b> <urn:𠀀> <urn:～> 3 21 -3 "x" "x"@en "x"@en-us "x"@zh "y" "" "é" "𠀀"
"a\\tb" "a!b" "a\\"b" "a\\n" 2.5 true "2020-01-01"^^xsd:date 99999999999999999999999
"""
KEYS = ("?a", "DESC(?a) ?b", "?b DESC(?a)", "asc($b) # ?a\n ?a", "DESC((?b)) DESC(?a) ?n")


@pytest.mark.parametrize(
    "kinds", [MIXED.split()[:8], MIXED.split()[8:11], MIXED.split()[11:22], MIXED.split(), ["_:x", "UNDEF", "<urn:a>"]]
)
@pytest.mark.parametrize("key", KEYS)
def test_rows_ordered_outside_of_the_engine_stand_as_within(key: str, kinds: list[str]) -> None:
    rows = [(kinds[n * 7 % len(kinds)], kinds[n * 5 // 3 % len(kinds)]) for n in range(2 * len(kinds))]
    values = "".join(f"{{ VALUES (?a ?b ?n) {{ ({a} {b} {n}) }} }} UNION ".replace("_:x", "UNDEF") for n, (a, b) in enumerate(rows))
    made = "{ VALUES ?n { 1000 1001 } BIND(BNODE() AS ?a) }" if "_:x" in kinds else "{}"
    text = f"{PREFIX}SELECT ?n (?a AS ?same) ?a ?b {{ {values}{made} }} ORDER BY {key} ?n"
    dataset = Dataset(())
    assert find_order(text) is not None
    ordered = [str(row["n"]) for row in dataset.select(text)]
    assert len(ordered) >= len(rows)
    within = dataset.store.query(order_totally(text))
    assert isinstance(within, ox.QuerySolutions)
    assert [number for number in ordered if "100" not in number] == [n for row in within if "100" not in (n := str(row["n"]))]


def test_an_order_that_the_engine_must_make_is_left_to_it() -> None:
    for text in (
        "SELECT ?a { ?a ?b ?c } ORDER BY ?c",
        "SELECT * { ?a ?b ?c } ORDER BY ?a",
        "SELECT ?a { ?a ?b ?c } ORDER BY STR(?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 2",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }",
        "SELECT (STR(?b) AS ?a) { ?a ?b ?c } ORDER BY ?b VALUES ?b { <urn:b> }",
        "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c } ORDER BY ?a",
        "ASK { SELECT ?a { ?a ?b ?c } ORDER BY ?a }",
    ):
        assert find_order(text) is None, text
