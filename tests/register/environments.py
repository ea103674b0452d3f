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

__all__ = ["MORPH", "make_environment"]

_KEPT: Final = PAGE_TOOLS.parent.parent / "environments"

MORPH: Final = """
import sys
import morph_kgc
lines = morph_kgc.materialize_set(
    "[CONFIGURATION]\\nnumber_of_processes=1\\noutput_format=N-QUADS\\nna_values=\\n[D]\\nmappings=" + sys.argv[1]
)
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    file.writelines(line + " .\\n" for line in sorted(lines))
"""
"""Writes what morph-kgc makes of a mapping to a file."""


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
