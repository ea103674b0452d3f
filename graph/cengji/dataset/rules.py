"""Rules: what a CONSTRUCT of ``queries`` says anew, added to a graph of its own."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from cengji.core.queryfile import read_query_file
from cengji.core.resources import resource_dir
from cengji.dataset.store import Dataset

__all__ = ["apply_rule"]


def apply_rule(dataset: Dataset, path: Path, graph: str) -> int:
    """Add what a rule constructs to the named graph; give the number of new triples.

    What stands in any graph already is not added again: each triple stands in one graph.
    """
    rule = read_query_file(path, resource_dir("queries"))
    name = ox.NamedNode(graph)
    new = {triple for triple in dataset.construct(rule.text) if not _stands(dataset, triple)}
    dataset.store.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in new)
    return len(new)


def _stands(dataset: Dataset, triple: ox.Triple) -> bool:
    return any(dataset.store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))
