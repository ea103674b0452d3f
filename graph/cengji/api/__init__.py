"""The API: what the command line can do, for Python; each part is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cengji.api.builder import Build, build
    from cengji.api.case import Case
    from cengji.api.check import Check
    from cengji.api.comparison import Comparison, open_side
    from cengji.api.coverage import Coverage
    from cengji.api.graph import Graph
    from cengji.api.opening import open as open  # noqa: A004 - cengji.open, as in gzip.open
    from cengji.api.opening import pull
    from cengji.api.source import Source

__all__ = ["Build", "Case", "Check", "Comparison", "Coverage", "Graph", "Source", "build", "open_side", "pull"]

_HOMES = {
    "Build": "builder",
    "Case": "case",
    "Check": "check",
    "Comparison": "comparison",
    "Coverage": "coverage",
    "Graph": "graph",
    "Source": "source",
    "build": "builder",
    "open": "opening",
    "open_side": "comparison",
    "pull": "opening",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what the package gives by that name
    """Import a part on use: asking a kept build needs neither the case model nor the page."""
    if name in _HOMES:
        return getattr(import_module(f"cengji.api.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
