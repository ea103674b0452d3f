"""Time runs down by place; a document is told statement by statement in the order of its text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.view import page
from tests.view.conftest import Open, write_page
from tests.view.rich import rich_graph


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


def rows_of(tab: Any) -> list[str]:  # noqa: ANN401
    """Return the rows of the timeline as text."""
    return [" ".join(row.split()) for row in tab.locator("#timeline .years > li").all_inner_texts()]


def test_years_stand_in_order_and_gaps_are_told(open_page: Open, rich_page: Path) -> None:
    assert rows_of(open_page("#view=timeline", path=rich_page)) == [
        "2011 云溪区 1 云溪连心办法0 举措",
        "其间 4 年无记载",
        "2016 云溪区 1 07 去年7月 成立联动中心 成立",
        "其间 14 年无记载",
        "2031 云溪区 1 05-06 云溪区治理见闻 来源文件",
        "未注明年份 兰亭市 1 走访企业 成立",
    ]


def test_what_has_no_year_is_folded_to_its_number_on_demand(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=timeline", path=rich_page)
    tab.get_by_label("只列有年份的").check()
    assert rows_of(tab)[-1] == "未注明年份 兰亭市 1 1 项未注明年份"
    assert "timeline.dated=1" in tab.url
    tab.get_by_role("button", name="1 项未注明年份").click()
    assert rows_of(tab)[-1] == "未注明年份 兰亭市 1 走访企业 成立"


def test_what_has_no_year_stands_in_the_order_of_its_document(open_page: Open, packaged_page: Path) -> None:
    names = (
        open_page("#view=timeline", path=packaged_page).locator("#timeline .undated section").nth(2).locator(".stop").all_text_contents()
    )
    told = ["出台1+N系列文件", "17个街道合并成8个街道", "建立工作事项进社区准入程序", "建立三长队伍"]  # 姑苏
    assert [name for name in names if name in told] == told


def test_a_phone_sees_things_at_once_and_the_strip_leads_to_a_year(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=timeline", path=packaged_page, size=(390, 844))
    boxes = tab.eval_on_selector_all("#timeline .stop", "all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert sum(box["top"] > 0 and box["bottom"] < 844 and box["right"] < 390 for box in boxes) >= 6
    tab.locator("#timeline .year-bar.undated").click()
    assert tab.locator("#timeline li.undated h2").evaluate("e => e.getBoundingClientRect().top < innerHeight / 2")


def test_the_legend_takes_things_off_the_timeline(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=timeline", path=rich_page)
    tab.locator("#filters label", has_text="举措").first.click()
    assert "2011" not in tab.locator("#timeline").inner_text()


def test_statements_stand_in_the_order_of_the_text_with_all_they_support(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=documents", path=rich_page)
    rows = [" ".join(row.split()) for row in tab.locator("#documents .statements > li").all_inner_texts()]
    assert rows == [
        "13–16 连心办法 云溪连心办法0 举措 云溪连心办法1 举措",
        "32–37 1200余个 1200余个 · 网格 数字",
        "91–94 指导网格 云溪街道委员会 业务指导 云溪网格小组",
        "301–380 长段（80 字符） 成立联动中心 事件",
    ]
    assert "虚构日报 · 2031-05-06 · 第3版 · 1,200 字符 · 4 处陈述" in tab.locator("#documents").inner_text()


def test_the_document_follows_the_selection_unless_one_is_chosen(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=documents&sel=id/lanting/figure/grids", path=rich_page)
    assert "兰亭市治理见闻" in tab.locator("#documents h2").inner_text()
    tab.get_by_role("button", name="荷风区", exact=True).click()
    assert "荷风区治理见闻" in tab.locator("#documents h2").inner_text()
    assert "documents.doc=id/hefeng/document/source" in tab.url


def test_the_ribbon_leads_to_the_part_of_the_document(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=documents", path=packaged_page, size=(1024, 768))
    tab.locator("#documents .ribbon i.on").last.click()
    last = tab.locator("#documents .statements > li").last
    assert last.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_every_statement_of_the_five_documents_is_told(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=documents", path=packaged_page)
    told = 0
    for button in tab.locator("#documents .segments button").all():
        button.click()
        while tab.locator("#documents [data-keep=more]").count():
            tab.locator("#documents [data-keep=more]").click()
        told += tab.locator("#documents .supports > li").count()
    data = tab.evaluate("JSON.parse(document.getElementById('data').textContent).evidence.subject.length")
    assert told == data
