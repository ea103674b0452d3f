"""Settling the differences to another curation: taking its side makes the case say the same, keeping one's own is remembered."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from cengji.agreement import match_curations
from cengji.api.curating import concept_names
from cengji.cases import LoadedCase, Vocabulary
from cengji.cases.loader import check_case
from cengji.cases.tree import read_tree
from cengji.core.errors import InputError, UsageError
from cengji.curate.article import Article
from cengji.curate.refusals import REFUSALS
from cengji.curate.session import Session
from cengji.curate.settling import Rival
from cengji.curate.taking import take
from cengji.dataset import Ontology
from cengji.text.characters import is_han
from tests.conftest import ROOT
from tests.curate.conftest import Enter
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import keep_shot
from tests.view.test_access import faults


def said(start: int) -> dict[str, Any]:
    """Return evidence at two characters."""
    return {"text": "网格", "start": start, "end": start + 2, "sha256": "0" * 64}


STATED: dict[str, Any] = {
    "case": "qingshan",
    "title": {"zh": "青山区", "en": "Qingshan"},
    "document": {"title": "观察", "kind": "news-report", "published": "2024-05-01", "sha256": "0" * 64, "characters": 99},
    "places": [{"key": "qingshan", "label": {"zh": "青山区", "en": "Qingshan"}, "tier": "county", "evidence": said(0)}],
    "groups": [
        {"key": "offices", "label": "办公室", "kind": "grid-unit", "place": "qingshan", "parent": "grids", "evidence": said(20)},
        {"key": "grids", "label": "网格", "kind": "grid-unit", "place": "qingshan", "evidence": said(10)},
    ],
    "measures": [
        {
            "key": "steward", "label": "管家", "kind": "mechanism", "place": "qingshan", "acts_on": ["offices", "grids"],
            "evidence": said(30), "no_generic": {"zh": "此地独有", "en": "found nowhere else"},
        },
    ],
}  # fmt: skip
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


def loaded(value: dict[str, Any], vocabulary: Vocabulary) -> LoadedCase:
    tree = read_tree(json.dumps(value).encode(), "case.yaml")
    case, faults = check_case(tree, "case.yaml", vocabulary)
    assert case is not None, faults
    return LoadedCase(case, "case.yaml", {}, tree)


def statements(value: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return what a case states and proposes, but for its keys."""
    return sorted(
        (section, json.dumps(one["label"]), one["evidence"]["start"], "proposed" in one)
        for section in ("places", "groups", "measures")
        for one in value.get(section, [])
    )


def others(value: dict[str, Any]) -> list[str]:
    """Return what else a case states, the English of concepts left out."""
    kept = [one for name in ("same_bodies", "exclusions") for one in value.get(name, []) if "proposed" not in one]
    concepts = [one | {"scheme": scheme, "en": ""} for scheme, held in value.get("concepts", {}).items() for one in held]
    return sorted(json.dumps(one, sort_keys=True) for one in (*kept, *concepts))


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


def shown(value: dict[str, Any], at: str, **fields: Any) -> dict[str, Any]:
    """Return a case in which an entry has other fields, None for none."""
    section, key = at.split("/")
    changed = [{**one, **fields} if one["key"] == key else one for one in value[section]]
    return {**value, section: [{name: held for name, held in one.items() if held is not None} for one in changed]}


