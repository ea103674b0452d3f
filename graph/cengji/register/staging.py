"""Inputs of four formats are staged as Parquet; what cannot be read is named by row or line."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.errors import Fault, InputError
from cengji.core.extras import require_extra
from cengji.core.progress import Progress
from cengji.register.binding import tables_read
from cengji.register.faults import BadRow, collect, find_undecoded
from cengji.register.parts import ROW
from cengji.register.sheets import Sheet, read_sqlite, read_workbook
from cengji.register.tables import Table, check_header, copy_to, csv_select, describe, new_table, quote_name, quote_text, stage_rows

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["is_disk_error", "stage_tables"]

_DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}
_SQLITE: Final = frozenset({".sqlite", ".sqlite3", ".db"})


def stage_tables(
    inputs: Sequence[Path], wanted: Collection[str], folder: Path, connection: DuckDBPyConnection, progress: Progress, *, skip_bad: bool
) -> list[Table]:
    """Write tables of inputs to Parquet files in a new folder; return those that are wanted, or all where a wanted one is not there.

    Of another table, such as a sheet of notes beside, it does not matter what is wrong with it, unless that may be why one is not there.

    :param wanted: what a mapping calls the tables.
    :param skip_bad: that rows which cannot be read are left out.
    :raises InputError: if an input, or a table that is wanted, cannot be read.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    tables: list[Table] = []
    faults: list[Fault] = []
    for i, path in enumerate(inputs):
        progress("reading: files", i, len(inputs))
        try:
            tables += _stage(path, folder, connection)
        except InputError as error:
            faults += error.faults
    if all(tables_read([name], tables) for name in wanted):
        tables = tables_read(wanted, tables)
    for table in tables:
        faults += [*table.faults, *([] if skip_bad else collect(table.bad))]
    if faults:
        raise InputError(faults)
    progress("reading: files", len(inputs), len(inputs))
    return tables


def _stage(path: Path, folder: Path, connection: DuckDBPyConnection) -> list[Table]:
    """Write the tables of an input to Parquet files in a folder and return them, with what is wrong with each.

    :raises InputError: if it cannot be read as what the end of its name says.
    """
    ending = path.suffix.lower()
    if not path.is_file():
        raise InputError.of(path, "is not there", "name a file of CSV, TSV, Parquet, XLSX or SQLite")
    if ending in _DELIMITERS:
        return [_try(new_table(path, path.stem, folder), lambda table: _fill_csv(table, _DELIMITERS[ending], connection))]
    if ending in (".parquet", ".pq"):
        return [_try(new_table(path, path.stem, folder), lambda table: _fill_parquet(table, connection))]
    if ending == ".xlsx":
        return [_stage_sheet(sheet, new_table(path, sheet.name, folder, 1), connection) for sheet in read_workbook(path)]
    if ending in _SQLITE:
        return [_stage_sheet(sheet, new_table(path, sheet.name, folder), connection) for sheet in read_sqlite(path)]
    raise InputError.of(path, "is of a format that is not read", "give .csv, .tsv, .parquet, .xlsx or .sqlite")


def _try(table: Table, fill: Callable[[Table], None]) -> Table:
    """Fill a table; what is wrong with it is kept with it, for it may be one that nobody reads."""
    try:
        fill(table)
    except InputError as error:
        table.faults += error.faults
    return table


def is_disk_error(error: duckdb.Error) -> bool:
    """Return whether an error of DuckDB says that nothing more could be written."""
    return any(
        word in str(error) for word in ("No space left", "Could not write", "File too large", "quota exceeded", "max_temp_directory_size")
    )


def _stage_sheet(sheet: Sheet, table: Table, connection: DuckDBPyConnection) -> Table:
    return _try(table, lambda table: _fill_from_sheet(table, sheet, connection))


def _fill_from_sheet(table: Table, sheet: Sheet, connection: DuckDBPyConnection) -> None:
    stage_rows(table, sheet.header, sheet.rows, connection, sheet.types)
    table.columns.update(dict.fromkeys(sheet.unmappable, ""))
    table.kinds.update(sheet.unmappable)
    if sheet.bad:
        table.bad += sheet.bad
        copy_to(connection, _numbered(f"SELECT * FROM read_parquet({quote_text(table.path)})", sheet.bad), table.path, passing=True)
        describe(table, connection)


