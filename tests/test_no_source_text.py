"""The repository holds no sentence of a document and no personal name."""

from __future__ import annotations

import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from cengji.cases import LoadedCase
from cengji.text.clean import clean
from cengji.text.sources import SourceFolder
from tests.conftest import ROOT

LIMIT = 24
NAMES = frozenset({
    "0e01bd7ec53179ad17cb9ab89df25a4ccfdc225468113fab8f9b41c135665ef4",
    "47d2e4f09066df26f120ce5baf2f548eaa56c9492f00a39186e2dd71c00f37c1",
    "70c746601f8cc22394482ad639283412a397183af248104f8e6b323ad2830975",
    "73b87e9c645bd2c45d80c50ccf0597723ef466310e80310ac7fdf2e8a427ec33",
    "7cbcf9895e4e90c73f19629b38704c8c4ee38ee034b2dbe51b2259de9f63b044",
    "92a054e84d6e2e13d14cfb9b7ac898f70bea1637bc3aaeb075cd7344b3ecd0d4",
    "a1c92d3a6ce9fb2eb2466b92dace1d9b7f5aa77e527f526e15d1a62411b54199",
    "d3df385343e6a8e018a64bcea36da05b354d35b17fa49de141e9c7ba9df22245",
    "fa836f287782f11d6b3ed7126404d0c15164c683ab675c5727ba63c1736e764d",
})  # fmt: skip
"""SHA-256 of the names of persons that the documents print, so that none has to stand here."""


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file() and not name.endswith(".png")]


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def runs(sources: Path, cases: list[LoadedCase]) -> frozenset[str]:
    """Every run of 25 characters of a document, but for those inside the title of a document."""
    folder = SourceFolder(sources)
    found: set[str] = set()
    titles: set[str] = set()
    for loaded in cases:
        file = folder.find(loaded.case.document.sha256)
        assert file is not None, f"{sources} lacks the document of {loaded.case.case}"
        text = _flat(clean(file.text).text)
        found.update(text[at : at + LIMIT + 1] for at in range(len(text) - LIMIT))
        described = loaded.case.document
        titles_of_document = (described.title, described.part.title) if described.part else (described.title,)
        for title in (*titles_of_document, *(policy.title for policy in loaded.case.policies)):
            flat = _flat(f"《{title}》")
            titles.update(flat[at : at + LIMIT + 1] for at in range(len(flat) - LIMIT))
    return frozenset(found - titles)


def test_no_long_run_of_a_document(runs: frozenset[str]) -> None:
    copied = []
    for path in _tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            flat = _flat(line.replace(", start: ", "|start: "))  # the comma behind an expression is the file's own
            copied += [f"{path.relative_to(ROOT)}:{number}" for at in range(len(flat) - LIMIT) if flat[at : at + LIMIT + 1] in runs]
    assert sorted(set(copied)) == []


def test_no_personal_name() -> None:
    named = []
    for path in _tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            han = re.findall(r"[\u4e00-\u9fff]{2,}", line)
            words = {run[at : at + size] for run in han for size in (2, 3) for at in range(len(run) - size + 1)}
            named += [f"{path.relative_to(ROOT)}:{number}" for word in words if sha256(word.encode()).hexdigest() in NAMES]
    assert sorted(set(named)) == []
