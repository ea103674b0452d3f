"""Drafts: a raw article → a whole proposed case, by rules learnt from the schemes and the cases at hand; no RDF."""

from __future__ import annotations

from cengji.draft.knowledge import Concept, Knowledge
from cengji.draft.pipeline import Drafted, draft_case
from cengji.draft.proposals import propose

__all__ = ["Concept", "Drafted", "Knowledge", "draft_case", "propose"]
