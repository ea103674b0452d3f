"""The values of a column in a type that holds each exactly: integers of 64 bits, doubles, truth, dates, else text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

__all__ = ["Kind", "exact_float", "scale_of", "type_cells"]


class Kind(StrEnum):
    """The type of a column: ``decimal`` where a double would not hold some number exactly."""

    INTEGER = "integer"
    REAL = "real"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TEXT = "text"


def exact_float(text: str) -> float | None:
    """Return a decimal as a double, None where the shortest decimal of that double is another number.

    >>> exact_float("76.90"), exact_float("0.1234567890123456789")
    (76.9, None)
    """
    exact = Decimal(text)
    number = float(exact)
    return number if Decimal(repr(number)) == exact else None


def type_cells(kind: str, texts: Sequence[str]) -> tuple[Kind, list[Any]]:
    """Return the values of a column of this kind (a :class:`~cengji.export.sheets.Column`'s), in the type that holds all exactly.

    >>> type_cells("decimal", ["1.50", "2"]), type_cells("integer", ["7", str(2**63)])
    ((<Kind.REAL: 'real'>, [1.5, 2.0]), (<Kind.TEXT: 'text'>, ['7', '9223372036854775808']))
    """
    try:
        match kind:
            case "integer" if all(-(2**63) <= int(text) < 2**63 for text in texts):
                return Kind.INTEGER, [int(text) for text in texts]
            case "decimal" | "double" if texts:
                numbers = [exact_float(text) for text in texts]
                if None not in numbers:
                    return Kind.REAL, numbers
                if kind == "decimal" and _digits(texts) <= 38:
                    return Kind.DECIMAL, [Decimal(text) for text in texts]
            case "boolean" if set(texts) <= {"true", "false"}:
                return Kind.BOOLEAN, [text == "true" for text in texts]
            case "date":
                return Kind.DATE, [date.fromisoformat(text) for text in texts]
    except (ValueError, ArithmeticError):
        pass
    return Kind.TEXT, list(texts)


def _digits(texts: Sequence[str]) -> int:
    """Return how many digits a column of decimals takes."""
    numbers = [Decimal(text) for text in texts]
    return scale_of(numbers) + max(max(0, number.adjusted() + 1) for number in numbers)


def scale_of(numbers: Sequence[Decimal]) -> int:
    """Return how many digits after the point a column of decimals takes."""
    return max(max(0, -int(number.as_tuple().exponent)) for number in numbers)
