"""The sample with what the views of figures, measures, time and documents need; no document says any of it."""

from __future__ import annotations

from dataclasses import replace

from cengji.projection import Concept, Edge, Node, lend_tiers
from cengji.view.content import Content
from tests.view.sample import BASE, EVIDENCE, columns_of, concept, figures_of, iri, sample_graph, scheme

__all__ = ["register_graph", "rich_graph"]

EXTRA = (
    concept("audience", "residents", "居民"), concept("body-kind", "committee", "委员会"), concept("comparator", "approximately", "约"),
    concept("comparator", "exact", "等于"), concept("comparator", "nearly", "近"), concept("event-kind", "founding", "成立"),
    concept("relation", "guides", "业务指导"), concept("role", "changeFrom", "变化前"), concept("role", "changeTo", "变化后"),
    concept("measure-function", "deliberation", "协商议事"), concept("stage", "planned", "计划中"),
)  # fmt: skip


def _figure(case: str, written: str, lower: str, upper: str, *, closed: bool, key: str = "grids", **more: str) -> dict[str, str]:
    return {
        "figure": iri(case, "figure", key), "about": iri(case, "group", "grid"), "written": written,
        "value": more.get("value", lower or upper),
        "lower": lower, "lowerClosed": str(closed).lower(), "upper": upper, "upperClosed": str(closed).lower(),
        "comparator": scheme("comparator", more.get("comparator", "exact")),
        "unit": scheme("unit", "item"), "kind": scheme("figure-kind", "count"),
        "role": scheme("role", more.get("role", "stock")), "indicator": scheme("indicator", more.get("indicator", "grid-count")),
        "zh": more.get("counted", "网格"), "en": "grids", "paired": more.get("paired", ""),
    }  # fmt: skip


def _figures(graph: Content) -> tuple[list[dict[str, str]], tuple[Node, ...]]:
    """Return the figures of the places: more than 1200, nearly 1300, exactly 1200, about 1250, none; and a pair 17 → 8."""
    before, after = iri("yunxi", "figure", "before"), iri("yunxi", "figure", "after")
    offices = {"indicator": "office-count", "counted": "科室"}
    table = graph.tables["figures"]
    figures = [
        {name: values[table["figure"].index(iri("yunxi", "figure", "grids"))] for name, values in table.items()},
        _figure("lanting", "近1300个", "", "1300", closed=False, comparator="nearly"),
        _figure("songyang", "1200个", "1200", "1200", closed=True, counted="专属网格"),
        _figure("hefeng", "约1250个", "", "", closed=True, value="1250", counted="楼栋", comparator="approximately"),
        _figure("yunxi", "17个", "17", "17", closed=True, key="before", role="changeFrom", paired=after, **offices),
        _figure("yunxi", "8个", "8", "8", closed=True, key="after", role="changeTo", paired=before, **offices),
    ]
    known = {node.iri for node in graph.nodes}
    place = f"{BASE}id/place/"
    fresh = tuple(
        Node(iri=one["figure"], type="figure", case="yunxi", zh=one["written"], place=f"{place}yunxi")
        for one in figures
        if one["figure"] not in known
    )
    return figures, fresh


