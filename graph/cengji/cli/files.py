"""Files written whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from cengji.core.errors import UnavailableError

__all__ = ["replace_files", "write_output"]


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write each file in full beside its place, then move it there; other files are not touched.

    The files are replaced one after the other in the given order, so a build that is killed leaves
    every single file whole.

    :raises UnavailableError: if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            _replace(folder / name, [content])
    except OSError as error:
        raise UnavailableError(f"cannot write {error.filename or folder}: {error.strerror}") from error


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_output(target: str, content: bytes | Iterable[bytes]) -> None:
    """Write to a file, or to standard output where the target is ``-``, chunk after chunk where chunks are given.

    :raises UnavailableError: if the file cannot be written.
    """
    chunks = [content] if isinstance(content, bytes) else content
    if target == "-":
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, chunks)
    except OSError as error:
        raise UnavailableError(f"cannot write {error.filename or path}: {error.strerror}") from error
