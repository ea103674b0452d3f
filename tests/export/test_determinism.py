"""Every export gives the same bytes whatever the hash seed and the order of the case files."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from cengji.cases import load_cases
from cengji.dataset import Ontology, build_dataset
from cengji.export import FORMATS, write
from tests.cases.command import HERE
from tests.dataset.small import SMALL

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
OFFICE: Final = "bodies: [{key: office, label: 办事处, kind: government, place: town, status: inferred, note: 文中未提}]"


def test_exports_are_the_same_to_the_byte_in_another_process(ontology: Ontology, tmp_path: Path) -> None:
    files = [tmp_path / "small.yaml", HERE / "two_streets.yaml"]
    files[0].write_text(SMALL + OFFICE, encoding="utf-8")
    dataset = build_dataset((loaded.case for loaded in load_cases(files, ontology.vocabulary)), ontology)
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *reversed(files)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    digests = {name: sha256(b"".join(write(dataset, name))).hexdigest() for name in FORMATS}
    assert dict(line.split() for line in done.stdout.splitlines()) == digests
    assert sha256(b"").hexdigest() not in digests.values()
