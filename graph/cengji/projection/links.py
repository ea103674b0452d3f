"""Reads the links between things: what ``queries/view/edges`` says, to which a test holds them.

Those that properties state are read by patterns of triples, what claims say of links in two joins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.namespaces import CASE, SCHEME
from cengji.core.resources import query_text
from cengji.core.terms import iri_text, term_text
from cengji.projection.numbered import LinkBuilder, Links, Said
from cengji.projection.source import TYPE, Source, prefixed, read_terms
from cengji.projection.things import Things

if TYPE_CHECKING:
    from cengji.dataset import Dataset
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
_NO_REASON: Final = ("", "")
_CLAIMS: Final = {
    prefixed(name).value: relation
    for name, relation in {
        "cj:RelationClaim": "", "cj:GenericMapping": "variantOf", "cj:SameBodyClaim": "sameBody", "cj:Breakdown": "brokenDownInto",
        "cj:Secondment": "secondedTo", "cj:ConcurrentHolding": "heldWith",
    }.items()
}  # fmt: skip
"""The class of a claim → the relation that it asserts; where there is none its own kind."""
_REASONED: Final = frozenset({"variantOf", "sameBody"})  # claims of these say why


def read_links(dataset: Dataset, things: Things, source: Source, *, reasons: bool = True) -> Links:
    """Return each link between things once, with its first claim: in the order of the things, by relation and target.

    Of what follows from a rule alone the reason names the rule. What leads from a thing to itself is no link.

    :param reasons: whether to read which reasons claims give too.
    """
    match = dataset.matcher()
    claimed = list(_claimed_links(dataset, things.at, _read_reasons(match) if reasons else {}))
    links = LinkBuilder(things.iris, {*_STATED, "atDepth", "partOf", "rungOf", "firstIn", *(relation for _, relation, _, _ in claimed)})
    superiors = _add_stated_links(links, dataset, things, source)
    _add_org_links(links, match, things, source, superiors)
    _add_part_links(links, match, things, source)
    for start, relation, end, said in claimed:
        links.add(start, relation, end, said)
    for start, end, said in _precedences(match, things.at):
        links.add(start, "firstIn", end, said)
    return links.links()


def _add_stated_links(links: LinkBuilder, dataset: Dataset, things: Things, source: Source) -> set[int]:
    """Add the links that properties state; return what has a superior by them."""
    match, known, step = dataset.matcher(), things.at.get, links.step
    acts = {thing for kind in ("measure", "event", "power") for thing in things.of_type[kind]}
    sums = {known(quad.subject.value, -1) for quad in match(None, TYPE, prefixed("cj:SumOverParts"))}
    no_source = sums.union(things.of_type["rung"])
    levels = {known(quad.subject.value) for quad in match(None, prefixed("cj:memberKind"), _SAME_LEVEL)}
    derived = _read_derived(links, dataset, things.at)
    superiors: set[int] = set()
    for relation, properties in _STATED.items():
        start, plain = links.start(relation), set[int]()
        for name in properties or (f"cj:{relation}",):
            ends: Iterable[tuple[int, int]] = _find_placed(things) if name == "cj:atPlace" else source.read_ends(things.at, name)
            if relation == "memberOfGroup" and levels:
                ends = list(ends)
                for member, group in ends:
                    if group in levels:
                        links.add(member, "atDepth", group)
                ends = [both for both in ends if both[1] not in levels]
            if relation in _OF_ACTS:
                ends = [both for both in ends if both[0] in acts]
            found = [one * step + start + other for one, other in ends if one != other and one not in no_source]
            links.numbers += found
            links.said |= derived[name]
            if relation == "subordinateTo":
                superiors = {number // step for number in found}
            if len(properties) > 1:
                plain.update(number for number in found if number not in derived[name])
        for number in plain & links.said.keys():  # by one of several properties a rule says it, by another it is stated
            del links.said[number]
    return superiors


def _find_placed(things: Things) -> list[tuple[int, int]]:
    """Return the things with the things at which they are."""
    known = things.at.get
    return [(source, target) for source, text in things.placed if (target := known(text)) is not None]


def _read_derived(links: LinkBuilder, dataset: Dataset, at: Mapping[str, int]) -> dict[str, dict[int, Said]]:
    """Return status, no claim, and the rule in words, of the links that follow from one, by property and number."""
    relations = {name: relation for relation, names in _STATED.items() for name in names or (f"cj:{relation}",)}
    found: dict[str, dict[int, Said]] = {name: {} for name in relations}
    names = {prefixed(name).value: (links.start(relation), found[name]) for name, relation in relations.items()}
    reasons: dict[str, tuple[str, str]] = {}
    known = at.get
    asked = query_text("view/derived-links", property=map(prefixed, relations))
    for property_, source_, target_, rule_, status in dataset.select(asked, bag=True):
        source, target, rule = known(term_text(source_)), known(term_text(target_)), term_text(rule_)
        if source is not None and target is not None:
            if rule not in reasons:
                name = rule.partition("/derive/")[2]
                reasons[rule] = (f"依规则推得：{name}", f"by rule: {name}")
            start, links_of = names[property_.value]
            number, said = source * links.step + start + target, (term_text(status), "", *reasons[rule])
            if links_of.setdefault(number, said) > said:
                links_of[number] = said
    return found


def _add_org_links(links: LinkBuilder, match: Match, things: Things, source: Source, superiors: Container[int]) -> None:
    """Add the links of bodies to their superiors by W3C ORG alone; mapped foreign data have theirs in the form of the model."""
    rungs = things.of_type["rung"]
    for name, downward in _OF_ORG:
        for one, other in source.read_ends(things.at, name):
            below, above = (other, one) if downward else (one, other)
            if below in superiors or below in rungs:
                continue
            body = _node(things.iris[below])
            if not any(match(body, prefixed("cj:subordinateTo"))) and not any(match(body, prefixed("cj:inCase"), _FOREIGN)):
                links.add(below, "subordinateTo", above)


def _node(text: str) -> Subject:
    """Return the node that a thing is, by its text: the label of a blank one has no colon."""
    return ox.NamedNode(text) if ":" in text else ox.BlankNode(text)


def _add_part_links(links: LinkBuilder, match: Match, things: Things, source: Source) -> None:
    measures, step, start = things.of_type["measure"], links.step, links.start("partOf")
    parts = source.read_ends(things.at, "dcterms:hasPart")
    links.numbers += [part * step + start + whole for whole, part in parts if part in measures and part != whole]
    actors: dict[str, list[int]] = defaultdict(list)
    for quad in match(None, prefixed("cj:occupiedBy")):
        if (actor := things.at.get(term_text(quad.object))) is not None:
            actors[quad.subject.value].append(actor)
    for ladder, term in read_terms(match, things.at, "cj:hasRung"):
        for actor in actors.get(term_text(term), ()):
            links.add(ladder, "rungOf", actor)


def _claimed_links(dataset: Dataset, at: Mapping[str, int], reasons: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, str, int, Said]]:
    """Yield source, relation, target and what is said of the links that claims assert."""
    known = at.get
    links: dict[tuple[str, int, str, int], str] = {}  # claim, source, relation, target → status
    for claim, source, target, class_, kind, status in dataset.select(query_text("view/claimed-links"), bag=True):
        start, end = known(term_text(source)), known(term_text(target))
        relation = _CLAIMS[class_.value] or iri_text(kind)
        if relation and start is not None and end is not None and (relation != "heldWith" or start < end):
            link, said = (claim.value, start, relation, end), term_text(status)
            links[link] = min(said, links.get(link, said))
    for (claim, start, relation, end), status in links.items():
        zh, en = reasons.get(claim, _NO_REASON) if relation in _REASONED else _NO_REASON
        yield start, relation, end, (status, claim, zh, en)


def _read_reasons(match: Match) -> dict[str, tuple[str, str]]:
    """Return the reasons that claims give, in Chinese and English, of several the least."""
    found: dict[str, dict[str, str]] = {"zh": {}, "en": {}}
    for quad in match(None, prefixed("cj:reason")):
        reason = quad.object
        if isinstance(reason, ox.Literal) and (column := found.get((reason.language or "").partition("-")[0])) is not None:
            claim, text = quad.subject.value, reason.value
            column[claim] = min(text, column.get(claim, text))
    return {claim: (found["zh"].get(claim, ""), found["en"].get(claim, "")) for claim in found["zh"] | found["en"]}


def _precedences(match: Match, at: Mapping[str, int]) -> Iterator[tuple[int, int, Said]]:
    """Yield what claims to be the first, the place in which, and what is said of it."""
    for source, held in read_terms(match, at, "cj:precedence"):
        if isinstance(held, (ox.NamedNode, ox.BlankNode)):
            status = min(_objects(match, held, "cj:status"), default="")
            for place in _objects(match, held, "cj:scopePlace"):
                if (target := at.get(place)) is not None:
                    yield source, target, (status, held.value, "", "")


def _objects(match: Match, subject: Subject, name: str) -> list[str]:
    return [term_text(quad.object) for quad in match(subject, prefixed(name))]
