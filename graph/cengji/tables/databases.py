"""The SQLite file of an export of ours as tables: the bodies and groups, with what they have several of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from cengji.core.errors import InputError
from cengji.tables.grid import Grid

__all__ = ["read_database"]

_CLASSES: Final = ("Body", "BodyGroup")
_MAGIC: Final = b"SQLite format 3\0"


def read_database(path: Path, data: bytes) -> list[Grid]:
    """Return the tables of bodies and of groups, values of which there are several joined by ``|``; the file is only read.

    :raises InputError: if it is no SQLite file, or none that Cengji has written.
    """
    if not data.startswith(_MAGIC):
        raise InputError.of(path, "is no SQLite file", "give the file of `cengji export sqlite`")
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            grids = list(_tables(database, str(path)))
    except sqlite3.Error as error:
        raise InputError.of(path, f"cannot be read: {error}", "export it again") from error
    if not grids:
        problem = "is a database with other tables than those of `cengji export sqlite`"
        raise InputError.of(path, problem, "write the table of the bodies as CSV, and import that")
    return grids


def _tables(database: sqlite3.Connection, name: str) -> Iterator[Grid]:
    there = {table for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in _CLASSES:
        if table not in there:
            continue
        found = database.execute(f'SELECT * FROM "{table}" ORDER BY iri')  # noqa: S608 - a name of ours
        columns = [column for column, *_ in found.description]
        if not {"iri", "prefLabel_zh"} <= set(columns):
            continue
        rows = {row[columns.index("iri")]: dict(zip(columns, row, strict=True)) for row in found}
        for other in sorted(one for one in there if one.startswith(f"{table}_") and one.removeprefix(f"{table}_") not in columns):
            column = other.removeprefix(f"{table}_")
            columns.append(column)
            for iri, value in database.execute(f'SELECT iri, value FROM "{other}" ORDER BY iri, value'):  # noqa: S608 - a name of ours
                held = rows.get(iri, {})
                held[column] = f"{held[column]}|{value}" if held.get(column) else value
        texts = [["" if row.get(column) is None else str(row[column]) for column in columns] for row in rows.values()]
        yield Grid(name, table, [columns, *texts], is_workbook=True)
