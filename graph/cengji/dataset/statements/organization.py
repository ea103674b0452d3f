"""Bodies, body groups, person groups, ladders, rungs and their mapping to the common scale."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from cengji.cases.organization import Ladder, Organized, Rung, SameBody, TierAlternative
from cengji.dataset.statements.sink import Sink
from cengji.dataset.terms import CJ, ORG, SKOS, concept_iri, thing_iri

__all__ = ["write"]


def write(sink: Sink) -> None:
    """State the bodies, the groups, the ladders and the ties to bodies of other cases."""
    _bodies(sink)
    _groups(sink)
    _person_groups(sink)
    for ladder in sink.case.ladders:
        _ladder(sink, ladder)
    for same in sink.case.same_bodies:
        _same_body(sink, same)


def _bodies(sink: Sink) -> None:
    for body in sink.case.bodies:
        iri = sink.item(body, sink.stated)
        named_parent = body.parent is not None and sink.sections[body.parent] == "bodies"
        sink.thing(iri, sink.stated, "Body", *_special(sink.class_of_kind("body-kind", body.kind, "Body"), "Body"))
        sink.add(iri, sink.stated, [
            (ORG.classification, concept_iri("body-kind", body.kind)),
            (CJ.atPlace, sink[body.place]),
            (CJ.subordinateTo, sink[body.parent] if body.parent else None),
            (ORG.subOrganizationOf, sink[body.parent] if body.parent and named_parent else None),
            (CJ.memberOfGroup, sink[body.member_of] if body.member_of else None),
        ])  # fmt: skip
        _mapping(sink, iri, CJ.mappedActor, body)


def _special(name: str, general: str) -> tuple[str, ...]:
    return () if name == general else (name,)


def _groups(sink: Sink) -> None:
    for group in sink.case.groups:
        iri = sink.item(group, sink.stated)
        sink.thing(iri, sink.stated, "BodyGroup")
        sink.add(iri, sink.stated, [
            (CJ.memberKind, concept_iri("body-kind", group.kind)),
            (CJ.atPlace, sink[group.place]),
            (CJ.subordinateTo, sink[group.parent] if group.parent else None),
            (CJ.subsetOf, sink[group.subset_of] if group.subset_of else None),
        ])  # fmt: skip
        _mapping(sink, iri, CJ.mappedActor, group)


def _person_groups(sink: Sink) -> None:
    for group in sink.case.person_groups:
        iri = sink.item(group, sink.stated)
        sink.thing(iri, sink.stated, "PersonGroup")
        sink.add(iri, sink.stated, [
            (CJ.personKind, concept_iri("audience", group.kind)),
            (CJ.atPlace, sink[group.place]),
            (CJ.drawnFrom, sink[group.drawn_from] if group.drawn_from else None),
            (CJ.subsetOf, sink[group.subset_of] if group.subset_of else None),
        ])  # fmt: skip


def _ladder(sink: Sink, ladder: Ladder) -> None:
    """A ladder that the curator assembled stands in the curation graph, with its rungs."""
    graph = sink.stated if ladder.status == "stated" else sink.curated
    iri = sink.item(ladder, graph)
    rungs = [sink.new("rung", f"{ladder.key}-{rung.body}") for rung in ladder.rungs]
    sink.thing(iri, graph, "Ladder")
    sink.add(iri, graph, [
        (CJ.line, concept_iri("line", ladder.line)),
        (CJ.ladderKind, concept_iri("ladder-kind", ladder.kind) if ladder.kind else None),
        (CJ.atPlace, sink[ladder.place]),
        (CJ.hasRung, rungs),
    ])  # fmt: skip
    labels = {item.key: item.label for item in (*sink.case.bodies, *sink.case.groups, *sink.case.person_groups)}
    position = 0
    for rung, node in zip(ladder.rungs, rungs, strict=True):
        position += not rung.beside
        sink.thing(node, graph, "Rung")
        sink.add(node, graph, [
            (SKOS.prefLabel, rung.label or labels[rung.body]),
            (CJ.position, position),
            (CJ.occupiedBy, sink[rung.body]),
            (SKOS.note, rung.note),
        ])  # fmt: skip
        sink.evidence(node, graph, rung.evidence)
        _mapping(sink, node, CJ.mappedRung, rung, rung.alternatives)


def _mapping(
    sink: Sink, node: ox.NamedNode, role: ox.NamedNode, mapped: Organized | Rung, alternatives: Iterable[TierAlternative] = ()
) -> None:
    """Every mapping to a tier is a claim; the chosen one is a direct triple too, unless it is disputed."""
    if mapped.tier is None:
        return
    claims = [(mapped.tier, mapped.tier_status, mapped.tier_reason)]
    claims += [(other.tier, "disputed", other.reason) for other in alternatives]
    if mapped.tier_status != "disputed":
        sink.add(node, sink.curated, [(CJ.commonTier, concept_iri("tier", mapped.tier))])
    for tier, status, reason in claims:
        claim = sink.new("mapping", f"{node.value.rsplit('/', 1)[-1]}-{tier}")
        sink.thing(claim, sink.curated, "TierMapping")
        sink.add(claim, sink.curated, [
            (role, node),
            (CJ.mappedTier, concept_iri("tier", tier)),
            (CJ.status, concept_iri("status", status)),
            (CJ.reason, reason),
        ])  # fmt: skip


def _same_body(sink: Sink, same: SameBody) -> None:
    other_case, _, other_key = same.other.partition("/")
    body, other = sink[same.body], thing_iri(other_case, "body", other_key)
    claim = sink.new("same", f"{same.body}-{other_case}-{other_key}")
    sink.thing(claim, sink.curated, "SameBodyClaim")
    sink.add(claim, sink.curated, [
        (CJ.claimSubject, body),
        (CJ.claimObject, other),
        (CJ.status, concept_iri("status", same.status)),
        (CJ.reason, same.reason),
    ])  # fmt: skip
    if same.status != "disputed":
        sink.add(body, sink.curated, [(CJ.sameBody, other)])
