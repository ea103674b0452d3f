"""Every export gives the same bytes whatever the hash seed and the order of the case files."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import Final

import pytest

from cengji.core.resources import case_files
from cengji.export import FORMATS

SCRIPT: Final = """
import sys
from hashlib import sha256
from pathlib import Path
from cengji.cases import load_cases
from cengji.dataset import build_dataset, read_ontology
from cengji.export import FORMATS, write
ontology = read_ontology()
dataset = build_dataset((loaded.case for loaded in load_cases([Path(name) for name in sys.argv[1:]], ontology.vocabulary)), ontology)
for name in FORMATS:
    print(name, sha256(b"".join(write(dataset, name))).hexdigest())
"""


def start(seed: str, files: list[str]) -> subprocess.Popen[str]:
    """Write every format in a process of its own and print the digests."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *files], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def digests() -> list[dict[str, str]]:
    """The digest of every format, by name, of two runs as different as can be."""
    files = [str(path) for path in case_files()]
    found = []
    for process in (start("1", files), start("2", files[::-1])):
        stdout, stderr = process.communicate()
        assert (process.returncode, stderr) == (0, "")
        found.append(dict(line.split() for line in stdout.splitlines()))
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_export_is_the_same_to_the_byte(name: str, digests: list[dict[str, str]]) -> None:
    first, second = digests
    assert first[name] == second[name] != sha256(b"").hexdigest()
