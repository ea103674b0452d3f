"""Puts the content of a page into the columns of its data block: texts, and the places of things and concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from cengji.core.dictionary import DICTIONARY
from cengji.core.namespaces import CASE, ROOT
from cengji.core.pinyin import syllables
from cengji.projection import NODE_TYPES, Node, find_homes, find_parents
from cengji.projection.centrality import measure_betweenness
from cengji.projection.lanes import find_lanes
from cengji.projection.layout import Point, place_by_force, place_radially
from cengji.view.charts import chart_tables
from cengji.view.citing import cited_publication, cited_title
from cengji.view.content import FIGURE_CONCEPTS, Columns, Content, keep_rows

__all__ = ["WHOLE_LIMIT", "Places", "build_data", "document_table", "evidence_table", "figure_table", "shorten"]

# Most nodes that are drawn all at once and laid out here; of a larger graph the page draws a part.
WHOLE_LIMIT: Final = 4500

Table = dict[str, list[Any]]


def shorten(iri: str) -> str:
    """Return an IRI without the base of the project; the script puts it back.

    >>> shorten("https://w3id.org/cengji/id/place/320508")
    'id/place/320508'
    """
    return iri.removeprefix(ROOT)


class Places:
    """The places of things in a column, -1 for what is not there."""

    def __init__(self, iris: Iterable[str]) -> None:
        self._at = {iri: place for place, iri in enumerate(iris)}

    def __call__(self, iri: str) -> int:
        """Return the place of one."""
        return self._at.get(iri, -1)

    def values(self) -> list[int]:
        """Return all places."""
        return sorted(self._at.values())

    def of(self, iris: Iterable[str]) -> list[int]:
        """Return the place of each."""
        return [self._at.get(iri, -1) for iri in iris]


def build_data(content: Content) -> dict[str, Any]:
    """Return the data block: each table as columns, a table without rows as no columns; see ``view/page/script/data.js``."""
    node = Places(one.iri for one in content.nodes)
    concept = Places(one.iri for one in content.concepts)
    case = Places(one.key for one in content.cases)
    tier = Places(one.iri for one in content.tiers)
    document = Places(content.column("documents", "document"))
    lines = [one.iri for one in content.concepts if one.scheme == "line"]
    line = Places(lines)
    relations = sorted({shorten(edge.relation) for edge in content.edges})
    meta = content.meta
    return {
        "meta": {
            "base": ROOT, "zh": meta.zh, "en": meta.en, "version": meta.version, "licence": meta.licence, "left": meta.left,
            "reported": meta.reported,
            "focus": shorten(meta.focus), "dataset": meta.dataset, "title": [meta.title.zh, meta.title.en], "creator": meta.creator,
        },
        "columns": {table: [[one.name, one.kind, one.text.zh, one.text.en] for one in columns] for table, columns in DICTIONARY.items()},
        "types": list(NODE_TYPES),
        "relations": relations,
        "tiers": concept.of(one.iri for one in content.tiers),
        "lines": concept.of(lines),
        "sizes": [place for place in concept.of(content.sizes) if place >= 0],
        "concepts": _drop_empty({
            "id": [shorten(one.iri) for one in content.concepts], "scheme": [one.scheme for one in content.concepts],
            "zh": [one.zh for one in content.concepts], "en": [one.en for one in content.concepts],
        }),
        "places": _drop_empty({
            "key": [one.key for one in content.cases], "zh": [one.zh for one in content.cases], "en": [one.en for one in content.cases],
            "node": node.of(one.place for one in content.cases), "document": document.of(one.document for one in content.cases),
            "part": [one.part for one in content.cases],
        }),
        "nodes": _drop_empty(_nodes(content, node, concept, case, tier, line)),
        "edges": _drop_empty(_edges(content, concept, Places(relations))),
        "documents": _drop_empty(document_table(content.tables.get("documents", {}), node, concept)),
        **_lanes(content, node, concept, case, tier, line),
        "layouts": _layouts(content) if _is_whole(content) else {},
        "measures": _drop_empty(_measures(content.tables.get("measures", {}), node, concept)),
        "dates": _drop_empty(_dates(content.tables.get("dates", {}), node)),
        "derivedTiers": _drop_empty(_derived_tiers(content.tables.get("derived-tiers", {}), node, tier, concept)),
        "figures": _drop_empty(figure_table(content.tables.get("figures", {}), node, concept)),
        "audit": _drop_empty(_audit(content.tables.get("audit", {}), node)),
        "charts": chart_tables(
            content.charts, [one.iri for one in content.nodes],
            {edge.claim: edge.source for edge in content.edges if edge.claim} | {CASE + one.key: one.document for one in content.cases},
            [one.key for one in content.cases],
        ),
        "evidence": _drop_empty(evidence_table(content.tables.get("evidence", {}), document)),
    }  # fmt: skip


def _is_whole(content: Content) -> bool:
    """Return whether all of it is drawn at once."""
    return len(content.nodes) <= WHOLE_LIMIT


def _drop_empty(table: Table) -> Table:
    """Return a table, without its columns if it has no rows."""
    return table if any(table.values()) else {}


def _nodes(content: Content, node: Places, concept: Places, case: Places, tier: Places, line: Places) -> Table:
    nodes, parents, homes = content.nodes, find_parents(content), find_homes(content)
    lines = {rung.iri: ladder.line for ladder in content.ladders for rung in ladder.rungs}
    through = measure_betweenness(content.without_proposals()) if _is_whole(content) else {}
    return {
        "parent": node.of(parents.get(one.iri, "") for one in nodes),
        "type": [NODE_TYPES.index(one.type) for one in nodes], "case": case.of(one.case or homes.get(one.iri, "") for one in nodes),
        "zh": [one.zh for one in nodes], "en": [one.en for one in nodes],
        "alias": [list(one.aliases) or 0 for one in nodes], "pinyin": [_romanize(one) for one in nodes],
        "kind": concept.of(one.kind for one in nodes), "tier": tier.of(one.tier for one in nodes),
        "tiers": [list(tier.of(one.tiers)) if one.tiers not in ((), (one.tier,)) else 0 for one in nodes],
        "stands": tier.of(one.effective_tier for one in nodes),
        **({"betweenness": [through.get(one.iri, 0) for one in nodes]} if through else {}),
        "line": line.of(one.line or lines.get(one.iri, "") for one in nodes), "place": node.of(one.place for one in nodes),
        "status": concept.of(one.status for one in nodes), "note_zh": [one.note_zh for one in nodes],
        "note_en": [one.note_en for one in nodes],
    }  # fmt: skip


def _romanize(node: Node) -> str:
    """Return the pinyin of all names; figures are found by the number alone."""
    names = (node.zh, *node.aliases) if node.type != "figure" else ()
    return "|".join(filter(None, map(syllables, names)))


def _edges(content: Content, concept: Places, relation: Places) -> Table:
    edges = content.edges
    return {
        "relation": relation.of(shorten(edge.relation) for edge in edges), "status": concept.of(edge.status for edge in edges),
        "claim": [shorten(edge.claim) for edge in edges], "zh": [edge.zh for edge in edges], "en": [edge.en for edge in edges],
    }  # fmt: skip


def document_table(rows: Columns, node: Places, concept: Places) -> Table:
    """Return the columns of the documents."""
    if not rows:
        return {}
    return {
        "id": [shorten(iri) for iri in rows["document"]], "node": node.of(rows["document"]), "title": rows["title"],
        "cited": [*map(cited_title, rows["title"])], "publication": [*map(cited_publication, rows["publisher"])],
        "publisher": rows["publisher"], "issuer": rows["issuer"], "kind": concept.of(rows["kind"]), "published": rows["published"],
        "page": rows["page"], "digest": [digest.lower() for digest in rows["digest"]], "characters": _integers(rows["characters"], 0),
    }  # fmt: skip


def _lanes(content: Content, node: Places, concept: Places, case: Places, tier: Places, line: Places) -> dict[str, Table]:
    """Return the rows, ladders and rungs of the lanes; ``row`` is the row's place, ``tier`` the tier's."""
    lanes, ladders = find_lanes(content), content.ladders
    rungs = [rung for ladder in ladders for rung in ladder.rungs]
    return {
        "rows": _drop_empty({"tier": [place for place, _ in lanes.rows], "between": [int(gap) for _, gap in lanes.rows]}),
        "ladders": _drop_empty({
            "node": node.of(one.iri for one in ladders), "case": case.of(one.case for one in ladders),
            "line": line.of(one.line for one in ladders), "place": node.of(one.place for one in ladders),
            "status": concept.of(one.status for one in ladders),
        }),
        "rungs": _drop_empty({
            "node": node.of(rung.iri for rung in rungs), "ladder": [at for at, ladder in enumerate(ladders) for _ in ladder.rungs],
            "position": [rung.position for rung in rungs], "actor": node.of(rung.actor for rung in rungs),
            "tier": tier.of(rung.tier for rung in rungs), "row": [row for column in lanes.columns for row in column],
            "inverted": [int(row < above) for column in lanes.columns for above, row in zip((-1, *column), column, strict=False)],
            "mappings": [[[tier(one.tier), concept(one.status), one.zh, one.en] for one in rung.mappings] for rung in rungs],
        }),
    }  # fmt: skip


def _layouts(content: Content) -> dict[str, Table]:
    """Return for each layout the columns ``x`` and ``y``, in the order of the nodes; a rung has none and stands at 0, 0.

    By tier the page lays out by itself what its filters leave, for the room that it has.
    """
    discs = place_radially(content)
    nowhere: Point = (0, 0)
    return {
        name: {axis: [at.get(node.iri, nowhere)[n] for node in content.nodes] for n, axis in enumerate("xy")}
        for name, at in (("radial", discs), ("force", place_by_force(content, discs)))
    }


def _measures(rows: Columns, node: Places, concept: Places) -> Table:
    """Return the measures of which a stage, a purpose, an audience or a function is said, one row each."""
    several: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in ("audience", "function")}
    for name, held in several.items():
        for measure, value in zip(rows.get("measure", ()), rows.get(name, ()), strict=True):
            held[measure] |= {value} - {""}
    first = _first_rows(rows, "measure")
    said = keep_rows(
        first, [any(values) for values in zip(*(first.get(name, ()) for name in ("stage", "zh", "en", *several)), strict=True)]
    )
    if not said:
        return {}
    return {
        "node": node.of(said["measure"]), "stage": concept.of(said["stage"]), "zh": said["zh"], "en": said["en"],
        **{name: [concept.of(sorted(held[measure])) or 0 for measure in said["measure"]] for name, held in several.items()},
    }  # fmt: skip


def _dates(rows: Columns, node: Places) -> Table:
    first = _first_rows(rows, "node")
    return {"node": node.of(first["node"]), "date": first["date"], "written": first["written"]} if first else {}


def _derived_tiers(rows: Columns, node: Places, tier: Places, concept: Places) -> Table:
    if not rows:
        return {}
    return {
        "node": node.of(rows["node"]), "property": rows["property"], "tier": tier.of(rows["tier"]), "status": concept.of(rows["status"]),
        "zh": rows["zh"], "en": rows["en"],
    }  # fmt: skip


def figure_table(rows: Columns, node: Places, concept: Places) -> Table:
    """Return the columns of the figures, one row each."""
    first = _first_rows(rows, "figure")
    if not first:
        return {}
    return {
        "node": node.of(first["figure"]), "about": node.of(first["about"]), "paired": node.of(first["paired"]),
        "per": node.of(first["per"]), "per_count": _integers(first["perCount"], 0),
        **{name: first[name] for name in ("written", "value", "lower", "upper", "time")},
        **{name: concept.of(first[name]) for name in FIGURE_CONCEPTS},
        "lower_closed": [int(closed != "false") for closed in first["lowerClosed"]],
        "upper_closed": [int(closed != "false") for closed in first["upperClosed"]],
        "counted_zh": first["zh"], "counted_en": first["en"],
        "period": _pairs(first["start"], first["end"]), "reading": _pairs(first["readingLower"], first["readingUpper"]),
    }  # fmt: skip


def _audit(rows: Columns, node: Places) -> Table:
    """Return what registers say of figures; the rows of things that are not there are left out."""
    known = keep_rows(rows, [place >= 0 for place in node.of(rows["figure"])]) if rows else {}
    return {**known, "figure": node.of(known["figure"])} if known else {}


def evidence_table(rows: Columns, document: Places) -> Table:
    """Return the columns of the evidence."""
    if not rows:
        return {}
    return {
        "id": [shorten(iri) for iri in rows["evidence"]], "subject": [shorten(iri) for iri in rows["subject"]],
        "document": document.of(rows["document"]), "text": rows["text"], "start": _integers(rows["start"], -1),
        "end": _integers(rows["end"], -1),
    }  # fmt: skip


def _first_rows(rows: Columns, name: str) -> Columns:
    """Return the first row of each thing in a column."""
    iris = rows.get(name, [])
    first = {iri: place for place, iri in reversed([*enumerate(iris)])}
    return keep_rows(rows, [first[iri] == place for place, iri in enumerate(iris)])


def _pairs(one: Sequence[str], other: Sequence[str]) -> list[list[str] | int]:
    """Return the two ends of a span, 0 where neither is known."""
    return [list(pair) if any(pair) else 0 for pair in zip(one, other, strict=True)]


def _integers(texts: Iterable[str], unknown: int) -> list[int]:
    return [int(text) if text.lstrip("+-").isdecimal() else unknown for text in texts]
