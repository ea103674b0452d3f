"""A connection to DuckDB in this process, within bounds of memory."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.errors import UsageError
from cengji.core.extras import require_extra
from cengji.register.tables import quote_text

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["connect"]

_KEPT: Final = "256MB"
"""What of its memory DuckDB keeps for its next blocks, rather than give it back to the system, which empties it anew each time."""


def connect(folder: Path, memory: str) -> DuckDBPyConnection:
    """Return a connection to DuckDB that keeps within a memory limit such as ``1500MB`` and spills into a folder.

    :raises UsageError: if the limit is none.
    """
    connection = duckdb.connect()
    try:
        connection.execute(f"SET memory_limit = {quote_text(memory)}")
    except duckdb.Error as error:
        raise UsageError.naming("{memory} {given!r} is no limit: write it as 1500MB or 2GB", given=memory) from error
    connection.execute(f"SET temp_directory = {quote_text(folder / 'spill')}")
    connection.execute("SET enable_progress_bar = false")
    with suppress(duckdb.CatalogException):  # releases before 2 may not know it
        connection.execute(f"SET block_allocator_memory = {quote_text(_KEPT)}")
    return connection
