"""The spanning forest of the network: each thing below what it belongs to most closely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from cengji.view.model import ViewGraph

__all__ = ["children_of", "homes", "parents"]

_CLOSEST: Final = (
    "about", "partOf", "subsetOf", "memberOfGroup", "subordinateTo", "postIn", "runBy", "basisOf", "atPlace", "partOfPlace",
)  # fmt: skip
"""The relations that lead from a thing to what it belongs to, the closest first."""


def homes(graph: ViewGraph) -> dict[str, str]:
    """Return each node but the rungs the key of its case, empty for what cases share."""
    found = {node.iri: node.case for node in graph.nodes if node.type != "rung"}
    return found | {place.place: place.key for place in graph.places if place.place in found}


def parents(graph: ViewGraph) -> dict[str, str]:
    """Return each node but the rungs its parent, empty for a root; there are no loops.

    A parent is of the same case; what has none of its own stands below the place of the case.
    """
    home = homes(graph)
    roots = {place.key: place.place for place in graph.places if place.place in home}
    rank = {relation: place for place, relation in enumerate(_CLOSEST)}
    best: dict[str, tuple[int, str]] = {}
    for edge in graph.edges:
        if edge.relation not in rank or edge.source not in home or edge.target not in home:
            continue
        if home[edge.source] == home[edge.target] and edge.source != roots.get(home[edge.source]):
            choice = (rank[edge.relation], edge.target)
            best[edge.source] = min(choice, best.get(edge.source, choice))
    above = {iri: best[iri][1] if iri in best else roots.get(home[iri], "") for iri in home}
    for root in roots.values():
        above[root] = ""
    return _without_loops(above, {iri: roots.get(home[iri], "") for iri in home})


def _without_loops(above: dict[str, str], root: Mapping[str, str]) -> dict[str, str]:
    """Cut each loop where it is entered, by hanging that node below its root."""
    grounded = {""}
    for iri in list(above):
        path: list[str] = []
        seen: set[str] = set()
        here = iri
        while here not in grounded and here not in seen:
            path.append(here)
            seen.add(here)
            here = above[here]
        if here in seen:
            above[here] = root[here] if root[here] not in seen else ""
        grounded.update(path)
    return above


def children_of(iris: Sequence[str], above: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the children of each node, in the order of the nodes; the roots stand below ""."""
    children: dict[str, list[str]] = defaultdict(list)
    for iri in iris:
        children[above[iri]].append(iri)
    return children
