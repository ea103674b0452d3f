"""Reads what the page shows out of a dataset, by the SELECTs in ``queries/view``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from cengji.core.errors import QueryError
from cengji.core.namespaces import SCHEME
from cengji.core.resources import query_text
from cengji.view.model import (
    NODE_TYPES,
    Concept,
    Dated,
    Document,
    Edge,
    Evidence,
    Figure,
    Ladder,
    Mapping,
    MeasureFacts,
    Meta,
    Node,
    Place,
    Rung,
    Text,
    ViewGraph,
)
from cengji.view.part import concepts_of

__all__ = ["Rows", "read_graph"]

_CASE = "/case/"


class Rows(Protocol):
    """What this module needs of a dataset: the rows of a SELECT, terms as plain strings."""

    def rows(self, sparql: str, /) -> Sequence[tuple[str | None, ...]]:
        """Return the rows of a SELECT over all named graphs."""
        ...


def read_graph(dataset: Rows, *, version: str = "") -> ViewGraph:
    """Return what the page shows of a dataset.

    Only concepts that something refers to are kept, and of the tiers and lines all of them.

    :raises QueryError: if a packaged query gives a row of another width than its reader expects.
    """
    concepts = tuple(_concepts(dataset))
    places = tuple(_places(dataset))
    nodes = tuple(_nodes(dataset, places))
    known = {node.iri for node in nodes}
    edges = tuple(edge for edge in _edges(dataset) if edge.source in known and edge.target in known)
    figures = tuple(_figures(dataset))
    ladders = tuple(_ladders(dataset, nodes))
    documents = tuple(_documents(dataset))
    graph = ViewGraph(
        places=places,
        tiers=tuple(sorted((c for c in concepts if c.scheme == "tier"), key=lambda c: (c.rank, c.iri))),
        lines=tuple(c for c in concepts if c.scheme == "line"),
        nodes=nodes,
        edges=edges,
        ladders=ladders,
        documents=documents,
        figures=figures,
        evidence=tuple(_evidence(dataset)),
        measures=tuple(_measures(dataset)),
        dates=tuple(_dates(dataset)),
        concepts=concepts,
        meta=Meta(version=version, licence=Meta().licence if documents or not places else ""),
    )
    return replace(graph, concepts=concepts_of(graph))


def _rows(dataset: Rows, name: str, width: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of ``queries/view/<name>.rq``, unbound as the empty text."""
    for row in dataset.rows(query_text(f"view/{name}")):
        if len(row) != width:
            raise QueryError(f"queries/view/{name}.rq gives {len(row)} columns where the page reads {width}")
        yield tuple(value or "" for value in row)


