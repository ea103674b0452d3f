"""What the page holds beside the projection: the columns of the SELECTs in ``queries/view``, and what it says of itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import compress
from typing import Final

from cengji.analysis.charts import Chart
from cengji.core.licences import licence_name
from cengji.core.resources import query_text
from cengji.core.texts import Text
from cengji.dataset import Dataset
from cengji.projection import Concept, Projection, Reader, project
from cengji.projection.read import read_concepts
from cengji.view.charts import read_charts

__all__ = ["FIGURE_CONCEPTS", "TABLES", "Columns", "Content", "Meta", "cut_content", "keep_rows", "read_content", "read_meta"]

# A table: as many texts a column as there are rows, empty where nothing is said.
Columns = dict[str, list[str]]
# Most things of which analyses are shown: their numbers are of all, and a larger page shows only a part.
CHARTED_LIMIT: Final = 20_000
# The queries whose rows the page holds as they come.
TABLES: Final = ("documents", "figures", "evidence", "measures", "dates", "derived-tiers")
# The columns of the figures that name concepts.
FIGURE_CONCEPTS: Final = ("comparator", "unit", "kind", "direction", "role", "indicator", "aggregation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the page says about itself; ``left`` counts the things that did not fit into it.

    ``licence`` is what people call that of the data, ``licence_iri`` its IRI, both empty where the cases do not all state the same one.
    ``reported`` is whether documents of cases stand behind the data.
    ``focus`` is the thing that is selected when the address names none. ``title``, ``description`` and ``creator`` are those
    of the data set ``dataset`` in its graph, empty where it does not describe itself.
    """

    zh: str = "层级"
    en: str = "Cengji"
    version: str = ""
    licence: str = ""
    licence_iri: str = ""
    reported: bool = True
    left: int = 0
    focus: str = ""
    dataset: str = ""
    title: Text = field(default_factory=Text)
    description: Text = field(default_factory=Text)
    creator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Projection):
    """Everything one page shows: a projection, the tables of :data:`TABLES` by name, the concepts they refer to.

    ``sizes`` are the indicators that say how many there are of what a figure is about.
    Where figures were held against registers, the table ``audit`` has figure, verdict, counts and reasons, the words in two languages.
    """

    tables: dict[str, Columns] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    meta: Meta = Meta()
    charts: tuple[Chart, ...] = ()
    sizes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at: at most places and documents, none linked to another."""
        return not self.edges and all(node.type in ("place", "document") for node in self.nodes)

    def column(self, table: str, name: str) -> list[str]:
        """Return a column of a table; a table without rows may lack it."""
        return self.tables.get(table, {}).get(name, [])


def read_content(dataset: Dataset, *, version: str = "", read: Reader = project) -> Content:
    """Return what the page shows of a dataset, its things and links as ``read``.

    Only concepts that something refers to are kept, and of the tiers and lines all of them.
    """
    said, dataset = dataset, dataset.with_proposals()
    projection = read(dataset)
    tables = {name: dataset.columns(query_text(f"view/{name}")) for name in TABLES}
    content = Content(
        **{each.name: getattr(projection, each.name) for each in fields(projection)},
        tables=tables,
        concepts=tuple(read_concepts(dataset)),
        meta=read_meta(dataset, version, reported=bool(tables["documents"]["document"] or not projection.cases)),
        charts=read_charts(said, projection) if len(projection.nodes) <= CHARTED_LIMIT else (),
        sizes=tuple(dataset.columns(query_text("view/size-indicators"))["indicator"]),
    )
    return replace(content, concepts=_find_concepts(content))


def read_meta(dataset: Dataset, version: str, *, reported: bool) -> Meta:
    """Return what the data set says about itself; a version that is given goes before its own."""
    meta = Meta(version=version, reported=reported)
    for iri, zh, en, *descriptions, creator, own, licence in dataset.rows(query_text("view/dataset")):
        described = Text(*(text or "" for text in descriptions))
        return replace(
            meta,
            version=version or own or "",
            dataset=iri or "",
            title=Text(zh or "", en or ""),
            description=described,
            creator=creator or "",
            licence=licence_name(licence or ""),
            licence_iri=licence or "",
        )
    return meta


def cut_content(content: Content, kept: Collection[str]) -> Content:
    """Return the content with these things only, and with what belongs to them; ladders go with their rungs."""
    kept = frozenset(kept)
    nodes = tuple(node for node in content.nodes if node.iri in kept)
    edges = tuple(edge for edge in content.edges if edge.source in kept and edge.target in kept)
    homes = {node.case for node in nodes}
    cases = tuple(case for case in content.cases if case.key in homes)
    evidence = _keep_rows(content, "evidence", "subject", kept | {edge.claim for edge in edges if edge.claim})
    documents = kept | {*evidence.get("document", ()), *(case.document for case in cases)}
    part = replace(
        content,
        charts=(),  # they tell of all that is in a case
        cases=cases,
        nodes=nodes,
        edges=edges,
        ladders=tuple(ladder for ladder in content.ladders if ladder.iri in kept),
        tables={
            "documents": _keep_rows(content, "documents", "document", documents),
            "figures": _keep_rows(content, "figures", "figure", kept),
            "evidence": evidence,
            "measures": _keep_rows(content, "measures", "measure", kept),
            "dates": _keep_rows(content, "dates", "node", kept),
            "derived-tiers": _keep_rows(content, "derived-tiers", "node", kept),
            "audit": _keep_rows(content, "audit", "figure", kept),
        },
    )
    return replace(part, concepts=_find_concepts(part))


def _keep_rows(content: Content, table: str, name: str, wanted: Collection[str]) -> Columns:
    """Return the rows of a table whose value in a column is wanted."""
    return keep_rows(content.tables.get(table, {}), [value in wanted for value in content.column(table, name)])


def keep_rows(rows: Columns, chosen: Sequence[bool]) -> Columns:
    """Return the chosen rows of a table."""
    return {name: list(compress(values, chosen)) for name, values in rows.items()}


def _find_concepts(content: Content) -> tuple[Concept, ...]:
    """Return the concepts that the content refers to, and of the tiers and lines all."""
    used = set(_refer_to_concepts(content))
    return tuple(one for one in content.concepts if one.iri in used or one.scheme in ("tier", "line"))


def _refer_to_concepts(content: Content) -> Iterator[str]:
    for node in content.nodes:
        yield from (node.kind, node.tier, *node.tiers, node.line, node.status)
    for edge in content.edges:
        yield from (edge.relation, edge.status)
    for ladder in content.ladders:
        yield ladder.status
        for rung in ladder.rungs:
            for mapping in rung.mappings:
                yield from (mapping.tier, mapping.status)
    for name in FIGURE_CONCEPTS:
        yield from content.column("figures", name)
    yield from content.column("documents", "kind")
    yield from content.column("derived-tiers", "status")
    yield from content.column("measures", "stage")
    yield from content.column("measures", "audience")
    yield from content.column("measures", "function")
