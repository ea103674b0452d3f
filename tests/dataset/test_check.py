"""The check of a dataset: silent on sound data, and each of its parts finds what it is there for."""

from __future__ import annotations

from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest

from cengji.core.namespaces import CASE, CJ, CURATION, ID, SCHEME
from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, resource_dir
from cengji.dataset import Dataset, Finding, Ontology, build_dataset, check_dataset
from tests.dataset.small import SMALL, case_of, trig

BASE: Final = "https://w3id.org/cengji/"
SEVERITIES: Final = {"error", "warning"}
Row = tuple[str | None, ...]


class Fires(NamedTuple):
    """Turtle in which a check finds something, beside what it must pass over, and the rows it gives."""

    given: str
    rows: list[Row]


def iris(*names: str) -> Row:
    """Return relative names as IRIs."""
    return tuple(BASE + name for name in names)


CHECKS: Final = {
    "actor-on-two-tiers": Fires(
        """<r> cj:occupiedBy <two>, <one> . <two> cj:commonTier <grid>, <street> . <one> cj:commonTier <grid> .
        <off> cj:commonTier <grid>, <street> .""",
        [(BASE + "two", BASE + "grid", BASE + "street")],
    ),
    "code-outside-parent": Fires(
        """<a> skos:notation "32" . <b> skos:notation "3205" ; cj:partOfPlace <a> . <c> skos:notation "330508" ; cj:partOfPlace <b> .
        <d> cj:partOfPlace <b> .""",
        [(BASE + "c", "330508", "3205")],
    ),
    "dangling-reference": Fires(
        "<id/x/a> a cj:Body ; cj:memberOfGroup <id/x/b>, <id/x/c> . <id/x/b> a cj:BodyGroup . <b> cj:subsetOf <id/x/d> .",
        [(BASE + "b", CJ + "subsetOf", BASE + "id/x/d"), (BASE + "id/x/a", CJ + "memberOfGroup", BASE + "id/x/c")],
    ),
    "direct-relation-without-claim": Fires(
        """<kind> cj:directProperty cj:contacts . <a> cj:contacts <b>, <c> ; cj:runBy <d> . <c> cj:contacts <a> .
        <r> cj:claimSubject <a> ; cj:claimPredicate cj:contacts ; cj:claimObject <b> .""",
        [(BASE + "a", CJ + "contacts", BASE + "c"), (BASE + "c", CJ + "contacts", BASE + "a")],
    ),
    "evidence-beyond-document": Fires(
        """<doc> cj:codePointCount 100 . <in> oa:hasSource <doc> ; oa:hasSelector <s> . <s> oa:end 100 .
        <out> oa:hasSource <doc> ; oa:hasSelector <t> . <t> oa:end 101 . <free> oa:hasSource <doc> .""",
        [(BASE + "out", "101", "100")],
    ),
    "kind-differs-by-case": Fires(
        """<team> skos:notation "team" . <rule> skos:notation "rule" . <c> skos:notation "dispatch" . <d> skos:notation "party" .
        <a> cj:inCase <x> ; cj:measureKind <team> ; skos:prefLabel "甲"@zh, "A"@en .
        <b> cj:inCase <y> ; cj:measureKind <rule> ; skos:prefLabel "甲"@zh .
        <e> cj:inCase <x> ; cj:measureKind <team> ; skos:prefLabel "乙"@zh .
        <f> cj:inCase <y> ; cj:measureKind <team> ; skos:prefLabel "乙"@zh .
        <g> cj:inCase <x> ; cj:measureKind <rule> ; skos:prefLabel "乙"@zh, "A"@en .
        <h> cj:inCase <y> ; cj:line <d> ; skos:prefLabel "甲"@zh .
        <i> cj:inCase <x> ; cj:line <c> ; skos:prefLabel "丙"@zh ; skos:note "x" .
        <j> cj:inCase <y> ; cj:line <d> ; skos:prefLabel "丙"@zh .""",
        [(*iris("a", "b"), "甲", "team", "rule"), (*iris("g", "f"), "乙", "rule", "team")],
    ),
    "label-in-other-language": Fires(
        """<a> skos:prefLabel "小城"@zh, "Small Town"@en . <b> skos:prefLabel "Town 小城"@en . <c> skos:prefLabel "Small Town"@zh .
        <d> skos:prefLabel "GDP 5G"@zh . <e> skos:prefLabel "小城 Town"@zh . <f> skos:prefLabel "Town", "小城"@zh-hant .""",
        [(BASE + "b", "Town 小城", "en"), (BASE + "c", "Small Town", "zh")],
    ),
    "label-lacking": Fires(
        """<a> cj:inCase <x> ; skos:prefLabel "小城"@zh, "Small Town"@en . <b> a cj:Place ; skos:prefLabel "Kota"@id .
        <c> cj:inCase <x> ; skos:prefLabel "Desa"@zh-t-id . <d> skos:prefLabel "Town"@en .
        <e> cj:inCase <x> ; cj:relationKind <k> ; skos:prefLabel "leads"@en .""",
        [(BASE + "b", "Kota", "id")],
    ),
    "missing-evidence": Fires(
        """<stated> skos:notation "stated" . <inferred> skos:notation "inferred" .
        <a> cj:status <stated> ; cj:inCase <x> . <b> cj:status <stated> ; cj:inCase <x> ; cj:evidence <e> .
        <c> cj:status <inferred> ; cj:inCase <x> . <l> cj:status <stated> ; cj:inCase <x> ; cj:hasRung <r>, <r2> . <r> cj:evidence <e> .
        <k> cj:status <stated> ; cj:inCase <x> ; cj:hasRung <r2> . <m> cj:status <stated> ; cj:inCase <x> ; cj:mappedRung <r> .
        <g> cj:status <stated> ; cj:inCase <x> ; cj:mappedMeasure <b> .""",
        [iris("a"), iris("k")],
    ),
    "own-ancestor": Fires(
        """<a1> cj:subordinateTo <a2> . <a2> cj:subordinateTo <a1> . <b> org:subOrganizationOf <b> . <c1> cj:partOfPlace <c2> .
        <c2> cj:partOfPlace <c3> . <c3> cj:partOfPlace <c1> . <d> skos:broader <d> . <e> dcterms:hasPart <e> .
        <f> cj:subordinateTo <a1> ; cj:partOfPlace <g> . <g> skos:broader <f> .""",
        [iris(name) for name in ("a1", "a2", "b", "c1", "c2", "c3", "d", "e")],
    ),
    "pair-without-roles": Fires(
        """<from> skos:notation "changeFrom" . <to> skos:notation "changeTo" . <stock> skos:notation "stock" .
        <a> cj:pairedWith <b> ; cj:role <from> . <b> cj:pairedWith <a> ; cj:role <to> . <c> cj:pairedWith <d> ; cj:role <stock> .
        <d> cj:role <to> . <e> cj:pairedWith <f> ; cj:role <to> . <f> cj:role <to> .""",
        [iris("c", "d"), iris("e", "f")],
    ),
    "paired-units": Fires(
        """<a> cj:pairedWith <b> ; qudt:hasUnit <person> . <b> qudt:hasUnit <person> .
        <c> cj:pairedWith <d> ; qudt:hasUnit <person> . <d> qudt:hasUnit <visit> .""",
        [iris("c", "d")],
    ),
    "parts-differ-from-name": Fires(
        """<parts> skos:notation "part-count" . <design> skos:notation "design" . <sure> skos:notation "exact" .
        <f> cj:about <five> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 5.0 ; cj:asWritten "五个" .
        <five> skos:prefLabel "五个一"@zh, "Five ones"@en ; dcterms:hasPart <p1>, <p2> .
        <g> cj:about <two> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 2.0 ; cj:asWritten "两翼" .
        <two> skos:prefLabel "两翼"@zh ; dcterms:hasPart <p1>, <p2> .
        <h> cj:about <both> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 3.0 ; cj:asWritten "三步" .
        <i> cj:about <both> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 4.0 ; cj:asWritten "四提" .
        <both> skos:prefLabel "三步四提"@zh ; dcterms:hasPart <p1>, <p2>, <p3> .
        <j> cj:about <bare> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 3.0 ; cj:asWritten "三长" .
        <bare> skos:prefLabel "三长"@zh .
        <element> skos:notation "element" . <p1> cj:measureKind <element> . <p2> cj:measureKind <element> .
        <k> cj:about <mix> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 2.0 ; cj:asWritten "双抓" .
        <mix> skos:prefLabel "双抓"@zh ; dcterms:hasPart <p1>, <p2>, <p3> .
        <l> cj:about <six> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 6.0 ; cj:asWritten "六步" .
        <six> skos:prefLabel "六步"@zh ; dcterms:hasPart <p1>, <p2>, <p3> .
        <m> cj:about <noted> ; cj:indicator <parts> ; cj:role <design> ; cj:comparator <sure> ; qudt:numericValue 7.0 ; cj:asWritten
            "七法" ;
            skos:note "文中只列三项"@zh .
        <noted> skos:prefLabel "七法"@zh ; dcterms:hasPart <p1>, <p2>, <p3> .""",
        [(BASE + "five", "五个一", "5", "2", "五个"), (BASE + "six", "六步", "6", "2", "六步")],
    ),
    "rung-order-inverted": Fires(
        """<t1> cj:rank 10 . <t2> cj:rank 20 . <t9> cj:rank 9 .
        <a> cj:directlyAbove <b> ; cj:commonTier <t2> ; skos:prefLabel "甲"@zh, "A"@en .
        <b> cj:commonTier <t1> ; skos:prefLabel "乙"@zh, "B"@en .
        <c> cj:directlyAbove <d> ; cj:commonTier <t9> ; skos:prefLabel "丙"@zh . <d> cj:commonTier <t1> ; skos:prefLabel "丁"@zh .
        <e> cj:directlyAbove <f> ; cj:commonTier <t1> ; skos:prefLabel "戊"@zh . <f> cj:commonTier <t1> ; skos:prefLabel "己"@zh .""",
        [(*iris("a", "b"), "甲", "乙")],
    ),
    "rung-positions-broken": Fires(
        """<good> cj:hasRung <g1>, <g2> . <g1> cj:position 1 . <g2> cj:position 2 . <gap> cj:hasRung <h1>, <h3> . <h1> cj:position 1 .
        <h3> cj:position 3 . <late> cj:hasRung <k2>, <k3> . <k2> cj:position 2 . <k3> cj:position 3 .
        <twin> cj:hasRung <m1>, <m1b>, <m3> . <m1> cj:position 1 . <m1b> cj:position 1 . <m3> cj:position 3 .""",
        [(BASE + "gap", "2", "1", "3"), (BASE + "late", "2", "2", "3"), (BASE + "twin", "3", "1", "3")],
    ),
    "share-contradicts-counts": Fires(
        """<s> cj:numerator <n> ; cj:denominator <d> ; cj:asWritten "76.9%" ; cj:lowerBound 76.8 ; cj:upperBound 77.0 .
        <n> cj:asWritten "近2000个" ; cj:upperBound 2000.0 . <d> cj:asWritten "2800余个" ; cj:lowerBound 2800.0 .
        <t> cj:numerator <n> ; cj:denominator <d> ; cj:asWritten "六成" ; cj:lowerBound 60.0 ; cj:upperBound 60.0 .
        <u> cj:numerator <d> ; cj:denominator <n> ; cj:asWritten "90%" ; cj:lowerBound 90.0 ; cj:upperBound 90.0 .""",
        [(BASE + "s", "76.9%", "近2000个", "2800余个"), (BASE + "u", "90%", "2800余个", "近2000个")],
    ),
    "sizes-conflict": Fires(
        """<g> a cj:BodyGroup . <stock> skos:notation "stock" . <size> skos:notation "size" . <staff> skos:notation "staff-size" .
        <staff> skos:broader <size> .
        <teams> skos:broader <size> . <boats> skos:broader <vessels> . <vessels> skos:broader <size> . <crew> skos:broader <staff> .
        <a> cj:about <g> ; cj:inCase <c> ; cj:indicator <teams> ; cj:role <stock> ; cj:upperBound 41 ; cj:asWritten "41个" .
        <b> cj:about <g> ; cj:inCase <c> ; cj:indicator <boats> ; cj:role <stock> ; cj:lowerBound 326 ; cj:asWritten "326艘" .
        <men> cj:about <g> ; cj:inCase <c> ; cj:indicator <crew> ; cj:role <stock> ; cj:lowerBound 900 ; cj:asWritten "900人" .
        <each> cj:about <g> ; cj:inCase <c> ; cj:indicator <boats> ; cj:role <stock> ; cj:lowerBound 60 ; cj:asWritten "60艘" ;
            cj:perUnitOf <y> .
        <later> cj:about <g> ; cj:inCase <c> ; cj:indicator <boats> ; cj:role <stock> ; cj:lowerBound 70 ; cj:asWritten "70艘" ;
            cj:timeAsWritten "去年" .
        <same> cj:about <g> ; cj:inCase <c> ; cj:indicator <boats> ; cj:role <stock> ; cj:lowerBound 30 ; cj:asWritten "30余艘" .
        <count> skos:notation "count" . <a> cj:figureKind <count> . <b> cj:figureKind <count> . <men> cj:figureKind <count> .
        <each> cj:figureKind <count> . <later> cj:figureKind <count> . <same> cj:figureKind <count> .""",
        [(*iris("a", "b"), "41个", "326艘")],
    ),
    "subset-exceeds-total": Fires(
        """<part> cj:subsetOf <whole> . <deep> cj:subsetOf <part> .
        <w> cj:about <whole> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:lowerBound 10.0 ; cj:upperBound 10.0 ; cj:asWritten "10个" .
        <p> cj:about <part> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:lowerBound 10.0 ; cj:asWritten "10余个" .
        <q> cj:about <deep> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:lowerBound 11.0 ; cj:upperBound 11.0 ; cj:asWritten "11个" .
        <g> cj:about <part> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:lowerBound 20.0 ; cj:asWritten "20%" ;
            cj:figureKind <change> . <change> skos:notation "change" .
        <r> cj:about <deep> ; cj:indicator <size> ; qudt:hasUnit <person> ; cj:lowerBound 99.0 ; cj:asWritten "99人" .""",
        [(*iris("q", "w"), "11个", "10个")],
    ),
    "whole-differs-from-parts": Fires(
        """<stock> skos:notation "stock" . <count> skos:notation "count" .
        <s> cj:breakdown <split> ; cj:about <all> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:sumAsWritten "3个 + 4个" ;
            cj:lowerBound 7.0 ; cj:upperBound 7.0 .
        <t> cj:breakdown <open> ; cj:about <many> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:sumAsWritten "3个 + 4个" ;
            cj:lowerBound 7.0 .
        <u> cj:about <all> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:role <stock> ; cj:figureKind <count> ; cj:timeAsWritten "去年" ;
            cj:lowerBound 8.0 ; cj:upperBound 8.0 ; cj:asWritten "8个" .
        <w> cj:about <all> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:role <stock> ; cj:figureKind <count> ;
            cj:lowerBound 9.0 ; cj:upperBound 9.0 ; cj:asWritten "9个" .
        <v> cj:about <many> ; cj:indicator <size> ; qudt:hasUnit <item> ; cj:role <stock> ; cj:figureKind <count> ;
            cj:lowerBound 9.0 ; cj:upperBound 9.0 ; cj:asWritten "9个" .""",
        [(*iris("w", "split"), "9个", "3个 + 4个")],
    ),
    "values-conflict": Fires(
        """<stock> skos:notation "stock" . <design> skos:notation "design" .
        <a> cj:inCase <c> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ; cj:upperBound 5.0 ; cj:asWritten "5个" .
        <b> cj:inCase <c> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ; cj:lowerBound 6.0 ; cj:asWritten "6个" .
        <d> cj:inCase <c> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ; cj:lowerBound 7.0 ; cj:asWritten "7个" ;
            cj:timeAsWritten "今年" .
        <there> cj:inCase <c> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ; cj:lowerBound 8.0 ;
            cj:asWritten "8个" ; cj:atPlace <elsewhere> .
        <e> cj:inCase <z> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ; cj:lowerBound 8.0 ; cj:asWritten "8个" .
        <f> cj:inCase <c> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <design> ; cj:lowerBound 9.0 ; cj:asWritten "9个" .
        <g> cj:inCase <c> ; cj:about <x> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ; cj:lowerBound 9.0 ; cj:asWritten "9户" ;
            cj:countedThing "户"@zh .
        <up> cj:inCase <c> ; cj:about <y> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ;
            cj:lowerBound 6.0 ; cj:upperBound 6.0 ; cj:direction <increase> ; cj:asWritten "6%" .
        <down> cj:inCase <c> ; cj:about <y> ; cj:indicator <i> ; qudt:hasUnit <u> ; cj:role <stock> ;
            cj:lowerBound 6.0 ; cj:upperBound 6.0 ; cj:direction <decrease> ; cj:asWritten "6%" .""",
        [(*iris("a", "b"), "5个", "6个"), (*iris("down", "up"), "6%", "6%")],
    ),
}


