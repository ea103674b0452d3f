"""The case model: what one YAML file may say about one place as one document describes it.

Two kinds of annotation carry meaning for the loader, the JSON Schema and the dataset alike:
:class:`~cengji.cases.field_types.RefTo` (the value is the key of another item of this case) and
:class:`~cengji.cases.field_types.InScheme` (the value is the key of a concept of a scheme of the ontology,
or of the case's own ``concepts:``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints, model_validator
from pydantic_core import CoreSchema

from cengji.cases.field_types import CalendarDate, Digest, InScheme, Key, Line, Number, OneOrMany, Printed, RefTo


class Model(BaseModel):
    """The settings all parts share: strict types, no unknown keys, immutable.

    A part with a ``shorthand`` may be written as a plain string, the value of that field.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    shorthand: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _expand_shorthand(cls, value: object) -> object:
        return {cls.shorthand: value} if cls.shorthand and isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow the shorthand beside the mapping."""
        schema = handler(core)
        return {"anyOf": [{"type": "string"}, schema]} if cls.shorthand else schema


class Text(Model):
    """A text in Chinese, as printed where it comes from the document, and in English if given."""

    shorthand = "zh"
    zh: Line
    en: Line | None = None


class Evidence(Model):
    """Where a document says it: the printed expression and, once anchored, raw offsets and digest.

    ``start`` and ``end`` count Unicode code points of the raw text, end exclusive; ``sha256`` is of
    the UTF-8 bytes of that raw slice. A span longer than 24 characters has offsets and no text.
    ``occurrence`` says which one is meant where the document prints the expression several times.
    """

    shorthand = "text"
    text: Printed | None = None
    occurrence: Annotated[int, Field(ge=1)] | None = None
    start: Annotated[int, Field(ge=0)] | None = None
    end: Annotated[int, Field(ge=1)] | None = None
    sha256: Digest | None = None

    @model_validator(mode="after")
    def _is_located(self) -> Evidence:
        offsets = (self.start, self.end, self.sha256)
        if any(part is not None for part in offsets) and None in offsets:
            raise ValueError("is anchored by halves: give start, end and sha256 together")
        if self.text is None and self.start is None:
            raise ValueError("is empty: give the printed expression, or start, end and sha256")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError("ends before it starts: end must be greater than start")
        return self


Evidences = Annotated[list[Evidence], OneOrMany()]

Actor = Annotated[str, RefTo(("bodies", "groups"))]
PlaceRef = Annotated[str, RefTo(("places",))]
FigureRef = Annotated[str, RefTo(("figures",))]
MeasureRef = Annotated[str, RefTo(("measures",))]
Anything = Annotated[str, RefTo(("places", "bodies", "groups", "measures", "events", "posts", "policies"))]
Actors = Annotated[list[Actor], OneOrMany()]
Groups = Annotated[list[Annotated[str, RefTo(("groups",))]], OneOrMany()]
Figures = Annotated[list[FigureRef], OneOrMany()]
StatusKey = Annotated[str, InScheme("status")]


class Item(Model):
    """What every keyed thing of a case has: a key, evidence, a status and an optional note."""

    key: Key
    status: StatusKey = "stated"
    evidence: Evidences = []
    note: Text | None = None


class Labelled(Item):
    """An item with a label, and other printed names for it."""

    label: Text
    aliases: Annotated[list[Line], OneOrMany()] = []


class Document(Model):
    """The source document: what identifies it, never its text."""

    title: Line
    publisher: Line
    issuer: Line | None = None
    kind: Annotated[str, InScheme("source-kind")]
    published: CalendarDate | None = None
    date_written: Line | None = None
    page: Line | None = None
    sha256: Digest
    characters: Annotated[int, Field(ge=1)]


class Place(Labelled):
    """A place; with a division code or ``division: true`` it is an official administrative unit."""

    code: Annotated[str, StringConstraints(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$")] | None = None
    division: bool = False
    tier: Annotated[str, InScheme("tier")] | None = None
    part_of: PlaceRef | None = None


class Body(Labelled):
    """A body with a name of its own."""

    kind: Annotated[str, InScheme("body-kind")]
    place: PlaceRef
    parent: Actor | None = None
    member_of: Annotated[str, RefTo(("groups",))] | None = None


class Group(Labelled):
    """All bodies of a kind at a place, or a subset of them; it has no name of its own."""

    kind: Annotated[str, InScheme("body-kind")]
    place: PlaceRef
    parent: Actor | None = None
    subset_of: Annotated[str, RefTo(("groups",))] | None = None


class TierAlternative(Model):
    """Another tier that somebody could map the rung to, and why."""

    tier: Annotated[str, InScheme("tier")]
    reason: Text


class Rung(Model):
    """One step of a ladder: the body or group on it and its mapping to the common scale."""

    body: Actor
    label: Text | None = None
    tier: Annotated[str, InScheme("tier")] | None = None
    tier_status: StatusKey = "inferred"
    tier_reason: Text | None = None
    alternatives: list[TierAlternative] = []
    evidence: Evidences = []
    note: Text | None = None


class Ladder(Labelled):
    """A place's own ordered tiers, highest first; ``inferred`` when assembled from several passages."""

    line: Annotated[str, InScheme("line")]
    place: PlaceRef
    rungs: Annotated[list[Rung], Field(min_length=2)]


