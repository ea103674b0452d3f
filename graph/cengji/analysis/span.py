"""Span: how many subordinates a superior has on average, from counts of both at one place and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Count, Graph, Material, Statuses, material_of
from cengji.analysis.networks import find_steps, flat_ladders, rank_bodies
from cengji.analysis.records import Analysis, Method, Row, Words

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["SPAN", "compute_span", "divide"]

SPAN: Final = Method(
    name="span",
    title=Words("管理幅度", "Span of control"),
    question=Words("每个上级平均有多少个下级？", "How many subordinates has a superior on average?"),
    formula=Words(
        "b / a，a 为上级数，b 为下级数；界限为 b 的下界 / a 的上界 至 b 的上界 / a 的下界",
        "b / a for a superiors and b subordinates; bounds: lower(b) / upper(a) to upper(b) / lower(a)",
    ),
    source=Words("", "Graicunas 1933; Meier and Bohte 2000, Journal of Public Administration Research and Theory 10(1): 115-137"),
    without=Words(
        "没有同一文献、同一地点、同一时间、一上一下的两个整体的数目",
        "no counts of two whole groups, one above the other, of one document, place and time",
    ),
    cautions=(
        Words("是平均数，不说明各上级之间如何分布。", "It is a mean: it does not say how the subordinates are spread over the superiors."),
        Words(
            "只有同一文献、同一地点、同一时间、整体与整体之间才相除；依据为“相邻层级”的，文献没有说谁隶属于谁，两者也可能种类不同，如街道与社区党组织；"
            "街道之旁另有镇的，社区不单除以街道。",
            "Only counts of one document, place and time, of wholes, are divided; with the basis “neighbouring tiers” the document does "
            "not say that one is subordinate to the other, and they may differ in kind, as subdistricts and Party organizations; "
            "where there are towns beside subdistricts, communities are not divided by the subdistricts alone.",
        ),
        Words("幅度大小不等于治理好坏。", "A wide or narrow span says nothing about how well a place is governed."),
    ),
)
_WORDS: Final = {
    "subordination": Words("隶属关系", "subordination"),
    "ladder": Words("阶梯上相邻的两级", "neighbouring rungs of a ladder"),
    "tiers": Words("相邻层级", "neighbouring tiers"),
    "subordinates-per-superior": Words("个下级/上级", "subordinates per superior"),
}


def compute_span(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return the mean number of subordinates of a superior: one row a pair of counts, by case, superior and subordinate.

    ``subject`` is the group of superiors, ``object`` that of subordinates. ``aspect`` says why one is above the other:
    ``subordination`` where that is said, ``ladder`` where they stand on neighbouring rungs of a ladder that puts one above
    another, ``tiers`` where only their tiers do so. Nothing is divided where places, times, documents or subsets
    differ, nor, unless subordination is said, by units beside which others stand (subdistricts, where there are towns); a
    time that is not written is that of the document, and so is "to date".

    >>> import cengji
    >>> rows = compute_span(cengji.open(), ["lijiang"]).rows
    >>> [(row.aspect, round(row.value, 2)) for row in rows]
    [('subordination', 2.51)]
    """
    material = material_of(graph, cases)
    counts: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for count in material.counts:
        counts[count.case, count.place, count.time].append(count)
    links, neighbours = _find_links(material), _find_neighbours(material)
    rows = []
    for (case, _, _), here in counts.items():
        for above in here:
            for below in here:
                link = links.get((above.about, below.about))
                if link is None and (case, above.tier, below.tier) in neighbours:
                    link = ("tiers", "", "inferred")
                if link is not None and above.about != below.about and (link[0] == "subordination" or not above.beside):
                    rows.append(_row(above, below, *link))
    rows.sort(key=lambda row: (row.case, row.subject, row.object, row.evidence))
    return Analysis(method=SPAN, rows=tuple(rows), words=material.words | _WORDS)


def divide(numerator: Count, denominator: Count) -> tuple[float | None, float | None, float | None]:
    """Return value, lower and upper bound of a ratio of two counts; None where that is not known.

    The value is that of the printed numbers, and None where either has none or may be larger or smaller than printed without bound.
    """
    lower = None if numerator.lower is None or not denominator.upper else numerator.lower / denominator.upper
    upper = None if numerator.upper is None or not denominator.lower else numerator.upper / denominator.lower
    values = [_printed(one) for one in (numerator, denominator)]
    value = None if None in values or not values[1] else values[0] / values[1]  # type: ignore[operator]  # None is ruled out
    return value, lower, upper


def _printed(count: Count) -> float | None:
    if count.lower is None or count.upper is None:
        return None
    return count.lower if count.lower == count.upper else count.value


def _row(above: Count, below: Count, basis: str, link: str, status: str) -> Row:
    value, lower, upper = divide(below, above)
    return Row(
        case=above.case, subject=above.about, object=below.about, aspect=basis, value=value, lower=lower, upper=upper,
        unit="subordinates-per-superior", evidence=tuple(sorted({above.quantity, below.quantity, *([link] if link else [])})),
        **Statuses([above.status, below.status, status]).fields(),
    )  # fmt: skip


def _find_links(material: Material) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return superior and subordinate → basis, what asserts it (IRI) and its status; subordination before ladders."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for above, below, relation, ladder in rank_bodies(material.dataset, material.projection):
        if relation == "subordinateTo":
            found.setdefault((above, below), ("subordination", below, material.status(below)))
        else:
            found.setdefault((above, below), ("ladder", ladder, material.status(ladder)))
    return found


def _find_neighbours(material: Material) -> set[tuple[str, str, str]]:
    """Return case, upper and lower tier of all neighbouring rungs of ladders that put one above another."""
    flat = flat_ladders(material.dataset)
    steps = (
        (ladder.case, above.tier, below.tier)
        for ladder in material.projection.ladders
        if ladder.iri not in flat
        for above, below in find_steps(ladder)
    )
    return {(case, above, below) for case, above, below in steps if above and below and above != below}
