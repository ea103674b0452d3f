"""A mapping as records: triples maps, the terms they make, and the joins between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Constant", "Join", "Mapping", "PredicateObject", "Reference", "Template", "TermMap", "TriplesMap"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A term that is the same for each row: its IRI or lexical form."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The value of a column."""

    column: str


@dataclass(frozen=True, slots=True)
class Template:
    """A text with columns in it: texts at even places, names of columns at odd ones."""

    parts: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, in order."""
        return self.parts[1::2]


@dataclass(frozen=True, slots=True)
class TermMap:
    """How the terms at one place of a quad are made.

    ``datatype`` is empty for an IRI and for a literal whose column says it; ``language`` is empty for most.
    """

    made: Constant | Reference | Template
    literal: bool = False
    datatype: str = ""
    language: str = ""
    base: str = ""
    line: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        if isinstance(self.made, Reference):
            return (self.made.column,)
        return self.made.columns if isinstance(self.made, Template) else ()


@dataclass(frozen=True, slots=True)
class Join:
    """The subjects of another triples map whose rows have equal values: pairs of a column here and one there."""

    parent: str
    conditions: tuple[tuple[str, str], ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class PredicateObject:
    """Predicates, objects and graphs: each with each."""

    predicates: tuple[TermMap, ...]
    objects: tuple[TermMap | Join, ...]
    graphs: tuple[TermMap, ...]


@dataclass(frozen=True, slots=True)
class TriplesMap:
    """What one table becomes."""

    name: str
    source: str
    subject: TermMap
    classes: tuple[str, ...] = ()
    graphs: tuple[TermMap, ...] = ()
    predicate_objects: tuple[PredicateObject, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mapping:
    """The triples maps of a file, by name."""

    path: Path
    maps: dict[str, TriplesMap] = field(default_factory=dict)
