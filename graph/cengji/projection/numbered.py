"""Links as numbers: they take little room, are sorted at once, and are looked through by the places of things rather than by IRIs."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Final, TypeAlias, overload

from cengji.projection.records import Edge, Projection

__all__ = ["UNSAID", "LinkBuilder", "Links", "Said", "number_links"]

Said: TypeAlias = tuple[str, str, str, str]
"""What is said of a link: its status, claim, and the reason in Chinese and English."""
UNSAID: Final[Said] = ("", "", "", "")
_EDGE: Final[Callable[[tuple[str, ...]], Edge]] = partial(tuple.__new__, Edge)  # as Edge._make, in a third of its time


class Links(Sequence[Edge]):
    """The links between things, each a number with source, relation and target for digits; as a sequence they are records.

    ``iris`` are those of the things; a number that names a thing is its place there.
    """

    def __init__(self, iris: Sequence[str], relations: Sequence[str], numbers: Sequence[int], said: Mapping[int, Said]) -> None:
        """Keep numbers as :class:`LinkBuilder` makes them, and what is said of some."""
        self.iris, self._relations, self._numbers, self._said = iris, relations, numbers, said
        self._size = len(iris) or 1

    def placed(self) -> Iterator[tuple[int, str, int, Said]]:
        """Yield source, relation and target of each link, and what is said of it."""
        size, step, relations, said = self._size, self._size * len(self._relations), self._relations, self._said.get
        for number in self._numbers:
            yield number // step, relations[number % step // size], number % size, said(number, UNSAID)

    def of_relations(self, relations: Sequence[str]) -> list[tuple[int, int, int]]:
        """Return of each link of these relations the place of its relation among them, its source and its target."""
        order = [relations.index(relation) if relation in relations else -1 for relation in self._relations]
        size, count, step = self._size, len(self._relations), self._size * len(self._relations)
        return [(place, number // step, number % size) for number in self._numbers if (place := order[number // size % count]) >= 0]

    def find_relations(self) -> list[str]:
        """Return the relations of which there are links, sorted."""
        size, count = self._size, len(self._relations)
        return sorted(self._relations[place] for place in {number // size % count for number in self._numbers})

    def mark(self, things: Container[int], status: str) -> Links:
        """Return the links, those of which an end is one of some things with a status."""
        size, step, said = self._size, self._size * len(self._relations), self._said
        found = [number for number in self._numbers if number // step in things or number % size in things]
        marked = {number: (status, *said.get(number, UNSAID)[1:]) for number in found}
        return Links(self.iris, self._relations, self._numbers, {**said, **marked})

    def without(self, status: str) -> Links:
        """Return the links that do not bear a status."""
        said = self._said.get
        kept = [number for number in self._numbers if said(number, UNSAID)[0] != status]
        return Links(self.iris, self._relations, kept, self._said)

    @cached_property
    def _records(self) -> tuple[Edge, ...]:
        iris = self.iris
        return tuple([_EDGE((iris[source], relation, iris[target], *said)) for source, relation, target, said in self.placed()])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Edge: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Edge, ...]: ...
    def __getitem__(self, place: int | slice) -> Edge | tuple[Edge, ...]:
        """Return one of them, or some, as records."""
        return self._records[place]

    def __iter__(self) -> Iterator[Edge]:
        """Return them as records, which are made when they are first asked for."""
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        """Return whether the others are the same links in the same order."""
        return tuple(other) == self._records if isinstance(other, (Links, tuple)) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of their records."""
        return hash(self._records)


class LinkBuilder:
    """Gathers links in any order, of things by their places."""

    def __init__(self, iris: Sequence[str], relations: Iterable[str]) -> None:
        """Take the things and all relations that links may have."""
        self._iris, self._size = iris, len(iris) or 1
        self._relations = sorted(relations)
        self._start = {relation: place * self._size for place, relation in enumerate(self._relations)}
        self.step = len(self._relations) * self._size
        self.numbers: list[int] = []
        self.said: dict[int, Said] = {}

    def start(self, relation: str) -> int:
        """Return what, with the target and :attr:`step` times the source, makes the number of a link of this relation."""
        return self._start[relation]

    def add(self, source: int, relation: str, target: int, said: Said = UNSAID) -> None:
        """Add a link, unless it leads from a thing to itself; of several that say something of it the least counts."""
        if source != target:
            number = source * self.step + self._start[relation] + target
            self.numbers.append(number)
            if said is not UNSAID:
                self.said[number] = min(said, self.said.get(number, said))

    def links(self) -> Links:
        """Return them, each once, in the order of the things, by relation and target."""
        self.numbers.sort()
        return Links(self._iris, self._relations, array("q", dict.fromkeys(self.numbers)), self.said)


def number_links(projection: Projection) -> Links:
    """Return the links of a projection by the places of their ends among its nodes; what leads to none of these is left out."""
    iris, edges = [node.iri for node in projection.nodes], projection.edges
    if isinstance(edges, Links) and edges.iris == iris:
        return edges
    known = {iri: place for place, iri in enumerate(iris)}.get
    made = LinkBuilder(iris, {edge.relation for edge in edges})
    for edge in edges:
        if (source := known(edge.source)) is not None and (target := known(edge.target)) is not None:
            made.add(source, edge.relation, target, edge[3:])
    return made.links()
