"""Diffusion of generic measures in time, and claims to be the first of a kind held against it."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, Statuses, material_of, number_of
from cengji.analysis.records import Analysis, Method, Row, Words, between
from cengji.core.resources import query_text
from cengji.core.terms import local_name

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["DIFFUSION", "PRECEDENCE", "compute_diffusion", "compute_precedence", "resolve_date"]

_CAUSE: Final = Words(
    "先后不是因果：先做的不一定是后做的来源。", "Earlier is not cause: who began later need not have it from who began earlier."
)
DIFFUSION: Final = Method(
    name="diffusion",
    title=Words("通用举措的扩散", "Diffusion of generic measures"),
    question=Words(
        "每种通用举措在各地先后何时开始、何时见报？", "When did each generic measure begin at each place, and when was it printed?"
    ),
    formula=Words(
        "开始、见报：日期所在的区间；先后次序：从 1 + 确定更早的变体数，到全部变体数减去确定更晚的",
        "begin and printed: the days between which the date lies; rank: 1 + variants that certainly are earlier, "
        "to all variants but those that certainly are later",
    ),
    source=Words("", "Walker 1969, American Political Science Review 63(3): 880-899 (diffusion of innovations among states)"),
    without=Words("没有写明开始或见报年份的通用举措变体", "no variant of a generic measure with a year of beginning or of print"),
    cautions=(
        _CAUSE,
        Words(
            "多数举措没有写开始的时间；见报日期不是开始日期。",
            "Most measures have no date of beginning; the date of print is not that of beginning.",
        ),
        Words("这些地方不是全部地方。", "These places are not all places."),
    ),
)
PRECEDENCE: Final = Method(
    name="precedence",
    title=Words("“首创”之说", "Claims to be the first"),
    question=Words(
        "称为首创的举措，别处的同类是否更早？", "Of what is said to be the first of its kind: does a variant elsewhere begin earlier?"
    ),
    formula=Words(
        "所称位次：文献自称的第几；别处更早的：同一通用举措在其他案例的变体，从确定更早的个数到可能更早的个数",
        "claimed: the ordinal that the document claims; earlier-elsewhere: variants of the same generic measure in other cases that "
        "certainly began earlier, to those that may have",
    ),
    source=Words("本项目的查询 precedences 与 diffusion", "the queries precedences and diffusion of this project"),
    without=Words("没有称为首创的举措", "no measure that is said to be the first"),
    cautions=(
        _CAUSE,
        Words(
            "“首创”是报道的说法，无人核实；本库只有少数地方。",
            "A claim to be the first is praise that nobody has verified; these are few places.",
        ),
        Words("没有更早的例子并不证实首创。", "That no earlier one is known does not confirm the claim."),
    ),
)
_WORDS: Final = {
    "begin": Words("开始", "begin"),
    "printed": Words("见报", "printed"),
    "rank": Words("先后次序", "rank"),
    "variants": Words("个变体", "variants"),
    "claimed": Words("所称位次", "claimed"),
    "earlier-elsewhere": Words("别处更早的", "earlier elsewhere"),
}


@dataclass(frozen=True, slots=True)
class _Variant:
    """A variant of a generic, with the first and last day on which it may have begun; both empty where that is not known."""

    measure: str
    case: str
    begin: str
    end: str


def resolve_date(text: str, granularity: str = "") -> tuple[str, str]:
    """Return the first and last day that a date may be: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; both empty for any other text.

    >>> resolve_date("2020-02"), resolve_date("2020-02-01", "year"), resolve_date("--11-16")
    (('2020-02-01', '2020-02-29'), ('2020-01-01', '2020-12-31'), ('', ''))

    :param granularity: how exact a date of ten characters is: ``year``, ``month`` or ``day``.
    """
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
        return "", ""
    exact = {"year": 1, "month": 2}.get(granularity, len(parts))
    year, *rest = parts[:exact]
    if not rest:
        return f"{year}-01-01", f"{year}-12-31"
    if len(rest) == 1:
        return f"{year}-{rest[0]}-01", f"{year}-{rest[0]}-{monthrange(int(year), int(rest[0]))[1]:02}"
    return text, text


def compute_diffusion(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return when the variants of each generic measure began and were printed, and the rank in time of those with a date.

    ``subject`` is the generic, ``object`` the measure. ``begin`` and ``printed`` have a begin and an end between which the day
    lies, ``rank`` the value where it is certain, and bounds: a variant without a date may be earlier or later.
    Disputed variants are left out; ranks are among the variants of all cases. Rows stand by generic, aspect, begin and measure.

    >>> import cengji
    >>> rows = compute_diffusion(cengji.open()).rows
    >>> sorted({row.aspect for row in rows})
    ['begin', 'printed', 'rank']
    """
    material = material_of(graph, cases)
    printed = _printed(material)
    rows = []
    for generic, variants in _find_variants(material.of_cases()).items():
        rests = tuple(sorted(one.measure for one in variants))
        all_held = Statuses(map(material.status, rests)).fields()
        for one in filter(lambda one: material.has(one.case), variants):
            held = Statuses([material.status(one.measure)]).fields()
            row = Row(subject=generic, object=one.measure, case=one.case, aspect="", **held)
            if one.begin:
                lower, upper = _rank(one, variants)
                dates = replace(row, begin=one.begin, end=one.end)
                rows.append(replace(dates, aspect="begin", evidence=(one.measure,)))
                rows.append(replace(dates, aspect="rank", unit="variants", evidence=rests, **between(lower, upper), **all_held))
            if one.case in printed:
                document, first, last = printed[one.case]
                rows.append(replace(row, aspect="printed", begin=first, end=last, evidence=tuple(sorted([one.measure, document]))))
    rows.sort(key=lambda row: (row.subject, row.aspect, row.begin, row.end, row.case, row.object))
    return Analysis(method=DIFFUSION, rows=tuple(rows), words=material.words | _WORDS)


