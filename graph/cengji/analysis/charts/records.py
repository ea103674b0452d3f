"""What a chart shows, whoever draws it: rows, columns and marks with numbers, statuses and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from cengji.analysis.records import Words

__all__ = ["Chart", "Item", "Kind", "Mark", "Sureness"]

Kind = Literal["matrix", "dots", "dates", "steps", "funnel"]
_NONE: Final = Words("", "")
Sureness = Literal["stated", "inferred", "disputed"]


@dataclass(frozen=True, slots=True)
class Item:
    """A row or column: its key (an IRI or key of the analysis), what it is called, and the heading that it stands under."""

    key: str
    words: Words
    group: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value of the analysis, in a row and, where the chart has columns, in a column.

    ``value``, ``lower`` and ``upper`` are those of :class:`cengji.analysis.Row`: a bound that is None is an open end. ``begin`` and
    ``end`` are ISO dates. ``words`` is printed beside the mark. ``p`` is the probability that chance alone gives as much, adjusted for
    all marks, where there is a test.
    """

    row: str
    column: str = ""
    case: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    begin: str = ""
    end: str = ""
    words: Words = _NONE
    p: float | None = None
    stated: int = 0
    inferred: int = 0
    disputed: int = 0
    evidence: tuple[str, ...] = ()

    @property
    def sureness(self) -> Sureness:
        """The weakest status of what the value rests on.

        >>> Mark(row="a", stated=3, inferred=1).sureness
        'inferred'
        """
        return "disputed" if self.disputed else "inferred" if self.inferred else "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What one chart shows.

    Its kind is ``matrix`` (rows × columns; the values of a cell are those of different cases, and are added up), ``dots`` (a value
    with its interval a row), ``dates`` (when, a row a thing), ``steps`` (which columns a row reaches) or ``funnel`` (ratios from
    column to row). ``unit`` is that of the values, ``formula`` how they are reckoned, ``source`` the literature or query that this
    follows; ``cases`` are those that it rests on; ``cautions`` is what may not be concluded, ``nothing`` why there are no marks;
    ``left`` counts the rows of the analysis that have no room, ``apart`` says that it shows as many of each case.
    """

    name: str
    kind: Kind
    title: Words
    unit: Words
    subtitle: Words = _NONE
    rows: tuple[Item, ...]
    columns: tuple[Item, ...] = ()
    marks: tuple[Mark, ...]
    cases: tuple[Item, ...] = ()
    cautions: tuple[Words, ...] = ()
    formula: Words = _NONE
    source: Words = _NONE
    nothing: Words = _NONE
    left: int = 0
    apart: bool = False

    @property
    def left_words(self) -> Words:
        """What is said of the rows that have no room; empty where all have."""
        if not self.left:
            return _NONE
        if self.apart:
            return Words("每个案例只画最大的几项，其余见表", "the largest of each case; all in the table")
        number = len(self.marks)
        return Words(f"只画最大的{number}项，另有{self.left}项见表", f"the {number} largest; {self.left} more in the table")
