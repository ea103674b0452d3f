"""Words for units in headings and cells, read as documents' are: 人, 万元, 平方米."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cengji.text.reading import Reading

__all__ = ["Measure", "read_one", "read_unit"]


class Measure(NamedTuple):
    """What the numbers of a column are in: a key of the scheme unit, empty where none is known, one of figure-kind, and the word for both.

    ``word`` is empty unless heading or table states it; numbers are then multiplied by ``scale`` (万元: 10000).
    ``direction`` is that of a change whose heading says it.
    """

    unit: str
    kind: str = "count"
    word: str = ""
    scale: Decimal = Decimal(1)
    direction: str = ""

    @property
    def bare(self) -> str:
        """The word without its scale: 元 of 万元."""
        return self.word.lstrip("百千万亿")


def read_one(text: str) -> Reading | None:
    """Return what a text reads as, None unless that is one number."""
    from cengji.text.figure import UnreadableFigureError, read_figure  # its patterns take long to compile, and few cells have words

    try:
        found = read_figure(text)
    except UnreadableFigureError:
        return None
    return found[0] if len(found) == 1 else None


@cache
def read_unit(word: str) -> Measure | None:
    """Return the measure that a word for a unit is, None where it is none that is known.

    >>> str(read_unit("万元").scale), read_unit("含预备")
    ('10000', None)
    """
    reading = read_one(f"1{word}") if word else None
    if reading is None or (reading.start, reading.end, reading.comparator) != (0, len(word) + 1, "exact") or reading.value is None:
        return None
    if not reading.measure_word and reading.value == 1:
        return None
    return Measure(reading.unit or "", reading.kind or "count", word, reading.value)
