"""Bad rows: collected, the first of each kind named, all of them written to a file of rejects."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from cengji.core.errors import Fault

__all__ = ["NAMED", "BadRow", "collect", "count_rows", "csv_line", "find_undecoded", "kind_of", "rejects_file"]

NAMED: Final = 20
"""How many rows with one fault are named."""


@dataclass(frozen=True, slots=True, order=True)
class BadRow:
    """A row that is not taken: where it is, what is wrong, what to do, and its content.

    ``table`` is the sheet or table of a file that has several, else empty; ``line`` is 0 where rows have none.
    """

    path: Path
    table: str
    row: int
    line: int
    column: str
    problem: str
    remedy: str
    content: str = ""
    kind: str = ""
    """What faults of one kind have in common; empty where the problem says it."""


def collect(rows: Iterable[BadRow], totals: dict[tuple[str, str, str], int] | None = None) -> list[Fault]:
    """Return the faults of the first 20 rows of each kind, with the total where there are more.

    :param totals: how many rows of a kind there are, where not all were collected.
    """
    faults = []
    for (path, column, kind), group in groupby(sorted(rows, key=lambda one: (*kind_of(one), one.row)), key=kind_of):
        found = list(group)
        total = (totals or {}).get((path, column, kind), len(found))
        faults += [Fault(path, one.line, column, f"row {one.row} {one.problem}", one.remedy) for one in found[:NAMED]]
        if total > NAMED:
            said = f"{total:,} rows in all of this kind ({kind}); the first {NAMED} are named"
            faults.append(Fault(path, 0, column, said, "--skip-bad --rejects FILE leaves them out and lists them"))
    return faults


def kind_of(one: BadRow) -> tuple[str, str, str]:
    """Return what rows of one fault share: file, column with its table where there are several, and problem."""
    return str(one.path), ".".join(filter(None, (one.table, one.column))), one.kind or one.problem.split(":")[0]


def count_rows(rows: Iterable[BadRow]) -> int:
    """Return how many rows are not taken, each once however many faults it has."""
    return len({(one.path, one.table, one.row) for one in rows})


def find_undecoded(text: str) -> str:
    """Return what is wrong with a text that was read with ``surrogateescape``, by its first byte that is not UTF-8; empty if nothing is.

    >>> find_undecoded(b"a\\xffb".decode(errors="surrogateescape"))
    'is not UTF-8: byte FF'
    """
    data = text.encode(errors="surrogateescape")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return f"is not UTF-8: byte {data[error.start]:02X}"
    return ""


def csv_line(cells: Iterable[object]) -> str:
    """Return cells as a line of CSV, without its end.

    >>> csv_line(["a", None, "b,c"])
    'a,,"b,c"'
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def rejects_file(rows: Iterable[BadRow]) -> bytes:
    """Return a CSV file of the rows: file (``file#table`` where it has several), row, column, problem, content."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("file", "row", "column", "problem", "content"))
    for one in sorted(set(rows)):
        file = f"{one.path.name}#{one.table}" if one.table else one.path.name
        writer.writerow((file, one.row, one.column, one.problem, one.content))
    return out.getvalue().encode(errors="backslashreplace")
