"""What a case states as quads: the document, bodies, ladders, relations and their evidence, compared whole."""

from __future__ import annotations

from hashlib import sha256

from cengji.dataset import Dataset, Ontology
from tests.dataset.small import SMALL, added, quads_of, trig


def mark(text: str) -> str:
    """Return the eight digits by which the IRI of an evidence ends."""
    return sha256(text.encode()).hexdigest()[:8]


def evidence(subject: str, text: str) -> str:
    """Return the TriG of one evidence that has no offsets, for the graph of the case."""
    kind, key = subject.rsplit("/", 2)[-2:]
    iri = f"id/small/evidence/{kind}-{key}-{mark(text)}"
    return (
        f"<{subject}> cj:evidence <{iri}> . <{iri}> a cj:Evidence ; cj:inCase <case/small> ; "
        f'oa:hasSource <id/small/document/source> ; cj:printedExpression "{text}" .\n'
    )


def test_document_and_places(ontology: Ontology) -> None:
    assert quads_of(SMALL, ontology) == trig(f"""
        GRAPH <case/small> {{
            <case/small> a cj:Case ; skos:prefLabel "小城"@zh, "Small Town"@en ;
                cj:documentedBy <id/small/document/source> ; cj:coversPlace <id/place/32>, <id/place/estate> .
            <id/small/document/source> a cj:SourceDocument ; cj:inCase <case/small> ; dcterms:title "小城报道"@zh ;
                cj:publisherName "小城报" ; cj:sourceKind <scheme/source-kind/news-report> ; dcterms:issued "2021-03"^^xsd:gYearMonth ;
                cj:page "第2版" ; cj:codePointCount 500 ; spdx:checksum <id/small/checksum/source> .
            <id/small/checksum/source> a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ;
                spdx:checksumValue "{"AB" * 32}"^^xsd:hexBinary .
            {evidence("id/place/32", "小城")}
        }}
        GRAPH <graph/places> {{
            <id/place/32> a cj:Place, cj:Division ; skos:prefLabel "小城"@zh, "Small Town"@en ; skos:altLabel "城里"@zh ;
                skos:notation "32" ; cj:commonTier <scheme/tier/province> .
            <id/place/estate> a cj:Place ; skos:prefLabel "花园小区"@zh ; cj:partOfPlace <id/place/32> .
        }}""")


def test_body_is_an_organization_and_a_group_is_not(ontology: Ontology) -> None:
    text = """
bodies:
  - {key: committee, label: 小城党委, kind: municipal-party-committee, place: town, evidence: 小城党委}
  - {key: branch, label: 花园支部, kind: estate-party-branch, place: estate, parent: committee, member_of: branches, evidence: 花园支部}
  - {key: group-child, label: 三组, kind: building-party-group, place: estate, parent: branches, evidence: 三组}
groups:
  - {key: branches, label: 各支部, kind: estate-party-branch, place: town, parent: committee, evidence: 各支部, note: 泛称}
  - {key: some, label: 部分支部, kind: estate-party-branch, place: town, subset_of: branches, evidence: 部分支部}
"""
    assert added(text, ontology) == trig(f"""
        GRAPH <case/small> {{
            <id/small/body/committee> a cj:Body, cj:PartyBody ; org:classification <scheme/body-kind/municipal-party-committee> ;
                skos:prefLabel "小城党委"@zh ; cj:inCase <case/small> ; cj:atPlace <id/place/32> ; cj:status <scheme/status/stated> .
            <id/small/body/branch> a cj:Body, cj:PartyBody ; org:classification <scheme/body-kind/estate-party-branch> ;
                skos:prefLabel "花园支部"@zh ; cj:inCase <case/small> ; cj:atPlace <id/place/estate> ; cj:status <scheme/status/stated> ;
                cj:subordinateTo <id/small/body/committee> ; org:subOrganizationOf <id/small/body/committee> ;
                cj:memberOfGroup <id/small/group/branches> .
            <id/small/body/group-child> a cj:Body, cj:PartyBody ; org:classification <scheme/body-kind/building-party-group> ;
                skos:prefLabel "三组"@zh ; cj:inCase <case/small> ; cj:atPlace <id/place/estate> ; cj:status <scheme/status/stated> ;
                cj:subordinateTo <id/small/group/branches> .
            <id/small/group/branches> a cj:BodyGroup ; cj:memberKind <scheme/body-kind/estate-party-branch> ;
                skos:prefLabel "各支部"@zh ; cj:inCase <case/small> ; cj:atPlace <id/place/32> ; cj:status <scheme/status/stated> ;
                cj:subordinateTo <id/small/body/committee> ; skos:note "泛称"@zh .
            <id/small/group/some> a cj:BodyGroup ; cj:memberKind <scheme/body-kind/estate-party-branch> ;
                skos:prefLabel "部分支部"@zh ; cj:inCase <case/small> ; cj:atPlace <id/place/32> ; cj:status <scheme/status/stated> ;
                cj:subsetOf <id/small/group/branches> .
            {evidence("id/small/body/committee", "小城党委")} {evidence("id/small/body/branch", "花园支部")}
            {evidence("id/small/body/group-child", "三组")} {evidence("id/small/group/branches", "各支部")}
            {evidence("id/small/group/some", "部分支部")}
        }}""")


