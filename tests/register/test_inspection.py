"""The check in columns finds what pySHACL and the check queries find, and refuses by name what it cannot say in SQL."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from click.testing import CliRunner

from cengji import api
from cengji.cli import cengji
from cengji.core.errors import InputError, UsageError
from cengji.core.resources import query_files, query_text
from cengji.dataset import Dataset, Ontology, check_dataset
from cengji.dataset.terms import RDF_TYPE
from cengji.register import inspection, rules
from cengji.register.inspection import inspect_register
from cengji.register.rule_sql import UnsaidError, compile_query
from cengji.register.shape_sql import compile_shapes
from tests.conftest import ROOT

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
s:Marked a sh:NodeShape ; sh:targetObjectsOf ex:link , ex:name ; sh:minLength 3 ; sh:pattern "[^乙]$" .
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


def register_of(folder: Path, triples: str | Iterable[ox.Triple | ox.Quad]) -> Path:
    """Write triples as `register build` does, each in two graphs: it counts once."""
    rows = []
    for triple in triples_of(triples) if isinstance(triples, str) else triples:
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
    columns = dict.fromkeys(("subject", "predicate", "object", "datatype", "language", "graph"), pl.String)
    pl.DataFrame(rows, columns, orient="row").write_parquet(folder / "quads/part-0.parquet")
    return folder


def _shown(focus: rdflib.term.Node | None) -> str:
    if not isinstance(focus, rdflib.Literal):
        return str(focus)
    return f'"{focus}"@{focus.language.lower()}' if focus.language else f'"{focus}"^^{focus.datatype or rdflib.XSD.string}'


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
        found.setdefault(f"{shape} {component}", set()).add((_shown(focus), kept))
    return found


def test_every_component_finds_what_pyshacl_finds(tmp_path: Path) -> None:
    found = inspect_register(register_of(tmp_path / "r", DATA), triples_of(SHAPES))
    ours = {one.name: set(one.first) for one in found.breaches if " " in one.name}
    assert ours == by_pyshacl(DATA, SHAPES)
    components = {name.partition(" ")[2] for name in ours}
    assert len(components) == 18, f"each component is broken by the data: {components}"


def test_a_thing_has_the_classes_above_its_own_as_in_the_store(tmp_path: Path) -> None:
    body = """ex:{0} a cj:{1} ; org:classification <https://w3id.org/cengji/scheme/body-kind/street-office> ; skos:prefLabel "{0}"@zh ."""
    data = PREFIXES + body.format("a", "GovernmentBody") + body.format("b", "GovernmentBody , cj:Body") + body.format("c", "Measure")
    found = api.check_register(register_of(tmp_path / "r", data))
    assert found.triples == 10
    names = {one.name for one in found.breaches}
    assert "Body-type hasValue" not in names
    own = tmp_path / "own.ttl"
    own.write_text(PREFIXES + "s:B a sh:NodeShape ; sh:targetClass cj:Body ; sh:property s:b . s:b sh:path cj:atPlace ; sh:minCount 1 .")
    found = api.check_register(tmp_path / "r", shapes=[own])
    assert [(one.name, [focus.rpartition("/")[2] for focus, _ in one.first]) for one in found.breaches] == [("b minCount", ["a", "b"])]


LISTED = (
    PREFIXES
    + """
@prefix b: <https://w3id.org/cengji/id/register/body/> . @prefix k: <https://w3id.org/cengji/scheme/body-kind/> .
@prefix p: <https://w3id.org/cengji/id/place/> . @prefix t: <https://w3id.org/cengji/scheme/tier/> .
p:320508 a cj:Place , cj:Division ; skos:prefLabel "姑苏区"@zh ; skos:notation "320508" ; cj:commonTier t:county .
p:3205 a cj:Place , cj:Division ; skos:prefLabel "苏州市"@zh ; skos:notation "32O5" ; cj:partOfPlace p:320508 , b:a .
b:a a cj:GovernmentBody ; skos:prefLabel "姑苏区人民政府"@zh ; org:classification k:government ;
    cj:commonTier t:county ; cj:atPlace p:320508 .
b:b a cj:GovernmentBody ; skos:prefLabel "甲"@zh , "乙"@zh ; org:classification k:government , k:party ; cj:atPlace p:320508 , p:3205 .
b:c a cj:ResidentsBody ; org:classification t:county ; cj:atPlace b:a ; cj:subordinateTo p:3205 .
b:d a cj:PartyBody , cj:SocialBody ; skos:prefLabel "丁"@zh ; org:classification k:party ; cj:atPlace p:3205 ; cj:memberKind k:party .
b:e a cj:Body ; skos:prefLabel "戊"@zh ; org:classification k:party ; cj:atPlace p:3205 ; cj:inCase <https://w3id.org/cengji/case/gusu> .
"""
)


