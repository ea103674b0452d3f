"""Settling the differences to another curation: taking its side makes the case say the same, keeping one's own is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.api.curating import concept_names
from cengji.core.errors import InputError, UsageError
from cengji.curate.article import Article
from cengji.curate.session import Session
from cengji.curate.settling import Rival
from cengji.dataset import Ontology
from tests.curate.conftest import Enter
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import keep_shot
from tests.view.test_access import faults

CHANGES = {
    "    proposed: counted-noun\n": "",
    "    proposed: head-noun\n": "",
    "    proposed: quoted-name\n": "",
    "    proposed: numeral\n": "",
    "    proposed: chain\n": "",
}
THEIRS = {
    "key: party-organizations": "key: shequ",
    "body: party-organizations": "body: shequ",
    "run_by: party-organizations": "run_by: grids",
    "kind: mechanism": "kind: stewardship",
    "label: 网格\n    kind: grid-unit": "label: 网格单元格\n    kind: community-unit",
    "indicator: grid-count": "indicator: size",
    "{body: grids, tier: grid}": "{body: grids, tier: building}",
    "\nplaces:": "\nconcepts:\n  measure-kind:\n    - {key: stewardship, zh: 管家制, en: stewardship, broader: mechanism}\nplaces:",
}


def written(path: Path, text: str, changes: dict[str, str]) -> Path:
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def mine(case: Path, tmp_path: Path) -> Session:
    """The case with all that it proposes accepted."""
    text = case.read_text(encoding="utf-8")
    return Session(written(case, text, {**CHANGES, "status: inferred": f"status: inferred\n{steward(text)}"}), tmp_path / "log.jsonl")


def steward(text: str) -> str:
    """Return the line of the evidence of the measure."""
    return next(line for line in text.splitlines() if "evidence: {text: “红色管家”机制" in line)


@pytest.fixture
def curation(mine: Session, article: Article, ontology: Ontology, rival: Rival) -> Any:  # noqa: ANN401 - Starlette may be missing
    server = pytest.importorskip("cengji.curate.server")
    return server.Curation(mine, article, concept_names(ontology), ontology.vocabulary, ontology.scheme_titles, rival)


@pytest.fixture
def rival(mine: Session, tmp_path: Path, ontology: Ontology) -> Rival:
    """Another curation: other keys, kinds, links and names, one thing left out, one more."""
    text = mine.text[: mine.text.index("  - key: grids-again")] + mine.text[mine.text.index("ladders:") :]
    more = f"events:\n  - key: begun\n    label: 推行\n    kind: pilot\n    place: qingshan\n    involves: [shequ]\n{steward(text)}\n"
    path = written(tmp_path / "theirs.yaml", text.replace("# the end", more), THEIRS)
    return Rival(path, ontology.vocabulary, tmp_path / "settled.json")


def settle(rival: Rival, session: Session, difference: str, side: str) -> None:
    rival.settle(session, {"version": session.version, "difference": difference, "side": side})


def open_ones(rival: Rival, session: Session, article: Article) -> list[dict[str, Any]]:
    return [one for one in rival.describe(session, article)["differences"] if not one["settled"]]


def test_taking_the_other_side_throughout_says_the_same(mine: Session, rival: Rival, article: Article) -> None:
    found = open_ones(rival, mine, article)
    said = {(one["what"], one["entry"], one["field"]) for one in found}
    assert said >= {
        ("only first", "groups/grids-again", ""),
        ("only second", "", ""),
        ("value", "groups/grids", "label"),
        ("value", "groups/grids", "kind"),
        ("value", "measures/red-steward", "kind"),
        ("value", "measures/red-steward", "run_by"),
        ("value", "figures/grids-size", "indicator"),
        ("value", "ladders/lines", "rungs"),
    }
    before = mine.text
    for many in range(len(found)):
        left = open_ones(rival, mine, article)
        assert len(left) <= len(found) - many
        if not left:
            break
        settle(rival, mine, left[0]["id"], "second")
    assert open_ones(rival, mine, article) == []
    value = mine.tree.value
    assert value["events"][0]["involves"] == ["party-organizations"], "what it refers to is what the case calls the same"
    assert value["concepts"]["measure-kind"][0]["key"] == "stewardship"
    assert "key: party-organizations" in mine.text
    assert "# kept as it was" in mine.text
    while mine.log.done:
        mine.undo(mine.version)
    assert mine.text == before


def test_keeping_ones_own_side_is_remembered_until_either_changes(
    mine: Session, rival: Rival, article: Article, tmp_path: Path, ontology: Ontology
) -> None:
    text, (first, *others) = mine.text, open_ones(rival, mine, article)
    settle(rival, mine, first["id"], "first")
    again = Rival(rival.path, ontology.vocabulary, tmp_path / "settled.json")
    assert mine.text == text
    assert [one["id"] for one in open_ones(again, mine, article)] == [one["id"] for one in others]
    settle(again, mine, first["id"], "open")
    assert len(open_ones(again, mine, article)) == len(others) + 1
    for body in ({"difference": "none", "side": "first"}, {"difference": first["id"], "side": "third"}):
        with pytest.raises(UsageError):
            again.settle(mine, {"version": mine.version, **body})


def test_another_document_or_a_faulty_file_is_refused_in_words(mine: Session, ontology: Ontology, tmp_path: Path) -> None:
    path = written(tmp_path / "faulty.yaml", mine.text, {"kind: grid-unit": "kind: nonsense"})
    with pytest.raises(InputError, match="nonsense"):
        Rival(path, ontology.vocabulary, tmp_path / "settled.json")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_differences_are_settled_by_keyboard_alone(mine: Session, enter: Enter, rival: Rival, article: Article, language: str) -> None:
    tab = enter((1440, 900) if language == "zh" else (1024, 768), language=language, dark=language == "en")
    press = tab.keyboard.press
    press("d")
    press("n")
    many = len(open_ones(rival, mine, article))
    keep_shot(tab, f"curate-differences-{language}")
    assert tab.locator(".entry.open .side").count() == 2
    if AXE_SCRIPT.is_file():
        assert faults(tab) == []
    press("b")
    tab.wait_for_selector("html:not([data-saving])")
    assert len(open_ones(rival, mine, article)) == many - 1
    press("a")
    tab.wait_for_selector("html:not([data-saving])")
    assert len(open_ones(rival, mine, article)) == many - 2
    press("z")
    tab.wait_for_selector("html:not([data-saving])")
    assert len(open_ones(rival, mine, article)) == many - 1
    press("d")
    assert tab.locator("[data-id]").count() > 0
