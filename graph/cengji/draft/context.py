"""What the steps of a draft share: the document, what is known beforehand, and the statements found so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from cengji.draft.knowledge import Knowledge
from cengji.draft.passages import Passages, Span
from cengji.draft.register import Register
from cengji.draft.statements import Statement
from cengji.text.characters import plain_name

__all__ = ["Context", "overlaps"]


@dataclass
class Context:
    """A draft at work. ``home`` is the place of the case; every step adds its statements.

    ``denied`` are the places of what the text denies or only plans.
    """

    passages: Passages
    knowledge: Knowledge
    register: Register
    home: Statement
    statements: list[Statement] = field(default_factory=list)
    denied: list[Span] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The cleaned text."""
        return self.passages.text

    def add(self, found: Iterable[Statement]) -> list[Statement]:
        """Keep the statements that a step found, and return them."""
        added = list(found)
        self.statements += added
        return added

    def section(self, *names: str) -> list[Statement]:
        """Return the statements of some sections, in the order in which they were found."""
        return [one for one in self.statements if one.section in names]

    def by_name(self, *sections: str) -> dict[str, Statement]:
        """Return the statements of some sections by label and aliases; what was found first keeps a name."""
        found: dict[str, Statement] = {}
        for one in self.section(*sections):
            for name in (one.label, *one.aliases):
                found.setdefault(plain_name(name), one)
        return found

    def mentions(self, *sections: str) -> Mentions:
        """Return where statements of some sections are printed."""
        return Mentions(self.section(*sections))


class Mentions:
    """Where statements are printed, in reading order, to ask what stands in a stretch of the text."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Sort all their spans."""
        printed = [(span, one) for one in statements for span in one.spans]
        self._all = sorted(printed, key=itemgetter(0))  # those of one span stay in order
        self._starts = [span[0] for span, _ in self._all]

    def within(self, start: int, end: int) -> list[tuple[Span, Statement]]:
        """Return what begins in a stretch, with its span."""
        first = bisect_left(self._starts, start)
        return self._all[first : bisect_left(self._starts, end, first)]


def overlaps(one: Span, other: Span) -> bool:
    """Return whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
