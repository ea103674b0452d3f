"""The check in columns finds what pySHACL and the check queries find, and refuses by name what it cannot say in SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from cengji.core.errors import InputError, UsageError
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.register.inspection import inspect_register
from cengji.register.shape_sql import compile_shapes

PREFIXES = """
@prefix cj: <https://w3id.org/cengji/ontology#> . @prefix ex: <https://w3id.org/cengji/id/t/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix s: <urn:s#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SHAPES = (
    PREFIXES
    + """
s:Thing a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property
    s:count , s:type , s:string , s:kind , s:class , s:pattern , s:length , s:value , s:literal , s:tags , s:one , s:order , s:bounds ,
    s:apart , s:open .
s:count sh:path ex:count ; sh:minCount 1 ; sh:maxCount 2 .
s:type sh:path ex:day ; sh:datatype xsd:date .
s:string sh:path ex:code ; sh:datatype xsd:string .
s:kind sh:path ex:link ; sh:nodeKind sh:IRI .
s:class sh:path ex:link ; sh:class ex:Thing .
s:pattern sh:path ex:code ; sh:pattern "^[0-9]{2}$" .
s:length sh:path ex:name ; sh:minLength 2 ; sh:maxLength 4 .
s:value sh:path ex:flag ; sh:hasValue ex:yes .
s:literal sh:path ex:mark ; sh:hasValue "m"@zh .
s:tags sh:path ex:name ; sh:languageIn ( "zh" "en" ) .
s:one sh:path ex:name ; sh:uniqueLang true .
s:order sh:path ex:low ; sh:lessThanOrEquals ex:high .
s:open sh:path ex:low ; sh:lessThan ex:high .
s:bounds sh:path ex:low ; sh:minInclusive 0 ; sh:maxExclusive 100 .
s:apart sh:path ex:low ; sh:disjoint ex:high .
s:Named a sh:NodeShape ; sh:targetClass ex:Thing ; sh:pattern "d$" ; sh:not s:Flagged ; sh:property s:odd , s:chinese .
s:Flagged a sh:NodeShape ; sh:property s:flagged . s:flagged sh:path ex:flag ; sh:minCount 2 .
s:odd sh:path ex:code ; sh:not s:Short . s:Short a sh:NodeShape ; sh:maxLength 1 .
s:chinese sh:path ex:name ; sh:qualifiedValueShape s:Zh ; sh:qualifiedMinCount 2 . s:Zh a sh:NodeShape ; sh:languageIn ( "zh" ) .
s:Seen a sh:NodeShape ; sh:targetSubjectsOf ex:link ; sh:targetObjectsOf ex:link ; sh:property s:seen .
s:seen sh:path ex:flag ; sh:minCount 1 .
"""
)
DATA = (
    PREFIXES
    + """
ex:Special rdfs:subClassOf ex:Thing .
ex:good a ex:Thing ; ex:count 1 ; ex:day "2020-01-31"^^xsd:date ;
    ex:code "07" ; ex:link ex:sub ; ex:name "甲乙"@zh , "ab"@en ; ex:flag ex:yes ;
    ex:mark "m"@zh ; ex:low 1.5 ; ex:high 20 .
ex:sub a ex:Special ; ex:count 1 , 2 , 3 ; ex:day "2020-02-30"^^xsd:date , "2020"^^xsd:gYear , "x" ;
    ex:code 7 , "7a" , "é9"@zh ; ex:link "text" , ex:loose ;
    ex:name "甲"@zh , "乙丙丁戊己"@zh , "plain" , "𠀀𠀁"@fr , "x"@en-GB ;
    ex:flag ex:no , "yes" ; ex:mark "m" , "m"@en ; ex:low 20 , -1 , 100 , 10.5 ; ex:high 20 , 9 .
ex:bare a ex:Thing .
ex:loose ex:count 1 .
"""
)
REGISTER = (
    PREFIXES
    + """
ex:a a cj:Place ; skos:notation "32" ; skos:prefLabel "省"@zh .
ex:b a cj:Place ; skos:notation "3205" ; cj:partOfPlace ex:a ; skos:prefLabel "City"@en .
ex:c a cj:Place ; skos:notation "330508" ; cj:partOfPlace ex:b , ex:nowhere ; skos:prefLabel "plain name"@zh , "中文"@en , "名"@zh-hans .
ex:top a cj:Body ; skos:prefLabel "无"@zh ; cj:commonTier <https://w3id.org/cengji/scheme/tier/county> .
ex:one a cj:Body ; org:subOrganizationOf ex:top .
ex:two a cj:Body ; org:subOrganizationOf ex:top . ex:low a cj:Body ; org:subOrganizationOf ex:one .
ex:r1 a cj:Body ; org:subOrganizationOf ex:r2 .
ex:r2 a cj:Body ; org:subOrganizationOf ex:r3 . ex:r3 a cj:Body ; org:subOrganizationOf ex:r1 , ex:top .
ex:leaf a cj:Body ; org:subOrganizationOf ex:r1 . ex:self a cj:Place ; cj:partOfPlace ex:self ; skos:prefLabel "自"@zh .
"""
)


