"""The plain value of a case → the rows of a workbook, one a thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from cengji.cases.tree import Path
from cengji.cases.workbook.headings import COMMENT
from cengji.cases.workbook.sheets import Column, Sheet, all_sheets

__all__ = ["Cell", "Row", "flatten"]

Cell: TypeAlias = str | int | Decimal | bool
# The cells of a row that are not empty, by the name of their column.
Row: TypeAlias = dict[str, Cell]


def flatten(value: Mapping[str, Any], comments: Mapping[Path, Sequence[str]]) -> dict[str, list[Row]]:
    """Return the rows of each sheet, by section.

    :param value: the plain value of a case with its shorthands written out.
    :param comments: the lines of comment of each entry, by its path.
    """
    rows: dict[str, list[Row]] = {}
    for sheet in all_sheets():
        rows[sheet.section] = []
        for owners, path, entry in _entries(sheet, value):
            row: Row = dict(zip((column.name for column in sheet.owners), owners, strict=True))
            cells = ((column.name, _cell(column, entry)) for column in sheet.columns)
            row |= {name: cell for name, cell in cells if cell is not None}
            if comments.get(path):
                row[COMMENT] = "\n".join(comments[path])
            rows[sheet.section].append(row)
    return rows


def _entries(sheet: Sheet, value: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Path, Mapping[str, Any]]]:
    """Yield (owners, path, entry) for each row of a sheet."""
    if not sheet.path:
        yield (), (), value
    elif sheet.section == "concepts":
        for scheme, entries in value.get("concepts", {}).items():
            for index, entry in enumerate(entries):
                yield (scheme,), ("concepts", scheme, index), entry
    else:
        yield from _within(value, (), sheet.path, ())


def _within(
    part: Mapping[str, Any], path: Path, way: tuple[str, ...], owners: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Path, Mapping[str, Any]]]:
    for index, entry in enumerate(part.get(way[0], ())):
        here: Path = (*path, way[0], index)
        if len(way) == 1:
            yield owners, here, entry
        else:
            yield from _within(entry, here, way[1:], (*owners, str(entry.get("key") or entry.get("body"))))


def _cell(column: Column, entry: Mapping[str, Any]) -> Cell | None:
    """Return what stands in the cell of a column, None where it is empty."""
    if column.aligned:
        parts = [part.get(column.path[-1]) for part in entry.get(column.path[0], ())]
        if len(parts) == 1 or not any(part is not None for part in parts):
            return next((part for part in parts if part is not None), None)
        return "\n".join("" if part is None else str(part) for part in parts)
    held: Any = entry
    for step in column.path:
        held = held.get(step) if isinstance(held, Mapping) else None
    if column.many and held is not None:
        return "\n".join(map(str, held)) or None
    return str(held) if column.kind == "date" and held is not None else held
