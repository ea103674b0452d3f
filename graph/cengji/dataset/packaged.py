"""Builds from case files, and the packaged one kept in the user's cache under a digest of all that it depends on."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from cengji import __version__
from cengji.core.errors import CengjiWarning, UnavailableError
from cengji.core.files import replace_file
from cengji.core.resources import case_files, ontology_files, query_files
from cengji.dataset.store import Dataset

__all__ = ["build_digest", "built", "packaged_dataset"]


def packaged_dataset() -> Dataset:
    """Return the build of the packaged cases: from the user's cache where that holds this very content, else built and kept there.

    Where the cache cannot be written, the build is given all the same, with a :class:`CengjiWarning`.
    """
    from platformdirs import user_cache_path

    cached = user_cache_path("cengji") / build_digest(case_files()) / "graph.nq"
    if cached.is_file():
        dataset = Dataset(())
        dataset.store.bulk_load(path=str(cached), format=ox.RdfFormat.N_QUADS)
        return dataset
    dataset = built(case_files())
    try:
        replace_file(cached, (f"{quad} .\n".encode() for quad in dataset.sorted_quads))
    except UnavailableError as error:
        warnings.warn(f"no cache: {error}", CengjiWarning, stacklevel=2)
    return dataset


def built(cases: Iterable[Path]) -> Dataset:
    """Load these case files and build their dataset.

    :raises InputError: with every fault of every file.
    """
    from cengji.cases import load_cases
    from cengji.dataset.build import build_dataset
    from cengji.dataset.ontology import read_ontology

    ontology = read_ontology()
    return build_dataset((loaded.case for loaded in load_cases(cases, ontology.vocabulary)), ontology)


def build_digest(cases: Iterable[Path]) -> str:
    """Return a digest of all that a build of these cases depends on: they, the schemes, the rules and the code that reads them."""
    package = Path(__file__).resolve().parent.parent
    code = sorted(file for room in ("cases", "dataset", "text") for file in (package / room).rglob("*.py"))
    hasher = sha256(__version__.encode())
    for path in (*cases, *ontology_files("schemes"), *query_files("derive"), *code):
        hasher.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()[:32]
