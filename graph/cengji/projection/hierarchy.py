"""Which relation lends a thing its tier and which its parent: one table each, for the page, networks and pictures alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from cengji.projection.records import Concept, Edge, Node, Projection

__all__ = ["PARENT_RELATIONS", "TIER_RELATIONS", "find_children", "find_homes", "find_parents", "find_standing", "lend_tiers"]

# docs/decisions/0012-one-projection.md gives the reasons. From the thing to what it belongs to, the closest first.
PARENT_RELATIONS: Final = (
    "about", "partOf", "subsetOf", "memberOfGroup", "subordinateTo", "postIn", "runBy", "basisOf", "atPlace", "partOfPlace",
)  # fmt: skip
# From the thing to what stands on the same tier, the closest first. What is subordinate to, or part of the place of,
# another stands lower, a ladder on several tiers: subordinateTo, partOfPlace, atPlace and rungOf lend none. What a group
# lends its subsets and members is derived in queries/derive.
TIER_RELATIONS: Final = (
    "about", "postIn", "drawnFrom", "actsOn", "runBy", "partOf", "issuedBy", "founds", "groupAfter", "groupBefore",
    "originalOrganization", "involves",
)  # fmt: skip


def lend_tiers(nodes: Sequence[Node], edges: Iterable[Edge], tiers: Sequence[Concept]) -> tuple[Node, ...]:
    """Return the nodes with their effective tier: the first of their own, else the one lent, see :func:`find_standing`."""
    found = find_standing({node.iri: node.tier or next(iter(node.tiers), "") for node in nodes}, edges, tiers)
    return tuple(node._replace(effective_tier=found.get(node.iri, "")) for node in nodes)


def find_standing(own: Mapping[str, str], edges: Iterable[Edge], tiers: Sequence[Concept]) -> dict[str, str]:
    """Return things with the tier where they stand: their own, else the one lent over the fewest links; by IRI, those that have one.

    Among links that lead equally far the first relation of :data:`TIER_RELATIONS` counts, then the highest tier.
    """
    rank = {tier.iri: place for place, tier in enumerate(tiers)}
    order = {relation: place for place, relation in enumerate(TIER_RELATIONS)}
    borrowers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    place_of = order.get
    for source, relation, target, _, _, _, _ in edges:
        if (place := place_of(relation)) is not None:
            borrowers[target].append((place, source))
    found: dict[str, int] = {}
    fresh = {iri: rank[tier] for iri, tier in own.items() if tier in rank}
    while fresh:
        found |= fresh
        offers: dict[str, tuple[int, int]] = {}
        for lender, height in fresh.items():
            for place, thing in borrowers.get(lender, ()):
                if thing not in found:
                    offers[thing] = min((place, height), offers.get(thing, (place, height)))
        fresh = {thing: height for thing, (_, height) in offers.items()}
    return {iri: tiers[place].iri for iri, place in found.items()}


def find_homes(projection: Projection, *, rungs: bool = False) -> dict[str, str]:
    """Return each node, without the rungs or with them, with the key of its case, empty for what cases share."""
    homes = {node.iri: node.case for node in projection.nodes if rungs or node.type != "rung"}
    return homes | {case.place: case.key for case in projection.cases if case.place in homes}


def find_parents(projection: Projection) -> dict[str, str]:
    """Return each node but the rungs with its parent by :data:`PARENT_RELATIONS`, empty for a root; there are no loops.

    A parent is of the same case; what has none of its own stands below the place of the case. Among parents
    of one relation the first by IRI counts.
    """
    homes = find_homes(projection)
    roots = {case.key: case.place for case in projection.cases if case.place in homes}
    order = {relation: place for place, relation in enumerate(PARENT_RELATIONS)}
    best: dict[str, tuple[int, str]] = {}
    none = (len(order), "")
    place_of, home_of, last = order.get, homes.get, ""
    for source, relation, target, _, _, _, _ in projection.edges:
        if (place := place_of(relation)) is None:
            continue
        if source is not last:  # the links of a thing stand together
            last, home = source, home_of(source)
            lowest = home is not None and roots.get(home) != source
            closest, parent = best.get(source, none)
        if lowest and place <= closest and home_of(target) == home and (place < closest or target < parent):
            closest, parent = best[source] = place, target
    parents = {iri: best[iri][1] if iri in best else roots.get(home, "") for iri, home in homes.items()}
    parents |= dict.fromkeys(roots.values(), "")
    return _cut_loops(parents, lambda iri: roots.get(homes[iri], ""))


def _cut_loops(parents: dict[str, str], root: Callable[[str], str]) -> dict[str, str]:
    """Cut each loop where it is entered, by hanging that node below its root."""
    grounded = {"", *(iri for iri, above in parents.items() if not above)}
    for iri, above in parents.items():
        if above in grounded:
            grounded.add(iri)
            continue
        path: set[str] = set()
        here = iri
        while here not in grounded and here not in path:
            path.add(here)
            here = parents[here]
        if here in path:
            highest = root(here)
            parents[here] = highest if highest not in path else ""
        grounded |= path
    return parents


def find_children(iris: Iterable[str], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the children of each node, in the order of the nodes; the roots stand below ""."""
    children: dict[str, list[str]] = defaultdict(list)
    for iri in iris:
        children[parents[iri]].append(iri)
    return children
