"""Reads the projection out of a dataset, by the SELECTs in ``queries/view``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from cengji.core.namespaces import CASE, SCHEME
from cengji.core.resources import query_text
from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.projection.hierarchy import lend_tiers
from cengji.projection.records import NODE_TYPES, PROPOSED, Case, Concept, Edge, Ladder, Mapping, Node, Projection, Rung

__all__ = ["project", "read_concepts"]


def project(dataset: Dataset) -> Projection:
    """Return the things and links of a dataset, with their tiers, cases and ladders; what is only proposed bears that status."""
    dataset = dataset.with_proposals()
    tiers = tuple(sorted((one for one in read_concepts(dataset) if one.scheme == "tier"), key=lambda tier: (tier.rank, tier.iri)))
    cases = tuple(_read_cases(dataset))
    nodes = tuple(_read_nodes(dataset, cases, {tier.iri for tier in tiers}))
    known = {node.iri for node in nodes}
    proposed = {node.iri for node in nodes if node.status == PROPOSED}
    edges = tuple(
        replace(edge, status=PROPOSED) if edge.source in proposed or edge.target in proposed else edge
        for edge in _read_edges(dataset)
        if edge.source in known and edge.target in known
    )
    read = Projection(cases=cases, tiers=tiers, nodes=nodes, edges=edges, ladders=tuple(_read_ladders(dataset, nodes)))
    return replace(read, nodes=_stand(read))


def _stand(read: Projection) -> tuple[Node, ...]:
    """Return the nodes with their effective tiers; what is only proposed lends none to what is not."""
    stated = read.without_proposals()
    settled = {node.iri: node for node in lend_tiers(stated.nodes, stated.edges, read.tiers)}
    if len(settled) == len(read.nodes):
        return tuple(settled.values())
    return tuple(settled.get(node.iri, node) for node in lend_tiers(read.nodes, read.edges, read.tiers))


def read_concepts(dataset: Dataset) -> Iterator[Concept]:
    """Yield the concepts of all schemes, by IRI."""
    for iri, zh, en, rank in _rows(dataset, "concepts"):
        scheme = iri.rsplit("/", 2)[-2] if iri.startswith(SCHEME) else "body-kind"  # a kind of foreign data
        yield Concept(iri=iri, scheme=scheme, zh=_label(zh, en, iri), en=en, rank=_integer(rank))


def _rows(dataset: Dataset, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of ``queries/view/<name>.rq``, unbound as the empty text."""
    for row in dataset.rows(query_text(f"view/{name}")):
        yield tuple([value or "" for value in row]) if None in row else row  # type: ignore[misc]  # no cell is None


def _label(zh: str, en: str, iri: str) -> str:
    """Return the Chinese label; without any label the key of the thing."""
    return zh or ("" if en else local_name(iri))


def _integer(value: str) -> int:
    """Return the number that a text is, 0 for any other text: data given by a user may hold whatever they like."""
    try:
        return int(value)
    except ValueError:
        return 0


def _read_cases(dataset: Dataset) -> Iterator[Case]:
    """Yield the cases by key. A case is about the place that bears its name, else its first one."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in _rows(dataset, "cases"):
        found[row[0]].append(row)
    for iri, rows in found.items():
        _, zh, en, _, _, document, part = rows[0]
        covers = tuple(sorted({place for _, _, _, place, *_ in rows if place}))
        named = sorted(place for _, zh, _, place, name, *_ in rows if place and name == zh)
        home = (named or list(covers) or [""])[0]
        yield Case(key=iri.removeprefix(CASE), zh=_label(zh, en, iri), en=en, place=home, covers=covers, document=document, part=part)


def _read_nodes(dataset: Dataset, cases: Sequence[Case], scale: Container[str]) -> Iterator[Node]:
    """Yield every node once, by IRI: of a thing with several types the first of :data:`NODE_TYPES` counts.

    A place that only one case covers belongs to that case. What is called a tier and is none of the ``scale`` counts for nothing.
    """
    covering: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for place in case.covers:
            covering[place].append(case.key)
    only = {place: keys[0] for place, keys in covering.items() if len(keys) == 1}
    aliases: dict[str, list[str]] = defaultdict(list)
    for iri, alias in _rows(dataset, "aliases"):
        aliases[iri].append(alias)
    tiers: dict[str, list[str]] = defaultdict(list)
    own: dict[str, str] = {}
    for iri, relation, tier in _rows(dataset, "tiers"):
        if tier not in scale:  # what a user's data say may be anything
            continue
        tiers[iri].append(tier)
        if relation == "commonTier":
            own.setdefault(iri, tier)
    best: dict[str, Node] = {}
    for iri, name, home, zh, en, kind, line, place, status, note_zh, note_en in _rows(dataset, "nodes"):
        node = Node(
            iri=iri, type=name, case=home.removeprefix(CASE) or only.get(iri, ""), zh=_label(zh, en, iri), en=en,
            aliases=tuple(aliases[iri]), kind=kind, tier=own.get(iri, ""), tiers=tuple(dict.fromkeys(tiers[iri])), line=line,
            place=place, status=status, note_zh=note_zh, note_en=note_en,
        )  # fmt: skip
        if iri not in best or NODE_TYPES.index(name) < NODE_TYPES.index(best[iri].type):
            best[iri] = node
    yield from (best[iri] for iri in sorted(best))


def _read_edges(dataset: Dataset) -> Iterator[Edge]:
    """Yield every link once, with its first claim; what leads from a thing to itself is none."""
    seen: set[tuple[str, str, str]] = set()
    for source, relation, target, status, claim, zh, en in _rows(dataset, "edges"):
        if source != target and (source, relation, target) not in seen:
            seen.add((source, relation, target))
            yield Edge(source=source, relation=relation, target=target, status=status, claim=claim, zh=zh, en=en)


def _read_ladders(dataset: Dataset, nodes: Sequence[Node]) -> Iterator[Ladder]:
    """Yield the ladders case by case, by line, the line and in it the ladder with most rungs first."""
    mappings: dict[str, list[Mapping]] = defaultdict(list)
    for rung, tier, status, zh, en in _rows(dataset, "mappings"):
        mappings[rung].append(Mapping(tier=tier, status=status, zh=zh, en=en))
    rungs: dict[str, dict[str, Rung]] = defaultdict(dict)
    for ladder, iri, position, actor, tier in _rows(dataset, "rungs"):
        rungs[ladder].setdefault(iri, Rung(iri=iri, position=_integer(position), actor=actor, tier=tier, mappings=tuple(mappings[iri])))
    found = [node for node in nodes if node.type == "ladder"]
    longest: dict[tuple[str, str], int] = defaultdict(int)
    for node in found:
        longest[node.case, node.line] = max(longest[node.case, node.line], len(rungs[node.iri]))
    for node in sorted(found, key=lambda one: (one.case, -longest[one.case, one.line], one.line, -len(rungs[one.iri]), one.iri)):
        steps = sorted(rungs[node.iri].values(), key=lambda rung: (rung.position, rung.iri))
        yield Ladder(iri=node.iri, case=node.case, line=node.line, place=node.place, status=node.status, rungs=tuple(steps))
