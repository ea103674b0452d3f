"""Which chart shows an analysis, and its rows as marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cengji.analysis.charts.records import Chart, Item, Kind, Mark
from cengji.analysis.material import material_of
from cengji.analysis.records import Analysis, Words
from cengji.core.terms import local_name

if TYPE_CHECKING:
    from cengji.analysis.material import Graph, Material
    from cengji.analysis.records import Row
    from cengji.dataset import Dataset

__all__ = ["chart_of"]

_NONE: Final = Words("", "")
_DATES: Final = Words("日期", "dates")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows become marks: which attribute of a row is that of the chart and its column, and which rows are shown.

    ``objects`` and ``cases`` say whether a row must have one (True), must not (False) or may (None); ``zeros`` whether a value of
    0 is shown; ``most`` how many of the largest values at most, 0 for all, as many for each case where ``apart``: there values of
    different cases are not comparable. With ``grouped`` the rows stand below their cases.
    """

    kind: Kind
    row: str = ""
    column: str = ""
    aspects: tuple[str, ...] = ()
    objects: bool | None = None
    cases: bool | None = None
    zeros: bool = True
    most: int = 0
    apart: bool = False
    grouped: bool = False

    def shows(self, row: Row) -> bool:
        """Return whether a row of the analysis is in the chart."""
        return (
            (not self.aspects or row.aspect in self.aspects)
            and self.objects in (None, bool(row.object))
            and self.cases in (None, bool(row.case))
            and (self.zeros or row.value != 0)
        )


_PLANS: Final = {
    "span": _Plan("funnel", "object", "subject"),
    "depth": _Plan("steps", grouped=True),
    "gaps": _Plan("matrix", "subject", "aspect", objects=False, grouped=True),
    "load": _Plan("matrix", "subject", "aspect", objects=False, cases=True, zeros=False),
    "coverage": _Plan("matrix", "subject", "object", ("measures",), objects=True, cases=True, zeros=False),
    "concentration": _Plan("dots", aspects=("herfindahl",)),
    "brokerage": _Plan("dots", most=20, apart=True),
    "overlap": _Plan("matrix", "object", "subject", ("jaccard",)),
    "diffusion": _Plan("dates", "subject", aspects=("begin",)),
    "precedence": _Plan("dots", aspects=("earlier-elsewhere",)),
    "results": _Plan("dots", aspects=("with-result",)),
    "statuses": _Plan("matrix", "subject", "aspect", objects=False),
}


def chart_of(analysis: Analysis, graph: Dataset | Graph | Material, *, most: int = 0) -> Chart:
    """Return the chart of an analysis: each mark has the value, bounds, statuses and evidence of a row.

    Spans are a funnel, the depth of ladders the tiers that they reach, diffusion days and years; coverage, load, overlap, gaps and
    statuses are a matrix; all else are dots with intervals. Where an analysis has several aspects, the chart may show one of
    them, which stands below its title.

    :param most: how many values there is room for, of those of which not all are shown; 0 for what a sheet has room for.
    """
    material = material_of(graph)
    plan = _PLANS.get(analysis.method.name, _Plan("dots", most=40))
    plan = replace(plan, most=most) if plan.most and most else plan
    rows = [row for row in analysis.rows if plan.shows(row)]
    left = 0
    if plan.most and len(rows) > plan.most:
        kept = _largest(rows, plan)
        left, rows = len(rows) - len(kept), kept
    if plan.kind == "steps":
        marks = tuple(mark for row in rows for mark in _rung_marks(material, row))
    else:
        tails = {(row.subject, row.object): row.value for row in analysis.rows if row.aspect == "p-adjusted"}
        marks = tuple(_mark(analysis, plan, row, tails.get((row.subject, row.object))) for row in rows)
    homes = {case.key: Words(case.zh, case.en) for case in material.projection.cases if material.has(case.key)}
    cases = [key for key in homes if any(row.case == key for row in rows)] or list(homes)
    order = {tier.iri: place for place, tier in enumerate(material.projection.tiers)}
    sides = {"row": _first(mark.row for mark in marks), "column": _first(mark.column for mark in marks)}
    for keys in sides.values():
        if all(key in order for key in keys):
            keys.sort(key=order.__getitem__)
    named = {_name(row): row for row in rows} if plan.kind == "dots" else {}
    grouped = {mark.row: homes.get(mark.case, _NONE) for mark in marks} if plan.grouped else {}
    many = len({row.aspect for row in rows}) > 1
    tiers = {tier.iri: Words(tier.zh, tier.en) for tier in material.projection.tiers}  # an analysis has words of what its rows name alone
    return Chart(
        name=analysis.method.name, kind=plan.kind, title=analysis.method.title, subtitle=_subtitle(analysis, plan, rows), marks=marks,
        unit=_DATES if plan.kind == "dates" else _join([_words(analysis, unit) for unit in _first(row.unit for row in rows)], "、"),
        rows=tuple(
            _dot_row(analysis, named[key], many=many, apart=plan.apart)
            if key in named
            else Item(key, _words(analysis, key), grouped.get(key, _NONE))
            for key in sides["row"]
        ),
        columns=tuple(Item(key, tiers.get(key) or _words(analysis, key)) for key in sides["column"]),
        cases=tuple(Item(key, homes[key]) for key in cases), cautions=analysis.method.cautions[:1],
        formula=analysis.method.formula, source=analysis.method.source, left=left, apart=plan.apart,
        nothing=Words(analysis.nothing("zh"), analysis.nothing("en")),
    )  # fmt: skip


