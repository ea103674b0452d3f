"""Terms stay as they are written in what is exported, compared, checked and handed on, though the engine keeps literals by value."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cengji
from cengji.core.errors import CengjiWarning
from cengji.core.namespaces import FILE, PREFIXES
from cengji.dataset import Dataset, check_dataset, read_ontology
from cengji.dataset.reading import read_dataset
from cengji.dataset.written import _KEPT, find_written
from cengji.diff import compare
from cengji.export import RDF_WRITERS, write_rdf
from tests.dataset.foreign import turtle

XSD = PREFIXES["xsd"]
# What an engine that keeps values gives back in another form, in pairs of one value.
ALIKE = {
    "integer": ("0440100", "440100"), "byte": ("+7", "7"), "int": ("007", "7"), "unsignedLong": ("1", "01"), "positiveInteger": ("+5", "5"),
    "decimal": ("12.50", "12.5"), "double": ("1.0E0", "1e0"), "float": ("1.50", "1.5"), "boolean": ("1", "true"),
    "dateTime": ("2024-12-31T24:00:00", "2025-01-01T00:00:00"), "dateTimeStamp": ("2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00Z"),
    "time": ("24:00:00", "00:00:00"), "date": ("2024-01-01+00:00", "2024-01-01Z"), "gYearMonth": ("2024-01+00:00", "2024-01Z"),
    "duration": ("P12M", "P1Y"), "yearMonthDuration": ("P24M", "P2Y"), "dayTimeDuration": ("PT24H", "P1D"),
}  # fmt: skip
SUFFIXES = {"turtle": "ttl", "trig": "trig", "nt": "nt", "nq": "nq", "json-ld": "jsonld", "rdf-xml": "rdf", "turtle-1.2": "ttl"}
UNIT, CODE = ox.NamedNode("http://example.org/unit"), ox.NamedNode("http://example.org/code")

FORMS = st.from_regex(r"[+-]?0?[0-9]{1,3}(\.[0-9]{1,2})?|P[0-9]{1,2}M|true|1", fullmatch=True)


def typed(text: str, datatype: str) -> ox.Literal:
    """Return a literal of XSD."""
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def literals() -> list[ox.Literal]:
    """Return the literals of the table."""
    return [typed(text, datatype) for datatype, pair in ALIKE.items() for text in pair]


def written() -> Dataset:
    """Return data that hold all literals of the table, in one graph."""
    return Dataset(ox.Quad(UNIT, CODE, literal, ox.NamedNode(f"{FILE}a.ttl")) for literal in literals())


@pytest.mark.parametrize("name", sorted(RDF_WRITERS))
def test_every_writer_and_reader_keeps_every_literal(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{SUFFIXES[name]}"
    path.write_bytes(write_rdf(written(), name))
    again = read_dataset([path])
    assert {quad.object for quad in again} == set(literals())
    assert len(again) == len(literals())
    assert not compare(written(), again)


@given(
    st.sets(
        st.tuples(
            st.sampled_from([UNIT, CODE, ox.BlankNode("b")]),
            st.builds(
                typed,
                st.from_regex(r"[+-]?0?[0-9]{1,3}(\.[0-9]{1,2})?|P[0-9]{1,2}M|true|1", fullmatch=True),
                st.sampled_from(sorted(ALIKE)),
            ),
            st.sampled_from([UNIT, ox.BlankNode("g"), ox.DefaultGraph()]),
        ),
        max_size=12,
    )
)
def test_a_dataset_gives_back_what_it_got(triples: set[tuple[ox.NamedNode, ox.Literal, ox.NamedNode]]) -> None:
    quads = {ox.Quad(subject, CODE, literal, graph) for subject, literal, graph in triples}
    data = Dataset(quads)
    lines: list[bytes] = []
    data.dump_lines(lines.extend)
    assert set(data) == quads
    assert len(data) == len(data.sorted_quads) == len(lines) == len(quads)
    assert sorted(lines) == [f"{quad} .\n".encode() for quad in data.sorted_quads]


@given(st.sampled_from(sorted(_KEPT, key=str)).flatmap(lambda kind: st.tuples(st.just(kind), st.from_regex(_KEPT[kind], fullmatch=True))))
def test_a_store_keeps_what_it_is_known_to_keep(literal: tuple[ox.NamedNode, str]) -> None:
    datatype, text = literal
    store = ox.Store()
    store.add(quad := ox.Quad(UNIT, CODE, ox.Literal(text, datatype=datatype)))
    assert list(store) == [quad]


def test_literals_within_triples_stay_too() -> None:
    quads = [ox.Quad(UNIT, CODE, ox.Triple(UNIT, CODE, typed(text, "integer"))) for text in ALIKE["integer"]]
    assert set(Dataset(quads)) == set(quads)


def test_what_has_no_value_needs_nothing_beside_the_store() -> None:
    texts = [ox.Literal("0440100"), ox.Literal("x", language="zh-Hant-TW"), typed("x", "integer"), typed("440100", "integer"), UNIT]
    assert not find_written([ox.Quad(UNIT, CODE, text) for text in texts])
    assert not find_written(list(cengji.open().dataset))


def test_a_difference_of_form_is_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old.ttl", tmp_path / "new.ttl"
    old.write_text(f'<urn:u> <urn:code> "0440100"^^<{XSD}integer>, 440100 ; <urn:seats> "1"^^<{XSD}unsignedLong> ; <urn:share> 12.50 .')
    new.write_text("<urn:u> <urn:code> 440100 ; <urn:seats> 1 ; <urn:share> 12.5 .")
    found = cengji.open(data=old, map_foreign=False).diff(new)
    assert (found.difference.withdrawn_quads, found.difference.added_quads) == (3, 2)
    (statement,) = found.difference.statements
    changes = {one.label.en: ([text.en for text in one.old], [text.en for text in one.new]) for one in statement.changes}
    assert statement.verb == "changed"
    assert changes == {
        "urn:code": (["0440100"], []),
        "urn:seats": (["1 (xsd:unsignedLong)"], ["1 (xsd:integer)"]),
        "urn:share": (["12.50"], ["12.5"]),
    }
    assert not cengji.open(data=old, map_foreign=False).diff(old)


def test_they_stay_in_parts_and_in_rdflib() -> None:
    graph = cengji.Graph(written())
    for part in ({"graphs": "a.ttl"}, {"query": f"SELECT * {{ VALUES ?s {{ {UNIT} }} }}"}):
        lines = graph.export("nq", **part).decode().splitlines()  # type: ignore[arg-type]  # one of the keys of a part
        assert len(lines) == len(literals())
    assert {(str(o), str(o.datatype)) for _, _, o, _ in graph.to_rdflib().quads()} == {
        (one.value, one.datatype.value) for one in literals()
    }


def test_they_stay_after_mapping_and_without_persons(tmp_path: Path) -> None:
    (tmp_path / "org.ttl").write_text(
        turtle(
            """<office> org:hasUnit <desk> ; <code> "0440100"^^xsd:integer , 440100 ; <seats> "1"^^xsd:unsignedLong ;
               schema:telephone "0512"^^xsd:integer , 512 ; <site> [ <code> "007"^^xsd:integer ] , [ <code> 7 ] ."""
        ),
        encoding="utf-8",
    )
    with pytest.warns(CengjiWarning) as notes:
        graph = cengji.open(data=tmp_path / "org.ttl")
    assert any("1 statement that names or reaches one left out" in str(note.message) for note in notes)
    found = {(str(quad.predicate).rsplit("/", 1)[-1], quad.object.value) for quad in graph.dataset if isinstance(quad.object, ox.Literal)}
    assert {("code>", "0440100"), ("code>", "440100"), ("seats>", "1"), ("code>", "007"), ("code>", "7")} <= found
    assert not any("512" in value for _, value in found)
    assert "unsignedLong" in graph.export("turtle").decode()


def test_one_value_in_two_graphs_is_no_repeated_triple() -> None:
    quads = [ox.Quad(UNIT, CODE, typed(text, "integer"), ox.NamedNode(f"{FILE}{text}")) for text in ALIKE["integer"]]
    assert not [one for one in check_dataset(Dataset(quads), read_ontology()) if one.check == "triple-in-two-graphs"]
    same = [ox.Quad(UNIT, CODE, UNIT, ox.NamedNode(f"{FILE}{text}")) for text in ALIKE["integer"]]
    found = [one for one in check_dataset(Dataset(same), read_ontology()) if one.check == "triple-in-two-graphs"]
    assert [one.severity for one in found] == ["warning"]


def test_a_query_sees_values() -> None:
    graph = cengji.Graph(written())
    assert graph.ask(f"ASK {{ {UNIT} {CODE} 440100 , 00440100 , 12.500 }}")
    assert len(graph.query(f"SELECT ?o {{ {UNIT} {CODE} ?o FILTER (?o = 440100) }}")) == 1


def test_a_store_on_disk_says_which_literals_it_keeps_by_value(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_bytes(write_rdf(written(), "nq"))
    with pytest.warns(CengjiWarning, match=r"keeps literals by their value, \d+ in another form: .* as "):
        graph = cengji.open(data=tmp_path / "a.nq", store=tmp_path / "store")
    assert b"440100" in graph.export("nq")
