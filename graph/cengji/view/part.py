"""Chooses what one page shall show: cases, places, given things and what lies near them; of a very large graph the upper part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from cengji.core.errors import UsageError
from cengji.projection import find_parents
from cengji.view.charts import keep_cases
from cengji.view.content import Content, cut_content

__all__ = ["PAGE_LIMIT", "Part", "keep_within_limit"]

# More links than this make a node a hub, through which hardly anything is near.
_HUB: Final = 50
# What analyses count: they are shown of the cases of which all of this is in the page.
_COUNTED: Final = frozenset({"group", "body", "people", "ladder", "rung", "measure", "figure"})
# Most things in one page; with more a browser would no longer open it at ease.
PAGE_LIMIT: Final = 60_000


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

    def of(self, content: Content) -> Content:
        """Return the part of a content; the order of everything stays.

        :raises UsageError: if a case is unknown, or nothing is left to show.
        """
        known = {node.iri for node in content.nodes}
        unknown = sorted(set(self.cases) - {case.key for case in content.cases})
        if unknown:
            keys = ", ".join(case.key for case in content.cases)
            raise UsageError(f"there is no case {' or '.join(map(repr, unknown))}; the cases are {keys}")
        wanted = _find_in_cases(content, self.cases) | _find_in_places(content, self.places)
        wanted |= find_near(content, self.things & known, self.depth)
        if not wanted:
            raise UsageError("none of what was asked for is in the graph: there is nothing to show")
        part = cut_content(content, _complete_ladders(content, wanted))
        if part.is_empty:
            names = "、".join(node.zh or node.en or node.iri for node in part.nodes)
            raise UsageError(f"of {names} the graph holds the name alone: there is nothing to show")
        kept = {node.iri for node in part.nodes}
        cut = {node.case for node in content.nodes if node.type in _COUNTED and node.iri not in kept}
        whole = [case.key for case in part.cases if case.key not in cut]
        part = replace(part, charts=keep_cases(content.charts, whole, others=len(whole) < len(content.cases)))
        return replace(part, meta=replace(part.meta, focus=self.focus)) if self.focus in known else part


def find_near(content: Content, things: Collection[str], depth: int) -> set[str]:
    """Return the things and all within ``depth`` links of them; the search does not go on through hubs."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in content.edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    for ladder in content.ladders:
        for rung in ladder.rungs:
            neighbours[rung.iri].append(ladder.iri)
    found, frontier = set(things), list(things)
    for _ in range(depth):
        open_nodes = [node for node in frontier if node in things or len(neighbours[node]) <= _HUB]
        frontier = [other for node in open_nodes for other in neighbours[node] if other not in found]
        found.update(frontier)
    return found


def keep_within_limit(content: Content, limit: int = PAGE_LIMIT) -> Content:
    """Return the content itself, or its ``limit`` weightiest things: by depth in the tree, then by links.

    ``meta.left`` counts what was left out; the page says so, and how to get it.
    """
    if len(content.nodes) <= limit:
        return content
    above = find_parents(content)
    depth = {"": -1}
    for iri in above:
        path = []
        here = iri
        while here not in depth:
            path.append(here)
            here = above[here]
        for one in reversed(path):
            depth[one] = depth[above[one]] + 1
    degree = Counter(end for edge in content.edges for end in (edge.source, edge.target))
    ranked = sorted((node.iri for node in content.nodes), key=lambda iri: (depth.get(iri, 0), -degree[iri], iri))
    part = cut_content(content, ranked[:limit])
    return replace(part, meta=replace(part.meta, left=len(content.nodes) - limit))


def _find_in_cases(content: Content, cases: Collection[str]) -> set[str]:
    """Return what belongs to the cases, with the shared things that it is linked to."""
    own = {node.iri for node in content.nodes if node.case in cases}
    return own | _find_shared(content, own)


def _find_in_places(content: Content, places: Collection[str]) -> set[str]:
    """Return the places, those in them, what is there, and the shared things that it is linked to."""
    inside = set(places)
    parts = [edge for edge in content.edges if edge.relation == "partOfPlace"]
    while more := {edge.source for edge in parts if edge.target in inside} - inside:
        inside |= more
    own = {node.iri for node in content.nodes if node.iri in inside or node.place in inside}
    about = zip(content.column("figures", "figure"), content.column("figures", "about"), strict=True)
    return own | {figure for figure, thing in about if thing in own} | _find_shared(content, own)


def _find_shared(content: Content, own: set[str]) -> set[str]:
    shared = {node.iri for node in content.nodes if not node.case}
    ends = ((edge.source, edge.target) for edge in content.edges)
    return {end for one, other in ends for end, far in ((one, other), (other, one)) if end in shared and far in own}


def _complete_ladders(content: Content, wanted: set[str]) -> set[str]:
    """Return what is wanted with the whole of each ladder of which it holds the ladder or a rung."""
    found = set(wanted)
    for ladder in content.ladders:
        rungs = {rung.iri for rung in ladder.rungs}
        if ladder.iri in wanted or rungs & wanted:
            found |= {ladder.iri, *rungs, *(rung.actor for rung in ladder.rungs if rung.actor)}
    return found
