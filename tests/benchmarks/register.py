"""A synthetic national register: the packaged cases over and over, each time as other places with other keys.

So it has the proportions of real cases in every respect, conforms where they do, and needs no invented names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from cengji import open as open_graph
from cengji.core.namespaces import ID, ROOT, SCHEMES
from cengji.dataset import Dataset

__all__ = ["load", "register", "write"]


def register(triples: int) -> Iterator[str]:
    """Yield at least so many triples as lines of N-Quads: the schemes once, then copies of the cases and their places.

    The n-th copy has ``-n`` after the key of each case and place; division codes stay, since no others are valid.
    """
    lines = sorted(f"{quad} .\n" for quad in open_graph().dataset)
    shared = [line for line in lines if line.endswith(f"<{SCHEMES}> .\n")]
    own = [line for line in lines if not line.endswith(f"<{SCHEMES}> .\n")]
    cases = sorted({line.split("/case/", 1)[1].split(">")[0] for line in own if line.startswith(f"<{ROOT}case/")})
    keys = re.compile(
        rf"({re.escape(ROOT)}(?:(?:id|case|curation)/(?:{'|'.join(cases)})|{re.escape(ID.removeprefix(ROOT))}place/[a-z0-9-]+))(?=[/>])"
    )
    yield from shared
    written, copy = len(shared), 0
    while written < triples:
        copy += 1
        yield from (keys.sub(rf"\g<1>-{copy:04d}", line) for line in own)
        written += len(own)


def write(path: Path, triples: int) -> Path:
    """Write the register to a file of N-Quads; give its path."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(register(triples))
    return path


def load(path: Path) -> Dataset:
    """Read a file of N-Quads as pyoxigraph does it fastest."""
    dataset = Dataset(())
    dataset.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return dataset
