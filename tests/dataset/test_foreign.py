"""Foreign data in the form of the model: what each rule adds, loops, depths, persons, blank nodes, what is refused."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cengji
from cengji.core.errors import CengjiWarning, InputError
from cengji.core.namespaces import CJ, FOREIGN, GENID, ID
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset
from cengji.dataset.foreign import RULES, ForeignMapping, is_foreign, map_foreign, refuse_unknown
from cengji.dataset.foreign.ladders import DEEPEST, MOST_LADDERS
from cengji.dataset.foreign.levels import find_levels
from cengji.dataset.foreign.skolemize import skolemize
from cengji.dataset.reading import read_dataset
from cengji.projection import project
from tests.dataset.foreign import DEPARTMENT, THESAURUS, turtle, write
from tests.dataset.small import trig
from tests.query.engines import oxigraph_triples, rdflib_triples

INFERRED: Final = "<scheme/status/inferred>"


class Rule(NamedTuple):
    """A small dataset in TriG and the triples that one rule adds to it."""

    given: str
    adds: str


def kind(key: str, zh: str, en: str) -> str:
    """Describe a kind of body as the rule does."""
    return (
        f'<scheme/body-kind/{key}> a skos:Concept, cj:BodyKind ; skos:inScheme <scheme/body-kind> ; skos:prefLabel "{zh}"@zh, "{en}"@en .'
    )


SMALL: Final = {
    "organizations": Rule(
        """<a> a org:FormalOrganization . <b> org:unitOf <c> . <d> org:hasPost <p> . <q> org:postIn <e> .
        <m> rdfs:subClassOf org:Organization .
        <f> a <m> . <g> a <http://www.w3.org/ns/regorg#RegisteredOrganization> . <x> a skos:Concept ; skos:broader <y> .
        <z> org:unitOf "text" .""",
        " ".join(f"<{name}> a cj:Body ." for name in "abcdefgz"),
    ),
    "concepts": Rule(
        "<a> skos:broader <b> . <c> a skos:Concept . <s> skos:hasTopConcept <d> . <e> skos:topConceptOf <s> . <x> skos:related <y> .",
        " ".join(f"<{name}> a cj:Body ." for name in "abcde") + " ".join(f"<{name}> a skos:Concept ." for name in "abde"),
    ),
    "subordination": Rule(
        """<a> a cj:Body ; org:subOrganizationOf <b>, <other> . <b> a cj:Body ; org:hasSubOrganization <a>, <c> ; org:hasUnit <d> .
        <c> a cj:Body . <d> a cj:Body ; org:unitOf <b> . <e> a cj:Body ; skos:broader <d> . <f> a cj:Body . <e> skos:narrower <f> .""",
        "<a> cj:subordinateTo <b> . <c> cj:subordinateTo <b> . <d> cj:subordinateTo <b> . "
        "<e> cj:subordinateTo <d> . <f> cj:subordinateTo <e> .",
    ),
    "subordination-at-a-distance": Rule(
        """<a> a cj:Body . <b> a cj:Body ; org:transitiveSubOrganizationOf <a>, <b> .
        <c> a cj:Body ; org:transitiveSubOrganizationOf <a>, <b> .
        <d> a cj:Body ; skos:broaderTransitive <c> . <d> cj:subordinateTo <b> . <c> skos:narrowerTransitive <e> . <e> a cj:Body .""",
        "<b> cj:subordinateTo <a> . <c> cj:subordinateTo <b> . <d> cj:subordinateTo <c> . <e> cj:subordinateTo <c> .",
    ),
    "posts": Rule(
        "<b> a cj:Body ; org:hasPost <p> . <q> a org:Post ; org:postIn <b> . <r> org:postIn <nowhere> .",
        "<p> a org:Post ; org:postIn <b> .",
    ),
    "sites": Rule(
        """<a> a cj:Body ; org:hasSite <s1>, <s2> ; org:hasPrimarySite <s3> .
        <b> a cj:Body ; org:hasSite <s2>, <s1> ; dcterms:spatial <s0> .
        <c> a cj:Body ; dcterms:spatial "here" . <d> org:hasSite <s4> .""",
        "<a> cj:atPlace <s3> . <s3> a cj:Place . <b> cj:atPlace <s1> . <s1> a cj:Place .",
    ),
    "kinds": Rule(
        """<a> a cj:Body, org:OrganizationalUnit, org:FormalOrganization . <b> a cj:Body ; org:classification <own> . <c> a cj:Body .
        <d> a cj:Body, skos:Concept . <e> a cj:Body, org:OrganizationalCollaboration . <f> a cj:Body, org:FormalOrganization .""",
        """<a> org:classification <scheme/body-kind/organizational-unit> . <c> org:classification <scheme/body-kind/organization> .
        <d> org:classification <scheme/body-kind/concept> . <e> org:classification <scheme/body-kind/organizational-collaboration> .
        <f> org:classification <scheme/body-kind/formal-organization> ."""
        + kind("organizational-unit", "组织单元", "organizational unit")
        + kind("organization", "组织", "organization")
        + kind("concept", "概念", "concept")
        + kind("organizational-collaboration", "组织联合体", "organizational collaboration")
        + kind("formal-organization", "正式组织", "formal organization"),
    ),
    "membership": Rule(
        "<a> a cj:Body . <p> a org:Post ; org:postIn <a> . <q> a org:Post ; org:postIn <other> . <s> a cj:Place .",
        f"""<a> cj:inCase <case/foreign> ; cj:status {INFERRED} . <p> cj:inCase <case/foreign> ; cj:status {INFERRED} .
        <s> cj:inCase <case/foreign> .
        {INFERRED} a skos:Concept, cj:Status ; skos:notation "inferred" ; skos:inScheme <scheme/status> ;
          skos:prefLabel "推断"@zh, "inferred"@en .""",
    ),
    "labels-as-resources": Rule(
        """<a> <http://www.w3.org/2008/05/skos-xl#prefLabel> <l> . <l> <http://www.w3.org/2008/05/skos-xl#literalForm> "A"@en .
        <b> <http://www.w3.org/2008/05/skos-xl#altLabel> <l>, <unwritten> .""",
        '<a> skos:prefLabel "A"@en . <b> skos:altLabel "A"@en .',
    ),
    "chinese-labels": Rule(
        """<zh> a cj:Body ; skos:prefLabel "甲"@zh, "A"@en . <hans> a cj:Body ; rdfs:label "乙"@zh-Hans, "B"@en ; skos:prefLabel "B"@en .
        <en> a cj:Body ; rdfs:label "C"@en-GB, "Z" ; foaf:name "CC"@fr .
        <plain> a cj:Place ; schema:name "D", "Dé"@fr ; skos:prefLabel " "@en .
        <fr> a cj:Body ; skos:prefLabel "É"@fr, "Ä"@de . <http://x.example/ns#local> a cj:Body . <post> a org:Post ; org:role <role> .
        <role> rdfs:label "boss"@en, "头"@zh . <own> a org:Post ; org:role <role> ; rdfs:label "own" .
        <coded> a cj:Body ; skos:notation "N1" .
        <any> a cj:Body ; org:classification <kind> ; rdfs:label <iri> . <kind> rdfs:label "kind" . <untouched> rdfs:label "no" .""",
        """<hans> skos:prefLabel "乙"@zh . <en> skos:prefLabel "C"@zh . <plain> skos:prefLabel "D"@zh . <fr> skos:prefLabel "Ä"@zh .
        <http://x.example/ns#local> skos:prefLabel "local"@zh . <post> skos:prefLabel "头"@zh . <own> skos:prefLabel "own"@zh .
        <coded> skos:prefLabel "N1"@zh . <any> skos:prefLabel "any"@zh . <kind> skos:prefLabel "kind"@zh .""",
    ),
    "english-labels": Rule(
        """<en> a cj:Body ; skos:prefLabel "A"@en ; rdfs:label "AA"@en . <gb> a cj:Body ; rdfs:label "B"@en-GB ; foaf:name "BB"@en .
        <zh> a cj:Body ; skos:prefLabel "丙"@zh . <plain> a cj:Body ; rdfs:label "C" . <site> a cj:Place ; rdfs:label "S"@en .""",
        '<gb> skos:prefLabel "B"@en . <site> skos:prefLabel "S"@en .',
    ),
    "notes": Rule(
        """<a> a cj:Body ; skos:definition "D"@en, "定"@zh-Hant ; rdfs:comment "c"@en . <b> a cj:Body ; dcterms:description "plain" .
        <c> a cj:Body ; rdfs:comment "fr"@fr . <d> a cj:Body ; skos:note "own"@en ; rdfs:comment "other"@en .
        <e> rdfs:comment "no body"@en .""",
        '<a> skos:note "D"@en, "定"@zh . <b> skos:note "plain"@zh .',
    ),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of :mod:`tests.dataset.foreign`."""
    return write(tmp_path_factory.mktemp("foreign"))


@pytest.fixture(scope="module")
def mappings(files: dict[str, Path]) -> dict[str, ForeignMapping]:
    """What became of each of them."""
    return {name: map_foreign(read_dataset([path]), path.name) for name, path in files.items()}


def mapped(text: str) -> ForeignMapping:
    """Map a text in Turtle."""
    return map_foreign(Dataset(ox.parse(turtle(text), format=ox.RdfFormat.TURTLE)), "x.ttl")


def added(dataset: Dataset, name: str) -> set[tuple[object, object, object]]:
    """Return the triples of a named graph."""
    return {(q.subject, q.predicate, q.object) for q in dataset.store.quads_for_pattern(None, None, None, ox.NamedNode(name))}


def pairs(dataset: Dataset, predicate: str) -> set[tuple[str, str]]:
    """Return the pairs of IRIs that a property of the model links, without the base of the tests."""
    rows = dataset.rows(f"SELECT ?s ?o {{ ?s <{CJ}{predicate}> ?o }}")
    return {(str(s).removeprefix(DEPARTMENT), str(o).removeprefix(DEPARTMENT)) for s, o in rows}


def depths(mapping: ForeignMapping) -> dict[str, int]:
    """Return the depth of each body."""
    return {body: int(tier.rsplit("-")[-1]) for body, tier in pairs(mapping.dataset, "commonTier") if ID not in body}


def test_every_rule_runs_and_is_tested() -> None:
    assert set(RULES) == set(SMALL) == {path.stem for path in query_files("foreign")}


@pytest.mark.parametrize("name", RULES)
def test_rule_adds_just_what_follows(name: str) -> None:
    rule = SMALL[name]
    dataset = Dataset(trig(f"GRAPH <urn:given> {{ {rule.given} }}"))
    before = len(dataset)
    expected = {(q.subject, q.predicate, q.object) for q in trig(rule.adds)}
    path = resource_dir("queries") / "foreign" / f"{name}.rq"
    assert dataset.apply_rule(path.read_text(encoding="utf-8"), FOREIGN) == len(expected)
    assert added(dataset, FOREIGN) == expected
    assert dataset.apply_rule(path.read_text(encoding="utf-8"), FOREIGN) == 0
    assert len(dataset) == before + len(expected)


@pytest.mark.parametrize("name", RULES)
def test_rule_builds_the_same_triples_on_rdflib(name: str) -> None:
    dataset = Dataset(trig(f"GRAPH <urn:given> {{ {SMALL[name].given} }}"))
    text = (resource_dir("queries") / "foreign" / f"{name}.rq").read_text(encoding="utf-8")
    assert rdflib_triples(dataset.to_rdflib(), text) == oxigraph_triples(dataset, text)


def test_what_each_rule_adds_to_the_department(mappings: dict[str, ForeignMapping]) -> None:
    assert mappings["department"].added == {
        "organizations": 6, "concepts": 0, "subordination": 5, "subordination-at-a-distance": 0, "posts": 2, "sites": 2, "kinds": 20,
        "membership": 23, "labels-as-resources": 0, "chinese-labels": 10, "english-labels": 3, "notes": 1,
    }  # fmt: skip


def test_what_each_rule_adds_to_the_thesaurus(mappings: dict[str, ForeignMapping]) -> None:
    assert mappings["thesaurus"].added == {
        "organizations": 0, "concepts": 9, "subordination": 6, "subordination-at-a-distance": 1, "posts": 0, "sites": 0, "kinds": 13,
        "membership": 22, "labels-as-resources": 0, "chinese-labels": 7, "english-labels": 0, "notes": 1,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["department", "thesaurus", "chart"])
def test_nothing_is_said_to_be_stated_or_evidenced_and_nothing_stands_twice(name: str, mappings: dict[str, ForeignMapping]) -> None:
    dataset = mappings[name].dataset
    assert {status.rsplit("/")[-1] for _, status in pairs(dataset, "status")} == {"inferred"}
    assert not dataset.ask(f"ASK {{ ?s <{CJ}evidence>|<{CJ}documentedBy> ?o }}")
    assert len({(q.subject, q.predicate, q.object) for q in dataset}) == len(dataset)
    assert not any(isinstance(term, ox.BlankNode) for quad in dataset for term in (quad.subject, quad.object))


def test_ladders_have_a_rung_a_depth_and_those_who_stand_there(mappings: dict[str, ForeignMapping]) -> None:
    rows = cengji.Graph(mappings["department"].dataset).query("ladders")
    assert [(row["label"].value, row["position"].value, row["rung"].value, row["common_tier"].value.rsplit("/")[-1]) for row in rows] == [
        ("Communications", "1", "Communications", "depth-02"),
        ("Communications", "2", "2个 · Digital Engagement、press", "depth-03"),
        ("内阁办公厅", "1", "内阁办公厅", "depth-01"),
        ("内阁办公厅", "2", "2个 · Communications、Reform Group", "depth-02"),
        ("内阁办公厅", "3", "3个 · Buying Agency、Digital Engagement、press", "depth-03"),
        ("Reform Group", "1", "Reform Group", "depth-02"),
        ("Reform Group", "2", "Buying Agency", "depth-03"),
    ]


def test_several_parents_stay_and_set_the_depth_by_the_deepest() -> None:
    mapping = mapped("<b> org:unitOf <a> . <c> org:unitOf <b>, <a> . <d> org:unitOf <c>, <a> . <e> org:unitOf <x> . <d> org:unitOf <x> .")
    assert pairs(mapping.dataset, "subordinateTo") == {("b", "a"), ("c", "a"), ("c", "b"), ("d", "a"), ("d", "c"), ("d", "x"), ("e", "x")}
    assert depths(mapping) == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 2, "x": 1}
    labels = [row["rung"].value for row in cengji.Graph(mapping.dataset).query("ladders")]
    assert labels == ["a", "b", "c", "d", "x", "e", "d"]


def test_who_has_nobody_above_or_below_has_no_depth() -> None:
    mapping = mapped("<a> org:unitOf <b> . <c> a org:Organization . <d> org:unitOf <d> .")
    assert depths(mapping) == {"a": 2, "b": 1}
    assert len(cengji.Graph(mapping.dataset).query("bodies")) == 4


def test_a_rung_stands_on_its_tier_by_rule(mappings: dict[str, ForeignMapping]) -> None:
    dataset = mappings["department"].dataset
    direct, claimed = pairs(dataset, "commonTier"), dict(pairs(dataset, "mappedTier"))
    rungs = {(rung, claimed[claim]) for claim, rung in pairs(dataset, "mappedRung")}
    assert rungs == {pair for pair in direct if "/rung/" in pair[0]}
    assert len(rungs) == len(pairs(dataset, "hasRung")) == 7


def test_loops_are_cut_at_a_named_place() -> None:
    mapping = mapped("<b> org:unitOf <a>, <c> . <c> org:unitOf <b> . <s> org:unitOf <s> . <p> org:unitOf <q> . <q> org:unitOf <p> .")
    assert pairs(mapping.dataset, "subordinateTo") == {("b", "a"), ("c", "b"), ("q", "p")}
    base = DEPARTMENT
    assert [note for note in mapping.notes if "loop" in note] == [
        f"x.ttl: a loop <{base}b> > <{base}c> > <{base}b> is cut: <{base}b> is not put below <{base}c>",
        f"x.ttl: a loop <{base}p> > <{base}q> > <{base}p> is cut: <{base}p> is not put below <{base}q>",
        f"x.ttl: a loop <{base}s> > <{base}s> is cut: <{base}s> is not put below <{base}s>",
    ]
    assert mapping.dataset.ask(f"ASK {{ <{base}b> <http://www.w3.org/ns/org#unitOf> <{base}c> }}"), "the data themselves stay"


def test_everything_below_everything_ends() -> None:
    mapping = mapped(" ".join(f"<{one}> org:unitOf <{other}> ." for one in range(60) for other in range(60)))
    assert max(depths(mapping).values()) == DEEPEST
    assert mapping.notes[-1].endswith("loops more cut in the same way")


def test_a_long_chain_ends_at_the_last_depth() -> None:
    mapping = mapped(" ".join(f"<{n + 1}> org:unitOf <{n}> ." for n in range(5000)))
    assert set(depths(mapping).values()) == set(range(1, DEEPEST + 1))
    assert f"x.ttl: what stands at depth 41 to 5001 is put on depth {DEEPEST}" in mapping.notes


@pytest.mark.parametrize(("branches", "ladders"), [(1, 1), (2, 3)])
def test_branches_below_a_single_root_have_ladders_only_where_there_are_several_to_compare(branches: int, ladders: int) -> None:
    above = [(f"b{at}", "a") for at in range(branches)] + [(f"c{at}", f"b{at}") for at in range(branches)]
    data = "".join(f"<urn:x:{one}> a org:Organization ; org:subOrganizationOf <urn:x:{upper}> . " for one, upper in above)
    mapping = map_foreign(Dataset(trig(f"<urn:x:a> a org:Organization . {data}")), "two")
    assert len(set(cengji.Graph(mapping.dataset).query("ladders")["ladder"])) == ladders


def test_of_many_hierarchies_the_largest_have_ladders() -> None:
    many = MOST_LADDERS + 5
    mapping = mapped(" ".join(f"<{n}-{m}> org:unitOf <{n}> ." for n in range(many) for m in range(n + 1)))
    tops = {row["top"].value for row in cengji.Graph(mapping.dataset).query("ladder-depths")}
    assert tops == {str(n) for n in range(5, many)}
    assert f"ladders are given for the {MOST_LADDERS} largest of the {many} hierarchies" in mapping.notes[1]


LINKS: Final = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=24)


@given(LINKS, st.randoms())
def test_levels_put_everyone_below_all_superiors_in_any_order(links: list[tuple[str, str]], chance: random.Random) -> None:
    found = find_levels("abcdefgh", links)
    cut = {(loop[0], loop[-1]) for loop in found.loops}
    assert cut <= set(links) and len(cut) == len(found.loops)
    kept = set(links) - cut
    assert {(lower, upper) for upper, below in found.children.items() for lower in below} == kept
    for member, depth in found.depth.items():
        assert depth == 1 + max((found.depth[upper] for lower, upper in kept if lower == member), default=0)
    for loop in found.loops:
        assert all((lower, upper) in set(links) for upper, lower in zip(loop, (*loop[1:], loop[0]), strict=True))
    shuffled = chance.sample(links, len(links))
    assert find_levels("hgfedcba", shuffled) == found


def test_persons_are_left_out_with_what_describes_them_and_said_so(mappings: dict[str, ForeignMapping], files: dict[str, Path]) -> None:
    assert "SECRET" in files["department"].read_text(encoding="utf-8")
    mapping = mappings["department"]
    everything = "".join(map(str, mapping.dataset))
    assert "SECRET" not in everything and "holder" not in everything and "Membership" not in everything
    assert "London" in everything
    assert mapping.notes[1:] == (
        (
            "department.ttl: 1 person and 1 membership left out: the graph is about organizations, posts and aggregates; "
            "labels, notes and other texts stay as written, also where they name somebody"
        ),
    )


def test_whoever_belongs_to_an_organization_without_being_one_is_a_person() -> None:
    mapping = mapped(
        """<club> a org:Organization ; org:hasMember <member>, <firm> . <firm> a org:Organization ; org:memberOf <club> .
        <boss> org:headOf <club> .
        <post> a org:Post ; org:postIn <club> ; org:heldBy <holder> . <official> rdfs:subClassOf foaf:Person . <typed> a <official> .
        <seat> org:member <seated> ; org:organization <club> . <post> org:reportsTo <other-post> .
        <other-post> org:postIn <club> ."""
    )
    names = {str(term) for quad in mapping.dataset for term in (quad.subject, quad.object)}
    for gone in ("member", "boss", "holder", "typed", "seated", "seat"):
        assert f"<{DEPARTMENT}{gone}>" not in names
    for kept in ("club", "firm", "post", "other-post"):
        assert f"<{DEPARTMENT}{kept}>" in names
    assert "5 persons and 1 membership left out" in mapping.notes[1]


BLANK: Final = """_:top a org:Organization ; rdfs:label "Top" . _:one org:unitOf _:top ; rdfs:label "One" .
        _:two org:unitOf _:top ; rdfs:label "Two" .
