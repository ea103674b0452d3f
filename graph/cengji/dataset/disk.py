"""Stores on disk: filled beside their place and moved there whole, so that a store, once there, is only ever read.

Python has no single step that puts a folder in the place of another. So for a moment the old store has left its place
and the new one is not there yet. Who comes then waits; where that was a killed process's last moment, the
next to come puts the old store back.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji.core.errors import CengjiWarning, UnavailableError, UsageError
from cengji.core.files import sync_folder
from cengji.core.storemarks import CURRENT, REGISTER, is_distinct, mark_distinct, mark_source, source_of
from cengji.core.temporary import abandoned_folders, temporary_folder
from cengji.dataset.asking import repeats_triples

__all__ = ["change_store", "copy_store", "has_store", "open_store"]

_CHANGED: Final = "changed"
_PACKAGED: Final = "packaged "
# In the temporary folder beside a store: the one that is to take its place, and the one that had it.
_NEW, _OLD = "new", "old"


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
    if not has_store(path):
        raise UsageError(f"there is no store in {path}; `cengji query … --store {path}` makes one")

    def copy(folder: Path) -> None:
        ox.Store.read_only(str(path)).backup(str(folder))
        store = ox.Store(str(folder))
        change(store)
        _finish(store, folder)

    _replace_store(path, _CHANGED, copy)


def copy_store(path: Path, target: Path) -> None:
    """Copy a store to a folder that is not there yet; on one disk both share their files, so that it costs little.

    Who reads the copy is not disturbed when another store takes the place of the first.

    :raises UnavailableError: if the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        ox.Store.read_only(str(path)).backup(str(target))
        if is_distinct(path):
            mark_distinct(target)
    except OSError as error:
        raise UnavailableError(f"cannot copy the store {path} to {target}: {error.strerror or error}") from error


def has_store(path: Path) -> bool:
    """Return whether a folder holds a store, after putting back one that a stopped command has left beside it."""
    _settle(path.resolve())
    return _is_store(path)


def _is_due(path: Path, source: str, *, packaged: bool, fillable: bool) -> bool:
    """Return whether the store must be filled: it is not there, or holds what the same options named before and is out of date."""
    if not has_store(path):
        if path.exists():
            if _is_store(path / "store"):
                raise UsageError(f"{path} is a register's folder, whose store is {path / 'store'}: name that")
            holds = "holds other things than a store" if not path.is_dir() or any(path.iterdir()) else "is empty, and no store"
            raise UsageError(f"{path} {holds}; if a store is to be made, name a folder that is not there yet")
        if not fillable:
            raise UsageError(f"there is no store in {path}")
        return True
    recorded = source_of(path)
    if not fillable or recorded == source or (packaged and not recorded.startswith(_PACKAGED)):
        return False
    if recorded in ("", _CHANGED) or recorded.startswith(REGISTER):
        state = {"": "was not filled by cengji", _CHANGED: "was changed since it was filled"}.get(recorded, "holds a register")
        raise UsageError(f"the store {path} {state}, and filling it anew would lose that: leave out the other data, or name another folder")
    return True


def _is_store(path: Path) -> bool:
    return (path / CURRENT).is_file()


def _fill(folder: Path, quads: Iterable[ox.Quad]) -> None:
    store = ox.Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    _finish(store, folder)


def _finish(store: ox.Store, folder: Path) -> None:
    store.flush()
    if not repeats_triples(store):
        mark_distinct(folder)


def _replace_store(path: Path, source: str, make: Callable[[Path], None]) -> None:
    """Have a store made in a folder beside the place, then move it there, unless the place has changed meanwhile."""
    path = path.resolve()
    before = _identity(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary_folder(path) as temporary:
            try:
                made = temporary / _NEW
                make(made)
                mark_source(made, source)
                sync_folder(temporary)
                if _identity(path) != before:
                    raise UnavailableError(f"another process changed the store {path} meanwhile; nothing was changed here: run this again")
                if before:
                    path.rename(temporary / _OLD)
                made.rename(path)
                sync_folder(path.parent)
            finally:
                _clear(temporary, path)
    except OSError as error:
        raise UnavailableError(f"cannot write the store {path}: {error.strerror or error}") from error


def _settle(path: Path) -> None:
    """Put a store back that has left its place for another that did not come, and remove what killed processes left beside it."""
    try:
        put_back = [_clear(temporary, path) for temporary in abandoned_folders(path, wait=not path.exists())]
    except OSError as error:
        raise UnavailableError(f"cannot put back what a stopped command left of the store {path}: {error.strerror or error}") from error
    if any(put_back):
        warnings.warn(CengjiWarning(f"a command that changed the store {path} was stopped: it is as it was before"), stacklevel=5)


def _clear(temporary: Path, path: Path) -> bool:
    """Remove the folder of a replacement, after undoing it where it ended between its two steps; return whether it did.

    What may be the only copy of a store is never removed.
    """
    cut_short = (temporary / _NEW).exists() and (temporary / _OLD).exists()
    if cut_short:
        if path.exists():
            return False
        (temporary / _OLD).rename(path)
        sync_folder(path.parent)
    shutil.rmtree(temporary, ignore_errors=True)
    return cut_short


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another that takes its place."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_dev, state.st_ino