def _numbered(select: str, bad: list[BadRow]) -> str:
    """Return a SELECT of rows with the numbers that they have with the bad ones among them."""
    before = ", ".join(f"({row - i})" for i, row in enumerate(sorted({one.row for one in bad})))
    row = quote_name(ROW)
    shifted = f"({row} + (SELECT count(*) FROM (VALUES {before}) AS bad(first) WHERE bad.first <= {row}))::BIGINT"
    return f"SELECT * REPLACE ({shifted} AS {row}) FROM ({select})"


def _fill_parquet(table: Table, connection: DuckDBPyConnection) -> None:
    path = table.origin
    source = f"read_parquet({quote_text(path)}, file_row_number = true)"
    try:
        names = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM read_parquet({quote_text(path)})").fetchall()]
        check_header(path, names)
        numbered = f"SELECT (file_row_number + 1)::BIGINT AS {quote_name(ROW)}, * EXCLUDE (file_row_number) FROM {source}"
        copy_to(connection, numbered, table.path, passing=True)
    except duckdb.Error as error:
        if is_disk_error(error) or isinstance(error, duckdb.OutOfMemoryException):
            raise
        reason = str(error).splitlines()[0].replace(str(path), path.name)
        if "not valid UTF8" in reason:
            raise InputError.of(path, f"holds text that is not UTF-8: {reason}", "write it again, with its texts in UTF-8") from error
        raise InputError.of(path, f"is no whole Parquet file: {reason}", "write it again: it was cut short or damaged") from error
    describe(table, connection)


def _fill_csv(table: Table, delimiter: str, connection: DuckDBPyConnection) -> None:
    path = table.origin
    reader = _Records(path, delimiter)
    header = reader.header()
    check_header(path, header, 1)
    table.header = reader.lines
    if not reader.has_rows():
        stage_rows(table, header, (), connection)
        return
    try:
        copy_to(connection, csv_select(path, header, delimiter=delimiter, skip=reader.lines), table.path, passing=True)
    except duckdb.Error as error:
        if is_disk_error(error) or isinstance(error, duckdb.OutOfMemoryException):
            raise
        clean = table.path.with_suffix(".csv")
        bad = reader.sift(clean, len(header))
        if not bad:  # the strict reader of rows finds nothing: then DuckDB's own words are the best there are
            raise InputError.of(
                path, f"is not CSV: {str(error).splitlines()[0]}", 'save it as CSV in UTF-8, fields quoted with "'
            ) from error
        table.bad += bad
        copy_to(connection, _numbered(csv_select(clean, header, delimiter=delimiter), bad), table.path, passing=True)
        clean.unlink()
    describe(table, connection)


class _Records:
    """The records of a CSV file, read strictly, with the lines that each takes."""

    def __init__(self, path: Path, delimiter: str) -> None:
        self.path, self.delimiter = path, delimiter
        self.lines = 0

    def header(self) -> list[str]:
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            try:
                header = next(reader, [])
            except csv.Error as error:
                raise InputError.of(self.path, f"has no readable first row: {error}", "name the columns in it", line=1) from error
            self.lines = reader.line_num
        return header

    def has_rows(self) -> bool:
        with self.path.open("rb") as file:
            return any(line.strip() for i, line in enumerate(file) if i >= self.lines)

    def sift(self, clean: Path, width: int) -> list[BadRow]:
        """Write the records that can be read to a file, and return the others."""
        bad: list[BadRow] = []
        taken: list[bytes] = []

        def lines() -> Iterator[str]:
            with self.path.open("rb") as file:
                for line in file:
                    taken.append(line)
                    yield line.decode("utf-8", errors="surrogateescape")

        reader = csv.reader(lines(), delimiter=self.delimiter, strict=True)
        next(reader)
        number = 0
        with clean.open("wb") as out:
            while True:
                taken.clear()
                line = reader.line_num + 1
                try:
                    record = next(reader)
                except StopIteration:
                    break
                except csv.Error as error:
                    record, problem = [], f"cannot be read: {error}"
                else:
                    if not record:
                        continue
                    problem = _problem(record, width)
                number += 1
                raw = b"".join(taken)
                if problem:
                    shown = raw.decode("utf-8", errors="backslashreplace").rstrip("\r\n")
                    bad.append(
                        BadRow(
                            self.path,
                            "",
                            number,
                            line,
                            "",
                            problem,
                            'mend the row: UTF-8, as many fields as columns, " doubled in quotes',
                            shown,
                        )
                    )
                else:
                    out.write(raw)
        return bad


def _problem(record: list[str], width: int) -> str:
    return find_undecoded("\0".join(record)) or ("" if len(record) == width else f"has {len(record)} fields, the header {width}")
