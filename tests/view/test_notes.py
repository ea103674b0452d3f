"""A reader's notes and corrections: written, kept, marked, listed, carried out and in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cengji.core.resources import case_files
from tests.cases.command import cengji
from tests.conftest import need
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import Open, file_asked_for, keep_shot
from tests.view.sample import HOSTILE
from tests.view.test_access import faults

THING = "id/yunxi/measure/m0"


def keep(tab: Any, text: str, *, field: str = "", value: str = "") -> None:  # noqa: ANN401
    """Write a note on what is selected or, with the words of a field, a correction."""
    tab.locator(".note-add").click()
    if field:
        tab.locator(".note-what").select_option(label=field)
        tab.locator(".note-new").fill(value)
    tab.locator(".note-form textarea").fill(text)
    tab.locator("[data-keep='note save']").click()
    tab.locator(".note-form").wait_for(state="detached")


def saved(tab: Any, name: str) -> str:  # noqa: ANN401
    """Return the text of a file that the list of notes gives out."""
    with tab.expect_download() as found:
        tab.locator(f"#notes [data-out={name}]").click()
    return Path(found.value.path()).read_text(encoding="utf-8-sig")


def forget(tab: Any) -> None:  # noqa: ANN401
    """Take all notes out of the browser, as a colleague's has none."""
    tab.evaluate("localStorage.clear()")
    tab.reload()
    tab.wait_for_selector("html[data-ready]")


def test_notes_outlive_the_page_and_pass_to_a_colleague(open_page: Open, tmp_path: Path) -> None:
    tab = open_page(f"#view=measures&sel={THING}&lang=en", fresh=True)
    for text in HOSTILE[:6]:
        keep(tab, text)
    keep(tab, "as the sign says", field="Correct: name in English: Measure 0", value="=1+1")
    tab.reload()
    tab.locator("#details .notes .note-text").first.wait_for()
    assert tab.locator("#details .note-text").all_text_contents() == [
        *(re.sub("[\u202e\u2066]", "\ufffd", one) for one in HOSTILE[:6]),
        "as the sign says",
    ]
    assert tab.locator("#measures [data-node] .noted-mark").first.get_attribute("aria-label") == "7 of my notes"

    tab.locator("#open-notes").click()
    text, table = saved(tab, "notesJson"), saved(tab, "notesCsv")
    correction = json.loads(text)["notes"][-1]
    assert {name: correction[name] for name in ("thing", "case", "file", "path", "field", "old", "new", "note", "label")} == {
        "thing": f"https://w3id.org/cengji/{THING}", "case": "yunxi", "file": "yunxi.yaml", "path": "measures[key=m0].label.en",
        "field": "label.en", "old": "Measure 0", "new": "=1+1", "note": "as the sign says", "label": "Measure 0",
    }  # fmt: skip
    assert table.splitlines()[1].startswith("yunxi.yaml,measures[key=m0].label.en,Measure 0,'=1+1,as the sign says,")

    forget(tab)
    assert tab.locator(".noted-mark").count() == 0
    tab.locator("#open-notes").click()
    mixed = json.loads(text)
    mixed["notes"] += [{"id": "x"}, {**correction, "id": "gone", "thing": "urn:gone", "digest": "0"}]
    file = tmp_path / "notes.json"
    file.write_text(json.dumps(mixed), encoding="utf-8")
    with file_asked_for(tab, file, "#notes-file"):
        tab.locator("[data-keep='notes import']").click()
    tab.locator("#notes .verdict.bad li").first.wait_for()
    assert tab.locator("#notes .verdict.bad > p").first.text_content() == "“notes.json”: 8 added, 0 renewed, 0 there already"
    assert tab.locator("#notes .verdict.bad li").all_text_contents()[0] == "entry 8: has no thing"
    assert tab.locator("#notes .note-list .verdict").text_content() == "made on another build; the thing is not in this page"


def test_a_note_is_written_changed_deleted_and_brought_back_by_the_keys(open_page: Open) -> None:
    tab = open_page(f"#view=lanes&sel={THING}&lang=en", fresh=True)
    press = tab.keyboard.press
    tab.locator(".note-add").focus()
    press("Enter")
    tab.keyboard.type("first")
    press("Escape")
    assert tab.evaluate("document.activeElement.className") == "link note-add"
    assert tab.locator("#details .notes").is_hidden()
    press("Enter")
    press("Control+Enter")
    assert tab.locator(".note-form [role=alert]").text_content() == "Write the note first"
    tab.keyboard.type("second")
    press("Control+Enter")
    assert tab.locator("[role=status]").text_content() == "Note saved"
    tab.locator("#open-notes").focus()
    press("Enter")
    for name in ("note jump", "note edit", "note delete"):
        press("Tab")
        assert tab.evaluate("document.activeElement.dataset.keep").startswith(name)
    press("Enter")
    assert tab.locator("#open-notes").text_content() == "Notes"
    press("Enter")
    assert tab.locator("#notes .note-text").all_text_contents() == ["second"]
    assert tab.locator("#open-notes").text_content() == "Notes 1"


def test_a_correction_of_the_page_is_made_in_the_case_file(open_page: Open, packaged_page: Path, tmp_path: Path) -> None:
    tab = open_page("#view=measures&sel=id/gusu/measure/frontline-unity&lang=en", path=packaged_page, fresh=True)
    tab.locator(".note-add").click()
    tab.locator(".note-what").select_option(label="Correct: stage: in force")
    tab.locator(".note-new").select_option("ended")
    tab.locator("[data-keep='note save']").click()
    tab.locator("#open-notes").click()
    assert tab.locator("#notes .correction ins").text_content() == "ended"
    (tmp_path / "notes.json").write_text(saved(tab, "notesJson"), encoding="utf-8")
    [gusu] = [path for path in case_files() if path.stem == "gusu"]
    text = gusu.read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    done = cengji("case", "correct", "notes.json", "mine.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    above, below = text.split("key: frontline-unity", 1)
    expected = f"{above}key: frontline-unity{below.replace('stage: in-force', 'stage: ended', 1)}"
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(("size", "dark"), [((1440, 900), False), ((390, 844), True)], ids=["wide", "phone"])
def test_axe_finds_nothing_in_the_notes(open_page: Open, *, size: tuple[int, int], dark: bool) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page(f"#view=measures&sel={THING}&outline={int(not dark)}", fresh=True, size=size, dark=dark)
    keep(tab, "看")
    tab.locator(".note-add").click()
    tab.locator(".note-what").select_option(index=1)
    assert faults(tab) == []
    keep_shot(tab, f"note-{size[0]}")
    tab.locator("#open-notes").click()
    assert faults(tab) == []
    keep_shot(tab, f"notes-{size[0]}")


def test_a_note_bears_its_mark_in_the_network_too(open_page: Open, packaged_page: Path) -> None:
    """Of a rung, which the network does not draw, at the body on it."""
    tab = open_page("#view=lanes", path=packaged_page, fresh=True)
    tab.locator("#lanes .rung", has_text="区域党委").first.click()
    keep(tab, "checked against the original")
    tab.evaluate("location.hash = '#view=network'")
    tab.locator("#canvas[data-noted='1']").wait_for()
    accent = """async () => {
      const canvas = document.querySelector("#canvas canvas"), { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) count += data[at] === 168 && data[at + 1] === 50 && data[at + 2] === 31;
      return count;
    }"""
    assert tab.evaluate(accent) > 30
    forget(tab)
    tab.locator("#canvas[data-noted='0']").wait_for()
    assert tab.evaluate(accent) == 0
