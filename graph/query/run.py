"""Running a query of the library on a dataset."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.query.guard import check_text
from graph.query.parameters import parameter_terms
from graph.query.worker import Limits, run_bounded
from graph.queryfile import QueryFile

__all__ = ["run"]


def run(
    query: QueryFile,
    dataset: Dataset,
    parameters: Mapping[str, str] | None = None,
    *,
    limits: Limits | None = None,
    allowed: frozenset[str] = frozenset(),
) -> ox.QuerySolutions:
    """Give the solutions of a query with these parameter values, as typed by a person.

    With limits the query runs in a process of its own that is killed when it exceeds them, and all of the
    answer is there when this returns. ``allowed`` are the IRIs that SERVICE may call.

    :raises UsageError: if a parameter is unknown, missing or of the wrong type, or the text would call other
        servers, read files or change the data.
    :raises QueryError: if the text is not SPARQL 1.1.
    :raises UnavailableError: if it exceeds a limit.
    """
    check_text(query.text, allowed=allowed)
    sparql = query.filled(parameter_terms(query, parameters or {}, dataset))
    check_text(sparql, allowed=allowed)
    return dataset.select(sparql) if limits is None else run_bounded(sparql, dataset, limits)
