"""What things and links are read from: the patterns of a store here, the columns of a register in ``register/projecting.py``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar

import pyoxigraph as ox

from cengji.core.namespaces import PREFIXES
from cengji.core.resources import query_text
from cengji.core.terms import term_text

if TYPE_CHECKING:
    from cengji.dataset import Dataset
    from cengji.dataset.asking import Match, Term

__all__ = ["TYPE", "Patterns", "Rows", "Source", "least", "prefixed", "read_terms"]

_Known = TypeVar("_Known")
Rows: TypeAlias = tuple[Sequence[str], Sequence[int], Sequence[str], Sequence[str], Sequence[str], Sequence[tuple[int, str]]]
"""IRIs of things in order, the types of each with a bit for each, then what :class:`cengji.projection.things.Things` has from cases on."""


class Source(Protocol):
    """What tells of things, and then of each by its place among them (``at``, IRI → place); names are such as ``cj:Body``.

    What it says of a thing comes in no order, once or several times.
    """

    def read_things(self, bits: Mapping[str, int], generic: int) -> Rows:
        """Return the things of classes, IRI → bits; those of the bits ``generic`` as far as a measure is mapped to them."""

    def read_ends(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, int]]:
        """Return things with the things that they have of a property."""

    def read_iris(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, str]]:
        """Return things with the IRIs that they have of a property."""

    def read_texts(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, str]]:
        """Return things with all that they have of a property, as text."""

    def read_words(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, str, str | None]]:
        """Return things with the literals that they have of a property, and the language tag of each."""

    def find_concepts(self) -> Iterable[str]:
        """Return the concepts of the schemes and the kinds of bodies: what ``queries/view/concepts`` says."""


@cache
def prefixed(name: str) -> ox.NamedNode:
    """Return the IRI of a name such as ``cj:Body``.

    >>> prefixed("skos:note").value
    'http://www.w3.org/2004/02/skos/core#note'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


TYPE: Final = prefixed("rdf:type")


class Patterns:
    """The source that a dataset is: each reading as the engine gives it fastest.

    What costs is that it looks up each term that it gives: so what is said of things alone is read by patterns of triples, and what is
    said of much else in one join with the types of things.
    """

    def __init__(self, dataset: Dataset) -> None:
        """Read of what the dataset sees."""
        self._dataset = dataset
        self._match: Match = dataset.matcher()

    def read_things(self, bits: Mapping[str, int], generic: int) -> Rows:
        """Return the things of classes."""
        used = {term_text(quad.object) for quad in self._match(None, prefixed("cj:mappedGeneric"))}
        found: dict[str, tuple[int, str, str, str]] = {}
        more: list[tuple[str, str]] = []  # what has several places, or one that is no IRI
        asked = query_text("view/things", **{"class": map(ox.NamedNode, bits)})
        node = ox.NamedNode
        for thing, class_, case, place, status in self._dataset.select(asked, bag=True):
            iri = thing.value
            said = (  # each IRI once in memory
                bits[class_.value],
                intern(case.value) if type(case) is node else "",
                intern(place.value) if type(place) is node else "",
                intern(status.value) if type(status) is node else "",
            )
            if said[0] & generic and iri not in used:
                said = (said[0] ^ generic, *said[1:])
                if not said[0]:
                    continue
            if (old := found.setdefault(iri, said)) is not said:
                found[iri] = (old[0] | said[0], least(old[1], said[1]), least(old[2], said[2]), least(old[3], said[3]))
                more += [(iri, old[2]), (iri, said[2])]
            if place is not None and not said[2]:
                more.append((iri, term_text(place)))
        iris = sorted(found)
        types, cases, places, statuses = zip(*map(found.__getitem__, iris), strict=True) if iris else ((), (), (), ())
        placed = [(number, place) for number, place in enumerate(places) if place]
        if more:
            at = {iri: number for number, iri in enumerate(iris)}
            placed += [(at[iri], place) for iri, place in more if place]
        return iris, types, cases, places, statuses, placed

    def read_ends(self, at: Mapping[str, int], name: str) -> list[tuple[int, int]]:
        """Return things with the things that they have of a property."""
        known, node = at.get, ox.NamedNode
        return [
            (source, target)
            for quad in self._match(None, prefixed(name))
            if (source := known(quad.subject.value)) is not None
            and (target := known(term.value if type(term := quad.object) is node else term_text(term))) is not None
        ]

    def read_iris(self, at: Mapping[str, int], name: str) -> Iterator[tuple[int, str]]:
        """Return things with the IRIs that they have of a property."""
        known = at.get
        for quad in self._match(None, prefixed(name)):
            if (thing := known(quad.subject.value)) is not None and type(term := quad.object) is ox.NamedNode:
                yield thing, term.value

    def read_texts(self, at: Mapping[str, int], name: str) -> Iterator[tuple[int, str]]:
        """Return things with all that they have of a property, as text."""
        known, node = at.get, ox.NamedNode
        for quad in self._match(None, prefixed(name)):
            if (thing := known(quad.subject.value)) is not None:
                yield thing, term.value if type(term := quad.object) is node else term_text(term)

    def read_words(self, at: Mapping[str, int], name: str) -> Iterator[tuple[int, str, str | None]]:
        """Return things with the literals that they have of a property, and the language tag of each."""
        known, literal = at.get, ox.Literal
        for quad in self._match(None, prefixed(name)):
            if (thing := known(quad.subject.value)) is not None and type(term := quad.object) is literal:
                yield thing, term.value, term.language

    def find_concepts(self) -> list[str]:
        """Return the concepts of the schemes and the kinds of bodies."""
        return [row[0] for row in self._dataset.rows(query_text("view/concepts"), bag=True) if row[0]]


def read_terms(match: Match, at: Mapping[str, _Known], name: str) -> Iterator[tuple[_Known, Term]]:
    """Yield what is kept of each thing that has a property, such as its place, with what it has, in no order."""
    known = at.get
    for quad in match(None, prefixed(name)):
        if (thing := known(quad.subject.value)) is not None:
            yield thing, quad.object


def least(one: str, other: str) -> str:
    """Return the least of two texts that is not empty."""
    return min(one, other) if one and other else one or other
