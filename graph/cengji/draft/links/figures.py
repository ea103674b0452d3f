"""The figures of measures: the numbers that count the parts of what their names list."""

from __future__ import annotations

from cengji.draft.context import Context, overlaps
from cengji.draft.statements import Statement

__all__ = ["link_figures"]


def link_figures(context: Context) -> None:
    """Note with each measure the figures of its design that stand in its name."""
    for one in context.section("figures"):
        about = one.fields.get("about")
        if (
            isinstance(about, Statement)
            and about.section == "measures"
            and one.fields.get("role") == "design"
            and any(overlaps(one.spans[0], span) for span in about.spans)
        ):
            held = about.fields.setdefault("figures", [])
            if isinstance(held, list):
                held.append(one)
