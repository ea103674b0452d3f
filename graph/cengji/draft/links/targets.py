"""What a measure acts on: the bodies, groups and people whose names stand in its own, behind its subject."""

from __future__ import annotations

from collections.abc import Iterable

from cengji.draft.context import Context
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["state_targets"]

_ORGANIZED = ("bodies", "groups", "person_groups")
_MOST = 3


def state_targets(context: Context, only: Iterable[Statement] | None = None) -> None:
    """Note with each measure what it changes, governs or organizes, as far as its name says so.

    A measure that is called as a body or a group sets that up; of an element nothing else is noted.

    :param only: the measures to look at, where not all of the context.
    """
    mentions = context.mentions(*_ORGANIZED)
    named = context.by_name("groups", "bodies")
    acting = _acting(context)
    for one in context.section("measures") if only is None else only:
        set_up = next((named[name] for name in map(plain_name, (one.label, *one.aliases)) if name in named), None)
        if set_up and set_up.rule != "place-as-body":
            one.fields["acts_on"] = [set_up]
            continue
        if one.kind == "element":
            continue
        runners = one.fields.get("run_by")
        running = [*(runners if isinstance(runners, list) else []), *acting.get(id(one), ())]
        inside: dict[int, Statement] = {}
        for start, end in one.spans:
            named_here = mentions.within(start, end)
            for (first, last), other in named_here:
                if any(begin <= first and last <= stop and stop - begin > last - first for (begin, stop), _ in named_here):
                    continue  # 区委 of 区委组织部
                if last <= end and other not in running and not _is_place(other) and not (first == start and _acts(other)):
                    inside.setdefault(id(other), other)
        if inside:
            one.fields["acts_on"] = list(inside.values())[:_MOST]


def _acting(context: Context) -> dict[int, list[Statement]]:
    """Return who runs the parts of each measure."""
    acting: dict[int, list[Statement]] = {}
    for part in context.section("measures"):
        runners = part.fields.get("run_by")
        if part.kind == "element" and isinstance(runners, list):
            acting.setdefault(id(part.fields.get("part_of")), []).extend(runners)
    return acting


def _is_place(body: Statement) -> bool:
    """Return whether a body is a place."""
    return body.rule == "place-as-body"


def _acts(body: Statement) -> bool:
    """Return whether what begins a name does what it says: 党员 of 党员帮扶困难家庭."""
    return body.section == "person_groups"
