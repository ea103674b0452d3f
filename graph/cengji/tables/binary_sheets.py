"""The cells of an .xlsb workbook that hold an error, of which calamine makes empty ones: record by record, as [MS-XLSB] has them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Final

from cengji.core.sheetparts import find_targets

__all__ = ["find_binary_errors"]

_BOOK: Final = "xl/workbook.bin"
# Kinds of records (https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb).
_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156


def find_binary_errors(archive: zipfile.ZipFile) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Yield the name of each sheet of an .xlsb archive, with row and column, from 0, of its cells that hold an error."""
    targets = find_targets(archive, "xl/_rels/workbook.bin.rels")
    for kind, held in _records(archive.read(_BOOK)):
        if kind == _SHEET:
            relation, end = _text(held, 8)
            name, _ = _text(held, end)
            part = targets.get(relation, "")
            yield name, tuple(_errors(archive.read(part))) if part in archive.namelist() else ()


def _errors(sheet: bytes) -> Iterator[tuple[int, int]]:
    row = 0
    for kind, held in _records(sheet):
        if kind == _ROW:
            row = _number(held, 0)
        elif kind in (_ERROR, _FORMULA_ERROR):
            yield row, _number(held, 0)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of each record: the kind takes one or two bytes, the length up to four, seven bits each."""
    at = 0
    while at < len(data):
        kind, at = _packed(data, at, 2)
        size, at = _packed(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _packed(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return value, at


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * _number(data, at)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
