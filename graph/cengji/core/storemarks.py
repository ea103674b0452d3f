"""The files in the folder of a store on disk that say what it was filled with, and that none of its triples stands in two graphs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cengji.core.files import replace_file

__all__ = ["CURRENT", "REGISTER", "is_distinct", "mark_distinct", "mark_source", "source_of"]

CURRENT: Final = "CURRENT"
"""The file that every store of Oxigraph has; its content changes when the store is opened for writing."""
REGISTER: Final = "register "
"""What the source of a store begins with that a register was loaded into; the digest of that register follows."""
_RECORD: Final = "cengji-source"
_DISTINCT: Final = "cengji-distinct"


def source_of(folder: Path) -> str:
    """Return what a store says it was filled with, empty where it says nothing."""
    record = folder / _RECORD
    return record.read_text(encoding="utf-8") if record.is_file() else ""


def mark_source(folder: Path, source: str) -> None:
    """Have a store say what it was filled with."""
    replace_file(folder / _RECORD, source.encode())


def mark_distinct(folder: Path) -> None:
    """Have a store say that none of its triples stands in two graphs, as long as nobody writes to it."""
    replace_file(folder / _DISTINCT, (folder / CURRENT).read_bytes())


def is_distinct(folder: Path) -> bool:
    """Return whether it is known of a store that none of its triples stands in two graphs."""
    known = folder / _DISTINCT
    return known.is_file() and known.read_bytes() == (folder / CURRENT).read_bytes()