def compute_precedence(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return for each claim that a measure is the first of its kind ``claimed``, and by generic ``earlier-elsewhere``.

    ``subject`` is the measure; ``object`` the place within which it is said to be the first, or the generic measure. Where the
    measure has no date of beginning, no variant is certainly earlier and any may be. The variants elsewhere are those of all cases.

    >>> import cengji
    >>> {row.value for row in compute_precedence(cengji.open()).rows if row.aspect == "claimed"}
    {1.0}
    """
    material = material_of(graph, cases)
    variants = _find_variants(material.of_cases())
    found = {}
    for case, claim, measure, _, ordinal, scope, _, status, generic, _ in material.dataset.rows(query_text("precedences")):
        if not (case and claim and measure and scope) or not material.has(case):
            continue
        key, held, number = local_name(case), Statuses([local_name(status or "")]), number_of(ordinal or "")
        found[claim, ""] = Row(
            case=key,
            subject=measure,
            object=scope,
            aspect="claimed",
            value=number,
            lower=number,
            upper=number,
            evidence=(claim,),
            **held.fields(),
        )
        own = next((one for one in variants.get(generic or "", ()) if one.measure == measure), None)
        if generic and own:
            others = [one for one in variants[generic] if one.case != own.case]
            sure = [one for one in others if one.end and own.begin and one.end < own.begin]
            maybe = [one for one in others if not (one.begin and own.end) or one.begin <= own.end]
            held.update(material.status(one.measure) for one in maybe)
            found[claim, generic] = Row(
                case=key,
                subject=measure,
                object=generic,
                aspect="earlier-elsewhere",
                unit="variants",
                **between(len(sure), len(maybe)),
                evidence=tuple(sorted({claim, measure, *(one.measure for one in maybe)})),
                **held.fields(),
            )
    return Analysis(method=PRECEDENCE, rows=tuple(found[key] for key in sorted(found)), words=material.words | _WORDS)


def _rank(one: _Variant, variants: list[_Variant]) -> tuple[int, int]:
    """Return the least and greatest rank in time of a dated variant: ties, and those without a date, may go either way."""
    dated = [other for other in variants if other != one and other.begin]
    return 1 + sum(other.end < one.begin for other in dated), len(variants) - sum(one.end < other.begin for other in dated)


def _find_variants(material: Material) -> dict[str, list[_Variant]]:
    """Return the variants of each generic, of the cases looked at."""
    found: dict[str, dict[str, _Variant]] = defaultdict(dict)
    for generic, _, _, begin, granularity, _, case, _, _, measure, _ in material.dataset.rows(query_text("diffusion")):
        if generic and case and measure and material.has(case):
            first, last = resolve_date(begin or "", local_name(granularity or ""))
            found[generic].setdefault(measure, _Variant(measure, local_name(case), first, last))
    return {generic: list(variants.values()) for generic, variants in found.items()}


def _printed(material: Material) -> dict[str, tuple[str, str, str]]:
    """Return the document of each case that has a date with a year, by key, with its first and last day."""
    dates = {node: resolve_date(date or "") for node, date, _ in material.dataset.rows(query_text("view/dates")) if node}
    found = {case.key: (case.document, *dates.get(case.document, ("", ""))) for case in material.projection.cases}
    return {key: held for key, held in found.items() if held[1]}
