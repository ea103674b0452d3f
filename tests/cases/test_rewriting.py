"""A changed value in the text of a case file: nothing else changes, and no comment is lost."""

from __future__ import annotations

import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cengji.cases.comments import comment_lines
from cengji.cases.rewriting import apply_edits, rewrite
from cengji.cases.tree import read_tree
from cengji.core.errors import InputError
from cengji.core.resources import case_files
from tests.conftest import ROOT

CASE = """\
# the head
case: a
places:
  # above the place
  - key: a        # its key
    label:
      zh: 甲 # in Chinese
      en: A
    proposed: given  # a guess
    # within
    evidence: [{text: 甲, start: 0, end: 1}, 乙]
  - {key: b, label: 乙, tier: county} # in one line
groups: []
# the end
"""
FILES = [*case_files(), ROOT / "tests" / "cases" / "sixth" / "yunxi.yaml", ROOT / "tests" / "cases" / "two_streets.yaml"]


def rewritten(text: str, value: Any) -> str:  # noqa: ANN401
    return apply_edits(text, rewrite(text, read_tree(text.encode(), "x"), value, "x"))


def value_of(text: str) -> Any:  # noqa: ANN401
    return deepcopy(read_tree(text.encode(), "x").value)


def test_a_field_goes_and_its_comment_stays() -> None:
    value = value_of(CASE)
    del value["places"][0]["proposed"]
    assert rewritten(CASE, value) == CASE.replace("    proposed: given  # a guess\n", "    # a guess\n")


def test_fields_come_and_change_where_they_stand() -> None:
    value = value_of(CASE)
    first, second = value["places"]
    first["label"]["zh"] = "甲: 区"
    first["evidence"][0]["end"] = 2
    second["part_of"] = "a"
    second["label"] = {"zh": "乙", "en": "B"}
    expected = CASE.replace("zh: 甲 #", 'zh: "甲: 区" #').replace("end: 1}", "end: 2}")
    expected = expected.replace("label: 乙, tier: county}", "label: {zh: 乙, en: B}, tier: county, part_of: a}")
    assert rewritten(CASE, value) == expected


def test_entries_and_sections_come_and_go() -> None:
    value = value_of(CASE)
    del value["places"][0]
    value["groups"] = [{"key": "g", "label": "组"}]
    value["figures"] = [{"key": "f", "evidence": [{"text": "2个"}], "note": "x"}]
    changed = rewritten(CASE, value)
    assert value_of(changed) == value
    assert changed.startswith("# the head\ncase: a\nplaces:\n  # above the place\n  # its key\n")
    assert changed.endswith(
        "groups:\n  - {key: g, label: 组}\n\nfigures:\n  - key: f\n    evidence: [{text: 2个}]\n    note: x\n# the end\n"
    )


def test_the_first_field_of_an_entry_goes() -> None:
    text = "exclusions:\n  - evidence: a # one\n    # two\n    reason: b\n"
    value = {"exclusions": [{"reason": "b"}]}
    assert rewritten(text, value) == "exclusions:\n  # one\n  # two\n  - reason: b\n"


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + CASE.replace("\n", "\r\n")
    value = value_of(text)
    value["places"][1]["note"] = "话"
    value["places"].append({"key": "c", "label": {"zh": "丙"}})
    changed = rewritten(text, value)
    assert changed.startswith("\ufeff# the head\r\n")
    assert "\n" not in changed.replace("\r\n", "")


def test_what_cannot_be_edited_in_place_is_refused() -> None:
    text = "? places\n: - - a\n    - b\n"
    with pytest.raises(InputError, match="cannot be edited in place"):
        rewritten(text, {"places": [["a"]], "x": "y"})


def mutate(value: Any, chance: random.Random) -> Any:  # noqa: ANN401
    """Return a case with a few entries and fields added, changed and taken away."""
    changed = deepcopy(value)
    for _ in range(chance.randint(1, 3)):
        held = changed[chance.choice([name for name, held in changed.items() if isinstance(held, list)])]
        at = chance.randrange(len(held)) if held else 0
        what = chance.random()
        if what < 0.2 and len(held) > 1:
            del held[at]
        elif what < 0.4:
            held.insert(chance.choice([at, 0]), {"key": f"new-{chance.randrange(1000)}", "label": "新: 名", "evidence": [{"text": "a"}]})
        elif held and isinstance(held[at], dict) and len(held[at]) > 2:
            name = chance.choice(list(held[at]))
            if what < 0.6:
                del held[at][name]
            else:
                held[at][name] = chance.choice(["新值", ["a", "b"], {"zh": "甲", "en": "b # c"}, 5, True])
    return changed


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path in (FILES[0], *FILES[-2:]) else pytest.mark.slow) for path in FILES],
    ids=lambda path: path.stem,
)
def test_comments_anywhere_in_any_case_stay_and_only_lines_of_what_changed_do_not(path: Path) -> None:
    chance = random.Random(path.stem)  # noqa: S311
    lines = path.read_text(encoding="utf-8").split("\n")
    for number in range(12):
        at = chance.randrange(len(lines))
        lines[at] += f"  # {number}" if lines[at].strip() else f"# {number}"
    text = "\n".join(lines)
    tree = read_tree(text.encode(), "x")
    before = sorted(comment for _, comment in comment_lines(text, tree).values())
    for _ in range(6):
        changed = apply_edits(text, rewrite(text, tree, mutate(tree.value, chance), "x"))
        assert sorted(comment for _, comment in comment_lines(changed, read_tree(changed.encode(), "x")).values()) == before
