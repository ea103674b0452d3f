"""A statement of a draft: what section it belongs to, where the document says it, and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cengji.draft.passages import Span

__all__ = ["Statement"]


@dataclass(eq=False, slots=True)
class Statement:
    """One entry to be: ``fields`` hold plain values, or other statements where the entry refers to one.

    ``key`` is what its key is made of where its label gives none of its own.
    ``spans`` are those of the cleaned text; ``rule`` names what found it, as the entry will say.
    """

    section: str
    label: str
    spans: list[Span]
    rule: str
    fields: dict[str, object] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    note: str | None = None
    english: str | None = None
    key: str | None = None

    @property
    def start(self) -> int:
        """Where it is printed first."""
        return min(self.spans)[0]

    @property
    def kind(self) -> str:
        """The key of its kind, empty where it has none."""
        return str(self.fields.get("kind") or "")
