"""The case: everything that one YAML file says about one place as one document describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from cengji.cases.field_types import CalendarDate, Digest, InScheme, Key, Licence, Line, Printed
from cengji.cases.measures import Breakdown, Event, Figure, Measure, Outcome, Policy, Power, Precedence, Problem
from cengji.cases.organization import Body, ConcurrentHolding, Group, Ladder, PersonGroup, Place, Post, Relation, SameBody, Secondment
from cengji.cases.parts import Evidence, Evidences, Item, Part, Text, check_location

__all__ = ["HEAD_FIELDS", "Case", "Concept", "DeclarableScheme", "Document", "DocumentPart", "Exclusion", "evidence_of"]

HEAD_FIELDS: Final = ("case", "title", "licence", "document")
"""The fields of a case that are about itself."""

DeclarableScheme = Literal[
    "audience",
    "body-kind",
    "event-kind",
    "generic-measure",
    "indicator",
    "line",
    "measure-function",
    "measure-kind",
    "relation",
    "rule",
    "unit",
]


class DocumentPart(Part):
    """The part of a document that is about the case: title, the expressions that open and close it and, once anchored, its place."""

    title: Line
    first: Printed
    last: Printed
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    sha256: Digest | None = None

    @model_validator(mode="after")
    def _is_located(self) -> DocumentPart:
        check_location(self.start, self.end, self.sha256)
        return self


class Document(Part):
    """The source document: what identifies it, never its text; without ``publisher`` where it prints none.

    ``language`` is an ISO 639-1 code, Chinese if left out: what is printed, and labels without a Chinese name, are in it.

    One that several cases share has a ``key``, and the same description in each; ``part`` is what of it is about this case.
    """

    title: Line
    publisher: Line | None = None
    issuer: Line | None = None
    kind: Annotated[str, InScheme("source-kind")]
    published: CalendarDate | None = None
    date_written: Line | None = None
    page: Line | None = None
    sha256: Digest
    characters: Annotated[int, Field(ge=1)]
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] | None = None
    key: Key | None = None
    part: DocumentPart | None = None


class Concept(Part):
    """A concept that the schemes of the ontology lack; a kind of body may name its usual ``tier``."""

    key: Key
    zh: Line
    en: Line
    broader: str | None = None
    definition: Text | None = None
    tier: Annotated[str, InScheme("tier")] | None = None


class Exclusion(Part):
    """Printed numerals or names that state nothing for this graph, and why; ``proposed`` as an item may be."""

    evidence: Evidences
    reason: Text
    proposed: Key | None = None


class Case(Part):
    """One documented place: everything one YAML file says.

    ``licence`` is that of the case, not of its document: the SPDX identifier, or an IRI. Without one nothing says how it may be used.
    """

    case: Key
    title: Text
    document: Document
    licence: Licence | None = None
    concepts: dict[DeclarableScheme, list[Concept]] = {}
    places: Annotated[list[Place], Field(min_length=1)]
    bodies: list[Body] = []
    groups: list[Group] = []
    person_groups: list[PersonGroup] = []
    ladders: list[Ladder] = []
    measures: list[Measure] = []
    problems: list[Problem] = []
    outcomes: list[Outcome] = []
    powers: list[Power] = []
    precedences: list[Precedence] = []
    figures: list[Figure] = []
    breakdowns: list[Breakdown] = []
    relations: list[Relation] = []
    events: list[Event] = []
    posts: list[Post] = []
    concurrent_holdings: list[ConcurrentHolding] = []
    secondments: list[Secondment] = []
    policies: list[Policy] = []
    same_bodies: list[SameBody] = []
    exclusions: list[Exclusion] = []

    @property
    def proposes(self) -> bool:
        """Whether anything in it is only proposed."""
        return any(getattr(one, "proposed", None) for _, held in self if isinstance(held, list) for one in held)

    def accepted(self) -> Case:
        """Return the case without what is only proposed."""
        kept = {name: [one for one in held if getattr(one, "proposed", None) is None] for name, held in self if isinstance(held, list)}
        return self.model_copy(update=kept)

    def items(self) -> Iterator[tuple[str, Item]]:
        """Yield every keyed item with the name of its section, in the order of the file."""
        for section, value in self:
            if isinstance(value, list):
                yield from ((section, item) for item in value if isinstance(item, Item))

    def placed_items(self) -> Iterator[tuple[tuple[str, int], Item]]:
        """Yield every keyed item with its section and its place in it, from 0."""
        for section, value in self:
            if isinstance(value, list):
                yield from (((section, place), item) for place, item in enumerate(value) if isinstance(item, Item))


def evidence_of(part: Part) -> Iterator[Evidence]:
    """Yield every piece of evidence within a part of a case, exclusions left out."""
    for _, value in part:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Evidence):
                yield one
            elif isinstance(one, Part) and not isinstance(one, Exclusion):
                yield from evidence_of(one)
