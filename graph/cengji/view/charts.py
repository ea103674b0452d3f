"""The charts of the page's analysis view: what they show, computed when the page is written, in columns of its data block."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from cengji.analysis import analyze
from cengji.analysis.charts import Chart, Item, Mark, chart_of
from cengji.analysis.charts.axes import interval_text
from cengji.analysis.charts.funnel import find_levels
from cengji.analysis.charts.sheet import number_text
from cengji.analysis.material import Material
from cengji.analysis.records import Words
from cengji.core.namespaces import CASE
from cengji.dataset import Dataset
from cengji.projection import Projection

__all__ = ["CHARTS", "chart_tables", "keep_cases", "read_charts"]

_COMPARED: Final = ("overlap", "precedence")
_OTHERS: Final = Words(
    "计算时用到本页没有列出的案例：p 按所有的对校正，“别处”指所有案例。",
    "Cases that this page leaves out are reckoned with: p is adjusted for all pairs, and elsewhere is in any case.",
)
_MOST: Final = 100  # values of a chart that does not show all
_SURENESS: Final = ("stated", "inferred", "disputed")
CHARTS: Final = (
    "coverage", "load", "depth", "gaps", "span", "concentration", "brokerage", "overlap", "diffusion", "precedence", "results", "statuses",
)  # fmt: skip
"""The analyses that the page shows, in the order in which it offers them."""


def read_charts(dataset: Dataset, projection: Projection) -> tuple[Chart, ...]:
    """Return the charts that have a mark; of what is only proposed there is none."""
    material = Material(dataset)
    material.projection = projection.without_proposals()  # read once for page and charts
    charts = (chart_of(analyze(material, name), material, most=_MOST) for name in CHARTS)
    return tuple(chart for chart in charts if chart.marks)


def keep_cases(charts: Sequence[Chart], cases: Collection[str], *, others: bool) -> tuple[Chart, ...]:
    """Return what charts show of some cases, by key; a row or column without a mark is left out, and so is a chart.

    Numbers that others enter stay what they are, and where there are ``others`` say so.
    """
    kept = []
    for chart in charts:
        homes = {item.key: item.key.removeprefix(CASE) for item in (*chart.rows, *chart.columns) if item.key.startswith(CASE)}
        marks = tuple(mark for mark in chart.marks if {mark.case, homes.get(mark.row, ""), homes.get(mark.column, "")} - {""} <= set(cases))
        if marks:
            kept.append(
                replace(
                    chart, marks=marks, rows=_used(chart.rows, [mark.row for mark in marks]),
                    columns=_used(chart.columns, [mark.column for mark in marks]),
                    cautions=(*chart.cautions, *([_OTHERS] if others and chart.name in _COMPARED else [])),
                )
            )  # fmt: skip
    return tuple(kept)


def _used(items: Sequence[Item], keys: Sequence[str]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.key in set(keys))


def chart_tables(charts: Sequence[Chart], nodes: Sequence[str], claims: dict[str, str], cases: Sequence[str]) -> list[dict[str, Any]]:
    """Return each chart as a table: texts (title, unit, formula and its source …), rows, columns and marks.

    A row or column is ``[zh, en, heading zh, heading en, case]``, a mark ``[row, column, case, value, lower, upper, text, begin, end,
    sureness, evidence, zh, en]``: row, column and case by place, -1 for none; ``text`` the number as it is printed; evidence as the
    places of things, of a claim that of its subject, of a case that of its document; sureness 0 where all is stated, 1 where
    something is inferred, 2 where it is disputed. Of a funnel ``levels`` are the chains, by case: ``[case, column, [[mark, number for
    each one at the top, as text, sureness, its share of the width], ...]]``.
    """
    node_at = {iri: place for place, iri in enumerate(nodes)}
    node_at |= {claim: node_at[subject] for claim, subject in claims.items() if subject in node_at}
    case_at = {key: place for place, key in enumerate(cases)}
    return [_table(chart, node_at, case_at) for chart in charts]


def _table(chart: Chart, node_at: dict[str, int], case_at: dict[str, int]) -> dict[str, Any]:
    rows, columns = ({item.key: place for place, item in enumerate(items)} for items in (chart.rows, chart.columns))
    return {
        "name": chart.name, "kind": chart.kind,
        **{name: [words.zh, words.en] for name, words in _texts(chart).items()},
        "cautions": [[words.zh, words.en] for words in (*chart.cautions, chart.left_words) if words.zh],
        "rows": [_item(item, case_at) for item in chart.rows], "columns": [_item(item, case_at) for item in chart.columns],
        "marks": [
            [
                rows.get(mark.row, -1), columns.get(mark.column, -1), case_at.get(mark.case, -1),
                *map(_number, (mark.value, mark.lower, mark.upper)), _text(chart, mark),
                mark.begin, mark.end, _SURENESS.index(mark.sureness),
                sorted({node_at[iri] for iri in mark.evidence if iri in node_at}), mark.words.zh, mark.words.en,
            ]
            for mark in chart.marks
        ],
        "levels": _levels(chart, columns, case_at) if chart.kind == "funnel" else [],
    }  # fmt: skip


def _texts(chart: Chart) -> dict[str, Words]:
    return {"title": chart.title, "subtitle": chart.subtitle, "unit": chart.unit, "formula": chart.formula, "source": chart.source}


def _text(chart: Chart, mark: Mark) -> str:
    """Return the number as it is printed; in a cell without its bounds, where a value is known."""
    if chart.kind == "matrix" and mark.value is not None:
        return number_text(mark.value)
    return "" if mark.value is None and mark.lower is None and mark.upper is None else interval_text(mark)


def _levels(chart: Chart, columns: dict[str, int], case_at: dict[str, int]) -> list[list[Any]]:
    chains = {case.key: find_levels([mark for mark in chart.marks if mark.case == case.key]) for case in chart.cases}
    most = max((level.known or 1 for levels in chains.values() for level in levels), default=1)
    found = []
    for case, levels in chains.items():
        if levels:
            shares = [math.log10(1 + 9 * level.known) / math.log10(1 + 9 * max(most, 1.01)) for level in levels]
            rows = [
                [chart.marks.index(level.ratio), level.text, _SURENESS.index(level.sureness), round(share, 3)]
                for level, share in zip(levels, shares, strict=True)
            ]
            found.append([case_at.get(case, -1), columns[levels[0].ratio.column], rows])
    return found


def _item(item: Item, case_at: dict[str, int]) -> list[Any]:
    case = case_at.get(item.key.removeprefix(CASE), -1) if item.key.startswith(CASE) else -1
    return [item.words.zh, item.words.en, item.group.zh, item.group.en, case]


def _number(number: float | None) -> float | int | None:
    """Return a number as short as JSON can have it, to nine significant digits."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(f"{number:.9g}")
