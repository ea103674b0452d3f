"""Serving for Python: a graph becomes a build that a server publishes, and so does what its sources say later."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.api.source import Source
from cengji.core.errors import InputError, UsageError
from cengji.core.resources import query_text
from cengji.core.temporary import abandoned_folders, temporary_folder
from cengji.dataset import Dataset
from cengji.dataset.disk import copy_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cengji.api.graph import Graph
    from cengji.serve.bounds import Bounds
    from cengji.serve.server import Address
    from cengji.serve.site import Published

__all__ = ["publish_graph", "serve_graph"]

_MOST_OF_PAGE: Final = 2_000_000  # quads: a page of more takes minutes to write


def serve_graph(
    graph: Graph,
    address: Address,
    bounds: Bounds,
    *,
    page: bool,
    reload: bool,
    ready: Callable[[str], object],
    log: Callable[[str], object] | None,
) -> None:
    """Serve a graph until the process is interrupted; :meth:`cengji.Graph.serve` says more."""
    from cengji.serve.apart import publish_apart
    from cengji.serve.server import Publisher, serve

    address.check()
    source = graph.source
    if reload and source is None:
        raise UsageError.naming("{reload} needs to know where the data come from: open the graph with cengji.open()")
    first: list[Graph] = [graph]

    def publish(folder: Path) -> Published:
        if first or source is None:
            return publish_graph(first.pop() if first else graph, folder, page=page)
        return publish_apart(partial(_publish_source, source, page=page), folder)

    with _folder() as folder:
        serve(Publisher(publish, partial(_state_of, source), folder, watch=reload), address, bounds, ready=ready, log=log)


def publish_graph(graph: Graph, folder: Path, *, page: bool) -> Published:
    """Return a graph in a folder, as a server needs it: its store on disk, its page and what describes it.

    :raises UnavailableError: if the folder cannot be written.
    """
    from cengji.serve.site import Published

    data, store = graph.dataset, folder / "store"
    if data.path is None:
        build = data.digest
        Dataset.on_disk(store, lambda: data)
    else:
        build = _digest_of_store(data.path)
        copy_store(data.path, store)
    graphs = tuple((name or "", int(number or 0)) for name, number in data.rows(query_text("internal/graph-sizes")))
    return Published(build, store, _page_of(graph) if page else "", graphs)


def _publish_source(source: Source, folder: Path, *, page: bool) -> Published:
    from cengji.api.opening import open as open_graph

    graph = open_graph(
        cases=source.cases, only=source.only, proposed=source.proposed, data=source.data, base=source.base,
        data_format=source.data_format, store=source.store,
    )  # fmt: skip
    return publish_graph(graph, folder, page=page)


def _page_of(graph: Graph) -> str:
    """Return the page of a graph; none where it holds nothing that a page shows, or more than one takes."""
    if len(graph.dataset.store) > _MOST_OF_PAGE:
        return ""
    try:
        return graph.view(server=("/sparql", "/query/"))
    except (InputError, UsageError):
        return ""


def _state_of(source: Source | None) -> str:
    """Return what changes when the data of a source do."""
    if source is None:
        return ""
    if source.store is not None and not source.is_named:
        return _digest_of_store(source.store)
    return source.digest()


def _digest_of_store(path: Path) -> str:
    """Return what tells one state of a store on disk from another: the names and sizes of its files, and which is current."""
    files = sorted((file.name, file.stat().st_size) for file in path.iterdir() if file.suffix == ".sst")
    current = (path / "CURRENT").read_bytes() if (path / "CURRENT").is_file() else b""
    return sha256(repr((files, current, path.stat().st_ino)).encode()).hexdigest()


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield a folder in the user's cache for what is served; remove it at the end, and those that killed servers left."""
    from platformdirs import user_cache_path

    place = user_cache_path("cengji") / "served" / "site"
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in abandoned_folders(place):
        shutil.rmtree(left, ignore_errors=True)
    with temporary_folder(place) as folder:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
