"""Serves the made-up register of some thousands of units as one too large for a page of one file, cut into small parts."""

from __future__ import annotations

from functools import partial

from cengji.api import Graph, large, serving
from cengji.view.large import Sizes
from tests.view.units import units_dataset

if __name__ == "__main__":  # the server's own processes read this file too
    large.MOST_OF_PAGE = 10_000  # type: ignore[misc]  # a constant
    serving.write_parts = partial(large.write_parts, sizes=Sizes(head=100, things=200, part=60_000, names=30_000))  # type: ignore[assignment]  # narrower
    Graph(units_dataset()).serve(port=0, ready=partial(print, flush=True))
