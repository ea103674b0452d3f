"""What the Parquet of a register answers in place of the store that was made of it, where both say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cengji.core.errors import UnavailableError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cengji.core.queryfile import QueryFile
    from cengji.projection.source import Source

__all__ = ["answer_from_register", "open_register_source"]


def answer_from_register(query: QueryFile, terms: Mapping[str, str], store: Path) -> ox.QuerySolutions | None:
    """Return the answer to a question of the library from the columns of the register whose store this is.

    It is None, so that the store is to be asked, where the register is small, the two may differ, the question has no SQL beside its
    SPARQL, its terms are not what the SQL covers, or the extra is not installed.
    """
    try:
        from cengji.register.columns import answer_from_columns, find_columns

        folder = find_columns(store)
        return answer_from_columns(query, terms, folder) if folder else None
    except UnavailableError:
        return None


@contextmanager
def open_register_source(store: Path) -> Iterator[Source | None]:
    """Have the register tell things and links whose store this is.

    It is None, so that the store is to be asked, where the register is small, the two may differ, or the extra is not installed.
    """
    try:
        from cengji.register.projecting import open_source
    except UnavailableError:
        yield None
        return
    with open_source(store) as source:
        yield source
