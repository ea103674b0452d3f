"""Parquet: a table as typed columns, several values of a cell as a list."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cengji.core.extras import require_extra
from cengji.export.sheets import Cell, Column, Sheet

if TYPE_CHECKING:
    import polars as pl

__all__ = ["write_parquet", "write_parquet_files"]


def write_parquet_files(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """Return a Parquet file a table."""
    return {f"{sheet.name}.parquet": write_parquet(sheet) for sheet in sheets}


def write_parquet(sheet: Sheet) -> bytes:
    """Return a table as Parquet: integers, exact decimals, booleans and dates typed, all else as text.

    :raises UnavailableError: if Polars is not installed.
    """
    with require_extra("parquet"):
        import polars as pl
    frame = pl.DataFrame([_series(column, [row[place] for row in sheet.rows]) for place, column in enumerate(sheet.columns)])
    written = io.BytesIO()
    frame.write_parquet(written)
    return written.getvalue()


def _series(column: Column, cells: list[Cell]) -> pl.Series:
    import polars as pl

    values, kind = _typed(column.kind, [value for cell in cells for value in cell])
    given = iter(values)
    if column.separator:
        return pl.Series(column.name, [[next(given) for _ in cell] for cell in cells], dtype=pl.List(kind))
    return pl.Series(column.name, [next(given) if cell else None for cell in cells], dtype=kind)


def _typed(kind: str, texts: list[str]) -> tuple[list[Any], Any]:
    """Return the values of a column in the type that holds all of them exactly, as text where none does."""
    import polars as pl

    try:
        match kind:
            case "integer" if all(-(2**63) <= int(text) < 2**63 for text in texts):
                return [int(text) for text in texts], pl.Int64
            case "decimal" if texts:
                numbers = [Decimal(text) for text in texts]
                scale = max(max(0, -int(number.as_tuple().exponent)) for number in numbers)
                digits = max(max(0, number.adjusted() + 1) for number in numbers)
                if scale + digits <= 38:
                    return numbers, pl.Decimal(38, scale)
            case "boolean" if set(texts) <= {"true", "false"}:
                return [text == "true" for text in texts], pl.Boolean
            case "date":
                return [date.fromisoformat(text) for text in texts], pl.Date
    except (ValueError, ArithmeticError):
        pass
    return texts, pl.String
