"""A large graph: summed up in clusters by tier that open, found by search, and what does not fit is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cengji.view import page
from cengji.view.page import PLAIN_LIMIT
from tests.view.conftest import Open, write_page
from tests.view.rich import register_graph
from tests.view.test_browser import find
from tests.view.test_network_view import drawn, outline

COUNT = 6_000


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("large"), page(register_graph(COUNT)))


def test_its_data_are_packed_and_small(large_page: Path) -> None:
    text = large_page.read_text(encoding="utf-8")
    assert COUNT > PLAIN_LIMIT
    assert 'type="application/gzip" id="data"' in text
    assert "Body 5999" not in text


def test_everything_is_there_as_a_thing_or_in_a_cluster(open_page: Open, large_page: Path) -> None:
    tab = open_page("#view=network&outline=1", path=large_page)
    names = [name for _, name in outline(tab) if not name.startswith("→")][1:]
    clusters = [int(name.split("×")[1].replace(",", "")) for name in names if "×" in name]
    assert len(clusters) >= 4
    assert sum(clusters) + len(names) - len(clusters) == COUNT
    assert drawn(tab)[0] == len(names) <= 60
    assert "汇总" in tab.locator("#working").inner_text()


def test_a_cluster_opens_by_mouse_keyboard_and_outline(open_page: Open, large_page: Path) -> None:
    tab = open_page("#view=network&outline=1", path=large_page)
    first = drawn(tab)[0]
    cluster = tab.locator("#outline [role=treeitem]", has_text="×").first
    cluster.click()
    second = drawn(tab)[0]
    assert second > first
    assert "network.open=" in tab.url
    tab.get_by_role("button", name="收起").click()
    assert drawn(tab)[0] == first
    tab.locator("#canvas").focus()
    for _ in range(6):
        tab.keyboard.press("ArrowRight")
        if "×" in tab.locator("#shown").inner_text():
            tab.keyboard.press("Enter")
            break
    assert drawn(tab)[0] > first


def test_a_search_leads_straight_to_a_thing_and_draws_its_way_up(open_page: Open, large_page: Path) -> None:
    tab = open_page("#view=network&outline=1", path=large_page)
    assert find(tab, "body 5999") != []
    tab.keyboard.press("Enter")
    tab.locator("#details h2").wait_for()
    assert tab.locator("#outline [aria-selected=true]").count() >= 1
    assert drawn(tab)[0] > 5


def test_filters_that_leave_little_draw_all_of_it(open_page: Open, large_page: Path) -> None:
    tab = open_page("#view=network", path=large_page)
    tab.locator("#filters .row", has_text="3级").hover()
    tab.locator("#filters .row", has_text="3级").locator(".only").click()
    count = sum(node.tier.endswith("level-3") for node in register_graph(COUNT).nodes)
    assert drawn(tab)[0] == count
    assert not tab.locator("#working").is_visible()


def test_what_does_not_fit_into_the_page_is_said(open_page: Open, tmp_path: Path) -> None:
    graph = register_graph(50)
    path = write_page(tmp_path, page(replace(graph, meta=replace(graph.meta, left=1234))))
    text = open_page("#view=network", path=path).locator("#working").inner_text()
    assert "1,234" in text
    assert "cengji view" in text
