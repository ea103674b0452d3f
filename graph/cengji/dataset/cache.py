"""Builds of case files, kept in the user's cache: a file each, named by all that it is made from and by what it holds."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cengji import __version__
from cengji.core.errors import CengjiWarning, UnavailableError
from cengji.core.files import replace_file
from cengji.core.resources import ontology_files, query_files
from cengji.dataset.store import Dataset

__all__ = ["build_digest", "cached_build", "keep_file", "kept_file"]

_MOST: Final = 12  # builds are kept, those used last; one of the packaged cases takes 10 MB
_ROOMS: Final = ("cases", "core", "dataset", "text")  # hold the code and the word lists that a build uses


def cached_build(cases: Sequence[Path], *, proposed: bool = False) -> Dataset:
    """Return the dataset of these case files, with what they only propose if wanted: from the user's cache, else built and kept there.

    A file in the cache that is not as it was written is built anew. Where the cache cannot be written, the
    build is returned all the same, with a :class:`CengjiWarning`.

    :raises InputError: with every fault of every case file.
    """
    from platformdirs import user_cache_path

    folder, digest = user_cache_path("cengji") / "builds", build_digest(cases, proposed=proposed)
    kept = kept_file(folder, digest, "nq")
    if kept is not None:
        dataset = _load(kept)
    else:
        dataset = _build(cases, proposed=proposed)
        content = "".join(f"{quad} .\n" for quad in dataset.sorted_quads).encode()
        try:
            keep_file(folder, digest, content, "nq", most=_MOST)
        except UnavailableError as error:
            warnings.warn(CengjiWarning(f"no cache: {error}"), stacklevel=2)
    dataset.build = digest
    return dataset


def build_digest(cases: Iterable[Path], *, proposed: bool = False) -> str:
    """Return a digest of all that a build of these cases depends on: they, the schemes, the rules and the code that reads them."""
    package = Path(__file__).resolve().parent.parent
    code = sorted(file for room in _ROOMS for kind in ("*.py", "*.txt") for file in (package / room).rglob(kind))
    hasher = sha256(f"{__version__}{' proposed' * proposed}".encode())
    for path in (*cases, *ontology_files("schemes"), *query_files("derive"), *query_files("describe"), *code):
        hasher.update(os.fsencode(path.name) + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()[:32]


def _build(cases: Iterable[Path], *, proposed: bool) -> Dataset:
    from cengji.cases import load_cases
    from cengji.dataset.build import build_dataset
    from cengji.dataset.ontology import read_ontology
    from cengji.dataset.proposals import build_with_proposals

    ontology = read_ontology()
    loaded = (one.case for one in load_cases(cases, ontology.vocabulary))
    return build_with_proposals(loaded, ontology) if proposed else build_dataset(loaded, ontology)


def keep_file(folder: Path, digest: str, content: bytes, suffix: str, *, most: int) -> None:
    """Keep a content under a digest of what it is made from; of all in the folder those that were used last.

    :raises UnavailableError: if it cannot be written.
    """
    replace_file(folder / f"{digest}-{_digest(content)}.{suffix}", content)
    _remove_oldest(folder, suffix, most)


def kept_file(folder: Path, digest: str, suffix: str) -> bytes | None:
    """Return the content kept under this digest, if it is what its name says."""
    for path in folder.glob(f"{digest}-*.{suffix}"):
        with suppress(OSError):
            content = path.read_bytes()
            if path.stem == f"{digest}-{_digest(content)}":
                with suppress(OSError):
                    path.touch()  # what was used last is kept longest
                return content
            path.unlink()
    return None


def _load(content: bytes) -> Dataset:
    """Return the dataset of a kept build, whose digest has shown that it is as it was written."""
    dataset = Dataset((), distinct=True)
    dataset.store.bulk_load(content, format=ox.RdfFormat.N_QUADS, lenient=True)
    return dataset


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]


def _remove_oldest(folder: Path, suffix: str, most: int) -> None:
    """Keep what was used last; another process may do so at the same time."""
    used: list[tuple[float, Path]] = []
    for path in folder.glob(f"*.{suffix}"):
        with suppress(FileNotFoundError):
            used.append((path.stat().st_mtime, path))
    for _, path in sorted(used)[:-most]:
        with suppress(OSError):
            path.unlink()
