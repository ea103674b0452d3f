"""Columns of plain values as data frames: numbers as numbers wherever that changes none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Final

from cengji.core.lazy import lazy_module
from cengji.query.values import Value

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
else:
    pd, pl = (lazy_module(name, extra="frames") for name in ("pandas", "polars"))

__all__ = ["Kind", "column_kind", "pandas_frame", "polars_frame"]

_LARGEST: Final = 2**63


class Kind(Enum):
    """What a column holds, unbound cells aside."""

    EMPTY = "nothing"
    BOOLEAN = "boolean"
    INTEGER = "integers that fit 64 bits"
    FLOAT = "numbers, each equal to its 64-bit float as written"
    EXACT = "numbers that a 64-bit integer or float would alter"
    TEXT = "texts"
    OTHER = "other values of one type"
    MIXED = "values of several types"


def column_kind(values: Sequence[Value]) -> Kind:
    """Return what a column holds.

    >>> [column_kind(values).name for values in ([1, None], [1, Decimal("76.9")], [2**63], [Decimal("0.1234567890123456789")])]
    ['INTEGER', 'FLOAT', 'EXACT', 'EXACT']
    """
    held = [value for value in values if value is not None]
    types = {type(value) for value in held}
    if not types:
        return Kind.EMPTY
    if types == {int}:
        return Kind.INTEGER if all(isinstance(one, int) and -_LARGEST <= one < _LARGEST for one in held) else Kind.EXACT
    if types <= {int, float, Decimal}:
        return Kind.FLOAT if all(isinstance(one, int | float | Decimal) and _is_float(one) for one in held) else Kind.EXACT
    if len(types) > 1:
        return Kind.MIXED
    return {bool: Kind.BOOLEAN, str: Kind.TEXT}.get(types.pop(), Kind.OTHER)


def pandas_frame(columns: Mapping[str, Sequence[Value]]) -> pd.DataFrame:
    """Return columns as a pandas data frame: Int64, float64 or boolean where they can be, else object.

    :raises UnavailableError: if pandas is not installed.
    """
    types = {Kind.INTEGER: "Int64", Kind.FLOAT: "float64", Kind.BOOLEAN: "boolean"}
    series = {name: pd.Series(_floats(values), dtype=types.get(column_kind(values), "object")) for name, values in columns.items()}
    return pd.DataFrame(series, columns=list(columns))


def polars_frame(columns: Mapping[str, Sequence[Value]]) -> pl.DataFrame:
    """Return columns as a polars data frame: Int64, Float64, Boolean, Date or String; what fits none of them is text.

    :raises UnavailableError: if polars is not installed.
    """
    types = {Kind.INTEGER: pl.Int64, Kind.FLOAT: pl.Float64, Kind.BOOLEAN: pl.Boolean, Kind.OTHER: None, Kind.EMPTY: pl.Null}
    series = []
    for name, values in columns.items():
        kind = column_kind(values)
        if kind in types:
            series.append(pl.Series(name, _floats(values), dtype=types[kind]))
        else:
            series.append(pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String))
    return pl.DataFrame(series)


def _is_float(number: float | Decimal) -> bool:
    """Return whether a number is what its 64-bit float is written as."""
    exact = Decimal(number)
    return isinstance(number, float) or (exact.is_finite() and Decimal(repr(float(exact))) == exact)


def _floats(values: Sequence[Value]) -> Sequence[Value]:
    if column_kind(values) is not Kind.FLOAT:
        return values
    return [float(value) if isinstance(value, int | float | Decimal) else None for value in values]
