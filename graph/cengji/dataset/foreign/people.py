"""Leaves persons out of foreign data: the graph is about organizations, posts and aggregates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from cengji.core.resources import query_text
from cengji.dataset.store import Dataset

__all__ = ["Remaining", "remove_people"]


class Remaining(NamedTuple):
    """Quads without persons, and how many persons and memberships were left out."""

    quads: list[ox.Quad]
    persons: int
    memberships: int


def remove_people(dataset: Dataset) -> Remaining:
    """Return the quads that neither describe nor name a person or a membership.

    A person is what is typed as one, and whoever holds a post, heads or belongs to an organization without
    being one. Blank nodes that only described what is left out go with it.
    """
    memberships = _nodes(dataset, "memberships")
    persons = _nodes(dataset, "persons") - memberships
    if not persons | memberships:
        return Remaining(list(dataset), 0, 0)
    kept, gone = _split(dataset, persons | memberships)
    while orphans := _blank_objects(gone) - _blank_objects(kept):
        kept, more = _split(kept, orphans)
        if not more:
            break
        gone += more
    return Remaining(kept, len(persons), len(memberships))


def _nodes(dataset: Dataset, name: str) -> set[object]:
    return {solution["node"] for solution in dataset.select(query_text(f"internal/{name}"))}


def _split(quads: Iterable[ox.Quad], without: set[object]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    kept: list[ox.Quad] = []
    gone: list[ox.Quad] = []
    for quad in quads:
        (gone if quad.subject in without or quad.object in without else kept).append(quad)
    return kept, gone


def _blank_objects(quads: Iterable[ox.Quad]) -> set[object]:
    return {quad.object for quad in quads if isinstance(quad.object, ox.BlankNode)}