TWO_GROUPS = """
groups:
  - {key: upper, label: 上级, kind: grid-party-branch, place: town, status: inferred}
  - {key: lower, label: 下级, kind: grid-party-branch, place: town, status: inferred}
"""


def ladder(status: str, tier: str) -> str:
    """Return a ladder of two rungs with this status; ``tier`` is the rest of its first rung."""
    return f"""
ladders:
  - key: line
    label: 小城阶梯
    line: party
    place: town
    status: {status}
    evidence: 从上到下
    rungs:
      - {{body: upper, evidence: 上级{tier}}}
      - {{body: lower, label: 底层}}
"""


def ladder_trig(graph: str, status: str) -> str:
    """Return the TriG of the ladder and its rungs without any mapping; evidence stays with the document."""
    return f"""
        GRAPH <{graph}> {{
            <id/small/ladder/line> a cj:Ladder ; cj:inCase <case/small> ; skos:prefLabel "小城阶梯"@zh ; cj:line <scheme/line/party> ;
                cj:atPlace <id/place/32> ; cj:status <scheme/status/{status}> ;
                cj:hasRung <id/small/rung/line-upper>, <id/small/rung/line-lower> ;
                cj:evidence <id/small/evidence/ladder-line-{mark("从上到下")}> .
            <id/small/rung/line-upper> a cj:Rung ; cj:inCase <case/small> ; skos:prefLabel "上级"@zh ; cj:position 1 ;
                cj:occupiedBy <id/small/group/upper> ; cj:evidence <id/small/evidence/rung-line-upper-{mark("上级")}> .
            <id/small/rung/line-lower> a cj:Rung ; cj:inCase <case/small> ; skos:prefLabel "底层"@zh ; cj:position 2 ;
                cj:occupiedBy <id/small/group/lower> .
        }}
        GRAPH <case/small> {{
            <id/small/evidence/ladder-line-{mark("从上到下")}> a cj:Evidence ; cj:inCase <case/small> ;
                oa:hasSource <id/small/document/source> ; cj:printedExpression "从上到下" .
            <id/small/evidence/rung-line-upper-{mark("上级")}> a cj:Evidence ; cj:inCase <case/small> ;
                oa:hasSource <id/small/document/source> ; cj:printedExpression "上级" .
        }}"""


def added_ladder(text: str, ontology: Ontology) -> set[object]:
    """Return the quads that the ladder alone adds."""
    return {*added(TWO_GROUPS + text, ontology)} - {*added(TWO_GROUPS, ontology)}


def test_stated_ladder_stands_with_the_document(ontology: Ontology) -> None:
    assert added_ladder(ladder("stated", ""), ontology) == trig(ladder_trig("case/small", "stated"))


def test_inferred_ladder_stands_with_the_curator(ontology: Ontology) -> None:
    assert added_ladder(ladder("inferred", ""), ontology) == trig(ladder_trig("curation/small", "inferred"))


def mapping(tier: str, status: str, reason: str = "") -> str:
    """Return the TriG of the claim that the upper rung stands at this tier."""
    return f"""<id/small/mapping/line-upper-{tier}> a cj:TierMapping ; cj:inCase <case/small> ; cj:mappedRung <id/small/rung/line-upper> ;
        cj:mappedTier <scheme/tier/{tier}> ; cj:status <scheme/status/{status}> {reason} ."""


def test_mapping_is_a_claim_and_a_direct_triple(ontology: Ontology) -> None:
    alternatives = ", tier: county, tier_reason: 称为区, alternatives: [{tier: prefecture, reason: {zh: 称为市, en: called a city}}]"
    assert added_ladder(ladder("stated", alternatives), ontology) == trig(ladder_trig("case/small", "stated")) | trig(f"""
        GRAPH <curation/small> {{
            <id/small/rung/line-upper> cj:commonTier <scheme/tier/county> .
            {mapping("county", "inferred", '; cj:reason "称为区"@zh')}
            {mapping("prefecture", "disputed", '; cj:reason "称为市"@zh, "called a city"@en')}
        }}""")


def test_disputed_mapping_gives_no_direct_triple(ontology: Ontology) -> None:
    disputed = ", tier: county, tier_status: disputed"
    claim = trig(f"GRAPH <curation/small> {{ {mapping('county', 'disputed')} }}")
    assert added_ladder(ladder("stated", disputed), ontology) == trig(ladder_trig("case/small", "stated")) | claim


