"""Drafts: a raw article → a whole proposed case, by rules learnt from the schemes and the cases at hand; no RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.draft.knowledge import Concept, Knowledge
    from cengji.draft.pipeline import Drafted, draft_case
    from cengji.draft.proposals import propose

__all__ = ["Concept", "Drafted", "Knowledge", "draft_case", "propose"]

__getattr__ = import_on_use(
    __name__,
    {"Concept": "knowledge", "Drafted": "pipeline", "Knowledge": "knowledge", "draft_case": "pipeline", "propose": "proposals"},
)