def test_a_register_is_asked_for_no_case_and_its_faults_are_found_alike(tmp_path: Path, ontology: Ontology) -> None:
    found = api.check_register(register_of(tmp_path / "r", LISTED))
    columns = {(one.name.split(" ")[0], focus) for one in found.breaches if " " in one.name for focus, _ in one.first}
    bodies = [(one.subject, ox.NamedNode("urn:g")) for one in triples_of(LISTED) if one.object.value.endswith("Body")]  # type: ignore[union-attr]
    known = {ox.Quad(body, RDF_TYPE, ox.NamedNode("https://w3id.org/cengji/ontology#Body"), graph) for body, graph in bodies}
    quads = {ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode("urn:g")) for one in triples_of(LISTED)} | known
    checked = {(one.check.split(" ")[1], one.focus) for one in check_dataset(Dataset(quads), ontology) if one.check.startswith("shape ")}
    assert checked == columns
    faulty = {(shape, focus.rpartition("/")[2]) for shape, focus in columns}
    assert {focus for _, focus in faulty} == {"3205", "b", "c", "d", "e"}, "and a is sound"
    assert {shape for shape, focus in faulty if focus == "e"} == {"SourcedBody"}
    assert {shape for shape, focus in faulty if focus == "b"} == {"Labelled-prefLabel", "Body-classification", "Item-atPlace"}


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


def disturbed(quads: Iterable[ox.Quad], seed: int) -> list[ox.Quad]:
    """Return quads of which some have lost their object to another of the same predicate, and some are gone."""
    chance = random.Random(seed)  # noqa: S311
    of: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)
    for quad in sorted(quads, key=str):
        of[quad.predicate].append(quad)
    kept = []
    for same in of.values():
        objects = [quad.object for quad in same]
        places = [place for place in range(len(same)) if chance.random() < 0.15]
        for place, other in zip(places, chance.sample(places, len(places)), strict=True):
            objects[place] = same[other].object
        kept += [
            ox.Quad(quad.subject, quad.predicate, thing, quad.graph_name)
            for quad, thing in zip(same, objects, strict=True) if chance.random() > 0.03
        ]  # fmt: skip
    return kept


def test_the_other_rules_are_compiled_from_their_queries(tmp_path: Path, small_cases: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, faults = ox.NamedNode("urn:g"), ROOT / "tests/query/faults.ttl"
    quads = [ox.Quad(one.subject, one.predicate, one.object, graph) for one in triples_of(faults.read_text(encoding="utf-8"))]
    quads += disturbed(small_cases, 3)
    monkeypatch.setattr(inspection, "FIRST", 10_000)
    found = {one.name: set(one.first) for one in inspect_register(register_of(tmp_path / "r", quads), ()).breaches}
    data = Dataset(quads)
    names = [path.stem for path in query_files("check")]
    wanted = {
        name: {(row[0], " ".join(cell or "" for cell in row[1:])) for row in data.rows(query_text(f"check/{name}"))} for name in names
    }
    assert all(wanted.values()), "each rule is broken by the data"
    by_hand = {"label-in-other-language", "own-ancestor"}  # these say less of a finding
    assert {name: rows for name, rows in found.items() if name not in by_hand} == {
        name: rows for name, rows in wanted.items() if name not in by_hand
    }
    assert sum(map(len, wanted.values())) > 100


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("?a cj:partOfPlace* ?b", "path"),
        ("?a cj:rank ?b FILTER (?b / 2 > 1)", "/"),
        ("?a cj:rank ?n BIND (UCASE(?n) AS ?b)", "UCASE"),
        ("?a cj:rank ?c OPTIONAL { ?a cj:line ?b } ?b cj:rank ?c", "unbound"),
        ("?a cj:rank ?b MINUS { ?a cj:line ?b }", "Minus"),
    ],
)
def test_what_a_query_has_beyond_them_is_refused(pattern: str, said: str) -> None:
    with pytest.raises(UnsaidError, match=said):
        compile_query(f"PREFIX cj: <https://w3id.org/cengji/ontology#> SELECT ?a ?b WHERE {{ {pattern} }}")


def refuse(_text: str) -> str:
    raise UnsaidError("none of it")


def test_what_has_no_translation_is_refused_by_name_where_it_applies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    monkeypatch.setattr(rules, "compile_query", refuse)
    with pytest.raises(UsageError, match=r"data are of their kind: rule pair-without-roles, rule paired-units$"):
        triples = "ex:good cj:pairedWith ex:bare ; cj:role ex:r ; qudt:hasUnit ex:u . ex:r skos:notation 'x' ."
        inspect_register(register_of(tmp_path / "p", PREFIXES + "@prefix qudt: <http://qudt.org/schema/qudt/> ." + triples), ())
    with pytest.raises(InputError, match="is no register"):
        inspect_register(tmp_path, ())


def test_the_packaged_shapes_are_compiled_but_for_those_named() -> None:
    from cengji.dataset.ontology import read_ontology

    compiled, refused = compile_shapes(read_ontology().shapes)
    assert len(compiled) > 500
    assert refused == []


def test_a_register_of_other_terms_is_said_to_be_held_against_nothing(tmp_path: Path) -> None:
    folder = register_of(tmp_path / "r", PREFIXES + 'ex:a a <urn:Thing> ; <urn:name> "a" .')
    assert api.check_register(folder).asked == 0
    told = CliRunner().invoke(cengji, ["register", "check", str(folder)])
    assert (told.exit_code, told.stderr.splitlines()[-1]) == (
        0,
        "cengji: no shape is of anything in this register: nothing was held against them",
    )
