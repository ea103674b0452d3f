"""The rows of an answer: terms as the engine gives them, plain values, data frames."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, overload

import pyoxigraph as ox

from cengji.core.errors import UsageError
from cengji.core.files import replace_file
from cengji.core.lazy import lazy_module
from cengji.core.terms import term_text
from cengji.core.texts import NAMES_IN, Language, counted
from cengji.query.frames import pandas_frame, polars_frame
from cengji.query.markup import html_table
from cengji.query.names import Names
from cengji.query.values import Value, typed_value

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
else:
    pd, pl = (lazy_module(name, extra="frames") for name in ("pandas", "polars"))

__all__ = ["Row", "Table", "Term"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]
_MOST_NAMED = 6  # columns in the short form


class Table:
    """Rows of terms under named columns, in the order of the query; a cell is None where the column is unbound.

    ``table["label"]`` is a column and ``table[3]`` a row of plain values, ``table[3, "label"]`` one of them;
    ``table[:10]`` and ``table[["case", "label"]]`` are tables. Rows are read from the engine when they are asked for,
    and kept. Iterating gives the engine's own rows of terms, which take a place or a column's name (``row[0]``,
    ``row["case"]``) and unpack like tuples.

    >>> table = Table(["n", "label"], [(ox.Literal(1), ox.Literal("a")), (ox.Literal(2), None)])
    >>> table
    <Table of n, label; 0 rows read; try ["n"], [0], .typed(), .to_pandas()>
    >>> table["n"], table[0], table[1, "label"], len(table[1:])
    ([1, 2], Row(n=1, label='a'), None, 1)
    """

    def __init__(self, columns: Iterable[str], rows: Iterable[Any], *, names: Names | None = None) -> None:
        """Keep the columns and read the rows later; ``names`` are those of the data that the rows come from."""
        self.columns = tuple(columns)
        self._unread = iter(rows)
        self._read: list[Any] = []
        self.names = names

    @classmethod
    def of(cls, solutions: ox.QuerySolutions, *, names: Names | None = None) -> Table:
        """Return the solutions of a query as a table."""
        return cls((variable.value for variable in solutions.variables), solutions, names=names)

    @overload
    def __getitem__(self, key: str) -> list[Value]: ...
    @overload
    def __getitem__(self, key: int) -> Any: ...  # noqa: ANN401 - a named tuple whose fields are known when it is made
    @overload
    def __getitem__(self, key: tuple[int, str]) -> Value: ...
    @overload
    def __getitem__(self, key: slice | list[str]) -> Table: ...
    def __getitem__(self, key: str | int | tuple[int, str] | slice | list[str]) -> Any:
        """Return a column, a row or a cell as plain values, or some rows or columns as a table.

        :raises UsageError: if there is no such column.
        :raises IndexError: if there is no such row.
        """
        if isinstance(key, str):
            place = self._place(key)
            return [typed_value(row[place]) for row in self]
        if isinstance(key, int):
            return _row_type(self.columns)._make(map(typed_value, self.rows[key]))
        if isinstance(key, slice):
            return Table(self.columns, self.rows[key], names=self.names)
        if isinstance(key, tuple):
            number, name = key
            return typed_value(self.rows[number][self._place(name)])
        places = [self._place(name) for name in key]
        return Table(key, (tuple(row[place] for place in places) for row in self), names=self.names)

    def _place(self, name: str) -> int:
        if name in self.columns:
            return self.columns.index(name)
        near = get_close_matches(name, self.columns, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(self.columns)}"
        raise UsageError(f"there is no column {name!r}; {hint}")

    def _ipython_key_completions_(self) -> list[str]:
        """Return the columns, which a notebook offers within the brackets."""
        return list(self.columns)

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
        """Return the columns, how many rows have been read, and what to ask next."""
        named = ", ".join(self.columns[:_MOST_NAMED]) + (", …" if len(self.columns) > _MOST_NAMED else "")
        first = f'["{self.columns[0]}"], ' if self.columns else ""
        return f"<Table of {named}; {counted(len(self._read), 'rows')} read; try {first}[0], .typed(), .to_pandas()>"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows as tuples of terms."""
        return tuple(map(tuple, self))

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield each row as strings: IRIs and lexical forms, empty where unbound.

        >>> list(Table(["n", "label"], [(ox.Literal(1), None)]).texts())
        [('1', '')]
        """
        for row in self:
            yield tuple(term_text(term) for term in row)

    def typed(self) -> Iterator[Any]:
        """Yield each row as a named tuple of plain Python values.

        A column whose name Python cannot use as a field is called ``_`` and its place.

        >>> [row.n + 1 for row in Table(["n"], [(ox.Literal(1),)]).typed()]
        [2]
        """
        make = _row_type(self.columns)._make
        for row in self:
            yield make(map(typed_value, row))

    def with_labels(self, language: Language = NAMES_IN) -> Table:
        """Return the table with a column ``x_label`` after each column ``x`` of IRIs that have labels, unless there is one.

        >>> import cengji
        >>> graph = cengji.open()
        >>> graph.query("ladders", case="gusu").with_labels("en")[0, "case_label"]
        'Gusu District'

        :param language: that of the labels where there are any in it, else another.
        :raises UsageError: if the table does not know the data that its rows come from.
        """
        from cengji.query.companions import add_labels

        return add_labels(self, self._known_names(), language)

    def with_evidence(self) -> Table:
        """Return the table with ``evidence_document`` (title) and ``evidence_characters`` (``start-end``, raw code points) at its end.

        They say on what the thing of each row rests first: the IRI in the column that tells most things with evidence apart, figures
        and claims before what has a name; of several figures all (``171-180; 402-406``).
        Where each row is about a thing of its own and has columns ``start`` and ``end``, these are the characters.

        >>> import cengji
        >>> graph = cengji.open()
        >>> graph.query("measures", case="gusu").with_evidence().columns[-2:]
        ('evidence_document', 'evidence_characters')

        :raises UsageError: if nothing in the rows has evidence, or the table does not know the data that they come from.
        """
        from cengji.query.companions import add_evidence

        return add_evidence(self, self._known_names().data)

    def to_pandas(self, *, labels: Language | None = None, evidence: bool = False) -> pd.DataFrame:
        """Return a pandas data frame of plain values.

        Integers are Int64, and decimals float64, unless that would alter one of a column: more than 64 bits, or digits
        that a float does not keep (about 15). Such a column holds Python's own numbers, as dates and texts are its own
        objects. An unbound cell is a missing value. No column is an index.

        >>> import cengji
        >>> graph = cengji.open()
        >>> frame = graph.query("figures", case="gusu").to_pandas(labels="zh")
        >>> str(frame["value"].dtype), frame["unit_label"][0]
        ('float64', '个')

        :param labels: add columns of labels in this language, as :meth:`with_labels` does.
        :param evidence: add columns of evidence, as :meth:`with_evidence` does.
        :raises UsageError: as these do.
        :raises UnavailableError: if pandas is not installed.
        """
        return pandas_frame(self._columns(labels, evidence=evidence))

    def to_polars(self, *, labels: Language | None = None, evidence: bool = False) -> pl.DataFrame:
        """Return a polars data frame of plain values; takes and raises what :meth:`to_pandas` does.

        Numbers are Int64 or Float64 by the same rule; a column they would alter, and one of several types, is text.

        >>> Table(["n"], [(ox.Literal(1),), (None,)]).to_polars()["n"].to_list()
        [1, None]
        """
        return polars_frame(self._columns(labels, evidence=evidence))

    def to_csv(self, path: Path | str | None = None, *, excel: bool = False) -> str:
        r"""Return the rows as CSV of SPARQL 1.1: IRIs and lexical forms, exact; also written to ``path`` if given.

        >>> Table(["n"], [(ox.Literal(1),)]).to_csv()
        'n\r\n1\r\n'

        :param excel: as spreadsheet programs open it: with a mark of UTF-8, every cell quoted, none a formula.
        :raises UnavailableError: if the file cannot be written.
        """
        from cengji.query.formats import write_answer

        written = write_answer(self, "csv-excel" if excel else "csv")
        if path is not None:
            replace_file(Path(path), written)
        return written.decode()

    def _known_names(self) -> Names:
        if self.names is None:
            raise UsageError("this table does not know the data that its rows come from; ask a graph for it")
        return self.names

    def _columns(self, labels: Language | None, *, evidence: bool) -> dict[str, Sequence[Value]]:
        table = self.with_evidence() if evidence else self
        table = table.with_labels(labels) if labels else table
        rows = [[typed_value(term) for term in row] for row in table]
        return {name: [row[place] for row in rows] for place, name in enumerate(table.columns)}

    def _repr_html_(self) -> str:
        """Return the table for a notebook: the first rows, with labels for IRIs."""
        return html_table(self.columns, self, labels=self.names.labels if self.names else None, most=100)


@lru_cache
def _row_type(columns: tuple[str, ...]) -> Any:  # noqa: ANN401 - a named tuple whose fields are known when it is made
    return namedtuple("Row", columns, rename=True)
