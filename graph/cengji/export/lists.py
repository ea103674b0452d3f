"""The network as two tables for people and spreadsheets: its links with their evidence, and its things; words first, IRIs last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.export.csvw import write_csv_for_excel
from cengji.export.sheets import Column, Sheet
from cengji.export.words import Choice, network_in_words

__all__ = ["tabulate_links", "tabulate_things", "write_edge_list", "write_node_list"]

_ENDS: Final = tuple(f"{end}_{part}" for end in ("source", "target") for part in ("zh", "en", "type_zh", "type_en"))
_LINK: Final = ("relation_zh", "relation_en", "status_zh", "status_en", "document", "start", "end", "printed")
_EDGE_COLUMNS: Final = (*_ENDS[:4], *_LINK[:2], *_ENDS[4:], *_LINK[2:], "source", "target", "relation", "status", "claim")
_WORDS: Final = ("type", "kind", "tier", "effective_tier", "line", "place", "status")
_NODE_COLUMNS: Final = (
    "label", "zh", "en", *(f"{name}_{language}" for name in _WORDS for language in ("zh", "en")), "written", "value", "lower",
    "lower_inclusive", "upper", "upper_inclusive", "unit_zh", "unit_en", "comparator_zh", "comparator_en", "degree", "parent_label", "case",
    "id", "type", "kind", "tier", "effective_tier", "line", "place", "status", "parent",
)  # fmt: skip
_NUMBERS: Final = {"value": "double", "lower": "double", "upper": "double", "start": "integer", "end": "integer", "degree": "integer"}
_BOOLEANS: Final = {"lower_inclusive": "boolean", "upper_inclusive": "boolean"}
_IRIS: Final = ("source", "target", "claim", "id", "kind", "tier", "effective_tier", "line", "place", "status", "parent")


def write_edge_list(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield :func:`tabulate_links` as CSV that spreadsheet programs open; ``source`` and ``target`` are IRIs."""
    return write_csv_for_excel(tabulate_links(dataset, choice))


def write_node_list(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield :func:`tabulate_things` as CSV that spreadsheet programs open."""
    return write_csv_for_excel(tabulate_things(dataset, choice))


def tabulate_links(dataset: Dataset, choice: Choice | None = None) -> Sheet:
    """Return the links, one a row in the order of the network: ends, relation and status in words, first evidence of the claim, IRIs."""
    graph = network_in_words(dataset, choice)
    evidence: dict[str, dict[str, str]] = {}
    for claim, *said in dataset.rows(query_text("internal/first-evidence")):
        evidence.setdefault(claim or "", dict(zip(("document", "start", "end", "printed"), (text or "" for text in said), strict=True)))
    rows = []
    for source, target, edge in graph.edges(data=True):
        ends = {"source": source, "target": target}
        for end, iri in (("source", source), ("target", target)):
            node = graph.nodes[iri]
            ends |= {f"{end}_{name}": node.get(name, "") for name in ("en", "type_zh", "type_en")}
            ends[f"{end}_zh"] = node.get("zh") or node["label"]
        rows.append(ends | edge | evidence.get(edge.get("claim", ""), {}))
    return _sheet("edges", _EDGE_COLUMNS, rows)


def tabulate_things(dataset: Dataset, choice: Choice | None = None) -> Sheet:
    """Return the things, one a row by IRI: labels, what they are in words, the numbers of figures, IRIs."""
    graph = network_in_words(dataset, choice)
    labels = dict(graph.nodes(data="label"))
    rows = [{**node, "id": iri, "parent_label": labels.get(node.get("parent", ""), "")} for iri, node in graph.nodes(data=True)]
    return _sheet("nodes", _NODE_COLUMNS, rows)


def _sheet(name: str, names: tuple[str, ...], rows: list[dict[str, Any]]) -> Sheet:
    kinds = _NUMBERS | _BOOLEANS | dict.fromkeys(_IRIS, "iri")
    columns = tuple(Column(one, kinds.get(one, "string")) for one in names)
    return Sheet(name, columns, tuple(tuple(_cell(row.get(one)) for one in names) for row in rows))


def _cell(value: object) -> tuple[str, ...]:
    """Return a value as a cell: numbers as short as they are exact, truth as ``true`` and ``false``."""
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, float):
        return (f"{value:.0f}" if value.is_integer() else repr(value),)
    return (str(value),) if value else ()
