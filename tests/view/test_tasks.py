"""A researcher's tasks from end to end, each by the mouse and again by the keyboard alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.view.conftest import Open, file_asked_for

AREA = "id/gusu/group/area-party-committees"


class Hand:
    """A person at the page, with a mouse or only a keyboard; elements are named by CSS selector."""

    def __init__(self, tab: Any, *, keys: bool) -> None:  # noqa: ANN401  # Playwright may be missing
        self.tab = tab
        self.keys = keys

    def reach(self, selector: str, *, nth: int = 0) -> None:
        """Go to an element with the tabulator key, as a person without a mouse has to."""
        element = self.tab.locator(selector).nth(nth)
        element.wait_for(state="attached")
        for _ in range(400):
            if element.evaluate("e => e === document.activeElement"):
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"the tabulator key does not reach {selector}")

    def press(self, selector: str, *, nth: int = 0) -> None:
        """Click it, or reach it and press Enter (a tick: the space bar)."""
        if not self.keys:
            element = self.tab.locator(selector).nth(nth)
            element.locator("xpath=..").hover()  # some buttons show under the mouse only
            element.click()
            return
        self.reach(selector, nth=nth)
        ticked = self.tab.evaluate("document.activeElement.matches('[type=checkbox], [type=radio]')")
        self.tab.keyboard.press("Space" if ticked else "Enter")

    def view(self, name: str) -> None:
        """Change to a view by its tab."""
        if not self.keys:
            self.tab.locator(f"#tab-{name}").click()
            return
        self.reach("[role=tab][tabindex='0']")
        while self.tab.evaluate("document.activeElement.id") != f"tab-{name}":
            self.tab.keyboard.press("ArrowRight")

    def search(self, text: str, *marks: str) -> None:
        """Search and take the first hit that bears these marks, such as its place and type."""
        if self.keys:
            self.tab.keyboard.press("/")
        else:
            self.tab.locator("#query").click()
        self.tab.locator("#query").evaluate("e => e.select()")
        self.tab.keyboard.insert_text(text)
        self.tab.locator("#hits .hit").first.wait_for()
        texts = self.tab.locator("#hits .hit").all_inner_texts()
        at = next(place for place, hit in enumerate(texts) if all(one in hit for one in marks))
        if self.keys:
            for _ in range(at):
                self.tab.keyboard.press("ArrowDown")
            self.tab.keyboard.press("Enter")
        else:
            self.tab.locator("#hits .hit").nth(at).click()

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list."""
        if self.keys:
            self.reach(selector)
        self.tab.locator(selector).select_option(value)

    def write(self, selector: str, text: str) -> None:
        """Write into a field."""
        if self.keys:
            self.reach(selector)
        else:
            self.tab.locator(selector).click()
        self.tab.keyboard.insert_text(text)

    @property
    def title(self) -> str:
        """What the details are about."""
        return str(self.tab.locator("#details h2").inner_text())

    @property
    def said(self) -> str:
        """What was said aloud last."""
        return str(self.tab.locator("[role=status]").text_content())


@pytest.fixture(params=[False, True], ids=["mouse", "keyboard"])
def hand(request: pytest.FixtureRequest, open_page: Open, packaged_page: Path) -> Hand:
    """The page of the five places under a hand."""
    return Hand(open_page(path=packaged_page), keys=request.param)


def taken(hand: Hand, key: str) -> bytes:
    hand.press("#open-exports")
    hand.tab.locator(f"[data-out={key}]").wait_for()
    with hand.tab.expect_download() as download:
        hand.press(f"[data-out={key}]")
    return Path(download.value.path()).read_bytes()


def test_1_find_the_rung_between_subdistrict_and_community_by_its_initials(hand: Hand) -> None:
    hand.search("qydw")
    assert hand.title == "区域党委"
    assert "区域" in hand.tab.locator("#details dl").first.inner_text()
    assert hand.tab.locator(".rung.same, .rung.selected").first.is_visible()


def test_2_show_every_place_that_has_that_tier(hand: Hand) -> None:
    hand.press("#filters [data-axis=tier] .only[aria-label$='区域']")
    assert hand.tab.locator("th.place .big").all_text_contents() == ["姑苏区"]
    assert hand.said == "4 条梯级链 · 4 级"


def test_3_see_who_leads_it(hand: Hand) -> None:
    hand.search("qydw")
    hand.press("#details .link-group .link.to:has-text('区域党委书记')")
    assert hand.title == "区域党委书记"


