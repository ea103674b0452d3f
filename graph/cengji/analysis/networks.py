"""Networks of the graph by kind: things, bodies, measures, adoption of generics by places, ladders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cengji.core.errors import UsageError
from cengji.core.memory import without_collector
from cengji.core.resources import query_text
from cengji.projection import NODE_TYPES, Ladder, Node, Projection, Rung, project, read_numbers, read_words, to_networkx

if TYPE_CHECKING:
    import networkx as nx

    from cengji.dataset import Dataset

__all__ = ["ACTORS", "DISPUTED", "KINDS", "OF_LADDERS", "build_network", "find_adopters", "find_steps", "flat_ladders", "rank_bodies"]

# Ladders of these kinds put nothing above another: queries/superiors-and-subordinates.rq leaves out the same.
_FLAT: Final = frozenset({"enumeration", "representation"})
_OF_MEASURES: Final = ("addresses", "runBy", "actsOn", "resultedIn", "outcome", "partOf")
_NAMED: Final = (("tier", "tier_zh", "tier_en"), ("kind", "kind_zh", "kind_en"))
ACTORS: Final = ("group", "body", "people")
"""The types of what acts."""
DISPUTED: Final = "/disputed"
"""So ends the IRI of that status."""


@without_collector
def build_network(
    dataset: Dataset,
    kind: str,
    relations: Iterable[str] | None = None,
    classes: Iterable[str] | None = None,
    *,
    projection: Projection | None = None,
) -> nx.Graph:
    """Return the network of a kind; the same data give the same network in the same order.

    What the kinds hold says :meth:`cengji.Graph.to_networkx`. ``relations`` leaves only links of these, ``classes`` only
    nodes of these types with the links between them. ``projection`` is that of the dataset, where it has been read already; for all but
    :data:`OF_LADDERS` a slim one does.

    :raises UsageError: if there is no such kind, relation or class.
    """
    if kind not in KINDS:
        raise UsageError.naming("there is no network of {wanted!r}; {kind} may be {known}", wanted=kind, known=", ".join(KINDS))
    wanted = None if classes is None else set(classes)
    strangers = sorted((wanted or set()) - set(NODE_TYPES))
    if strangers:
        raise UsageError.naming(
            "there is no class {strangers}; {classes} may be {known}", strangers=", ".join(strangers), known=", ".join(NODE_TYPES)
        )
    chosen = None if relations is None else list(relations)
    read = projection or project(dataset, slim=kind not in OF_LADDERS)
    graph = _things(dataset, read, chosen) if kind == "things" else KINDS[kind](dataset, read)
    if chosen is not None and kind != "things":
        _keep_relations(graph, set(chosen))
    if wanted is not None:
        graph.remove_nodes_from([node for node, held in graph.nodes(data=True) if held["type"] not in wanted])
    return graph


def rank_bodies(dataset: Dataset, projection: Projection) -> Iterator[tuple[str, str, str, str]]:
    """Yield superior, subordinate, relation and ladder.

    The relation is ``subordinateTo`` where that is stated, with no ladder, and ``nextRung`` between neighbouring rungs.
    """
    for edge in projection.edges:
        if edge.relation == "subordinateTo":
            yield edge.target, edge.source, "subordinateTo", ""
    flat = flat_ladders(dataset)
    for ladder in projection.ladders:
        if ladder.iri not in flat:
            for above, below in find_steps(ladder):
                if above.actor and below.actor and above.actor != below.actor:
                    yield above.actor, below.actor, "nextRung", ladder.iri


def flat_ladders(dataset: Dataset) -> set[str]:
    """Return the ladders that put nothing above another, by IRI: those that only list, or represent."""
    return {ladder for ladder, kind in dataset.rows(query_text("view/ladder-kinds")) if ladder and kind in _FLAT}


def find_steps(ladder: Ladder) -> Iterator[tuple[Rung, Rung]]:
    """Yield each rung with each of the next position; those side by side share one."""
    levels: dict[int, list[Rung]] = defaultdict(list)
    for rung in ladder.rungs:
        levels[rung.position].append(rung)
    order = sorted(levels)
    for high, low in pairwise(order):
        yield from ((above, below) for above in levels[high] for below in levels[low])


def _things(dataset: Dataset, projection: Projection, relations: list[str] | None) -> nx.MultiDiGraph:
    return _describe(dataset, to_networkx(dataset, relations=relations, projection=projection))


def _bodies(dataset: Dataset, projection: Projection) -> nx.MultiDiGraph:
    """Return superior → subordinate: actors, joined by subordination and by neighbouring rungs."""
    import networkx as nx

    graph = nx.MultiDiGraph(name="bodies")
    _add_nodes(graph, (node for node in projection.nodes if node.type in ACTORS))
    for above, below, relation, ladder in rank_bodies(dataset, projection):
        if above in graph and below in graph:
            graph.add_edge(
                above, below, key=f"{relation} {ladder}".strip(), relation=relation, weight=1, **({"ladder": ladder} if ladder else {})
            )
    return _describe(dataset, graph)


def _measures(dataset: Dataset, projection: Projection) -> nx.MultiDiGraph:
    """Return measures with the problems, actors, targets, results, outcomes and wholes that they are linked to."""
    import networkx as nx

    graph = nx.MultiDiGraph(name="measures")
    measures = {node.iri for node in projection.nodes if node.type == "measure"}
    edges = [edge for edge in projection.edges if edge.relation in _OF_MEASURES and edge.source in measures]
    ends = measures | {edge.target for edge in edges}
    _add_nodes(graph, (node for node in projection.nodes if node.iri in ends))
    for edge in edges:
        if edge.target not in graph:
            continue
        status = {"status": edge.status} if edge.status else {}
        graph.add_edge(edge.source, edge.target, key=edge.relation, relation=edge.relation, weight=1, **status)
    return _describe(dataset, graph)


def find_adopters(projection: Projection) -> dict[str, str]:
    """Return the place by which each case adopts, by key: the one that bears its name, else where most of its measures are.

    A report on an estate names its city too, which is therefore not the adopter. Cases of one place adopt as one.
    """
    labels = {node.iri: node.zh for node in projection.nodes if node.type == "place"}
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for node in projection.nodes:
        if node.type == "measure" and node.place in labels:
            taken[node.case][node.place] += 1
    found = {}
    for case in projection.cases:
        if case.place in labels:
            places = taken[case.key]
            most = min(places, key=lambda place: (-places[place], place), default=case.place)  # called at once
            found[case.key] = case.place if labels[case.place] == case.zh else most
    return found


def _adoption(dataset: Dataset, projection: Projection) -> nx.Graph:
    """Return places and generics, the weight of a link being the number of variants; disputed ones are left out.

    A place has the keys of its ``cases``, and ``within`` where it lies in another one that adopts: these stay two.
    """
    import networkx as nx

    graph = nx.Graph(name="adoption")
    adopters = find_adopters(projection)
    nodes = {node.iri: node for node in projection.nodes}
    variants: dict[tuple[str, str], list[str]] = defaultdict(list)
    generics = {node.iri for node in projection.nodes if node.type == "generic"}
    adopted = [edge for edge in projection.edges if edge.relation == "variantOf" and edge.target in generics and edge.source in nodes]
    for edge in adopted:
        if not edge.status.endswith(DISPUTED) and nodes[edge.source].case in adopters:
            variants[adopters[nodes[edge.source].case], edge.target].append(edge.source)
    above = {edge.source: edge.target for edge in projection.edges if edge.relation == "partOfPlace"}
    places = set(adopters.values())
    for node in projection.nodes:
        if node.iri in places:
            cases = " ".join(sorted(key for key, place in adopters.items() if place == node.iri))
            _add_nodes(graph, [node], bipartite=0, cases=cases, within=_find_within(node.iri, above, places))
    _add_nodes(graph, (node for node in projection.nodes if node.type == "generic"), bipartite=1)
    for (place, generic), measures in sorted(variants.items()):
        graph.add_edge(place, generic, relation="variantOf", weight=len(measures), measures=" ".join(sorted(measures)))
    return _describe(dataset, graph)


def _find_within(place: str, above: Mapping[str, str], places: Container[str]) -> str:
    """Return the nearest of some places that a place lies in, else the empty text."""
    seen = {place}
    while (place := above.get(place, "")) and place not in seen:
        if place in places:
            return place
        seen.add(place)
    return ""


def _projected(side: int) -> Callable[[Dataset, Projection], nx.Graph]:
    def build(dataset: Dataset, projection: Projection) -> nx.Graph:
        """Return one side of the adoption network; the weight of a link is the number of neighbours that its ends share."""
        import networkx as nx

        whole = _adoption(dataset, projection)
        own = [(node, held) for node, held in whole.nodes(data=True) if held["bipartite"] == side]
        graph = nx.Graph(name=f"adoption-{'generics' if side else 'places'}")
        graph.add_nodes_from(own)
        if 0 < len(own) < len(whole):  # with one side empty nobody shares anything, and NetworkX raises an error
            found = nx.bipartite.weighted_projected_graph(whole, [node for node, _ in own])
            links = sorted((*sorted(ends), weight) for *ends, weight in found.edges(data="weight"))  # NetworkX takes them from sets
            graph.add_edges_from((one, other, {"relation": "shares", "weight": weight}) for one, other, weight in links)
        return graph

    return build


def _ladders(dataset: Dataset, projection: Projection) -> nx.MultiDiGraph:
    """Return the rungs, each linked to those of the next position below it on its ladder."""
    import networkx as nx

    graph = nx.MultiDiGraph(name="ladders")
    nodes = {node.iri: node for node in projection.nodes}
    for ladder in projection.ladders:
        for rung in ladder.rungs:
            if rung.iri in nodes:  # foreign data may leave a rung without a class
                _add_nodes(graph, [nodes[rung.iri]], ladder=ladder.iri, position=rung.position, actor=rung.actor, line=ladder.line)
        for above, below in find_steps(ladder):
            if above.iri in graph and below.iri in graph:
                graph.add_edge(above.iri, below.iri, key=ladder.iri, relation="nextRung", ladder=ladder.iri, weight=1)
    return _describe(dataset, graph)


KINDS: Final[dict[str, Callable[[Dataset, Projection], nx.Graph]]] = {
    "things": lambda dataset, projection: _things(dataset, projection, None),
    "bodies": _bodies,
    "measures": _measures,
    "adoption": _adoption,
    "adoption-places": _projected(0),
    "adoption-generics": _projected(1),
    "ladders": _ladders,
}
"""Kind of network → what builds it."""
OF_LADDERS: Final = frozenset({"bodies", "ladders"})
"""The kinds that are made of ladders too: the others need no more than the slim projection."""


def _add_nodes(graph: nx.Graph, nodes: Iterable[Node], **more: object) -> None:
    for node in nodes:
        texts = {
            "label": node.label, "iri": node.iri, "type": node.type, "zh": node.zh, "en": node.en, "case": node.case, "kind": node.kind,
            "place": node.place, "status": node.status, "tier": node.tier or node.effective_tier,
        } | more  # fmt: skip
        graph.add_node(node.iri, **{name: value for name, value in texts.items() if value != ""})


def _describe(dataset: Dataset, graph: nx.Graph) -> nx.Graph:
    """Give the nodes words for tier and kind in both languages, and figures their value, bounds and unit; return the network."""
    dataset = dataset.with_proposals()
    match = dataset.matcher()
    words: dict[str, tuple[str, str]] = {}
    figures: list[str] = []
    for iri, held in graph.nodes(data=True):
        for name, chinese, english in _NAMED:
            if concept := held.get(name):
                zh, en = words.get(concept) or words.setdefault(concept, read_words(match, concept))
                if zh:
                    held[chinese] = zh
                if en:
                    held[english] = en
        if held["type"] == "figure":
            figures.append(iri)
    for figure, numbers in read_numbers(match, figures).items():
        graph.nodes[figure].update(numbers)
    return graph


def _keep_relations(graph: nx.Graph, wanted: set[str]) -> None:
    """Remove the links of all other relations.

    :raises UsageError: if a relation is not in the network.
    """
    known = {held["relation"] for *_, held in graph.edges(data=True)}
    if unknown := sorted(wanted - known):
        raise UsageError(f"there is no relation {' or '.join(map(repr, unknown))}; the relations are {', '.join(sorted(known))}")
    keyed = graph.is_multigraph()
    edges = list(graph.edges(keys=True, data="relation")) if keyed else list(graph.edges(data="relation"))
    graph.remove_edges_from([edge[:-1] for edge in edges if edge[-1] not in wanted])
