"""The network as two tables for people and spreadsheets: its links with their evidence, and its things; words first, IRIs last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cengji.core.dictionary import NETWORK
from cengji.core.resources import query_text
from cengji.dataset import Dataset
from cengji.export.csvw import write_csv_for_excel
from cengji.export.sheets import Column, Sheet
from cengji.export.words import Choice, network_in_words

__all__ = ["tabulate_links", "tabulate_things", "write_edge_list", "write_node_list"]


def write_edge_list(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield :func:`tabulate_links` as CSV that spreadsheet programs open; ``source`` and ``target`` are IRIs."""
    return write_csv_for_excel(tabulate_links(dataset, choice))


def write_node_list(dataset: Dataset, choice: Choice | None = None) -> Iterator[bytes]:
    """Yield :func:`tabulate_things` as CSV that spreadsheet programs open."""
    return write_csv_for_excel(tabulate_things(dataset, choice))


def tabulate_links(dataset: Dataset, choice: Choice | None = None) -> Sheet:
    """Return the links, one a row in the order of the network: ends, relation and status in words, numbers, first evidence, IRIs.

    The evidence is that of the claim. A link without one is part of what is said of its source, whose evidence stands there
    instead, unless the link has a status: then a rule derives it, and no passage says it.
    """
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
        rows.append(ends | edge | _first_evidence(evidence, source, edge))
    return _sheet("edges", rows)


def tabulate_things(dataset: Dataset, choice: Choice | None = None) -> Sheet:
    """Return the things, one a row by IRI: labels, what they are in words, the numbers of figures, IRIs."""
    graph = network_in_words(dataset, choice)
    labels = dict(graph.nodes(data="label"))
    rows = [{**node, "id": iri, "parent_label": labels.get(node.get("parent", ""), "")} for iri, node in graph.nodes(data=True)]
    return _sheet("nodes", rows)


def _first_evidence(evidence: Mapping[str, dict[str, str]], source: str, edge: Mapping[str, Any]) -> dict[str, str]:
    """Return the first evidence of the claim of a link, or of the source of one that is stated without a claim."""
    if "claim" in edge:
        of, thing = "claim", edge["claim"]
    else:
        of, thing = "source", "" if "status" in edge else source
    return {"evidence_of": of} | evidence[thing] if thing in evidence else {}


def _sheet(name: str, rows: list[dict[str, Any]]) -> Sheet:
    columns = tuple(Column(one.name, one.kind, meaning=one.text) for one in NETWORK[name])
    return Sheet(name, columns, tuple(tuple(_cell(row.get(one.name)) for one in columns) for row in rows))


def _cell(value: object) -> tuple[str, ...]:
    """Return a value as a cell: numbers as short as they are exact, truth as ``true`` and ``false``."""
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, float):
        return (f"{value:.0f}" if value.is_integer() else repr(value),)
    return (str(value),) if value else ()
