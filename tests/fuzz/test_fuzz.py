"""Whatever becomes of an input, a command answers or refuses it: documented exit codes, clear messages, bounded work."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="commands are forked, and their memory is read as Linux has it")


def faults_of(seed: int, count: int) -> str:
    """Return the faults that so many inputs of a seed show, a line each, above a line of counts; nothing where all is well."""
    command = [sys.executable, "-m", "tests.fuzz.campaign", "--seed", str(seed), "--count", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_twenty_mutations() -> None:
    assert faults_of(0, 20) == ""


@pytest.mark.slow
def test_two_thousand_mutations() -> None:
    assert faults_of(1, 2000) == ""
