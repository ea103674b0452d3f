"""The figures of measures: what is about them, or about what they set up."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import itemgetter

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
    printed: dict[int, _Printed] = {}
    for one in context.section("figures"):
        about = one.fields.get("about")
        if not isinstance(about, Statement):
            continue
        if id(about) not in printed:
            printed[id(about)] = _Printed(about)
        touches = printed[id(about)].touches(one)
        if about.section in ("bodies", "groups") and about.rule != "place-as-body":
            about = next((measures[name] for name in map(plain_name, (about.label, *about.aliases)) if name in measures), about)
        if about.section == "measures" and (touches or one.fields.get("role") == "design"):
            held = about.fields.setdefault(_BY_ROLE.get(str(one.fields.get("role")), "figures"), [])
            if isinstance(held, list):
                held.append(one)


class _Printed:
    """Where a statement is printed, to look up what is printed in it or adjoins it."""

    def __init__(self, statement: Statement) -> None:
        spans = sorted(statement.spans)
        self.starts = [start for start, _ in spans]
        self.reaches = [*accumulate(map(itemgetter(1), spans), max)]  # the farthest end up to each span

    def touches(self, other: Statement) -> bool:
        """Return whether the two statements are printed in one another or side by side."""
        return any((before := bisect_right(self.starts, end)) and start <= self.reaches[before - 1] for start, end in other.spans)
