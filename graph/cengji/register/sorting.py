"""Rows of terms become quads in the order of their lines, each once: N-Quads and Parquet, cut by subject, in bounded memory.

Rows are sorted rather than quads: the lines of one subject stand together, and mostly their order does not hang on the values.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cengji.register.lines import LINES, block, in_order, lines
from cengji.register.parts import SUBJECT, Cell, Part, Slot
from cengji.register.tables import copy_to, quote_name, quote_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["sort_quads"]

_CUT: Final = 2_000_000
"""How many quads are sorted at once."""
_SAMPLED: Final = 20_000


def sort_quads(
    made: Sequence[tuple[Part, Path]], folder: Path, connection: DuckDBPyConnection, progress: Callable[[int, int], None]
) -> int:
    """Write the quads of parts, each once, to ``quads/*.parquet`` and ``quads.nq`` in a folder; return how many.

    Each part has a folder with the Parquet files of its rows. What an earlier call has finished is taken as it is. The order
    of the text is that of the bytes of the lines; in a Parquet file it is by predicate.

    :param progress: is told how many quads are written, of about how many.
    """
    parts = folder / "quads"
    parts.mkdir(exist_ok=True)
    cuts = list(_cuts(made, connection))
    done = 0
    for number, condition in enumerate(cuts):
        part, text = parts / f"part-{number:05d}.parquet", folder / f"part-{number:05d}.nq"
        if not (part.exists() and text.exists()):
            _sort_cut([one for one, _ in made], _union(made, condition), text, part, connection)
        done += connection.execute(f"SELECT count(*) FROM read_parquet({quote_text(part)})").fetchall()[0][0]
        progress(done, done * len(cuts) // (number + 1))
    connection.execute("DROP TABLE IF EXISTS cengji_rows")
    _join(sorted(folder.glob("part-*.nq")), folder / "quads.nq")
    return done


def _source(folder: Path) -> str:
    """Return the SQL of the finished files of a folder: Parquet, or folders of it as Spark writes them."""
    finished = sorted(path for path in folder.iterdir() if path.suffix == ".parquet")
    files = [file for path in finished for file in (sorted(path.glob("*.parquet")) if path.is_dir() else [path])]
    return f"read_parquet([{', '.join(map(quote_text, files))}])"


def _union(made: Sequence[tuple[Part, Path]], condition: str) -> str:
    """Return the SELECT of the rows of all parts, with the number of the part and the subject as it stands in a line."""
    return " UNION ALL BY NAME ".join(
        f"SELECT {number} AS part, '<' || {SUBJECT} || '>' AS head, * FROM {_source(folder)} WHERE {condition}"
        for number, (_, folder) in enumerate(made)
    )


def _sort_cut(parts: Sequence[Part], rows: str, text: Path, parquet: Path, connection: DuckDBPyConnection) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE cengji_rows AS SELECT * FROM ({rows}) ORDER BY head")
    repeated = "SELECT count(*) FROM (SELECT head = lag(head) OVER () AS again FROM cengji_rows) WHERE again"
    single = not connection.execute(repeated).fetchall()[0][0]
    ordered = [in_order(part.slots) for part in parts]
    if single and all(ordered):
        texts = _of_parts([block(slots) for slots in ordered])
        select = f"SELECT text FROM (SELECT {texts} AS text FROM cengji_rows) WHERE text <> ''"
    else:
        listed = f"list_filter({_of_parts([lines(part.slots) for part in parts])}, lambda one: one IS NOT NULL)"
        found = f"SELECT head, {listed} AS found FROM cengji_rows"
        if not single:
            found = f"SELECT head, flatten(list(found)) AS found FROM ({found}) GROUP BY head ORDER BY head"
        select = f"SELECT array_to_string(list_sort(list_distinct(found)), chr(10)) AS text FROM ({found}) WHERE len(found) > 0"
    temporary = text.with_suffix(".tmp")
    connection.execute(f"COPY ({select}) TO {quote_text(temporary)} {LINES}")
    temporary.replace(text)
    slots = [(number, slot) for number, part in enumerate(parts) for slot in part.slots]
    selects = " UNION ALL ".join(_quads(number, slot) for number, slot in sorted(slots, key=_by_predicate))
    copy_to(connection, selects if single and all(ordered) else f"SELECT DISTINCT * FROM ({selects}) ORDER BY ALL", parquet)


def _of_parts(values: Sequence[str]) -> str:
    """Return the SQL that takes for each row the value of its part."""
    if len(values) == 1:
        return values[0]
    return "CASE part " + " ".join(f"WHEN {number} THEN {value}" for number, value in enumerate(values)) + " END"


def _by_predicate(pair: tuple[int, Slot]) -> tuple[str, int]:
    return pair[1].predicate.value, pair[0]


def _quads(number: int, slot: Slot) -> str:
    """Return the SELECT of the quads of one slot."""
    columns = {
        SUBJECT: SUBJECT, "predicate": _value(slot.predicate), "object": _value(slot.object), "datatype": _text(slot.object.datatype),
        "language": _text(slot.object.language), "graph": _value(slot.graph) if slot.graph else "NULL::VARCHAR",
    }  # fmt: skip
    needed = "".join(f" AND {quote_name(column)} IS NOT NULL" for column in slot.columns)
    return f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in columns.items())} FROM cengji_rows WHERE part = {number}{needed}"


def _value(cell: Cell) -> str:
    return quote_name(cell.column) if cell.column else quote_text(cell.value)


def _text(value: str) -> str:
    return quote_text(value) if value else "NULL::VARCHAR"


def _cuts(made: Sequence[tuple[Part, Path]], connection: DuckDBPyConnection) -> Iterator[str]:
    """Yield conditions on the subject that cut the rows into parts of about as many quads, in the order of their lines.

    A subject is compared as it stands in its line, with the bracket behind it.
    """
    rows = [connection.execute(f"SELECT count(*) FROM {_source(folder)}").fetchall()[0][0] for _, folder in made]
    count = max(1, -(-sum(number * len(part.slots) for number, (part, _) in zip(rows, made, strict=True)) // _CUT))
    if count == 1:
        yield "true"
        return
    subjects = " UNION ALL ".join(f"SELECT {SUBJECT} FROM {_source(folder)}" for _, folder in made)
    every = max(1, sum(rows) // _SAMPLED)
    sample = connection.execute(f"SELECT {SUBJECT} || '>' AS s FROM ({subjects}) WHERE hash({SUBJECT}) % {every} = 0 ORDER BY s").fetchall()
    bounds = sorted({sample[len(sample) * i // count][0] for i in range(1, count)}) if sample else []
    for low, high in zip([None, *bounds], [*bounds, None], strict=True):
        yield (
            " AND ".join(
                [f"{SUBJECT} || '>' >= {quote_text(low)}"] * (low is not None)
                + [f"{SUBJECT} || '>' < {quote_text(high)}"] * (high is not None)
            )
            or "true"
        )


def _join(parts: list[Path], whole: Path) -> None:
    """Put files one after the other; the parts are removed."""
    if len(parts) == 1:
        parts[0].replace(whole)
        return
    temporary = whole.with_suffix(".tmp")
    with temporary.open("wb") as out:
        for part in parts:
            with part.open("rb") as file:
                _append(file, out)
    temporary.replace(whole)
    for part in parts:
        part.unlink()


def _append(file: BinaryIO, out: BinaryIO) -> None:
    """Copy a file to the end of another, within the system where it can."""
    if sys.platform == "linux":
        with suppress(OSError):  # some file systems cannot: then the rest is copied here
            while os.copy_file_range(file.fileno(), out.fileno(), 1 << 30):
                pass
    shutil.copyfileobj(file, out, 1 << 22)
    out.flush()  # the next file may be copied past this one's buffer