def test_4_open_the_evidence_and_see_the_passage(hand: Hand, sources: Path) -> None:
    document = next(sources.glob("000_*"))
    hand.search("qydw")
    with file_asked_for(hand.tab, document):
        hand.press("#details .copy .tool")
    hand.tab.wait_for_selector(".passage")
    assert hand.tab.locator(".passage mark").first.text_content() == hand.tab.locator(".quote q").first.text_content()
    assert "相符" in hand.said


def test_5_see_which_numbers_of_grids_are_certainly_over_2000(hand: Hand) -> None:
    hand.view("figures")
    hand.choose("#figures select[data-keep=indicator]", "grid-count")
    hand.write("#figures [data-keep=over]", "2000")
    hand.press("#figures [data-keep='answer certain']")
    rows = [row.split("\t") for row in hand.tab.locator("#figures tbody tr").all_inner_texts()]
    assert {row[0].strip() for row in rows} == {"福州市", "广汉市", "吴江区"}
    assert len(rows) == 3


def test_6_find_the_path_from_the_building_group_to_the_subdistrict(hand: Hand) -> None:
    hand.view("network")
    hand.search("楼栋党小组", "组织群", "广汉市")
    hand.press("#network [data-keep=pathFrom]")
    hand.search("街道党工委", "组织群", "广汉市")
    hand.press("#network [data-keep=pathTo]")
    assert "楼栋党小组" in hand.said
    assert "3" in hand.said
    hand.press("#open-outline")
    assert hand.tab.locator("#outline [role=treeitem] .outline-text > .t").all_text_contents() == [
        "楼栋党小组",
        "片区党支部",
        "社区党委",
        "街道党工委",
    ]


def test_7_take_the_matrix_of_measures_as_csv(hand: Hand) -> None:
    hand.view("measures")
    head, *rows = csv.reader(io.StringIO(taken(hand, "csv").decode("utf-8-sig")))
    assert len(rows) >= 30
    assert {"姑苏区", "广汉市", "福州市", "吴江区", "柳州市"} <= set(head)


def test_8_pass_the_whole_state_on_as_a_link(hand: Hand, open_page: Open, packaged_page: Path) -> None:
    hand.search("qydw")
    hand.press("#filters [data-axis=place] input[data-value='0']")
    hand.press("#open-exports")
    hand.press("[data-out=permalink]")
    hand.tab.locator("#shown", has_text="已复制").wait_for()
    link = hand.tab.evaluate("navigator.clipboard.readText()")
    again = Hand(open_page("#" + link.split("#")[1], path=packaged_page, fresh=True), keys=False)
    assert again.title == "区域党委"
    assert again.tab.locator("th.place .big").all_text_contents() == hand.tab.locator("th.place .big").all_text_contents()


def test_9_cite_a_figure_by_the_national_standard(hand: Hand) -> None:
    hand.search("26423")
    hand.press("[data-copy=gb]")
    hand.tab.locator("#shown", has_text="已复制").wait_for()
    text = hand.tab.evaluate("navigator.clipboard.readText()")
    assert text.startswith("苏州吴江区:")
    assert "[EB/OL]. 人民网-中国共产党新闻网, 2017-08-10." in text
    assert "id/wujiang/figure/" in text


def test_10_read_the_ladders_as_text(hand: Hand) -> None:
    hand.press("#open-outline")
    if hand.keys:
        for letter in ("ArrowDown", "ArrowDown", "Enter"):
            hand.tab.keyboard.press(letter)
    else:
        hand.tab.locator("#outline [role=treeitem]").nth(2).click()
    assert hand.title == hand.tab.locator("#outline [aria-selected=true] .t").text_content()
    assert hand.tab.locator(".rung.selected").count() == 1


def test_11_read_it_in_english_and_in_the_dark(hand: Hand) -> None:
    hand.press("#language")
    hand.press("#theme")
    assert hand.tab.locator("#tab-lanes").inner_text() == "Ladders"
    assert hand.tab.locator("html").get_attribute("data-theme") == "dark"
    assert hand.tab.locator("th.place .big").first.inner_text() == "Fuzhou City"


def test_12_go_from_a_statement_of_the_document_to_its_place_in_the_ladders_and_back(hand: Hand) -> None:
    hand.search("qydw")
    hand.view("documents")
    assert hand.title == "区域党委"
    hand.view("lanes")
    assert hand.tab.locator(".rung.same, .rung.selected").count() >= 1
    hand.tab.keyboard.press("Escape")
    assert not hand.tab.locator("#details").is_visible()
    hand.tab.go_back()
    hand.tab.locator("#details").wait_for()
    assert hand.title == "区域党委"
