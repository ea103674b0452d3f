"""Analyses of builds, kept in the user's cache: a file each, named by build, analysis, cases and code, and by what it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.analysis.material import Material
from cengji.analysis.records import Analysis, Row, Words
from cengji.analysis.registry import ANALYSES, analyze, find_entry
from cengji.core.errors import UnavailableError
from cengji.core.resources import query_files
from cengji.dataset.cache import keep_file, kept_file

if TYPE_CHECKING:
    from cengji.dataset import Dataset
    from cengji.projection import Projection

__all__ = ["cached_analyses", "cached_analysis"]

_MOST: Final = 128  # analyses are kept, those used last
_ROOMS: Final = ("analysis", "core", "projection")


def cached_analysis(dataset: Dataset, name: str, cases: Iterable[str] = (), read: Callable[[], Projection] | None = None) -> Analysis:
    """Return an analysis: from the user's cache where the dataset is a build as it was made, else computed, and kept there if it is.

    :param read: see :class:`cengji.analysis.material.Material`.
    :raises UsageError: if there is no such analysis or case.
    """
    return _cached(Material(dataset, cases, read), name)


def cached_analyses(dataset: Dataset, cases: Iterable[str] = ()) -> list[Analysis]:
    """Return all analyses, likewise; the data are read once for all of them.

    :raises UsageError: if there is no such case.
    """
    material = Material(dataset, cases)
    return [_cached(material, name) for name in ANALYSES]


def _cached(material: Material, name: str) -> Analysis:
    method, build = find_entry(name).method, material.dataset.build
    if not build:
        return analyze(material, name)
    from platformdirs import user_cache_path

    folder = user_cache_path("cengji") / "analyses"
    digest = sha256("\0".join((build, _code(), name, *sorted(material.cases))).encode()).hexdigest()[:32]
    kept = kept_file(folder, digest, "json")
    if kept is not None:
        held = json.loads(kept)
        rows = (Row(**{**row, "evidence": tuple(row["evidence"])}) for row in held["rows"])
        return Analysis(method=method, rows=tuple(rows), words={key: Words(*words) for key, words in held["words"].items()})
    analysis = analyze(material, name)
    content = {
        "rows": [asdict(row) for row in analysis.rows],
        "words": {key: [words.zh, words.en] for key, words in analysis.words.items()},
    }
    with suppress(UnavailableError):  # computed again where it cannot be kept
        keep_file(folder, digest, json.dumps(content, ensure_ascii=False).encode(), "json", most=_MOST)
    return analysis


@cache
def _code() -> str:
    """Return a digest of what the analyses of a dataset depend on beside it."""
    package = Path(__file__).resolve().parent.parent
    code = [file for room in _ROOMS for file in sorted((package / room).rglob("*.py"))]
    hasher = sha256()
    for path in (*code, *query_files(), *query_files("analysis"), *query_files("view")):
        hasher.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()
