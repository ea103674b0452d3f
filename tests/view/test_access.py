"""The page for everybody: axe-core finds nothing, the outline says what the picture shows, keys and voice suffice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import Open, keep_shot

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(tab: Any) -> list[str]:  # noqa: ANN401
    """Return what axe-core finds on the page as it stands: rule, element, reason."""
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(AXE_SCRIPT.read_text(encoding="utf-8"))
    found = tab.evaluate(
        "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then(result => result.violations)", _RULES
    )
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_any_view(open_page: Open, language: str, dark: bool) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page(f"#lang={language}", dark=dark)
    views = [name.removeprefix("tab-") for name in tab.eval_on_selector_all("[role=tab]", "all => all.map(e => e.id)")]
    for view in views:
        tab.evaluate(f"location.hash = '#view={view}&lang={language}&outline=1&no-tier=grid&sel=id/yunxi/figure/grids'")
        tab.locator(f"#{view}").wait_for()
        keep_shot(tab, f"{view}-{language}-{'dark' if dark else 'light'}")
        assert faults(tab) == [], view
    tab.locator("#open-exports").click()
    assert faults(tab) == []


def test_axe_finds_nothing_in_the_page_of_the_five_places(open_page: Open, packaged_page: Path) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page(path=packaged_page)
    for view in ("lanes", "measures", "figures", "timeline", "documents", "network"):
        tab.evaluate(f"location.hash = '#view={view}&sel=id/gusu/group/area-party-committees'")
        tab.locator(f"#{view}").wait_for()
        assert faults(tab) == [], view


def test_axe_finds_nothing_on_a_phone(open_page: Open) -> None:
    need("axe-core (python tests/system_packages.py)", AXE_SCRIPT.is_file())
    tab = open_page("#view=lanes", size=(390, 844))
    tab.locator("#open-filters").click()
    assert faults(tab) == []


def rows(tab: Any) -> list[tuple[str, int, str]]:  # noqa: ANN401
    """Return the outline: node, level and name of each row."""
    return [
        tuple(row)
        for row in tab.eval_on_selector_all(
            "#outline [role=treeitem]",
            "all => all.map(e => [e.dataset.node, Number(e.getAttribute('aria-level')), e.querySelector('.t').textContent])",
        )
    ]


def test_the_outline_lists_exactly_what_the_ladders_show(open_page: Open) -> None:
    tab = open_page("#view=lanes&outline=1&no-place=hefeng&no-tier=grid")
    outline = rows(tab)
    drawn = tab.eval_on_selector_all(".rung", "all => all.map(e => [e.dataset.node, e.querySelector('.t').textContent])")
    assert sorted((node, name) for node, level, name in outline if level == 3) == sorted((node, name) for node, name in drawn)
    heads = tab.eval_on_selector_all("button.ladder", "all => all.map(e => [e.dataset.node, e.querySelector('.t').textContent])")
    assert [[node, name] for node, level, name in outline if level == 2] == heads
    assert [name for _, level, name in outline if level == 1] == tab.locator("th.place .big").all_text_contents()


def test_the_outline_is_walked_by_the_keys(open_page: Open) -> None:
    tab = open_page("#view=lanes")
    focused = "document.activeElement.querySelector('.t')?.textContent"
    tab.locator("#open-outline").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == "云溪区"
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(focused) == "四级联动"
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("#outline [role=treeitem]").count() == 30 - 4
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(focused) == "街道委员会"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("#details h2").inner_text() == "片区联会"
    assert tab.locator(".rung.selected").count() == 1
    assert tab.locator("#outline [aria-selected=true]").count() == 1
    assert tab.evaluate(focused) == "片区联会"
    tab.keyboard.press("End")
    assert tab.evaluate(focused) == "网格小组"
    assert tab.locator("#outline [role=treeitem][tabindex='0']").count() == 1


def test_a_letter_goes_to_the_next_row_that_begins_with_it(open_page: Open) -> None:
    tab = open_page("#view=lanes&outline=1&lang=en")
    tab.locator("#outline [role=treeitem]").first.focus()
    reached = []
    for _ in range(5):
        tab.keyboard.press("c")
        reached.append(tab.evaluate("document.activeElement.querySelector('.t').textContent"))
    assert reached == ["community", "community", "community", "community", "chongming-li"]


def test_a_choice_in_the_picture_shows_in_the_outline(open_page: Open) -> None:
    tab = open_page("#view=lanes&outline=1")
    tab.locator(".rung").nth(6).click()
    chosen = tab.locator(".rung.selected").get_attribute("data-node")
    assert tab.locator("#outline [aria-selected=true]").get_attribute("data-node") == chosen


def test_what_happens_is_said_aloud(open_page: Open) -> None:
    tab = open_page("#view=lanes")
    said = tab.locator("[role=status]")
    assert said.text_content() == "5 条阶梯 · 20 级"
    tab.locator("#filters details[data-axis=place] label", has_text="云溪区").click()
    assert said.text_content() == "4 条阶梯 · 16 级"
    tab.locator(".rung").first.click()
    assert said.text_content() == "已选 街道委员会"
    tab.keyboard.press("Escape")
    assert said.text_content() == "未选择"


def test_the_focus_goes_in_reading_order_and_comes_back(open_page: Open) -> None:
    tab = open_page("#view=lanes")
    stops = []
    for _ in range(7):
        tab.keyboard.press("Tab")
        stops.append(tab.evaluate("document.activeElement.id || document.activeElement.className"))
    assert stops == ["skip", "query", "tab-lanes", "open-outline", "open-exports", "language", "theme"]
    tab.locator("#query").focus()
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    assert "rung" in tab.evaluate("document.activeElement.className")
    tab.locator(".rung").nth(3).focus()
    tab.keyboard.press("Enter")
    tab.locator("#details .close").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.className").startswith("rung")


def test_the_menu_of_exports_is_one_stop_that_the_arrows_walk(open_page: Open) -> None:
    tab = open_page("#view=lanes")
    tab.locator("#open-exports").focus()
    active = "document.activeElement.dataset.keep ?? document.activeElement.dataset.out ?? document.activeElement.id"
    walked = []
    for key in ("Enter", "ArrowDown", "ArrowRight", "ArrowDown", "Enter", "ArrowLeft", "ArrowUp", "Home", "Escape"):
        tab.keyboard.press(key)
        walked.append(tab.evaluate(active))
    size, scope = "pictureSize", "scope"
    assert walked == [
        f"{size} screen", f"{size} column", f"{scope} view", f"{scope} selection", f"{scope} selection", f"{size} screen", "embedLink",
        f"{size} screen", "open-exports",
    ]  # fmt: skip
    tab.keyboard.press("Enter")
    assert tab.locator("#exports [tabindex='0']").count() == 1
    assert tab.locator("#exports [aria-checked=true]").evaluate_all("all => all.map(one => one.dataset.keep)") == [
        f"{size} screen",
        f"{scope} view",
    ]
    tab.keyboard.press("Tab")
    assert not tab.locator("#exports").is_visible()
    assert tab.evaluate(active) == "language"


@pytest.mark.parametrize(
    ("state", "thing"),
    [
        ("view=lanes", ".rung >> nth=-1"),
        ("view=measures&measures.mode=linked", ".stop >> nth=12"),
        ("view=figures", ".stop >> nth=11"),
        ("view=timeline", ".stop >> nth=-1"),
        ("view=documents", ".stop >> nth=9"),
    ],
)
def test_on_a_phone_what_is_selected_stays_above_its_details(open_page: Open, packaged_page: Path, state: str, thing: str) -> None:
    tab = open_page(f"#{state}", path=packaged_page, size=(390, 844))
    tab.locator(f".view:not([hidden]) {thing}").click()
    tab.locator("#details h2").wait_for()
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    box = tab.locator(".view:not([hidden]) .selected").first.bounding_box()
    assert box["y"] + box["height"] <= tab.locator("#details").bounding_box()["y"]


def test_on_a_phone_what_is_selected_in_the_network_stays_above_its_details(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network", path=packaged_page, size=(390, 844))
    tab.evaluate("location.hash = '#view=network&sel=id/wujiang/group/building-party-groups'")
    tab.locator("#details h2").wait_for()
    tab.locator("#canvas[data-selected]:not([data-selected=''])").wait_for()
    picture = tab.locator("#canvas").bounding_box()
    lower = tab.locator("#details").bounding_box()["y"] - picture["y"]
    assert 0 < float(tab.locator("#canvas").get_attribute("data-selected")) < lower


def test_a_cut_label_is_whole_on_focus(open_page: Open, packaged_page: Path) -> None:
    """At rest no label of the ladders is cut without an ellipsis, and each that is cut is told in full on focus."""
    for language in ("zh", "en"):
        tab = open_page(f"#view=lanes&lang={language}", path=packaged_page)
        tab.keyboard.press("Tab")
        cut = tab.evaluate(
            """() => {
              const told = [];
              for (const button of document.querySelectorAll("#lanes .rung, #lanes button.ladder")) {
                const isCut = e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2;
                const labels = [...button.querySelectorAll(".t, .quiet")].filter(isCut);
                if (!labels.length) continue;
                button.focus({ focusVisible: true });
                const tip = document.getElementById("tip");
                for (const label of labels) {
                  const style = getComputedStyle(label);
                  const ellipsis = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
                  const whole = !tip.hidden && tip.textContent.includes(label.textContent);
                  told.push([label.textContent, ellipsis && style.overflow === "hidden" && whole]);
                }
              }
              return told;
            }"""
        )
        assert [name for name, whole in cut if not whole] == []
        assert cut


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_lines_and_outlines_stand_out_from_what_they_lie_on(open_page: Open, dark: bool) -> None:
    """Graphics need 3:1 (WCAG 2.2, 1.4.11); axe looks at text alone."""
    tab = open_page(dark=dark)
    read = "names => names.map(name => getComputedStyle(document.documentElement).getPropertyValue(name).trim())"
    lines, grounds = (tab.evaluate(read, names) for names in (["--line", "--edge", "--ink-3"], ["--bg", "--panel", "--wash"]))
    for line in lines:
        for ground in grounds:
            low, high = sorted(map(luminance, (line, ground)))
            assert (high + 0.05) / (low + 0.05) >= 3, (line, ground)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_marks_of_status_differ_in_fill_and_shape_and_stand_out_by_their_edge(open_page: Open, packaged_page: Path, dark: bool) -> None:
    """Stated is filled, inferred hollow, disputed a question mark, whatever the colour; each edge has 3:1 on the rung."""
    tab = open_page("#view=lanes&lanes.all=1", path=packaged_page, dark=dark)
    seen = tab.evaluate(
        """() => [...document.querySelectorAll(".rung")].map(rung => {
          const bar = getComputedStyle(rung, "::before");
          const isFilled = !/, 0\\)$/.test(bar.backgroundColor);
          const ground = getComputedStyle(rung).backgroundColor;
          return [rung.classList[1], isFilled, bar.content, bar.borderLeftStyle, bar.borderLeftColor, ground];
        })"""
    )
    looks = {(status, filled, content, line) for status, filled, content, line, _, _ in seen}
    assert {look for look in looks if look[0] != "open"} == {
        ("stated", True, '""', "solid"),
        ("inferred", False, '""', "solid"),
        ("disputed", False, '"?"', "dashed"),
    }
    for edge, ground in {(edge, ground) for *_, edge, ground in seen}:
        parts = [[int(part) for part in re.findall(r"\d+", colour)] for colour in (edge, ground)]
        low, high = sorted(luminance("#{:02x}{:02x}{:02x}".format(*part)) for part in parts)
        assert (high + 0.05) / (low + 0.05) >= 3, (edge, ground)


CHINESE = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (/\p{Script=Han}/u.test(node.data)
      && !node.parentElement.closest("script, noscript, style, option, [lang^=zh]")) found.add(node.data);
  return [...found];
}"""


@pytest.mark.parametrize(
    "view",
    [
        "lanes&lanes.all=1&outline=1",
        "measures&measures.mode=linked&sel=id/gusu/group/area-party-committees",
        "figures&figures.mode=compare&outline=1",
        "timeline&outline=1",
        "documents&sel=id/gusu/document/source",
    ],
)
def test_what_is_chinese_on_the_english_page_is_marked_as_chinese(open_page: Open, packaged_page: Path, view: str) -> None:
    tab = open_page(f"#view={view}&lang=en", path=packaged_page)
    assert tab.locator("[lang^=zh]").count() > 5
    assert tab.evaluate(CHINESE) == []
