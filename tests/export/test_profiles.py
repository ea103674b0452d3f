"""The profiles: W3C ORG by shapes of the specification, Data Cube by its integrity constraints, CPOV and DCAT by counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from cengji import __version__
from cengji.core.errors import CengjiWarning
from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset
from cengji.dataset.rdflib_bridge import merged_graph
from cengji.export import write
from cengji.export.profile import PROFILES, derive_profile
from tests.export.cube_constraints import CONSTRAINTS, HIERARCHIES, NORMALIZATION, PREFIXES, hierarchy_constraint

SHAPES: Final = Path(__file__).with_name("org_shapes.ttl")
ORG: Final = "http://www.w3.org/ns/org#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
CJ: Final = (
    "PREFIX cj: <https://w3id.org/cengji/ontology#> PREFIX org: <http://www.w3.org/ns/org#> PREFIX qudt: <http://qudt.org/schema/qudt/> "
)


@pytest.fixture(scope="module", params=PROFILES)
def view(request: pytest.FixtureRequest, dataset: Dataset) -> tuple[str, Dataset]:
    """Each profile of the packaged cases."""
    return request.param, derive_profile(dataset, request.param)


def number(dataset: Dataset, pattern: str) -> int:
    """Count the distinct ?x of a pattern."""
    ((counted,),) = dataset.rows(f"{CJ} SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(counted or 0)


def test_no_profile_has_a_blank_node_or_a_graph(view: tuple[str, Dataset]) -> None:
    _, triples = view
    assert len(triples) > 50
    assert all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in triples)
    assert "_:" not in " ".join(str(quad.subject) + str(quad.object)[:2] for quad in triples)


def test_turtle_of_a_profile_is_the_profile(view: tuple[str, Dataset], dataset: Dataset) -> None:
    name, triples = view
    assert set(ox.parse(b"".join(write(dataset, name)), format=ox.RdfFormat.TURTLE)) == set(triples)


def test_every_query_of_the_folder_belongs_to_a_profile() -> None:
    for path in query_files("profile"):
        query = read_query_file(path, resource_dir("queries"))
        assert path.stem.partition("-")[0] in PROFILES
        assert query.header("question", "zh")
        assert query.header("question", "en")


def test_profile_gives_no_statement_twice_in_other_words(dataset: Dataset) -> None:
    assert len(derive_profile(dataset, "org")) == len({quad.triple for quad in derive_profile(dataset, "org")})


# W3C ORG


@pytest.fixture(scope="module")
def org(dataset: Dataset) -> Dataset:
    return derive_profile(dataset, "org")


def conforms(data: Dataset) -> tuple[bool, str]:
    """Hold triples against the shapes; org's own subclasses are known."""
    graph = merged_graph(data)
    for subclass in ("FormalOrganization", "OrganizationalCollaboration"):
        graph.add((rdflib.URIRef(ORG + subclass), rdflib.RDFS.subClassOf, rdflib.URIRef(ORG + "Organization")))
    result, _, text = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    return bool(result), str(text)


def test_org_shapes_are_well_formed() -> None:
    assert pyshacl.validate(rdflib.Graph(), shacl_graph=rdflib.Graph().parse(SHAPES), meta_shacl=True)[0]


def test_org_view_conforms_to_the_specification(org: Dataset) -> None:
    result, text = conforms(org)
    assert result, text


