"""What a difference consists of: one statement for one edit, with what it changed, and its effect on the queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from cengji.core.texts import Text

__all__ = ["KINDS", "VERBS", "Change", "Difference", "Effect", "Passage", "Statement", "Verb", "effect"]

# What a statement says of its thing; evidence: nothing but its passages differ; mapped: the curator's mapping does.
Verb = Literal["added", "withdrawn", "changed", "evidence", "mapped", "reordered"]
VERBS: Final[tuple[Verb, ...]] = ("added", "withdrawn", "changed", "evidence", "mapped", "reordered")

# The kinds of things, in the order in which they are reported.
KINDS: Final = (
    "case", "document", "place", "ladder", "rung", "group", "body", "person-group", "post", "measure", "problem", "outcome",
    "power", "figure", "event", "relation", "holding", "secondment", "same-body", "policy", "concept", "thing",
)  # fmt: skip


@dataclass(frozen=True, order=True, slots=True)
class Passage:
    """A piece of evidence: title of the document, raw code points ``start`` to ``end``, printed expression.

    Offsets are None and the expression is empty where the graph has none.
    """

    document: str
    start: int | None
    end: int | None
    expression: str


@dataclass(frozen=True, slots=True)
class Change:
    """The values of one property, an IRI, that only one side has, by their names; in order."""

    property: str
    label: Text
    old: tuple[Text, ...]
    new: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one edit did to one thing; ``parts`` counts the kinds of things that came or went with it."""

    verb: Verb
    kind: str
    place: Text
    thing: str
    label: Text
    changes: tuple[Change, ...] = ()
    old_evidence: tuple[Passage, ...] = ()
    new_evidence: tuple[Passage, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All statements by place, kind and name, and the numbers of quads on one side only."""

    statements: tuple[Statement, ...]
    withdrawn_quads: int
    added_quads: int

    def __bool__(self) -> bool:
        """Return whether the two differ in anything at all."""
        return bool(self.withdrawn_quads or self.added_quads)


@dataclass(frozen=True, slots=True)
class Effect:
    """Rows of a query that only one side gives; equal rows count as often as they stand."""

    query: str
    withdrawn: int
    added: int


def effect(query: str, old: Iterable[tuple[str, ...]], new: Iterable[tuple[str, ...]]) -> Effect | None:
    """Compare two answers to a query, whatever their order; None where they have the same rows.

    >>> effect("bodies", [("a",), ("a",)], [("a",), ("b",)])
    Effect(query='bodies', withdrawn=1, added=1)
    """
    before, after = Counter(old), Counter(new)
    withdrawn, added = (before - after).total(), (after - before).total()
    return Effect(query, withdrawn, added) if withdrawn or added else None
