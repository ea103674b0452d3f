"""Alignments with other vocabularies entail nothing false: neither a clash, nor a class that the aligned thing is not of.

For each property two nodes, of the classes that its domain and range name and, in turn, of those that occur in the cases:
bare domains would hide that events carry evidence and that groups are subordinate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest
from rdflib import OWL, PROV, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from cengji.core.namespaces import CJ, PREFIXES
from cengji.core.resources import ontology_files, resource_dir
from cengji.dataset import Dataset
from cengji.dataset.terms import RDF_TYPE

HOME_AXIOMS: Final = Path(__file__).with_name("home_axioms.ttl")
KINDS: Final = frozenset({OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty})
AGENT_OR_POST: Final = URIRef("https://example.org/AgentOrPost")

# What the alignments do entail beyond our own classes, each looked at and true: a place is a location, a generic measure and a
# group are entities (the group beside being an agent), an event is an event of LODE, who answers to another an agent or a post.
ENTAILED: Final = frozenset({
    ("answersTo", "subject", AGENT_OR_POST),
    ("answersTo", "value", AGENT_OR_POST),
    ("atPlace", "value", PROV.Location),
    ("groupAfter", "value", PROV.Entity),
    ("groupBefore", "value", PROV.Entity),
    ("involves", "subject", URIRef("http://linkedevents.org/ontology/Event")),
    ("variantOf", "value", PROV.Entity),
})  # fmt: skip

REFUSED: Final = """
resultedIn prov:generated clash
runBy prov:wasAssociatedWith clash
actsOn prov:used clash
evidence prov:wasDerivedFrom clash
memberKind org:classification clash
memberOfGroup org:memberOf clash
postInGroup org:postIn clash
groupBefore org:originalOrganization clash
groupAfter org:resultingOrganization clash
subordinateTo org:subOrganizationOf clash
variantOf skos:broader entailed
startDate time:inXSDDate entailed
indicator <http://purl.org/linked-data/cube#measureType> entailed
purpose org:purpose kind
purpose dcterms:description kind
since prov:startedAtTime datatype
eventDate prov:generatedAtTime datatype
"""


class Fault(NamedTuple):
    """What is wrong with an alignment: the local name of the property, the side, what is entailed, and how that is wrong."""

    name: str
    side: str
    entailed: Node
    why: str


class Sides(NamedTuple):
    """The sets of classes of which the subjects, and the values, of a property are; the datatypes of its literals."""

    subject: set[frozenset[Node]]
    value: set[frozenset[Node]]
    datatypes: set[Node]


@pytest.fixture(scope="module")
def axioms(files: dict[Path, Graph]) -> Graph:
    """The modules of our ontology with what the home vocabularies say."""
    return sum((files[path] for path in ontology_files("")), Graph().parse(HOME_AXIOMS))


@pytest.fixture(scope="module")
def occurring(dataset: Dataset) -> dict[Node, Sides]:
    """What stands on the two sides of each property in the cases."""
    types: dict[object, frozenset[Node]] = defaultdict(frozenset)
    for quad in dataset.store.quads_for_pattern(None, RDF_TYPE, None, None):
        types[quad.subject] |= {URIRef(quad.object.value)}
    sides: dict[Node, Sides] = defaultdict(lambda: Sides(set(), set(), set()))
    for quad in dataset:
        side, value = sides[URIRef(quad.predicate.value)], quad.object
        side.subject.add(types[quad.subject])
        if isinstance(value, ox.Literal):
            side.datatypes.add(URIRef(value.datatype.value))
        else:
            side.value.add(types[value])
    return sides


def faults(axioms: Graph, occurring: dict[Node, Sides], names: Iterable[Node]) -> Iterator[Fault]:
    """Yield what the properties above these of ours entail that clashes or that our own terms do not say."""
    apart = set(axioms.subject_objects(OWL.disjointWith))
    for name in names:
        local = str(name).removeprefix(CJ)
        above = set(axioms.transitive_objects(name, RDFS.subPropertyOf))
        foreign = {one for one in above if not str(one).startswith(CJ)}
        kinds = KINDS.intersection(axioms.objects(name, RDF.type))
        yield from (Fault(local, "", one, "kind") for one in foreign if not kinds <= set(axioms.objects(one, RDF.type)))
        for side, about in (("subject", RDFS.domain), ("value", RDFS.range)):
            own = frozenset(class_ for one in above - foreign for class_ in axioms.objects(one, about))
            demanded = {class_ for one in foreign for class_ in axioms.objects(one, about)}
            if side == "value" and OWL.DatatypeProperty in kinds:
                held_types = occurring[name].datatypes | own
                yield from (Fault(local, side, type_, "datatype") for type_ in demanded if held_types - {type_})
                continue
            for classes in {own, *getattr(occurring[name], side)}:
                held = upward(axioms, classes | own)
                entailed = upward(axioms, demanded) - held
                yield from (Fault(local, side, one, "entailed") for one in entailed if (local, side, one) not in ENTAILED)
                both = entailed | held
                yield from (Fault(local, side, one, "clash") for one, other in apart if {one, other} <= both)


def upward(axioms: Graph, classes: set[Node] | frozenset[Node]) -> set[Node]:
    """Return the classes with all above them."""
    return {above for class_ in classes for above in axioms.transitive_objects(class_, RDFS.subClassOf)}


def test_no_alignment_entails_what_is_false(axioms: Graph, occurring: dict[Node, Sides]) -> None:
    ours = {term for kind in KINDS for term in axioms.subjects(RDF.type, kind) if str(term).startswith(CJ)}
    assert len(ours) > 100
    assert set(faults(axioms, occurring, ours)) == set()


@pytest.mark.parametrize("line", REFUSED.split("\n")[1:-1])
def test_a_false_alignment_is_found(line: str, axioms: Graph, occurring: dict[Node, Sides]) -> None:
    name, target, why = line.split()
    prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    widened = axioms + Graph().parse(data=f"{prefixes}cj:{name} rdfs:subPropertyOf {target} .", format="turtle")
    assert why in {fault.why for fault in faults(widened, occurring, [URIRef(CJ + name)])}


def test_all_alignments_and_nothing_else_stand_in_their_module(files: dict[Path, Graph]) -> None:
    module = resource_dir("ontology") / "alignments.ttl"
    foreign = {
        (subject, target)
        for graph in files.values()
        for subject, target in graph.subject_objects(RDFS.subPropertyOf)
        if str(subject).startswith(CJ) and not str(target).startswith(CJ)
    }
    assert set(files[module]) == {(subject, RDFS.subPropertyOf, target) for subject, target in foreign}
