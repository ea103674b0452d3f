"""What a query may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["OWN_LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a query: seconds from its start, rows of the answer, megabytes beside the data; None is no bound."""

    seconds: float | None = None
    rows: int | None = None
    megabytes: int | None = None


OWN_LIMITS: Final = Limits(seconds=60.0, rows=1_000_000, megabytes=2048)
"""What the command line and servers allow a query that is not of the library where nothing else is said."""
