"""A reasoner agrees: the ontology is consistent, so is the data, and clashes that must be clashes are."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal

from cengji.core.namespaces import PREFIXES, SCHEME
from cengji.dataset import Dataset, Ontology, build_dataset
from cengji.dataset.rdflib_bridge import merged_graph
from cengji.export import write
from tests.conftest import need
from tests.dataset.small import SMALL, case_of

pytestmark = pytest.mark.foreign

PREFIX_LINES: Final = (
    "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items()) + f"@base <{SCHEME}> .\n@prefix : <http://x/> .\n"
)


def has_dates(graph: Graph) -> bool:
    """Tell whether some value is a date, a month or a year."""
    return any(isinstance(value, Literal) and value.datatype in (XSD.date, XSD.gYear, XSD.gYearMonth) for value in graph.objects())


def verdict(graph: Graph, folder: Path) -> str | list[str]:
    """Ask HermiT: ``consistent``, ``inconsistent`` or the classes that can have no member.

    Dates are values of no datatype that OWL 2 knows; HermiT reads data that hold some only where it is told to ignore those.
    """
    need("java", shutil.which("java"))
    owlready2 = pytest.importorskip("owlready2")
    file = folder / "ontology.nt"
    file.write_bytes(graph.serialize(format="nt", encoding="utf-8"))
    world = owlready2.World()
    loaded = world.get_ontology(file.as_uri()).load()
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0, ignore_unsupported_datatypes=has_dates(graph))
    except owlready2.base.OwlReadyInconsistentOntologyError:
        return "inconsistent"
    return sorted(class_.iri for class_ in world.inconsistent_classes()) or "consistent"


def test_the_ontology_is_consistent_and_every_class_can_have_members(tbox: Graph, tmp_path: Path) -> None:
    assert verdict(tbox, tmp_path) == "consistent"


def test_the_ontology_exported_is_read_whole_without_passing_over_a_datatype(dataset: Dataset, tmp_path: Path) -> None:
    exported = Graph().parse(data=b"".join(write(dataset, "owl")), format="turtle")
    exported.remove((None, OWL.imports, None))  # nothing is fetched here
    assert not has_dates(exported)
    assert verdict(exported, tmp_path) == "consistent"


@pytest.mark.slow
@pytest.mark.parametrize(
    "clash",
    [
        ":g a cj:BodyGroup , org:Organization .",
        ":b a cj:PartyBody , cj:GovernmentBody .",
        ":e a cj:Event , cj:Measure .",
        ":f a cj:Figure , cj:Measure .",
        ":p a cj:Place , cj:GovernanceUnit .",
        ":r cj:hasRung :s . :s cj:runBy :t .",
        ":d cj:breakdownOf :d .",
    ],
    ids=[
        *("group as organization", "Party and government", "event and measure", "figure and measure", "place and body"),
        *("rung and measure", "breakdown and group"),
    ],
)
def test_what_must_clash_does(clash: str, tbox: Graph, tmp_path: Path) -> None:
    assert verdict(tbox + Graph().parse(data=PREFIX_LINES + clash, format="turtle"), tmp_path) == "inconsistent"


VARIED = """
bodies:
  - {key: office, label: 街道党工委, kind: subdistrict-party-working-committee, place: town, status: inferred}
  - {key: branch, label: 支部, kind: grid-party-branch, place: town, parent: office, member_of: branches, status: inferred}
groups:
  - {key: branches, label: 各支部, kind: grid-party-branch, place: town, parent: office, status: inferred}
  - {key: east, label: 东片支部, kind: grid-party-branch, place: town, subset_of: branches, status: inferred}
  - {key: west, label: 西片支部, kind: grid-party-branch, place: town, subset_of: branches, status: inferred}
ladders:
  - {key: line, label: 阶梯, line: party, place: town, status: inferred, rungs: [{body: office, tier: subdistrict},
      {body: branches, tier: grid}]}
measures:
  - {key: points, label: 积分制, kind: mechanism, place: town, run_by: office, acts_on: branches, results: homes,
     generic: points-system, status: inferred}
figures:
  - key: homes
    written: 5户
    value: 5
    unit: household
    kind: count
    indicator: size
    about: branches
    place: town
    status: inferred
    time: {written: 去年, start: 2020, end: 2020, rule: calendar-year}
breakdowns: [{key: sides, of: branches, into: [east, west], complete: true, status: inferred}]
relations: [{key: helps, subject: office, relation: contacts, object: branches, figures: homes, status: inferred}]
events: [{key: day, label: 成立, kind: founding, place: town, founds: branch, figures: homes, date: 2020-05, status: inferred}]
posts: [{key: a, label: 书记, post_in: office, status: inferred}, {key: b, label: 组长, post_in: branches, status: inferred}]
concurrent_holdings: [{key: both, posts: [a, b], figures: homes, status: inferred}]
secondments: [{key: sent, sent_from: office, sent_to: points, post: a, figures: homes, status: inferred}]
policies: [{key: plan, title: 方案, issued_by: office, basis_of: points, status: inferred}]
"""


@pytest.mark.slow
def test_all_data_are_consistent_with_the_ontology_as_they_are_shipped(
    tbox: Graph, dataset: Dataset, ontology: Ontology, tmp_path: Path
) -> None:
    data = merged_graph(build_dataset([case_of(SMALL + VARIED, ontology)], ontology))
    assert verdict(tbox + merged_graph(dataset) + data, tmp_path) == "consistent"


@pytest.mark.slow
def test_every_subject_and_value_fits_domain_and_range(dataset: Dataset, tbox: Graph) -> None:
    """Open-world reasoning would infer a missing type; here the data must state it."""
    data = merged_graph(dataset)
    ancestors = {class_: set(tbox.transitive_objects(class_, RDFS.subClassOf)) for class_ in set(data.objects(None, RDF.type))}
    types = {thing: {above for class_ in data.objects(thing, RDF.type) for above in ancestors[class_]} for thing in set(data.subjects())}
    odd = set()
    for subject, predicate, value in data:
        odd |= {(predicate, "domain", domain) for domain in tbox.objects(predicate, RDFS.domain) if domain not in types[subject]}
        for range_ in tbox.objects(predicate, RDFS.range):
            held = {value.datatype or XSD.string} if isinstance(value, Literal) else types.get(value, set())
            if isinstance(value, Literal) and value.language:
                held = {RDF.langString}
            if range_ not in held:
                odd.add((predicate, "range", range_))
    assert odd == set()


@pytest.mark.slow
def test_every_property_of_the_data_is_declared(dataset: Dataset, tbox: Graph) -> None:
    used = {quad.predicate.value for quad in dataset}
    assert {p for p in used if not p.startswith((PREFIXES["rdf"], PREFIXES["rdfs"]))} - {
        str(p) for p in tbox.subjects(RDF.type, None)
    } == set()
    assert str(SKOS.prefLabel) in used
