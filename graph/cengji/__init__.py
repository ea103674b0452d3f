"""Cengji 层级: reports on how places organize themselves, as a knowledge graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cengji.core import errors as errors
from cengji.core.lazy import import_on_use

if TYPE_CHECKING:
    from cengji.api import (
        Agreement,
        Build,
        Case,
        Check,
        Comparison,
        Coverage,
        Graph,
        Import,
        Model,
        Verification,
        agree,
        build,
        clean,
        pull,
        read_tables,
        verify,
    )
    from cengji.api import open as open  # noqa: A004 - cengji.open, as in gzip.open
    from cengji.query import Limits, Table

__all__ = [
    "Agreement", "Build", "Case", "Check", "Comparison", "Coverage", "Graph", "Import", "Limits", "Model", "Table", "Verification",
    "__version__", "agree", "build", "clean", "pull", "read_tables", "verify",
]  # fmt: skip
# `open` is public too, but not for `from cengji import *`, which would hide the builtin.

__version__ = "0.2.0.dev0"

__getattr__ = import_on_use(
    __name__,
    dict.fromkeys(
        [
            "Agreement",
            "Build",
            "Case",
            "Check",
            "Comparison",
            "Coverage",
            "Graph",
            "Import",
            "Model",
            "Verification",
            "agree",
            "build",
            "clean",
            "open",
            "pull",
            "read_tables",
            "verify",
        ],
        "api",
    )
    | dict.fromkeys(["Limits", "Table"], "query"),
)


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted({*__all__, "open"})