def test_org_view_is_org_alone_and_holds_every_named_body(org: Dataset, dataset: Dataset) -> None:
    allowed = (
        ORG,
        FOAF,
        "http://www.w3.org/2004/02/skos/core#",
        "http://purl.org/dc/terms/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    )
    assert {quad.predicate.value for quad in org if not quad.predicate.value.startswith(allowed)} == set()
    classes = {quad.object.value for quad in org if quad.predicate.value.endswith("#type") and isinstance(quad.object, ox.NamedNode)}
    assert {iri for iri in classes if not iri.startswith(allowed)} == set()
    assert number(org, "?x a org:Organization") == number(dataset, "?x a cj:Body")
    assert number(org, f"?x a <{FOAF}Group>") == number(dataset, "?x a cj:BodyGroup")
    for pattern in ("?x a org:Post", "?x org:postIn ?o", "?x org:subOrganizationOf ?o", "?x org:resultingOrganization ?o"):
        narrowed = pattern if "?o" in pattern else f"{pattern} ; org:postIn ?o"
        assert number(org, pattern) == number(dataset, f"{narrowed} . ?o a cj:Body"), pattern


@pytest.mark.parametrize(
    "added",
    [
        "<urn:x:group> <{org}subOrganizationOf> ?body",
        "?body <{org}classification> <urn:x:no-concept>",
        "?body <{org}postIn> ?body",
        "?body <{org}heldBy> <urn:x:somebody>",
        "<urn:x:event> <{org}originalOrganization> ?body",
        "?body <{org}hasSubOrganization> <urn:x:lone>",
        "?body a <urn:x:Other>",
    ],
)
def test_org_shapes_catch_what_is_not_org(added: str, two_cases: Dataset) -> None:
    org = derive_profile(two_cases, "org")
    body = min(quad.subject.value for quad in org if quad.predicate.value == ORG + "classification")
    triple = added.format(org=ORG).replace("?body", f"<{body}>").replace(" a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")
    wrong = Dataset([*org, *ox.parse(f"{triple} .".encode(), format=ox.RdfFormat.N_TRIPLES)])
    assert len(wrong) == len(org) + 1
    assert not conforms(wrong)[0]


# CPOV


def test_cpov_describes_only_bodies_of_the_public_sector(dataset: Dataset) -> None:
    cpov = derive_profile(dataset, "cpov")
    found = {quad.subject.value for quad in cpov if quad.object == ox.NamedNode("http://data.europa.eu/m8g/PublicOrganisation")}
    allowed = "{ ?x a cj:GovernmentBody } UNION { ?x a cj:PublicInstitution }"
    assert found == {str(row[0]) for row in dataset.rows(f"{CJ} SELECT ?x {{ {allowed} }}")}
    others = number(dataset, "VALUES ?c { cj:PartyBody cj:ResidentsBody cj:OwnersBody cj:BusinessBody cj:SocialBody } ?x a ?c")
    assert len(found) > 5
    assert others > 5
    assert number(cpov, f"?x a <{ORG}Organization>") == number(dataset, "?x a cj:Body")
    assert number(cpov, f"?x <{ORG}subOrganizationOf> ?y") == number(dataset, f"?x <{ORG}subOrganizationOf> ?y . ?y a cj:Body") > 9


# RDF Data Cube


def normalized(data: Dataset) -> Dataset:
    """Return a copy of a cube, expanded by the algorithm of the specification."""
    copy = Dataset(data)
    for phase in NORMALIZATION:
        copy.store.update(PREFIXES + phase)
    return copy


def violates(data: Dataset, name: str) -> bool:
    """Return whether a normalized cube violates a constraint."""
    if name in CONSTRAINTS:
        asks = [CONSTRAINTS[name]]
    else:
        asks = [hierarchy_constraint(name, row[0].value) for row in data.store.query(PREFIXES + HIERARCHIES[name])]
    return any(bool(data.store.query(PREFIXES + ask)) for ask in asks)


@pytest.fixture(scope="module")
def cube(dataset: Dataset) -> Dataset:
    return derive_profile(dataset, "cube")


def test_cube_passes_every_integrity_constraint(cube: Dataset) -> None:
    expanded = normalized(cube)
    assert [name for name in (*CONSTRAINTS, *HIERARCHIES) if violates(expanded, name)] == []


def test_cube_holds_every_figure_with_a_number_and_says_how_many_have_none(cube: Dataset, dataset: Dataset) -> None:
    with_number = number(dataset, "?x a cj:Figure ; qudt:numericValue ?v")
    without = number(dataset, "?x a cj:Figure FILTER NOT EXISTS { ?x qudt:numericValue ?v }")
    qb = "http://purl.org/linked-data/cube#"
    assert number(cube, f"?x a <{qb}Observation>") == with_number
    left = [re.findall(r"ranges are: (\d+) figures", q.object.value)[0] for q in cube if q.predicate.value.endswith("#comment")]
    assert sum(map(int, left)) == without
    assert len(left) == number(dataset, "SELECT DISTINCT ?x { ?f cj:figureKind ?x ; qudt:numericValue ?v }") > 4, "one a kind"
    for name in (
        "cj:lowerBound",
        "cj:upperBound",
        "cj:lowerInclusive",
        "cj:upperInclusive",
        "cj:precision",
        "cj:perUnitOf",
        "cj:aggregation",
    ):
        assert number(cube, f"?x a <{qb}Observation> ; {name} ?v") == number(dataset, f"?x a cj:Figure ; qudt:numericValue ?n ; {name} ?v")


def test_every_property_of_an_observation_is_a_component(cube: Dataset) -> None:
    qb = "http://purl.org/linked-data/cube#"
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    observations = {q.subject for q in cube.store.quads_for_pattern(None, kind, ox.NamedNode(f"{qb}Observation"))}
    used = {q.predicate.value for q in cube if q.subject in observations} - {kind.value, f"{qb}dataSet", rdflib.RDFS.label.n3()[1:-1]}
    declared = {q.object.value for q in cube if q.predicate.value == f"{qb}componentProperty"}
    assert used == declared


BREAKS: Final[dict[str, str]] = {
    "IC-1": "ex:o a qb:Observation .",
    "IC-2": "ex:d a qb:DataSet .",
    "IC-3": "ex:s a qb:DataStructureDefinition .",
    "IC-4": "ex:p a qb:DimensionProperty .",
    "IC-5": "ex:p a qb:DimensionProperty ; rdfs:range skos:Concept .",
    "IC-6": """<https://w3id.org/cengji/cube/structure/count> qb:component ex:c .
        ex:c qb:componentRequired false ; qb:componentProperty qudt:numericValue .""",
    "IC-7": "ex:k a qb:SliceKey .",
    "IC-8": "<https://w3id.org/cengji/cube/structure/count> qb:sliceKey ex:k . ex:k a qb:SliceKey ; qb:componentProperty ex:p .",
    "IC-9": "ex:s a qb:Slice .",
    "IC-10": "ex:s qb:sliceStructure ex:k . ex:k qb:componentProperty cj:role .",
    "IC-11": "ex:o qb:dataSet cube:count .",
    "IC-12": "",
    "IC-13": "ex:o qb:dataSet cube:count .",
    "IC-14": "ex:o qb:dataSet cube:count .",
    "IC-15": """ex:o a qb:Observation ; qb:dataSet ex:d ; qb:measureType ex:m . ex:d qb:structure ex:s .
        ex:s qb:component ex:c . ex:c qb:dimension qb:measureType .""",
    "IC-16": """ex:o a qb:Observation ; qb:dataSet ex:d ; qb:measureType ex:m ; ex:m 1 ; ex:n 2 . ex:d qb:structure ex:s .
        ex:s qb:component ex:c, ex:c2, ex:c3 . ex:c qb:dimension qb:measureType . ex:c2 qb:measure ex:m . ex:c3 qb:measure ex:n .""",
    "IC-17": """ex:o a qb:Observation ; qb:dataSet ex:d ; qb:measureType ex:m ; ex:m 1 . ex:d qb:structure ex:s .
        ex:s qb:component ex:c, ex:c2, ex:c3 . ex:c qb:dimension qb:measureType . ex:c2 qb:measure ex:m . ex:c3 qb:measure ex:n .""",
    "IC-18": "ex:d qb:slice ex:s . ex:s qb:observation ex:o .",
    "IC-19a": "?observation cj:role ex:no-role .",
    "IC-19b": "cj:role qb:codeList ex:l . ex:l a skos:Collection .",
    "IC-20": "cj:role qb:codeList ex:l . ex:l a qb:HierarchicalCodeList ; qb:parentChildProperty skos:narrower ; qb:hierarchyRoot ex:r .",
    "IC-21": """cj:role qb:codeList ex:l . ex:l a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:r ;
        qb:parentChildProperty [ owl:inverseOf skos:broader ] .""",
}
"""What, added to the cube, violates a constraint; nothing for IC-12, where an observation is copied."""


@pytest.mark.parametrize("name", BREAKS)
def test_each_constraint_fires(name: str, cube: Dataset) -> None:
    head = PREFIXES + "PREFIX cj: <https://w3id.org/cengji/ontology#> PREFIX cube: <https://w3id.org/cengji/cube/> PREFIX ex: <urn:x:>"
    head += " PREFIX qudt: <http://qudt.org/schema/qudt/>"
    observations = sorted(q.subject.value for q in cube if q.predicate.value.endswith("cube#dataSet"))
    observation, others = observations[0], set(observations[5:])
    broken = Dataset(q for q in cube if q.subject.value not in others)
    assert not violates(normalized(broken), name)
    if name == "IC-12":
        broken.store.update(f"{head} INSERT {{ ex:copy ?p ?o }} WHERE {{ <{observation}> ?p ?o }}")
    else:
        broken.store.update(f"{head} INSERT DATA {{ {BREAKS[name].replace('?observation', f'<{observation}>')} }}")
    assert violates(normalized(broken), name)


def test_constraints_are_all_of_the_specification() -> None:
    numbers = {int(found[1]) for name in (*CONSTRAINTS, *HIERARCHIES) if (found := re.match(r"IC-(\d+)", name))}
    assert numbers == set(range(1, 22))
    assert BREAKS.keys() == CONSTRAINTS.keys() | HIERARCHIES.keys()


# DCAT and VoID


def test_dcat_counts_what_the_build_holds(dataset: Dataset) -> None:
    dcat = derive_profile(dataset, "dcat")
    void, subject = "http://rdfs.org/ns/void#", ox.NamedNode("https://w3id.org/cengji/dataset")
    said: Callable[[str], str] = lambda name: next(  # noqa: E731 - a local name for a long look-up
        q.object.value for q in dcat.store.quads_for_pattern(subject, ox.NamedNode(void + name), None)
    )
    quads = list(dataset)
    assert int(said("triples")) == len(quads)
    assert int(said("distinctSubjects")) == len({q.subject for q in quads})
    assert int(said("distinctObjects")) == len({q.object for q in quads})
    assert int(said("properties")) == len({q.predicate for q in quads})
    types = [q for q in quads if q.predicate.value.endswith("rdf-syntax-ns#type")]
    assert int(said("classes")) == len({q.object for q in types})
    for partition, key, per, own in (
        ("classPartition", "class", "entities", [q.object.value for q in types]),
        ("propertyPartition", "property", "triples", [q.predicate.value for q in quads]),
    ):
        rows = dcat.rows(f"SELECT ?k ?n {{ <{subject.value}> <{void}{partition}> ?p . ?p <{void}{key}> ?k ; <{void}{per}> ?n }}")
        assert {str(k): int(n or 0) for k, n in rows} == {one: own.count(one) for one in set(own)}


def test_dcat_names_the_documents_the_licence_and_the_version(dataset: Dataset) -> None:
    dcat = derive_profile(dataset, "dcat")
    rows = dcat.rows(
        """PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?d ?t { <https://w3id.org/cengji/dataset> <http://www.w3.org/ns/prov#wasDerivedFrom> ?d . ?d dcterms:title ?t }"""
    )
    assert rows
    assert sorted(rows, key=str) == sorted(
        dataset.rows(f"{CJ} SELECT ?d ?t {{ ?d a cj:SourceDocument ; <http://purl.org/dc/terms/title> ?t }}"), key=str
    )
    objects = {q.predicate.value.rsplit("#")[-1].rsplit("/")[-1]: q.object.value for q in dcat}
    assert objects["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert objects["version"] == __version__
    assert objects["checksumValue"] == dataset.digest.upper()


# Rules of DCAT-AP 3.0.1 and CPOV 2.1.2, as their shapes state them: what breaks each is ?x.
RULES: dict[str, str] = {
    "a distribution has an access URL": "?x a dcat:Distribution FILTER NOT EXISTS { ?x dcat:accessURL ?u FILTER(isIRI(?u)) }",
    "a dataset has a title": "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcterms:title ?t }",
    "a dataset has a description": "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcterms:description ?t }",
    "the source of a dataset is one": "?d a dcat:Dataset ; dcterms:source ?x FILTER NOT EXISTS { ?x a dcat:Dataset }",
    "a media type is one": "?d dcat:mediaType ?x FILTER NOT EXISTS { ?x a dcterms:MediaType }",
    "a language is one": "?d dcterms:language ?x FILTER NOT EXISTS { ?x a dcterms:LinguisticSystem }",
    "a standard is one": "?d a dcat:Dataset ; dcterms:conformsTo ?x FILTER NOT EXISTS { ?x a dcterms:Standard }",
    "an algorithm is one": "?c spdx:algorithm ?x FILTER NOT EXISTS { ?x a spdx:ChecksumAlgorithm }",
    "a checksum has one value": "?x a spdx:Checksum FILTER NOT EXISTS { ?x spdx:algorithm ?a ; spdx:checksumValue ?v }",
    "a licence is one": "?d dcterms:license ?x FILTER NOT EXISTS { ?x a dcterms:LicenseDocument }",
    "a publisher is an agent with a name": "?d dcterms:publisher|dcterms:creator ?x FILTER NOT EXISTS { ?x a foaf:Agent ; foaf:name ?n }",
    "a theme is a concept": "?d dcat:theme ?x FILTER NOT EXISTS { ?x a skos:Concept ; skos:prefLabel ?l }",
    "a place is a location": "?d dcterms:spatial ?x FILTER NOT EXISTS { ?x a dcterms:Location }",
    "one publisher": "?x dcterms:publisher ?a, ?b FILTER(?a != ?b)",
    "a dataset has publisher, licence": "?x a dcat:Dataset FILTER NOT EXISTS { ?x dcterms:publisher ?p ; dcterms:license ?l }",
    "one text a language": "VALUES ?p { skos:prefLabel skos:altLabel dcterms:description } ?x a cv:PublicOrganisation ; ?p ?a, ?b "
    "FILTER(?a != ?b && LANG(?a) = LANG(?b))",
    "texts say their language": "VALUES ?p { skos:prefLabel skos:altLabel dcterms:description } ?x a cv:PublicOrganisation ; ?p ?a "
    "FILTER(LANG(?a) = '')",
    "a public organisation has a label": "?x a cv:PublicOrganisation FILTER NOT EXISTS { ?x skos:prefLabel ?l }",
    "what an organisation is part of is one": "?o org:subOrganizationOf ?x FILTER NOT EXISTS { ?x a org:Organization }",
    "both ends of the hierarchy": "?x org:subOrganizationOf ?y FILTER NOT EXISTS { ?y org:hasSubOrganization ?x }",
    "a classification is a concept": "?o org:classification ?x FILTER NOT EXISTS { ?x a skos:Concept }",
}
# Of these a thing has one at most; these are texts, and these dates, months or years.
ONCE: Final = {
    "dcat:Dataset": "dcterms:accessRights dcterms:accrualPeriodicity dcterms:issued dcterms:modified dcat:temporalResolution dcat:version",
    "dcat:Distribution": "dcterms:format dcterms:issued dcterms:license dcterms:modified dcterms:rights dcat:byteSize dcat:compressFormat "
    "dcat:mediaType dcat:packageFormat dcat:temporalResolution spdx:checksum",
    "spdx:Checksum": "spdx:algorithm spdx:checksumValue",
    "foaf:Agent": "dcterms:type",
    "dcterms:Location": "dcat:bbox dcat:centroid",
}
TEXTS: Final = "dcterms:title dcterms:description dcterms:identifier dcat:keyword dcat:version foaf:name skos:prefLabel skos:altLabel"
DATES: Final = "dcterms:issued dcterms:modified dcat:startDate dcat:endDate"
RULES |= (
    {f"one {name} a {kind}": f"?x a {kind} ; {name} ?a, ?b FILTER(?a != ?b)" for kind, names in ONCE.items() for name in names.split()}
    | {f"{name} is a text": f"?s {name} ?x FILTER(!ISLITERAL(?x))" for name in TEXTS.split()}
    | {
        f"{name} is a date": f"?s {name} ?x FILTER(DATATYPE(?x) NOT IN (xsd:date, xsd:dateTime, xsd:gYear, xsd:gYearMonth))"
        for name in DATES.split()
    }
    | {"a checksum is in hexadecimals": "?x spdx:checksumValue ?v FILTER(DATATYPE(?v) != xsd:hexBinary)"}
    | {"an access URL is an IRI": "?x dcat:accessURL|dcat:downloadURL ?u FILTER(!ISIRI(?u))"}
)
VOCABULARIES: Final = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX cv: <http://data.europa.eu/m8g/> PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX spdx: <http://spdx.org/rdf/terms#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> """


@pytest.mark.parametrize("name", ["dcat", "cpov"])
def test_profiles_of_the_union_keep_their_rules(name: str, dataset: Dataset) -> None:
    derived = derive_profile(dataset, name)
    broken = {rule: derived.rows(f"{VOCABULARIES} SELECT DISTINCT ?x {{ {pattern} }}") for rule, pattern in RULES.items()}
    assert {rule: rows[:3] for rule, rows in broken.items() if rows} == {}


def test_every_concept_of_the_cube_is_labelled_with_its_scheme(cube: Dataset) -> None:
    head = VOCABULARIES + "PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    lacking = (
        "?x a skos:Concept FILTER NOT EXISTS { ?x skos:prefLabel ?l ; skos:inScheme ?s . ?s a skos:ConceptScheme ; rdfs:label ?t }",
        "?x a qb:Observation FILTER NOT EXISTS { ?x rdfs:label ?l }",
        "?o a qb:Observation ; ?p ?x . ?p a qb:DimensionProperty FILTER NOT EXISTS { ?x skos:prefLabel|rdfs:label ?l }",
    )
    assert [rows[:3] for pattern in lacking if (rows := cube.rows(f"{head} SELECT DISTINCT ?x {{ {pattern} }}"))] == []


def test_no_dimension_of_the_cube_stands_for_the_figure(cube: Dataset) -> None:
    head = "PREFIX qb: <http://purl.org/linked-data/cube#> "
    observations = number(cube, "?x a <http://purl.org/linked-data/cube#Observation>")
    pattern = "?c qb:dimension ?d . ?o a qb:Observation ; ?d ?v"
    values = {d: int(n or 0) for d, n in cube.rows(f"{head} SELECT ?d (COUNT(DISTINCT ?v) AS ?n) {{ {pattern} }} GROUP BY ?d")}
    assert len(values) == 8 and max(values.values()) < 0.8 * observations, "a value of each dimension is shared by figures"
    assert cube.rows(f"{head} SELECT ?v {{ {pattern} . FILTER(CONTAINS(STR(?v), '/figure/') || ?v = ?o) }}") == []


def test_observations_that_coincide_are_reported(two_cases: Dataset) -> None:
    figures = [q for q in two_cases if q.predicate.value.endswith("numericValue")]
    figure = min(figures, key=str).subject
    twin = ox.NamedNode(f"{figure.value}-again")
    doubled = Dataset([*two_cases, *(ox.Quad(twin, q.predicate, q.object, q.graph_name) for q in two_cases if q.subject == figure)])
    with pytest.warns(CengjiWarning, match="1 observations have all dimensions in common"):
        write(doubled, "cube")


def test_schemes_stand_alone_in_skos(dataset: Dataset) -> None:
    skos = derive_profile(dataset, "skos")
    core = "http://www.w3.org/2004/02/skos/core#"
    for kind in ("Concept", "ConceptScheme"):
        inner = f"?x a <{core}{kind}>" + (f" ; <{core}inScheme> ?s . ?s a <{core}ConceptScheme>" if kind == "Concept" else "")
        assert number(skos, f"?x a <{core}{kind}>") == number(dataset, inner) > 20
    assert not [q for q in skos if "cengji/ontology#" in q.predicate.value + str(q.object)]
    lacking = f"?x <{core}broader> ?y FILTER NOT EXISTS {{ ?y <{core}narrower> ?x ; a <{core}Concept> }}"
    assert number(skos, lacking) == 0
    assert number(skos, f"?x a <{core}Concept> FILTER NOT EXISTS {{ ?x <{core}broader>*/<{core}topConceptOf> ?s }}") == 0


def test_ontology_names_no_datatype_that_reasoners_refuse_and_labels_every_term(dataset: Dataset) -> None:
    graph = rdflib.Graph().parse(data=b"".join(write(dataset, "owl")))
    refused = {rdflib.XSD[name] for name in ("date", "gYear", "gYearMonth")}
    assert not refused & {value for value in graph.objects() if isinstance(value, rdflib.URIRef)}
    assert not refused & {value.datatype for value in graph.objects() if isinstance(value, rdflib.Literal)}
    (header,) = graph.subjects(rdflib.RDF.type, rdflib.OWL.Ontology)
    assert len(set(graph.objects(header, rdflib.OWL.imports))) == 4
    terms = {
        one
        for kind in ("Class", "ObjectProperty", "DatatypeProperty")
        for one in graph.subjects(rdflib.RDF.type, rdflib.OWL[kind])
        if isinstance(one, rdflib.URIRef)
    }
    assert len(terms) > 100
    assert [one for one in terms if not list(graph.objects(one, rdflib.RDFS.label))] == []


def test_search_engines_find_what_they_ask_of_a_dataset(dataset: Dataset) -> None:
    said = derive_profile(dataset, "schemaorg")
    home = ox.NamedNode("https://w3id.org/cengji/dataset")
    own = {q.predicate.value.removeprefix("https://schema.org/") for q in said.store.quads_for_pattern(home, None, None)}
    assert {"name", "description", "license", "creator", "version", "keywords", "spatialCoverage", "isBasedOn"} <= own
    lengths = [len(q.object.value) for q in said if q.predicate.value.endswith("/description") and q.object.language == "en"]
    assert all(50 <= length <= 5000 for length in lengths), "what Google asks for"
