"""The search of the page: traditional characters, words in any order, and the views that the hits belong to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.view.traditional import TABLE, characters_in, pairs_among
from tests.conftest import need
from tests.view.conftest import Open
from tests.view.traditional import table_text


def test_the_table_is_what_opencc_has() -> None:
    opencc = pytest.importorskip("opencc")
    need("OpenCC 1.4.2, from which the table is", opencc.__version__ == "1.4.2")
    assert TABLE.read_text(encoding="utf-8") == table_text(opencc.OpenCC("t2s").convert)


def test_a_page_carries_the_characters_that_its_texts_hold_in_either_form() -> None:
    characters = characters_in({"nodes": {"zh": ["双报到"], "alias": [["党委"], 0]}, "meta": {"zh": "雲"}})
    assert pairs_among(characters) == "報报雙双雲云黨党"


def found(tab: Any, text: str) -> list[str]:  # noqa: ANN401
    """Return the heads of the groups and the names that a text finds, in their order."""
    tab.locator("#query").fill(text)
    tab.locator("#hits .hit").first.wait_for()
    return list(tab.locator("#hits .hit-group > p, #hits .hit > .t").all_text_contents())


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("覆盖率", ["数字 3", "88.2% · 非公企业", "85.2% · 社会组织", "超过79% · 覆盖率"]),
        ("姑苏 网格支部", ["层级泳道 2", "网格支部", "建在网格上的支部"]),
    ],
)
def test_hits_stand_by_view_with_their_number(open_page: Open, packaged_page: Path, text: str, hits: list[str]) -> None:
    assert found(open_page(path=packaged_page), text) == hits


def test_namesakes_are_told_apart_and_what_names_nothing_finds_nothing(open_page: Open, packaged_page: Path) -> None:
    tab = open_page(path=packaged_page)
    assert found(tab, "社区党建联盟").count("社区党建联盟") > 3
    rows = tab.locator("#hits .hit").evaluate_all("rows => rows.map(row => row.innerText)")
    assert len(rows) == len(set(rows))
    assert tab.locator("#hits .beside", has_text="水部街道").count() == 1
    found(tab, "社区书记三步四提")
    assert tab.locator("#hits .hit", has_text="三步四提增能计划").locator(".beside").inner_text() == "社区书记三步四提增能计划"
    tab.locator("#query").fill("zzzz")
    assert tab.locator("#hits").inner_text() == "没有找到"


def test_a_link_to_what_the_page_lacks_says_so(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=figures&sel=id/gusu/figure/none&lang=en", path=packaged_page)
    assert tab.locator("#shown").inner_text() == "The link names id/gusu/figure/none, which is not in this page"
    tab.locator("#tab-measures").click()
    assert "shown" in tab.locator("#shown").inner_text()


def test_traditional_characters_find_what_simplified_ones_do(open_page: Open, packaged_page: Path) -> None:
    tab = open_page(path=packaged_page)
    assert found(tab, "雙報到") == found(tab, "双报到")
    assert found(tab, "黨建")[0] == found(tab, "党建")[0]
    assert {"兼任", "中国城市报"} == {text for text in ("兼任", "中国城市报") if len(found(tab, text)) > 1}


def test_the_rest_of_a_view_unfolds_and_a_hit_opens_in_its_view(open_page: Open, packaged_page: Path) -> None:
    tab = open_page(path=packaged_page)
    head = found(tab, "网格")[0]
    listed = tab.locator("#hits .hit").count()
    tab.locator("#hits .hit", has_text="再显示").first.click()
    assert tab.locator("#hits .hit").count() > listed
    assert tab.locator("#hits .hit-group > p").first.text_content() == head
    found(tab, "覆盖率")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert tab.locator("#details h2").inner_text() == "85.2%"
    assert "view=figures" in tab.url
