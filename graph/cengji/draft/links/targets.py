"""What a measure acts on: the bodies, groups and people whose names stand in its own, behind its subject."""

from __future__ import annotations

from cengji.draft.context import Context
from cengji.draft.statements import Statement

__all__ = ["state_targets"]

_ORGANIZED = ("bodies", "groups", "person_groups")
_MOST = 3


def state_targets(context: Context) -> None:
    """Note with each measure that is no element what it changes, governs or organizes, as far as its name says so."""
    mentions = context.mentions(*_ORGANIZED)
    for one in context.section("measures"):
        if one.kind == "element":
            continue
        runners = one.fields.get("run_by")
        running = runners if isinstance(runners, list) else []
        inside: dict[int, Statement] = {}
        for start, end in one.spans:
            for (first, last), other in mentions.within(start, end):
                if last <= end and other not in running and not _is_itself(one, other) and not (first == start and _acts(other)):
                    inside.setdefault(id(other), other)
        if inside:
            one.fields["acts_on"] = list(inside.values())[:_MOST]


def _is_itself(measure: Statement, body: Statement) -> bool:
    """Return whether a body is a place, or is the one body that the measure is, too."""
    return body.rule == "place-as-body" or (body.section == "bodies" and body.label in (measure.label, *measure.aliases))


def _acts(body: Statement) -> bool:
    """Return whether what begins a name does what it says: 党员 of 党员帮扶困难家庭."""
    return body.section == "person_groups"