BARE = shown(shown(STATED, "groups/grids", proposed="numeral"), "groups/offices", parent=None)
BARE = shown(BARE, "measures/steward", acts_on=["offices"])
SPLIT = {**STATED, "groups": [*STATED["groups"], {**STATED["groups"][1], "key": "second-grids", "evidence": said(5)}]}
MOVED = shown(STATED, "groups/grids", evidence=said(5))
RENAMED = json.loads(json.dumps(STATED).replace('"grids"', '"cells"'))
MAPPED = shown(STATED, "measures/steward", no_generic=None, generic={"measure": "grid-management"})
FULL: dict[str, Any] = {
    **STATED,
    "concepts": {
        "measure-kind": [
            {"key": "stewardship", "zh": "管家制", "en": "stewardship", "broader": "mechanism"},
            {"key": "red", "zh": "红色管家制", "en": "red stewardship", "broader": "stewardship"},
        ]
    },
    "bodies": [{"key": "office", "label": "区委", "kind": "community-unit", "place": "qingshan", "evidence": said(50)}],
    "relations": [
        {"key": "leads", "subject": "office", "relation": "leads", "object": "grids", "label": "统领", "evidence": said(60)},
    ],
    "same_bodies": [{"body": "office", "other": "gusu/district", "reason": "同名"}],
    "exclusions": [
        {"evidence": said(70), "reason": "虚指"},
        {"evidence": said(80), "reason": "虚指", "proposed": "lexical"},
    ],
}  # fmt: skip
OTHERWISE = shown(
    shown(FULL, "measures/steward", kind="keeping", aliases=["红管家"]), "groups/grids", label="网格单元", aliases=["网格", "格子"]
)
OTHERWISE = {
    **shown(OTHERWISE, "relations/leads", label="领导"),
    "case": "qingshan-2024",
    "title": {"zh": "青山", "en": "Qingshan"},
    "document": {**STATED["document"], "kind": "feature", "page": "3", "language": "zh"},
    "concepts": {
        "measure-kind": [
            {"key": "keeping", "zh": "管家制", "en": "keeping", "broader": "programme"},
            {"key": "red", "zh": "红管家", "en": "red keeping", "broader": "keeping"},
        ],
        "unit": [{"key": "pot", "zh": "盆", "en": "pot", "broader": "item"}],
    },
    "same_bodies": [
        {"body": "office", "other": "gusu/district", "status": "disputed", "reason": "同名"},
        {"body": "office", "other": "lijiang/district", "reason": "同名"},
    ],
    "exclusions": [{"evidence": one, "reason": "虚指"} for one in (said(80), {**said(71), "end": 74}, said(90))],
}

EMPTY = {name: held for name, held in STATED.items() if name not in ("groups", "measures")}


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STATED, SPLIT),
        (STATED, MOVED),
        (STATED, RENAMED),
        (BARE, RENAMED),
        (BARE, SPLIT),
        (STATED, EMPTY),
        (MOVED, SPLIT),
        (STATED, MAPPED),
        (FULL, OTHERWISE),
        (FULL, STATED),
    ],
    ids=[
        "split",
        "moved",
        "renamed",
        "proposed",
        "proposed and split",
        "empty",
        "moved and split",
        "mapped",
        "otherwise",
        "next to nothing",
    ],
)
def test_taking_the_other_side_loses_and_doubles_no_statement(
    one: dict[str, Any], other: dict[str, Any], ontology: Ontology, *, backward: bool
) -> None:
    value, theirs = (other, one) if backward else (one, other)
    for _ in range(40):
        comparison = match_curations(loaded(value, ontology.vocabulary), loaded(theirs, ontology.vocabulary))
        differences = [*comparison.agreement().differences]
        if not differences:
            break
        for difference in differences[:: -1 if backward else 1]:
            with suppress(UsageError):  # what others need is settled after them
                value = take(value, theirs, difference, comparison)
                break
    assert differences == []
    assert statements(value) == statements(theirs)
    assert others(value) == others(theirs)
    assert check_case(read_tree(json.dumps(value).encode(), "case.yaml"), "case.yaml", ontology.vocabulary)[1] == []


def test_what_others_cannot_do_without_is_not_taken_out(ontology: Ontology) -> None:
    rungs = [{"body": "offices", "tier": "community"}, {"body": "grids", "tier": "grid"}]
    mine = {
        **STATED,
        "ladders": [{"key": "line", "label": "网格", "line": "party", "place": "qingshan", "rungs": rungs, "evidence": said(5)}],
    }
    comparison = match_curations(loaded(mine, ontology.vocabulary), loaded(EMPTY, ontology.vocabulary))
    group, *_ = [one for one in comparison.agreement().differences if one.at_first and one.at_first.key == "grids"]
    with pytest.raises(UsageError, match=r"ladders/line \(rungs\) cannot stand without it"):
        take(mine, EMPTY, group, comparison)
    mine = take(STATED, EMPTY, group, comparison)
    assert [one.get("acts_on") for one in mine["measures"]] == [["offices"]], "what else it names stays"


def test_every_refusal_is_said_in_both_languages_with_the_same_places() -> None:
    for name, said in REFUSALS.items():
        assert sorted(re.findall(r"{(\w+)", said.zh)) == sorted(re.findall(r"{(\w+)", said.en)), name
        assert any(map(is_han, said.zh)), name
    beside = [
        path.name for path in (ROOT / "graph" / "cengji" / "curate").glob("*.py") if "raise UsageError" in path.read_text(encoding="utf-8")
    ]
    assert beside == []


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
