"""The figures of measures: what came of them, what was put in, how large they are."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["link_figures"]

_FIELDS = {"result": "results", "changeTo": "results", "input": "inputs"}


def link_figures(context: Context) -> None:
    """Note with each measure the figures that are about it, under the field that their role tells."""
    for one in context.section("figures"):
        about = one.fields.get("about")
        if isinstance(about, Statement) and about.section == "measures":
            held = about.fields.setdefault(_FIELDS.get(str(one.fields.get("role")), "figures"), [])
            if isinstance(held, list):
                held.append(one)
