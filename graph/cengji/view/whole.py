"""The way from a dataset to the finished page."""

from __future__ import annotations

from cengji.view.limit import within_limit
from cengji.view.page import page
from cengji.view.part import Part
from cengji.view.rows import Rows, read_graph

__all__ = ["page_of"]


def page_of(dataset: Rows, *, version: str = "", part: Part | None = None) -> str:
    """Return the page of a dataset, or of a part of it, as HTML text in UTF-8; ``version`` is shown in its foot.

    :raises QueryError: if a packaged query does not give what the page reads.
    :raises UsageError: if the part is empty or names an unknown case.
    """
    graph = read_graph(dataset, version=version)
    return page(within_limit(part.of(graph) if part else graph))
