"""What a graph of cases says of itself: licence, sources, and who states or which rules derive each of its graphs."""

from __future__ import annotations

import pyoxigraph as ox

from cengji import __version__
from cengji.core.namespaces import DESCRIPTION, QUERY
from cengji.core.queryfile import read_query_file
from cengji.core.resources import query_files, query_text, resource_dir
from cengji.dataset.store import Dataset
from cengji.dataset.terms import RDFS

__all__ = ["describe", "unlicensed_cases"]


def describe(dataset: Dataset) -> None:
    """Add the description of the dataset, by ``queries/describe``, as a graph of its own."""
    graph = ox.NamedNode(DESCRIPTION)
    rules = {
        ox.NamedNode(QUERY + rule.name): rule for rule in (read_query_file(path, resource_dir("queries")) for path in query_files("derive"))
    }
    for path in query_files("describe"):
        dataset.apply_rule(query_text(f"describe/{path.stem}", version=[ox.Literal(__version__)], rule=rules), DESCRIPTION)
    dataset.store.extend(
        ox.Quad(node, RDFS.label, ox.Literal(rule.header("question", language), language=language), graph)
        for node, rule in rules.items()
        for language in ("zh", "en")
    )


def unlicensed_cases(dataset: Dataset) -> list[str]:
    """Return the keys of the cases that state no licence, so that what is published of them states none either."""
    return [key for (key,) in dataset.with_proposals().rows(query_text("internal/cases-without-licence")) if key]
