"""Serving for Python: a graph becomes a build that a server publishes, and so does what its sources say later."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.api.kept_pages import keep_page, page_key, take_page
from cengji.api.large import is_large, write_parts
from cengji.api.source import Source
from cengji.core.errors import InputError, UnavailableError, UsageError
from cengji.core.progress import Progress, tell_nobody
from cengji.core.resources import query_text
from cengji.core.temporary import abandoned_folders, temporary_folder
from cengji.dataset import Dataset
from cengji.dataset.disk import copy_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cengji.api.graph import Graph
    from cengji.serve.bounds import Bounds
    from cengji.serve.published import Published
    from cengji.serve.server import Address

__all__ = ["publish_graph", "serve_graph"]

_BYTES_A_QUAD: Final = 320
_BYTES_A_BYTE: Final = 1.3
"""What a quad takes in a store in memory, and a byte of its line: measured, rounded up."""
_PATHS: Final = ("/sparql", "/query/")
"""Where the server of a page answers SPARQL, and the library by name."""


def serve_graph(
    graph: Graph,
    address: Address,
    bounds: Bounds,
    *,
    page: bool,
    reload: bool,
    ready: Callable[[str], object],
    log: Callable[[str], object] | None,
    progress: Progress = tell_nobody,
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
            return publish_graph(first.pop() if first else graph, folder, page=page, memory=bounds.memory, progress=progress)
        return publish_apart(partial(_publish_source, source, page=page, memory=bounds.memory), folder)

    with _folder() as folder:
        serve(Publisher(publish, partial(_state_of, source), folder, watch=reload), address, bounds, ready=ready, log=log)


def publish_graph(graph: Graph, folder: Path, *, page: bool, memory: int, progress: Progress = tell_nobody) -> Published:
    """Return a graph in a folder, as a server needs it: its data, its page and what describes it.

    Data of not more than so many megabytes of ``memory`` are written as lines, to be held there; others as a store on disk.

    :raises UnavailableError: if the folder cannot be written.
    :raises UsageError: if there is no statement: such a file is more often one that was cut than one that was meant.
    """
    from cengji.serve.published import Published

    if not len(graph.dataset.store):
        raise UsageError("the data hold no statement: there is nothing to serve")
    data, store = graph.dataset, folder / "store"
    build = data.digest if data.path is None else _digest_of_store(data.path)
    lines = _write_lines(data, folder / "data.nq", memory)
    if lines is None and data.path is None:
        Dataset.on_disk(store, lambda: data)
    elif lines is None and data.path is not None:
        copy_store(data.path, store)
    sizes = {name or "": int(number or 0) for name, number in data.rows(query_text("internal/graph-sizes"))}
    empty = sorted(one.value for one in data.store.named_graphs() if isinstance(one, ox.NamedNode) and one.value not in sizes)
    text, parts = _page_of(graph, folder / "page", build, progress) if page else ("", None)
    return Published(build, lines or store, text, (*sizes.items(), *((name, 0) for name in empty)), parts)


def _write_lines(data: Dataset, path: Path, memory: int) -> Path | None:
    """Write the quads as lines, unless a store of them in memory would take more megabytes, as far as that can be foretold."""
    left = memory * 1024 * 1024 - len(data.store) * _BYTES_A_QUAD
    if left <= 0:
        return None

    def take(lines: list[bytes]) -> None:
        nonlocal left
        left -= int(sum(map(len, lines)) * _BYTES_A_BYTE)
        if left < 0:
            raise _TooMuchError
        file.writelines(lines)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            data.dump_lines(take)
    except _TooMuchError:
        path.unlink()
        return None
    except OSError as error:
        raise UnavailableError(f"cannot write {path}: {error.strerror or error}") from error
    return path


class _TooMuchError(Exception):
    """The data are more than may be held in memory."""


def _publish_source(source: Source, folder: Path, *, page: bool, memory: int) -> Published:
    from cengji.api.opening import open as open_graph

    graph = open_graph(
        cases=source.cases, only=source.only, proposed=source.proposed, data=source.data, base=source.base,
        data_format=source.data_format, store=source.store,
    )  # fmt: skip
    return publish_graph(graph, folder, page=page, memory=memory)


def _page_of(graph: Graph, folder: Path, build: str, progress: Progress) -> tuple[str, Path | None]:
    """Return the page of a graph, none where it holds nothing that a page shows; of a large one also the folder of its parts.

    A large one is kept in the user's cache and taken from there when the same data are served again.
    """
    try:
        if not is_large(graph):
            return graph.view(server=_PATHS), None
        place, key = _cache() / "pages", page_key(build, _times_of(graph.dataset.path), *_PATHS)
        if not take_page(place, key, folder):
            names = write_parts(graph, folder / "index.html", server=_PATHS, progress=progress)
            keep_page(place, key, folder, names)
        return (folder / "index.html").read_text(encoding="utf-8"), folder / "index-parts"
    except (InputError, UsageError):
        return "", None


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


def _times_of(path: Path | None) -> str:
    """Return when the files of a store were written: another store may have files of the same names and sizes."""
    return "" if path is None else repr(sorted((file.name, file.stat().st_mtime_ns) for file in path.glob("*.sst")))


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("cengji")


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield a folder in the user's cache for what is served; remove it at the end, and those that killed servers left."""
    place = _cache() / "served" / "site"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = f"cannot write {place.parent}: {error.strerror or error}; what is served lies there: name another cache by XDG_CACHE_HOME"
        raise UnavailableError(told) from error
    for left in abandoned_folders(place):
        shutil.rmtree(left, ignore_errors=True)
    with temporary_folder(place) as folder:
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
