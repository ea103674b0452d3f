"""Persons stay out of all that is read of foreign data, whatever vocabulary says that they are some."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import cengji
from cengji.cli import cengji as command
from cengji.core.errors import CengjiWarning
from tests.dataset.foreign import turtle

PREFIXES = """
@prefix v: <http://www.w3.org/2006/vcard/ns#> . @prefix http: <http://schema.org/> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix sioc: <http://rdfs.org/sioc/ns#> .
@prefix p: <http://www.wikidata.org/prop/> . @prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix dbo: <http://dbpedia.org/ontology/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
OFFICE = """<office> a org:Organization ; skos:prefLabel "Office" ; org:hasUnit <desk> .
<desk> a org:OrganizationalUnit ; skos:prefLabel "Desk" ."""
BY_CLASS = (
    "foaf:Person", "schema:Person", "http:Person",
    "prov:Person", "dbo:Person", "dbo:Politician", "v:Individual", "wd:Q5", "sioc:UserAccount",
    "<http://www.w3.org/ns/person#Person>", "<http://www.w3.org/2000/10/swap/pim/contact#Person>", "foaf:Agent", "<urn:own:NaturalPerson>",
    "<https://d-nb.info/standards/elementset/gnd#DifferentiatedPerson>",
    "<http://www.cidoc-crm.org/cidoc-crm/E21_Person>", "<http://www.loc.gov/mads/rdf/v1#PersonalName>",
)  # fmt: skip
NAMED = (
    "org:heldBy", "org:member", "org:hasMember", "org:head", "org:reportsTo", "foaf:member", "foaf:maker",
    "schema:employee", "http:founder", "schema:alumni", "schema:director",
    "v:hasMember", "dct:creator", "dct:contributor", "prov:wasAttributedTo", "sioc:has_member", "dbo:leader",
    "wdt:P488",
)  # fmt: skip
ONLY_PERSONS = (
    "org:holds <post>", "org:headOf <desk>", "org:memberOf <desk>", "org:basedAt <site>", "org:reportsTo <boss>", "foaf:knows <friend>",
    "schema:worksFor <office>", 'v:given-name "x"', 'foaf:familyName "x"', 'http:birthDate "1970"', "wdt:P106 <job>",
)  # fmt: skip
OTHERS = {
    "statement of Wikidata": "<x> p:P31 [ ps:P31 wd:Q5 ] ; rdfs:label 'PLANTED' .",
    "class of classes": "<x> wdt:P31 <official> ; rdfs:label 'PLANTED' . <official> wdt:P279 wd:Q5 .",
    "equivalent class": "<x> a <official> ; rdfs:label 'PLANTED' . <official> owl:equivalentClass foaf:Person .",
    "property of one's own": "<office> <chairman> <x> . <chairman> rdfs:subPropertyOf org:head . <x> rdfs:label 'PLANTED' .",
    "role property": "<office> <ceo> <x> . <ceo> a org:RoleProperty . <x> rdfs:label 'PLANTED' .",
    "role in between": "<office> schema:member [ a schema:OrganizationRole ; schema:roleName 'PLANTED' ; schema:member <x> ] .",
    "contact point": "<office> schema:contactPoint [ a schema:ContactPoint ; schema:name 'PLANTED' ] .",
    "contact point of CPOV": "<office> <m8g/point> [ a <http://data.europa.eu/m8g/ContactPoint> ; dct:title 'PLANTED' ] .",
    "telephone of CPOV": "<office> <m8g/point> [ <http://data.europa.eu/m8g/telephone> 'PLANTED' ] .",
    "card": "<x> a v:VCard ; v:fn 'PLANTED' .",
    "publisher": "<office> dct:publisher <x> . <x> foaf:name 'PLANTED' .",
    "literal creator": "<office> dct:creator 'PLANTED' .",
    "literal head": "<office> org:head 'PLANTED' .",
    "telephone": "<office> v:hasTelephone [ v:hasValue <tel:+86PLANTED> ] .",
    "mail": "<office> schema:email 'PLANTED@example' ; foaf:mbox <mailto:PLANTED@example> .",
}
PLANTED = {
    **{f"a {name}": f"<x> a {name} ; rdfs:label 'PLANTED' ; v:hasAddress [ v:locality 'PLANTED' ] ." for name in BY_CLASS},
    **{f"{name} x": f"<office> {name} <x> . <x> rdfs:label 'PLANTED' ." for name in NAMED},
    **{f"x {said}": f"<x> {said} ; rdfs:label 'PLANTED' ." for said in ONLY_PERSONS},
    **OTHERS,
}


