"""Tables of XLSX workbooks and SQLite files, row by row, as texts."""

from __future__ import annotations

import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from cengji.core.archives import find_excess
from cengji.core.errors import InputError
from cengji.core.extras import require_extra
from cengji.core.sheetparts import find_padded, find_sheets, find_unreadable, pad
from cengji.register.faults import BadRow, csv_line, find_undecoded

__all__ = ["Read", "Sheet", "list_sqlite", "list_workbook"]

_MOST: Final = 2 * 1024**3
_RATIO: Final = 500
_EXACT: Final = 10**15
_LONG: Final = "is a number of more than 15 digits, of which spreadsheets keep only 15"
_KINDS: Final = {"integer": "BIGINT", "text": "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way: its name, columns, rows of texts, and DuckDB's types of the columns that are no texts."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str | None]]
    types: dict[str, str] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    """The rows that were left out, once all are read."""
    unmappable: dict[str, str] = field(default_factory=dict)
    """The kinds of values of the columns that may stay but not be mapped."""
    odd: list[BadRow] = field(default_factory=list)
    """The rows with a cell that is not what it seems, once all are read: bad where a mapping reads its column."""


Read: TypeAlias = Callable[[], Sheet]


def list_workbook(path: Path, stack: ExitStack) -> list[tuple[str, Read]]:
    """Return the names of the sheets of a workbook, each with what reads it while the stack is open.

    The first row of a sheet names its columns, none where it is empty; an empty cell is no value.

    :raises InputError: if it is no workbook, is damaged, or unpacks to more than 2 GiB or 500 times its size.
    """
    _weigh(path)
    with require_extra("register"):
        from python_calamine import CalamineError, CalamineWorkbook
    try:
        book = stack.enter_context(CalamineWorkbook.from_path(path))
    except CalamineError as error:
        raise _damaged(path, error) from error

    def read(name: str) -> Sheet:
        try:
            odd = {
                (row, column): f"holds the error {error}" if error else "holds a formula whose value the file does not hold"
                for row, column, error in _inspect(path, name, find_unreadable)
            }
            shown = {(row, column): digits for row, column, digits in _inspect(path, name, find_padded)}
            rows = iter(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        except CalamineError as error:
            raise _damaged(path, error) from error
        header = [_cell(cell) or "" for cell in next(rows, [])]
        while header and not header[-1]:
            header.pop()
        bad: list[BadRow] = []
        found: list[BadRow] = []
        return Sheet(name, header, _fit(path, name, header, rows, bad, _Odd(odd, shown, found)), bad=bad, odd=found)

    return [(name, partial(read, name)) for name in book.sheet_names]


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError.of(path, f"is no whole XLSX workbook: {error}", "save it again as .xlsx, without a password")


@dataclass(frozen=True, slots=True)
class _Odd:
    """What is wrong with cells, with how many digits they are shown, by row and column from 0; and the rows with wrong ones."""

    cells: dict[tuple[int, int], str]
    shown: dict[tuple[int, int], int]
    found: list[BadRow]


_T = TypeVar("_T")


def _inspect(path: Path, name: str, find: Callable[[zipfile.ZipFile, str], Iterator[_T]]) -> Iterator[_T]:
    with zipfile.ZipFile(path) as archive:
        if part := find_sheets(archive).get(name):
            yield from find(archive, part)


def _fit(
    path: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[object]], bad: list[BadRow], odd: _Odd
) -> Iterator[list[str | None]]:
    width = len(header)
    for number, row in enumerate(rows, 1):
        cells = [_cell(cell) for cell in row]
        if odd.shown:
            cells = [pad(cell, odd.shown.get((number, at), 0)) if cell else cell for at, cell in enumerate(cells)]
        wrong = {column: problem for column in range(width) if (problem := odd.cells.get((number, column)))} if odd.cells else {}
        wrong |= {place: _LONG for place, cell in enumerate(row[:width]) if isinstance(cell, float) and abs(cell) >= _EXACT}
        for column, problem in wrong.items():
            remedy = "give the cell a value, or clear it" if problem != _LONG else "write it as text, with all of its digits"
            odd.found.append(BadRow(path, name, number, number + 1, header[column], problem, remedy, csv_line(cells)))
        if any(cells[width:]):
            content = csv_line(cells)
            bad.append(
                BadRow(path, name, number, number + 1, "", "has a cell right of the named columns", "name its column, or clear it", content)
            )
        else:
            yield [*cells[:width], *[None] * (width - len(cells))]


def _cell(value: object) -> str | None:
    """Return a cell as text: whole numbers without a point, dates as in ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second or value.microsecond):
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value) or None


def _weigh(path: Path) -> None:
    """Refuse an archive that unpacks to too much, by counting what it really gives, not what it declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise InputError.of(path, "is no XLSX workbook", "save it as .xlsx")
            bound = min(_MOST, _RATIO * path.stat().st_size)
            if excess := find_excess(archive, bound):
                problem = f"unpacks to more than {bound:,} bytes, in {excess}: perhaps made to fill memory"
                raise InputError.of(path, problem, "copy the cells into a fresh workbook, or save it as CSV")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError, OSError, zlib.error) as error:
        raise _damaged(path, error) from error


def list_sqlite(path: Path, stack: ExitStack) -> list[tuple[str, Read]]:
    """Return the names of the tables and views of a SQLite file, each with what reads it while the stack is open.

    A column is of integers where each of its values is.

    :raises InputError: if it is no such file.
    """
    listed = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    with _sound(path):
        base = stack.enter_context(closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)))
        base.text_factory = lambda data: data.decode(errors="surrogateescape")
        return [(name, partial(_sqlite_table, path, base, name)) for (name,) in base.execute(listed).fetchall()]


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise InputError.of(path, f"is no whole SQLite file: {error}", "write it again, or export the tables as CSV") from error


def _sqlite_table(path: Path, base: sqlite3.Connection, name: str) -> Sheet:
    table = '"' + name.replace('"', '""') + '"'
    types, unmappable = {}, {}
    with _sound(path):
        header = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
        for column in header:
            quoted = '"' + column.replace('"', '""') + '"'
            found = {row[0] for row in base.execute(f"SELECT DISTINCT typeof({quoted}) FROM {table}")} - {"null"}
            if strange := found - _KINDS.keys():
                unmappable[column] = " and ".join(sorted(strange)).upper()
            types[column] = "BIGINT" if found == {"integer"} else "VARCHAR"
        held = base.execute(f"SELECT * FROM {table}")
    bad: list[BadRow] = []
    rows = _decoded(path, name, header, held, bad)
    return Sheet(name, header, rows, types, bad, unmappable)


def _decoded(
    path: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[object]], bad: list[BadRow]
) -> Iterator[list[str | None]]:
    for number, row in enumerate(_read_on(path, rows), 1):
        cells = [None if cell is None else str(cell) for cell in row]
        wrong = [
            (column, problem)
            for column, cell in zip(header, cells, strict=True)
            if not (cell or "").isascii() and (problem := find_undecoded(cell or ""))
        ]
        if not wrong:
            yield cells
        for column, problem in wrong:
            content = csv_line(cells).encode(errors="surrogateescape").decode(errors="backslashreplace")
            bad.append(BadRow(path, name, number, 0, column, problem, "write the text again, in UTF-8", content))


def _read_on(path: Path, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    with _sound(path):
        yield from rows