def rich_graph() -> Content:
    """Return the sample with comparable figures, parts and audiences of measures, dates, events and statements."""
    graph = sample_graph()
    figures, figure_nodes = _figures(graph)
    whole, part, leaf = (iri("yunxi", "measure", f"m{n}") for n in range(3))
    founding, undated = iri("yunxi", "event", "founding"), iri("lanting", "event", "visit")
    claim = iri("yunxi", "relation", "guidance")
    tiers = {rung.actor: rung.tier for ladder in graph.ladders for rung in ladder.rungs}
    nodes = [
        node._replace(tier=tiers.get(node.iri, node.tier), kind=scheme("body-kind", "committee") if node.type == "group" else node.kind)
        for node in graph.nodes
        if node.iri != iri("chongming-li", "figure", "grids")
    ]
    nodes += [
        *figure_nodes,
        Node(iri=founding, type="event", case="yunxi", zh="成立联动中心", en="Centre founded", kind=scheme("event-kind", "founding")),
        Node(iri=undated, type="event", case="lanting", zh="走访企业", en="Firms visited", kind=scheme("event-kind", "founding")),
    ]
    known = {node.iri for node in nodes}
    edges = [edge for edge in graph.edges if edge.source in known and edge.target in known]
    edges += [
        Edge(source=part, target=whole, relation="partOf"),
        Edge(source=leaf, target=part, relation="partOf"),
        Edge(source=leaf, target=whole, relation="partOf"),  # a part of two wholes
        Edge(source=whole, target=iri("yunxi", "figure", "grids"), relation="resultedIn"),
        Edge(source=iri("yunxi", "group", "subdistrict"), target=iri("yunxi", "group", "grid"), relation=scheme("relation", "guides"),
             status=scheme("status", "disputed"), claim=claim),
    ]  # fmt: skip
    document = iri("yunxi", "document", "source")
    evidence = [dict(zip(graph.tables["evidence"], row, strict=True)) for row in zip(*graph.tables["evidence"].values(), strict=True)]
    statements = [
        {"subject": claim, "document": document, "text": "指导网格", "start": "90", "end": "94"},
        {"subject": whole, "document": document, "text": "连心办法", "start": "12", "end": "16"},
        {"subject": part, "document": document, "text": "连心办法", "start": "12", "end": "16"},
        {"subject": founding, "document": document, "start": "300", "end": "380"},
    ]
    dates = [
        {"node": founding, "date": "2016-07", "written": "去年7月"},
        {"node": whole, "date": "2011", "written": "2011年"},
        {"node": document, "date": "2031-05-06"},
    ]
    purpose = {"measure": whole, "stage": scheme("stage", "planned"), "zh": "连心", "audience": scheme("audience", "residents")}
    purpose["function"] = scheme("measure-function", "deliberation")
    return replace(
        graph,
        nodes=lend_tiers(sorted(nodes, key=lambda node: node.iri), edges, graph.tiers),
        edges=tuple(edges),
        tables={
            **graph.tables,
            "figures": figures_of(figures),
            "evidence": columns_of([*(one for one in evidence if one["subject"] in known), *statements], EVIDENCE),
            "measures": columns_of([purpose], "measure stage zh en audience function"),
            "dates": columns_of(dates, "node date written"),
        },
        concepts=tuple(sorted((*graph.concepts, *EXTRA, concept("indicator", "office-count", "科室数")), key=lambda c: c.iri)),
    )


def register_graph(count: int) -> Content:
    """Return a register of bodies: a tree over six tiers, a fifth as many other links; the same for the same count.

    Nothing is left to chance: what hangs on what follows from its number.
    """
    tiers = tuple(concept("tier", f"level-{n}", f"{n}级", 10 * n) for n in range(1, 7))
    relations = tuple(concept("relation", key, zh) for key, zh in (("contacts", "挂钩联系"), ("guides", "业务指导"), ("supports", "支持")))
    iris = [f"{BASE}id/register/body/b{n}" for n in range(count)]
    level = [0] * count
    nodes: list[Node] = []
    edges: list[Edge] = []
    for n in range(count):
        if n:
            above = n // (4 + n % 37)
            while level[above] >= 5:
                above //= 5
            level[n] = level[above] + 1
            edges.append(Edge(source=iris[n], target=iris[above], relation="subordinateTo"))
        nodes.append(_body(n, iris[n], tiers[level[n]]))
    for n in range(count // 5):
        one, other = n * 5, (n * 7919 + 13) % count
        if one != other:
            edges.append(Edge(source=iris[one], target=iris[other], relation=relations[n % 3].iri))
    ordered = sorted(nodes, key=lambda node: node.iri)
    return Content(tiers=tiers, nodes=lend_tiers(ordered, edges, tiers), edges=tuple(edges), concepts=(*relations, *tiers))


def _body(n: int, name: str, tier: Concept) -> Node:
    signs = "东西南北中安平和顺昌隆兴泰福寿康宁"
    kinds = ("党委", "办事处", "服务中心", "工作站", "居委会", "网格")
    label = "".join(signs[(n // 17**power) % 17] for power in range(4)) + kinds[n % 6]
    return Node(iri=name, type="body", case="", zh=label, en=f"Body {n}", tier=tier.iri)
