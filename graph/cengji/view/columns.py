"""Turns the records into columns of plain values, the form in which the page carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cengji.view.layout import WHOLE_LIMIT, by_tier, force, lanes, parents, radial
from cengji.view.model import NODE_TYPES, Concept, Node, Text, ViewGraph
from cengji.view.pinyin import syllables

__all__ = ["BASE", "Columns", "edge_fields", "node_fields", "short", "side_tables"]

BASE: Final = "https://w3id.org/cengji/"
"""What is cut from the front of IRIs; the script puts it back."""

Columns = dict[str, Any]


def short(iri: str) -> str:
    """Return an IRI without the base of the project.

    >>> short("https://w3id.org/cengji/id/place/320508")
    'id/place/320508'
    """
    return iri.removeprefix(BASE)


class _Index:
    """The places of things in a column, -1 for what is not there."""

    def __init__(self, iris: Iterable[str]) -> None:
        self._at = {iri: place for place, iri in enumerate(iris)}

    def __call__(self, iri: str) -> int:
        return self._at.get(iri, -1)


def node_fields(graph: ViewGraph) -> list[dict[str, Any]]:
    """Return the fields of each node, in the order of the graph: ``id`` and the columns."""
    above = parents(graph)
    node_at = _Index(node.iri for node in graph.nodes)
    concept_at = _Index(concept.iri for concept in graph.concepts)
    case_at = _Index(place.key for place in graph.places)
    tier_at = _Index(tier.iri for tier in graph.tiers)
    line_at = _Index(line.iri for line in graph.lines)
    homes = {place.place: place.key for place in graph.places}
    lines = {rung.iri: ladder.line for ladder in graph.ladders for rung in ladder.rungs}
    tiers = {rung.iri: rung.tier for ladder in graph.ladders for rung in ladder.rungs}
    return [
        {
            "id": short(node.iri),
            "parent": node_at(above.get(node.iri, "")),
            "type": NODE_TYPES.index(node.type),
            "case": case_at(node.case or homes.get(node.iri, "")),
            **_two("", node.label),
            **_names(node),
            "kind": concept_at(node.kind),
            "tier": tier_at(node.tier or tiers.get(node.iri, "")),
            "line": line_at(node.line or lines.get(node.iri, "")),
            "place": node_at(node.place),
            "status": concept_at(node.status),
            **_two("note_", node.note),
        }
        for node in graph.nodes
    ]


def _names(node: Node) -> dict[str, Any]:
    """Return the other names, and the pinyin of all names; figures are found by the number alone."""
    names = (node.label.zh, *node.aliases) if node.type != "figure" else ()
    return {"alias": list(node.aliases) or 0, "pinyin": "|".join(filter(None, map(syllables, names)))}


def edge_fields(graph: ViewGraph) -> list[dict[str, Any]]:
    """Return the fields of each link, in the order of the graph."""
    concept_at = _Index(concept.iri for concept in graph.concepts)
    return [
        {
            "from": short(edge.source),
            "to": short(edge.target),
            "relation": short(edge.relation),
            "status": concept_at(edge.status),
            "claim": short(edge.claim),
            **_two("", edge.reason),
        }
        for edge in graph.edges
    ]


def side_tables(graph: ViewGraph) -> Columns:
    """Return all that is not a node or a link: concepts, places, documents, ladders, figures, evidence."""
    concept_at = _Index(concept.iri for concept in graph.concepts)
    node_at = _Index(node.iri for node in graph.nodes)
    document_at = _Index(document.iri for document in graph.documents)
    return {
        "meta": {
            "base": BASE, **_two("", graph.meta.title), "version": graph.meta.version, "licence": graph.meta.licence,
            "left": graph.meta.left, "focus": short(graph.meta.focus),
        },
        "types": list(NODE_TYPES),
        "concepts": _concepts(graph.concepts),
        "tiers": [concept_at(tier.iri) for tier in graph.tiers],
        "lines": [concept_at(line.iri) for line in graph.lines],
        "places": _columns(
            {"key": p.key, **_two("", p.label), "node": node_at(p.place), "document": document_at(p.document)}
            for p in graph.places
        ),
        "documents": _columns(
            {
                "id": short(d.iri), "node": node_at(d.iri), "title": d.title, "publisher": d.publisher,
                "issuer": d.issuer, "kind": concept_at(d.kind), "published": d.published, "page": d.page,
                "digest": d.digest, "characters": d.characters,
            }
            for d in graph.documents
        ),
        **_lane_tables(graph, node_at, concept_at),
        "layouts": _layouts(graph),
        "measures": _columns(
            {
                "node": node_at(m.measure), "stage": concept_at(m.stage), **_two("", m.purpose),
                "audience": [concept_at(audience) for audience in m.audiences] or 0,
            }
            for m in graph.measures
        ),
        "dates": _columns({"node": node_at(d.node), "date": d.date, "written": d.written} for d in graph.dates),
        "figures": _figures(graph, node_at, concept_at),
        "evidence": _columns(
            {
                "id": short(e.iri), "subject": short(e.subject), "document": document_at(e.document), "text": e.text,
                "start": e.start, "end": e.end,
            }
            for e in graph.evidence
        ),
    }  # fmt: skip


def _concepts(concepts: Sequence[Concept]) -> Columns:
    return _columns({"id": short(c.iri), "scheme": c.scheme, **_two("", c.label)} for c in concepts)


def _lane_tables(graph: ViewGraph, node_at: _Index, concept_at: _Index) -> Columns:
    """Return the rows, ladders and rungs of the lanes; ``row`` is the row's place, ``tier`` the tier's."""
    drawn = lanes(graph)
    tier_at = _Index(tier.iri for tier in graph.tiers)
    case_at = _Index(place.key for place in graph.places)
    line_at = _Index(line.iri for line in graph.lines)
    cells = {cell.rung: cell for column in drawn.columns for cell in column}
    ladders = _columns(
        {
            "node": node_at(ladder.iri), "case": case_at(ladder.case), "line": line_at(ladder.line),
            "place": node_at(ladder.place), "status": concept_at(ladder.status),
        }
        for ladder in graph.ladders
    )  # fmt: skip
    rungs = _columns(
        {
            "node": node_at(rung.iri), "ladder": at, "position": rung.position, "actor": node_at(rung.actor),
            "tier": tier_at(rung.tier), "row": cells[rung.iri].row, "inverted": int(cells[rung.iri].inverted),
            "mappings": [[tier_at(m.tier), concept_at(m.status), m.reason.zh, m.reason.en] for m in rung.mappings],
        }
        for at, ladder in enumerate(graph.ladders)
        for rung in ladder.rungs
    )  # fmt: skip
    rows = _columns({"tier": tier_at(row.tier), "between": int(row.between)} for row in drawn.rows)
    return {"rows": rows, "ladders": ladders, "rungs": rungs}


def _layouts(graph: ViewGraph) -> Columns:
    """Return for each layout the columns ``x`` and ``y``, in the order of the nodes; a rung has none and stands at 0, 0.

    A large graph has none: the page lays out what it draws of it.
    """
    if len(graph.nodes) > WHOLE_LIMIT:
        return {}
    tiers, discs = by_tier(graph), radial(graph)
    found = {"tiers": tiers.at, "radial": discs, "force": force(graph, discs)}
    tier_at = _Index(tier.iri for tier in graph.tiers)
    case_at = _Index(place.key for place in graph.places)
    layouts: Columns = {
        name: {axis: [at.get(node.iri, (0, 0))[n] for node in graph.nodes] for n, axis in enumerate("xy")} for name, at in found.items()
    }
    layouts["tiers"]["columns"] = [[tier_at(band.key), band.start, band.end] for band in tiers.columns]
    layouts["tiers"]["bands"] = [[case_at(band.key), band.start, band.end] for band in tiers.bands]
    return layouts


def _figures(graph: ViewGraph, node_at: _Index, concept_at: _Index) -> Columns:
    return _columns(
        {
            "node": node_at(f.iri), "about": node_at(f.about), "written": f.written, "value": f.value,
            "lower": f.lower, "lower_closed": int(f.lower_closed), "upper": f.upper,
            "upper_closed": int(f.upper_closed), "comparator": concept_at(f.comparator), "unit": concept_at(f.unit),
            "kind": concept_at(f.kind), "role": concept_at(f.role), "indicator": concept_at(f.indicator),
            **_two("counted_", f.counted), "time": f.time, "period": list(f.period) if any(f.period) else 0,
            "reading": list(f.reading) if any(f.reading) else 0, "paired": node_at(f.paired),
        }
        for f in graph.figures
    )  # fmt: skip


def _two(prefix: str, text: Text) -> dict[str, str]:
    return {f"{prefix}zh": text.zh, f"{prefix}en": text.en}


def _columns(rows: Iterable[Mapping[str, Any]]) -> Columns:
    """Turn records with the same fields into one list a field; no records give no fields."""
    listed = list(rows)
    return {name: [row[name] for row in listed] for name in listed[0]} if listed else {}
