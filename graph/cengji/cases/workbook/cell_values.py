"""What one cell says: the plain values in it, or why it cannot be taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final, TypeAlias

from cengji.cases.tree import parse_number
from cengji.cases.workbook.sheets import Column

__all__ = ["Formula", "Percentage", "Problem", "ShownDate", "SpreadsheetError", "read_cell"]

Plain: TypeAlias = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Formula:
    """Stands for a cell that holds a formula."""


@dataclass(frozen=True, slots=True)
class SpreadsheetError:
    """Stands for a cell that holds an error of the spreadsheet program, such as ``#REF!``."""

    code: str


@dataclass(frozen=True, slots=True)
class Percentage:
    """Stands for a number that the spreadsheet shows as per cent, a hundred times what it holds."""

    held: float


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date or time with the format of its cell, which may show a month or a year alone."""

    day: datetime
    form: str

    def text(self) -> str:
        """Return the date as exactly as its cell shows it.

        >>> [ShownDate(datetime(2024, 6, 1), form).text() for form in ("mmm-yy", 'yyyy"年"m"月"d"日"')]
        ['2024-06', '2024-06-01']
        """
        parts = _NO_PART_OF_A_DATE.sub("", self.form.lower())
        if "d" in parts or "y" not in parts:
            return self.day.date().isoformat()
        return f"{self.day:%Y-%m}" if "m" in parts else f"{self.day:%Y}"


class Problem(ValueError):  # noqa: N818 - what is wrong with one cell; it never leaves this package
    """A cell cannot be taken as it is: what is wrong and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Keep both sentences."""
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem} — {remedy}")


_TRUTHS: Final = {"true": True, "false": False}
_AS_TEXT: Final = "set the format of the cell to text and write it again, as printed"
_AS_NUMBER: Final = "set the format of the cell to number and write the number"
_EXPECTED: Final = {
    "date": ("a date as text, YYYY, YYYY-MM or YYYY-MM-DD", _AS_TEXT),
    "number": ("a number", _AS_NUMBER),
    "integer": ("a whole number", _AS_NUMBER),
    "boolean": ("TRUE or FALSE", "write TRUE or FALSE"),
}
_NO_PART_OF_A_DATE: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# The digits of a number that spreadsheet programs show and keep.
_SIGNIFICANT: Final = 15


def read_cell(column: Column, value: object) -> list[Plain]:
    """Return the values of a cell that is not empty: one, or one a line where the column holds several.

    What the model will refuse (a word for a number) is given as it is, so that there is one judge of it.

    :raises Problem: if the cell holds no plain value, or one that is no longer as it was typed.
    """
    if isinstance(value, Formula):
        raise Problem("holds a formula", "write its value, or put ' before a text that begins with =")
    if isinstance(value, SpreadsheetError):
        raise Problem(f"holds the error {value.code} of the spreadsheet", "write the value")
    if isinstance(value, Percentage):
        shown = f"{Decimal(_number(value.held * 100)):f}"
        if column.kind not in ("number", "integer"):
            raise _refusal(column, f"the number {shown}%")
        raise Problem(f"is shown as {shown}% and holds {Decimal(_number(value.held)):f}", f"format the cell as a number and write {shown}")
    if isinstance(value, ShownDate):
        if column.kind == "date" and value.day.time() == time():
            return [value.text()]
        raise _refusal(column, f"the date or time {value.day}")
    if isinstance(value, bool):
        if column.kind != "boolean":
            raise _refusal(column, str(value).upper())
        return [value]
    if isinstance(value, int | float) and isfinite(value):
        if abs(value) >= 10**_SIGNIFICANT:
            problem = f"is a number of more than {_SIGNIFICANT} digits, of which spreadsheets keep only {_SIGNIFICANT}"
            raise Problem(problem, "set the format of the cell to text and write it with all of its digits")
        number = _number(value)
        if isinstance(number, Decimal) and parse_number(f"{number:f}") is None:
            raise Problem("is a number of more than 12 decimals, which no case holds", "round it in the cell")
        if column.kind in ("number", "integer", "boolean"):
            return [number]
        if column.kind == "date" and isinstance(number, int):
            return [str(number)]
        raise _refusal(column, f"the number {Decimal(number):f}")
    if not isinstance(value, str):
        raise _refusal(column, f"the date or time {value}" if isinstance(value, time | timedelta) else f"{value}")
    if not column.many:
        return [_text(column, value)]
    lines = value.split("\n")
    if column.kind != "text":
        lines = [line.strip() for line in lines]
    if not column.aligned:
        return [_text(column, line) for line in lines if line]
    while lines and not lines[-1]:
        lines.pop()
    return [_text(column, line) if line else None for line in lines]


def _refusal(column: Column, found: str) -> Problem:
    expected, remedy = _EXPECTED.get(column.kind, ("a text", _AS_TEXT))
    return Problem(f"is {found}, expected {expected}", remedy)


def _number(value: float) -> int | Decimal:
    """Return a number exactly as the spreadsheet shows it.

    >>> _number(14000.0), _number(76.9), _number(0.1 + 0.2)
    (14000, Decimal('76.9'), Decimal('0.3'))
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < 10**_SIGNIFICANT):
        return int(value)
    return Decimal(f"{value:.{_SIGNIFICANT}g}")


def _text(column: Column, text: str) -> Plain:
    """Return the value that a text stands for; a key may be followed by a space and its label."""
    if column.kind == "text":
        return text
    text = text.strip()
    if column.kind in ("number", "integer"):
        number = parse_number(text)
        return text if number is None else number
    if column.kind == "boolean":
        return _TRUTHS.get(text.lower(), text)
    if column.kind == "concept" or column.sections:
        return text.partition(" ")[0] or text
    return text
