"""Rows that a triples map makes nothing of, since a column of its subject is empty there: right by RML, and still to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cengji.register.parts import ROW
from cengji.register.plan import Plan
from cengji.register.tables import Table, quote_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Unmapped", "find_unmapped"]

_NAMED: Final = 5
"""How many rows of a map are named."""


@dataclass(frozen=True, slots=True)
class Unmapped:
    """Rows of a table of which a triples map makes no quad: their number, the columns, and the first rows, the first of a table being 1."""

    map: str
    table: str
    columns: tuple[str, ...]
    rows: int
    first: tuple[int, ...]

    def __str__(self) -> str:
        """Return what a user is told of them."""
        shown = f"row{'s' if self.rows > 1 else ''} {', '.join(map(str, self.first))}{' …' if self.rows > len(self.first) else ''}"
        empty = " or ".join(self.columns)
        return f"{self.map}: {self.rows:,} of the rows of {self.table} make no quad, as {empty} is empty, which the subject needs ({shown})"


def find_unmapped(plans: Iterable[tuple[Plan, Table]], connection: DuckDBPyConnection) -> tuple[Unmapped, ...]:
    """Return the rows without a subject, a map each, in the order of the maps; a row that another map takes is among them too."""
    found = []
    for plan, table in plans:
        columns = tuple(dict.fromkeys(plan.map.subject.columns))
        if not columns:
            continue
        empty = f"FROM {table.source} WHERE {' OR '.join(f'{quote_name(column)} IS NULL' for column in columns)}"
        rows = connection.execute(f"SELECT count(*) {empty}").fetchall()[0][0]
        if rows:
            row = quote_name(ROW)
            first = connection.execute(f"SELECT {row} {empty} ORDER BY {row} LIMIT {_NAMED}").fetchall()
            found.append(Unmapped(_short(plan.map.name), table.name, columns, rows, tuple(number for (number,) in first)))
    return tuple(found)


def _short(name: str) -> str:
    """Return the local part of the IRI of a map."""
    return name.rpartition("#")[2].rpartition("/")[2] or name
