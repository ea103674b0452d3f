"""Cuts a very large graph down to what one page holds, the upper part of the tree first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final

from cengji.view.layout import parents
from cengji.view.model import ViewGraph
from cengji.view.part import cut

__all__ = ["PAGE_LIMIT", "within_limit"]

PAGE_LIMIT: Final = 60_000
"""Most things in one page; with more a browser would no longer open it at ease."""


def within_limit(graph: ViewGraph, limit: int = PAGE_LIMIT) -> ViewGraph:
    """Return the graph itself, or its ``limit`` weightiest things: by depth in the tree, then by links.

    ``meta.left`` counts what was left out; the page says so, and how to get it.
    """
    if len(graph.nodes) <= limit:
        return graph
    above = parents(graph)
    depth = {"": -1}
    for iri in above:
        path = []
        here = iri
        while here not in depth:
            path.append(here)
            here = above[here]
        for one in reversed(path):
            depth[one] = depth[above[one]] + 1
    degree = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
    ranked = sorted((node.iri for node in graph.nodes), key=lambda iri: (depth.get(iri, 0), -degree[iri], iri))
    part = cut(graph, set(ranked[:limit]))
    return replace(part, meta=replace(part.meta, left=len(graph.nodes) - limit))
