"""The figures of measures: what is about them, or about what they set up."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["link_figures"]

_BY_ROLE = {"result": "results", "changeTo": "results", "input": "inputs"}


def link_figures(context: Context) -> None:
    """Note with each measure the figures about it under the field of their role.

    These are the figures of its design, what adjoins its name, and what is about the body or the group that it sets up.
    """
    measures = context.by_name("measures")
    for one in context.section("figures"):
        about = one.fields.get("about")
        if not isinstance(about, Statement):
            continue
        touches = _touches(one, about)
        if about.section in ("bodies", "groups") and about.rule != "place-as-body":
            about = next((measures[name] for name in map(plain_name, (about.label, *about.aliases)) if name in measures), about)
        if about.section == "measures" and (touches or one.fields.get("role") == "design"):
            held = about.fields.setdefault(_BY_ROLE.get(str(one.fields.get("role")), "figures"), [])
            if isinstance(held, list):
                held.append(one)


def _touches(one: Statement, other: Statement) -> bool:
    """Return whether two statements are printed in one another or side by side."""
    return any(start <= last and first <= end for start, end in one.spans for first, last in other.spans)
