"""Files written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from graph.errors import UnavailableError

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
            _replace(folder / name, content)
    except OSError as error:
        raise UnavailableError(f"cannot write {error.filename or folder}: {error.strerror}") from error


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_output(target: str, content: bytes) -> None:
    """Write to a file, or to standard output where the target is ``-``.

    :raises UnavailableError: if the file cannot be written.
    """
    if target == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        path = Path(target)
        replace_files(path.parent, {path.name: content})
