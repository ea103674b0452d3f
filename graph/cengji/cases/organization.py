"""How a place is organized, as a case states it: places, bodies, groups, ladders, relations, posts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from cengji.cases.field_types import InScheme, RefTo
from cengji.cases.parts import Actor, Anything, Evidences, Figures, Item, Labelled, Organization, Part, PlaceRef, StatusKey, Text

__all__ = [
    "Body", "ConcurrentHolding", "Group", "Ladder", "Organized", "PersonGroup", "Place", "Post", "Relation", "Rung", "SameBody",
    "Secondment",
    "TierAlternative",
]  # fmt: skip


class Place(Labelled):
    """A place; with a division code or ``division: true`` it is an official administrative unit."""

    code: Annotated[str, StringConstraints(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$")] | None = None
    division: bool = False
    tier: Annotated[str, InScheme("tier")] | None = None
    part_of: PlaceRef | None = None


class Organized(Labelled):
    """What bodies and groups have in common; ``tier`` is a mapping of their own, where rung, kind and place do not give it."""

    kind: Annotated[str, InScheme("body-kind")]
    place: PlaceRef
    parent: Organization | None = None
    tier: Annotated[str, InScheme("tier")] | None = None
    tier_status: StatusKey = "inferred"
    tier_reason: Text | None = None


class Body(Organized):
    """A body with a name of its own."""

    member_of: Annotated[str, RefTo(("groups",))] | None = None


class Group(Organized):
    """All bodies of a kind at a place, or a subset of them; it has no name of its own."""

    subset_of: Annotated[str, RefTo(("groups",))] | None = None


class PersonGroup(Labelled):
    """People of a kind at a place, as a mass: Party members, residents, cadres. Nobody in it is named."""

    kind: Annotated[str, InScheme("audience")]
    place: PlaceRef
    drawn_from: Organization | None = None
    subset_of: Annotated[str, RefTo(("person_groups",))] | None = None


class TierAlternative(Part):
    """Another tier that somebody could map the rung to, and why."""

    tier: Annotated[str, InScheme("tier")]
    reason: Text


class Rung(Part):
    """One step of a ladder: the body or group on it and its mapping to the common scale.

    A rung ``beside`` the one before it shares its position.
    """

    body: Actor
    beside: bool = False
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
    kind: Annotated[str, InScheme("ladder-kind")] | None = None
    place: PlaceRef
    rungs: Annotated[list[Rung], Field(min_length=2)]

    @model_validator(mode="after")
    def _begins_with_a_rung_of_its_own(self) -> Ladder:
        if self.rungs[0].beside:
            raise ValueError("has a first rung beside none", "leave out beside at the first rung")
        return self


class Relation(Item):
    """A relation between two bodies, groups, places or measures that the document states."""

    subject: Anything
    relation: Annotated[str, InScheme("relation")]
    object: Anything
    label: Text | None = None
    condition: Text | None = None
    figures: Figures = []


class Post(Labelled):
    """A post in a body or in each body of a group; its holder is never named."""

    post_in: Organization


class ConcurrentHolding(Item):
    """Two or more posts held by the same person at a time."""

    posts: Annotated[list[Annotated[str, RefTo(("posts",))]], Field(min_length=2)]
    figures: Figures = []


class Secondment(Item):
    """Staff sent from one body or group to another, to a post if one is named."""

    sent_from: Organization | None = None
    sent_to: Annotated[str, RefTo(("bodies", "groups", "places", "measures"))]
    post: Annotated[str, RefTo(("posts",))] | None = None
    figures: Figures = []


class SameBody(Part):
    """The claim that a body of this case is the body ``other`` (``case/key``) of another case."""

    body: Annotated[str, RefTo(("bodies",))]
    other: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,63}/[a-z0-9-]{1,63}$")]
    status: StatusKey = "inferred"
    reason: Text
