"""Files read or refused in words, replaced whole or not at all, and folders of files that say so while they are not."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EINVAL, EISDIR, ENOTSUP
from pathlib import Path
from typing import Final

from cengji.core.errors import CengjiWarning, InputError, UnavailableError
from cengji.core.temporary import abandoned_files, lock, temporary_file

__all__ = ["INCOMPLETE", "is_incomplete", "read_file", "replace_file", "replace_files", "sync_folder"]

INCOMPLETE: Final = "cengji-incomplete.txt"
"""The file in a folder whose files are of two states: while they are being replaced, and after a kill in the midst of that."""
_EXPLANATION: Final = """\
The files named below were being replaced when this was written. If this file stays, that was stopped half-way, and
they may be of two different states. Run the same command again: it replaces them all and removes this file.
下列文件正在被替换。若本文件未消失，则替换中途停止，各文件可能新旧混杂；请重新运行同一命令。

"""


def read_file(path: Path, remedy: str) -> bytes:
    """Return the bytes of a file that the user has named.

    :raises InputError: if it cannot be read, with this remedy.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError.of(path, f"cannot be read: {error.strerror}", remedy) from error


def replace_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file in full beside its place, then move it there; missing folders are made.

    Whoever reads the file meanwhile reads the old one, and what is killed or loses power leaves the old or the new one
    whole; what it leaves beside it, the next call for a file of that folder removes. A link stays a link to the file
    replaced. What is no regular file, such as ``/dev/null``, is written to.

    :raises UnavailableError: if the file cannot be written.
    """
    chunks = [content] if isinstance(content, bytes) else content
    with _translate_errors(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as file:
                file.writelines(chunks)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        place = path.resolve()
        _remove_abandoned(place.parent)
        with temporary_file(place) as temporary:
            _write(temporary, chunks)
            temporary.replace(place)
            sync_folder(place.parent)


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace the files of these names in a folder together, in this order; other files are not touched.

    All are written before the first is moved, so what fails or is killed till then leaves the old files. While they are
    moved, a file called :data:`INCOMPLETE` stands in the folder, and it stays if that is killed.

    :raises UnavailableError: if a file cannot be written.
    """
    with _translate_errors(folder), ExitStack() as written:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(folder)
        moves: list[tuple[Path, Path]] = []
        for name, content in contents.items():
            place = (folder / name).resolve()
            if place.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(place))
            temporary = written.enter_context(temporary_file(place))
            _write(temporary, [content])
            moves.append((temporary, place))
        with _marked(folder, contents):
            for temporary, place in moves:
                temporary.replace(place)
            for parent in {place.parent for _, place in moves}:
                sync_folder(parent)


def is_incomplete(path: Path) -> bool:
    """Return whether a file was being replaced together with others when that was stopped, or any file of a folder."""
    return bool(_named(path / INCOMPLETE)) if path.is_dir() else path.name in _named(path.parent / INCOMPLETE)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can be asked for that."""
    if sys.platform == "win32":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in (EINVAL, ENOTSUP):  # some file systems know no such thing
            raise
    finally:
        os.close(file)


@contextmanager
def _marked(folder: Path, names: Iterable[str]) -> Iterator[None]:
    """Have a file in the folder that calls these files incomplete, until what is done meanwhile succeeds; one process at a time."""
    marker = folder / INCOMPLETE
    with lock(folder):
        before = _named(marker)
        if before:
            warnings.warn(CengjiWarning(f"{folder}: an earlier run was stopped while it replaced files there"), stacklevel=6)
        _mark(marker, before.union(names))
        yield
        if left := before.difference(names):
            _mark(marker, left)
        else:
            marker.unlink()
            sync_folder(folder)


def _mark(marker: Path, names: Iterable[str]) -> None:
    replace_file(marker, (_EXPLANATION + "".join(f"{name}\n" for name in sorted(names))).encode())


def _named(marker: Path) -> set[str]:
    """Return the names of the files that are incomplete by this file, none where it is not there."""
    try:
        text = marker.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return set()
    return set(text.partition("\n\n")[2].splitlines())


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())


def _remove_abandoned(folder: Path) -> None:
    """Remove what killed writers of files left in a folder; what cannot be removed stays."""
    for path in abandoned_files(folder):
        with suppress(OSError):
            path.unlink()


@contextmanager
def _translate_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        named = path if str(error.filename or "").endswith(".cengji") else error.filename or path
        raise UnavailableError(f"cannot write {named}: {error.strerror}") from error
