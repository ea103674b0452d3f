"""Cengji 层级: reports on how places organize themselves, as a knowledge graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cengji.api import Graph, open  # noqa: A004 - cengji.open, as in gzip.open

__all__ = ["Graph", "__version__", "open"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what the module gives by that name
    """Import the door only when somebody uses it, so that ``import cengji`` and ``cengji --help`` stay light."""
    if name in ("Graph", "open"):
        from cengji import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
