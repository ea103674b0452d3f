"""The five documents: every token is mapped, every piece of evidence is found, the noise is marked."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from cengji.cases import LoadedCase
from cengji.text.clean import Cleaned, clean
from cengji.text.decode import TextKind, decode

TOKEN = re.compile(r"[\w.%+]+|[^\w\s]")
CASES = {
    "gusu": {"navigation": 1, "caption": 1},
    "guanghan": {"navigation": 1, "caption": 2, "broken": 1},
    "fuzhou": {"garbled": 1},
    "wujiang": {"navigation": 9},
    "liuzhou": {"caption": 4, "broken": 7, "cut-off": 1, "repeated": 2},
}
INSERTIONS = 292


@pytest.fixture(scope="session")
def documents(sources: Path, cases: list[LoadedCase]) -> dict[str, Cleaned]:
    """The documents of the packaged cases, found by digest and cleaned."""
    files = {sha256(path.read_bytes()).hexdigest(): path for path in sources.glob("*.txt")}
    digests = {loaded.case.case: loaded.case.document.sha256 for loaded in cases if loaded.case.case in CASES}
    decoded = {case: decode(files[digest].read_bytes(), case) for case, digest in digests.items()}
    assert {(document.encoding, document.kind) for document in decoded.values()} == {("utf-8", TextKind.PLAIN)}
    return {case: clean(document.text, path=case) for case, document in decoded.items()}


@pytest.mark.parametrize("case", CASES)
def test_every_token_is_what_its_raw_slice_cleans_to(case: str, documents: dict[str, Cleaned]) -> None:
    document = documents[case]
    tokens = [found.span() for found in TOKEN.finditer(document.text)]
    wrong = [span for span in tokens if clean(_printed(document, span)).text != document.text[slice(*span)]]
    assert (len(tokens) > 300, wrong) == (True, [])


@pytest.mark.parametrize("case", CASES)
def test_every_character_is_mapped_both_ways(case: str, documents: dict[str, Cleaned]) -> None:
    document = documents[case]
    places = [(at, at + 1) for at in range(len(document.text))]
    spans = [document.raw_span(*place) for place in places]
    assert [document.clean_span(*span) for span in spans] == places
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert clean(document.text).text == document.text


@pytest.mark.parametrize("case", CASES)
def test_every_piece_of_evidence_is_found(case: str, documents: dict[str, Cleaned], cases: list[LoadedCase]) -> None:
    text = "".join(documents[case].text.split())  # an expression may be broken across lines
    loaded = next(loaded for loaded in cases if loaded.case.case == case)
    evidence = list(_evidence(loaded.case.model_dump()))
    assert len(evidence) > 200
    assert [expression for expression in evidence if "".join(expression.split()) not in text] == []


@pytest.mark.parametrize("case", CASES)
def test_the_noise_is_marked(case: str, documents: dict[str, Cleaned]) -> None:
    document = documents[case]
    assert Counter(mark.kind.value for mark in document.marks) == CASES[case]
    assert all(document.text[mark.start : mark.end].strip() for mark in document.marks)


def test_all_insertions_go_and_all_other_brackets_stay(documents: dict[str, Cleaned]) -> None:
    document = documents["fuzhou"]
    toned = re.compile(r"\([a-z]*[\u00e0-\u01ff][a-z]*\)")
    assert (len(toned.findall(document.raw)), toned.findall(document.text)) == (INSERTIONS, [])
    assert document.raw.count("(") - INSERTIONS == document.text.count("(")


def _printed(document: Cleaned, span: tuple[int, int]) -> str:
    start, end = document.raw_span(*span)
    return document.raw[start:end]


def _evidence(part: object) -> list[str]:
    """Return the printed expressions in a case, wherever they stand."""
    if isinstance(part, list):
        return [found for item in part for found in _evidence(item)]
    if not isinstance(part, dict):
        return []
    own = [item["text"] for item in part.get("evidence", []) if item["text"]]
    return own + [found for key, value in part.items() if key != "evidence" for found in _evidence(value)]