def _key(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _case(iri: str) -> str:
    """Return the key of a case from its IRI, empty for what belongs to none."""
    return iri.rsplit(_CASE, 1)[-1] if iri else ""


def _text(zh: str, en: str, iri: str = "") -> Text:
    """Return the label; without any, the key of the thing."""
    return Text(zh or ("" if en else _key(iri)), en)


def _integer(value: str, default: int = 0) -> int:
    try:
        return int(value)
    except ValueError:
        return default


def _concepts(dataset: Rows) -> Iterator[Concept]:
    for iri, zh, en, rank in _rows(dataset, "concepts", 4):
        scheme = iri.rsplit("/", 2)[-2] if iri.startswith(SCHEME) else "body-kind"  # a kind of foreign data
        yield Concept(iri=iri, scheme=scheme, label=_text(zh, en, iri), rank=_integer(rank))


def _places(dataset: Rows) -> Iterator[Place]:
    """Yield the cases by key. A case is about the place that bears its name, else its first one."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in _rows(dataset, "cases", 6):
        found[row[0]].append(row)
    for case, rows in found.items():
        _, zh, en, _, _, document = rows[0]
        covers = tuple(sorted({place for _, _, _, place, _, _ in rows if place}))
        named = sorted(place for _, zh, _, place, name, _ in rows if place and name == zh)
        home = (named or list(covers) or [""])[0]
        yield Place(key=_case(case), label=_text(zh, en, case), place=home, covers=covers, document=document)


def _documents(dataset: Rows) -> Iterator[Document]:
    for row in _rows(dataset, "documents", 10):
        iri, case, title, publisher, issuer, kind, published, page, digest, characters = row
        yield Document(
            iri=iri, case=_case(case), title=title, publisher=publisher, issuer=issuer, kind=kind,
            published=published, page=page, digest=digest.lower(), characters=_integer(characters),
        )  # fmt: skip


def _nodes(dataset: Rows, places: Sequence[Place]) -> Iterator[Node]:
    """Yield every node once: of a thing with several types the first of :data:`NODE_TYPES` counts.

    A place that only one case covers belongs to that case.
    """
    cases: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for covered in place.covers:
            cases[covered].append(place.key)
    only = {iri: keys[0] for iri, keys in cases.items() if len(keys) == 1}
    aliases: dict[str, list[str]] = defaultdict(list)
    for iri, alias in _rows(dataset, "aliases", 2):
        aliases[iri].append(alias)
    best: dict[str, Node] = {}
    for row in _rows(dataset, "nodes", 13):
        iri, kind_of, case, zh, en, kind, tier, line, at_place, status, note_zh, note_en, _ = row
        node = Node(
            iri=iri, type=kind_of, case=_case(case) or only.get(iri, ""), label=_text(zh, en, iri), aliases=tuple(aliases[iri]), kind=kind,
            tier=tier, line=line, place=at_place, status=status, note=Text(note_zh, note_en),
        )  # fmt: skip
        if iri not in best or NODE_TYPES.index(kind_of) < NODE_TYPES.index(best[iri].type):
            best[iri] = node
    yield from (best[iri] for iri in sorted(best))


def _edges(dataset: Rows) -> Iterator[Edge]:
    seen: set[tuple[str, str, str]] = set()
    for source, relation, target, status, claim, zh, en in _rows(dataset, "edges", 7):
        if source != target and (source, relation, target) not in seen:
            seen.add((source, relation, target))
            yield Edge(source=source, target=target, relation=relation, status=status, claim=claim, reason=Text(zh, en))


def _ladders(dataset: Rows, nodes: Sequence[Node]) -> Iterator[Ladder]:
    """Yield the ladders case by case, by line, the line and in it the ladder with most rungs first."""
    mappings: dict[str, list[Mapping]] = defaultdict(list)
    for rung, tier, status, zh, en in _rows(dataset, "mappings", 5):
        mappings[rung].append(Mapping(tier=tier, status=status, reason=Text(zh, en)))
    label = {node.iri: node.label for node in nodes}
    rungs: dict[str, list[Rung]] = defaultdict(list)
    for ladder, iri, position, actor, tier in _rows(dataset, "rungs", 5):
        name = label.get(iri, Text(_key(iri)))
        step = Rung(iri=iri, position=_integer(position), label=name, actor=actor, tier=tier, mappings=tuple(mappings[iri]))
        if all(other.iri != iri for other in rungs[ladder]):
            rungs[ladder].append(step)
    found = [node for node in nodes if node.type == "ladder"]
    longest: dict[tuple[str, str], int] = defaultdict(int)
    for node in found:
        longest[node.case, node.line] = max(longest[node.case, node.line], len(rungs[node.iri]))

    def order(node: Node) -> tuple[str, int, str, int, str]:
        return node.case, -longest[node.case, node.line], node.line, -len(rungs[node.iri]), node.iri

    for node in sorted(found, key=order):
        steps = tuple(sorted(rungs[node.iri], key=lambda rung: (rung.position, rung.iri)))
        yield Ladder(
            iri=node.iri, case=node.case, label=node.label, line=node.line, place=node.place, status=node.status,
            rungs=steps,
        )  # fmt: skip


def _figures(dataset: Rows) -> Iterator[Figure]:
    seen: set[str] = set()
    for row in _rows(dataset, "figures", 21):
        (iri, about, written, value, lower, lower_closed, upper, upper_closed, comparator, unit, kind, role, indicator,
         zh, en, time, start, end, reading_lower, reading_upper, paired) = row  # fmt: skip
        if iri in seen:
            continue
        seen.add(iri)
        yield Figure(
            iri=iri, about=about, written=written, value=value, lower=lower, lower_closed=lower_closed != "false",
            upper=upper, upper_closed=upper_closed != "false", comparator=comparator, unit=unit, kind=kind, role=role,
            indicator=indicator, counted=Text(zh, en), time=time, period=(start, end),
            reading=(reading_lower, reading_upper), paired=paired,
        )  # fmt: skip


def _evidence(dataset: Rows) -> Iterator[Evidence]:
    for subject, iri, document, text, start, end in _rows(dataset, "evidence", 6):
        yield Evidence(iri=iri, subject=subject, document=document, text=text, start=_integer(start, -1), end=_integer(end, -1))


def _measures(dataset: Rows) -> Iterator[MeasureFacts]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in _rows(dataset, "measures", 5):
        found[row[0]].append(row)
    for measure, rows in found.items():
        _, stage, zh, en, _ = rows[0]
        audiences = tuple(sorted({row[4] for row in rows if row[4]}))
        if stage or zh or en or audiences:
            yield MeasureFacts(measure=measure, stage=stage, purpose=Text(zh, en), audiences=audiences)


def _dates(dataset: Rows) -> Iterator[Dated]:
    seen: set[str] = set()
    for node, date, written in _rows(dataset, "dates", 3):
        if node not in seen:
            seen.add(node)
            yield Dated(node=node, date=date, written=written)
