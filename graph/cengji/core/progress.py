"""What long work tells of itself while it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Progress", "tell_nobody"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""It is told the step, how much of it is done, and of how much: 1 where that is not known before its end."""


def tell_nobody(step: str, done: int, total: int) -> None:
    """Take what is told, and do nothing."""
