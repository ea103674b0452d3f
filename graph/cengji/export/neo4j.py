"""CSV for ``neo4j-admin database import``: the things as nodes with a label each, the links as relationships with their type."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from cengji.core.terms import local_name
from cengji.dataset import Dataset
from cengji.export.words import Choice, network_in_words

__all__ = ["write_neo4j_files"]

_KINDS: Final[Mapping[type, str]] = {bool: "boolean", int: "long", float: "double", str: "string"}


def write_neo4j_files(dataset: Dataset, choice: Choice | None = None) -> dict[str, bytes]:
    """Return ``nodes.csv`` and ``relationships.csv`` with the headers that the import reads.

    ``neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --multiline-fields=true``
    """
    graph = network_in_words(dataset, choice)
    nodes = [{"id:ID": iri, ":LABEL": node["type"].capitalize(), **node} for iri, node in graph.nodes(data=True)]
    links = [
        {":START_ID": source, ":END_ID": target, ":TYPE": local_name(edge["relation"]), **edge}
        for source, target, edge in graph.edges(data=True)
    ]
    ends = (":START_ID", ":END_ID", ":TYPE")
    return {"nodes.csv": _write(nodes, ("id:ID", ":LABEL"), {"iri", "type"}), "relationships.csv": _write(links, ends, set())}


def _write(rows: list[dict[str, Any]], first: tuple[str, ...], left_out: set[str]) -> bytes:
    """Return rows as CSV; a column of plain values has its type behind its name."""
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(type(value))
    names = sorted(kinds.keys() - set(first) - left_out)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*first, *(f"{name}:{_kind(kinds[name])}" for name in names)))
    writer.writerows([_cell(row.get(name)) for name in (*first, *names)] for row in rows)
    return text.getvalue().encode()


def _kind(kinds: Iterable[type]) -> str:
    found = set(kinds)
    return _KINDS[found.pop()] if len(found) == 1 else "double" if found == {int, float} else "string"


def _cell(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
