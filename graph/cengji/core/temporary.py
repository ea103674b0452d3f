"""Temporary files and folders beside the place they will take, locked as long as their writer lives.

What a killed writer left is told from what another is writing by its lock, which ends with the process. Where nothing
can be locked (Windows, some file systems of a network), nothing is taken for abandoned.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

__all__ = ["abandoned_files", "abandoned_folders", "lock", "temporary_file", "temporary_folder"]

# What is to take the place of ``graph.nq`` is called like ``.graph.nq.0123abcd.cengji``.
_OURS: Final = re.compile(r"\.(?P<place>.+)\.[0-9a-f]{8}\.cengji", re.DOTALL)


@contextmanager
def temporary_file(place: Path) -> Iterator[Path]:
    """Make an empty file beside its place; at the end it is removed, unless it was moved."""
    with _beside(place, lambda path: path.touch(exist_ok=False)) as path:
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def temporary_folder(place: Path) -> Iterator[Path]:
    """Make an empty folder beside its place; to remove it is left to the caller."""
    with _beside(place, lambda path: path.mkdir(mode=0o700)) as path:
        yield path


def abandoned_files(folder: Path) -> Iterator[Path]:
    """Yield the temporary files of a folder whose writer is dead; each is locked until the next one is asked for."""
    for path in _ours(folder):
        if path.is_file():
            with lock(path, wait=False) as locked:
                if locked:
                    yield path


def abandoned_folders(place: Path, *, wait: bool = False) -> Iterator[Path]:
    """Yield the temporary folders beside a place likewise; with ``wait``, those of living writers too when they are done."""
    for path in _ours(place.parent, place.name):
        if path.is_dir():
            with lock(path, wait=wait) as locked:
                if locked:
                    yield path


def _ours(folder: Path, place: str | None = None) -> list[Path]:
    """Return what is called like something temporary in a folder, or for the place of one name there, by name."""
    matches = ((path, _OURS.fullmatch(path.name)) for path in sorted(folder.glob(".*.cengji")))
    return [path for path, match in matches if match and place in (None, match["place"])]


@contextmanager
def lock(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a file or folder against others who do so; yield whether that was done and it still stands there.

    Without ``wait``, what another process has locked is not. A link never is.
    """
    if sys.platform == "win32":
        yield False
        return
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        yield False
        return
    try:
        locked = False
        with suppress(OSError):
            flock(file, LOCK_EX if wait else LOCK_EX | LOCK_NB)
            locked = os.path.samestat(os.fstat(file), path.lstat())
        yield locked
    finally:
        os.close(file)


@contextmanager
def _beside(place: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    while True:
        path = place.with_name(f".{place.name}.{token_hex(4)}.cengji")
        make(path)
        with lock(path):
            if path.exists():  # else another process took it for abandoned before it was locked
                yield path
                return
