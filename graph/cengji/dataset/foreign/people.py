"""Leaves persons out of foreign data: the graph is about organizations, posts and aggregates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

import pyoxigraph as ox

from cengji.core.resources import query_text
from cengji.dataset.store import Dataset

__all__ = ["People", "Remaining", "find_people", "remove_people"]


class People(NamedTuple):
    """What in some data is about persons: they, memberships, and statements that name or reach one in a text.

    Statements are triples of the store, in which literals stand by their value.
    """

    persons: frozenset[object] = frozenset()
    memberships: frozenset[object] = frozenset()
    statements: frozenset[tuple[object, ...]] = frozenset()


class Remaining(NamedTuple):
    """Data without persons, and how much was left out: persons, memberships, and statements that name or reach one in a text."""

    dataset: Dataset
    persons: int = 0
    memberships: int = 0
    statements: int = 0


def find_people(dataset: Dataset, *, declared_only: bool = False) -> People:
    """Return what in the data describes or names a person or a membership, or gives a way to reach one.

    The rules are the queries of ``queries/people``: a person is what is said to be one, and whoever holds a
    post, heads, belongs to or has made something without being an organization. Other texts, such as labels and
    notes, are not looked into.

    :param declared_only: find only what is said to be a person.
    """
    persons = {node for (node,) in _rows(dataset, "persons")}
    if declared_only:
        return People(frozenset(persons))
    organizations = {node for (node,) in _rows(dataset, "organizations")}
    memberships = {node for (node,) in _rows(dataset, "memberships")} - organizations
    possible = _rows(dataset, "possible-persons")
    persons |= {person for _, _, person in possible if not isinstance(person, ox.Literal)} - organizations
    statements = {row for row in possible if isinstance(row[2], ox.Literal)} | set(_rows(dataset, "contacts"))
    return People(frozenset(persons - memberships), frozenset(memberships), frozenset(statements))


def remove_people(dataset: Dataset, people: People) -> Remaining:
    """Return the data without what is about persons; blank nodes that only described what is left out go with it."""
    if not any(people):
        return Remaining(dataset)
    others, gone = _split(dataset.store, people.persons | people.memberships)
    kept = [quad for quad in others if (quad.subject, quad.predicate, quad.object) not in people.statements]
    gone += [quad for quad in others if (quad.subject, quad.predicate, quad.object) in people.statements]
    in_texts = len(others) - len(kept)
    while orphans := _blank_objects(gone) - _blank_objects(kept):
        kept, more = _split(kept, orphans)
        if not more:
            break
        gone += more
    return Remaining(dataset.part(kept), len(people.persons), len(people.memberships), in_texts)


def _rows(dataset: Dataset, name: str) -> list[tuple[object, ...]]:
    return [tuple(solution) for solution in dataset.select(query_text(f"people/{name}"))]


def _split(quads: Iterable[ox.Quad], without: Collection[object]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    kept: list[ox.Quad] = []
    gone: list[ox.Quad] = []
    for quad in quads:
        (gone if quad.subject in without or quad.object in without else kept).append(quad)
    return kept, gone


def _blank_objects(quads: Iterable[ox.Quad]) -> set[object]:
    return {quad.object for quad in quads if isinstance(quad.object, ox.BlankNode)}
