"""A language model may propose too: what it says enters a draft only with proof from the text; no RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.draft.model.asking import ask_model
    from cengji.draft.model.proof import Answered, Refused, prove
    from cengji.draft.model.settings import Model

__all__ = ["Answered", "Model", "Refused", "ask_model", "prove"]

__getattr__ = import_on_use(
    __name__,
    {
        "Answered": "proof",
        "Model": "settings",
        "Refused": "proof",
        "ask_model": "asking",
        "prove": "proof",
    },
)
