"""The dataset as a network of things and links, with a place for each thing in the lane of its tier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cengji.core.namespaces import CASE, CJ
from cengji.core.resources import query_text
from cengji.dataset import Dataset

__all__ = ["COLOURS", "Edge", "Network", "Node", "network"]

COLOURS: Final[Mapping[str, str]] = {
    "place": "#000000",
    "group": "#56B4E9",
    "body": "#0072B2",
    "ladder": "#009E73",
    "rung": "#5CF29A",
    "measure": "#D55E00",
    "generic": "#E69F00",
    "figure": "#F0E442",
    "event": "#CC79A7",
    "post": "#7A1F5C",
    "policy": "#6B6B6B",
    "document": "#B8B8B8",
    "thing": "#E6E6E6",
}
"""The colour of each type: those of Okabe and Ito, which colour-blind eyes tell apart, and others that differ from them in lightness."""

_PARENTS: Final = (
    "partOfPlace", "subordinateTo", "memberOfGroup", "subsetOf", "postIn", "rungOf", "about", "runBy", "actsOn", "partOf", "involves",
    "atPlace", "resultedIn", "issuedBy", "basisOf",
)  # fmt: skip
"""The links along which a thing without a tier of its own takes that of another, the closest first."""
_STEP, _LANE, _ACROSS = 60, 90, 12
"""Distance of two things in a lane, of two lanes (or two lines of one), and how many things of a case stand side by side."""
_RANKS: Final = f"PREFIX cj: <{CJ}> SELECT ?tier ?rank WHERE {{ ?tier cj:rank ?rank }}"
_COLUMNS: Final = ("node", "type", "case", "zh", "en", "kind", "tier", "line", "place", "status")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: ``kind``, ``tier``, ``line``, ``status``, ``place`` are IRIs or empty, ``case`` is a key or empty; y grows upwards."""

    iri: str
    type: str
    case: str = ""
    zh: str = ""
    en: str = ""
    kind: str = ""
    tier: str = ""
    line: str = ""
    place: str = ""
    status: str = ""
    x: int = 0
    y: int = 0

    @property
    def label(self) -> str:
        """The label to show: Chinese, else English, else the end of the IRI."""
        return self.zh or self.en or self.iri.rstrip("/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A link: ``relation`` is a local name or the IRI of a relation kind, ``claim`` the claim that asserts it or empty."""

    source: str
    relation: str
    target: str
    claim: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Things by IRI and links in order; every end of a link is among the things."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(dataset: Dataset) -> Network:
    """Return the network that the page shows too, with all of its links, each thing placed in the lane of its tier."""
    nodes: dict[str, Node] = {}
    for row in dataset.select(query_text("view/nodes")):
        iri, name, case, zh, en, kind, tier, line, place, status = ("" if row[one] is None else row[one].value for one in _COLUMNS)
        nodes.setdefault(iri, Node(iri, name, case.removeprefix(CASE), zh, en, kind, tier, line, place, status))
    edges = set()
    for row in dataset.select(query_text("view/edges")):
        ends = {name: "" if row[name] is None else row[name].value for name in ("source", "relation", "target", "claim", "status")}
        edges.add(Edge(**ends))
    for edge in edges:
        for end in (edge.source, edge.target):
            nodes.setdefault(end, Node(end, "thing"))
    ordered = tuple(sorted(edges))
    return Network(_placed([nodes[iri] for iri in sorted(nodes)], ordered, dataset), ordered)


def _placed(nodes: list[Node], edges: tuple[Edge, ...], dataset: Dataset) -> tuple[Node, ...]:
    """Place the things: a lane a tier, highest on top, what has none below; in a lane a block a case, in it by type."""
    ranks = {str(tier): int(str(rank)) for tier, rank in dataset.rows(_RANKS)}
    lanes = _lanes(nodes, edges, ranks)
    cases = sorted({node.case for node in nodes})
    blocks: defaultdict[tuple[int, str], list[Node]] = defaultdict(list)
    types = {name: place for place, name in enumerate(COLOURS)}
    for node in nodes:
        blocks[lanes[node.iri], node.case].append(node)
    at: dict[str, tuple[int, int]] = {}
    top = 0
    for lane in sorted(set(lanes.values())):
        deepest = 0
        for column, case in enumerate(cases):
            members = sorted(blocks.get((lane, case), ()), key=lambda node: (types.get(node.type, len(types)), node.iri))
            for place, node in enumerate(members):
                row, along = divmod(place, _ACROSS)
                at[node.iri] = (_STEP * (column * (_ACROSS + 2) + along), -(top + _LANE * row))
                deepest = max(deepest, row)
        top += _LANE * (deepest + 2)
    return tuple(replace(node, x=at[node.iri][0], y=at[node.iri][1]) for node in nodes)


def _lanes(nodes: list[Node], edges: tuple[Edge, ...], ranks: Mapping[str, int]) -> dict[str, int]:
    """Return each thing the rank of its tier, else that of the nearest thing it belongs to, else one below all."""
    lowest = max(ranks.values(), default=0) + 1
    lanes = {node.iri: ranks[node.tier] for node in nodes if node.tier in ranks}
    order = {relation: place for place, relation in enumerate(_PARENTS)}
    leads = sorted((order[edge.relation], edge.source, edge.target) for edge in edges if edge.relation in order)
    while True:
        found: dict[str, int] = {}
        for _, source, target in leads:
            if source not in lanes and target in lanes:
                found.setdefault(source, lanes[target])
        if not found:
            return {node.iri: lanes.get(node.iri, lowest) for node in nodes}
        lanes |= found
