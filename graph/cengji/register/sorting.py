"""Rows of terms become quads in the order of their lines, each once: N-Quads and Parquet, cut by subject, in bounded memory.

Rows are sorted rather than quads: the lines of one subject stand together, and mostly their order does not hang on the values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cengji.core.files import replace_file
from cengji.register.lines import block, in_order, lines
from cengji.register.parts import CUT, SUBJECT, Cell, Part, Slot
from cengji.register.tables import copy_to, quote_name, quote_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Sorted", "sort_quads"]

_FETCHED: Final = 256
"""Subjects whose lines are written at once: what stays in a processor's cache."""
_READ: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Sorted:
    """How many quads were written, and the SHA-256 of their text."""

    quads: int
    digest: str


def sort_quads(
    made: Sequence[tuple[Part, Path]],
    cuts: int,
    folder: Path,
    done: Path,
    connection: DuckDBPyConnection,
    progress: Callable[[int, int], None],
) -> Sorted:
    """Write the quads of parts, each once, to ``quads/*.parquet`` and ``quads.nq`` in a folder.

    Each part has a folder with its rows, in folders by the number of their cut. The order of the text is that of the bytes of
    the lines; in a Parquet file it is by predicate.

    :param done: a folder that tells a later call which cuts are written: these are taken as they are.
    :param progress: is told how many quads are written, of about how many.
    """
    parts = [part for part, _ in made]
    for made_here in (folder / "quads", done):
        made_here.mkdir(exist_ok=True)
    text, quads = folder / "quads.nq", 0
    kinds = _make_kinds(parts, connection)
    with text.open("r+b" if text.exists() else "w+b", buffering=0) as file:
        finished, written = _resume(file, [_mark(done, number) for number in range(cuts)])
        for number in range(cuts):
            parquet = folder / "quads" / f"part-{number:05d}.parquet"
            if number >= finished:
                rows = " UNION ALL BY NAME ".join(_rows(place, part, path, number) for place, (part, path) in enumerate(made))
                _sort_cut(parts, rows, written, parquet, kinds, connection)
                replace_file(_mark(done, number), json.dumps([file.tell(), written.digest.hexdigest()]).encode())
            quads += connection.execute(f"SELECT count(*) FROM read_parquet({quote_text(parquet)})").fetchall()[0][0]
            progress(quads, quads * cuts // (number + 1))
    connection.execute("DROP TABLE IF EXISTS cengji_rows")
    return Sorted(quads, written.digest.hexdigest())


class _Written:
    """A file that is written on, and the digest of all of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest = file, sha256()

    def write(self, content: bytes) -> None:
        self.digest.update(content)
        rest = memoryview(content)
        while rest:  # a disk that fills takes a part, and then says so
            rest = rest[self.file.write(rest) :]


def _mark(done: Path, number: int) -> Path:
    return done / f"{number:05d}.json"


def _resume(file: BinaryIO, marks: Sequence[Path]) -> tuple[int, _Written]:
    """Return how many cuts of the text stand in the file, which is cut behind them, and the file to write on.

    What the last mark says of the text must hold of the bytes that are there: a disk that lost power may have kept the mark alone.
    """
    finished = next((number for number, mark in enumerate(marks) if not mark.exists()), len(marks))
    written = _Written(file)
    end, digest = json.loads(marks[finished - 1].read_bytes()) if finished else (0, "")
    while file.tell() < end and (content := file.read(min(_READ, end - file.tell()))):
        written.digest.update(content)
    if finished and digest != written.digest.hexdigest():
        for mark in marks[:finished]:
            mark.unlink()
        file.seek(0)
        finished, written = 0, _Written(file)
    file.truncate(file.tell())
    return finished, written


def _rows(place: int, part: Part, folder: Path, cut: int) -> str:
    """Return the SELECT of the rows of a part in a cut, with the number of the part."""
    files = sorted(folder.glob(f"*.parquet/{CUT}={cut}/*.parquet"))
    if files:
        source = f"read_parquet([{', '.join(map(quote_text, files))}], hive_partitioning = false)"
        return f"SELECT {place} AS part, * FROM {source}"
    none = ", ".join(f"NULL::VARCHAR AS {quote_name(column)}" for column in part.columns)
    return f"SELECT {place} AS part, {none} WHERE false"


def _sort_cut(
    parts: Sequence[Part], rows: str, text: _Written, parquet: Path, kinds: dict[str, str], connection: DuckDBPyConnection
) -> None:
    key = _key(rows, connection)
    connection.execute(f"CREATE OR REPLACE TABLE cengji_rows AS SELECT * FROM ({rows}) ORDER BY {key}")
    slots = [(number, slot) for number, part in enumerate(parts) for slot in part.slots]
    selects = " UNION ALL ".join(_quads(number, slot, kinds) for number, slot in sorted(slots, key=_by_predicate))
    repeated = f"SELECT count(*) FROM (SELECT {SUBJECT} = lag({SUBJECT}) OVER () AS again FROM cengji_rows) WHERE again"
    single = not connection.execute(repeated).fetchall()[0][0]
    ordered = [in_order(part.slots) for part in parts]
    if single and all(ordered):
        blocks = [block(slots, _whole(number, part, connection)) for number, (part, slots) in enumerate(zip(parts, ordered, strict=True))]
        select = f"SELECT {_of_parts(blocks)} AS text FROM cengji_rows"
        with _side_by_side(connection) as (beside, other):
            copied = beside.submit(copy_to, other, selects, parquet)
            _write(select, text, connection)
            copied.result()
        return
    copy_to(connection, f"SELECT DISTINCT * FROM ({selects}) ORDER BY ALL", parquet)
    listed = f"list_filter({_of_parts([lines(part.slots) for part in parts])}, lambda one: one IS NOT NULL)"
    found = f"SELECT {SUBJECT}, {listed} AS found FROM cengji_rows"
    if not single:
        found = f"SELECT {SUBJECT}, flatten(list(found)) AS found FROM ({found}) GROUP BY {SUBJECT} ORDER BY {key}"
    _write(f"SELECT array_to_string(list_sort(list_distinct(found)), '') AS text FROM ({found})", text, connection)


def _whole(number: int, part: Part, connection: DuckDBPyConnection) -> list[str]:
    """Return the columns in which no row of a part has a null."""
    counts = ", ".join(f"count(*) - count({quote_name(column)})" for column in part.columns)
    nulls = connection.execute(f"SELECT {counts} FROM cengji_rows WHERE part = {number}").fetchall()[0]
    return [column for column, number in zip(part.columns, nulls, strict=True) if not number]


def _key(rows: str, connection: DuckDBPyConnection) -> str:
    """Return the SQL by which the subjects of rows stand in the order of their lines: without what all begin with, which is long."""
    ends = connection.execute(f"SELECT coalesce(min({SUBJECT}), ''), coalesce(max({SUBJECT}), '') FROM ({rows})").fetchall()[0]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=False)))
    return f"substr({SUBJECT}, {shared + 1}) || '>'"


@contextmanager
def _side_by_side(connection: DuckDBPyConnection) -> Iterator[tuple[Executor, DuckDBPyConnection]]:
    """Have a thread, and a connection for it, beside this one, while DuckDB has no others: these would cost more than they spare."""
    connection.execute("SET threads = 1")
    try:
        with closing(connection.cursor()) as other, ThreadPoolExecutor(1) as beside:
            yield beside, other
    finally:
        connection.execute("RESET threads")


def _write(select: str, text: _Written, connection: DuckDBPyConnection) -> None:
    """Write the texts of a SELECT, in their order."""
    # As bytes, by which the text goes from DuckDB to the file without being looked at again, as its writer of CSV does.
    with closing(connection.cursor()) as cursor:
        cursor.execute(f"SELECT encode(text) FROM ({select})")
        while fetched := cursor.fetchmany(_FETCHED):
            text.write(b"".join([one for (one,) in fetched]))


def _of_parts(values: Sequence[str]) -> str:
    """Return the SQL that takes for each row the value of its part."""
    if len(values) == 1:
        return values[0]
    return "CASE part " + " ".join(f"WHEN {number} THEN {value}" for number, value in enumerate(values)) + " END"


def _by_predicate(pair: tuple[int, Slot]) -> tuple[str, int]:
    return pair[1].predicate.value, pair[0]


def _make_kinds(parts: Sequence[Part], connection: DuckDBPyConnection) -> dict[str, str]:
    """Return the type of each column of quads whose terms all stand in the mapping: an enumeration is written without a look at texts."""
    slots = [slot for part in parts for slot in part.slots]
    graphs = [slot.graph for slot in slots if slot.graph]
    kinds = {}
    for name, cells, texts in (
        ("predicate", [slot.predicate for slot in slots], {slot.predicate.value for slot in slots}),
        ("graph", graphs, {graph.value for graph in graphs}),
        ("datatype", [], {slot.object.datatype for slot in slots}),
        ("language", [], {slot.object.language for slot in slots}),
    ):
        if not any(cell.column for cell in cells) and texts - {""}:
            kinds[name] = f"cengji_{name}"
            values = ", ".join(map(quote_text, sorted(texts - {""}, key=str.encode)))
            connection.execute(f"DROP TYPE IF EXISTS {kinds[name]}")
            connection.execute(f"CREATE TYPE {kinds[name]} AS ENUM ({values})")
    return kinds


def _quads(number: int, slot: Slot, kinds: dict[str, str]) -> str:
    """Return the SELECT of the quads of one slot."""
    columns = {
        SUBJECT: SUBJECT, "predicate": _value(slot.predicate), "object": _value(slot.object), "datatype": _text(slot.object.datatype),
        "language": _text(slot.object.language), "graph": _value(slot.graph) if slot.graph else "NULL",
    }  # fmt: skip
    selected = ", ".join(f"{sql}::{kinds.get(name, 'VARCHAR')} AS {name}" for name, sql in columns.items())
    needed = "".join(f" AND {quote_name(column)} IS NOT NULL" for column in slot.columns)
    return f"SELECT {selected} FROM cengji_rows WHERE part = {number}{needed}"


def _value(cell: Cell) -> str:
    return quote_name(cell.column) if cell.column else quote_text(cell.value)


def _text(value: str) -> str:
    return quote_text(value) if value else "NULL"
