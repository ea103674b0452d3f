"""How much an archive really unpacks to: what it declares may be a lie that fills memory."""

from __future__ import annotations

import zipfile
from typing import Final

__all__ = ["find_excess"]

_BLOCK: Final = 1 << 20


def find_excess(archive: zipfile.ZipFile, bound: int) -> str | None:
    """Return the part at which an archive has unpacked to more than so many bytes, None where it stays within.

    Each part is unpacked by blocks and thrown away.

    :raises zipfile.BadZipFile: if a part is damaged; reading a part raises EOFError, NotImplementedError or RuntimeError too.
    """
    total = 0
    for part in archive.infolist():
        with archive.open(part) as content:
            while block := content.read(_BLOCK):
                total += len(block)
                if total > bound:
                    return part.filename
    return None
