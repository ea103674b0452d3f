"""What a query may take."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a query: seconds from its start, rows of the answer, megabytes beside the data; None is no bound."""

    seconds: float | None = None
    rows: int | None = None
    megabytes: int | None = None
