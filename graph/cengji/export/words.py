"""The network in words: what its concepts, places and relations are called, the figures' numbers, which links are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from math import log1p, sqrt
from typing import TYPE_CHECKING, Any, Final

from cengji.core.errors import UsageError
from cengji.core.resources import query_text
from cengji.core.texts import Text
from cengji.dataset import Dataset
from cengji.projection import Reader, project, to_networkx
from cengji.projection.read import read_concepts

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ALL", "RELATION_WORDS", "SIZES", "TYPE_WORDS", "Choice", "network_in_words"]

ALL: Final = "all"
"""In place of relations: every link, also those that say only in which place a thing is."""
_QUIET: Final = "atPlace"
TYPE_WORDS: Final[Mapping[str, Text]] = {
    "place": Text("地方", "place"), "group": Text("同类组织", "group of bodies"), "body": Text("组织", "body"),
    "people": Text("人群", "group of persons"), "ladder": Text("阶梯", "ladder"), "rung": Text("梯级", "rung"),
    "measure": Text("举措", "measure"), "generic": Text("通用举措", "generic measure"), "problem": Text("问题", "problem"),
    "outcome": Text("成效", "outcome"), "power": Text("职权下放", "grant of power"), "figure": Text("数字", "figure"),
    "event": Text("事件", "event"), "post": Text("职务", "post"), "policy": Text("政策文件", "policy document"),
    "document": Text("来源文件", "source document"),
}  # fmt: skip
# As the page reads them from source to target: a test holds the two together.
RELATION_WORDS: Final[Mapping[str, Text]] = {
    "about": Text("关于", "about"),
    "actsOn": Text("作用于", "acts on"),
    "addresses": Text("应对", "addresses"),
    "assistedBy": Text("配合者", "assisted by"),
    "atDepth": Text("同级", "on the level"),
    "atPlace": Text("所在地", "at"),
    "basisOf": Text("据以实施", "basis of"),
    "citesDocument": Text("引用", "cites"),
    "concerns": Text("涉及", "concerns"),
    "drawnFrom": Text("来自", "drawn from"),
    "feedsInto": Text("汇入", "feeds into"),
    "brokenDownInto": Text("分为", "broken down into"),
    "firstIn": Text("首创于", "first in"),
    "founds": Text("产生", "results in"),
    "grantedPower": Text("授予职权", "grants"),
    "grantee": Text("被授权者", "grantee"),
    "grantor": Text("授权者", "grantor"),
    "groupAfter": Text("变更后", "after"),
    "originalOrganization": Text("变更前", "before"),
    "groupBefore": Text("变更前", "before"),
    "heldWith": Text("兼任", "held together with"),
    "input": Text("投入", "input"),
    "involves": Text("涉及", "involves"),
    "issuedBy": Text("发文单位", "issued by"),
    "ledBy": Text("牵头者", "led by"),
    "memberOfGroup": Text("属于", "member of"),
    "outcome": Text("成效", "outcome"),
    "partOf": Text("组成部分，属于", "part of"),
    "partOfPlace": Text("隶属于", "part of"),
    "perUnitOf": Text("每单位", "per unit of"),
    "postIn": Text("设于", "post in"),
    "powerOver": Text("所及", "power over"),
    "quantifiedBy": Text("数量", "quantified by"),
    "resultedIn": Text("成果", "resulted in"),
    "rolledOutFrom": Text("推广自", "rolled out from"),
    "runBy": Text("实施者", "run by"),
    "rungOf": Text("各级", "rungs"),
    "sameBody": Text("同一组织", "same body as"),
    "secondedTo": Text("派驻到", "seconds staff to"),
    "subordinateTo": Text("上级", "subordinate to"),
    "subsetOf": Text("子集，属于", "subset of"),
    "succeeds": Text("接续", "succeeds"),
    "variantOf": Text("通用举措", "variant of"),
}
_CONCEPTS: Final = ("kind", "tier", "effective_tier", "line", "status")
SIZES: Final = ("degree", "value")
_SLIM: Final[Reader] = partial(project, slim=True)
"""The things and links without what no network says."""
_SMALLEST: Final = 10
_LARGEST: Final = 60
_NUMBERS: Final = ("value", "lower", "upper")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a network is written: ``relations`` of links, ``classes`` of things by type; what ``size`` says.

    Without relations links of all but ``atPlace`` are written, with ``all`` every one; without classes things of all. ``read`` gives
    the things and links.
    """

    relations: Collection[str] = ()
    classes: Collection[str] = ()
    size: str = "degree"
    read: Reader = _SLIM


