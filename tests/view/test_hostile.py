"""Texts that mean harm or break lines: in every view, in both languages, they are shown, run nothing and push nothing aside."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.view.conftest import Open
from tests.view.sample import HOSTILE


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
def test_hostile_texts_stay_texts_in_every_view(open_page: Open, hostile_page: Path, size: tuple[int, int]) -> None:
    for language in ("zh", "en"):
        tab = open_page(path=hostile_page, size=size)
        tabs = tab.eval_on_selector_all("[role=tab]", "all => all.map(e => e.id)")
        for view in (name.removeprefix("tab-") for name in tabs):
            tab.evaluate(f"location.hash = '#view={view}&outline=1&lang={language}&sel=id/yunxi/rung/area'")
            tab.locator(f"#{view}").wait_for()
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
            assert tab.evaluate(
                "[...document.querySelectorAll('header, footer, #details')].every(e => e.getBoundingClientRect().right <= innerWidth + 1)"
            )
        assert tab.locator("script").count() == 4  # what the page is, its data, the library, the script


def test_names_are_shown_sign_by_sign_and_what_would_reorder_them_as_a_sign(open_page: Open, hostile_page: Path) -> None:
    tab = open_page("#view=lanes", path=hostile_page)
    shown = set(tab.locator(".rung .t").all_text_contents())
    expected = {re.sub("[\ud800\udfff\u061c\u202a-\u202e\u2066-\u2069]", "\ufffd", text) for text in HOSTILE}
    assert shown <= expected
    assert len(shown) >= 5


def test_a_very_long_name_is_cut_where_it_stands_and_whole_on_demand(open_page: Open, hostile_page: Path) -> None:
    tab = open_page("#view=lanes", path=hostile_page)
    long = tab.locator(".rung", has_text="长长长长长长长长长长").first
    assert long.bounding_box()["height"] < 120
    tab.keyboard.press("Tab")  # from here on the keyboard is what moves
    long.focus()
    assert tab.locator("#tip").text_content().startswith("长" * 10_000)
    box = tab.locator("#tip").bounding_box()
    assert box["height"] <= 450
    assert box["x"] + box["width"] <= 1440
    tab.keyboard.press("Escape")
    assert not tab.locator("#tip").is_visible()


def test_copies_of_hostile_texts_are_whole_and_formulas_are_disarmed(open_page: Open, hostile_page: Path) -> None:
    tab = open_page("#view=lanes", path=hostile_page)
    tab.locator("#open-exports").click()
    texts = {}
    for key in ("csv", "json", "ttl", "svg"):
        with tab.expect_download() as download:
            tab.locator(f"[data-out={key}]").click()
        texts[key] = Path(download.value.path()).read_text(encoding="utf-8")
    assert "长" * 10_000 in texts["csv"]
    assert "<script>" not in texts["svg"]
    ET.fromstring(texts["svg"].encode())  # noqa: S314  # our own file
    assert json.loads(texts["json"])["things"]
    assert list(ox.parse(texts["ttl"].encode(), format=ox.RdfFormat.TURTLE))
