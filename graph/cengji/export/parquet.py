"""Parquet: a table as typed columns, several values of a cell as a list, what columns mean in the metadata."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cengji.core.extras import require_extra
from cengji.core.texts import Text
from cengji.export.credits import Credits, credits_of
from cengji.export.numbers import Kind, scale_of, type_cells
from cengji.export.sheets import Cell, Column, Sheet

if TYPE_CHECKING:
    import polars as pl

__all__ = ["write_parquet", "write_parquet_files"]


def write_parquet_files(sheets: Sequence[Sheet], titles: Mapping[str, Text]) -> dict[str, bytes]:
    """Return a Parquet file a table; ``titles`` are those of properties by IRI."""
    said = credits_of(sheets)
    return {f"{sheet.name}.parquet": write_parquet(sheet, titles, said) for sheet in sheets}


def write_parquet(sheet: Sheet, titles: Mapping[str, Text] | None = None, said: Credits | None = None) -> bytes:
    """Return a table as Parquet: integers of 64 bits, doubles where exact, else decimals, booleans and dates typed, all else as text.

    The metadata of the file hold ``columns`` (JSON: of each its labels, meaning, property and, where another column is its unit,
    that column), ``licence``, ``note`` and ``sources``.

    :raises UnavailableError: if Polars is not installed.
    """
    with require_extra("parquet"):
        import polars as pl
    frame = pl.DataFrame([_series(column, [row[place] for row in sheet.rows]) for place, column in enumerate(sheet.columns)])
    written = io.BytesIO()
    frame.write_parquet(written, metadata=_describe(sheet, titles or {}, said or Credits(())))
    return written.getvalue()


def _describe(sheet: Sheet, titles: Mapping[str, Text], said: Credits) -> dict[str, str]:
    """Return the metadata of a file, all as text."""
    columns = {column.name: _describe_column(column, sheet, titles) for column in sheet.columns}
    found = {"table": sheet.name, "columns": json.dumps(columns, ensure_ascii=False)}
    if said.licence:
        found |= {"licence": said.licence, "licence_iri": said.licence_iri}
    if said.documents:
        found |= {"note": said.note.en, "sources": json.dumps(said.documents, ensure_ascii=False)}
    return found


def _describe_column(column: Column, sheet: Sheet, titles: Mapping[str, Text]) -> dict[str, str]:
    title = titles.get(column.property) or column.meaning
    unit = next((one.name for one in sheet.columns if one.name in ("unit_en", "hasUnit")), "") if column.kind == "decimal" else ""
    said = {"zh": title.zh, "en": title.en, "property": column.property, "unit": unit}
    return {name: text for name, text in said.items() if text}


def _series(column: Column, cells: list[Cell]) -> pl.Series:
    import polars as pl

    kind, values = type_cells(column.kind, [value for cell in cells for value in cell])
    given = iter(values)
    dtype = _dtype(kind, values)
    if column.separator:
        return pl.Series(column.name, [[next(given) for _ in cell] for cell in cells], dtype=pl.List(dtype))
    return pl.Series(column.name, [next(given) if cell else None for cell in cells], dtype=dtype)


def _dtype(kind: Kind, values: Sequence[Decimal]) -> Any:  # noqa: ANN401 - Polars takes classes and instances alike
    """Return the type of Polars for a kind; decimals have as many digits after the point as one of them needs."""
    import polars as pl

    match kind:
        case Kind.INTEGER:
            return pl.Int64
        case Kind.REAL:
            return pl.Float64
        case Kind.DECIMAL:
            return pl.Decimal(38, scale_of(values))
        case Kind.BOOLEAN:
            return pl.Boolean
        case Kind.DATE:
            return pl.Date
    return pl.String
