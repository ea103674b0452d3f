"""Who leads: how concentrated the running of measures is, and which bodies link others (brokerage)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Graph, Material, Statuses, material_of
from cengji.analysis.networks import ACTORS, DISPUTED, rank_bodies
from cengji.analysis.records import Analysis, Method, Row, Words, exactly
from cengji.core.namespaces import CASE
from cengji.core.terms import local_name

if TYPE_CHECKING:
    import networkx as nx

    from cengji.dataset import Dataset

__all__ = ["BROKERAGE", "CONCENTRATION", "compute_brokerage", "compute_concentration", "join_actors"]

CONCENTRATION: Final = Method(
    name="concentration",
    title=Words("推行主体的集中度", "Concentration of runners"),
    question=Words("举措的推行集中在少数主体手中吗？", "Do few actors run most of the measures?"),
    formula=Words(
        "H = Σs²，s 为某主体在 n 项写明推行者的举措中所占份额，一项举措有 k 个推行者时各计 1/k；N 个推行者时最小为 1/N",
        "H = sum of s^2, s = an actor's share of the n measures with a stated runner, a measure of k runners counting 1/k for each; "
        "minimum 1/N of N runners",
    ),
    source=Words("", "Herfindahl 1950; Hirschman 1964, American Economic Review 54(5): 761-762"),
    without=Words("没有写明推行者的举措", "no measure with a stated runner"),
    cautions=(
        Words(
            "只计写明推行者的举措，承自整体的推行者不计；报道常略去推行者。",
            "Only stated runners count, not those inherited from the whole of a measure; reports often leave the runner out.",
        ),
        Words("一个“群体”（如168个社区党组织）算一个主体。", "A group, such as 168 community Party organizations, counts as one actor."),
        Words(
            "N、n 不同的案例不宜直接比较，先看最小值 1/N。",
            "Cases of different N and n are hard to compare: look at the minimum 1/N first.",
        ),
    ),
)
BROKERAGE: Final = Method(
    name="brokerage",
    title=Words("居间程度", "Brokerage"),
    question=Words("哪些主体处在其他主体与举措之间？", "Which actors stand between other actors and measures?"),
    formula=Words(
        "中介中心性：对其他每一对节点，其最短路径经过该主体的比例之和，再除以 (n-1)(n-2)/2，n 为节点数；"
        "网络为一个案例中主体与举措的无向网络：隶属、相邻梯级、推行、作用、组成、关系",
        "betweenness: sum over pairs of other nodes of the share of their shortest paths through the actor, / ((n-1)(n-2)/2), of n nodes; "
        "undirected network of the actors and measures of one case: subordination, neighbouring rungs, runners, targets, parts, relations",
    ),
    source=Words("", "Freeman 1977, Sociometry 40(1): 35-41; Brandes 2001, Journal of Mathematical Sociology 25(2): 163-177"),
    without=Words("没有同一案例中相联的主体与举措", "no actors and measures of a case that are linked"),
    cautions=(
        Words(
            "网络由一篇报道而来：没有写到的联系会改变数值，没有上下界。",
            "The network is that of one report: a link that it leaves out would change the values, so they have no bounds.",
        ),
        Words(
            "居间不等于有权；不同案例的数值不可比。", "To stand between is not to have power; values of different cases are not comparable."
        ),
    ),
)
_LINKS: Final = ("runBy", "actsOn", "partOf")
_EXACT: Final = 4000  # nodes of a network in which the shortest paths from all of them are counted: a minute of CPU
_PIVOTS: Final = 100
_STATUSES: Final = ("stated", "inferred", "disputed")
_WORDS: Final = {
    "herfindahl": Words("赫芬达尔指数", "Herfindahl index"),
    "minimum": Words("最小值 1/N", "minimum 1/N"),
    "runners": Words("推行主体数 N", "runners N"),
    "measures": Words("举措数 n", "measures n"),
    "share": Words("占比", "share"),
    "index": Words("指数", "index"),
    "actors": Words("个主体", "actors"),
    "estimated-betweenness": Words("中介中心性（估计）", "estimated betweenness"),
    "betweenness": Words("中介中心性", "betweenness"),
}


def compute_concentration(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return the Herfindahl index of the runners of each case, with what it depends on, and the share of each runner.

    The rows of a case are ``herfindahl`` (1/N to 1), ``minimum`` (1/N), ``runners`` (N) and ``measures`` (n, those with a
    stated runner), about the case, then ``share`` about each runner, the largest first. A case without a stated runner has none.

    >>> import cengji
    >>> [row.value for row in compute_concentration(cengji.open(), ["lijiang"]).rows if row.aspect == "runners"]
    [6.0]
    """
    material = material_of(graph, cases)
    runners: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for edge in material.projection.edges:
        measure = material.nodes[edge.source]
        if edge.relation == "runBy" and measure.type == "measure" and material.has(measure.case) and not material.is_derived(edge):
            runners[measure.case][measure.iri].append(edge.target)
    rows: list[Row] = []
    for case, measures in sorted(runners.items()):
        rows += _concentrate(material, case, measures)
    return Analysis(method=CONCENTRATION, rows=tuple(rows), words=material.words | _WORDS)


