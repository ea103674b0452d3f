"""Ends that are one: relations from a thing to itself, and changes that change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cengji.cases.hierarchy import Found

if TYPE_CHECKING:
    from cengji.cases.loader import LoadedCase

__all__ = ["find_single_ends"]


def find_single_ends(loaded: LoadedCase) -> Iterator[Found]:
    """Yield relations from a thing to itself, and changes that change nothing."""
    case = loaded.case
    for index, relation in enumerate(case.relations):
        if relation.subject == relation.object:
            problem = f"is {relation.object}, the subject itself"
            yield "error", "relation-to-itself", ("relations", index, "object"), problem, "name the other end"
    for index, secondment in enumerate(case.secondments):
        if secondment.sent_from == secondment.sent_to:
            problem = f"is {secondment.sent_to}, from where they are sent"
            yield "error", "relation-to-itself", ("secondments", index, "sent_to"), problem, "name the other end"
    for index, figure in enumerate(case.figures):
        if figure.paired_with == figure.key:
            yield "error", "relation-to-itself", ("figures", index, "paired_with"), "is the figure itself", "name the other figure"
    for index, event in enumerate(case.events):
        if event.before and sorted(event.before) == sorted(event.after):
            problem = f"is {', '.join(event.after)}, as before: nothing has changed"
            yield "error", "nothing-changed", ("events", index, "after"), problem, "name what there is after the event"
