"""The curator's page in Chromium: by mouse, by keyboard alone, in two windows, and against a hostile article."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cengji.curate.session import Session
from tests.conftest import need
from tests.curate.conftest import MARK, PATIENCE, Enter
from tests.system_packages import AXE_SCRIPT, PAGE_TOOLS
from tests.view.conftest import keep_shot
from tests.view.tabs import FirefoxTab
from tests.view.test_access import faults

pytestmark = pytest.mark.browser


def entry(tab: Any, name: str) -> Any:  # noqa: ANN401
    """Return the row of an entry by its id."""
    return tab.locator(f'[data-id="{name}"]')


def saved(session: Session, pattern: str) -> None:
    """Hold the file against a pattern."""
    assert re.search(pattern, session.path.read_text(encoding="utf-8")), session.path.read_text(encoding="utf-8")


def gone(session: Session, pattern: str) -> None:
    """Hold the file against a pattern that it must not have."""
    assert not re.search(pattern, session.path.read_text(encoding="utf-8"))


def version_after(tab: Any, session: Session, act: Callable[[], object]) -> None:  # noqa: ANN401
    """Do something and wait until the page shows what became of it."""
    with tab.expect_response(lambda response: response.url.endswith("/api/act")) as answer:
        act()
    assert answer.value.status == 200
    tab.wait_for_selector(f'html[data-version="{session.version}"]')


def test_a_case_is_curated_by_mouse(enter: Enter, session: Session) -> None:
    tab = enter()
    entry(tab, "groups/grids").locator(".entry-head").click()
    version_after(tab, session, lambda: tab.get_by_role("button", name="确认", exact=True).click())
    gone(session, "counted-noun")
    entry(tab, "groups/grids-again").locator(".form").wait_for()  # a button goes on as its key does
    entry(tab, "groups/grids").locator(".entry-head").click()
    form = entry(tab, "groups/grids")
    form.locator('[data-path="kind"]').fill("shequ")
    version_after(tab, session, lambda: form.get_by_role("option").first.click())
    saved(session, "key: grids # kept as it was\n    label: 网格\n    kind: community-unit")
    form.locator('[data-path="label.en"]').fill("grids")
    version_after(tab, session, lambda: form.locator('[data-path="label.zh"]').click())
    saved(session, "label: {zh: 网格, en: grids}")
    entry(tab, "groups/grids-again").locator(".entry-head").click()
    entry(tab, "groups/grids-again").locator("[data-merge]").click()
    version_after(tab, session, lambda: tab.get_by_role("option", name="网格").first.click())
    gone(session, "key: grids-again")
    saved(session, "aliases: \\[?网格单元")
    version_after(tab, session, lambda: tab.get_by_role("button", name="撤销").click())
    saved(session, "key: grids-again")
    version_after(tab, session, lambda: tab.get_by_role("button", name="重做").click())
    gone(session, "key: grids-again")


_TYPE = """([code, rest]) => document.activeElement.dispatchEvent(
  new KeyboardEvent('keydown', { bubbles: true, code, key: code.at(-1).toLowerCase(), ...rest }))"""


def test_marked_text_becomes_a_statement_by_mouse(enter: Enter, session: Session) -> None:
    tab = enter()
    tab.evaluate(MARK, "𠮷村是")
    tab.locator("#article").dispatch_event("mouseup")
    assert "𠮷村是" in tab.locator("#run p").inner_text()
    tab.keyboard.press("Shift+]")
    version_after(tab, session, lambda: tab.locator("#run").get_by_role("button", name="地点").click())
    saved(session, "text: 𠮷村, start: 25, end: 27")
    assert "".join(tab.locator("#article .chosen").all_inner_texts()) == "𠮷村"


def test_a_statement_is_made_for_the_open_one_and_a_value_changed_in_its_place(enter: Enter, session: Session) -> None:
    tab = enter()
    entry(tab, "measures/red-steward").locator(".entry-head").click()
    tab.evaluate(MARK, "化解矛盾")
    tab.locator("#article").dispatch_event("mouseup")
    keep_shot(tab, "curate-for-the-open")
    version_after(tab, session, lambda: tab.get_by_role("group", name="为“红色管家机制”新建：").get_by_role("button", name="成效").click())
    saved(session, r"outcomes: \[hua-jie-mao-dun\]")
    measure = entry(tab, "measures/red-steward")
    assert measure.locator(".form").is_visible(), "it stays open"
    tab.evaluate(MARK, "惠及")
    tab.locator("#article").dispatch_event("mouseup")
    version_after(tab, session, lambda: tab.keyboard.press("Shift+6"))
    saved(session, r"outcomes: \[hua-jie-mao-dun, hui-ji\]")
    measure.get_by_title("改换 社区党组织").click()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    measure.get_by_title("改换 社区党组织").click()
    tab.keyboard.type("wangge")
    version_after(tab, session, lambda: tab.keyboard.press("Enter"))
    saved(session, r"run_by: \[?grids")


def test_a_list_takes_all_that_the_marked_text_names(enter: Enter, session: Session) -> None:
    tab = enter()
    entry(tab, "measures/red-steward").locator(".entry-head").click()
    put = entry(tab, "measures/red-steward").locator('[data-path="acts_on.marked"]')
    assert put.count() == 0, "nothing is marked"
    tab.evaluate(MARK, "建立12个社区党组织，划分80余个网格")
    tab.locator("#article").dispatch_event("mouseup")
    keep_shot(tab, "curate-names-in-marked-text")
    entry(tab, "measures/red-steward").locator("summary").first.click()  # the fields that the proposal has not filled
    put.focus()
    version_after(tab, session, lambda: tab.keyboard.press("Enter"))
    saved(session, r"acts_on: \[party-organizations, grids\]")
    assert entry(tab, "measures/red-steward").locator(".chip", has_text="网格").is_visible()
    if not put.is_visible():
        entry(tab, "measures/red-steward").locator("summary").first.click()
    put.click()
    tab.locator("#notice", has_text="没有此栏可再填的").wait_for()
    version_after(tab, session, lambda: tab.get_by_role("button", name="撤销").click())
    gone(session, "acts_on")


def test_what_one_statement_says_is_said_of_all_in_the_marked_text(enter: Enter, session: Session) -> None:
    tab = enter()
    tab.evaluate(MARK, "建立12个社区党组织，划分80余个网格")
    tab.locator("#article").dispatch_event("mouseup")
    spread = tab.get_by_role("group", name="所选文字中另 2 条（组织群）也写：")
    assert spread.count() == 0, "none is open"
    entry(tab, "groups/party-organizations").locator(".entry-head").click()
    assert spread.get_by_role("button").all_inner_texts() == ["类型", "地点"], "what it says, and names and evidence are its own"
    keep_shot(tab, "curate-for-the-others")
    version_after(tab, session, lambda: spread.get_by_role("button", name="类型").click())
    assert session.text.count("kind: community-party-organization") == 3
    assert "80余个网格" in tab.locator("#run p").inner_text(), "the text stays marked for the next field"
    entry(tab, "measures/red-steward").locator(".entry-head").click()
    assert spread.count() == 0, "no other of that kind is marked"
    version_after(tab, session, lambda: tab.get_by_role("button", name="撤销").click())
    assert session.text.count("kind: community-party-organization") == 1


def test_a_case_is_curated_by_keyboard_alone(enter: Enter, session: Session) -> None:
    tab = enter()
    press = tab.keyboard.press
    press("n")
    assert entry(tab, "groups/grids").locator(".form").is_visible()
    version_after(tab, session, lambda: press("a"))
    gone(session, "counted-noun")
    entry(tab, "groups/grids-again").locator(".form").wait_for()  # accepting goes on to the next that is undecided
    version_after(tab, session, lambda: press("x"))
    gone(session, "grids-again")
    version_after(tab, session, lambda: press("z"))
    saved(session, "grids-again")
    version_after(tab, session, lambda: press("Shift+z"))
    tab.wait_for_selector('[data-id="ladders/lines"] .form')
    press("Escape")
    while not entry(tab, "figures/grids-size").locator(".form").is_visible():
        press("j")
    press("e")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.dataset.path") == "written"
    press("End")
    tab.keyboard.type("x")
    version_after(tab, session, lambda: press("Enter"))
    saved(session, "written: 80余个x")
    assert tab.evaluate("document.activeElement.dataset.path") == "written", "the focus stays where it was"
    press("Escape")
    version_after(tab, session, lambda: press("z"))
    saved(session, "written: 80余个\n")
    press("o")
    marked = tab.locator("#run p").inner_text()
    press("]")
    assert tab.locator("#run p").inner_text() != marked
    press("Shift+]")
    version_after(tab, session, lambda: press("1"))
    assert len(session.tree.value["figures"]) == 2
    press("?")
    assert tab.locator("#help").is_visible()
    press("Escape")
    assert not tab.locator("#help").is_visible()


def test_many_are_decided_in_brief_by_keyboard_alone(enter: Enter, session: Session) -> None:
    tab = enter()
    press = tab.keyboard.press
    press("t")
    press("n")
    head = entry(tab, "groups/grids").locator(".entry-head")
    assert tab.locator(".form-row").count() == 0, "no form is open"
    assert head.inner_text().split() == ["网格", "1网格", "2上级", "–", "3子集于", "–", "4于", "青山区", "缺英文"]
    assert "拟议规则：带数量的名词" in entry(tab, "groups/grids").inner_text()
    press("Shift+j")
    keep_shot(tab, "curate-range")
    version_after(tab, session, lambda: press("u"))
    assert session.text.count("proposed: unsure") == 2, "both that were marked"
    press("z")
    tab.wait_for_selector("html:not([data-saving])")
    press("1")  # undo has gone back to the first of them
    assert tab.evaluate("document.activeElement.dataset.path") == "kind", "a digit leads into the field of its place"
    press("Escape")
    version_after(tab, session, lambda: press("Shift+x"))
    gone(session, "key: (grids|grids-size)\n")
    assert session.text.count("body:") == 1
    press("z")
    tab.wait_for_selector("html:not([data-saving])")
    assert session.text.count("body:") == 2
    while "measures" not in str(tab.evaluate("document.activeElement.parentElement.dataset.id")):
        press("j")
    assert entry(tab, "measures/red-steward").locator(".doubt").first.is_visible()
    before = session.version
    press("Shift+g")  # leaves what is doubtful, and here there is nothing else
    assert "无疑点" in tab.locator("#shown").inner_text()
    press("Shift+n")
    assert session.version == before
    press("e")
    assert tab.evaluate("document.activeElement.innerText") == "社区党组织", "into the doubtful value"
    press("x")  # is typed, no command
    assert tab.evaluate("document.activeElement.value") == "x"
    press("Escape")
    press("Escape")
    assert session.version == before


def test_a_concept_that_is_missing_is_declared_where_it_is_named(enter: Enter, session: Session) -> None:
    tab = enter()
    entry(tab, "groups/grids").locator(".entry-head").click()
    kind = entry(tab, "groups/grids").locator('[data-path="kind"]')
    kind.fill("梯口岗")
    assert entry(tab, "groups/grids").get_by_role("option").all_inner_texts() == ["新概念“梯口岗”"]
    kind.press("Enter")
    tab.wait_for_selector('[data-id="concepts.body-kind/ti-kou-gang"]')
    tab.wait_for_selector("html:not([data-saving])")
    saved(session, r"concepts:\n  body-kind:\n    - \{key: ti-kou-gang, zh: 梯口岗\}")
    saved(session, "kind: ti-kou-gang")
    concept = entry(tab, "concepts.body-kind/ti-kou-gang")
    tab.keyboard.press("Escape")
    tab.keyboard.press("f")
    assert tab.evaluate("document.activeElement.dataset.path") == "en", "its English is missing, and asked for"
    tab.keyboard.type("stairway post")
    version_after(tab, session, lambda: tab.keyboard.press("Enter"))
    saved(session, "en: stairway post")
    keep_shot(tab, "curate-concept")
    concept.locator('[data-path="key"]').fill("stairway-post")
    version_after(tab, session, lambda: tab.keyboard.press("Enter"))
    saved(session, "kind: stairway-post")


def test_undo_shows_what_it_is_about(enter: Enter, session: Session) -> None:
    tab = enter()
    tab.keyboard.press("n")
    version_after(tab, session, lambda: tab.keyboard.press("x"))
    tab.keyboard.press("End")
    entry(tab, "figures/grids-size").locator(".entry-head").click()
    version_after(tab, session, lambda: tab.keyboard.press("z"))
    entry(tab, "groups/grids").locator(".form").wait_for()
    assert tab.locator("#shown").inner_text() == "已撤销：删去 网格"
    back = tab.get_by_role("button", name="重做")
    back.focus()
    version_after(tab, session, lambda: tab.keyboard.press("Enter"))
    assert tab.locator("#shown").inner_text() == "已重做：删去 groups/grids"
    tab.keyboard.press("Shift+z")
    assert tab.locator("#shown").inner_text() == "没有可重做的"


def test_one_key_leads_into_the_article_to_where_a_statement_rests_and_back(enter: Enter) -> None:
    tab = enter()
    entry(tab, "measures/red-steward").locator(".entry-head").click()
    tab.keyboard.press("e")
    tab.keyboard.press("F6")
    for _ in range(6):
        tab.keyboard.press("Shift+ArrowRight")
    assert "“红色管家”" in tab.locator("#run p").inner_text()
    tab.keyboard.press("F6")
    assert tab.evaluate("document.activeElement.parentElement.dataset.id") == "measures/red-steward"


def test_the_search_leads_to_what_it_finds_and_back_to_all(enter: Enter) -> None:
    tab = enter()
    tab.keyboard.press("/")
    tab.keyboard.type("wangge")
    assert tab.locator("#list h3").all_inner_texts() == ["组织群 2 / 3", "阶梯 1"]
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.parentElement.dataset.id") == "groups/grids"
    tab.keyboard.press("/")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.parentElement.dataset.id") == "groups/grids"
    assert entry(tab, "figures/grids-size").is_visible()


def test_the_arrows_mark_text_in_the_article(enter: Enter, session: Session) -> None:
    tab = enter()
    tab.locator("#article").focus()
    for key in ("ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        tab.keyboard.press(key)
    assert "“𠮷村”" in tab.locator("#run p").inner_text()
    version_after(tab, session, lambda: tab.keyboard.press("8"))
    evidence = session.tree.value["places"][-1]["evidence"]
    assert (evidence["text"], evidence["end"] - evidence["start"]) == ("𠮷村", 2)


def test_keys_are_no_commands_while_an_input_method_composes(enter: Enter, session: Session) -> None:
    tab = enter()
    tab.keyboard.press("n")
    before = session.version
    for rest in ({"isComposing": True}, {"keyCode": 229}, {"key": "Process"}):
        tab.evaluate(_TYPE, ["KeyA", rest])
    tab.keyboard.press("e")
    for letter in "AXZNOF":
        tab.evaluate(_TYPE, [f"Key{letter}", {}])
    assert session.version == before


def test_faults_stand_beside_their_field_and_a_ladder_is_drawn(enter: Enter, session: Session) -> None:
    tab = enter()
    entry(tab, "figures/grids-size").locator(".entry-head").click()
    field = entry(tab, "figures/grids-size").locator('[data-path="value"]')
    field.fill("800")
    version_after(tab, session, lambda: field.press("Enter"))
    row = entry(tab, "figures/grids-size").locator(".form-row.wrong", has=tab.locator('[data-path="value"]'))
    assert "800" in row.locator(".faults").inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    entry(tab, "ladders/lines").locator(".entry-head").click()
    steps = tab.locator(".ladder .step")
    assert [text.split() for text in steps.all_inner_texts()] == [["社区（村）", "社区党组织"], ["网格", "网格"]]
    tier = entry(tab, "ladders/lines").locator('[data-path="rungs.1.tier"]')
    tier.fill("building")
    version_after(tab, session, lambda: tier.press("Enter"))
    saved(session, "- {body: grids, tier: building} # the lower")
    assert steps.nth(1).locator(".tier").inner_text() == "楼栋"


def test_two_windows_lose_nothing(enter: Enter, session: Session) -> None:
    first = enter()
    second = enter.load(first.context, first.url)  # type: ignore[attr-defined]
    version_after(first, session, lambda: (entry(first, "groups/grids").locator(".entry-head").click(), first.keyboard.press("a")))
    entry(second, "groups/grids-again").locator(".entry-head").click()
    with second.expect_response(lambda response: response.url.endswith("/api/act") and response.status == 200):
        second.keyboard.press("a")
    assert session.text.count("proposed: ") == 3, "what was not touched is done again upon the new state"
    entry(second, "figures/grids-size").locator(".entry-head").click()
    field = entry(second, "figures/grids-size").locator('[data-path="written"]')
    field.fill("mine")
    session.change(session.version, "mend", "x", lambda value: {**value, "figures": [{**value["figures"][0], "written": "theirs"}]})
    field.press("Enter")  # upon the old state; or the page has looked before, and the field says "theirs"
    kept = entry(second, "figures/grids-size").locator(".kept")
    assert "mine" in kept.inner_text()
    saved(session, "written: theirs")
    version_after(second, session, lambda: kept.get_by_role("button", name="保存我写的").click())
    saved(session, "written: mine")


def test_a_file_changed_underneath_is_offered_to_be_read_anew(enter: Enter, session: Session) -> None:
    tab = enter()
    theirs = session.text.replace("# the end", "# theirs")
    session.path.write_text(theirs, encoding="utf-8")
    tab.keyboard.press("n")
    tab.keyboard.press("a")
    notice = tab.locator("#notice")
    notice.get_by_role("button", name="读入改动").wait_for()
    assert session.path.read_text(encoding="utf-8") == theirs
    notice.get_by_role("button", name="读入改动").click()
    notice.locator("p").wait_for(state="detached")
    version_after(tab, session, lambda: tab.keyboard.press("a"))
    saved(session, "# theirs")


def test_a_link_is_good_once_and_the_page_says_so(enter: Enter, chromium: Any, link: str) -> None:  # noqa: ANN401
    tab = enter()
    assert "#" not in tab.url
    context = chromium.new_context(locale="en-GB")
    other = context.new_page()
    other.goto(link)
    other.wait_for_selector("html[data-ready=locked]", timeout=PATIENCE)
    assert "青山" not in other.content()
    assert "good once" in other.locator("#notice").inner_text()
    context.close()
    tab.reload()
    tab.wait_for_selector("html[data-ready]")
    assert entry(tab, "groups/grids").is_visible()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)], ids=["1440", "1024"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing(enter: Enter, size: tuple[int, int], language: str, dark: bool) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = enter(size, language=language, dark=dark)
    name = f"curate-{size[0]}-{language}-{'dark' if dark else 'light'}"
    tab.keyboard.press("o")
    entry(tab, "figures/grids-size").locator(".entry-head").click()
    keep_shot(tab, f"{name}-figure")
    assert faults(tab) == []
    entry(tab, "ladders/lines").locator(".entry-head").click()
    entry(tab, "ladders/lines").locator('[data-path="line"]').click()
    keep_shot(tab, f"{name}-ladder")
    assert faults(tab) == []
    for key in ("Escape", "Escape", "t", "n", "Shift+j"):
        tab.keyboard.press(key)
    keep_shot(tab, f"{name}-brief")
    assert faults(tab) == []
    tab.keyboard.press("?")
    keep_shot(tab, f"{name}-help")
    assert faults(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_text_neither_runs_nor_breaks_the_page(enter: Enter, session: Session, tmp_path: Path) -> None:
    del tmp_path
    tab = enter()
    hostile = '"><img src=x onerror=window.hurt=4>'
    entry(tab, "measures/red-steward").locator(".entry-head").click()
    label = entry(tab, "measures/red-steward").locator('[data-path="label.zh"]')
    label.fill(hostile)
    version_after(tab, session, lambda: label.press("Enter"))
    assert entry(tab, "measures/red-steward").locator(".entry-name").inner_text() == hostile
    tab.get_by_role("button", name="原文").click()
    assert "window.hurt=2" in tab.locator("#article").inner_text()
    assert tab.locator("#article img, #article script, .list img").count() == 0


def test_firefox_marks_adds_mends_and_undoes(link: str, session: Session, tmp_path: Path) -> None:
    executable = shutil.which("firefox-esr")
    need("firefox-esr", executable)
    need("the npm packages of the page", PAGE_TOOLS.is_dir())
    idle = "() => !('saving' in document.documentElement.dataset)"
    tab = FirefoxTab(str(executable), tmp_path)
    try:
        tab.open(link)
        tab.press("o")
        tab.press("0")
        tab.until("() => document.querySelector('.entry.open')?.dataset.id.startsWith('exclusions')")
        tab.press("f")
        tab.type("泛指")
        tab.press("Enter")
        tab.until(idle)
        saved(session, "reason: 泛指")
        tab.press("Escape")
        tab.press("z")
        tab.until(idle)
        gone(session, "reason: 泛指")
        assert tab.ask("() => document.querySelector('#notice').innerText") == ""
    finally:
        tab.close()
