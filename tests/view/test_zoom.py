"""The page enlarged: a screen of 1280 × 1024 at 400 % leaves 320 × 256 pixels (WCAG 2.2, 1.4.10 and 2.4.11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.view.conftest import Open

AT_400 = (320, 256)
COVERED = """() => [...document.querySelectorAll("main :is(button, input, select, summary, [tabindex='0'])")].filter(e => {
  if (!e.checkVisibility({ visibilityProperty: true }) || e.tabIndex < 0) return false;
  e.focus();
  const box = e.getBoundingClientRect();
  const across = Math.min(box.left + box.width / 2, innerWidth - 2);
  const found = [0.1, 0.5, 0.9].map(part => document.elementFromPoint(across, box.top + part * box.height));
  return !found.some(one => one && (e.contains(one) || one.contains(e)));
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("view", ["lanes", "measures", "figures", "timeline", "documents", "network"])
def test_at_400_percent_the_view_has_most_of_the_window_and_covers_nothing_that_has_the_focus(
    open_page: Open, packaged_page: Path, view: str
) -> None:
    tab = open_page(f"#view={view}&lang=en", path=packaged_page, size=AT_400)
    assert tab.locator("main").bounding_box()["height"] > 0.7 * AT_400[1]
    assert tab.evaluate(COVERED) == []


@pytest.mark.parametrize(
    "form", ["timeline", "documents", "figures&figures.mode=bars", "figures&figures.mode=pairs", "measures&measures.mode=parts"]
)
def test_at_400_percent_text_is_read_by_scrolling_in_one_direction(open_page: Open, packaged_page: Path, form: str) -> None:
    tab = open_page(f"#view={form}&lang=en&sel=id/gusu/group/area-party-committees", path=packaged_page, size=AT_400)
    for part in (f"#{form.split('&')[0]}", "#details", "html"):
        assert tab.locator(part).evaluate("e => e.scrollWidth - e.clientWidth") <= 0, part


def test_the_head_folds_to_the_tabs_and_the_address_keeps_it(open_page: Open) -> None:
    tab = open_page()
    tab.locator("#fold").click()
    assert "head=folded" in tab.url
    assert not tab.locator("#query").is_visible()
    tab.locator("#tab-measures").click()
    assert tab.locator("#measures").is_visible()
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "query"
    assert tab.locator("#fold").get_attribute("aria-expanded") == "true"
