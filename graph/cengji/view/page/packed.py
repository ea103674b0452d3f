"""Packs the data of a large page: its long tables as columns of numbers and texts , of which the page reads what it needs."""

from __future__ import annotations

import json
import struct
from typing import Any, Final

from cengji.core.neutralize import replace_halves

__all__ = ["pack"]

_LONG_TABLES: Final = ("nodes", "edges")
"""The tables with a row for each thing and each link."""


def pack(data: dict[str, Any]) -> tuple[bytes, int]:
    """Return the data block as bytes, and where in them its head begins; ``view/page/script/packed.js`` reads them.

    The head is JSON: the data, in which each column of a long table says where it stands. ``{"value", "times"}`` is one
    value throughout; ``{"numbers": [start, count]}`` are integers of 32 bits, least byte first; ``{"json": [start, end]}``
    is JSON, which is read only when a text of the column is asked for. Each begins at a multiple of four.
    """
    body = bytearray()
    places = {table: {name: _append(body, column) for name, column in data[table].items()} for table in _LONG_TABLES}
    head = len(body)
    return bytes(body + _json(data | places)), head


def _append(body: bytearray, column: list[Any]) -> dict[str, Any]:
    """Append a column, if it has more than one value, and return where it stands."""
    start = len(body)
    if column.count(column[0]) == len(column):
        return {"value": column[0], "times": len(column)}
    if all(type(value) is int for value in column):
        body += struct.pack(f"<{len(column)}i", *column)
        return {"numbers": [start, len(column)]}
    body += _json(column)
    body += b" " * (-len(body) % 4)
    return {"json": [start, len(body)]}


def _json(value: object) -> bytes:
    return replace_halves(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode()
