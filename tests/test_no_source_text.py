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
    "013c8a97a9fa41e921506d66932151342aa68cc9d010dbc954ad4c4e9b5aed05",
    "0873631c4bf35109b9a36df451459f3bfa0bc4d67e11df7a244f8502773bb360",
    "0e01bd7ec53179ad17cb9ab89df25a4ccfdc225468113fab8f9b41c135665ef4",
    "10e6d38e960c4b4fb312dfa21d481ce4243513f5436d8d2f8cd619bc799675b5",
    "14b576995893215b69b430117af64d668e86dfed051479de6ee4d2be3a87e020",
    "304bd31ca0bc6527c2e12572cd11dbeb7dcf694b6c767ca18fe29f0cfff30559",
    "3251f503e6d748a8a70548f06f6716ab6bc97919aee739cfa2f6d70c214ba063",
    "3309f643fd16a581754c9cce38a1ed92c50d0228e24b049586117fed75186426",
    "37e27da4c4b7bbce80b4c764ca3950975801ea167ab80c198dfedca57a4a6ad3",
    "47d2e4f09066df26f120ce5baf2f548eaa56c9492f00a39186e2dd71c00f37c1",
    "4d3371f3ef67f94ea5def2d9e3966d3324988a0c54fc044d09f6133d74454ffb",
    "552aa526b29c0a2bfea8f896b288d0fabb297449370b14db9db64daf30159371",
    "5721f252c603ff55d220c0e3e4c14246818ee4b550eb342325a9e359ad0d5466",
    "6b8f41ab5b76145bcb9622e2bf6dc395522a34053fd7ac0e31b5f0e2bdb69d27",
    "70c746601f8cc22394482ad639283412a397183af248104f8e6b323ad2830975",
    "73b87e9c645bd2c45d80c50ccf0597723ef466310e80310ac7fdf2e8a427ec33",
    "7cbcf9895e4e90c73f19629b38704c8c4ee38ee034b2dbe51b2259de9f63b044",
    "8715f01a86edfbddedd608fe2c00464f4cbecbbb0e0c2ef319e33375a9606260",
    "897dfaa8b0d477861f3c805f51811193a58a4d25661d5ae978fcdd0c39abeb9d",
    "8eaac23ac7086aeec1654425901bcb391934bbfae9d41913528c36212d7df225",
    "92a054e84d6e2e13d14cfb9b7ac898f70bea1637bc3aaeb075cd7344b3ecd0d4",
    "98a12748299aa1c5e6337489cca2cf3f5564cf65484dbb3bb589412d9649d125",
    "9abc48db1562030b7694a81e9fcf184864fae1c16a3d53e24b3ccf059a1ececb",
    "a1c92d3a6ce9fb2eb2466b92dace1d9b7f5aa77e527f526e15d1a62411b54199",
    "a2fcda936500dc5c13b5f3a4cd7af29f3e1418ac36321b9982d0d7ebf9ebe158",
    "b8d6d7b2c1222b00eebff4fab3d3df6a07f9b063d296b27fb36bc0c3042e16f0",
    "bc7b5ca320c0d474647fb45ef4014af7fb867ffb035ef6009263c855e4fc9aa2",
    "c3f8cc89acdf114cf7f0014f81d12bd548d145e0707c07f658114bf53dbf8ef3",
    "c9a15e3ef57fe21873251192926d53db941749ee46041b4ea5fcf5352818289d",
    "d2c746fab8e64d89c86594620a1b5be03710cb00fc8e03a57e8bf1d5ad6b5436",
    "d3df385343e6a8e018a64bcea36da05b354d35b17fa49de141e9c7ba9df22245",
    "f1b1c5874943f3afe7c2252a87903b36f666e4f75aaa34c24bee3cc7e44f3c41",
    "fa836f287782f11d6b3ed7126404d0c15164c683ab675c5727ba63c1736e764d",
    "fc8e3c7e465d7e4dc8bf7710c0c2bb04936deb1234c72b850d9f7ae54e06bf5b",
})  # fmt: skip
"""SHA-256 of the names of persons that the documents print, so that none has to stand here."""


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file() and not name.endswith(".png")]


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def runs(sources: Path, cases: list[LoadedCase]) -> frozenset[str]:
    """Every run of 25 characters of the documents, also of those without a case, but for those inside the title of a document."""
    folder = SourceFolder(sources)
    lacking = [loaded.case.case for loaded in cases if folder.find(loaded.case.document.sha256) is None]
    assert lacking == [], f"{sources} lacks their documents"
    found: set[str] = set()
    titles: set[str] = set()
    for file in folder.others(set()):
        if file.path.suffix == ".txt":  # the notes of the folder are no document
            text = _flat(clean(file.text).text)
            found.update(text[at : at + LIMIT + 1] for at in range(len(text) - LIMIT))
    for loaded in cases:
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
