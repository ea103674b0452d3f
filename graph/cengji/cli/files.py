"""What a command writes: to a file, or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from cengji.core.files import replace_file

__all__ = ["write_output"]


def write_output(target: str, content: bytes | Iterable[bytes]) -> None:
    """Write to a file, or to standard output where the target is ``-``, chunk after chunk where chunks are given.

    :raises UnavailableError: if the file cannot be written.
    """
    if target == "-":
        sys.stdout.buffer.writelines([content] if isinstance(content, bytes) else content)
        sys.stdout.buffer.flush()
    else:
        replace_file(Path(target), content)
