"""Depth of the ladders, and how they differ from the common scale: tiers they skip, tiers they double, rungs without a tier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, Statuses, material_of
from cengji.analysis.networks import flat_ladders
from cengji.analysis.records import Analysis, Method, Row, Words, between, exactly
from cengji.core.terms import local_name
from cengji.projection import Ladder, Rung

if TYPE_CHECKING:
    from cengji.dataset import Dataset

__all__ = ["DEPTH", "GAPS", "compute_depth", "compute_gaps"]

_FLAT: Final = Words(
    "只列举或派代表的阶梯不分上下，不计在内。", "Ladders that only list, or represent, put nothing above another and are left out."
)
DEPTH: Final = Method(
    name="depth",
    title=Words("层级深度", "Depth of the ladders"),
    question=Words("各地的阶梯有几级？", "How many levels has each ladder?"),
    formula=Words(
        "阶梯上不同位置的个数；并列的级算一级",
        "number of different positions on the ladder; rungs side by side are one level",
    ),
    source=Words("", "vertical differentiation: Pugh et al. 1968, Administrative Science Quarterly 13(1): 65-105"),
    without=Words("没有分上下的阶梯", "no ladder that puts one thing above another"),
    cautions=(
        Words(
            "文献没有写到的级不计；深度小可能只是写得少。",
            "Levels that the document leaves out are not counted: a shallow ladder may be a short report.",
        ),
        _FLAT,
    ),
)
GAPS: Final = Method(
    name="gaps",
    title=Words("缺层与增层", "Skipped and additional levels"),
    question=Words(
        "各阶梯比共同尺度少哪些层，多哪些级？", "Which tiers of the common scale does each ladder skip, and where has it more levels?"
    ),
    formula=Words(
        "缺层：阶梯最高层与最低层之间、阶梯上没有的层级；同层多级：同一层级上的级数减 1；未定层级：没有公认层级的级；"
        "下界不计有争议的级可能所在的缺层",
        "skipped: a tier between the ladder's highest and lowest one on which it has no rung; doubled: levels on one tier less 1; "
        "unmapped: a rung without an agreed tier; the lower bound leaves out a skipped tier that a disputed rung may stand on",
    ),
    source=Words(
        "本项目的共同尺度，docs/decisions/0004-tiers-below-the-community.md",
        "the common scale of this project, docs/decisions/0004-tiers-below-the-community.md",
    ),
    without=Words("没有分上下、有级对应共同尺度的阶梯", "no ladder that puts one thing above another and has a rung on the common scale"),
    cautions=(
        Words(
            "共同尺度不是规范：没有“片区”一层并不是缺陷。",
            "The common scale is no norm: a place that has no areas between subdistrict and community lacks nothing.",
        ),
        Words("文献没有写到的层，当地可能有。", "A tier that the document leaves out may exist at the place."),
        _FLAT,
    ),
)
_WORDS: Final = {
    "levels": Words("级", "levels"),
    "tiers": Words("层", "tiers"),
    "rungs": Words("级", "rungs"),
    "skipped": Words("缺层", "skipped"),
    "doubled": Words("同层多级", "doubled"),
    "unmapped": Words("未定层级", "unmapped"),
}

_UNITS: Final = {"skipped": "tiers", "doubled": "levels", "unmapped": "rungs"}


def compute_depth(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return the number of levels of each ladder that puts one above another: a row a ladder, in the order of the projection.

    ``subject`` is the ladder; the value rests on the ladder and each of its rungs.

    >>> import cengji
    >>> [row.value for row in compute_depth(cengji.open(), ["gusu"]).rows if row.subject.endswith("/party")]
    [5.0]
    """
    material = material_of(graph, cases)
    rows = []
    for ladder in _standing(material):
        levels = float(len({rung.position for rung in ladder.rungs}))
        statuses = Statuses([material.status(ladder.iri), *(material.status(rung.iri) for rung in ladder.rungs)])
        row = Row(
            case=ladder.case,
            subject=ladder.iri,
            aspect="levels",
            **exactly(levels),
            unit="levels",
            evidence=tuple(sorted([ladder.iri, *(rung.iri for rung in ladder.rungs)])),
            **statuses.fields(),
        )
        rows.append(row)
    return Analysis(method=DEPTH, rows=tuple(rows), words=material.words | _WORDS)


def compute_gaps(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return how each ladder differs from the common scale: by ladder a row each for ``skipped``, ``doubled`` and ``unmapped``.

    ``subject`` is the ladder. A row without ``object`` has the number of all, in tiers or rungs; a row with one names a
    tier, or a rung without a tier.

    >>> import cengji
    >>> rows = compute_gaps(cengji.open(), ["gusu"]).rows
    >>> [row.object.rsplit("/", 1)[1] for row in rows if row.subject.endswith("/administrative") and row.object]
    ['area', 'sub-community']
    """
    material = material_of(graph, cases)
    rows = [row for ladder in _standing(material) for row in _compare(material, ladder)]
    return Analysis(method=GAPS, rows=tuple(rows), words=material.words | _WORDS)


def _standing(material: Material) -> Iterator[Ladder]:
    flat = flat_ladders(material.dataset)
    yield from (ladder for ladder in material.projection.ladders if material.has(ladder.case) and ladder.iri not in flat)


def _compare(material: Material, ladder: Ladder) -> Iterator[Row]:
    ranks = {tier.iri: tier.rank for tier in material.projection.tiers}
    on: dict[str, list[Rung]] = {}
    for rung in ladder.rungs:
        if rung.tier in ranks:
            on.setdefault(rung.tier, []).append(rung)
    if not on:
        return
    top, bottom = min(ranks[tier] for tier in on), max(ranks[tier] for tier in on)
    loose = [rung for rung in ladder.rungs if rung.tier not in ranks]
    perhaps = {mapping.tier for rung in loose for mapping in rung.mappings}
    skipped = [tier for tier, rank in ranks.items() if top < rank < bottom and tier not in on]
    sure = [tier for tier in skipped if tier not in perhaps]
    doubled = {tier: len({rung.position for rung in rungs}) - 1 for tier, rungs in on.items()}
    yield _row(material, ladder, "skipped", "", len(skipped), len(sure))
    yield from (_row(material, ladder, "skipped", tier, 1, int(tier in sure)) for tier in skipped)
    yield _row(material, ladder, "doubled", "", sum(doubled.values()))
    yield from (_row(material, ladder, "doubled", tier, more) for tier, more in doubled.items() if more)
    yield _row(material, ladder, "unmapped", "", len(loose))
    yield from (_row(material, ladder, "unmapped", rung.iri, 1) for rung in loose)


def _row(material: Material, ladder: Ladder, aspect: str, thing: str, number: int, least: int | None = None) -> Row:
    """Return a row that rests on the ladder and on the claims that put its rungs on tiers."""
    statuses = [local_name(mapping.status) for rung in ladder.rungs for mapping in rung.mappings]
    return Row(
        case=ladder.case,
        subject=ladder.iri,
        object=thing,
        aspect=aspect,
        unit=_UNITS[aspect],
        **between(number if least is None else least, number),
        evidence=tuple(sorted([ladder.iri, *(rung.iri for rung in ladder.rungs)])),
        **Statuses([material.status(ladder.iri), *statuses]).fields(),
    )
