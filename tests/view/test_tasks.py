"""A researcher's twenty tasks from end to end, by the mouse and by the keyboard alone, counted as docs/page.md says."""

from __future__ import annotations

import csv
import io
import re
import statistics
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest

from cengji.dataset import Dataset
from cengji.export import write_files
from tests.conftest import ROOT, need
from tests.view.conftest import Tabs
from tests.view.hand import Hand
from tests.view.tabs import ChromiumTab, FirefoxTab

SIZE = (1366, 768)
MOST = 8  # actions that a task may take
SVG = "{http://www.w3.org/2000/svg}"
IN_FIREFOX = {4, 6, 7, 9, 11, 12, 13, 15, 19, 20}
pytestmark = pytest.mark.browser
ROW = re.compile(r"^\| (\d+) \|.*\| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
STREAM = re.compile(rb"stream\n(\x78.*?)\nendstream", re.DOTALL)  # Firefox compresses most of what it writes into a PDF


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each task by the mouse and by the keyboard, in Chromium and, where browsers differ most, in Firefox."""
    browsers = ["chromium", *(["firefox"] if task_of(metafunc.function.__name__) in IN_FIREFOX else [])]
    ways = [(browser, keys) for browser in browsers for keys in (False, True)]
    metafunc.parametrize("hand", ways, ids=[f"{browser}-{'keyboard' if keys else 'mouse'}" for browser, keys in ways], indirect=True)


def task_of(name: str) -> int:
    """Return the number of the task that a test tries."""
    return int(name.split("_")[2])


@pytest.fixture(scope="module")
def counts() -> dict[int, tuple[int, int, int]]:
    """What the docs say of each task: actions by the mouse, by the keyboard, and how far the focus is carried."""
    text = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
    return {int(task): (int(mouse), int(keyboard), int(moves)) for task, mouse, keyboard, moves in ROW.findall(text)}


@pytest.fixture(scope="module")
def chromium_tab(tabs: Tabs) -> Iterator[ChromiumTab]:
    """A tab of Chromium, once for all tasks."""
    tab = ChromiumTab(tabs.make(SIZE, dark=False))
    yield tab
    tab.tab.context.close()


@pytest.fixture
def hand(request: pytest.FixtureRequest, packaged_page: Path, counts: dict[int, tuple[int, int, int]]) -> Iterator[Hand]:
    """A hand at the page of the five places, freshly opened; at the end its actions are those that the docs count."""
    browser, keys = request.param
    tab: FirefoxTab | ChromiumTab = request.getfixturevalue("firefox" if browser == "firefox" else "chromium_tab")
    tabs = None if isinstance(tab, FirefoxTab) else request.getfixturevalue("tabs")
    if tabs:
        tabs.requests.clear()
        tabs.messages.clear()
    tab.resize(*SIZE)
    tab.open(packaged_page.as_uri())
    hand = Hand(tab, keys=keys)
    yield hand
    said = tab.do("heard") if isinstance(tab, FirefoxTab) else [*tabs.requests, *tabs.messages]
    assert [one for one in said if not one.startswith(("data:", "blob:", "about:", packaged_page.as_uri()))] == []
    mouse, keyboard, moves = counts[task_of(request.function.__name__)]
    assert hand.actions == (keyboard if keys else mouse) <= MOST
    assert hand.moves <= moves


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def picture_of(content: bytes) -> tuple[ET.Element, list[str]]:
    picture = ET.fromstring(content)  # noqa: S314  # our own file
    return picture, ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]


def test_task_1_measures_of_a_place_on_a_tier_with_results_and_one_cited(hand: Hand) -> None:
    hand.view("measures", "ArrowRight")
    hand.press("#measures [data-keep='mode linked']")
    hand.only("place", "姑苏区")
    hand.only("tier", "网格")
    assert hand.texts("#measures th[scope=row] .stop .t") == ["专属网格党建", "联动工作站"]
    assert "党组织和工作覆盖每一个角落" in hand.texts("#measures tbody td:last-child .stop .t")
    hand.walk("#measures .stop", "专属网格党建", "ArrowRight")
    hand.press("[data-copy=gb]")
    assert hand.copied().startswith("姑苏区:“一线争先、一体行动” 党建引领提升服务中心任务效能[N]. 中国城市报, 2021-03-22(29).")


def test_task_2_posts_that_are_held_together_across_two_tiers(hand: Hand) -> None:
    hand.search("兼任", "姑苏", hit="社区书记")
    assert "社区党组织" in "".join(hand.texts("#details"))
    hand.press("#details .link-group .link.to", "专职副站长")
    hand.tab.until("() => document.querySelector('#details h2').innerText === '专职副站长'")
    told = "".join(hand.texts("#details"))
    assert "兼任" in told
    assert "社区书记" in told
    assert "区域网格联动工作站" in told


def test_task_3_shares_of_party_members_among_grid_workers_compared(hand: Hand) -> None:
    hand.view("figures", "ArrowRight", "ArrowRight")
    hand.press("#figures [data-keep='mode compare']")
    hand.indicator("share", "占比")
    rows = hand.texts("#figures .comparison tbody tr")
    [row] = [text for text in rows if "党员担任的网格员" in text]
    assert "76.9%" in row
    assert "以广汉市“76.9%”为准；吴江区不可比（所计不同）；福州市、姑苏区、柳州市无此数字" in row


def test_task_4_the_five_party_ladders_as_svg_for_a_paper(hand: Hand) -> None:
    names = hand.say("[...document.querySelectorAll('#lanes .rung .t')].map((one) => one.textContent)")
    hand.press("#open-exports")
    hand.press("#exports [data-keep='pictureSize columns']")
    content = hand.tab.saved(lambda: hand.export("svg"))
    picture, texts = picture_of(content)
    assert float(picture.attrib["width"]) == pytest.approx(175 / 25.4 * 96, abs=1)
    text = "".join(texts)
    assert len(names) > 20
    assert [name for name in names if name not in text] == []
    assert sum(one.get("x1") == one.get("x2") for one in picture.iter(f"{SVG}line")) >= 15


def test_task_5_one_measure_in_three_places_side_by_side(hand: Hand) -> None:
    hand.search("双报到", hit="通用举措")
    hand.press("#measures [data-keep='mode variants']")
    assert hand.texts("#measures thead .stop .t") == ["机关在职党员进社区报到", "双报到", "双报到"]
    heads = "".join(hand.texts("#measures thead"))
    assert all(place in heads for place in ("福州市", "广汉市", "柳州市"))
    rows = hand.texts("#measures tbody th")
    assert "实施者" in rows
    assert "作用对象" in rows


def test_task_6_a_ladder_walked_from_top_to_bottom(hand: Hand) -> None:
    names = ["街镇党（工）委", "社区党委", "网格党总支", "小区党支部", "楼栋党小组"]
    walked = []
    if hand.keys:
        hand.carry("#lanes .rung", "ArrowDown", "ArrowDown", *["ArrowLeft"] * 3)
    for at, name in enumerate(names):
        if hand.keys:
            if at:
                hand.do("ArrowDown")
            walked.append(hand.say("document.activeElement.querySelector('.t').textContent"))
        else:
            hand.press("#lanes .rung", name)
            walked.append(hand.title)
    if hand.keys:
        hand.do("Enter")
    assert walked == names
    assert hand.title == names[-1]
    assert "福州市" in "".join(hand.texts("#details"))


def test_task_7_a_link_to_a_colleague(hand: Hand, packaged_page: Path) -> None:
    hand.only("place", "姑苏区")
    hand.walk("#lanes .rung", "区域党委", "ArrowDown", "ArrowDown")
    hand.export("permalink")
    link = hand.copied()
    look = "[location.hash, ...['lanes', 'details'].map((id) => document.getElementById(id).innerText)]"
    assert link.startswith("index.html#view=lanes")
    before = hand.say(look)
    hand.tab.open(f"{packaged_page.as_uri()}#{link.split('#')[1]}")
    assert hand.title == "区域党委"
    assert hand.say(look) == before


def test_task_8_everything_inferred_with_its_reason(hand: Hand) -> None:
    rows = rows_of(hand.tab.saved(lambda: hand.export("unsureRows")))
    assert {row["地位"] for row in rows} == {"推断", "有争议"}
    assert len(rows) > 500
    assert all(row["名称"] for row in rows)


def test_task_9_the_ladders_in_a_page_of_ones_own(hand: Hand, packaged_page: Path) -> None:
    hand.export("embedLink")
    code = hand.copied()
    [address] = re.findall(r'^<iframe src="([^"]+)" width="960" height="600"></iframe>$', code)
    hand.tab.open(f"{packaged_page.as_uri()}#{unescape(address).split('#')[1]}")
    assert hand.texts("header.bar, #filters") == []
    assert len(hand.texts("#lanes .rung")) > 20


def test_task_10_one_place_on_a_phone(hand: Hand) -> None:
    hand.tab.resize(390, 844)
    hand.press("#open-filters")
    hand.only("place", "福州市")
    hand.do("Escape") if hand.keys else hand.press("#open-filters")
    hand.walk("#lanes .rung", "社区党委", "ArrowDown")
    assert hand.title == "社区党委"
    assert hand.say("document.documentElement.scrollWidth <= innerWidth")


def test_task_11_the_comparison_on_one_sheet(hand: Hand) -> None:
    hand.press("#open-exports")
    hand.press("#exports [data-keep='pictureSize slide']")
    pdf = hand.tab.printed(lambda: hand.export("pdf"))
    objects = pdf + b"".join(zlib.decompress(one) for one in STREAM.findall(pdf))
    # Printing without its dialog Firefox takes of the page's rule the orientation alone, and the printer's size of paper.
    sizes = {b"0 0 842 596"} if isinstance(hand.tab, FirefoxTab) else {b"0 0 960 540"}
    assert set(re.findall(rb"/MediaBox ?\[ ?([\d ]*\d) ?\]", objects)) == sizes
    assert b"/ToUnicode" in objects


def test_task_12_the_sparql_of_a_selection(hand: Hand, dataset: Dataset) -> None:
    hand.search("qydw", hit="区域党委")
    hand.press("#open-exports")
    hand.press("#exports [data-keep='scope selection']")
    query = hand.tab.saved(lambda: hand.export("rq")).decode()
    rows = dataset.rows(query)
    assert len(rows) > 5
    assert all("area" in "".join(map(str, row)) for row in rows)


def test_task_13_what_only_one_place_does(hand: Hand) -> None:
    hand.view("measures", "ArrowRight")
    hand.choose("#measures [data-keep=sharedBy]", "one")
    hand.only("place", "福州市")
    heads = hand.texts("#measures thead th")
    assert len(heads) == 2
    assert "福州市" in heads[1]
    assert "营商服务窗口" in hand.texts("#measures tbody td .stop")


def test_task_14_a_printed_expression_found(hand: Hand) -> None:
    hand.search("1600多个", hit="1600多个")
    assert "1600多个" in hand.texts("#details .quote q")
    assert re.search(r"第 \d+–\d+ 字符", "".join(hand.texts("#details")))


def test_task_15_the_average_of_lower_bounds_in_a_spreadsheet(hand: Hand, dataset: Dataset) -> None:
    hand.view("figures", "ArrowRight", "ArrowRight")
    hand.indicator("grid-count", "网格数")
    rows = rows_of(hand.tab.saved(lambda: hand.export("csv")))
    exported = rows_of(write_files(dataset, "csv-excel")["figures.csv"])
    expected = [float(row["lower"]) for row in exported if row["indicator_zh"] == "网格数"]
    assert statistics.mean(float(row["lower"]) for row in rows) == statistics.mean(expected) > 2000


def test_task_16_which_places_certainly_have_over_2000_grids(hand: Hand) -> None:
    hand.view("figures", "ArrowRight", "ArrowRight")
    hand.indicator("grid-count", "网格数")
    if hand.keys:
        hand.reach("#figures [data-keep=over]")
    else:
        hand.press("#figures [data-keep=over]")
    hand.write("2000")
    hand.press("#figures [data-keep='answer certain']")
    rows = hand.texts("#figures tbody tr")
    assert {row.split()[0] for row in rows} == {"福州市", "广汉市", "吴江区"}
    assert len(rows) == 3


def test_task_17_the_five_ladders_on_a_slide(hand: Hand) -> None:
    hand.press("#open-exports")
    hand.press("#exports [data-keep='pictureSize slide']")
    content = hand.tab.saved(lambda: hand.export("png"))
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert width / height == pytest.approx(16 / 9)


def test_task_18_the_path_from_the_branch_of_a_grid_to_the_district(hand: Hand) -> None:
    hand.walk("#lanes .rung", "网格支部", "ArrowDown", "ArrowLeft", *["ArrowDown"] * 4)
    hand.view("network", "ArrowLeft")
    hand.press("#network [data-keep=pathFrom]")
    hand.search("姑苏区", hit="组织 · 姑苏区")
    hand.press("#network [data-keep=pathTo]")
    said = "".join(hand.texts("#shown"))
    assert said.startswith("建在网格上的支部 → 姑苏区 · 沿层级 · 4 步")


def test_task_19_the_documents_for_bibtex(hand: Hand) -> None:
    need("bibtexparser", find_spec("bibtexparser"))
    import bibtexparser

    library = bibtexparser.parse_string(hand.tab.saved(lambda: hand.export("bibtex")).decode())
    assert library.failed_blocks == []
    assert len(library.entries) == 6
    assert {"2021-03-22", "2017-08-10"} <= {field.value for entry in library.entries for field in entry.fields}


def test_task_20_a_note_of_ones_own(hand: Hand) -> None:
    hand.search("qydw", hit="区域党委")
    hand.press("#details .note-add")
    hand.write("核对原文")
    hand.press("[data-keep='note save']")
    hand.tab.until("() => document.querySelector('#details .note-text')")
    assert hand.texts("#details .note-text") == ["核对原文"]
    kept = hand.say("Object.values(localStorage).join()")
    assert "核对原文" in kept
    hand.tab.ask("() => localStorage.clear()")
