"""Tables of a PostgreSQL database become Parquet files: PostgreSQL's own ``psql`` copies them, in one snapshot."""

from __future__ import annotations

import csv
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from cengji.core.errors import UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.register.parts import ROW
from cengji.register.tables import copy_to, csv_select, quote_name, quote_text

with require_extra("register"):
    import duckdb

__all__ = ["database_tables"]

_TYPES: Final = {
    "smallint": "BIGINT", "integer": "BIGINT", "bigint": "BIGINT", "boolean": "BOOLEAN", "date": "DATE", "real": "DOUBLE",
    "double precision": "DOUBLE", "timestamp without time zone": "TIMESTAMP", "timestamp with time zone": "TIMESTAMPTZ", "bytea": "BLOB",
}  # fmt: skip
"""PostgreSQL's type → DuckDB's; all others are text."""
_WIDEST: Final = 38
_COLUMNS: Final = (
    "SELECT table_schema, table_name, column_name, data_type, coalesce(numeric_precision, 0), coalesce(numeric_scale, 0)"
    " FROM information_schema.columns WHERE table_schema NOT IN ('information_schema', 'pg_catalog')"
    " ORDER BY table_schema, table_name, ordinal_position"
)


@contextmanager
def database_tables(urls: Sequence[str], wanted: Collection[str]) -> Iterator[list[Path]]:
    """Have the wanted tables of databases as Parquet files in a passing folder, ``table.parquet``, or ``schema.table.parquet``.

    :param urls: such as ``postgresql://user@host/database``; the password is PostgreSQL's affair (PGPASSWORD, ~/.pgpass).
    :param wanted: the names of tables, with their schema where that is not ``public``.
    :raises UnavailableError: if psql is not installed, or the database fails.
    :raises UsageError: if a URL is none of PostgreSQL.
    """
    with tempfile.TemporaryDirectory(prefix="cengji-") as name, closing(duckdb.connect()) as connection:
        files: list[Path] = []
        for number, url in enumerate(urls):
            if not url.startswith(("postgresql://", "postgres://")):
                raise UsageError(f"{url.partition('@')[2] or url!r} is no database: write postgresql://USER@HOST/DATABASE")
            folder = Path(name) / str(number)
            folder.mkdir()
            files += _tables(url, wanted, folder, connection)
        yield files


def _tables(url: str, wanted: Collection[str], folder: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    columns = folder / "columns.csv"
    _psql(url, [_copy(_COLUMNS, columns)])
    tables: dict[tuple[str, str], dict[str, str]] = {}
    with columns.open(encoding="utf-8", newline="") as file:
        for schema, table, column, kind, precision, scale in csv.reader(file):
            narrow = kind == "numeric" and 0 < int(precision) <= _WIDEST and int(scale) >= 0
            tables.setdefault((schema, table), {})[column] = f"DECIMAL({precision}, {scale})" if narrow else _TYPES.get(kind, "VARCHAR")
    named = {key: key[1] if key[0] == "public" else ".".join(key) for key in tables}
    taken = {key: folder / f"{name}.csv" for key, name in named.items() if name in wanted or ".".join(key) in wanted}
    if not taken:
        return
    selects = [_copy(f"SELECT * FROM {'.'.join(map(quote_name, key))}", path) for key, path in taken.items()]
    _psql(url, ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;", *selects, "COMMIT;"])
    for key, path in taken.items():
        rows = csv_select(path, list(tables[key]), types=tables[key])
        if not path.stat().st_size:
            rows = "SELECT 0 AS " + ", ".join(
                [quote_name(ROW), *(f"NULL::{kind} AS {quote_name(one)}" for one, kind in tables[key].items())]
            )
            rows += " WHERE false"
        copy_to(connection, f"SELECT * EXCLUDE ({quote_name(ROW)}) FROM ({rows})", path.with_suffix(".parquet"))
        path.unlink()
        yield path.with_suffix(".parquet")


def _copy(select: str, path: Path) -> str:
    return f"\\copy ({select}) TO {quote_text(path)} WITH (FORMAT csv, FORCE_QUOTE *, ENCODING 'UTF8')"


def _psql(url: str, script: Sequence[str]) -> None:
    command = ["psql", "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--dbname", url]
    try:
        done = subprocess.run(command, input="\n".join(script), capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise UnavailableError("psql is not installed: it comes with PostgreSQL's client, or export the tables as CSV") from error
    if done.returncode:
        said = next(iter(done.stderr.strip().splitlines()), "it ended without a word")
        raise UnavailableError(f"the database could not be read: {said}")
