"""The page by the keyboard alone: tables are walked along rows and columns, and the focus is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cengji.view import page
from tests.view.conftest import Open, write_page
from tests.view.rich import rich_graph

FORMS = [
    "lanes", "lanes&lanes.all=1", "lanes&no-tier=grid", "lanes&no-status=stated,inferred,disputed", "measures",
    "measures&measures.by=runner", "measures&measures.mode=linked", "measures&measures.mode=variants", "measures&measures.mode=parts",
    "figures", "figures&figures.over=1200", "figures&figures.mode=bars", "figures&figures.mode=pairs", "figures&figures.mode=compare",
    "timeline", "documents", "network", "network&focus=2",
]  # fmt: skip

WALK = """async address => {
  const kinds = new Map();
  const isNew = e => { // two of a kind are enough
    const kind = [e.closest("[id]:not(button)")?.id, e.tagName, e.className, e.dataset.axis, e.parentElement.className].join();
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    return kinds.get(kind) < 3;
  };
  const controls = () => [...document.querySelectorAll("button, input, select, summary, [role=treeitem], [tabindex='0']")]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.matches(":disabled, [data-out], [type=file], .copy *"));
  const lost = [];
  const look = (name, what) => new Promise(done => setTimeout(() => {
    const active = document.activeElement;
    if (active === document.body || !active.checkVisibility({ visibilityProperty: true })) lost.push(`${what} ${name}`);
    done();
  }));
  const count = controls().length;
  for (let n = 0; n < count; n++) {
    const control = controls()[n];
    if (!control || !isNew(control)) continue;
    control.focus();
    const name = control.id || control.outerHTML.slice(0, 160);
    if (document.activeElement !== control) lost.push(`never gets the focus: ${name}`);
    if (control.matches("select")) {
      control.selectedIndex = control.options.length - 1;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    } else control.click();
    await look(name, "lost at");
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    await look(name, "lost on Escape after");
    document.querySelector(":popover-open")?.hidePopover();
    await look(name, "lost on closing after");
    location.hash = address;
    await new Promise(done => setTimeout(done));
    await look(name, "lost on going back after");
  }
  return [count, lost];
}"""


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


@pytest.mark.parametrize("form", FORMS)
def test_no_control_of_any_view_loses_the_focus(open_page: Open, rich_page: Path, form: str) -> None:
    address = f"#view={form}&outline=1&sel=id/yunxi/figure/grids"
    count, lost = open_page(address, path=rich_page).evaluate(WALK, address)
    assert lost == []
    assert count > 40


WHERE = """() => {
  const active = document.activeElement;
  const cell = active.closest("td, th");
  const tier = cell.closest("tr").querySelector("th .tier, th .quiet");
  return [tier?.textContent ?? "", cell.cellIndex, active.querySelector(".t").textContent];
}"""


def test_the_ladders_are_walked_along_rows_and_columns(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=lanes", path=packaged_page)

    def press(*keys: str) -> list[object]:
        for key in keys:
            tab.keyboard.press(key)
        return list(tab.evaluate(WHERE))

    assert press("Tab", "Enter") == ["地市级", 4, "市委"]
    assert press("ArrowLeft", "ArrowRight", "Home") == ["地市级", 4, "市委"]
    assert press("ArrowDown", "ArrowLeft") == ["县级", 3, "区"]
    assert press("ArrowDown", "Home") == ["街道（乡镇）", 1, "街镇党（工）委"]
    assert press("ArrowRight", "ArrowRight", "ArrowDown") == ["区域", 3, "区域党委"]
    assert press("ArrowRight", "ArrowLeft") == ["区域", 3, "区域党委"]
    assert press("ArrowDown", "End") == ["社区（村）", 5, "村转社区党委"]
    assert press("ArrowDown") == ["社区（村）", 5, "或：动迁村党支部"]
    assert press("ArrowDown", "ArrowLeft", "ArrowDown") == ["网格", 2, "或：片区党支部"]
    assert press("Control+End") == ["户", 5, "党员中心户"]
    assert press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp")[2] == "四级党建网络"
    assert press("ArrowLeft")[2] == "城市基层党组织体系"
    assert tab.locator("#lanes table [tabindex='0']").count() == 1


def test_a_second_enter_goes_into_the_details_and_escape_comes_back(open_page: Open) -> None:
    tab = open_page("#view=lanes")
    focused = "document.activeElement.dataset.keep ?? document.activeElement.id"
    tab.locator(".rung").nth(3).focus()
    rung = tab.evaluate(focused)
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == rung
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == "details"
    tab.keyboard.press("Tab")
    tab.evaluate("location.hash += '&lang=en'")  # all is drawn anew meanwhile
    tab.locator("html[lang=en]").wait_for()
    tab.keyboard.press("Escape")
    assert tab.evaluate(focused) == rung


def test_the_matrix_is_walked_along_rows_and_columns(open_page: Open, packaged_page: Path) -> None:
    """A cell with many measures is walked down; right and left stay in the row, past cells without a measure."""
    tab = open_page("#view=measures", path=packaged_page)
    tab.locator("#measures tbody .stop").first.focus()
    row = "document.activeElement.closest('tr').rowIndex"
    columns = []
    for _ in range(6):
        tab.keyboard.press("ArrowRight")
        columns.append(tab.evaluate("document.activeElement.closest('td, th').cellIndex"))
        assert tab.evaluate(row) == 1
    assert columns == [1, 2, 3, 4, 5, 5]
    names = []
    while tab.evaluate(row) == 1:
        names.append(tab.evaluate("document.activeElement.textContent"))
        tab.keyboard.press("ArrowDown")
    assert names == tab.locator("#measures tbody tr").first.locator("td").last.locator(".stop").all_text_contents()
    assert tab.locator("#measures table [tabindex='0']").count() == 1


def test_the_rows_of_a_filter_are_one_stop_walked_by_the_arrows(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=figures", path=packaged_page)
    stops = """() => Array.from(document.querySelectorAll("#filters [data-axis] > div:first-of-type"), rows =>
      [...rows.querySelectorAll("input, button, summary")].filter(one => one.tabIndex === 0).length)"""
    assert set(tab.evaluate(stops)) == {1}
    name = "document.activeElement.ariaLabel ?? document.activeElement.closest('label, summary').querySelector('span').textContent"
    tab.keyboard.press("F6")
    found = []
    for key in ("F6", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "Tab", "Tab", "End"):
        tab.keyboard.press(key)
        found.append(tab.evaluate(name))
    places = ["福州市", "广汉市", "只看 广汉市", "只看 姑苏区", "姑苏区", "广汉市", "福州市"]
    assert found == [*places, "线", "行政条线", "只看 队伍条线"]
    assert set(tab.evaluate(stops)) == {1}
