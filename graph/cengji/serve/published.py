"""What a publisher hands to a server: a build in a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Published"]


@dataclass(frozen=True, slots=True)
class Published:
    """A build in a folder of its own: what it is called, its store, its page if there is one, and its graphs with their sizes.

    ``store`` is a folder with a store on disk, or a file of N-Quads, which is to be held in memory. ``parts`` is the folder of what
    the page of a large graph reads as it is opened.
    """

    build: str
    store: Path
    page: str
    graphs: tuple[tuple[str, int], ...]
    parts: Path | None = None

    @property
    def is_in_memory(self) -> bool:
        """Whether the data are to be held in memory."""
        return self.store.is_file()
