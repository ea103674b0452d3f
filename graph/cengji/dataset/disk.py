"""Stores on disk: filled beside their place and moved there whole, so that a store, once there, is only ever read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import UnavailableError, UsageError
from cengji.dataset.asking import repeats_triples

__all__ = ["change_store", "is_distinct", "open_store"]

# The file in the folder of a store that says what it was filled with.
_RECORD: Final = "cengji-source"
# The file there that says in which state of the store no triple stands in two graphs.
_DISTINCT: Final = "cengji-distinct"
_CHANGED: Final = "changed"
_PACKAGED: Final = "packaged "
# The file that every store of Oxigraph has; its content changes when the store is opened for writing.
_MARK: Final = "CURRENT"


def open_store(path: Path, fill: Callable[[], Iterable[ox.Quad]] | None, digest: str, *, packaged: bool) -> ox.Store:
    """Open a store for reading, filled first where that is due; :meth:`cengji.dataset.Dataset.on_disk` says when."""
    source = f"{_PACKAGED}{digest}" if packaged else digest
    if _is_due(path, source, packaged=packaged, fillable=fill is not None) and fill is not None:
        quads = fill()
        _replace_store(path, source, lambda folder: _fill(folder, quads))
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise UnavailableError(f"cannot open the store {path}: {error}") from error


def change_store(path: Path, change: Callable[[ox.Store], None]) -> None:
    """Change a store on disk, all of it or nothing: the change is made to a copy, which then takes its place.

    Who reads the store meanwhile goes on reading the state before. The copy shares the files of the old
    state, so it costs little. Whatever ``change`` raises leaves the store as it was.

    :raises UsageError: if there is no store.
    :raises UnavailableError: if the folder cannot be written, or another process changed the store meanwhile.
    """
    if not _is_store(path):
        raise UsageError(f"there is no store in {path}; `cengji query … --store {path}` makes one")

    def copy(folder: Path) -> None:
        folder.rmdir()
        ox.Store.read_only(str(path)).backup(str(folder))
        store = ox.Store(str(folder))
        change(store)
        _finish(store, folder)

    _replace_store(path, _CHANGED, copy)


def is_distinct(path: Path) -> bool:
    """Return whether it is known of a store that none of its triples stands in two graphs."""
    known = path / _DISTINCT
    return known.is_file() and known.read_bytes() == (path / _MARK).read_bytes()


def _is_due(path: Path, source: str, *, packaged: bool, fillable: bool) -> bool:
    """Return whether the store must be filled: it is not there, or holds what the same options named before and is out of date."""
    if not _is_store(path):
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"{path} holds other things than a store; name a new or an empty folder")
        if not fillable:
            raise UsageError(f"there is no store in {path}")
        return True
    record = path / _RECORD
    recorded = record.read_text(encoding="utf-8") if record.is_file() else ""
    if not fillable or recorded == source or (packaged and not recorded.startswith(_PACKAGED)):
        return False
    if recorded in ("", _CHANGED):
        state = "was changed since it was filled" if recorded else "was not filled by cengji"
        raise UsageError(f"the store {path} {state}, and filling it anew would lose that: leave out the other data, or name another folder")
    return True


def _is_store(path: Path) -> bool:
    return (path / _MARK).is_file()


def _fill(folder: Path, quads: Iterable[ox.Quad]) -> None:
    store = ox.Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    _finish(store, folder)


def _finish(store: ox.Store, folder: Path) -> None:
    store.flush()
    if not repeats_triples(store):
        (folder / _DISTINCT).write_bytes((folder / _MARK).read_bytes())


def _replace_store(path: Path, source: str, make: Callable[[Path], None]) -> None:
    """Have a store made in a folder beside the place, then move it there, unless the place has changed meanwhile."""
    path = path.resolve()
    before = _identity(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as temporary:
            made = Path(temporary) / "new"
            made.mkdir()
            make(made)
            (made / _RECORD).write_text(source, encoding="utf-8")
            if _identity(path) != before:
                raise UnavailableError(f"another process changed the store {path} meanwhile; nothing was changed here: run this again")
            _swap(made, path, Path(temporary) / "old")
    except OSError as error:
        raise UnavailableError(f"cannot write the store {path}: {error.strerror or error}") from error


def _swap(made: Path, path: Path, old: Path) -> None:
    if not path.exists():
        made.rename(path)
        return
    path.rename(old)
    try:
        made.rename(path)
    except OSError:
        old.rename(path)
        raise


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another that takes its place."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_dev, state.st_ino
