"""The way from a dataset to the finished page."""

from __future__ import annotations

from graph.view.page import page
from graph.view.rows import Rows, read_graph

__all__ = ["page_of"]


def page_of(dataset: Rows, *, version: str = "") -> str:
    """Give the page of a dataset as HTML text in UTF-8; ``version`` is shown in its foot.

    :raises QueryError: if a packaged query does not give what the page reads.
    """
    return page(read_graph(dataset, version=version))
