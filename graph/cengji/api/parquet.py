"""What the Parquet of a register answers in place of the store that was made of it, where both say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cengji.core.errors import InputError, UnavailableError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cengji.core.queryfile import QueryFile
    from cengji.dataset import Dataset, Ontology
    from cengji.projection import Projection
    from cengji.projection.source import Source

__all__ = ["answer_from_register", "project_by_register", "read_by_register", "suspects_of"]

_Read = TypeVar("_Read")


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


def read_by_register(dataset: Dataset, read: Callable[[Source | None], _Read], *, proposals: bool = True) -> _Read:
    """Return what is read of a dataset, of things and links from the Parquet of the register whose store it is.

    ``read`` gets that as its source. It gets None, so that the store is to be asked, where the register is small, the two may differ,
    one cannot be read or the extra is not installed.

    :param proposals: whether the source has what is only proposed too.
    """
    if dataset.path is not None:
        with suppress(UnavailableError):
            from cengji.register.projecting import open_source

            with open_source(dataset.path, proposals=proposals) as source:
                if source is not None:
                    return read(source)
    return read(None)


def project_by_register(dataset: Dataset, *, slim: bool = False) -> Projection:
    """Return the projection of a dataset, of a large register from its Parquet where that says the same as the store."""
    from cengji.projection import project

    return read_by_register(dataset, lambda source: project(dataset, slim=slim, source=source))


def suspects_of(dataset: Dataset, ontology: Ontology) -> tuple[bool, frozenset[str]] | None:
    """Return what of shapes and rules the store of a large register may break, by its Parquet; None of another dataset.

    It is None too where the two may differ, or the extra is not installed: then everything is to be looked for.
    """
    if dataset.path is None:
        return None
    try:
        from cengji.register.columns import find_columns
        from cengji.register.inspection import find_suspects
        from cengji.register.projecting import LEAST_QUADS

        columns = find_columns(dataset.path, LEAST_QUADS)
        return None if columns is None else find_suspects(columns.parent, ontology.shapes)
    except (UnavailableError, InputError):
        return None
