"""The records of a CSV or TSV file, read strictly: what its first row names, and which records cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cengji.core.errors import InputError
from cengji.register.faults import BadRow, find_undecoded

__all__ = ["Records"]

_LONGEST: Final = 1 << 24
"""Bytes of a record, at most."""


class Records:
    """The records of a CSV file, read strictly, with the lines that each takes."""

    def __init__(self, path: Path, delimiter: str) -> None:
        self.path, self.delimiter = path, delimiter
        self.lines = 0

    def header(self) -> list[str]:
        """Return the names of the columns.

        :raises InputError: if the first row is none, or shows that the file is of another kind.
        """
        with self.path.open("rb") as start:
            first = start.read(_LONGEST)
        if first.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError.of(self.path, "is UTF-16", "save it as CSV in UTF-8", line=1)
        line = first.split(b"\n", 1)[0].rstrip(b"\r")
        if problem := find_undecoded(line.decode("utf-8-sig", errors="surrogateescape")):
            raise InputError.of(self.path, f"has a first row that {problem}", "save it as CSV in UTF-8", line=1)
        if b"\r" in line and not line.count(b'"'):
            raise InputError.of(self.path, "has lines that end in CR alone", "save it with LF or CR LF at the end of each line", line=1)
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            try:
                header = next(reader, [])
            except csv.Error as error:
                raise InputError.of(self.path, f"has no readable first row: {error}", "name the columns in it", line=1) from error
            self.lines = reader.line_num
        marks = [mark for mark in ",;\t|" if len(header) == 1 and mark in header[0]]
        if marks:
            said = f"has a single column, whose name {header[0]!r} has {marks[0]!r} in it"
            raise InputError.of(self.path, said, f"separate the fields by {self.delimiter!r}", line=1)
        return header

    def has_rows(self) -> bool:
        """Return whether a row follows the first."""
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

        csv.field_size_limit(max(csv.field_size_limit(), 64 * _LONGEST))
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
                if len(raw) > _LONGEST:
                    problem = f"is longer than {_LONGEST >> 20} MB"
                if problem:
                    shown = raw[:_LONGEST].decode("utf-8", errors="backslashreplace").rstrip("\r\n")
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
