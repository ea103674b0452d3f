"""The projection for other libraries: a NetworkX graph, and a pyvis network for a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from cengji.core.errors import UsageError
from cengji.core.neutralize import neutralize_text
from cengji.core.terms import local_name
from cengji.projection.hierarchy import place_parents
from cengji.projection.layout import place_by_tier
from cengji.projection.numbered import UNSAID, Links, number_links
from cengji.projection.read import project
from cengji.projection.records import Projection
from cengji.projection.things import count_passages

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx
    from pyvis.network import Network

    from cengji.dataset import Dataset

__all__ = ["COLOURS", "to_networkx", "to_pyvis"]

# By type: the colours of Okabe and Ito, which colour-blind eyes tell apart, and others that differ from them in lightness.
COLOURS: Final[Mapping[str, str]] = {
    "place": "#000000",
    "group": "#56B4E9",
    "body": "#0072B2",
    "people": "#99CCEE",
    "ladder": "#009E73",
    "rung": "#5CF29A",
    "measure": "#D55E00",
    "generic": "#E69F00",
    "problem": "#882211",
    "outcome": "#559922",
    "power": "#996633",
    "figure": "#F0E442",
    "event": "#CC79A7",
    "post": "#7A1F5C",
    "policy": "#6B6B6B",
    "document": "#B8B8B8",
}


def to_networkx(dataset: Dataset, *, relations: Iterable[str] | None = None, projection: Projection | None = None) -> nx.MultiDiGraph:
    """Return the things and links of a dataset as a NetworkX graph; the same data give the same graph in the same order.

    Nodes are IRIs, by IRI; their attributes are texts, and absent where there is nothing to say:

    - ``label`` (Chinese, else English, else the key), ``zh``, ``en``, ``iri``;
    - ``type``, one of :data:`cengji.projection.NODE_TYPES`; ``case``, the key of the case;
    - ``kind``, ``line``, ``status``, ``place``: IRIs;
    - ``tier``, the IRI of the thing's own tier; ``effective_tier``, that of the tier where it stands, its own or lent
      by what it is about, acts on, is run by …; ``tier_rank``, the rank of that tier, an integer, lower is higher;
    - ``parent``, the IRI of what it belongs to most closely;
    - ``evidence``, the number of passages that say it, and ``weight``, the same but at least 1, integers;
    - ``x`` and ``y``, integers: a column a tier, a band a case, y growing upwards.

    Edges have as key and as ``relation`` the local name of a property or the IRI of a relation kind, ``label``, its key, and
    ``weight``; and where a claim asserts the link ``status`` (an IRI), ``claim`` (its IRI) and ``evidence``, the number of
    passages that say the claim. The ``weight`` of a link is that number, and 1 where there is none.

    :param relations: only links of these relations, by name, key or IRI; the nodes stay, all of them.
    :param projection: that of the dataset, slim or not, where it has been read already.
    :raises UsageError: if a relation is not in the dataset.
    """
    import networkx as nx

    projection = projection or project(dataset, slim=True)
    links = number_links(projection)
    wanted = _choose_relations(links.find_relations(), relations)
    passages = count_passages(dataset.with_proposals().matcher()).get
    graph = nx.MultiDiGraph(name="cengji")
    graph.add_nodes_from(node.iri for node in projection.nodes)
    _describe_nodes(graph, projection, passages)
    _join_nodes(graph, links, wanted, passages)
    return graph


def _join_nodes(graph: nx.MultiDiGraph, links: Links, relations: Iterable[str], passages: Callable[[str, int], int]) -> None:
    """Add the links of some relations to a network of their things without links.

    NetworkX's own ``add_edges_from`` takes six times as long: it looks for the nodes, and makes a view and a copy of the attributes
    for each link.
    """
    iris = links.iris
    after = [held for _, held in graph.adjacency()]
    before = [held for _, held in graph.reverse(copy=False).adjacency()]
    plain: dict[str, dict[str, str | int]] = {
        relation: {"label": local_name(relation), "relation": relation, "weight": 1} for relation in relations
    }
    for source, relation, target, said in links.placed():
        if relation not in plain:
            continue
        held = plain[relation].copy()
        if said is not UNSAID:
            status, claim, _, _ = said
            weight = held.pop("weight")
            if status:
                held["status"] = status
            if claim:
                held["claim"] = claim
                if number := passages(claim, 0):
                    held["evidence"] = weight = number
            held["weight"] = weight
        targets, iri = after[source], iris[target]
        if iri in targets:
            targets[iri][relation] = held
        else:
            targets[iri] = before[target][iris[source]] = {relation: held}


def _describe_nodes(graph: nx.MultiDiGraph, projection: Projection, passages: Callable[[str, int], int]) -> None:
    """Say of each node, none of which has attributes yet, what there is to say."""
    ranks = {tier.iri: tier.rank for tier in projection.tiers}
    iris, at = list(graph), place_by_tier(projection, rungs=True).at
    for node, parent, (_, held) in zip(projection.nodes, place_parents(projection), graph.nodes(data=True), strict=True):
        iri, kind, case, zh, en, _, concept, tier, _, line, place, status, _, _, standing = node
        held["label"], held["iri"], held["type"] = zh or en or local_name(iri), iri, kind
        if zh:
            held["zh"] = zh
        if en:
            held["en"] = en
        if case:
            held["case"] = case
        if concept:
            held["kind"] = concept
        if line:
            held["line"] = line
        if status:
            held["status"] = status
        if place:
            held["place"] = place
        if tier:
            held["tier"] = tier
        if standing:
            held["effective_tier"] = standing
        if parent >= 0:
            held["parent"] = iris[parent]
        if standing:
            held["tier_rank"] = ranks[standing]
        number = passages(iri, 0)
        if number:
            held["evidence"] = number
        held["weight"] = number or 1
        x, y = at[iri]
        held["x"], held["y"] = x, -y


def to_pyvis(dataset: Dataset, *, relations: Iterable[str] | None = None) -> Network:
    """Return the same as a plain pyvis network for a notebook: labels, types as colours and groups, arrows.

    Labels are drawn as they are, titles (the tooltips) escaped. pyvis's own template loads scripts from the
    network; the page that ``cengji view`` writes does not.

    :raises UsageError: if a relation is not in the dataset.
    """
    from pyvis.network import Network

    graph = to_networkx(dataset, relations=relations)
    network = Network(height="750px", directed=True, notebook=True, cdn_resources="in_line")
    for iri, node in graph.nodes(data=True):
        label = neutralize_text(node["label"])
        title = escape(f"{label} · {node['type']}")
        network.add_node(iri, label=label, title=title, group=node["type"], color=COLOURS[node["type"]])
    for source, target, edge in graph.edges(data=True):
        network.add_edge(source, target, title=escape(edge["label"]))
    return network


def _choose_relations(known: Sequence[str], relations: Iterable[str] | None) -> set[str]:
    """Return the relations in use, or those of them that are named."""
    if relations is None:
        return set(known)
    named = set(relations)
    unknown = sorted(named - {name for relation in known for name in (relation, local_name(relation))})
    if unknown:
        raise UsageError(f"there is no relation {' or '.join(map(repr, unknown))}; the relations are {', '.join(map(local_name, known))}")
    return {relation for relation in known if named & {relation, local_name(relation)}}
