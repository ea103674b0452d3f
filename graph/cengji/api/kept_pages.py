"""Pages of large graphs, kept in the user's cache: a folder each, named by all that the page is made from."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from cengji import __version__
from cengji.core.files import replace_file
from cengji.core.resources import ontology_files, query_files
from cengji.core.temporary import abandoned_folders, temporary_folder

__all__ = ["keep_page", "page_key", "take_page"]

MOST: Final = 4
"""How many pages are kept, those used last: one of the divisions of China takes 230 MB."""
_ROOMS: Final = ("core", "dataset", "projection", "query", "view")
_LIST: Final = "files.json"
"""The file of a kept page that names the others with their sizes: it is written last, and a page without it is none."""


def page_key(*made_from: str) -> str:
    """Return a digest of what a page is made from: what is given, the code that makes it, the ontology and the queries."""
    package = Path(__file__).resolve().parent.parent
    code = [path for room in _ROOMS for path in sorted((package / room).rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    queries = [path for folder in ("internal", "view") for path in query_files(folder)]
    hasher = sha256(json.dumps([__version__, *made_from]).encode())
    for path in (*code, Path(__file__).with_name("large.py"), *ontology_files(), *ontology_files("schemes"), *query_files(), *queries):
        hasher.update(os.fsencode(path.name) + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()[:32]


def take_page(place: Path, key: str, folder: Path) -> bool:
    """Put the files of a kept page into a folder, and return whether there is one, whole.

    On one disk both share the files: who serves them is not disturbed when the kept page goes.
    """
    kept = place / key
    names = _names_of(kept)
    try:
        for name in names:
            _share(kept / name, folder / name)
        if names:
            os.utime(kept / _LIST)  # what was used last is kept longest
    except OSError:  # another process removes it now
        return False
    return bool(names)


def keep_page(place: Path, key: str, folder: Path, names: Iterable[str]) -> None:
    """Keep the files of a page under a key, in a folder of such pages; of several processes the first to be done does so.

    They are put together beside their place and moved there whole. Where they cannot be kept, nothing happens.
    """
    listed = sorted(names)
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        for left in abandoned_folders(place / key):
            shutil.rmtree(left, ignore_errors=True)
        if _names_of(place / key):
            return
        with temporary_folder(place / key) as beside:
            try:
                for name in listed:
                    _share(folder / name, beside / name)
                replace_file(beside / _LIST, json.dumps({name: (folder / name).stat().st_size for name in listed}).encode())
                shutil.rmtree(place / key, ignore_errors=True)  # one that lost a file
                beside.rename(place / key)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        _remove_oldest(place)


def _names_of(kept: Path) -> list[str]:
    """Return the names of the files of a kept page; none where there is no page, or where one of its files is not as it was written."""
    try:
        sizes = json.loads((kept / _LIST).read_bytes())
        return [*sizes] if all((kept / name).stat().st_size == size for name, size in sizes.items()) else []
    except (OSError, ValueError):
        return []


def _share(file: Path, target: Path) -> None:
    """Let a file stand in a second place: the same file where the disk can, else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


def _remove_oldest(place: Path) -> None:
    """Keep the pages used last; another process may do so at the same time."""
    used: list[tuple[float, Path]] = []
    for listed in place.glob(f"*/{_LIST}"):
        with suppress(FileNotFoundError):
            used.append((listed.stat().st_mtime, listed.parent))
    for _, kept in sorted(used)[:-MOST]:
        with suppress(OSError):
            (kept / _LIST).unlink()  # first what makes it a page
            shutil.rmtree(kept, ignore_errors=True)