def network_in_words(dataset: Dataset, choice: Choice | None = None) -> nx.MultiDiGraph:
    """Return :func:`cengji.projection.to_networkx` with words beside its IRIs and keys, each as ``…_zh`` and ``…_en``.

    Things have a ``degree``, the number of their links, and a ``size`` from 10 to 60 by its root (``degree``) or, for figures, by the
    logarithm of their ``value``.

    They have words for ``type``, ``kind``, ``tier``, ``effective_tier``, ``line``, ``status`` and ``place``; figures also
    ``written``, ``unit``, ``comparator`` and, as numbers, ``value``, ``lower``, ``upper``. Links have words for ``relation`` and
    ``status``, and their ``label`` is the Chinese word, else the key.

    :raises UsageError: if a relation is not in the dataset, or there is no such class or size.
    """
    choice = choice or Choice()
    if choice.size not in SIZES:
        raise UsageError(f"there is no size {choice.size!r}; use one of: {', '.join(SIZES)}")
    if unknown := sorted(set(choice.classes) - TYPE_WORDS.keys()):
        raise UsageError(f"there is no class {', '.join(map(repr, unknown))} of things; use some of: {', '.join(TYPE_WORDS)}")
    relations = choice.relations
    graph = to_networkx(dataset, relations=None if not relations or ALL in relations else relations, projection=choice.read(dataset))
    if not relations:
        graph.remove_edges_from([edge for edge in graph.edges(keys=True) if edge[2] == _QUIET])
    if choice.classes:
        graph.remove_nodes_from([iri for iri, kind in graph.nodes(data="type") if kind not in choice.classes])
    words = {one.iri: Text(one.zh, one.en) for one in read_concepts(dataset.with_proposals())}
    places = {iri: Text(node.get("zh", ""), node.get("en", "")) for iri, node in graph.nodes(data=True) if node["type"] == "place"}
    for iri, number in _figures(dataset, words).items():
        if iri in graph:
            graph.nodes[iri].update(number)
    for _, node in graph.nodes(data=True):
        _add(node, "type", TYPE_WORDS[node["type"]])
        for name in _CONCEPTS:
            _add(node, name, words.get(node.get(name, ""), Text()))
        _add(node, "place", places.get(node.get("place", ""), Text()))
    for *_, edge in graph.edges(data=True):
        _add(edge, "relation", RELATION_WORDS.get(edge["relation"]) or words.get(edge["relation"], Text()))
        _add(edge, "status", words.get(edge.get("status", ""), Text()))
        edge["label"] = edge.get("relation_zh", edge["label"])
    _measure(graph, choice.size)
    return graph


def _measure(graph: nx.MultiDiGraph, size: str) -> None:
    """Add ``degree`` and ``size`` to each thing: areas grow with links, or lengths with the digits of a value."""
    for iri, node in graph.nodes(data=True):
        node["degree"] = graph.degree(iri)
    said = {iri: sqrt(node["degree"]) if size == "degree" else log1p(abs(node.get("value", 0))) for iri, node in graph.nodes(data=True)}
    most = max(said.values(), default=0) or 1
    for iri, node in graph.nodes(data=True):
        node["size"] = round(_SMALLEST + (_LARGEST - _SMALLEST) * said[iri] / most, 1)


def _figures(dataset: Dataset, words: Mapping[str, Text]) -> dict[str, dict[str, Any]]:
    """Return what networks say of each figure, by IRI."""
    columns = dataset.with_proposals().columns(query_text("view/figures"))
    found: dict[str, dict[str, Any]] = {}
    for place, iri in enumerate(columns["figure"]):
        said: dict[str, Any] = {"written": columns["written"][place]}
        said |= {name: float(columns[name][place]) for name in _NUMBERS if columns[name][place]}
        said |= {f"{end}_inclusive": columns[f"{end}Closed"][place] == "true" for end in ("lower", "upper") if end in said}
        for name in ("unit", "comparator"):
            _add(said, name, words.get(columns[name][place], Text()))
        found.setdefault(iri, said)
    return found


def _add(values: dict[str, Any], name: str, text: Text) -> None:
    values.update({f"{name}_{language}": word for language, word in (("zh", text.zh), ("en", text.en)) if word})