def read(folder: Path, text: str) -> tuple[cengji.Graph, str]:
    """Open the statements, and return also what is said about persons."""
    path = folder / "given.ttl"
    path.write_text(PREFIXES + turtle(text), encoding="utf-8")
    with pytest.warns(CengjiWarning) as warned:
        graph = cengji.open(data=[path])
    return graph, " ".join(str(one.message) for one in warned if "left out" in str(one.message))


@pytest.mark.parametrize("said", PLANTED.values(), ids=PLANTED)
def test_a_person_is_left_out_and_said_so(said: str, tmp_path: Path) -> None:
    graph, note = read(tmp_path, f"{OFFICE} {said}")
    nquads = graph.export("nq").decode()
    assert "PLANTED" not in nquads and "/id/x>" not in nquads
    assert "Office" in nquads and "Desk" in nquads
    assert re.search(r"\d (person|membership|statement)s? ?.* left out: .* stay as written, also where they name somebody", note)


@pytest.mark.parametrize(
    "kept",
    [
        "<office> schema:member <firm> . <firm> a schema:GovernmentOrganization ; rdfs:label 'KEPT' .",
        "<desk> dct:creator <firm> . <firm> a foaf:Organization ; rdfs:label 'KEPT' .",
        "<office> org:hasMember <firm> . <firm> org:classification <kind> ; foaf:name 'KEPT' .",
        "<office> wdt:P112 <firm> . <firm> wdt:P31 <company> ; rdfs:label 'KEPT' . <company> wdt:P279 wd:Q43229 .",
        "<p> a org:Post ; org:postIn <desk> ; org:heldBy <x> ; org:reportsTo <q> . <q> org:postIn <office> ; rdfs:label 'KEPT' .",
        "<office> org:hasSite [ org:siteAddress [ a v:VCard ; v:fn 'KEPT' ] ] ; org:head <x> .",
        "<office> dct:publisher 'KEPT' ; org:head <x> .",
        "<office> skos:note '主任张三 KEPT' ; org:head <x> .",
    ],
)
def test_organizations_posts_sites_and_notes_stay(kept: str, tmp_path: Path) -> None:
    graph, note = read(tmp_path, f"{OFFICE} <office> org:hasPost <chair> . <chair> org:heldBy <holder> . {kept}")
    assert "KEPT" in graph.export("nq").decode()
    assert "left out" in note


def test_persons_are_left_out_where_nothing_is_mapped_and_beside_the_model(tmp_path: Path) -> None:
    person = "<x> a foaf:Person ; foaf:name 'PLANTED' . <thing> rdfs:label 'KEPT' ."
    for text in (person, f"{person} <case> a <https://w3id.org/cengji/ontology#Case> ."):
        graph, note = read(tmp_path, text)
        nquads = graph.export("nq").decode()
        assert "PLANTED" not in nquads and "KEPT" in nquads
        assert note.startswith("given.ttl: 1 person left out")


@pytest.mark.parametrize("held", ["", "<case> a <https://w3id.org/cengji/ontology#Case> ."])
def test_data_taken_as_they_are_say_which_persons_stay_in(held: str, tmp_path: Path) -> None:
    path = tmp_path / "given.ttl"
    path.write_text(turtle(f"{PREFIXES} {OFFICE} <x> a foaf:Person . <office> org:head <boss> ; schema:telephone '1' . {held}"), "utf-8")
    listed = "2 persons and 1 statement that names or reaches one"
    with pytest.warns(CengjiWarning, match=rf"^given\.ttl: {listed} stay in, .*export nq"):
        graph = cengji.open(data=path, map_foreign=False)
    assert "foaf/0.1/Person" in graph.export("nq").decode()
    with pytest.warns(CengjiWarning, match=f"{listed} stay in"):
        assert not graph.diff(path)
    done = CliRunner().invoke(command, ["check", "--data", str(path)])
    assert f"{listed} stay in" in done.stderr