class GenericMapping(Model):
    """The claim that a measure is a variant of a generic measure."""

    shorthand = "measure"
    measure: Annotated[str, InScheme("generic-measure")]
    status: StatusKey = "inferred"
    reason: Text | None = None


class Measure(Labelled):
    """What a place does: a mechanism, programme, platform, rule, facility, brand …."""

    kind: Annotated[str, InScheme("measure-kind")]
    place: PlaceRef
    part_of: MeasureRef | None = None
    run_by: Actors = []
    acts_on: Annotated[list[Annotated[str, RefTo(("bodies", "groups", "places"))]], OneOrMany()] = []
    audience: Annotated[list[Annotated[str, InScheme("audience")]], OneOrMany()] = []
    purpose: Text | None = None
    since: CalendarDate | None = None
    since_written: Printed | None = None
    stage: Annotated[str, InScheme("stage")] | None = None
    results: Figures = []
    generic: GenericMapping | None = None


class Period(Model):
    """A time as written and, where a rule resolves it, its first and last day."""

    written: Printed
    start: CalendarDate | None = None
    end: CalendarDate | None = None
    rule: Annotated[str, InScheme("rule")]


class Figure(Item):
    """A quantity the document states: one claim, however often it is printed.

    ``value`` is in base units (1.4万 → 14000, 76.9% → 76.9 percent); a range has ``lower`` and
    ``upper`` instead. ``precision`` is the last printed place in base units (1.4万 → 1000).
    """

    written: Printed
    value: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    precision: Annotated[Number, Field(gt=0)] | None = None
    comparator: Annotated[str, InScheme("comparator")] = "exact"
    unit: Annotated[str, InScheme("unit")]
    kind: Annotated[str, InScheme("figure-kind")]
    role: Annotated[str, InScheme("role")] = "stock"
    indicator: Annotated[str, InScheme("indicator")]
    about: Anything
    counted: Text | None = None
    place: PlaceRef
    time: Period | None = None
    reading_lower: Number | None = None
    reading_upper: Number | None = None
    reading_rule: Annotated[str, InScheme("rule")] | None = None
    paired_with: FigureRef | None = None
    numerator: FigureRef | None = None
    denominator: FigureRef | None = None

    @model_validator(mode="after")
    def _has_its_numbers(self) -> Figure:
        if self.comparator == "range":
            if self.lower is None or self.upper is None or self.value is not None:
                raise ValueError("is a range: give lower and upper, and no value")
            if self.lower >= self.upper:
                raise ValueError("is a range whose lower end is not below its upper end")
        elif self.value is None or self.lower is not None or self.upper is not None:
            raise ValueError("needs a value; lower and upper belong to comparator: range alone")
        reading = (self.reading_lower, self.reading_upper)
        if any(end is not None for end in reading) != (self.reading_rule is not None):
            raise ValueError("has a reading by halves: give reading_rule with reading_lower or reading_upper")
        return self


