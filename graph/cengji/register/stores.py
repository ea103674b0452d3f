"""Quads go into stores on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox

__all__ = ["load_store"]


def load_store(text: Path, folder: Path) -> None:
    """Load a file of N-Quads into an Oxigraph store in a folder; what was there is removed.

    :raises OSError: if the disk fails.
    """
    shutil.rmtree(folder, ignore_errors=True)
    store = ox.Store(str(folder))
    store.bulk_load(path=str(text), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
