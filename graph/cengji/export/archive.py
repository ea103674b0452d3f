"""Several files in one: a ZIP archive whose bytes depend on nothing but the files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

__all__ = ["zipped"]

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that ZIP can say: no clock shows."""
_PLAIN_FILE: Final = 0o644 << 16
_UNIX: Final = 3


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a ZIP archive, in their order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _PLAIN_FILE, _UNIX
            archive.writestr(entry, data)
    return content.getvalue()
