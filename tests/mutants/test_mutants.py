"""The mutants: each can still be planted, and none survives the tests of its room but those that the lists name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.mutants.run import HERE, LISTS, ROOT, mutants


@pytest.mark.parametrize("name", LISTS)
def test_every_mutant_can_be_planted_once(name: str) -> None:
    planted = [(mutant.file, mutant.plant(mutant.path(ROOT).read_text(encoding="utf-8"))) for mutant in mutants([name])]
    assert len(set(planted)) == len(planted)


def test_the_lists_are_long_enough_and_name_few_survivors() -> None:
    chosen = list(mutants())
    assert len(chosen) >= 150
    assert sum(bool(mutant.survives) for mutant in chosen) <= 0.05 * len(chosen)


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_none_survives_but_those_listed(name: str) -> None:
    done = subprocess.run([sys.executable, str(HERE / "run.py"), name], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
