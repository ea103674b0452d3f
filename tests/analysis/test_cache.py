"""Analyses kept in the user's cache: the same as computed, and computed anew when anything changes."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

import cengji
from cengji.analysis import analyze
from cengji.analysis.cache import cached_analysis
from cengji.dataset import Dataset


def kept() -> set[Path]:
    """Return the files of kept analyses."""
    return set((platformdirs.user_cache_path("cengji") / "analyses").glob("*.json"))


def test_a_kept_analysis_is_what_is_computed(small_cases: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_cases, "build", "a-build")
    before = kept()
    first = cached_analysis(small_cases, "depth")
    (file,) = kept() - before
    monkeypatch.setattr("cengji.analysis.cache.analyze", None)
    assert cached_analysis(small_cases, "depth") == first == analyze(small_cases, "depth")
    monkeypatch.undo()
    file.write_bytes(file.read_bytes().replace(b"levels", b"lovels"))
    monkeypatch.setattr(small_cases, "build", "a-build")
    assert cached_analysis(small_cases, "depth") == first, "a file that is not as it was written is no answer"


def test_what_may_have_changed_is_computed(small_cases: Dataset) -> None:
    graph = cengji.Graph(small_cases.part(small_cases))
    graph.dataset.build = "another-build"
    graph.store.extend([])
    before = kept()
    assert graph.dataset.build == ""
    graph.analyze("depth")
    assert kept() == before
