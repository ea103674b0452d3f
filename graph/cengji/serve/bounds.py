"""What a server allows: of a query, of its queue, of a request."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import Final

from cengji.core.errors import UsageError
from cengji.query.answers import Limits

__all__ = ["SERVED_LIMITS", "Bounds"]

SERVED_LIMITS: Final = Limits(seconds=30.0, rows=200_000, megabytes=1024)
"""What a query may take where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a server allows.

    ``workers`` processes answer at once, ``long`` more take over what runs longer than ``patience`` seconds, at the lowest
    priority; ``queue`` requests wait, each ``wait`` seconds at most. An answer has ``megabytes`` at most; a request a head of
    ``head`` and a body of ``body`` bytes, and ``arrival`` seconds to arrive, its answer ``delivery`` seconds to be taken. A worker
    is replaced after ``tasks`` answers. ``kept`` megabytes of answers are kept. Data that take no more than ``memory`` megabytes
    are held there, others are read from disk, as all are where the workers cannot be forked from the process that holds them.

    :raises UsageError: if there is no worker, or a number is below 0.
    """

    limits: Limits = SERVED_LIMITS
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    long: int = 2
    queue: int = 128
    wait: float = 20.0
    patience: float = 0.25
    megabytes: int = 64
    head: int = 32 * 1024
    body: int = 256 * 1024
    arrival: float = 15.0
    delivery: float = 120.0
    tasks: int = 10_000
    kept: int = 64
    memory: int = 1024

    def __post_init__(self) -> None:
        """Refuse bounds with which nothing could be answered."""
        if self.workers < 1:
            raise UsageError.naming("{workers} is 1 or more, not {given}", given=self.workers)
        if self.memory < 0:
            raise UsageError.naming("{in_memory} is 0 or more, not {given}", given=self.memory)
        if sys.platform != "linux":
            object.__setattr__(self, "memory", 0)
        if self.queue < 0:
            raise UsageError.naming("{queue} is 0 or more, not {given}", given=self.queue)
