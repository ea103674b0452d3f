"""Files replaced whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex

from cengji.core.errors import UnavailableError

__all__ = ["replace_file", "replace_files"]


def replace_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file in full beside its place, then move it there; missing folders are made.

    Whoever reads the file meanwhile reads the old one, and what is killed or loses power leaves the old or the new one
    whole. A link stays a link to the file replaced. What is no regular file, such as ``/dev/null``, is written to.

    :raises UnavailableError: if the file cannot be written.
    """
    chunks = [content] if isinstance(content, bytes) else content
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as file:
                file.writelines(chunks)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path.resolve(), chunks)
    except OSError as error:
        raise UnavailableError(f"cannot write {error.filename or path}: {error.strerror}") from error


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace the files of these names in a folder, one after the other in this order; other files are not touched.

    :raises UnavailableError: if a file cannot be written; those before it are replaced.
    """
    for name, content in contents.items():
        replace_file(folder / name, content)


def _replace(path: Path, chunks: Iterable[bytes]) -> None:
    temporary = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