def triples_of(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]


def register_of(folder: Path, text: str) -> Path:
    """Write triples as `register build` does, each in two graphs: it counts once."""
    rows = []
    for triple in triples_of(text):
        literal = triple.object if isinstance(triple.object, ox.Literal) else None
        cells = (
            triple.subject.value,
            triple.predicate.value,
            triple.object.value,
            literal.datatype.value if literal else None,
            literal.language if literal else None,
        )
        rows += [(*cells, "urn:g1"), (*cells, "urn:g2")]
    (folder / "quads").mkdir(parents=True)
    connection = duckdb.connect()
    connection.execute("CREATE TABLE q (subject TEXT, predicate TEXT, object TEXT, datatype TEXT, language TEXT, graph TEXT)")
    connection.executemany("INSERT INTO q VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute(f"COPY q TO '{folder / 'quads/part-0.parquet'}' (FORMAT parquet)")
    return folder


def by_pyshacl(data: str, shapes: str) -> dict[str, set[tuple[str, str]]]:
    """Return what pySHACL finds: shape and component → focus and value, where ours has one."""
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=data), shacl_graph=rdflib.Graph().parse(data=shapes), inference="none")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found: dict[str, set[tuple[str, str]]] = {}
    for one in report.subjects(sh.resultSeverity):
        component = str(report.value(one, sh.sourceConstraintComponent)).rpartition("#")[2].removesuffix("ConstraintComponent")
        component = component[0].lower() + component[1:]
        value = report.value(one, sh.value)
        shape = str(report.value(one, sh.sourceShape)).rpartition("#")[2]
        focus = report.value(one, sh.focusNode)
        kept = "" if component in ("minCount", "maxCount", "hasValue", "uniqueLang", "qualifiedMinCount") else str(value)
        found.setdefault(f"{shape} {component}", set()).add(
            (f'"{focus}"^^{rdflib.XSD.string}' if isinstance(focus, rdflib.Literal) else str(focus), kept)
        )
    return found


def test_every_component_finds_what_pyshacl_finds(tmp_path: Path) -> None:
    found = inspect_register(register_of(tmp_path / "r", DATA), triples_of(SHAPES))
    ours = {one.name: set(one.first) for one in found.breaches if " " in one.name}
    assert ours == by_pyshacl(DATA, SHAPES)
    components = {name.partition(" ")[2] for name in ours}
    assert len(components) == 18, f"each component is broken by the data: {components}"


def test_every_rule_finds_what_its_query_finds(tmp_path: Path) -> None:
    found = inspect_register(register_of(tmp_path / "r", REGISTER), ())
    graph = Dataset(ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode("urn:g")) for one in triples_of(REGISTER))
    for rule in ("dangling-reference", "code-outside-parent", "label-lacking", "label-in-other-language", "own-ancestor"):
        rows = {(row[0], " ".join(cell or "" for cell in row[1:])) for row in graph.rows(query_text(f"check/{rule}"))}
        ours = {focus_value for one in found.breaches if one.name == rule for focus_value in one.first}
        assert {focus for focus, _ in ours} == {focus for focus, _ in rows} != set(), rule
        if rule in ("dangling-reference", "code-outside-parent", "label-lacking"):
            assert ours == rows, rule
    assert [(one.depth, one.bodies, one.superiors, one.most) for one in found.levels] == [
        (0, 1, 1, 3),
        (1, 3, 2, 1),
        (2, 2, 1, 1),
        (3, 1, 1, 2),
        (4, 1, 0, 0),
    ]
    assert found.tiers == (("https://w3id.org/cengji/scheme/tier/county", 1),)
    assert not found.conforms


def test_what_has_no_translation_is_refused_by_name_where_it_applies(tmp_path: Path) -> None:
    shapes = (
        SHAPES
        + """
        s:Odd a sh:NodeShape ; sh:targetClass ex:Thing ; sh:xone ( s:Seen ) ; sh:property s:path , s:look , s:rare .
        s:path sh:path [ sh:inversePath ex:link ] ; sh:minCount 1 . s:look sh:path ex:code ; sh:pattern "^(?!07)" .
        s:rare sh:path ex:code ; sh:datatype xsd:duration .
        s:Absent a sh:NodeShape ; sh:targetClass ex:Absent ; sh:closed true .
    """
    )
    with pytest.raises(UsageError) as refused:
        inspect_register(register_of(tmp_path / "r", DATA), triples_of(shapes))
    assert str(refused.value).rpartition(": ")[2] == "Odd xone, look pattern, path path, rare datatype", "not what no node is of"
    with pytest.raises(UsageError, match="rule paired-units"):
        inspect_register(register_of(tmp_path / "p", DATA + "ex:good cj:pairedWith ex:bare ."), ())
    with pytest.raises(InputError, match="is no register"):
        inspect_register(tmp_path, ())


def test_the_packaged_shapes_are_compiled_but_for_those_named() -> None:
    from cengji.dataset.ontology import read_ontology

    compiled, refused = compile_shapes(read_ontology().shapes)
    assert len(compiled) > 500
    assert refused == []
