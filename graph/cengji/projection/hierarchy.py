"""Which relation lends a thing its tier and which its parent: one table each, for the page, networks and pictures alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from typing import Final

from cengji.projection.numbered import Links, number_links
from cengji.projection.records import Concept, Edge, Node, Projection

__all__ = [
    "PARENT_RELATIONS", "TIER_RELATIONS", "cut_loops", "find_children", "find_homes", "find_parents", "find_standing", "lend_tiers",
    "place_homes", "place_parents",
]  # fmt: skip

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
    scale = {tier.iri: height for height, tier in enumerate(tiers)}
    own = [scale.get(node.tier or next(iter(node.tiers), ""), -1) for node in nodes]
    found = find_standing(own, number_links(Projection(nodes=tuple(nodes), edges=tuple(edges))))
    return tuple(node._replace(effective_tier=tiers[height].iri if height >= 0 else "") for node, height in zip(nodes, found, strict=True))


def find_standing(own: Sequence[int], links: Links) -> list[int]:
    """Return of each thing the place of the tier where it stands, 0 the highest: its own, else the one lent over the fewest links, else -1.

    Among links that lead equally far the first relation of :data:`TIER_RELATIONS` counts, then the highest tier.
    """
    found = list(own)
    borrowers: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for order, borrower, lender in links.of_relations(TIER_RELATIONS):
        if found[borrower] < 0:
            borrowers[lender].append((order, borrower))
    fresh = [thing for thing in borrowers if found[thing] >= 0]
    while fresh:
        offers: dict[int, tuple[int, int]] = {}
        for lender in fresh:
            height = found[lender]
            for order, thing in borrowers.get(lender, ()):
                if found[thing] < 0:
                    offers[thing] = min((order, height), offers.get(thing, (order, height)))
        for thing, (_, height) in offers.items():
            found[thing] = height
        fresh = list(offers)
    return found


def find_homes(projection: Projection, *, rungs: bool = False) -> dict[str, str]:
    """Return each node, without the rungs or with them, with the key of its case, empty for what cases share."""
    homes = place_homes(projection, rungs=rungs)
    return {node.iri: home for node, home in zip(projection.nodes, homes, strict=True) if home is not None}


def place_homes(projection: Projection, *, rungs: bool = False) -> list[str | None]:
    """Return the same of each node, by its place; None for a rung, where these are left out."""
    own = {case.place: case.key for case in projection.cases}
    return [None if node.type == "rung" and not rungs else own.get(node.iri, node.case) for node in projection.nodes]


def find_parents(projection: Projection) -> dict[str, str]:
    """Return each node but the rungs with its parent by :data:`PARENT_RELATIONS`, empty for a root; there are no loops.

    A parent is of the same case; what has none of its own stands below the place of the case. Among parents
    of one relation the first by IRI counts.
    """
    nodes, parents = projection.nodes, place_parents(projection)
    named = zip(nodes, parents, strict=True)
    return {node.iri: nodes[parent].iri if parent >= 0 else "" for node, parent in named if node.type != "rung"}


def place_parents(projection: Projection) -> list[int]:
    """Return the same of each node as places, -1 for a root or rung."""
    homes = place_homes(projection)
    known = {case.place for case in projection.cases}
    at = {node.iri: place for place, node in enumerate(projection.nodes) if node.iri in known and homes[place] is not None}
    roots = {case.key: at[case.place] for case in projection.cases if case.place in at}
    parents, closest = [-1] * len(homes), [len(PARENT_RELATIONS)] * len(homes)
    for order, source, target in number_links(projection).of_relations(PARENT_RELATIONS):
        near = closest[source]
        if order <= near and (home := homes[source]) is not None and homes[target] == home and (order < near or target < parents[source]):
            closest[source], parents[source] = order, target
    above = [-1 if home is None else roots.get(home, -1) for home in homes]
    parents = [root if parent < 0 else parent for parent, root in zip(parents, above, strict=True)]
    for root in roots.values():
        parents[root] = -1
    cut_loops(parents, above)
    return parents


def cut_loops(parents: MutableSequence[int], roots: Sequence[int] = ()) -> None:
    """Cut each loop where it is entered, by hanging that thing below its root, or below none where the root is in the loop.

    ``parents`` and ``roots`` are those of each thing, by place, -1 for none; without ``roots`` nothing has one.
    """
    grounded = bytearray(len(parents)) + b"\1"  # the last, of the place -1, for what has no parent
    for thing, parent in enumerate(parents):
        if grounded[parent]:
            grounded[thing] = 1
            continue
        path: dict[int, None] = {}
        here = thing
        while not grounded[here] and here not in path:
            path[here] = None
            here = parents[here]
        if here in path:
            root = roots[here] if roots else -1
            parents[here] = -1 if root in path else root
        for one in path:
            grounded[one] = 1


def find_children(iris: Iterable[str], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the children of each node, in the order of the nodes; the roots stand below ""."""
    children: dict[str, list[str]] = defaultdict(list)
    for iri in iris:
        children[parents[iri]].append(iri)
    return children