def _concentrate(material: Material, case: str, measures: dict[str, list[str]]) -> Iterable[Row]:
    shares: dict[str, Fraction] = defaultdict(Fraction)  # of floats, seven sevenths would be less than one
    for runners in measures.values():
        for runner in runners:
            shares[runner] += Fraction(1, len(runners) * len(measures))
    statuses = Statuses(map(material.status, measures)).fields()
    for aspect, value, unit in (
        ("herfindahl", float(sum(share**2 for share in shares.values())), "index"),
        ("minimum", 1 / len(shares), "index"),
        ("runners", float(len(shares)), "actors"),
        ("measures", float(len(measures)), "measures"),
    ):
        yield Row(case=case, subject=CASE + case, aspect=aspect, **exactly(value), unit=unit, evidence=tuple(sorted(measures)), **statuses)
    for runner, share in sorted(shares.items(), key=lambda one: (-one[1], one[0])):
        run = sorted(measure for measure, runners in measures.items() if runner in runners)
        held = Statuses(map(material.status, run)).fields()
        yield Row(case=case, subject=runner, aspect="share", **exactly(float(share)), unit="share", evidence=tuple(run), **held)


def compute_brokerage(graph: Dataset | Graph | Material, cases: Iterable[str] = ()) -> Analysis:
    """Return the betweenness of the actors of each case, 0 to 1: a row an actor that is linked at all, the highest first.

    It rests on the links of the actor, whose other ends are the evidence; it has no bounds. In a network of more than 4,000
    nodes the aspect is ``estimated-betweenness``, from the paths of 100 of them, drawn once and for all. Disputed links are
    left out, and runners and targets that a part of a measure has from its whole alone.

    >>> import cengji
    >>> rows = compute_brokerage(cengji.open(), ["gusu"]).rows
    >>> [place for place, row in enumerate(rows, 1) if row.subject.endswith("/area-party-committees")][0] < 30
    True
    """
    import networkx as nx

    material = material_of(graph, cases)
    rows = []
    for case, network in join_actors(material).items():
        whole = len(network) <= _EXACT
        counted = nx.betweenness_centrality(network, k=None if whole else _PIVOTS, seed=None if whole else 1)
        actors = [node for node in network if material.nodes[node].type in ACTORS]
        for actor in sorted(actors, key=lambda node: (-round(counted[node], 12), node)):
            statuses = Statuses(status for *_, status in network.edges(actor, data="status"))
            row = Row(
                case=case,
                subject=actor,
                aspect="betweenness" if whole else "estimated-betweenness",
                value=round(counted[actor], 12),
                unit="index",
                evidence=tuple(sorted([actor, *network[actor]])),
                **statuses.fields(),
            )
            rows.append(row)
    return Analysis(method=BROKERAGE, rows=tuple(rows), words=material.words | _WORDS)


def join_actors(material: Material) -> dict[str, nx.Graph]:
    """Return the network of actors and measures of each case by key, in which betweenness is counted; links have a ``status``."""
    import networkx as nx

    found: dict[str, nx.Graph] = {}
    links = [
        (above, below, material.status(ladder or below))
        for above, below, _, ladder in rank_bodies(material.dataset, material.projection)
        if not ladder or material.status(ladder) != "disputed"
    ]
    links += [
        (edge.source, edge.target, local_name(edge.status) if edge.status else material.status(edge.source))
        for edge in material.projection.edges
        if (edge.relation in _LINKS or ":" in edge.relation) and not edge.status.endswith(DISPUTED) and not material.is_derived(edge)
    ]
    kinds = {*ACTORS, "measure"}
    for source, target, status in sorted(links, key=lambda link: (_rank(link[2]), link)):  # one link a pair, by its best status
        ends = [material.nodes[source], material.nodes[target]]
        if ends[0].case == ends[1].case and ends[0].case and material.has(ends[0].case) and all(end.type in kinds for end in ends):
            network = found.setdefault(ends[0].case, nx.Graph())
            if not network.has_edge(source, target):
                network.add_edge(source, target, status=status)
    return dict(sorted(found.items()))


def _rank(status: str) -> int:
    """Return how sure a status is, 0 the surest; what somebody else's data call otherwise comes last."""
    return _STATUSES.index(status) if status in _STATUSES else len(_STATUSES)
