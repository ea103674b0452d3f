"""The bodies that places are, too: each from the place of the case downwards."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["body_of_place", "lies_above"]

_KIND_OF_TIER = {
    "province": "governance-unit",
    "prefecture": "governance-unit",
    "county": "district-unit",
    "subdistrict": "subdistrict-unit",
    "community": "community-unit",
    "estate": "estate-unit",
}


def body_of_place(context: Context, place: Statement) -> Statement | None:
    """Return the body that a place from the home downwards is, too."""
    at: object = place
    while isinstance(at, Statement) and at is not context.home:
        at = at.fields.get("part_of")
    kind = _KIND_OF_TIER.get(str(place.fields.get("tier")))
    if at is not context.home or kind is None:
        return None
    kind = "town-unit" if place.label.endswith(("镇", "乡")) else "village-unit" if place.label.endswith("村") else kind
    kind = kind if context.knowledge.knows("body-kind", kind) else "governance-unit"
    return Statement("bodies", place.label, list(place.spans), "place-as-body", {"kind": kind, "place": place})


def lies_above(place: Statement, home: Statement) -> bool:
    """Return whether the home lies in a place."""
    at = home.fields.get("part_of")
    while isinstance(at, Statement) and at is not place:
        at = at.fields.get("part_of")
    return at is place