def _largest(rows: list[Row], plan: _Plan) -> list[Row]:
    """Return the rows of the largest values, the largest first; where cases stand apart, of each case its share."""
    ranked = sorted(rows, key=lambda row: -(row.value or 0))
    if not plan.apart:
        return ranked[: plan.most]
    cases = sorted({row.case for row in rows})
    each = max(plan.most // len(cases), 2)
    return [row for case in cases for row in [one for one in ranked if one.case == case][:each]]


def _mark(analysis: Analysis, plan: _Plan, row: Row, p: float | None) -> Mark:
    words = _words(analysis, row.case) if plan.kind == "dates" else _NONE
    if p is not None:
        words = Words(f"校正后 p {p:.2g}", f"adjusted p {p:.2g}")
    return Mark(
        row=getattr(row, plan.row) if plan.row else _name(row), column=getattr(row, plan.column) if plan.column else "", case=row.case,
        value=row.value, lower=row.lower, upper=row.upper, begin=row.begin, end=row.end, words=words, stated=row.stated,
        inferred=row.inferred, disputed=row.disputed, evidence=row.evidence, p=p,
    )  # fmt: skip


def _rung_marks(material: Material, row: Row) -> list[Mark]:
    """Return a mark for each tier that a ladder reaches; its value is the depth of the ladder."""
    ladder = next(ladder for ladder in material.projection.ladders if ladder.iri == row.subject)
    found = []
    for rung in ladder.rungs:
        for mapping in rung.mappings:
            status = local_name(mapping.status) if mapping.status else "stated"
            inferred, disputed = status == "inferred", status == "disputed"
            found.append(
                Mark(
                    row=ladder.iri, column=mapping.tier, case=ladder.case, value=row.value, lower=row.lower, upper=row.upper,
                    words=material.words.get(rung.iri, _NONE), stated=int(not inferred and not disputed), inferred=int(inferred),
                    disputed=int(disputed), evidence=(rung.iri,),
                )
            )  # fmt: skip
    return found


def _subtitle(analysis: Analysis, plan: _Plan, rows: list[Row]) -> Words:
    """Return what the numbers are, where the title does not say it: the aspect, the unit."""
    if plan.kind in ("dates", "steps", "funnel"):
        return _NONE
    if analysis.method.name == "overlap":
        return Words("雅卡尔系数，单位：百分之一", "Jaccard coefficient, in hundredths")
    parts = [_words(analysis, aspect) for aspect in plan.aspects]
    parts += [_words(analysis, unit) for unit in _first(row.unit for row in rows)] if plan.kind == "matrix" else []
    return _join(list(dict.fromkeys(parts)), " · ")


def _join(words: list[Words], between: str) -> Words:
    latin = between.replace("、", ", ").replace("·", "/")
    return Words(between.join(one.of("zh") for one in words), latin.join(one.of("en") for one in words))


def _name(row: Row) -> str:
    """Return what tells the rows of dots apart."""
    return "\n".join((row.case, row.subject, row.object, row.aspect))


def _dot_row(analysis: Analysis, row: Row, *, many: bool, apart: bool) -> Item:
    """Return the row of a value: under its case where cases stand apart, else under its aspect where there are several."""
    parts = [_words(analysis, key) for key in ("" if apart else row.case, row.subject, row.object) if key]
    group = _words(analysis, row.case if apart else row.aspect) if apart or many else _NONE
    return Item(_name(row), _join(list(dict.fromkeys(parts)), " · "), group)


def _words(analysis: Analysis, key: str) -> Words:
    return Words(analysis.label(key, "zh"), analysis.label(key, "en"))


def _first(keys: Iterable[str]) -> list[str]:
    """Return each key once, in the order in which they come first."""
    return list(dict.fromkeys(key for key in keys if key))
