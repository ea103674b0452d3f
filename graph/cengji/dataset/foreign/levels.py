"""Levels of a hierarchy with several parents: loops cut where they close, and how deep each member stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

__all__ = ["Levels", "find_levels"]


class Levels(NamedTuple):
    """A hierarchy without loops.

    ``children`` holds every member, each with those directly below it in order; ``depth`` is 1 for what has
    nothing above it, else one more than that of the deepest parent, so that nobody stands beside or above a
    superior. Each of ``loops`` is the way from a member down to the one whose link back to it was cut.
    """

    children: dict[str, list[str]]
    depth: dict[str, int]
    loops: list[tuple[str, ...]]

    def below(self, root: str) -> set[str]:
        """Return a member and all below it."""
        found, frontier = {root}, [root]
        while frontier:
            fresh = {child for member in frontier for child in self.children[member]} - found
            found |= fresh
            frontier = list(fresh)
        return found


def find_levels(members: Iterable[str], links: Iterable[tuple[str, str]]) -> Levels:
    """Order members by links from the lower to the upper; the answer does not depend on the order of either.

    >>> found = find_levels("abcd", [("b", "a"), ("c", "a"), ("c", "b"), ("a", "c"), ("d", "d")])
    >>> found.depth, found.loops
    ({'a': 1, 'b': 2, 'c': 3, 'd': 1}, [('a', 'b', 'c'), ('d',)])
    """
    children: dict[str, list[str]] = {member: [] for member in sorted(members)}
    has_parent: set[str] = set()
    for lower, upper in sorted(set(links)):
        children[upper].append(lower)
        has_parent.add(lower)
    loops: list[tuple[str, ...]] = []
    left: dict[str, None] = {}
    for start in (*(member for member in children if member not in has_parent), *children):
        if start not in left:
            loops += _walk(start, children, left)
    for loop in loops:
        children[loop[-1]].remove(loop[0])
    depth = dict.fromkeys(children, 1)
    for member in reversed(left):  # whoever is above another was left after it
        for child in children[member]:
            depth[child] = max(depth[child], depth[member] + 1)
    return Levels(children, depth, loops)


def _walk(start: str, children: Mapping[str, list[str]], left: dict[str, None]) -> list[tuple[str, ...]]:
    """Go down from a member, each way once; note members as they are left, and give the loops that were met."""
    loops: list[tuple[str, ...]] = []
    path: dict[str, Iterator[str]] = {start: iter(children[start])}
    while path:
        here, ways = next(reversed(path.items()))
        child = next(ways, None)
        if child is None:
            del path[here]
            left[here] = None
        elif child in path:
            way = list(path)
            loops.append(tuple(way[way.index(child) :]))
        elif child not in left:
            path[child] = iter(children[child])
    return loops
