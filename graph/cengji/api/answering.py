"""What a page answers SPARQL with: an engine inside it over the very data of the page, or the server that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.api.part import Narrowing
from cengji.core.errors import UsageError
from cengji.core.queryfile import QueryFile
from cengji.dataset import Dataset
from cengji.query.catalogue import GROUPS, Catalogue

if TYPE_CHECKING:
    from cengji.api.asking import Asking as Source
    from cengji.view import Asking, Content

__all__ = ["ask_in_file", "ask_server"]

_MOST_QUADS: Final = 500_000
"""More would not fit into the memory that an engine in a page may take."""


def ask_in_file(graph: Source, content: Content, narrowing: Narrowing | None = None) -> Asking:
    """Return the engine in the file with its data: those of the graph, or of the part that the page shows.

    :raises UsageError: if the data are too many for a page.
    :raises UnavailableError: if the engine is neither in the user's cache nor to be fetched.
    """
    from cengji.export import add_context, write_rdf
    from cengji.view import Asking, read_terms
    from cengji.view.engine import read_browser_engine

    dataset = graph.dataset
    if narrowing is not None and (narrowing.case or narrowing.place):
        dataset = narrowing.of_export(graph)
    elif narrowing is not None and (narrowing.focus or narrowing.query):
        dataset = add_context(dataset, {node.iri for node in content.nodes})
    if len(dataset) > _MOST_QUADS:
        raise UsageError.naming(
            f"an engine in a page holds at most {_MOST_QUADS:,} quads, and these are {len(dataset):,}: "
            "leave out {sparql}, or give a part with {case} or {place}"
        )
    united = not dataset.repeats_triples
    return Asking(
        library=_library(),
        terms=read_terms(dataset),
        engine=read_browser_engine(),
        data=write_rdf(dataset if united else _merge(dataset), "trig"),
        united=united,
    )


def ask_server(graph: Source, address: str, questions: str) -> Asking:
    """Return what a page says to the server that it comes from: the path of its endpoint, and that of the library."""
    from cengji.view import Asking, read_terms

    return Asking(library=_library(), terms=read_terms(graph.dataset), address=address, questions=questions)


def _library() -> dict[str, tuple[str, list[QueryFile]]]:
    return {group: (GROUPS[group], queries) for group, queries in Catalogue().by_group().items()}


def _merge(dataset: Dataset) -> Dataset:
    """Return the dataset with each triple once in its default graph too, which then is what a query without a graph asks."""
    proposed = {quad.graph_name for quad in dataset} - {quad.graph_name for quad in dataset.without_proposals()}
    return Dataset([*dataset, *{ox.Quad(*quad.triple) for quad in dataset if quad.graph_name not in proposed}])
