"""Environments of other programs, whose libraries cannot be with ours: made once for each set of pinned releases, and kept."""

from __future__ import annotations

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.conftest import ROOT, need
from tests.system_packages import PAGE_TOOLS

__all__ = ["make_environment"]

_KEPT: Final = PAGE_TOOLS.parent.parent / "environments"


def make_environment(name: str) -> Path:
    """Return the Python of an environment that has what ``.ci/NAME.txt`` pins, all of it."""
    pinned = (ROOT / ".ci" / f"{name}.txt").read_text(encoding="utf-8")
    folder = _KEPT / f"{name}-{sha256((pinned + sys.version).encode()).hexdigest()[:12]}"
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        venv.create(folder, clear=True, with_pip=True)
        command = [python, "-m", "pip", "install", "-q", "--no-deps", "-r", ROOT / ".ci" / f"{name}.txt"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        need(f"{name}: {done.stderr}", done.returncode == 0)
        (folder / "whole").touch()
    return python
