"""Analyses for people: as a table for the screen, in the formats of answers, and all of them in a line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.analysis.registry import ANALYSES
from cengji.analysis.terms import write_number
from cengji.core.texts import Language
from cengji.query.formats import write_answer
from cengji.query.table import Table

if TYPE_CHECKING:
    from cengji.analysis import Analysis, Row
    from cengji.api.asking import Asking

__all__ = ["list_analyses", "screen_table", "shown", "summaries"]

_RDF: Final = ("ttl", "nt", "jsonld", "rdf")
_STATUSES: Final = {"en": "s/i/d", "zh": "明示/推断/存疑"}
_HEADS: Final = {
    "en": ("case", "subject", "aspect", "object", "value", "begin", "end"),
    "zh": ("案例", "对象", "方面", "相关", "数值", "起", "止"),
}
_ROWS: Final = {"en": ("row", "rows"), "zh": ("行", "行")}


def list_analyses(language: Language) -> list[tuple[str, str]]:
    """Return the names of the analyses with their questions.

    >>> list_analyses("en")[0]
    ('span', 'How many subordinates has a superior on average?')
    """
    return [(name, entry.method.question.of(language)) for name, entry in ANALYSES.items()]


def shown(analysis: Analysis, form: str, language: Language) -> bytes:
    """Return an analysis in a format of answers, rows or RDF, as UTF-8.

    :raises UsageError: if there is no such format.
    """
    return write_answer(analysis.triples() if form in _RDF else analysis.to_table(language), form)


def summaries(graph: Asking, language: Language, cases: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the name of each analysis with its question, the number of rows, and from where to where its values run.

    :raises UsageError: if there is no such case.
    """
    from cengji.analysis.cache import cached_analyses

    told = []
    for analysis in cached_analyses(graph.dataset, cases):
        question = analysis.method.question.of(language)
        told.append((analysis.method.name, f"{question} {_summarize(analysis, language)}"))
    return told


def _summarize(analysis: Analysis, language: Language) -> str:
    """Return the number of rows, and the range of the values of the first aspect that has any."""
    if not analysis.rows:
        return analysis.nothing(language)
    count = len(analysis.rows)
    head = f"{count:,} {_ROWS[language][count != 1]}"
    for aspect in dict.fromkeys(row.aspect for row in analysis.rows):
        values = [row.value for row in analysis.rows if row.aspect == aspect and row.value is not None]
        if values:
            low, high = _short(min(values)), _short(max(values))
            return f"{head}; {analysis.label(aspect, language)} {low}" + (f"–{high}" if high != low else "")
    return head


def screen_table(analysis: Analysis, language: Language) -> Table:
    """Return the rows in words, as a person reads them: labels, a value with its bounds and unit, and statuses as ``1/2/0``."""
    columns = (*_HEADS[language], _STATUSES[language])
    rows = [
        (
            analysis.label(row.case, language),
            analysis.label(row.subject, language),
            analysis.label(row.aspect, language),
            analysis.label(row.object, language),
            _number(row),
            row.begin,
            row.end,
            f"{row.stated}/{row.inferred}/{row.disputed}",
        )
        for row in analysis.rows
    ]
    return Table(columns, [tuple(ox.Literal(cell) if cell else None for cell in row) for row in rows])


def _number(row: Row) -> str:
    """Return value and bounds as text: ``21``, ``0.1 [0.05, 0.2]``, ``≥ 3``, ``[1, 5]``."""
    exact = row.value is not None and row.lower == row.value == row.upper
    if (row.lower is None and row.upper is None) or exact:
        return "" if row.value is None else _short(row.value)
    if row.upper is None:
        bounds = f"≥ {_short(row.lower or 0)}"
    elif row.lower is None:
        bounds = f"≤ {_short(row.upper)}"
    else:
        bounds = f"[{_short(row.lower)}, {_short(row.upper)}]"
    return bounds if row.value is None else f"{_short(row.value)} {bounds}"


def _short(number: float) -> str:
    """Return a number with four significant digits, whole where it is.

    >>> _short(7.357142), _short(1236.0), _short(0.0000123)
    ('7.357', '1236', '0.000012')
    """
    return write_number(number if number == int(number) else float(f"{number:.4g}"))
