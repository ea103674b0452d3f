"""The packaged cases, as a graph that the analyses read once."""

from __future__ import annotations

import pytest

from cengji.analysis.material import Material
from cengji.dataset import Dataset


@pytest.fixture(scope="session")
def material(dataset: Dataset) -> Material:
    """What the analyses read of all packaged cases."""
    return Material(dataset)
