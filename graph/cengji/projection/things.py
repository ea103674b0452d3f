"""Reads things with their types and cases, numbers of figures and passages of evidence.

They are what ``nodes`` and ``figures`` in ``queries/view`` say, to which a test holds them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from cengji.core.terms import term_text
from cengji.projection.records import NODE_TYPES
from cengji.projection.source import Source, least, prefixed, read_terms

if TYPE_CHECKING:
    from cengji.dataset.asking import Match, Term

__all__ = [
    "Things",
    "count_passages",
    "find_subclasses",
    "node_classes",
    "read_numbers",
    "read_things",
]

_CLASSES: Final = {
    "cj:Place": "place", "cj:BodyGroup": "group", "cj:Body": "body", "cj:Ladder": "ladder", "cj:Rung": "rung", "cj:PersonGroup": "people",
    "cj:Measure": "measure", "cj:GenericMeasure": "generic", "cj:Problem": "problem", "cj:Outcome": "outcome", "cj:PowerGrant": "power",
    "cj:Figure": "figure", "cj:Event": "event", "org:Post": "post", "cj:PolicyDocument": "policy", "cj:SourceDocument": "document",
}  # fmt: skip
_NUMBERS: Final = {"value": "qudt:numericValue", "lower": "cj:lowerBound", "upper": "cj:upperBound"}
_TEXTS: Final = {"written": "cj:asWritten", "unit": "qudt:hasUnit"}


class Things(NamedTuple):
    """Things in the order of their IRIs; a number that names a thing is its place there.

    ``types`` has of several the first of :data:`NODE_TYPES`, ``of_type`` all things of each type. Of ``cases``, ``places`` and
    ``statuses``, IRIs, the least of several counts, and the empty text stands for none; ``placed`` has all that is said of where they
    are, as text, each thing and place once or several times.
    """

    iris: Sequence[str]
    types: Sequence[str]
    cases: Sequence[str]
    places: Sequence[str]
    statuses: Sequence[str]
    placed: Sequence[tuple[int, str]]
    at: Mapping[str, int]
    of_type: Mapping[str, Collection[int]]


class _OfType(dict[str, Collection[int]]):
    """The things of each type, gathered when they are asked for: most types are never."""

    def __init__(self, alike: Mapping[int, Sequence[int]]) -> None:
        """Keep the things of the same types, whose bits are the key."""
        super().__init__()
        self._alike = alike

    def __missing__(self, kind: str) -> Collection[int]:
        bit = NODE_TYPES.index(kind)
        found = self[kind] = {number for kinds, some in self._alike.items() if kinds >> bit & 1 for number in some}
        return found


def node_classes() -> list[ox.NamedNode]:
    """Return the classes by which things are known."""
    return [prefixed(name) for name in _CLASSES]


def read_things(source: Source, axioms: Iterable[ox.Triple] = ()) -> Things:
    """Return the things of a source.

    Generic measures are things as far as a measure is mapped to them. Classes that ``axioms`` put below another count for it, where
    the data do not say so themselves.
    """
    below = find_subclasses(axioms)
    bits: dict[str, int] = defaultdict(int)  # of each class the types by which it is known, a bit each
    for name, kind in _CLASSES.items():
        for one in below(prefixed(name)):
            bits[one.value] |= 1 << NODE_TYPES.index(kind)
    iris, kinds_of, cases, places, statuses, placed = source.read_things(bits, 1 << NODE_TYPES.index("generic"))
    at = {iri: number for number, iri in enumerate(iris)}
    types = {kinds: NODE_TYPES[(kinds & -kinds).bit_length() - 1] for kinds in set(kinds_of)}
    alike: dict[int, list[int]] = defaultdict(list)
    for number, kinds in enumerate(kinds_of):
        alike[kinds].append(number)
    return Things(iris, [types[kinds] for kinds in kinds_of], cases, places, statuses, placed, at, _OfType(alike))


def find_subclasses(axioms: Iterable[ox.Triple]) -> Callable[[ox.NamedNode], list[ox.NamedNode]]:
    """Return what gives a class with all that axioms put below it."""
    narrower: dict[object, list[ox.NamedNode]] = defaultdict(list)
    for axiom in axioms:
        if axiom.predicate == prefixed("rdfs:subClassOf") and isinstance(axiom.subject, ox.NamedNode):
            narrower[axiom.object].append(axiom.subject)

    def below(wider: ox.NamedNode) -> list[ox.NamedNode]:
        found = [wider]
        for one in found:  # grows meanwhile
            found += [other for other in narrower[one] if other not in found]
        return found

    return below


def read_numbers(match: Match, figures: Collection[str]) -> dict[str, dict[str, str | float]]:
    """Return of each figure ``value``, ``lower``, ``upper`` as far as known, and ``written`` and ``unit``, else empty.

    Of several values the least counts. What is no number, as what a user's data say may be, counts for nothing.
    """
    numbers: dict[str, dict[str, float]] = {figure: {} for figure in figures}
    for name, property_ in _NUMBERS.items() if figures else ():
        for held, term in read_terms(match, numbers, property_):
            if (number := _number(term)) is not None and held.setdefault(name, number) > number:
                held[name] = number
    texts = {figure: dict.fromkeys(_TEXTS, "") for figure in figures}
    for name, property_ in _TEXTS.items() if figures else ():
        for said, term in read_terms(match, texts, property_):
            said[name] = least(said[name], term_text(term))
    return {figure: {**held, **texts[figure]} for figure, held in numbers.items()}


def _number(term: Term) -> float | None:
    try:
        return float(term_text(term))
    except ValueError:
        return None


def count_passages(match: Match) -> dict[str, int]:
    """Return how many passages of documents there are for each thing and each claim that has any."""
    first: dict[str, str] = {}
    several: dict[str, set[str]] = {}
    for quad in match(None, prefixed("cj:evidence")):
        thing, passage = quad.subject.value, term_text(quad.object)
        if (other := first.setdefault(thing, passage)) is not passage:
            several.setdefault(thing, {other}).add(passage)
    return dict.fromkeys(first, 1) | {thing: len(passages) for thing, passages in several.items()}
