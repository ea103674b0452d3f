"""Corrections of readers: made in the text of a case file, comments and layout kept, refused where the file says something else."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from cengji.cases.correction import Correction, correct, read_corrections
from cengji.core.errors import InputError
from cengji.core.resources import case_files
from tests.cases.command import cengji

CASE = dedent("""\
    case: a   # never touched
    groups:
      - {key: grids, label: 网格, kind: grid-unit}
      # the second
      - key: teams
        label: {zh: 队伍, en: "Teams: all"}   # a comment
        aliases: [队, 班组]
        kind: team
    ladders:
      - key: party
        rungs:
          - {body: grids, tier: grid}
          - body: teams
            evidence: {text: 队伍, start: 1, end: 3}
    figures:
      - key: number
        written: 80余个
        value: 80
        counted: 网格
    """)


def corrected(*changes: tuple[str, str, str], text: str = CASE) -> str:
    return correct(text, "a.yaml", [Correction("a", *change) for change in changes]).text


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (("groups[key=teams].label.en", "Teams: all", "# Crews"), '"Teams: all"', '"# Crews"'),
        (("groups[key=grids].label.zh", "网格", "大网格"), "label: 网格", "label: 大网格"),
        (("groups[key=grids].label.en", "", "grids: all"), "label: 网格", 'label: {zh: 网格, en: "grids: all"}'),
        (("groups[key=grids].note.zh", "", "说明"), "kind: grid-unit}", "kind: grid-unit, note: {zh: 说明}}"),
        (("groups[key=teams].note.zh", "", "说明"), "kind: team\n", "kind: team\n    note: {zh: 说明}\n"),
        (("groups[key=teams].aliases", "班组", "班子"), "[队, 班组]", "[队, 班子]"),
        (("groups[key=teams].status", "stated", "inferred"), "kind: team\n", "kind: team\n    status: inferred\n"),
        (("ladders[key=party].rungs[body=grids].tier", "grid", "estate"), "tier: grid", "tier: estate"),
        (("ladders[key=party].rungs[body=teams].tier", "", "grid"), "body: teams\n", "body: teams\n        tier: grid\n"),
        (("figures[key=number].value", "80.0", "85"), "value: 80", "value: 85"),
        (("figures[key=number].counted.en", "", "grids"), "counted: 网格", "counted: {zh: 网格, en: grids}"),
    ],
)
def test_a_correction_changes_its_value_and_nothing_else(change: tuple[str, str, str], old: str, new: str) -> None:
    assert corrected(change) == CASE.replace(old, new, 1)
    assert corrected(change, text=CASE.replace("\n", "\r\n")).replace("\r\n", "\n") == CASE.replace(old, new, 1)


def test_several_corrections_are_made_at_once_and_once() -> None:
    changes = [("groups[key=teams].label.zh", "队伍", "班子"), ("figures[key=number].value", "80", "81")]
    once = corrected(*changes, *changes)
    assert once == CASE.replace("zh: 队伍", "zh: 班子").replace("value: 80", "value: 81")
    assert correct(once, "a.yaml", [Correction("a", *change) for change in changes]).already == 2


def test_every_correction_that_cannot_be_made_is_told_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        corrected(
            ("groups[key=teams].kind", "squad", "team-unit"),
            ("groups[key=crews].kind", "team", "x"),
            ("groups[key=teams].colour", "", "red"),
            ("groups[key=teams].aliases", "组", "小组"),
            ("groups[key=teams].label.en", "Teams: all", " "),
            ("figures[key=number].value", "80", "many"),
            ("groups[key=teams].label.zh", "队伍", "甲"),
            ("groups[key=teams].label.zh", "队伍", "乙"),
            ("groups[0]", "", "x"),
            ("case.zh", "", "x"),
        )
    assert [str(fault).split(" — ")[0] for fault in caught.value.faults] == [
        "a.yaml:1: groups[0] is no path of a case file: 'groups[0]'",
        "a.yaml:1: case: zh is a field within case, which holds none",
        "a.yaml:2: groups: kind cannot be found: no entry has the key 'crews'",
        "a.yaml:5: groups[1]: colour is no field of a case file",
        "a.yaml:6: groups[1].label.en: en is to become empty",
        "a.yaml:6: groups[1].label.zh: zh is to become '甲' as well",
        "a.yaml:7: groups[1].aliases: aliases does not hold '组'",
        "a.yaml:8: groups[1].kind: kind is 'team', not 'squad'",
        "a.yaml:18: figures[0].value: value is to become 'many', which is no number",
    ]


def test_what_is_no_export_of_the_page_is_told() -> None:
    for data in (b"{", b"[]", b'{"format": "cengji-notes/1"}', b"[" * 100_000):
        with pytest.raises(InputError, match=r"n\.json"):
            read_corrections(data, "n.json")
    notes = [{"note": "x"}, 3, {"field": "kind", "case": "a", "path": "p", "old": 1}]
    with pytest.raises(InputError) as caught:
        read_corrections(json.dumps({"format": "cengji-notes/1", "notes": notes}).encode(), "n.json")
    assert len(caught.value.faults) == 4 + 2


def test_the_command_lists_makes_and_refuses_corrections(tmp_path: Path) -> None:
    [gusu] = [path for path in case_files() if path.stem == "gusu"]
    text = gusu.read_text(encoding="utf-8")
    file, notes = tmp_path / "gusu.yaml", tmp_path / "notes.json"
    file.write_text(text, encoding="utf-8")
    one = {"field": "stage", "case": "gusu", "path": "measures[key=frontline-unity].stage", "old": "in-force", "new": "ended"}

    def write(*entries: dict[str, str]) -> None:
        notes.write_text(json.dumps({"format": "cengji-notes/1", "notes": list(entries)}), encoding="utf-8")

    write(one, one | {"case": "fuzhou"})
    assert cengji("case", "correct", notes).stdout.splitlines()[0] == "gusu: measures[key=frontline-unity].stage: 'in-force' → 'ended'"
    done = cengji("case", "correct", notes, file)
    assert done.returncode == 0 and "1 corrected, 0 said already" in done.stderr and "also corrects fuzhou" in done.stderr
    old = text[text.index("key: frontline-unity") :]
    assert file.read_text(encoding="utf-8") == text.replace(old, old.replace("stage: in-force", "stage: ended", 1))

    before = file.read_bytes()
    write(one | {"old": "ended", "new": "no-such-stage"})
    done = cengji("case", "correct", notes, file)
    assert done.returncode == 3 and "no-such-stage" in done.stderr
    assert file.read_bytes() == before
