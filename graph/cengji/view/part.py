"""Cuts the part of a graph that one page shall show: cases, places, given things, what lies near them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from cengji.core.errors import UsageError
from cengji.view.model import Concept, ViewGraph

__all__ = ["Part", "concepts_of", "cut"]

_HUB = 50
"""More links than this make a node a hub, through which hardly anything is near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What to keep: cases by key, places with those in them, and things, the last two by IRI.

    ``depth`` counts the links that may lie between a thing and what is kept with it; ``focus`` is the
    thing that the page selects when it opens.
    """

    cases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    things: frozenset[str] = frozenset()
    depth: int = 0
    focus: str = ""

    def of(self, graph: ViewGraph) -> ViewGraph:
        """Return the part of a graph; the order of everything stays.

        :raises UsageError: if a case is unknown, or nothing is left to show.
        """
        known = {node.iri for node in graph.nodes}
        unknown = sorted(set(self.cases) - {place.key for place in graph.places})
        if unknown:
            keys = ", ".join(place.key for place in graph.places)
            raise UsageError(f"there is no case {' or '.join(map(repr, unknown))}; the cases are {keys}")
        wanted = _of_cases(graph, self.cases) | _of_places(graph, self.places) | near(graph, self.things & known, self.depth)
        if not wanted:
            raise UsageError("none of what was asked for is in the graph: there is nothing to show")
        part = cut(graph, _with_ladders(graph, wanted))
        return replace(part, meta=replace(part.meta, focus=self.focus)) if self.focus in known else part


def near(graph: ViewGraph, things: Collection[str], depth: int) -> set[str]:
    """Return the things and all within ``depth`` links of them; the search does not go on through hubs."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    for ladder in graph.ladders:
        for rung in ladder.rungs:
            neighbours[rung.iri].append(ladder.iri)
    found, frontier = set(things), list(things)
    for _ in range(depth):
        open_nodes = [node for node in frontier if node in things or len(neighbours[node]) <= _HUB]
        frontier = [other for node in open_nodes for other in neighbours[node] if other not in found]
        found.update(frontier)
    return found


def _of_cases(graph: ViewGraph, cases: Collection[str]) -> set[str]:
    """Return what belongs to the cases, with the shared things that it is linked to."""
    own = {node.iri for node in graph.nodes if node.case in cases}
    return own | _shared_with(graph, own)


def _of_places(graph: ViewGraph, places: Collection[str]) -> set[str]:
    """Return the places, those in them, what is there, and the shared things that it is linked to."""
    inside = set(places)
    parts = [edge for edge in graph.edges if edge.relation == "partOfPlace"]
    while more := {edge.source for edge in parts if edge.target in inside} - inside:
        inside |= more
    own = {node.iri for node in graph.nodes if node.iri in inside or node.place in inside}
    figures = {figure.iri for figure in graph.figures if figure.about in own}
    return own | figures | _shared_with(graph, own)


def _shared_with(graph: ViewGraph, own: set[str]) -> set[str]:
    shared = {node.iri for node in graph.nodes if not node.case}
    ends = ((edge.source, edge.target) for edge in graph.edges)
    return {end for one, other in ends for end, far in ((one, other), (other, one)) if end in shared and far in own}


def _with_ladders(graph: ViewGraph, wanted: set[str]) -> set[str]:
    """Return what is wanted with the whole of each ladder of which it holds the ladder or a rung."""
    found = set(wanted)
    for ladder in graph.ladders:
        rungs = {rung.iri for rung in ladder.rungs}
        if ladder.iri in wanted or rungs & wanted:
            found |= {ladder.iri, *rungs, *(rung.actor for rung in ladder.rungs if rung.actor)}
    return found


def cut(graph: ViewGraph, kept: set[str]) -> ViewGraph:
    """Return the graph with these things only, and with what belongs to them; ladders go with their rungs."""
    nodes = tuple(node for node in graph.nodes if node.iri in kept)
    edges = tuple(edge for edge in graph.edges if edge.source in kept and edge.target in kept)
    cases = {node.case for node in nodes}
    subjects = kept | {edge.claim for edge in edges if edge.claim}
    evidence = tuple(one for one in graph.evidence if one.subject in subjects)
    places = tuple(place for place in graph.places if place.key in cases)
    documents = {one.document for one in evidence} | {place.document for place in places} | kept
    part = replace(
        graph,
        places=places,
        nodes=nodes,
        edges=edges,
        ladders=tuple(ladder for ladder in graph.ladders if ladder.iri in kept),
        documents=tuple(document for document in graph.documents if document.iri in documents),
        figures=tuple(figure for figure in graph.figures if figure.iri in kept),
        evidence=evidence,
        measures=tuple(one for one in graph.measures if one.measure in kept),
        dates=tuple(one for one in graph.dates if one.node in kept),
    )
    return replace(part, concepts=concepts_of(part))


def concepts_of(graph: ViewGraph) -> tuple[Concept, ...]:
    """Return the concepts of a graph that its records refer to, and of the tiers and lines all."""
    used = set(_references(graph))
    return tuple(c for c in graph.concepts if c.iri in used or c.scheme in ("tier", "line"))


def _references(graph: ViewGraph) -> Iterator[str]:
    """Yield the IRIs of the concepts that the records refer to."""
    for node in graph.nodes:
        yield from (node.kind, node.tier, node.line, node.status)
    for edge in graph.edges:
        yield from (edge.relation, edge.status)
    for figure in graph.figures:
        yield from (figure.comparator, figure.unit, figure.kind, figure.role, figure.indicator)
    for document in graph.documents:
        yield document.kind
    for measure in graph.measures:
        yield from (measure.stage, *measure.audiences)
    for ladder in graph.ladders:
        yield ladder.status
        for rung in ladder.rungs:
            for mapping in rung.mappings:
                yield from (mapping.tier, mapping.status)
