"""The figures of measures: the numbers that count the parts of what their names list."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["link_figures"]

_LOOK_BACK = 40  # characters in which a name begins that holds a number


def link_figures(context: Context) -> None:
    """Note with each measure the figures of its design that stand in its name."""
    mentions = context.mentions("measures")
    for one in context.section("figures"):
        about = one.fields.get("about")
        if (
            isinstance(about, Statement)
            and about.section == "measures"
            and one.fields.get("role") == "design"
            and any(other is about and span[1] > one.start for span, other in mentions.within(one.start - _LOOK_BACK, one.spans[0][1]))
        ):
            held = about.fields.setdefault("figures", [])
            if isinstance(held, list):
                held.append(one)
