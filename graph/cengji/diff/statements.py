"""What a difference consists of: one statement for one edit, with what it changed and the evidence of both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from cengji.core.texts import Text

__all__ = ["KINDS", "VERBS", "Change", "Difference", "Passage", "Statement", "Verb"]

Verb = Literal["added", "withdrawn", "changed", "evidence", "mapped", "reordered"]
VERBS: Final[tuple[Verb, ...]] = ("added", "withdrawn", "changed", "evidence", "mapped", "reordered")
"""What a statement says of its thing; ``evidence``: nothing but its passages differ; ``mapped``: the curator's mapping does."""

KINDS: Final = (
    "case", "document", "place", "ladder", "rung", "group", "body", "post", "measure", "figure", "event", "relation", "holding",
    "secondment", "same-body", "policy", "concept", "thing",
)  # fmt: skip
"""The kinds of things, in the order in which they are told."""


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
    """The values of one property on both sides that the other side does not have, by their names."""

    property: str
    """The IRI of the property."""
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
