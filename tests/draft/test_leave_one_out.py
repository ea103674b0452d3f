"""What the drafts of the packaged cases find and get right, each drafted by what the others teach, is not less than it was."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.draft.leave_one_out import KINDS, Comparison, compare_all

FLOORS: Final = {
    "figures": {"found": 0.96, "right": 0.95, "value": 0.94, "indicator": 0.66, "role": 0.74, "subject": 0.57},
    "places": {"found": 0.92, "right": 0.91},
    "bodies and groups": {"found": 0.75, "right": 0.53, "right as left": 0.6},
    "person groups": {"found": 0.82, "right": 0.66},
    "measures": {"found": 0.73, "right": 0.41},
    "ladders": {"found": 0.62, "right": 0.8},
    "posts": {"found": 0.9, "right": 0.59},
    "events": {"found": 0.67, "right": 0.82},
    "relations": {"found": 0.43, "right": 0.7},
    "problems": {"found": 0.3, "right": 0.4},
    "outcomes": {"found": 0.3, "right": 0.55},
    "cited documents": {"found": 0.22, "right": 0.7},
}
"""The least macro average of each share; docs/curation.md has the measured ones."""


@pytest.fixture(scope="module")
def compared(sources: Path) -> dict[str, Comparison]:
    return compare_all([], sources)


@pytest.mark.parametrize("kind", KINDS)
def test_drafts_find_and_get_right_what_they_did(kind: str, compared: dict[str, Comparison]) -> None:
    told = [one.score(kind).shares() for one in compared.values()]
    averages = {name: sum(held) / len(held) for name in FLOORS[kind] if (held := [one[name] for one in told if name in one])}
    assert {name: share for name, share in averages.items() if share < FLOORS[kind][name]} == {}