<known> org:unitOf _:one ; org:hasSite [ rdfs:label "There" ], [ rdfs:label "Here" ] ."""


def test_blank_nodes_get_iris_of_what_is_said_of_them() -> None:
    one = mapped(BLANK)
    renamed = BLANK.replace("_:one", "_:x").replace("_:two", "_:one").replace("_:top", "_:a")
    other = mapped(" . ".join(reversed(renamed.rstrip(" .").split(" . "))) + " .")
    assert one.dataset.digest == other.dataset.digest
    assert {iri for iri, _ in pairs(one.dataset, "atPlace")} == {"known"}
    units = {lower for lower, _ in pairs(one.dataset, "subordinateTo")}
    assert len(units) == 3 and sum(iri.startswith(GENID) for iri in units) == 2
    assert not any("blank" in note for note in one.notes)


def test_what_is_said_of_a_blank_node_farther_on_tells_it_apart() -> None:
    chain = "<a> org:hasUnit _:a1 . _:a1 org:hasUnit _:a2 . _:a2 org:hasUnit _:a3 . <a> org:hasUnit _:b1 . _:b1 org:hasUnit _:b2 ."
    assert depths(mapped(chain)) == {**dict.fromkeys(depths(mapped(chain)), 0), **depths(mapped(chain.replace("_:a", "_:c")))}
    assert sorted(depths(mapped(chain)).values()) == [1, 2, 2, 3, 3, 4]


def test_blank_nodes_of_which_the_same_is_said_are_one_and_said_so() -> None:
    mapping = mapped('<a> org:hasUnit [ rdfs:label "U" ], [ rdfs:label "U" ], [ rdfs:label "V" ] .')
    assert len(pairs(mapping.dataset, "subordinateTo")) == 2
    assert "x.ttl: of 3 blank nodes 1 say the very same as another and count as one with it" in mapping.notes


def test_a_ring_of_blank_nodes_ends() -> None:
    ring = [ox.Quad(ox.BlankNode(f"b{n}"), ox.NamedNode("urn:p"), ox.BlankNode(f"b{(n + 1) % 500}")) for n in range(500)]
    assert skolemize(ring).named == 1


def test_blank_nodes_of_two_files_are_kept_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(turtle(f'_:b a org:Organization ; rdfs:label "{name}" .'), encoding="utf-8")
    rows = map_foreign(read_dataset([tmp_path]), "both").dataset.rows(f"SELECT ?b {{ ?b a <{CJ}Body> }}")
    assert len(rows) == 2


def test_what_two_files_say_counts_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(turtle('<a> org:unitOf <b> ; skos:prefLabel "甲"@zh .'), encoding="utf-8")
    dataset = map_foreign(read_dataset([tmp_path]), "both").dataset
    assert [row["label"].value for row in cengji.Graph(dataset).query("bodies")] == ["甲", "b"]
    assert {name.value.rsplit("/")[-1] for name in dataset.store.named_graphs()} == {"one.ttl", "two.ttl", "foreign"}


def test_concepts_beside_organizations_are_not_drawn_and_said_so() -> None:
    mapping = mapped("<a> org:unitOf <b> ; org:classification <k> . <k> a skos:Concept ; skos:broader <l> .")
    assert depths(mapping) == {"a": 2, "b": 1}
    assert mapping.notes[1:] == ("x.ttl: the hierarchy of 1 SKOS concept is not drawn, because there are organizations",)


def test_the_order_of_the_statements_does_not_show(files: dict[str, Path]) -> None:
    lines = files["thesaurus"].read_text(encoding="utf-8").splitlines()
    head, body = [line for line in lines if line.startswith("@")], [line for line in lines if not line.startswith("@")]

    def digest(order: Sequence[str]) -> str:
        parsed = ox.parse("\n".join([*head, *order]), format=ox.RdfFormat.TURTLE)
        return map_foreign(Dataset(parsed), "t").dataset.digest

    assert digest(body) == digest(body[::-1])


def test_hash_seeds_do_not_show(files: dict[str, Path]) -> None:
    command = [sys.executable, "-c", "from cengji.cli import cengji; cengji()", "export", "nq", "--data", str(files["department"])]
    runs = [subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True) for seed in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout != b""


def test_data_in_the_form_of_the_model_are_left_alone(dataset: Dataset) -> None:
    assert not is_foreign(dataset)
    refuse_unknown(dataset, "x")


def test_organizations_beside_cases_are_mapped_and_the_cases_stay_as_they_are(dataset: Dataset) -> None:
    ours = dataset.rows(f"SELECT ?b {{ ?b a <{CJ}Body> ; <{CJ}commonTier> ?t ; <{CJ}inCase> ?c }} ORDER BY ?b LIMIT 1")[0][0]
    more = list(ox.parse(turtle(f"<x> org:unitOf <y> . <y> org:unitOf <{ours}> ."), format=ox.RdfFormat.TURTLE))
    both = Dataset([*dataset, *more])
    assert is_foreign(both)
    mapping = map_foreign(both, "x")
    assert {str(quad) for quad in mapping.dataset if FOREIGN not in str(quad.graph_name)} == set(map(str, both))
    assert {("x", "y"), ("y", ours)} <= pairs(mapping.dataset, "subordinateTo")
    about = {str(q.predicate) for q in mapping.dataset.store.quads_for_pattern(ox.NamedNode(ours), None, None, ox.NamedNode(FOREIGN))}
    assert not about, "nothing is added to what a case says"
    assert not is_foreign(mapping.dataset), "what is mapped is read as it is"


@pytest.mark.parametrize(
    "term",
    [
        "<b> cj:commonTier <https://w3id.org/cengji/scheme/tier/grid> .", "<b> cj:inCase <k> .", "<k> a cj:Case .", "<b> a cj:Body .",
        "<b> a cj:Body ; cj:inCase <k> .", "<b> cj:status <s> .", "<b> cj:atPlace <p> .", "<m> a cj:Measure ; cj:runBy <b> .",
        "<b> cj:line <l> .", "<k> a cj:Case . <m> a cj:Measure ; cj:inCase <k> ; cj:runBy <b> .", '<b> cj:commonTier "x", <nowhere> .',
        "<g> a cj:BodyGroup . <b> cj:memberOfGroup <g> .", "<b> cj:subordinateTo <a> .", "<b> a <https://w3id.org/cengji/ontology#Bodi> .",
    ],
)  # fmt: skip
def test_no_term_of_ours_hides_what_foreign_data_state(term: str) -> None:
    given = Dataset(ox.parse(turtle(f"<b> org:unitOf <a> . <c> org:unitOf <b> . {term}"), format=ox.RdfFormat.TURTLE))
    assert is_foreign(given)
    shown = project(map_foreign(given, "x").dataset)
    nodes = {node.iri.removeprefix(DEPARTMENT): node for node in shown.nodes}
    assert set("abc") <= set(nodes)
    assert {(e.source[-1], e.target[-1]) for e in shown.edges if e.relation == "subordinateTo"} == {("b", "a"), ("c", "b")}
    ranks = {tier.iri: tier.rank for tier in shown.tiers}
    heights = [ranks[nodes[name].effective_tier] for name in "abc"]
    assert heights == sorted(set(heights)), "each stands below its superior"
    assert (nodes["b"].tier.rsplit("/")[-1] == "grid") == ("tier/grid" in term), "a stated tier decides the lane, and no other thing"
    assert all(ladder.rungs for ladder in shown.ladders) and shown.ladders


def test_stated_tiers_that_cannot_be_are_reported() -> None:
    tier = "https://w3id.org/cengji/scheme/tier/"
    given = f"<b> org:unitOf <a> ; cj:commonTier <{tier}county> . <a> cj:commonTier <{tier}grid>, <{tier}grid-d> ."
    notes = mapped(given).notes[1:]
    assert [note.split("is stated")[0] for note in notes] == [
        f"x.ttl: cj:commonTier names what is no tier of the common scale, so the depth decides: <{tier}grid-d>",
        f"x.ttl: <{DEPARTMENT}b> ",
    ]


def test_mapping_tells_and_can_be_left_out(files: dict[str, Path]) -> None:
    with pytest.warns(CengjiWarning, match=r"^thesaurus\.ttl: 8 SKOS concepts in 2 hierarchies of up to 3 levels, mapped into the graph <"):
        assert len(cengji.open(data=[files["thesaurus"]]).query("ladders")) == 6
    plain = cengji.open(data=[files["thesaurus"]], map_foreign=False)
    assert plain.dataset.digest == read_dataset([files["thesaurus"]]).digest
    with pytest.raises(InputError, match="holds no hierarchy to show"):
        plain.query("ladders")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "found no statement at all — "),
        ("<a> <b> <c> .", "found 1 statement and no class — "),
        ("<a> a foaf:Document . <b> a <urn:k>, foaf:Document .", "found 3 statements about things of foaf:Document (2), urn:k (1) — "),
        (" ".join(f"<a> a <urn:k{n:02}> ." for n in range(10)), "urn:k07 (1) and 2 classes more — "),
    ],
)
def test_data_without_a_hierarchy_are_refused_by_what_they_hold(text: str, found: str) -> None:
    dataset = Dataset(ox.parse(turtle(text), format=ox.RdfFormat.TURTLE))
    mapping = map_foreign(dataset, "x.ttl")
    assert (mapping.dataset, mapping.added, mapping.notes) == (dataset, {}, ())
    with pytest.raises(InputError) as refused:
        refuse_unknown(dataset, "x.ttl")
    message = str(refused.value)
    assert message.startswith("x.ttl: holds no hierarchy to show; looked for the model of cengji (cj:Case, ")
    assert found in message


def test_foreign_keys_are_keys(mappings: dict[str, ForeignMapping]) -> None:
    tops = {iri.removeprefix(ID) for _, iri in pairs(mappings["thesaurus"].dataset, "hasRung")}
    assert all(len(iri.rsplit("/")[-1]) <= 63 and iri.isascii() for iri in tops)
    assert THESAURUS not in "".join(tops)
