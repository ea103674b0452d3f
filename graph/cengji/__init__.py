"""Cengji 层级: reports on how places organize themselves, as a knowledge graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cengji.core import errors as errors

if TYPE_CHECKING:
    from cengji.api import Build, Case, Check, Comparison, Coverage, Graph, build, pull
    from cengji.api import open as open  # noqa: A004 - cengji.open, as in gzip.open
    from cengji.query import Limits, Table

__all__ = [
    "Build", "Case", "Check", "Comparison", "Coverage", "Graph", "Limits", "Table", "__version__", "build", "pull",
]  # fmt: skip
# `open` is public too, but not for `from cengji import *`, which would hide the builtin.

__version__ = "0.1.0"

_OF_API = frozenset({"Build", "Case", "Check", "Comparison", "Coverage", "Graph", "build", "open", "pull"})
_OF_QUERY = frozenset({"Limits", "Table"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what the module gives by that name
    """Import a part of the API only when somebody uses it, so that ``import cengji`` and ``cengji --help`` stay light."""
    if name in _OF_API:
        from cengji import api

        return getattr(api, name)
    if name in _OF_QUERY:
        from cengji import query

        return getattr(query, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted({*__all__, "open"})
