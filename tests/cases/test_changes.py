"""One wrong thing at a time in a small case: the whole list of faults that it brings, from the files in changes/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


def changes() -> Iterator[object]:
    """Yield (old, new, faults) for each block of each file; the files say how to read them."""
    for path in sorted(Path(__file__).with_name("changes").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
            old, new, *faults = block.strip().split("\n")
            assert old[:2] == "- " and new[:2] == "+ " and faults, f"{path.name}: {block}"
            yield pytest.param(old[2:].replace("⏎", "\n"), new[2:].replace("⏎", "\n"), faults, id=f"{path.stem}: {new[2:50]}")


@pytest.mark.parametrize(("old", "new", "faults"), list(changes()))
def test_whole_list_of_faults(old: str, new: str, faults: list[str], faults_with: Callable[[str, str], list[str]]) -> None:
    assert faults_with(old, new) == faults
