"""What kind a draft gives a measure by its name: what the guide says that the names of the kind are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cengji.api.drafting import learn
from cengji.cases.loader import LoadedCase
from cengji.dataset import Ontology
from cengji.draft.measure_kinds import MeasureKinds

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "curation.md"
ELSEWHERE = {"…制度", "薪酬体系", "组织体系", "选聘规划师"}
"""What a row names as a part of a name, as an exception, or by what it is made of."""


@pytest.fixture(scope="module")
def kinds(ontology: Ontology, cases: list[LoadedCase]) -> MeasureKinds:
    return MeasureKinds(learn(ontology, [one.case for one in cases]))


def rows() -> list[tuple[list[str], list[str]]]:
    """Return the kinds and the words of each row of the guide; where a row gives several kinds, each has its part of the words."""
    table = GUIDE.read_text(encoding="utf-8").partition("| kind | names |")[2].partition("\n\n")[0]
    found: list[tuple[list[str], list[str]]] = []
    for line in table.splitlines()[2:]:
        named, words = (cell.strip() for cell in line.strip("|").split("|"))
        keys = re.findall("`([a-z-]+)`", named)
        parts = words.split(";") if len(keys) > 1 else [words]
        found += [([key], re.findall("[一-鿿…]+", part)) for key, part in zip(keys, parts, strict=True)]
    return found


def test_a_name_is_of_the_kind_that_the_guide_gives_its_last_word(kinds: MeasureKinds) -> None:
    asked = [(word, key) for (key,), words in rows() for word in words if word not in ELSEWHERE]
    assert len(asked) > 60
    told = {word: kinds.kind("邻里" + word.lstrip("…"), "none") for word, _ in asked}
    assert {word: (told[word], key) for word, key in asked if told[word] != key} == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("邻里组织体系", "organization-setting"),
        ("四级薪酬体系", "incentive"),
        ("责任体系", "scheme"),
        ("联席会议制度", "mechanism"),
    ],
)
def test_a_longer_ending_tells_more_than_the_last_word(name: str, kind: str, kinds: MeasureKinds) -> None:
    assert kinds.kind(name, "none") == kind
