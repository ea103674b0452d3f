"""What a place does and with what result, as a case states it: measures, figures, events, policy documents."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from cengji.cases.field_types import CalendarDate, InScheme, Line, Number, OneOrMany, Printed, RefTo
from cengji.cases.parts import (
    Actor,
    Actors,
    Anything,
    FigureRef,
    Figures,
    Groups,
    Item,
    Labelled,
    MeasureRef,
    Measures,
    Organizations,
    Part,
    PlaceRef,
    StatusKey,
    Text,
)  # fmt: skip
from cengji.text.bounds import Bounds, certain_bounds

__all__ = [
    "Breakdown",
    "Event",
    "Figure",
    "GenericMapping",
    "Measure",
    "Outcome",
    "PerUnit",
    "Period",
    "Policy",
    "Power",
    "Precedence",
    "Problem",
]


class GenericMapping(Part):
    """The claim that a measure is a variant of a generic measure."""

    shorthand = "measure"
    measure: Annotated[str, InScheme("generic-measure")]
    status: StatusKey = "inferred"
    reason: Text | None = None


class Precedence(Item):
    """The claim of the document that a measure was the first of its kind in a place (全省首创)."""

    measure: MeasureRef
    scope: PlaceRef
    ordinal: Annotated[int, Field(ge=1)] = 1


class Measure(Labelled):
    """What a place does: a mechanism, programme, platform, rule, facility, brand ….

    ``results`` are figures that came of it, ``inputs`` those of what was put in, ``figures`` all that quantify it.
    """

    kind: Annotated[str, InScheme("measure-kind")]
    function: Annotated[list[Annotated[str, InScheme("measure-function")]], OneOrMany()] = []
    place: PlaceRef
    part_of: MeasureRef | None = None
    run_by: Actors = []
    led_by: Actors = []
    assisted_by: Actors = []
    acts_on: Annotated[list[Annotated[str, RefTo(("bodies", "groups", "person_groups", "places"))]], OneOrMany()] = []
    audience: Annotated[list[Annotated[str, InScheme("audience")]], OneOrMany()] = []
    addresses: Annotated[list[Annotated[str, RefTo(("problems",))]], OneOrMany()] = []
    purpose: Text | None = None
    since: CalendarDate | None = None
    since_written: Printed | None = None
    stage: Annotated[str, InScheme("stage")] | None = None
    inputs: Figures = []
    results: Figures = []
    figures: Figures = []
    outcomes: Annotated[list[Annotated[str, RefTo(("outcomes",))]], OneOrMany()] = []
    powers: Annotated[list[Annotated[str, RefTo(("powers",))]], OneOrMany()] = []
    succeeds: Measures = []
    rolled_out_from: Measures = []
    feeds_into: Measures = []
    generic: GenericMapping | None = None
    no_generic: Text | None = None

    @model_validator(mode="after")
    def _is_of_one_mind_about_its_generic(self) -> Measure:
        if self.no_generic is not None and self.generic is not None:
            raise ValueError("has a generic measure and a reason for having none", "give generic or no_generic")
        return self


class Problem(Labelled):
    """What a measure answers: a state of affairs adverse to governance (责大权小)."""

    place: PlaceRef
    concerns: Annotated[list[Anything], OneOrMany()] = []


class Outcome(Labelled):
    """What the document says a measure brings, without a number."""

    place: PlaceRef
    mode: Annotated[str, InScheme("outcome-mode")] = "reported"
    concerns: Annotated[list[Anything], OneOrMany()] = []


class Power(Labelled):
    """A power that one or several parties together grant to another (人事考核权), over bodies, people or the holders of a post."""

    granted_by: Actors = []
    granted_to: Actor
    over: Annotated[list[Annotated[str, RefTo(("bodies", "groups", "person_groups", "posts"))]], OneOrMany()] = []
    mode: Annotated[str, InScheme("grant-mode")] = "transfer"
    figures: Figures = []


class PerUnit(Part):
    """Of what a figure holds for each one: ``count`` of the units ``of``."""

    shorthand = "of"
    of: Annotated[str, RefTo(("bodies", "groups", "person_groups", "places"))]
    count: Annotated[int, Field(ge=1)] = 1
    aggregation: Annotated[str, InScheme("aggregation")] = "each"


class Period(Part):
    """A time as written and, where a rule resolves it, its first and last day."""

    written: Printed
    start: CalendarDate | None = None
    end: CalendarDate | None = None
    rule: Annotated[str, InScheme("rule")]


class Figure(Item):
    """A quantity the document states: one claim, however often it is printed.

    ``value`` is in base units (1.4万 → 14000, 76.9% → 76.9 percent); a range has ``lower`` and
    ``upper`` instead. ``precision`` is the last printed place in base units (1.4万 → 1000).
    A change that words call an increase or a decrease has a ``direction`` and a value without sign.
    """

    written: Printed
    value: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    precision: Annotated[Number, Field(gt=0)] | None = None
    comparator: Annotated[str, InScheme("comparator")] = "exact"
    unit: Annotated[str, InScheme("unit")]
    kind: Annotated[str, InScheme("figure-kind")]
    direction: Annotated[str, InScheme("direction")] | None = None
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
    per: PerUnit | None = None

    @property
    def bounds(self) -> Bounds:
        """Return what the figure as printed makes certain, in base units."""
        return certain_bounds(
            self.comparator, value=self.value, lower=self.lower, upper=self.upper, precision=self.precision, kind=self.kind
        )

    @model_validator(mode="after")
    def _has_its_numbers(self) -> Figure:
        if self.comparator == "range":
            if self.lower is None or self.upper is None or self.value is not None:
                raise ValueError("is a range", "give lower and upper, and no value")
            if self.lower >= self.upper:
                raise ValueError("is a range whose lower end is not below its upper end", "give the smaller number as lower")
        elif self.value is None or self.lower is not None or self.upper is not None:
            raise ValueError("needs a value; lower and upper belong to comparator: range alone", "give value, or comparator: range")
        if self.direction and self.kind != "change":
            raise ValueError(f"is {self.kind} and has a direction", "take direction out, or use kind: change")
        if self.direction and any(number is not None and number < 0 for number in (self.value, self.lower, self.upper)):
            raise ValueError("has a direction and a number below zero", "write the number without sign, or take direction out")
        reading = (self.reading_lower, self.reading_upper)
        if any(end is not None for end in reading) != (self.reading_rule is not None):
            raise ValueError("has a reading by halves", "give reading_rule with reading_lower or reading_upper")
        return self


class Breakdown(Item):
    """The claim that groups share no member: they break down the group ``of``, and make it up where they are ``complete``."""

    of: Annotated[str, RefTo(("groups",))]
    into: Groups
    complete: bool = False

    @model_validator(mode="after")
    def _has_parts(self) -> Breakdown:
        if len(self.into) < 2:
            raise ValueError("breaks a group down into fewer than two", "name at least two groups under into")
        return self


class Event(Labelled):
    """Something that happened; with ``before``, ``after`` or ``founds`` it changes organizations."""

    kind: Annotated[str, InScheme("event-kind")]
    place: PlaceRef
    date: CalendarDate | None = None
    date_written: Printed | None = None
    involves: Annotated[list[Anything], OneOrMany()] = []
    before: Organizations = []
    after: Organizations = []
    founds: Annotated[list[Annotated[str, RefTo(("bodies",))]], OneOrMany()] = []
    inputs: Figures = []
    results: Figures = []
    figures: Figures = []


class Policy(Item):
    """A document that the source cites; its title stands as printed."""

    title: Line
    issued_by: Actor | None = None
    date: CalendarDate | None = None
    basis_of: Measures = []
