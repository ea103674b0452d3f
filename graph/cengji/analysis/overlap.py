"""Overlap of places: which generic measures two of them share, and how likely chance alone would give as many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, material_of
from cengji.analysis.networks import DISPUTED
from cengji.analysis.records import Analysis, Method, Row, Words
from cengji.core.namespaces import CASE

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["OVERLAP", "adjust_by_holm", "bound_jaccard", "compute_overlap", "tail_of_overlap"]

OVERLAP: Final = Method(
    name="overlap",
    title=Words("各地做法的重合", "Overlap of places"),
    question=Words("哪些地方的通用举措重合，是否多于偶然？", "Which places share generic measures, and more than chance would give?"),
    formula=Words(
        "J = |A∩B| / |A∪B|，A、B 为两地的通用举措；p = P(X ≥ 共有数)，X 服从超几何分布："
        "从方案的 N 项中抽 |B| 项，其中 |A| 项有标记；对所有的对用霍尔姆逐步法校正",
        "J = |A and B| / |A or B| of generic measures; p = P(X >= shared), X hypergeometric: |B| drawn out of all N of the scheme, "
        "|A| of them marked; Holm's step-down for all pairs",
    ),
    source=Words("", "Jaccard 1901; hypergeometric tail: Fisher 1935; Holm 1979, Scandinavian Journal of Statistics 6(2): 65-70"),
    without=Words("有通用举措的案例不足两个", "fewer than two cases with generic measures"),
    cautions=(
        Words(
            "p 的前提：两地各自的项数给定，每一项通用举措同样可能出现、互不影响。"
            "通用举措是由这些报道归纳的，又分布不均，前提并不严格成立。",
            "p assumes that, the number of each place given, every generic measure is as likely as another, independently. They were "
            "abstracted from these very reports, and some are common everywhere, so that this holds only roughly.",
        ),
        Words("没有写到不等于没有；篇幅长的报道重合更多。", "What a report leaves out the place may have; long reports overlap more."),
        Words("重合不说明谁学谁。", "Overlap does not say who learnt from whom."),
        Words("同时看很多对，应看校正后的 p。", "There are many pairs: look at the adjusted p."),
    ),
)
_WORDS: Final = {
    "jaccard": Words("雅卡尔系数", "Jaccard coefficient"),
    "shared": Words("共有", "shared"),
    "p": Words("偶然概率 p", "p of chance"),
    "p-adjusted": Words("校正后的 p", "adjusted p"),
    "share": Words("占比", "share"),
    "generics": Words("项通用举措", "generic measures"),
    "probability": Words("概率", "probability"),
}


@dataclass
class _Held:
    """The generics of a place: agreed and only disputed ones, and the measures that are variants of each."""

    sure: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)
    variants: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    inferred: set[str] = field(default_factory=set)


def compute_overlap(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return for each pair of cases that have generic measures ``jaccard``, ``shared``, ``p`` and ``p-adjusted``.

    ``subject`` and ``object`` are the cases, by IRI: each is a place as one document reports it. Values count agreed variants; the
    bounds of ``jaccard`` and ``shared`` let each disputed one hold or not. Evidence are the variants
    of what is shared, and for ``jaccard`` of all.

    >>> import cengji
    >>> rows = compute_overlap(cengji.open(), ["liuzhou", "guanghan"]).rows
    >>> [(row.aspect, row.value) for row in rows if row.aspect == "shared"]
    [('shared', 18.0)]
    """
    material = material_of(graph, cases)
    held, scheme = _find_held(material), sum(node.type == "generic" for node in material.projection.nodes)
    pairs = list(combinations(sorted(held), 2))
    tails = [tail_of_overlap(scheme, len(held[a].sure), len(held[b].sure), len(held[a].sure & held[b].sure)) for a, b in pairs]
    rows: list[Row] = []
    for (one, other), tail, adjusted in zip(pairs, tails, adjust_by_holm(tails), strict=True):
        rows += _rows(held, one, other, tail, adjusted)
    return Analysis(method=OVERLAP, rows=tuple(rows), words=material.words | _WORDS)


