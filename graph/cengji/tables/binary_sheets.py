"""The cells of an .xlsb workbook that hold an error, of which calamine makes empty ones: record by record, as [MS-XLSB] has them.

No library that is kept tells them: calamine gives them as empty, pyxlsb has had no release since 2022. What calamine would pass over
without a word, and what is no such record, is refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Final

from cengji.core.sheetparts import find_targets

__all__ = ["find_binary_errors"]

_BOOK: Final = "xl/workbook.bin"
# Kinds of records (https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb).
_ROW, _ERROR, _FORMULA_ERROR, _SHEET, _BEGIN, _END = 0, 3, 11, 156, 145, 146
_CELLS: Final = range(1, 12)
_UNREAD: Final = {**dict.fromkeys(range(12, 19), "short cells are"), 62: "rich text in cells is"}
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14


def find_binary_errors(archive: zipfile.ZipFile) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the name of each sheet of an .xlsb archive, with row and column, from 0, of its cells that hold an error.

    :raises ValueError: if a part is missing or cut off, a record is none that can be, or a cell is of a form that nothing here reads.
    """
    targets = find_targets(archive, "xl/_rels/workbook.bin.rels")
    for kind, held in _records(archive.read(_BOOK)):
        if kind == _SHEET:
            relation, end = _text(held, 8)
            name, _ = _text(held, end)
            part = targets.get(relation, "")
            if relation and part not in archive.namelist():
                raise ValueError(f"{name}: is missing")
            yield name, tuple(_errors(archive.read(part), name)) if part else ()


def _errors(sheet: bytes, name: str) -> Iterator[tuple[int, int]]:
    row, begun, ended = -1, False, False
    for kind, held in _records(sheet):
        begun, ended = begun or kind == _BEGIN, ended or (begun and kind == _END)
        if not begun or ended:
            continue
        if kind in _UNREAD:
            raise ValueError(f"{name}: {_UNREAD[kind]} not read")
        if kind == _ROW:
            above, row = row, _number(held, 0)
            if not above < row < _MOST_ROWS:
                raise ValueError(f"{name}: row {row + 1} below row {above + 1}")
        elif kind in _CELLS:
            column = _number(held, 0)
            if row < 0 or column >= _MOST_COLUMNS:
                raise ValueError(f"{name}: a cell stands nowhere")
            if kind in (_ERROR, _FORMULA_ERROR):
                yield row, column
    if begun and not ended:
        raise ValueError(f"{name}: is cut off")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record: the kind takes one or two bytes, the length up to four, seven bits each."""
    at = 0
    while at < len(data):
        kind, at = _packed(data, at, 2)
        size, at = _packed(data, at, 4)
        if at + size > len(data):
            raise ValueError("a record is cut off")
        yield kind, data[at : at + size]
        at += size


def _packed(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        if at >= len(data):
            raise ValueError("a record is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at
    if most == 2:
        return value, at
    raise ValueError("a record has no length")


def _number(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise ValueError("a record is too short")
    return int.from_bytes(data[at : at + 4], "little")


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * _number(data, at)
    if end > len(data):
        raise ValueError("a text is cut off")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