ACTOR = "groups:\n  - {key: squad, label: 小队, kind: team, place: town, evidence: 小队%s}\n"


def test_actor_may_have_a_mapping_of_its_own(ontology: Ontology) -> None:
    mapped = added(ACTOR % ", tier: grid, tier_reason: 由网格编成", ontology) - added(ACTOR % "", ontology)
    assert mapped == trig("""GRAPH <curation/small> {
        <id/small/group/squad> cj:commonTier <scheme/tier/grid> .
        <id/small/mapping/squad-grid> a cj:TierMapping ; cj:inCase <case/small> ; cj:mappedActor <id/small/group/squad> ;
        cj:mappedTier <scheme/tier/grid> ; cj:status <scheme/status/inferred> ; cj:reason "由网格编成"@zh .
    }""")


def test_declared_kind_may_have_a_usual_tier(ontology: Ontology) -> None:
    kind = "concepts:\n  body-kind:\n    - {key: yard-group, zh: 院落小组, en: yard group, broader: team%s}\n"
    assert added(kind % ", tier: estate", ontology) - added(kind % "", ontology) == trig(
        "GRAPH <graph/schemes> { <scheme/body-kind/yard-group> cj:usualTier <scheme/tier/estate> }"
    )


def relation(status: str) -> str:
    """Return a relation between the two groups with this status."""
    return (
        "relations:\n  - {key: helps, subject: upper, relation: contacts, object: lower, "
        f"label: 挂钩联系, status: {status}, evidence: 挂钩}}\n"
    )


def relation_trig(status: str, direct: str) -> str:
    """Return the TriG of that relation's claim, and its direct triple if there is one."""
    return f"""GRAPH <case/small> {{
        <id/small/relation/helps> a cj:RelationClaim ; cj:inCase <case/small> ; skos:prefLabel "挂钩联系"@zh ;
            cj:claimSubject <id/small/group/upper> ; cj:claimPredicate cj:contacts ; cj:claimObject <id/small/group/lower> ;
            cj:relationKind <scheme/relation/contacts> ; cj:status <scheme/status/{status}> .
        {evidence("id/small/relation/helps", "挂钩")} {direct} }}"""


def test_relation_is_a_claim_and_a_direct_triple(ontology: Ontology) -> None:
    direct = "<id/small/group/upper> cj:contacts <id/small/group/lower> ."
    assert added_ladder(relation("stated"), ontology) == trig(relation_trig("stated", direct))


def test_disputed_relation_gives_no_direct_triple(ontology: Ontology) -> None:
    assert added_ladder(relation("disputed"), ontology) == trig(relation_trig("disputed", ""))


def test_evidence_with_offsets_has_a_selector_and_twins_have_their_own_name(ontology: Ontology) -> None:
    digest, first, long = "cd" * 32, f"id/small/evidence/post-clerk-{mark('书记')}", f"id/small/evidence/post-clerk-{mark('ef' * 32)}"
    text = f"""
posts:
  - key: clerk
    label: 书记
    post_in: upper
    evidence:
      - {{text: 书记, start: 20, end: 22, sha256: "{digest}"}}
      - {{text: 书记, start: 3, end: 5, sha256: "{digest}"}}
      - {{start: 0, end: 30, sha256: "{"ef" * 32}"}}
"""

    def anchored(iri: str, start: int, end: int, rest: str) -> str:
        selector = iri.replace("/evidence/", "/selector/")
        return f"""<{iri}> a cj:Evidence ; cj:inCase <case/small> ; oa:hasSource <id/small/document/source> ; oa:hasSelector <{selector}> ;
                {rest} . <{selector}> a oa:TextPositionSelector ;
                oa:start {start} ; oa:end {end} ."""

    printed = f'cj:printedExpression "书记" ; cj:sliceDigest "{digest}"'
    assert added_ladder(text, ontology) == trig(f"""GRAPH <case/small> {{
        <id/small/post/clerk> a org:Post ; cj:inCase <case/small> ; skos:prefLabel "书记"@zh ; cj:postInGroup <id/small/group/upper> ;
            cj:status <scheme/status/stated> ; cj:evidence <{first}>, <{first}-2>, <{long}> .
        {anchored(first, 3, 5, printed)} {anchored(first + "-2", 20, 22, printed)}
        {anchored(long, 0, 30, f'cj:sliceDigest "{"ef" * 32}"')} }}""")


def test_store_keeps_every_literal_as_stated(ontology: Ontology) -> None:
    post = f"posts: [{{key: clerk, label: 书记, post_in: upper, evidence: {{start: 0, end: 30, sha256: '{'ef' * 32}'}}}}]\n"
    quads = quads_of(SMALL + TWO_GROUPS + ladder("stated", ", tier: county") + post, ontology)
    assert set(Dataset(quads)) == quads
