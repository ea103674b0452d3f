"""What the RDF writers write, other parsers read back whole: two cases, the ontology, hostile labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from cengji.cases import load_cases
from cengji.core.errors import InputError, UsageError
from cengji.dataset import Dataset, Ontology
from cengji.dataset.build import case_quads
from cengji.export import RDF_WRITERS, write, write_ontology, write_rdf
from tests.cases.command import HERE
from tests.dataset.small import SMALL, case_of
from tests.export.conftest import RDFLIB, expected_quads, expected_rdflib

WRITERS: Final = tuple(RDFLIB)
OxReader = Callable[[bytes, str], set[ox.Quad]]
RdflibReader = Callable[[bytes, str], frozenset[tuple[object, ...]]]


def test_writers_are_these() -> None:
    assert tuple(RDF_WRITERS) == (*WRITERS, "turtle-1.2")


@pytest.mark.parametrize("writer", WRITERS)
def test_cases_are_read_back_by_oxigraph_as_canonical_text(writer: str, two_cases: Dataset, by_oxigraph: OxReader) -> None:
    content = write_rdf(two_cases, writer)
    assert by_oxigraph(content, writer) == expected_quads(two_cases, writer)
    assert content.decode("utf-8").endswith("\n")
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("writer", WRITERS)
def test_a_case_is_read_back_by_rdflib_and_the_order_of_building_does_not_show(
    writer: str, ontology: Ontology, by_rdflib: RdflibReader
) -> None:
    (loaded,) = load_cases([HERE / "two_streets.yaml"], ontology.vocabulary)  # which uses every part of the model
    dataset = Dataset(case_quads(loaded.case, ontology))
    content = write_rdf(dataset, writer)
    assert by_rdflib(content, writer) == expected_rdflib(dataset, writer)
    assert write_rdf(Dataset(reversed(dataset.sorted_quads)), writer) == content


def test_ontology_is_read_back_by_both(ontology: Ontology, by_oxigraph: OxReader, by_rdflib: RdflibReader) -> None:
    content = write_ontology(ontology)
    triples = {*ontology.axioms, *ontology.shapes}
    assert by_oxigraph(content, "turtle") == {ox.Quad(*triple) for triple in triples}
    assert len(by_rdflib(content, "turtle")) == len(triples)
    assert write_ontology(Ontology(ontology.axioms[::-1], (), ontology.shapes[::-1])) == content


@pytest.mark.parametrize("writer", WRITERS)
def test_hostile_label_survives(writer: str, hostile_dataset: tuple[str, Dataset], by_oxigraph: OxReader, by_rdflib: RdflibReader) -> None:
    _, dataset = hostile_dataset
    content = write_rdf(dataset, writer)
    assert by_oxigraph(content, writer) == expected_quads(dataset, writer)
    assert by_rdflib(content, writer) == expected_rdflib(dataset, writer)


@pytest.mark.parametrize("character", ["\\n", "\\r", "\\0", "\\e", "\\t", "\\x7f"])
def test_control_characters_in_a_label_are_refused(character: str, ontology: Ontology, tmp_path: Path) -> None:
    file = tmp_path / "control.yaml"
    file.write_text(SMALL.replace("label: 花园小区", f'label: "花园{character}小区"'), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_cases([file], ontology.vocabulary)
    (fault,) = caught.value.faults
    assert (fault.path, fault.line, fault.field) == (str(file), 14, "places[1].label")


@pytest.mark.parametrize("writer", ["turtle", "trig", "nt", "nq", "json-ld"])
def test_control_characters_of_foreign_data_survive_where_the_format_can_hold_them(writer: str, by_oxigraph: OxReader) -> None:
    text = "".join(map(chr, [*range(0x20), 0x7F, 0x85, 0xFFFE, 0x10FFFF]))
    node = ox.NamedNode("https://example.org/x")
    dataset = Dataset([ox.Quad(node, node, ox.Literal(text))])
    assert by_oxigraph(write_rdf(dataset, writer), writer) == set(dataset)


@pytest.mark.parametrize("key", ["2021", "-", "a--", "0-a", "s", "a" * 63])
@pytest.mark.parametrize("writer", WRITERS)
def test_any_key_of_a_case_makes_names_that_read_back(
    key: str, writer: str, ontology: Ontology, by_oxigraph: OxReader, by_rdflib: RdflibReader
) -> None:
    groups = f"groups: [{{key: '{'-' + key[:60]}', label: 某组, kind: party, place: town, evidence: 某组}}]\n"
    dataset = Dataset(case_quads(case_of(SMALL.replace("case: small", f"case: '{key}'") + groups, ontology), ontology))
    content = write_rdf(dataset, writer)
    assert by_oxigraph(content, writer) == expected_quads(dataset, writer)
    assert by_rdflib(content, writer) == expected_rdflib(dataset, writer)


@pytest.mark.parametrize(
    ("name", "some"), [("turtle", ["gusu-figure:", "s-unit:person"]), ("cube", ["observation-gusu-figure:", "component:1"])]
)
def test_names_are_short(name: str, some: list[str], two_cases: Dataset) -> None:
    text = b"".join(write(two_cases, name)).decode()
    body = "\n".join(line for line in text.split("\n") if not line.startswith("@prefix"))
    assert set(re.findall(r"<https://w3id\.org/cengji/(?![^>]*/\.)[^>%]*>", body)) == set(), "all but what would be escaped"
    assert [one for one in some if one not in body] == []


def test_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"there is no RDF format 'n3'; use one of: turtle, trig, nt, nq, json-ld, rdf-xml, turtle-1.2"):
        write_rdf(Dataset(()), "n3")


def test_claims_reify_their_triples_in_rdf_12(two_cases: Dataset, by_oxigraph: OxReader) -> None:
    read = {quad.triple for quad in by_oxigraph(write_rdf(two_cases, "turtle-1.2"), "turtle-1.2")}
    reified = {(one.subject.value, one.object) for one in read if isinstance(one.object, ox.Triple)}
    assert {one for one in read if not isinstance(one.object, ox.Triple)} == {quad.triple for quad in two_cases}
    rows = two_cases.rows(
        """PREFIX cj: <https://w3id.org/cengji/ontology#>
        SELECT ?c { VALUES ?t { cj:RelationClaim cj:TierMapping cj:GenericMapping cj:SameBodyClaim cj:DerivedClaim } ?c a ?t }"""
    )
    assert sorted(claim for claim, _ in reified) == sorted(str(row[0]) for row in rows)
    asserted = {triple for _, triple in reified if triple in read}
    disputed = {row[0] for row in two_cases.rows(
        "PREFIX cj: <https://w3id.org/cengji/ontology#> SELECT ?c { ?c cj:status <https://w3id.org/cengji/scheme/status/disputed> }"
    )}  # fmt: skip
    assert {claim for claim, triple in reified if triple not in asserted} <= disputed
