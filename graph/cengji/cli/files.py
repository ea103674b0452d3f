"""What a command writes: to a file, or to standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, TextIO

from cengji.core.errors import UnavailableError
from cengji.core.files import replace_file

__all__ = ["binary_output", "show_any_character", "write_output"]


def write_output(target: str, content: bytes | Iterable[bytes]) -> None:
    """Write to a file, or to standard output where the target is ``-``, chunk after chunk where chunks are given.

    :raises UnavailableError: if the file cannot be written.
    """
    if target != "-":
        replace_file(Path(target), content)
        return
    output = binary_output()
    try:
        output.writelines([content] if isinstance(content, bytes) else content)
        output.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnavailableError(f"cannot write to standard output: {error.strerror}") from error


def binary_output() -> BinaryIO:
    """Return standard output as it takes bytes.

    :raises UnavailableError: if it is closed.
    """
    if sys.stdout is None:
        raise UnavailableError("standard output is closed")
    return sys.stdout.buffer


def show_any_character(stream: TextIO | None) -> None:
    r"""Have a stream of text write what its encoding lacks as ``\uXXXX``: Chinese where it is cp1252, names of files that are no text.

    >>> stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    >>> show_any_character(stream)
    >>> stream.write("café 网格"), stream.flush(), stream.buffer.getvalue()
    (7, None, b'caf\xe9 \\u7f51\\u683c')
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
