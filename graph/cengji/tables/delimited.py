"""Files of text as tables: their encoding and what stands between their cells are found out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from cengji.core.errors import InputError
from cengji.tables.grid import Grid
from cengji.text.decode import decode

__all__ = ["is_utf8", "read_delimited", "read_text"]

_MARKS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SAMPLE: Final = 60
# The share of characters beyond ASCII that GB2312 has, from which on bytes that can be read as GB18030 are taken for it.
_PLAIN_CHINESE: Final = 0.97
_FIELD: Final = 1_000_000


def read_text(data: bytes, name: str) -> str:
    """Return a file of text: UTF-8, UTF-16 with or without a byte order mark, or GB18030 (GBK, GB2312).

    >>> [read_text("社区,街道".encode(one), "a.csv") for one in ("gbk", "utf-16", "utf-16-le", "utf-8-sig")]
    ['社区,街道', '社区,街道', '社区,街道', '社区,街道']

    :raises InputError: if it is none of these.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark) and not data.startswith(b"\xff\xfe\0\0"):
            return _wide(data[len(mark) :], encoding, name)
    if b"\0" in data and not data.startswith((b"PK", b"\xff\xfe", b"\0\0")):
        zeros = data[:4096]
        return _wide(data, "utf-16-le" if zeros[1::2].count(0) >= zeros[::2].count(0) else "utf-16-be", name)
    if _is_wide_chinese(data):
        return _wide(data, "utf-16-le", name)
    try:
        return decode(data, name).text
    except InputError:
        if (text := _plain_chinese(data)) is None:
            raise
        return text


def read_delimited(text: str, name: str, *, tabs: bool = False) -> Grid:
    """Return a table of text; its delimiter is the one that gives most rows equally many cells, at least two.

    >>> read_delimited("编号;名称\\n1;甲街道\\n", "a.csv").rows
    [('编号', '名称'), ('1', '甲街道')]

    :param tabs: whether tabs stand between the cells, as the name of the file says.
    :raises InputError: if a cell does not end.
    """
    delimiter = "\t" if tabs else _delimiter(text)
    rows: list[Sequence[str]] = []
    lines: list[int] = []
    csv.field_size_limit(_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        if '"' not in text:  # a row a line
            rows = list(map(tuple, reader))  # tuples of texts are nothing that the collector of garbage has to look at
        else:
            for row in reader:
                rows.append(tuple(row))
                lines.append(reader.line_num)
    except csv.Error as error:
        problem = f"cannot be read as a table: {error}"
        raise InputError.of(name, problem, "look for a quotation mark that is never closed", line=reader.line_num) from error
    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [(*row, *[""] * (width - len(row))) for row in rows]
    return Grid(name, "", rows, lines=lines)


def _delimiter(text: str) -> str:
    """Return the likeliest delimiter; where no line has any, one that does not occur."""
    head = "\n".join(islice((line for line in text.splitlines() if line.strip()), _SAMPLE))
    best, chosen = (0, 0), "\x1f"
    for delimiter in _DELIMITERS:
        if delimiter not in head:
            continue
        rows_of_several = (row for row in csv.reader(io.StringIO(head), delimiter=delimiter) if sum(map(bool, row)) > 1)
        widths = Counter(map(len, rows_of_several))  # a line with one text behind delimiters is an indented one
        width, rows = max(((width, rows) for width, rows in widths.items() if width > 1), key=lambda one: (one[1], one[0]), default=(0, 0))
        if (rows, width) > best:
            best, chosen = (rows, width), delimiter
    return chosen


def _wide(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError.of(name, f"is not whole UTF-16: {error.reason} at byte {error.start}", "save it again, as UTF-8") from error


def _is_wide_chinese(data: bytes) -> bool:
    """Return whether bytes without a mark and without a zero are UTF-16: all Chinese, not even a line end in it."""
    return len(data) % 2 == 0 and 0 < len(data) < _SAMPLE and not is_utf8(data) and _plain_chinese(data) is None and _han(data)


def _han(data: bytes) -> bool:
    text = data.decode("utf-16-le", errors="replace")
    return all("\u4e00" <= one <= "\u9fff" or one in "\r\n\t,，" for one in text)


def is_utf8(data: bytes) -> bool:
    """Return whether bytes are text in UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _plain_chinese(data: bytes) -> str | None:
    """Return the text where it is GB18030 and almost all of it is of GB2312, as names of places and bodies are; else None."""
    if b"\0" in data or is_utf8(data):
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    strange = "".join(one for one in text if not one.isascii())
    plain = len(strange.encode("gb2312", errors="ignore")) // 2
    return text if strange and plain >= _PLAIN_CHINESE * len(strange) and "\ufffd" not in text else None
