"""One status model: what is asked for by status is shown in every view, and nothing that bears another mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.view.conftest import Open

# The marks of a view as they stand in the page: a key for what is marked, and its mark.
MARKED = {
    "lanes": """() => Array.from(document.querySelectorAll("#lanes .rung"), one =>
        [one.dataset.node, ["inferred", "disputed"].find(name => one.classList.contains(name)) ?? "stated"])""",
    "measures": """() => Array.from(document.querySelectorAll("#measures td li"), one =>
        [one.querySelector(".stop").dataset.keep, one.querySelector(".stripe")?.classList[1] ?? "stated"])""",
}
STATES = [
    "lanes&lanes.all=1",
    *(f"measures&measures.by={by}" for by in ("generic", "runner", "target", "kind", "function")),
    "measures&measures.by=function&measures.columns=tier",
]


@pytest.mark.parametrize("view", STATES)
def test_a_status_alone_shows_all_that_bears_it_and_nothing_else(open_page: Open, packaged_page: Path, view: str) -> None:
    read = MARKED[view.partition("&")[0]]
    everything = open_page(f"#view={view}", path=packaged_page).evaluate(read)
    found = {}
    for status in ("stated", "inferred", "disputed"):
        expected = sorted(key for key, mark in everything if mark == status)
        shown = open_page(f"#view={view}&only-status={status}", path=packaged_page).evaluate(read)
        assert {mark for _, mark in shown} <= {status}
        assert sorted(key for key, _ in shown) == expected
        found[status] = len(expected)
    assert found["stated"] + found["inferred"] > 90


@pytest.mark.parametrize("mode", ["table", "bars"])
def test_figures_in_doubt_bear_their_mark_and_its_word_wherever_they_stand(open_page: Open, packaged_page: Path, mode: str) -> None:
    tab = open_page(f"#view=figures&figures.mode={mode}&no-status=stated", path=packaged_page)
    figures = "all => all.map(one => [one.querySelector('.stop').dataset.node, one.querySelector('.stripe')?.ariaLabel ?? ''])"
    unsure = tab.locator("#figures .figure").evaluate_all(figures)
    everything = open_page(f"#view=figures&figures.mode={mode}", path=packaged_page).locator("#figures .figure").evaluate_all(figures)
    assert sorted(unsure) == sorted(one for one in everything if one[1])
    assert {word for _, word in unsure} == {"推断"}


def test_an_empty_view_names_the_filter_that_emptied_it_and_undoes_it(open_page: Open, packaged_page: Path) -> None:
    """Either filter alone leaves something in the view of figures but that of types, which is named and undone."""
    tab = open_page("#view=figures&only-type=measure&only-place=gusu", path=packaged_page)
    assert tab.locator("#figures .undo").evaluate_all("all => all.map(one => one.dataset.axis)") == ["type"]
    tab.locator("#figures .undo").click()
    tab.locator("#figures .stop").first.wait_for()
    assert "only-place=gusu" in tab.url and "type" not in tab.url


def test_counts_of_the_legend_and_of_the_line_below_are_of_the_same_things(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=measures&only-place=gusu", path=packaged_page)
    row = tab.locator("#filters .row", has=tab.locator("input[data-axis=place]:checked"))
    shown, total = (int(number.replace(",", "")) for number in tab.locator("[role=status]").inner_text().split()[-3::2])
    assert shown == int(row.locator(".n").inner_text())
    assert total == sum(map(int, tab.locator("#filters .row:has(input[data-axis=type]) .n").all_inner_texts()))
