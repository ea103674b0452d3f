"""The rows of an answer: terms as the engine gives them, plain values, data frames."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from cengji.core.extras import require_extra
from cengji.core.terms import term_text
from cengji.query.markup import Labels, html_table
from cengji.query.values import Value, typed_value

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Row", "Table", "Term"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]


class Table:
    """Rows of terms under named columns, in the order of the query; a cell is None where the column is unbound.

    Rows are read from the engine when they are asked for, and kept. Iterating gives the engine's own
    rows, which take a place or a column's name (``row[0]``, ``row["case"]``) and unpack like tuples.

    >>> table = Table(["n"], [(ox.Literal(1),), (ox.Literal(2),)])
    >>> len(table), [row.n for row in table.typed()]
    (2, [1, 2])
    """

    def __init__(self, columns: Iterable[str], rows: Iterable[Any], *, labels: Labels | None = None) -> None:
        """Keep the columns and read the rows later; ``labels`` finds labels of IRIs for a notebook."""
        self.columns = tuple(columns)
        self._unread = iter(rows)
        self._read: list[Any] = []
        self._labels = labels

    @classmethod
    def of(cls, solutions: ox.QuerySolutions, *, labels: Labels | None = None) -> Table:
        """Return the solutions of a query as a table."""
        return cls((variable.value for variable in solutions.variables), solutions, labels=labels)

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows, reading on where nobody has read yet."""
        place = 0
        read, unread = self._read, self._unread
        while True:
            if place == len(read):
                row = next(unread, None)
                if row is None:
                    return
                read.append(row)
            yield read[place]
            place += 1

    def __len__(self) -> int:
        """Return the number of rows; this reads all of them."""
        self._read.extend(self._unread)
        return len(self._read)

    def __bool__(self) -> bool:
        """Return whether there is a row; this reads no more than one."""
        return next(iter(self), None) is not None

    def __eq__(self, other: object) -> bool:
        """Return whether columns and rows are the same, in the same order."""
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self.rows == other.rows

    __hash__ = None  # type: ignore[assignment]  # a table grows while it is read

    def __repr__(self) -> str:
        """Return the columns and how many rows have been read."""
        return f"<Table of {', '.join(self.columns)}; {len(self._read)} rows read>"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows as tuples of terms."""
        return tuple(map(tuple, self))

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield each row as strings: IRIs and lexical forms, empty where unbound."""
        for row in self:
            yield tuple(term_text(term) for term in row)

    def typed(self) -> Iterator[Any]:
        """Yield each row as a named tuple of plain Python values (see :func:`graph.query.values.typed_value`).

        A column whose name Python cannot use as a field is called ``_`` and its place.
        """
        make = _row_type(self.columns)._make
        for row in self:
            yield make(map(typed_value, row))

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas data frame of plain values; an unbound cell is None.

        :raises UnavailableError: if pandas is not installed.
        """
        with require_extra("frames"):
            import pandas as pd
        return pd.DataFrame(dict(zip(self.columns, self._by_column(), strict=True)), columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """Return a polars data frame of plain values; a column of several types is text.

        :raises UnavailableError: if polars is not installed.
        """
        with require_extra("frames"):
            import polars as pl
        columns = {name: _of_one_type(values) for name, values in zip(self.columns, self._by_column(), strict=True)}
        return pl.DataFrame({name: pl.Series(name, values, strict=False) for name, values in columns.items()})

    def _by_column(self) -> list[list[Value]]:
        rows = [[typed_value(term) for term in row] for row in self]
        return [[row[place] for row in rows] for place in range(len(self.columns))]

    def _repr_html_(self) -> str:
        """Return the table for a notebook: the first rows, with labels for IRIs."""
        return html_table(self.columns, self, labels=self._labels, most=100)


@lru_cache
def _row_type(columns: tuple[str, ...]) -> Any:  # noqa: ANN401 - a named tuple whose fields are known when it is made
    return namedtuple("Row", columns, rename=True)


def _of_one_type(values: Sequence[Value]) -> Sequence[Value]:
    if len({type(value) for value in values} - {type(None)}) <= 1:
        return values
    return [None if value is None else str(value) for value in values]