class Relation(Item):
    """A relation between two bodies, groups, places or measures that the document states."""

    subject: Anything
    relation: Annotated[str, InScheme("relation")]
    object: Anything
    label: Text | None = None
    figures: Figures = []


class Event(Labelled):
    """Something that happened; with ``before``, ``after`` or ``founds`` it changes organizations."""

    kind: Annotated[str, InScheme("event-kind")]
    place: PlaceRef
    date: CalendarDate | None = None
    date_written: Printed | None = None
    involves: Annotated[list[Anything], OneOrMany()] = []
    before: Groups = []
    after: Groups = []
    founds: Annotated[list[Annotated[str, RefTo(("bodies",))]], OneOrMany()] = []
    figures: Figures = []


class Post(Labelled):
    """A post in a body or in each body of a group; its holder is never named."""

    post_in: Actor


class ConcurrentHolding(Item):
    """Two or more posts held by the same person at a time."""

    posts: Annotated[list[Annotated[str, RefTo(("posts",))]], Field(min_length=2)]
    figures: Figures = []


class Secondment(Item):
    """Staff sent from one body or group to another, to a post if one is named."""

    sent_from: Actor | None = None
    sent_to: Annotated[str, RefTo(("bodies", "groups", "places", "measures"))]
    post: Annotated[str, RefTo(("posts",))] | None = None
    figures: Figures = []


class Policy(Item):
    """A document that the source cites; its title stands as printed."""

    title: Line
    issued_by: Actor | None = None
    date: CalendarDate | None = None
    basis_of: Annotated[list[MeasureRef], OneOrMany()] = []


class SameBody(Model):
    """The claim that a body of this case is the body ``other`` (``case/key``) of another case."""

    body: Annotated[str, RefTo(("bodies",))]
    other: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,63}/[a-z0-9-]{1,63}$")]
    status: StatusKey = "inferred"
    reason: Text


class Concept(Model):
    """A concept that the schemes of the ontology lack."""

    key: Key
    zh: Line
    en: Line
    broader: str | None = None
    definition: Text | None = None


DeclarableScheme = Literal[
    "audience", "body-kind", "event-kind", "generic-measure", "indicator", "line", "measure-kind", "relation", "rule", "unit"
]


class Exclusion(Model):
    """Printed numerals or names that state nothing for this graph, and why."""

    evidence: Evidences
    reason: Text


class Case(Model):
    """One documented place: everything one YAML file says."""

    case: Key
    title: Text
    document: Document
    concepts: dict[DeclarableScheme, list[Concept]] = {}
    places: Annotated[list[Place], Field(min_length=1)]
    bodies: list[Body] = []
    groups: list[Group] = []
    ladders: list[Ladder] = []
    measures: list[Measure] = []
    figures: list[Figure] = []
    relations: list[Relation] = []
    events: list[Event] = []
    posts: list[Post] = []
    concurrent_holdings: list[ConcurrentHolding] = []
    secondments: list[Secondment] = []
    policies: list[Policy] = []
    same_bodies: list[SameBody] = []
    exclusions: list[Exclusion] = []

    def items(self) -> Iterator[tuple[str, Item]]:
        """Yield every keyed item with the name of its section, in the order of the file."""
        for section, value in self:
            if isinstance(value, list):
                yield from ((section, item) for item in value if isinstance(item, Item))


def evidence_of(part: Model) -> Iterator[Evidence]:
    """Yield every piece of evidence within a part of a case, exclusions left out."""
    for _, value in part:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Evidence):
                yield one
            elif isinstance(one, Model) and not isinstance(one, Exclusion):
                yield from evidence_of(one)
