"""SPARQL Update on a store on disk: all of it or nothing, and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from cengji.core.errors import QueryError, UnavailableError
from cengji.core.queryfile import QueryFile
from cengji.core.sparql import shorten_fault
from cengji.dataset.disk import change_store
from cengji.dataset.ordering import ask_ordered
from cengji.query.guard import check_text
from cengji.query.running import locate_errors

__all__ = ["Change", "update_store"]


class Change(NamedTuple):
    """The number of quads in a store before and after an update."""

    before: int
    after: int


def update_store(path: Path, query: QueryFile, *, allowed: frozenset[str] = frozenset()) -> Change:
    """Run an update on the store in a folder; whoever reads the store meanwhile goes on reading the state before.

    INSERT DATA without GRAPH adds to the default graph, and WHERE without GRAPH or USING reads only that
    one: unlike a query, an update sees no union of the graphs.

    :raises UsageError: if there is no store, or the text would call other servers or read files.
    :raises QueryError: if it is not SPARQL 1.1 Update.
    :raises UnavailableError: if the store cannot be written.
    """
    check_text(query.text, allowed=allowed, update=True)
    sizes: list[int] = []

    def change(store: ox.Store) -> None:
        sizes.append(len(store))
        with locate_errors(query), _translate_errors():
            ask_ordered(store.update, query.text)
        sizes.append(len(store))

    change_store(path, change)
    return Change(*sizes)


@contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"is not SPARQL 1.1 Update: {shorten_fault(error.msg or str(error))}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise UnavailableError(f"the update failed, and nothing was changed: {error}") from error
