"""Running a query of the library on a dataset."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.query.parameters import parameter_terms
from graph.queryfile import QueryFile

__all__ = ["run"]


def run(query: QueryFile, dataset: Dataset, parameters: Mapping[str, str] | None = None) -> ox.QuerySolutions:
    """Give the solutions of a query with these parameter values, as typed by a person.

    :raises UsageError: if a parameter is unknown, missing or of the wrong type.
    :raises QueryError: if the text is not SPARQL 1.1.
    """
    return dataset.select(query.filled(parameter_terms(query, parameters or {}, dataset)))
