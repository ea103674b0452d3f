"""Reads the links between things by patterns of triples: what ``queries/view/edges`` says, to which a test holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from cengji.core.namespaces import CASE, SCHEME
from cengji.core.terms import term_text
from cengji.projection.records import Edge
from cengji.projection.things import TYPE, prefixed

if TYPE_CHECKING:
    from cengji.dataset.asking import Match, Subject

__all__ = ["read_links"]

_STATED: Final[dict[str, tuple[str, ...]]] = dict.fromkeys(
    (
        "atPlace", "partOfPlace", "subordinateTo", "subsetOf", "memberOfGroup", "runBy", "actsOn", "about", "involves", "groupBefore",
        "groupAfter", "issuedBy", "basisOf", "citesDocument", "resultedIn", "input", "quantifiedBy", "perUnitOf", "ledBy", "assistedBy",
        "addresses", "outcome", "concerns", "grantedPower", "grantor", "grantee", "powerOver", "succeeds", "rolledOutFrom", "feedsInto",
        "drawnFrom",
    ),
    (),
) | {
    "originalOrganization": ("org:originalOrganization",), "founds": ("org:resultingOrganization",),
    "postIn": ("org:postIn", "cj:postInGroup"),
}  # fmt: skip
"""Relation → the properties that state it; the one of its own name where there are none."""
_OF_ORG: Final = (("org:subOrganizationOf", False), ("org:unitOf", False), ("org:hasSubOrganization", True), ("org:hasUnit", True))
"""The properties of W3C ORG that name a direct superior, and whether from the superior: read where no ``cj:subordinateTo`` does."""
_FOREIGN: Final = ox.NamedNode(f"{CASE}foreign")
_OF_ACTS: Final = frozenset({"input", "quantifiedBy", "resultedIn"})  # links of measures, events and powers alone
_SAME_LEVEL: Final = ox.NamedNode(SCHEME + "body-kind/same-level")
_NO_CLAIM: Final = ("", "", "", "")
# class of the claim, properties of source and target, relation (where there is none that of the claim), whether it gives a reason
_CLAIMS: Final = (
    ("cj:RelationClaim", "cj:claimSubject", ("cj:claimObject",), "", False),
    ("cj:GenericMapping", "cj:mappedMeasure", ("cj:mappedGeneric",), "variantOf", True),
    ("cj:SameBodyClaim", "cj:claimSubject", ("cj:claimObject",), "sameBody", True),
    ("cj:Breakdown", "cj:breakdownOf", ("cj:breakdownPart",), "brokenDownInto", False),
    ("cj:Secondment", "cj:secondedFrom", ("cj:secondedTo", "cj:secondedToPost"), "secondedTo", False),
    ("cj:ConcurrentHolding", "cj:holdsPost", ("cj:holdsPost",), "heldWith", False),
)
_Said: TypeAlias = tuple[str, str, str, str]  # status, claim, reason in Chinese and English
_Link: TypeAlias = tuple[str, str, str, _Said]


def read_links(match: Match, things: Iterable[str], sets: Mapping[str, set[str]]) -> Iterator[Edge]:
    """Yield each link between things once, with its first claim: in the order of the things, by relation and target.

    Of what follows from a rule alone the reason names the rule. What leads from a thing to itself is no link.

    :param sets: all things of each type.
    """
    known = {thing: thing for thing in things}  # to keep each IRI once in memory
    edges: dict[str, list[Edge]] = {}
    for edge in _stated_links(match, known, sets):
        edges.setdefault(edge.source, []).append(edge)
    for edge in [*_org_links(match, known, edges, sets["rung"])]:
        edges.setdefault(edge.source, []).append(edge)
    for links in (_part_links(match, sets["measure"]), _claimed_links(match)):
        for source, relation, target, said in links:
            if source in known and target in known and source != target:
                edges.setdefault(source, []).append(Edge(known[source], relation, known[target], *said))
    for source in known:
        relation = target = ""
        for edge in sorted(edges.get(source, ())):
            if edge.relation != relation or edge.target != target:
                _, relation, target, *_ = edge
                yield edge


def _stated_links(match: Match, known: Mapping[str, str], sets: Mapping[str, set[str]]) -> Iterator[Edge]:
    acts = sets["measure"] | sets["event"] | sets["power"]
    no_source = sets["rung"] | {quad.subject.value for quad in match(None, TYPE, prefixed("cj:SumOverParts"))}
    levels = {quad.subject.value for quad in match(None, prefixed("cj:memberKind"), _SAME_LEVEL)}
    known_to = known.get
    for relation, properties in _STATED.items():
        sources = acts if relation in _OF_ACTS else known
        for name in properties or (f"cj:{relation}",):
            derived = _read_derived(match, prefixed(name))
            for quad in match(None, prefixed(name)):
                source, target = known_to(quad.subject.value), known_to(term_text(quad.object))
                if not source or not target or source is target:
                    continue
                if target in levels and relation == "memberOfGroup":
                    yield Edge(source, "atDepth", target)
                elif source not in no_source and source in sources:
                    yield Edge(source, relation, target, *derived.get((source, target), ())) if derived else Edge(source, relation, target)


def _org_links(match: Match, known: Mapping[str, str], edges: Mapping[str, list[Edge]], rungs: set[str]) -> Iterator[Edge]:
    """Yield the links of bodies to their superiors by W3C ORG alone; mapped foreign data have theirs in the form of the model."""
    for name, downward in _OF_ORG:
        for quad in match(None, prefixed(name)):
            ends = (quad.subject.value, term_text(quad.object))
            source, target = map(known.get, reversed(ends) if downward else ends)
            if not source or not target or source is target or source in rungs:
                continue
            if any(edge.relation == "subordinateTo" for edge in edges.get(source, ())):
                continue
            body = ox.NamedNode(source)
            if not _objects(match, body, "cj:subordinateTo") and not any(True for _ in match(body, prefixed("cj:inCase"), _FOREIGN)):
                yield Edge(source, "subordinateTo", target)


def _read_derived(match: Match, property_: ox.NamedNode) -> dict[tuple[str, str], _Said]:
    """Return status, no claim, and the rule in words, of the links of a property that follow from one."""
    found: dict[tuple[str, str], _Said] = {}
    for quad in match(None, prefixed("cj:claimPredicate"), property_):
        claim = quad.subject
        for rule in _objects(match, claim, "cj:derivedBy"):
            name = rule.partition("/derive/")[2]
            for status in _objects(match, claim, "cj:status"):
                said = (status, "", f"依规则推得：{name}", f"by rule: {name}")
                for source in _objects(match, claim, "cj:claimSubject"):
                    for target in _objects(match, claim, "cj:claimObject"):
                        found[source, target] = min(said, found.get((source, target), said))
    return found


def _part_links(match: Match, measures: set[str]) -> Iterator[_Link]:
    for quad in match(None, prefixed("dcterms:hasPart")):
        if (part := term_text(quad.object)) in measures:
            yield part, "partOf", quad.subject.value, _NO_CLAIM
    actors: dict[str, list[str]] = defaultdict(list)
    for quad in match(None, prefixed("cj:occupiedBy")):
        actors[quad.subject.value].append(term_text(quad.object))
    for quad in match(None, prefixed("cj:hasRung")):
        for actor in actors.get(term_text(quad.object), ()):
            yield quad.subject.value, "rungOf", actor, _NO_CLAIM


def _claimed_links(match: Match) -> Iterator[_Link]:
    for name, source_of, targets_of, relation, reasoned in _CLAIMS:
        for quad in match(None, TYPE, prefixed(name)):
            claim = quad.subject
            ends = [
                (source, target)
                for source in _objects(match, claim, source_of)
                for target_of in targets_of
                for target in _objects(match, claim, target_of)
                if relation != "heldWith" or source < target
            ]
            said = _say(match, claim, reasoned=reasoned) if ends else _NO_CLAIM
            for kind in [relation] if relation else _objects(match, claim, "cj:relationKind"):
                yield from ((source, kind, target, said) for source, target in ends)
    for quad in match(None, prefixed("cj:precedence")):
        held = quad.object
        if isinstance(held, (ox.NamedNode, ox.BlankNode)):
            for place in _objects(match, held, "cj:scopePlace"):
                yield quad.subject.value, "firstIn", place, _say(match, held, reasoned=False)


def _say(match: Match, claim: Subject, *, reasoned: bool) -> _Said:
    """Return status, IRI, and reason in Chinese and English of a claim, of several values the least."""
    reasons: dict[str, list[str]] = {"zh": [], "en": []}
    for quad in match(claim, prefixed("cj:reason")) if reasoned else ():
        if isinstance(term := quad.object, ox.Literal):
            reasons.get((term.language or "").partition("-")[0], []).append(term.value)
    status = min(_objects(match, claim, "cj:status"), default="")
    return status, claim.value, min(reasons["zh"], default=""), min(reasons["en"], default="")


def _objects(match: Match, subject: Subject, name: str) -> list[str]:
    return [term_text(quad.object) for quad in match(subject, prefixed(name))]
