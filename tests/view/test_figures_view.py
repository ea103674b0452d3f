"""The figures: held against a number, drawn with open ends, paired, set side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.view import page
from tests.view.conftest import Open, write_page
from tests.view.rich import rich_graph

VERDICTS = {
    ">": {"1200余个": "肯定", "近1300个": "可能", "1200个": "否", "约1250个": "可能"},
    "≥": {"1200余个": "肯定", "近1300个": "可能", "1200个": "肯定", "约1250个": "可能"},
    "<": {"1200余个": "否", "近1300个": "可能", "1200个": "否", "约1250个": "可能"},
    "≤": {"1200余个": "否", "近1300个": "可能", "1200个": "肯定", "约1250个": "可能"},
}


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


def verdicts(tab: Any) -> dict[str, str]:  # noqa: ANN401
    """Return what the table says of each figure: as written → the word in its last column."""
    rows = tab.eval_on_selector_all(
        "#figures tbody tr",
        "all => all.map(e => [e.querySelector('.written').textContent, e.querySelector('.answer').lastChild.textContent])",
    )
    return dict(rows)


@pytest.mark.parametrize("operation", VERDICTS)
def test_bounds_decide_what_is_certain_possible_and_not(open_page: Open, rich_page: Path, operation: str) -> None:
    tab = open_page("#view=figures&figures.indicator=grid-count&figures.over=1200&figures.cautious=1", path=rich_page)
    tab.get_by_label("数值").select_option(operation)
    assert verdicts(tab) == VERDICTS[operation]


def test_figures_are_read_as_usual_unless_only_certain_bounds_are_asked_for(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures&figures.indicator=grid-count&figures.over=1350", path=rich_page)
    assert verdicts(tab)["1200余个"] == "否"
    tab.get_by_label("只认肯定的界限").check()
    assert verdicts(tab)["1200余个"] == "可能"
    assert "figures.cautious=1" in tab.url


def test_only_one_answer_can_be_left(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures&figures.indicator=grid-count&figures.over=1200", path=rich_page)
    tab.get_by_role("button", name="肯定 1").click()
    assert verdicts(tab) == {"1200余个": "肯定"}
    assert "figures.answer=certain" in tab.url


def test_what_is_no_number_is_said_and_hides_nothing(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures", path=rich_page)
    tab.get_by_label("界限", exact=True).fill("二千")
    assert tab.get_by_role("alert").inner_text() == "不是数字"
    assert tab.locator("#figures tbody tr").count() == 6
    tab.keyboard.press("Control+a")
    tab.keyboard.type("1,200")  # the field keeps the keyboard while the table follows
    assert tab.locator("#figures .answer.certain").count() == 1


def test_columns_sort_numbers_by_size_and_both_ways(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures", path=rich_page)
    tab.get_by_role("button", name="原文").click()
    written = tab.locator("#figures td.written")
    assert written.all_text_contents() == ["8个", "17个", "1200余个", "1200个", "约1250个", "近1300个"]
    tab.keyboard.press("Enter")
    assert written.first.inner_text() == "近1300个"
    assert tab.locator("th[aria-sort=descending]").inner_text().startswith("原文")


def bars(tab: Any) -> dict[str, str]:  # noqa: ANN401
    """Return how each figure with a bar is drawn: as written → the classes of its bar."""
    rows = tab.eval_on_selector_all(
        "#figures .bar-chart .bar-row", "all => all.map(e => [e.querySelector('.stop').textContent, e.querySelector('.gauge').className])"
    )
    return dict(rows)


def test_bars_stand_on_one_scale_for_one_thing_counted_and_show_which_end_is_open(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures&figures.mode=bars&figures.indicator=grid-count&figures.over=1250", path=rich_page)
    assert bars(tab) == {"近1300个": "gauge between open", "1200余个": "gauge between open", "1200个": "gauge exact"}
    assert tab.locator("#figures .bar-alone .stop").all_text_contents() == ["约1250个"]  # counts buildings
    marks = tab.eval_on_selector_all("#figures .over", "all => all.map(e => e.getBoundingClientRect().left)")
    assert max(marks) - min(marks) < 1
    tab.get_by_label("只认肯定的界限").check()
    assert bars(tab) == {"近1300个": "gauge open-left", "1200余个": "gauge open-right", "1200个": "gauge exact"}
    lengths = tab.eval_on_selector_all(
        "#figures .gauge .full", "all => all.map(e => e.getBoundingClientRect().width / e.parentElement.getBoundingClientRect().width)"
    )
    assert lengths == pytest.approx([1, 1200 / 1300, 1200 / 1300], abs=0.01)


def test_where_bars_would_vanish_the_scale_goes_by_tens_and_says_so(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=figures&figures.mode=bars&figures.indicator=party-branch-count", path=packaged_page)
    assert "刻度按十倍递增" in tab.locator(".bar-chart.by-tens p").inner_text()
    tab = open_page("#view=figures&figures.mode=bars&figures.indicator=grid-count", path=packaged_page)
    assert tab.locator(".bar-chart p").inner_text() == "0 至 26,423（个）"


def test_a_pair_is_told_once_with_its_difference(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures&figures.mode=pairs", path=rich_page)
    assert tab.locator("#figures .pairs li").count() == 1
    assert tab.locator("#figures .side .stop").all_text_contents() == ["17个", "8个"]
    assert "相差 −9 个 · 倍数 0.471" in tab.locator("#figures .pairs").inner_text()


def test_side_by_side_each_cell_is_graded_with_its_reason(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=figures&figures.mode=compare&figures.base=songyang&figures.over=1200", path=rich_page)
    row = tab.locator("#figures .comparison tbody tr", has_text="网格数")
    cells = row.locator("td").all_text_contents()
    said = dict(zip(["yunxi", "lanting", "songyang", "hefeng", "chongming-li"], cells, strict=True))
    assert "慎比" in said["yunxi"]
    assert "所计不同：专属网格／网格" in said["yunxi"]
    assert "“1200余个”没有确数" in said["yunxi"]
    assert "基准" in said["songyang"]
    assert "不可比" in said["hefeng"]
    assert "所计不同：专属网格／楼栋" in said["hefeng"]
    assert "无数字" in said["chongming-li"]
    assert "肯定" in said["yunxi"]


def verdict(tab: Any, name: str) -> str:  # noqa: ANN401
    """Return the sentence of the row of that name."""
    return str(tab.locator("#figures .comparison tbody th", has_text=name).first.locator(".verdict-text").text_content())


def test_each_row_says_in_one_sentence_what_may_be_compared(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=figures&figures.mode=compare", path=packaged_page)
    said = verdict(tab, "社区数")
    assert said.startswith("以吴江区“66个”为准；广汉市、姑苏区、柳州市慎比（所计不同、")  # not the 70 chosen communities of 姑苏
    assert said.endswith("；福州市无此数字")
    tab.get_by_role("button", name="EN", exact=True).click()
    assert verdict(tab, "number of communities").startswith("Against “66” of Wujiang District; Guanghan City, ")


def test_task_3_compare_the_share_of_party_members_among_grid_workers(open_page: Open, packaged_page: Path) -> None:
    tab = open_page(path=packaged_page)
    tab.locator("#tab-figures").click()
    tab.get_by_role("button", name="各地对照").click()
    tab.get_by_label("指标").select_option("share")
    said = verdict(tab, "党员担任的网格员")
    assert said == "以广汉市“76.9%”为准；吴江区不可比（所计不同）；福州市、姑苏区、柳州市无此数字"
    tab.get_by_label("指标").select_option("grid-worker-count")  # what a share could be worked out from
    assert "广汉市慎比（单位不同、所计不同、" in verdict(tab, "网格员数")


def test_task_16_which_places_certainly_have_over_2000_grids(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=figures&figures.mode=compare", path=packaged_page)
    tab.get_by_label("指标").select_option("grid-count")
    tab.get_by_label("界限", exact=True).fill("2000")
    cells = tab.locator("#figures .comparison tbody tr").first.locator("td").all_text_contents()
    places = tab.locator("#figures .comparison thead th").all_inner_texts()[1:]
    assert {place for place, cell in zip(places, cells, strict=True) if "肯定" in cell} == {"福州市", "广汉市", "吴江区"}
    assert {place for place, cell in zip(places, cells, strict=True) if "无数字" in cell} == {"柳州市"}
