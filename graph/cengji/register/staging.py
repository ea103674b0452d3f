"""Inputs of four formats are staged, as Parquet or in memory; what cannot be read is named by row or line."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.errors import CengjiWarning, Fault, InputError
from cengji.core.extras import require_extra
from cengji.core.progress import Progress
from cengji.register.binding import tables_read
from cengji.register.delimited import Records
from cengji.register.faults import BadRow, collect
from cengji.register.parts import ROW
from cengji.register.sheets import Read, list_sqlite, list_workbook
from cengji.register.tables import Table, check_header, csv_select, describe, keep_rows, new_table, quote_name, quote_text, stage_rows

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["is_disk_error", "stage_tables"]

_DELIMITERS: Final = {".csv": ",", ".tsv": "\t"}
_HELD: Final = 1 << 27
"""The bytes of an input up to which its tables may be held in memory, of which DuckDB spills what is more than its limit."""
_SHOWN: Final = 5
_SQLITE: Final = frozenset({".sqlite", ".sqlite3", ".db"})


def stage_tables(
    inputs: Sequence[Path],
    wanted: Collection[str],
    folder: Path,
    connection: DuckDBPyConnection,
    progress: Progress,
    *,
    skip_bad: bool,
    hold: bool,
) -> list[Table]:
    """Stage the tables of inputs that are wanted, in a new folder or memory; return these, and all where a wanted one is not there.

    Other tables, such as a sheet of notes beside, are not read, unless what is wrong with one may be why another is not there. A warning
    names the inputs of which none is read.

    :param wanted: what a mapping calls the tables.
    :param skip_bad: that rows which cannot be read are left out.
    :param hold: that tables of small inputs may stay in DuckDB's memory, since no other engine reads them.
    :raises InputError: if an input, or a table that is wanted, cannot be read.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    inputs = [*{path.resolve(): path for path in inputs}.values()]
    listed: list[_Listed] = []
    faults: list[Fault] = []
    with ExitStack() as stack:
        for path in inputs:
            try:
                listed += _list(path, folder, len(listed), stack)
            except InputError as error:
                faults += error.faults
        if not _has_all(wanted, listed):
            listed = [one for one in listed if not one.is_empty()]
        is_whole = _has_all(wanted, listed)
        read = {id(table) for table in tables_read(wanted, [one.table for one in listed])}
        filled = [one for one in listed if not is_whole or id(one.table) in read]
        for done, one in enumerate(filled):
            progress("reading: tables", done, len(filled))
            one.table.held = hold and one.table.origin.stat().st_size <= _HELD
            try:
                one.fill(one.table, connection)
            except InputError as error:
                faults += error.faults
            faults += [] if skip_bad else collect(one.table.bad)
    if faults:
        raise InputError(faults)
    progress("reading: tables", len(filled), len(filled))
    if is_whole:
        _warn_of_unread(inputs, {one.table.origin for one in filled})
    return [one.table for one in filled]


@dataclass(frozen=True, slots=True)
class _Listed:
    """A table of an input that has not been read: what writes it to its file, and whether it is a sheet without anything."""

    table: Table
    fill: Callable[[Table, DuckDBPyConnection], None]
    read: Read | None = None

    def is_empty(self) -> bool:
        try:
            return self.read is not None and not self.read().header
        except InputError:
            return False


def _has_all(wanted: Collection[str], listed: Sequence[_Listed]) -> bool:
    return all(tables_read([name], [one.table for one in listed]) for name in wanted)


def _warn_of_unread(inputs: Sequence[Path], read: Collection[Path]) -> None:
    unread = sorted({path.name for path in inputs if path not in read})
    if unread:
        named = ", ".join(unread[:_SHOWN]) + (f" and {len(unread) - _SHOWN} more" if len(unread) > _SHOWN else "")
        warnings.warn(CengjiWarning(f"no map of the mapping reads {named}: left out"), stacklevel=2)


def _list(path: Path, folder: Path, number: int, stack: ExitStack) -> list[_Listed]:
    """Return the tables of an input, which are read while the stack is open, from a number on.

    :raises InputError: if it cannot be read as what the end of its name says.
    """
    ending = path.suffix.lower()
    if path.is_dir():
        raise InputError.of(path, "is a folder", "name the files in it")
    if not path.is_file():
        raise InputError.of(path, "is not there", "name a file of CSV, TSV, Parquet, XLSX or SQLite")
    if ending in _DELIMITERS:
        return [_Listed(new_table(path, path.stem, folder, number), partial(_fill_csv, delimiter=_DELIMITERS[ending]))]
    if ending in (".parquet", ".pq"):
        return [_Listed(new_table(path, path.stem, folder, number), _fill_parquet)]
    if ending == ".xlsx":
        sheets, header = list_workbook(path, stack), 1
    elif ending in _SQLITE:
        sheets, header = list_sqlite(path, stack), -1
    else:
        raise InputError.of(path, "is of a format that is not read", "give .csv, .tsv, .parquet, .xlsx or .sqlite")
    return [
        _Listed(new_table(path, name, folder, place, header), partial(_fill_from_sheet, read=read), read)
        for place, (name, read) in enumerate(sheets, number)
    ]


def is_disk_error(error: duckdb.Error) -> bool:
    """Return whether an error of DuckDB says that nothing more could be written."""
    return any(
        word in str(error) for word in ("No space left", "Could not write", "File too large", "quota exceeded", "max_temp_directory_size")
    )


def _fill_from_sheet(table: Table, connection: DuckDBPyConnection, *, read: Read) -> None:
    sheet = read()
    stage_rows(table, sheet.header, sheet.rows, connection, sheet.types)
    table.columns.update(dict.fromkeys(sheet.unmappable, ""))
    table.kinds.update(sheet.unmappable)
    table.odd += sheet.odd
    if sheet.bad:
        table.bad += sheet.bad
        keep_rows(table, _numbered(f"SELECT * FROM {table.source}", sheet.bad), connection)
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
        described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({quote_text(path)})").fetchall()
        check_header(path, [row[0] for row in described])
        untyped = ", ".join(f"NULL::VARCHAR AS {quote_name(name)}" for name, kind, *_ in described if kind.strip('"') == "NULL")
        kept = f"* EXCLUDE (file_row_number) REPLACE ({untyped})" if untyped else "* EXCLUDE (file_row_number)"
        numbered = f"SELECT (file_row_number + 1)::BIGINT AS {quote_name(ROW)}, {kept} FROM {source}"
        keep_rows(table, numbered, connection)
    except duckdb.Error as error:
        if is_disk_error(error) or isinstance(error, duckdb.OutOfMemoryException):
            raise
        reason = str(error).splitlines()[0].replace(str(path), path.name)
        if "not valid UTF8" in reason:
            raise InputError.of(path, f"holds text that is not UTF-8: {reason}", "write it again, with its texts in UTF-8") from error
        raise InputError.of(path, f"is no whole Parquet file: {reason}", "write it again: it was cut short or damaged") from error
    describe(table, connection)


def _fill_csv(table: Table, connection: DuckDBPyConnection, *, delimiter: str) -> None:
    path = table.origin
    reader = Records(path, delimiter)
    header = reader.header()
    check_header(path, header, 1)
    table.header = reader.lines
    if not reader.has_rows():
        stage_rows(table, header, (), connection)
        return
    try:
        keep_rows(table, csv_select(path, header, delimiter=delimiter, skip=reader.lines), connection)
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
        keep_rows(table, _numbered(csv_select(clean, header, delimiter=delimiter), bad), connection)
        clean.unlink()
    describe(table, connection)