def _rows(held: dict[str, _Held], one: str, other: str, tail: float, adjusted: float) -> Iterable[Row]:
    a, b = held[one], held[other]
    shared, united = a.sure & b.sure, a.sure | b.sure
    lower, upper = bound_jaccard(a.sure, a.disputed, b.sure, b.disputed)
    most = len((a.sure | a.disputed) & (b.sure | b.disputed))
    for aspect, value, bounds, unit, rests in (
        ("jaccard", len(shared) / len(united) if united else None, (lower, upper), "share", united),
        ("shared", float(len(shared)), (float(len(shared)), float(most)), "generics", shared),
        ("p", tail, (tail, tail), "probability", united),
        ("p-adjusted", adjusted, (adjusted, adjusted), "probability", united),
    ):
        measures = {measure for place in (a, b) for generic in rests for measure in place.variants.get(generic, ())}
        inferred = len(measures & (a.inferred | b.inferred))
        yield Row(
            subject=one, object=other, aspect=aspect, value=value, lower=bounds[0], upper=bounds[1], unit=unit, inferred=inferred,
            stated=len(measures) - inferred, disputed=len(a.disputed) + len(b.disputed), evidence=tuple(sorted(measures)),
        )  # fmt: skip


def tail_of_overlap(scheme: int, one: int, other: int, shared: int) -> float:
    """Return the probability that two random subsets of these sizes share so many or more, exact before the last rounding.

    >>> round(tail_of_overlap(10, 4, 3, 3), 6) == round(4 / 120, 6)
    True
    """
    ways = sum(comb(one, k) * comb(scheme - one, other - k) for k in range(shared, min(one, other) + 1))
    return float(Fraction(ways, comb(scheme, other)))


def adjust_by_holm(tails: Sequence[float]) -> list[float]:
    """Return the values adjusted for all of them together, in their order.

    >>> adjust_by_holm([0.25, 0.01, 0.5])
    [0.5, 0.03, 0.5]
    """
    adjusted, least = [0.0] * len(tails), 0.0
    for place, number in enumerate(sorted(range(len(tails)), key=lambda at: tails[at])):
        least = max(least, min(1.0, tails[number] * (len(tails) - place)))
        adjusted[number] = least
    return adjusted


def bound_jaccard(sure: set[str], disputed: set[str], other: set[str], other_disputed: set[str]) -> tuple[float | None, float | None]:
    """Return the least and greatest coefficient, each disputed one holding or not; None where both sets may be empty.

    A disputed one that the other place has, or may have, raises the coefficient where it holds at both; any other lowers it.

    >>> bound_jaccard({"a", "b"}, {"c"}, {"a"}, set())
    (0.3333333333333333, 0.5)
    """
    more, others = disputed - sure, other_disputed - other
    united, shared = sure | other, sure & other
    if not united:
        return (0.0, 1.0) if more & others else (0.0, 0.0) if more | others else (None, None)
    alone = (more | others) - united  # holds at one of the two: in the union and not shared
    gained = {one for one in more | others if one in (sure | more) and one in (other | others)}
    lower = len(shared) / len(united | alone)
    upper = len(shared | gained) / len(united | gained)
    return lower, upper


def _find_held(material: Material) -> dict[str, _Held]:
    """Return what the place of each case has, by the IRI of the case."""
    found: dict[str, _Held] = defaultdict(_Held)
    for edge in material.projection.edges:
        if edge.relation != "variantOf":
            continue
        case = material.nodes[edge.source].case
        if not case or not material.has(case):
            continue
        held = found[CASE + case]
        if edge.status.endswith(DISPUTED):
            held.disputed.add(edge.target)
        else:
            held.sure.add(edge.target)
            held.variants[edge.target].add(edge.source)
            if edge.status.endswith("/inferred"):
                held.inferred.add(edge.source)
    for held in found.values():
        held.disputed -= held.sure
    return dict(found)
