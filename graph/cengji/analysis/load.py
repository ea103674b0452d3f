"""Load of the tiers: how many measures are run there and act there, by function; and which functions a tier lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, material_of
from cengji.analysis.records import Analysis, Method, Row, Words, exactly
from cengji.core.namespaces import SCHEME

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["COVERAGE", "LOAD", "compute_coverage", "compute_load"]

_FUNCTIONS: Final = f"{SCHEME}measure-function/"
_REPORTED: Final = Words(
    "所计为文献写到的举措，不是当地全部举措。", "What is counted are the measures that the document reports, not all that the place takes."
)
LOAD: Final = Method(
    name="load",
    title=Words("各层级负荷", "Load of the tiers"),
    question=Words("各层级推行、承受多少项举措？", "How many measures are run at each tier, and how many act on it?"),
    formula=Words(
        "在该层级有推行者（在此推行）或对象（作用于此）的举措项数；写明职能的行只计该职能",
        "number of measures with a runner (run) or a target (target) at the tier; of one function where object names it",
    ),
    source=Words("本项目的查询 functions-by-tier", "the query functions-by-tier of this project"),
    without=Words("没有推行者或对象处在共同尺度上的举措", "no measure whose runner or target stands on the common scale"),
    cautions=(
        _REPORTED,
        Words(
            "一项举措可计入多个层级和职能，各行不可相加。",
            "A measure of several tiers or functions counts at each: rows must not be added up.",
        ),
        Words("项数不等于工作量。", "The number of measures is not the amount of work."),
    ),
)
COVERAGE: Final = Method(
    name="coverage",
    title=Words("层级与职能的覆盖", "Coverage of tiers and functions"),
    question=Words("各层级有哪些职能的举措，缺哪些？", "Which functions do the measures of each tier have, and which are lacking?"),
    formula=Words(
        "项举措：在该层级推行或作用于该层级、有此职能的举措数，没有则为 0；占比：有举措的职能数 / 全部职能数",
        "measures: those run at or acting on the tier that have the function, 0 where none; share: functions with one / all functions",
    ),
    source=Words("本项目的查询 functions-by-tier", "the query functions-by-tier of this project"),
    without=Words("没有推行者或对象处在共同尺度上的举措", "no measure whose runner or target stands on the common scale"),
    cautions=(
        _REPORTED,
        Words("0 表示文献没有写到，不表示没有。", "0 says that the document reports none, not that there is none."),
        Words(
            "全部职能含任一案例自设的职能：只比较同一图中的占比。",
            "All functions are those of the scheme and those that any case declares: compare shares of one graph.",
        ),
    ),
)
_WORDS: Final = {
    "run": Words("在此推行", "run there"),
    "target": Words("作用于此", "acting there"),
    "measures": Words("项举措", "measures"),
    "share": Words("占比", "share"),
}


def compute_load(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return how many measures are run at each tier (``run``) and act on it (``target``), by case and over all cases.

    ``subject`` is the tier, ``object`` a function, or empty for measures of any or no function; ``case`` is empty for all cases.
    ``inferred`` counts the measures that reach the tier by rule alone: each of their actors there is derived, or
    stands there by rule. Rows go from the highest tier down.

    >>> import cengji
    >>> rows = compute_load(cengji.open(), ["gusu"]).rows
    >>> max((row for row in rows if row.case and not row.object), key=lambda row: row.value).subject.rsplit("/", 1)[1]
    'county'
    """
    material = material_of(graph, cases)
    reached = _reached(material)
    rows = [
        Row(
            case=case,
            subject=tier,
            object=function,
            aspect=side,
            **exactly(len(measures)),
            unit="measures",
            stated=sum(measures.values()),
            inferred=len(measures) - sum(measures.values()),
            evidence=tuple(sorted(measures)),
        )
        for (case, tier, side, function), measures in sorted(reached.items(), key=lambda item: _order(material, item[0]))
    ]
    return Analysis(method=LOAD, rows=tuple(rows), words=material.words | _WORDS)


def compute_coverage(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return for each tier of a case that measures reach, and each function, how many have it: ``measures``, 0 where none has.

    ``subject`` is the tier, ``object`` the function; the row without one has the share of the functions that the tier has
    at all. ``case`` is empty for all cases. Functions are those of the scheme.

    >>> import cengji
    >>> rows = compute_coverage(cengji.open(), ["gusu"]).rows
    >>> sorted({row.aspect for row in rows})
    ['measures', 'share']
    """
    material = material_of(graph, cases)
    functions = sorted(iri for iri in material.words if iri.startswith(_FUNCTIONS))
    cells: dict[tuple[str, str], dict[str, dict[str, bool]]] = defaultdict(lambda: defaultdict(dict))
    for (case, tier, _, function), measures in _reached(material).items():
        for measure, stated in measures.items():
            cells[case, tier][function][measure] = stated or cells[case, tier][function].get(measure, False)
    rows = []
    for case, tier in sorted(cells, key=lambda place: _order(material, (*place, "", ""))):
        held = cells[case, tier]
        share = sum(function in held for function in functions) / len(functions) if functions else 0.0
        rows.append(_cell(case, tier, "", share, held[""]))
        rows += [_cell(case, tier, function, float(len(held.get(function, ()))), held.get(function, {})) for function in functions]
    return Analysis(method=COVERAGE, rows=tuple(rows), words=material.words | _WORDS)


def _cell(case: str, tier: str, function: str, value: float, measures: dict[str, bool]) -> Row:
    return Row(
        case=case,
        subject=tier,
        object=function,
        aspect="measures" if function else "share",
        **exactly(value),
        unit="measures" if function else "share",
        stated=sum(measures.values()),
        inferred=len(measures) - sum(measures.values()),
        evidence=tuple(sorted(measures)),
    )


def _order(material: Material, key: tuple[str, str, str, str]) -> tuple[str, int, str, str, str]:
    case, tier, side, function = key
    return case, material.ranks[tier], tier, side, function


def _reached(material: Material) -> dict[tuple[str, str, str, str], dict[str, bool]]:
    """Return case, tier, side and function → measure → whether it reaches the tier otherwise than by rule alone.

    Case is also empty for all cases, function also empty for any.
    """
    found: dict[tuple[str, str, str, str], dict[str, bool]] = defaultdict(dict)
    for measure, side, tier, stated in _reaches(material):
        for case in (material.nodes[measure].case, ""):
            for function in ("", *material.functions.get(measure, ())):
                held = found[case, tier, side, function]
                held[measure] = held.get(measure, False) or stated
    return found


def _reaches(material: Material) -> Iterator[tuple[str, str, str, bool]]:
    """Yield measure, side, tier, and whether neither actor nor tier is derived, of each actor of each measure."""
    sides = {"runBy": "run", "actsOn": "target"}
    for edge in material.projection.edges:
        measure = material.nodes[edge.source]
        if edge.relation in sides and measure.type == "measure" and material.has(measure.case):
            for tier in material.tiers_of(edge.target):
                yield (
                    measure.iri,
                    sides[edge.relation],
                    tier,
                    not material.is_derived(edge) and (edge.target, tier) not in material.derived_tiers,
                )