@pytest.fixture(scope="session")
def small(ontology: Ontology) -> set[ox.Quad]:
    """The quads of the small case as built, schemes and derived triples among them."""
    return set(build_dataset([case_of(SMALL, ontology)], ontology))


def findings(quads: set[ox.Quad], ontology: Ontology) -> list[Finding]:
    """Check a dataset of these quads."""
    return check_dataset(Dataset(quads), ontology)


def iri(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


TYPE: Final = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SOURCE: Final = iri(ID + "small/document/source")
STATED: Final = iri(CASE + "small")


def test_all_cases_conform(dataset: Dataset, ontology: Ontology) -> None:
    assert [finding for finding in check_dataset(dataset, ontology) if finding.severity == "error"] == []


def test_small_case_gives_no_finding(small: set[ox.Quad], ontology: Ontology) -> None:
    assert findings(small, ontology) == []


def undeclared(term: str) -> Finding:
    """Return the finding of an undeclared term that the document uses."""
    return Finding(
        "error",
        "undeclared-term",
        SOURCE.value,
        f"uses {term}, which neither the ontology nor a case declares: correct its spelling or declare it",
        f"使用了未声明的术语 {term}:请改正拼写或先声明",
    )


@pytest.mark.parametrize(
    ("predicate", "object_", "term"),
    [
        (TYPE, iri(CJ + "SourceDocment"), CJ + "SourceDocment"),
        (iri(CJ + "evidense"), iri("https://example.org/x"), CJ + "evidense"),
        (iri("http://purl.org/dc/terms/subject"), iri(SCHEME + "tier/subdistrikt"), SCHEME + "tier/subdistrikt"),
    ],
    ids=["class", "property", "concept"],
)
def test_misspelt_term_is_found(predicate: ox.NamedNode, object_: ox.NamedNode, term: str, small: set[ox.Quad], ontology: Ontology) -> None:
    assert findings(small | {ox.Quad(SOURCE, predicate, object_, STATED)}, ontology) == [undeclared(term)]


def test_concept_that_the_case_declares_is_no_misspelling_but_held_against_the_shapes(ontology: Ontology) -> None:
    text = SMALL + "concepts: {unit: [{key: lantern, zh: 盏灯, en: lantern}]}\n"
    quads = set(build_dataset([case_of(text, ontology)], ontology))
    assert findings(quads, ontology) == []
    lantern = iri(SCHEME + "unit/lantern")
    english = next(q for q in quads if q.subject == lantern and q.predicate.value.endswith("prefLabel") and q.object.language == "en")
    found = {(finding.check, finding.focus) for finding in findings(quads - {english}, ontology)}
    assert found >= {("shape Concept-prefLabel", lantern.value), ("shape Concept-prefLabel-en", lantern.value)}


def test_triple_in_two_graphs_is_found(small: set[ox.Quad], ontology: Ontology) -> None:
    doubled = ox.Quad(SOURCE, TYPE, iri(CJ + "SourceDocument"), iri(CURATION + "small"))
    assert findings(small | {doubled}, ontology) == [
        Finding(
            "error",
            "triple-in-two-graphs",
            SOURCE.value,
            f"{TYPE} stands in {STATED} and in <{CURATION}small>: keep one",
            f"{TYPE} 同时出现在 {STATED} 与 <{CURATION}small>:只保留一处",
        )
    ]


def test_shape_violation_is_reported_in_both_languages(small: set[ox.Quad], ontology: Ontology) -> None:
    page = next(quad for quad in small if quad.predicate.value == CJ + "codePointCount")
    (finding,) = findings(small - {page}, ontology)
    assert (finding.severity, finding.check, finding.focus) == ("error", "shape SourceDocument-codePointCount", SOURCE.value)
    assert finding.en.isascii()
    assert any("一" <= character <= "鿿" for character in finding.zh)


def test_body_in_the_graph_of_a_case_is_none_of_a_register(small: set[ox.Quad], ontology: Ontology) -> None:
    place = next(quad.subject for quad in small if quad.predicate == TYPE and quad.object == iri(CJ + "Place"))
    body, kind = iri(ID + "small/body/office"), iri(SCHEME + "body-kind/government")
    told = [(TYPE, iri(CJ + "Body")), (iri(CJ + "atPlace"), place), (iri("http://www.w3.org/ns/org#classification"), kind)]
    told.append((iri("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal("办公室", language="zh")))
    of_case, of_register = ({ox.Quad(body, *one, graph) for one in told} for graph in (STATED, iri(BASE + "graph/register/small")))
    assert findings(small | of_register, ontology) == []
    (finding,) = findings(small | of_case, ontology)
    assert (finding.severity, finding.check, finding.focus) == ("error", "body-without-case", body.value)
    named = {ox.Quad(body, iri(CJ + "inCase"), STATED, STATED)}
    assert [one.check for one in findings(small | of_case | named, ontology)] == ["shape SourcedBody"]


def test_finding_of_a_negation_names_the_node(small: set[ox.Quad], ontology: Ontology) -> None:
    printed = next(quad for quad in small if quad.predicate.value == CJ + "printedExpression")
    (finding,) = findings(small - {printed}, ontology)
    assert (finding.check, finding.focus) == ("shape Evidence", printed.subject.value)
    assert finding.en.endswith(f" ({finding.focus})") and finding.zh.endswith(f" ({finding.focus})")


def test_concept_that_a_dataset_changes_is_held_against_the_shapes(small: set[ox.Quad], ontology: Ontology) -> None:
    prefecture = iri(SCHEME + "tier/prefecture")
    english = next(q for q in small if q.subject == prefecture and q.predicate.value.endswith("prefLabel") and q.object.language == "en")
    found = {(finding.check, finding.focus) for finding in findings(small - {english}, ontology)}
    assert found >= {("shape Concept-prefLabel", prefecture.value), ("shape Concept-prefLabel-en", prefecture.value)}


def test_every_check_query_has_a_case() -> None:
    assert {path.stem for path in query_files("check")} == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_check_query_fires_on_just_the_faulty_rows(name: str, ontology: Ontology) -> None:
    query = read_query_file(resource_dir("queries") / "check" / f"{name}.rq", resource_dir("queries"))
    dataset = Dataset(trig(f"GRAPH <case/x> {{ {CHECKS[name].given} }}"))
    assert dataset.rows(query.text) == CHECKS[name].rows
    found = [finding for finding in check_dataset(dataset, ontology) if finding.check == name]
    assert [finding.focus for finding in found] == sorted({row[0] for row in CHECKS[name].rows})
    assert {finding.severity for finding in found} == {query.header("severity")} <= SEVERITIES
    for finding in found:
        assert "{" not in finding.en + finding.zh, "a column of the text is not filled"


def test_texts_of_a_finding_are_filled_from_its_row(ontology: Ontology) -> None:
    dataset = Dataset(trig(f"GRAPH <case/x> {{ {CHECKS['rung-positions-broken'].given} }}"))
    assert [finding for finding in check_dataset(dataset, ontology) if finding.focus == BASE + "gap"] == [
        Finding(
            "error",
            "rung-positions-broken",
            BASE + "gap",
            "has 2 rungs, but positions 1 to 3: number the rungs from 1 without gaps",
            "有 2 级,而序号为 1 到 3: 请把序号改为从 1 起连续",
        )
    ]


def test_errors_come_before_warnings(ontology: Ontology) -> None:
    given = CHECKS["missing-evidence"].given + CHECKS["own-ancestor"].given
    found = check_dataset(Dataset(trig(f"GRAPH <case/x> {{ {given} }}")), ontology)
    assert found == sorted(found)
    assert {finding.severity for finding in found} == SEVERITIES
