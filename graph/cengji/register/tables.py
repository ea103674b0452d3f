"""Staged tables: numbered rows in Parquet files, from which every engine reads the same, or small ones in DuckDB's memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.errors import Fault, InputError
from cengji.register.faults import BadRow
from cengji.register.parts import ROW

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "Table",
    "check_header",
    "copy_to",
    "csv_select",
    "describe",
    "keep_rows",
    "new_table",
    "quote_name",
    "quote_text",
    "release_rows",
    "stage_rows",
]

_INTEGERS: Final = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT")
_TYPES: Final = {"VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", **dict.fromkeys(_INTEGERS, "int64")}
# A dictionary that comes to nothing, as of subjects, is given up early.
_KEPT: Final = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 100000, DICTIONARY_SIZE_LIMIT 2000"
_PASSING: Final = "FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 100000, DICTIONARY_SIZE_LIMIT 2000"


@dataclass(slots=True)
class Table:
    """A staged table: the file it came from, its name there, its Parquet file, and the type of each column.

    ``columns`` has the types of the engines' common language, empty for one that prints differently on them; ``kinds``
    has DuckDB's. ``header`` is the number of lines above the first row, -1 where rows have no lines. ``bad`` are the rows that were left
    out since they cannot be read, ``odd`` those with a cell that is bad where a mapping reads its column. ``held`` says that the rows are
    in a table of DuckDB's connection with the name of the file, which then is not there.
    """

    origin: Path
    name: str
    path: Path
    header: int = -1
    columns: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    odd: list[BadRow] = field(default_factory=list)
    held: bool = False

    @property
    def source(self) -> str:
        """The SQL of DuckDB from which the rows come."""
        return quote_name(self.path.stem) if self.held else f"read_parquet({quote_text(self.path)})"

    @property
    def inner(self) -> str:
        """The name of the sheet or table within its file; empty where the file is the table."""
        return "" if self.name in (self.origin.stem, self.origin.name) else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """What a mapping may call it."""
        return self.name, self.origin.name, self.origin.stem, f"{self.origin.name}#{self.name}"


def quote_text(value: object) -> str:
    """Return a text as SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def quote_name(name: str) -> str:
    """Return the name of a column as SQL.

    >>> quote_name('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def new_table(origin: Path, name: str, folder: Path, number: int = 0, header: int = -1) -> Table:
    """Return a table that is to be staged in a folder, under its number there."""
    safe = "".join(character if character.isascii() and character.isalnum() else "_" for character in f"{origin.name}-{name}")
    return Table(origin, name, folder / f"t{number:03d}_{safe[:60]}.parquet", header)


def keep_rows(table: Table, select: str, connection: DuckDBPyConnection) -> None:
    """Have a table consist of the rows of a SELECT, which may be of what it has now."""
    if table.held:
        connection.execute(f"CREATE OR REPLACE TABLE {table.source} AS {select}")
    else:
        copy_to(connection, select, table.path, passing=True)


def release_rows(table: Table, connection: DuckDBPyConnection) -> None:
    """Let go of the rows of a table that DuckDB's memory holds."""
    if table.held:
        connection.execute(f"DROP TABLE {table.source}")


def copy_to(connection: DuckDBPyConnection, select: str, path: Path, *, passing: bool = False, by: str = "") -> None:
    """Write the rows of a SELECT to a Parquet file, whole or not at all.

    :param passing: that the file is removed when a build is done, so that to be small is not worth much time.
    :param by: a column by whose values the rows are written to files of their own, in folders ``column=value`` of the path.
    """
    temporary = path.with_suffix(".tmp")
    temporary.mkdir() if by else None
    partition = f", PARTITION_BY ({quote_name(by)}), OVERWRITE" if by else ""
    connection.execute(f"COPY ({select}) TO {quote_text(temporary)} ({_PASSING if passing else _KEPT}{partition})")
    temporary.replace(path)


def describe(table: Table, connection: DuckDBPyConnection) -> Table:
    """Fill in the columns and the number of rows from what is staged."""
    source = table.source
    table.columns, table.kinds = {}, {}
    for name, kind, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall():
        if name != ROW:
            table.kinds[name] = kind
            table.columns[name] = kind.lower().replace(" ", "") if kind.startswith("DECIMAL") else _TYPES.get(kind, "")
    table.rows = connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]
    return table


def csv_select(path: Path, header: Sequence[str], *, delimiter: str = ",", skip: int = 0, types: dict[str, str] | None = None) -> str:
    """Return a SELECT of the numbered rows of a CSV file with these columns, texts unless ``types`` says otherwise.

    An empty cell is null, ``""`` the empty text.
    """
    columns = ", ".join(f"{quote_text(name)}: {quote_text((types or {}).get(name, 'VARCHAR'))}" for name in header)
    return (
        f"SELECT row_number() OVER () AS {quote_name(ROW)}, * FROM read_csv({quote_text(path)}, auto_detect = false, header = false, "
        f"skip = {skip}, delim = {quote_text(delimiter)}, quote = '\"', escape = '\"', columns = {{{columns}}}, nullstr = '', "
        "allow_quoted_nulls = false, strict_mode = true, null_padding = false, max_line_size = 16777216)"
    )


def stage_rows(
    table: Table,
    header: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    connection: DuckDBPyConnection,
    types: dict[str, str] | None = None,
) -> Table:
    """Write rows of texts to the table's file; None is no value, ``""`` the empty text."""
    check_header(table.origin, header)
    passing = table.path.with_suffix(".csv")
    with passing.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write(",".join("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in row) + "\n")
    if passing.stat().st_size:
        keep_rows(table, csv_select(passing, header, types=types), connection)
    else:
        empty = ", ".join(f"NULL::VARCHAR AS {quote_name(name)}" for name in header)
        keep_rows(table, f"SELECT NULL::BIGINT AS {quote_name(ROW)}, {empty} WHERE false", connection)
    passing.unlink()
    return describe(table, connection)


def check_header(path: Path, header: Sequence[str], line: int = 0) -> None:
    """Raise InputError for no columns, columns without a name, with the same name, or with the name of ours."""
    faults = [] if header else [Fault(str(path), line, "", "has no columns", "name the columns in the first row")]
    for place, name in enumerate(header, 1):
        if not name:
            faults.append(Fault(str(path), line, f"column {place}", "has no name", "name each column in the first row"))
        elif name == ROW:
            faults.append(Fault(str(path), line, name, "is a name kept for the number of the row", "rename the column"))
        elif name.casefold() in [other.casefold() for other in header[: place - 1]]:
            faults.append(Fault(str(path), line, name, "names two columns (capitals do not tell them apart)", "give each its own name"))
    if faults:
        raise InputError(faults)
