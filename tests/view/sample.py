"""Five invented places with ladders, measures, figures and evidence; no document says any of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from typing import Any

from cengji.projection import Case, Concept, Edge, Ladder, Mapping, Node, Rung, lend_tiers
from cengji.view.content import Columns, Content

HOSTILE = [
    "</script><script>window.hurt=1</script>",
    "<img src=x onerror=window.hurt=1>",
    "\"'><b onclick=window.hurt=1>&amp;",
    "{{ 7*7 }}{% raw %}{# x #}",
    "\u202eمرحبا\u2066 מה",
    "]]><!--<script>",
    "＝cmd|' /C calc'!A0\u2028\u2029\x7f",
    "👩‍👩‍👧‍👦🇨🇳",
    "a\ud800b\udfff",
    "长" * 10_000,
]
SHOWN = {"zh", "en", "note_zh", "note_en", "aliases", "written", "time", "text", "title", "publisher", "issuer", "published", "page"}
"""The fields and columns that hold a text to be shown."""

BASE = "https://w3id.org/cengji/"
TIERS = {
    "county": ("县级", 30), "subdistrict": ("街道级", 40), "area": ("片区级", 50), "community": ("社区级", 60),
    "grid": ("网格级", 80), "building": ("楼栋级", 100),
}  # fmt: skip
PLACES = {"yunxi": "云溪区", "lanting": "兰亭市", "songyang": "松阳岭区", "hefeng": "荷风区", "chongming-li": "重明里"}
CHAIN = (("subdistrict", "街道委员会"), ("area", "片区联会"), ("community", "社区委员会"), ("grid", "网格小组"))


def concept(scheme: str, key: str, zh: str, rank: int = 0) -> Concept:
    """Return a concept; its English label is its key."""
    return Concept(iri=f"{BASE}scheme/{scheme}/{key}", scheme=scheme, zh=zh, en=key, rank=rank)


CONCEPTS = (
    concept("comparator", "moreThan", "多于"),
    concept("figure-kind", "count", "计数"),
    concept("generic-measure", "points-system", "积分制"),
    concept("indicator", "grid-count", "网格数"),
    concept("line", "administrative", "行政线"),
    concept("line", "party", "党组织线"),
    concept("relation", "contacts", "挂钩联系"),
    concept("role", "stock", "存量"),
    concept("status", "disputed", "存疑"),
    concept("status", "inferred", "推定"),
    concept("status", "stated", "明示"),
    *(concept("tier", key, zh, rank) for key, (zh, rank) in sorted(TIERS.items())),
    concept("unit", "item", "个"),
)


def iri(case: str, kind: str, key: str) -> str:
    """Return the IRI of a thing of a case."""
    return f"{BASE}id/{case}/{kind}/{key}"


def scheme(name: str, key: str) -> str:
    """Return the IRI of a concept."""
    return f"{BASE}scheme/{name}/{key}"


def columns_of(rows: Iterable[dict[str, str]], names: str) -> Columns:
    """Return rows as columns of these names, separated by spaces; what a row does not say is empty."""
    listed = list(rows)
    return {name: [row.get(name, "") for row in listed] for name in names.split()}


def figures_of(rows: Iterable[dict[str, str]]) -> Columns:
    """Return figures as the columns of their query."""
    return columns_of(
        rows,
        "figure about written value lower lowerClosed upper upperClosed comparator unit kind role indicator zh en time start end "
        "readingLower readingUpper paired direction per perCount aggregation",
    )


def sample_graph(*, label: str = "", copies: int = 1, places: dict[str, str] = PLACES) -> Content:
    """Return the sample; ``label`` replaces the name of one measure, ``copies`` multiplies the measures, ``places`` replaces the places."""
    nodes: list[Node] = [Node(iri=scheme("generic-measure", "points-system"), type="generic", zh="积分制", en="Points system")]
    edges: list[Edge] = []
    ladders: list[Ladder] = []
    for case, name in places.items():
        some_nodes, some_edges, ladder = _case(case, name, copies)
        nodes += some_nodes
        edges += some_edges
        ladders.append(ladder)
    if label:
        named = {"zh": label, "en": label, "aliases": (label,), "note_zh": label, "note_en": label}
        nodes = [node._replace(**named) if node.iri == iri("yunxi", "measure", "m0") else node for node in nodes]
    tiers = tuple(concept("tier", key, zh, rank) for key, (zh, rank) in TIERS.items())
    return Content(
        cases=tuple(_place(case, name) for case, name in places.items()),
        tiers=tiers,
        nodes=lend_tiers(sorted(nodes, key=lambda node: node.iri), edges, tiers),
        edges=tuple(edges),
        ladders=tuple(ladders),
        concepts=CONCEPTS,
        sizes=(scheme("indicator", "grid-count"),),
        tables={
            "documents": columns_of(
                (_document(case, name) for case, name in places.items()),
                "document case title publisher issuer kind published page digest characters",
            ),
            "figures": figures_of(_figure(case) for case in places),
            "evidence": columns_of((_evidence(case) for case in places), EVIDENCE),
        },
    )


EVIDENCE = "subject evidence document text start end"
"""The columns of the query of evidence."""


def _place(case: str, name: str) -> Case:
    home = f"{BASE}id/place/{case}"
    return Case(key=case, zh=name, en=case, place=home, document=iri(case, "document", "source"), covers=(home,))


def _document(case: str, name: str) -> dict[str, str]:
    return {
        "document": iri(case, "document", "source"), "case": f"{BASE}case/{case}", "title": f"{name}治理见闻", "publisher": "虚构日报",
        "published": "2031-05-06", "page": "第3版", "digest": "0" * 64, "characters": "1200",
    }  # fmt: skip


def _figure(case: str) -> dict[str, str]:
    return {
        "figure": iri(case, "figure", "grids"), "about": iri(case, "group", "grid"), "written": "1200余个", "value": "1200",
        "lower": "1200", "lowerClosed": "false", "comparator": scheme("comparator", "moreThan"), "unit": scheme("unit", "item"),
        "kind": scheme("figure-kind", "count"), "role": scheme("role", "stock"), "indicator": scheme("indicator", "grid-count"),
        "zh": "网格", "en": "grids", "readingLower": "1200", "readingUpper": "1300",
    }  # fmt: skip


def _evidence(case: str) -> dict[str, str]:
    document = iri(case, "document", "source")
    return {"subject": iri(case, "figure", "grids"), "document": document, "text": "1200余个", "start": "31", "end": "37"}


def _case(case: str, name: str, copies: int) -> tuple[list[Node], list[Edge], Ladder]:
    home = f"{BASE}id/place/{case}"
    nodes = [
        Node(iri=home, type="place", case=case, zh=name, en=case, tier=scheme("tier", "county")),
        Node(iri=iri(case, "figure", "grids"), type="figure", case=case, zh="1200余个", place=home),
        Node(iri=iri(case, "document", "source"), type="document", case=case, zh=f"{name}治理见闻"),
        Node(iri=iri(case, "ladder", "party"), type="ladder", case=case, zh="四级联动", en="Four levels",
             line=scheme("line", "party"), place=home, status=scheme("status", "stated")),
    ]  # fmt: skip
    edges = [Edge(source=iri(case, "figure", "grids"), target=iri(case, "group", "grid"), relation="about")]
    above = ""
    for key, title in CHAIN:
        group = iri(case, "group", key)
        nodes.append(Node(iri=group, type="group", case=case, zh=f"{name[:2]}{title}", en=key, place=home))
        nodes.append(Node(iri=iri(case, "rung", key), type="rung", case=case, zh=title, en=key, tier=_agreed(case, key)))
        edges.append(Edge(source=group, target=home, relation="atPlace"))
        edges.append(Edge(source=iri(case, "ladder", "party"), target=group, relation="rungOf"))
        if above:
            edges.append(Edge(source=group, target=above, relation="subordinateTo"))
        above = group
    for number in range(3 * copies):
        measure = iri(case, "measure", f"m{number}")
        nodes.append(
            Node(iri=measure, type="measure", case=case, zh=f"{name[:2]}连心办法{number}", en=f"Measure {number}",
                 aliases=("邻里积分",) if number == 0 else (), place=home)
        )  # fmt: skip
        edges.append(Edge(source=measure, target=home, relation="atPlace"))
        edges.append(Edge(source=measure, target=iri(case, "group", CHAIN[number % 4][0]), relation="runBy"))
    edges.append(
        Edge(source=iri(case, "measure", "m0"), target=scheme("generic-measure", "points-system"), relation="variantOf",
             status=scheme("status", "inferred"), claim=iri(case, "generic", "m0"), zh="做法相近", en="alike")
    )  # fmt: skip
    return nodes, edges, _ladder(case, home)


def _agreed(case: str, key: str) -> str:
    """Return the tier of a rung; in one place the rung 片区 has none that is agreed."""
    return "" if case == "lanting" and key == "area" else scheme("tier", key)


def _ladder(case: str, home: str) -> Ladder:
    """Return the ladder of a place."""
    rungs = []
    for number, (key, _) in enumerate(CHAIN, start=1):
        agreed = _agreed(case, key)
        claim = Mapping(
            tier=scheme("tier", key), status=scheme("status", "inferred" if agreed else "disputed"), zh="范围相当", en="alike"
        )  # fmt: skip
        rungs.append(
            Rung(iri=iri(case, "rung", key), position=number, actor=iri(case, "group", key),
                 tier=agreed, mappings=(claim,))
        )  # fmt: skip
    return Ladder(
        iri=iri(case, "ladder", "party"), case=case, line=scheme("line", "party"), place=home,
        status=scheme("status", "stated"), rungs=tuple(rungs),
    )  # fmt: skip


def hostile_graph() -> Content:
    """Return the sample with every text that is shown replaced by a hostile one, each in its turn."""
    graph: Content = _hostile(sample_graph(), cycle(HOSTILE))
    return graph


def _hostile(value: Any, texts: Iterator[str], name: str = "") -> Any:  # noqa: ANN401  # whatever a record holds
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _hostile(getattr(value, field.name), texts, field.name) for field in fields(value)})
    if isinstance(value, tuple) and hasattr(value, "_fields"):  # a record, too
        return value._replace(**{one: _hostile(getattr(value, one), texts, one) for one in value._fields})
    if isinstance(value, dict):
        return {key: _hostile(one, texts, key) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_hostile(one, texts, name) for one in value)
    return next(texts) if isinstance(value, str) and value and name in SHOWN else value
