"""The page of a graph too large for one file, for Python: written beside its parts, which no reader ever finds half."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.errors import UnavailableError, UsageError
from cengji.core.files import replace_file
from cengji.core.memory import without_collector
from cengji.core.progress import Progress, tell_nobody

if TYPE_CHECKING:
    from cengji.api.asking import Asking
    from cengji.dataset import Dataset
    from cengji.projection.outline import Outline
    from cengji.view.large import Sizes

__all__ = ["MOST_OF_PAGE", "is_large", "write_parts"]

MOST_OF_PAGE: Final = 2_000_000
"""Most quads of which an ordinary page is written: one of more takes minutes to write, and holds but their upper part."""
_PART: Final = re.compile(r"(things|names)-\d{4,}-[0-9a-f]{12}\.js")


def is_large(graph: Asking) -> bool:
    """Return whether a graph is too large for a page of one file."""
    return len(graph.dataset.store) > MOST_OF_PAGE


@without_collector
def write_parts(
    graph: Asking, path: Path, sizes: Sizes | None = None, server: tuple[str, str] | None = None, progress: Progress = tell_nobody
) -> list[str]:
    """Write the page of a graph, and its parts into a folder beside it that is called like the page; return the paths from there.

    ``server`` are the paths at which the server of the page answers, as for :meth:`cengji.Graph.view`. The parts come first,
    then the page, then parts of an earlier page go: whoever reads meanwhile, or after a kill, finds a whole page.
    ``progress`` is told the step, how much of it is done, and of how much.

    :raises UsageError: if the page would be a folder.
    :raises InputError: if the data hold nothing that a page shows.
    :raises UnavailableError: if a file cannot be written.
    """
    from cengji.api.answering import ask_server
    from cengji.view.large import large_page
    from cengji.view.large.sizes import Sizes as Bounds

    if path.is_dir():
        raise UsageError(f"{path} is a folder: name the file of the page, such as {path / 'index.html'}")
    asking = ask_server(graph, *server) if server else None
    folder = path.with_name(f"{path.stem}-parts")
    written = set()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files = large_page(graph.dataset, parts=folder.name, sizes=sizes or Bounds(), asking=asking, progress=progress, read=_read_outline)
        for name, content in files:
            place = path.name if name == "index.html" else name
            replace_file(path.parent / place, content)
            written.add(place)
        for file in sorted(folder.iterdir()):
            if _PART.fullmatch(file.name) and f"{folder.name}/{file.name}" not in written:
                file.unlink()
        return sorted(written)
    except OSError as error:
        raise UnavailableError(f"cannot write {path} and {folder}: {error.strerror or error}") from error


def _read_outline(dataset: Dataset) -> Outline:
    from cengji.api.parquet import read_by_register
    from cengji.projection.outline import read_outline

    return read_by_register(dataset, partial(read_outline, dataset), proposals=False)
