"""The concept schemes: every concept named, placed and tied to the class or property it stands for."""

from __future__ import annotations

import re

from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from cengji.cases.field_types import KEY_PATTERN
from cengji.core.namespaces import CJ, SCHEME
from cengji.core.resources import ontology_files
from cengji.dataset import Ontology

CAMEL_SCHEMES = {"comparator", "role"}
"""Schemes whose keys are words of the design (``moreThan``, ``changeFrom``) rather than keys of items."""
INSTANCE, DIRECT = URIRef(CJ + "instanceClass"), URIRef(CJ + "directProperty")


def concepts(graph: Graph) -> list[URIRef]:
    """Return every concept, sorted."""
    return sorted(concept for concept in graph.subjects(RDF.type, SKOS.Concept) if isinstance(concept, URIRef))


def names(concept: Node) -> tuple[str, str]:
    """Return the scheme and the key in the IRI of a concept."""
    scheme, _, key = str(concept).removeprefix(SCHEME).partition("/")
    return scheme, key


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """Return the languages of the literals of a property, sorted; one twice is there twice."""
    return sorted(str(text.language) for text in graph.objects(subject, predicate) if isinstance(text, Literal))


def test_there_are_concepts_in_every_scheme(tbox: Graph) -> None:
    schemes = {names(scheme)[0] for scheme in tbox.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {path.stem for path in ontology_files("schemes")} == {names(concept)[0] for concept in concepts(tbox)}


def test_each_concept_stands_in_the_file_of_its_scheme() -> None:
    for path in ontology_files("schemes"):
        graph = Graph().parse(path, format="turtle")
        assert {names(concept)[0] for concept in concepts(graph)} == {path.stem}


def test_schemes_and_concepts_are_described_in_both_languages(tbox: Graph) -> None:
    wanted = [(concept, about) for concept in concepts(tbox) for about in (SKOS.prefLabel, SKOS.definition)]
    wanted += [
        (URIRef(str(scheme)), about)
        for scheme in tbox.subjects(RDF.type, SKOS.ConceptScheme)
        for about in (DCTERMS.title, DCTERMS.description)
    ]
    assert [(thing, about) for thing, about in wanted if languages(tbox, thing, about) != ["en", "zh"]] == []


def test_concept_is_in_just_its_scheme_under_just_its_key(tbox: Graph) -> None:
    for concept in concepts(tbox):
        scheme, key = names(concept)
        assert list(tbox.objects(concept, SKOS.inScheme)) == [URIRef(SCHEME + scheme)], concept
        assert list(tbox.objects(concept, SKOS.notation)) == [Literal(key)], concept


def test_keys_match_their_pattern(tbox: Graph) -> None:
    for concept in concepts(tbox):
        scheme, key = names(concept)
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*" if scheme in CAMEL_SCHEMES else KEY_PATTERN, key), concept


def test_labels_of_a_scheme_are_told_apart(tbox: Graph) -> None:
    seen: dict[tuple[str, str | None, str], URIRef] = {}
    for concept in concepts(tbox):
        for label in tbox.objects(concept, SKOS.prefLabel):
            assert isinstance(label, Literal)
            place = (names(concept)[0], label.language, str(label))
            assert seen.setdefault(place, concept) == concept, f"{concept} and {seen[place]} are both called {label}"


def test_preferred_label_is_not_an_alternative_too(tbox: Graph) -> None:
    assert [one for one in concepts(tbox) if {*tbox.objects(one, SKOS.prefLabel)} & {*tbox.objects(one, SKOS.altLabel)}] == []


def test_concept_is_at_the_top_or_below_one_of_its_scheme(tbox: Graph) -> None:
    known = set(concepts(tbox))
    for concept in known:
        broader, top = list(tbox.objects(concept, SKOS.broader)), list(tbox.objects(concept, SKOS.topConceptOf))
        assert len(broader) + len(top) == 1, concept
        assert set(broader) <= known, f"{concept} is below nothing that is there"
        assert {names(one)[0] for one in (*broader, *top)} == {names(concept)[0]}, concept


def test_broader_has_no_cycle(tbox: Graph) -> None:
    for concept in concepts(tbox):
        seen: list[Node] = [concept]
        while (above := tbox.value(seen[-1], SKOS.broader)) is not None:
            assert above not in seen, f"{concept} is its own ancestor"
            seen.append(above)


def test_concept_has_one_class_of_ours_and_its_scheme_has_no_other(tbox: Graph) -> None:
    found: dict[str, set[Node]] = {}
    for concept in concepts(tbox):
        own = [kind for kind in tbox.objects(concept, RDF.type) if str(kind).startswith(CJ)]
        assert len(own) == 1, concept
        found.setdefault(names(concept)[0], set()).update(own)
    assert {scheme for scheme, kinds in found.items() if len(kinds) > 1} == set()


def test_every_kind_reaches_the_class_of_its_things(tbox: Graph, ontology: Ontology) -> None:
    for concept in concepts(tbox):
        if names(concept)[0] not in ("body-kind", "measure-kind"):
            assert list(tbox.objects(concept, INSTANCE)) == [], concept
            continue
        line = [concept, *tbox.transitive_objects(concept, SKOS.broader)]
        classes = [class_ for kind in line for class_ in tbox.objects(kind, INSTANCE)]
        assert classes, f"{concept} and its broader concepts name no class"
        assert (classes[0], RDF.type, OWL.Class) in tbox
        assert str(classes[0]) in ontology.declared
        assert all(len(list(tbox.objects(kind, INSTANCE))) <= 1 for kind in line)


def test_every_relation_has_one_declared_property_of_its_own(tbox: Graph) -> None:
    properties = {concept: list(tbox.objects(concept, DIRECT)) for concept in concepts(tbox)}
    relations = {concept: found for concept, found in properties.items() if names(concept)[0] == "relation"}
    assert {concept for concept, found in properties.items() if found} == set(relations)
    assert {concept for concept, found in relations.items() if len(found) != 1} == set()
    used = [found[0] for found in relations.values()]
    assert len(used) == len(set(used))
    assert all((one, RDF.type, OWL.ObjectProperty) in tbox for one in used)


def test_ranks_and_depths_of_the_common_scale(tbox: Graph) -> None:
    tiers = [concept for concept in concepts(tbox) if names(concept)[0] == "tier"]
    ranked = sorted((int(str(tbox.value(tier, URIRef(CJ + "rank")))), names(tier)[1]) for tier in tiers)
    assert [key for _, key in ranked] == [
        "province", "prefecture", "county", "subdistrict", "area", "community", "sub-community", "grid", "estate", "building", "household",
    ]  # fmt: skip
    assert len({rank for rank, _ in ranked}) == len(ranked)
    xkos = "http://rdf-vocabulary.ddialliance.org/xkos#"
    depths = {key: int(str(tbox.value(URIRef(f"{SCHEME}tier/{key}"), URIRef(xkos + "depth")))) for _, key in ranked}
    assert list(depths.values()) == list(range(1, len(ranked) + 1))
