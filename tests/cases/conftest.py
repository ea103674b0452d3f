"""What the tests of the loader share: the vocabulary, small cases and the faults of a changed one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cengji.cases import Vocabulary, load_cases
from cengji.core.errors import InputError
from cengji.dataset import Ontology

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def vocabulary(ontology: Ontology) -> Vocabulary:
    """The keys of the packaged schemes."""
    return ontology.vocabulary


@pytest.fixture(scope="session")
def two_streets() -> str:
    """The text of a small case that uses every part of the model."""
    return (HERE / "two_streets.yaml").read_text(encoding="utf-8")


@pytest.fixture
def faults_of(tmp_path: Path, vocabulary: Vocabulary) -> Callable[[str | bytes], list[str]]:
    """Load one case; give its faults as printed, without the name of the file."""
    path = tmp_path / "case.yaml"

    def load(content: str | bytes) -> list[str]:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        try:
            load_cases([path], vocabulary)
        except InputError as error:
            return [str(fault).removeprefix(str(path)).removeprefix(":") for fault in error.faults]
        return []

    return load


@pytest.fixture
def faults_with(two_streets: str, faults_of: Callable[[str | bytes], list[str]]) -> Callable[[str, str], list[str]]:
    """Load the small case with one piece of its text replaced; give its faults as printed."""

    def change(old: str, new: str) -> list[str]:
        assert two_streets.count(old) == 1, f"{old!r} must stand once in two_streets.yaml"
        return faults_of(two_streets.replace(old, new))

    return change
