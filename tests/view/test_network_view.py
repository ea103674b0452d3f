"""The network: layouts, neighbourhoods, paths, kinds of lines; its outline says just what is drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from cengji.view import page
from tests.view.conftest import Open, write_page
from tests.view.rich import rich_graph
from tests.view.sample import iri
from tests.view.test_browser import find, short
from tests.view.test_exports import SVG


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


def drawn(tab: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return the number of marks and of lines on the canvas."""
    return tuple(tab.evaluate("[canvas.dataset.items, canvas.dataset.lines].map(Number)"))


def outline(tab: Any) -> list[tuple[int, str]]:  # noqa: ANN401
    """Return the rows of the outline: level and name."""
    while tab.locator("#outline > .tool").count():
        tab.locator("#outline > .tool").click()
    rows = tab.eval_on_selector_all(
        "#outline [role=treeitem]", "all => all.map(e => [Number(e.getAttribute('aria-level')), e.querySelector('.t').textContent])"
    )
    return [tuple(row) for row in rows]


def test_all_but_rungs_and_quiet_links_is_drawn_and_listed(open_page: Open, rich_page: Path) -> None:
    graph = rich_graph()
    tab = open_page("#view=network&outline=1", path=rich_page)
    nodes = [node for node in graph.nodes if node.type != "rung"]
    loud = [edge for edge in graph.edges if edge.relation != "atPlace"]
    assert drawn(tab) == (len(nodes), len(loud))
    rows = outline(tab)
    assert Counter(name for level, name in rows if level == 2)["云溪网格小组"] == 1
    assert sum(level == 2 for level, _ in rows) == len(nodes)
    assert sum(level == 3 for level, _ in rows) == len(loud)
    assert [name for level, name in rows if level == 1] == ["云溪区", "兰亭市", "松阳岭区", "荷风区", "重明里", "各地共有"]


@pytest.mark.parametrize("layout", ["按层级", "放射", "力导"])
def test_each_layout_draws_the_same_things_elsewhere(open_page: Open, rich_page: Path, layout: str) -> None:
    tab = open_page("#view=network", path=rich_page)
    before = drawn(tab)
    tab.get_by_role("button", name=layout, exact=True).click()
    assert drawn(tab) == before
    assert tab.get_by_role("button", name=layout, exact=True).get_attribute("aria-pressed") == "true"


def test_a_thing_with_two_superiors_has_two_lines(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=network&outline=1", path=rich_page)
    rows = outline(tab)
    at = rows.index((2, "云溪连心办法2"))
    below = rows[at + 1 : at + 4]
    assert [name for level, name in below if level == 3] == [
        "→ 实施者 云溪社区委员会",
        "→ 组成部分，属于 云溪连心办法1",
        "→ 组成部分，属于 云溪连心办法0",
    ]


@pytest.mark.parametrize("hops", [1, 2])
def test_a_neighbourhood_holds_what_lies_within_its_hops(open_page: Open, rich_page: Path, hops: int) -> None:
    tab = open_page(f"#view=network&outline=1&sel={short('yunxi', 'group', 'grid')}", path=rich_page)
    tab.get_by_role("button", name={1: "一步", 2: "两步"}[hops]).click()
    reached, frontier = {iri("yunxi", "group", "grid")}, {iri("yunxi", "group", "grid")}
    loud = [(edge.source, edge.target) for edge in rich_graph().edges if edge.relation != "atPlace"]
    for _ in range(hops):
        frontier = {b for one in loud for a, b in (one, one[::-1]) if a in frontier} - reached
        reached |= frontier
    rows = outline(tab)
    assert drawn(tab)[0] == len(rows) == len(reached)
    assert rows[0] == (1, "云溪网格小组")
    assert {level for level, _ in rows} == set(range(1, hops + 2))
    assert f"focus={hops}" in tab.url


def test_a_path_goes_rung_by_rung_and_is_told_aloud(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=network&outline=1", path=rich_page)
    for name, button in (("云溪网格小组", "设为起点"), ("云溪街道委员会", "设为终点")):
        find(tab, name)
        tab.keyboard.press("Enter")
        tab.get_by_role("button", name=button).press("Enter")
    assert [name for _, name in outline(tab)] == ["云溪网格小组", "云溪社区委员会", "云溪片区联会", "云溪街道委员会"]
    assert drawn(tab) == (4, 3)
    said = "云溪网格小组 → 云溪街道委员会 · 沿层级 · 3 步；经工作联系 · 1 步；经举措等 · 3 步"
    assert tab.locator("#shown").inner_text() == said
    tab.get_by_role("button", name="经工作联系 · 1 步").click()
    assert [name for _, name in outline(tab)] == ["云溪网格小组", "云溪街道委员会"]  # the guidance, disputed, is shorter
    assert "network.route=units" in tab.url
    tab.get_by_role("button", name="工作联系", exact=True).click()
    assert len(outline(tab)) == 4
    tab.get_by_role("button", name="清除路径").click()
    assert drawn(tab)[0] > 50


def test_no_path_is_said_to_be_none(open_page: Open, rich_page: Path) -> None:
    fragment = f"#view=network&network.from={short('yunxi', 'group', 'grid')}&network.to={short('lanting', 'event', 'visit')}"
    assert "没有路径" in open_page(fragment, path=rich_page).locator("#network-controls").inner_text()


def test_a_kind_of_line_can_be_taken_away(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=network", path=rich_page)
    marks, lines = drawn(tab)
    tab.get_by_role("button", name="工作联系").click()
    assert drawn(tab) == (marks, lines - 1)
    assert "network.lines=tie" in tab.url


def test_the_picture_is_written_as_svg_with_its_dashes_and_labels(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=network", path=rich_page)
    tab.locator("#open-exports").click()
    with tab.expect_download() as download:
        tab.locator("[data-out=svg]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    arcs = re.findall(r'<path class="links".*?<title>(.*?): (\d+)</title>', text)
    assert sum(int(count) for _, count in arcs) == sum(edge.relation != "atPlace" for edge in rich_graph().edges)
    assert ("云溪区 街道级 – 云溪区 片区级", "2") in arcs
    assert text.count('stroke-dasharray="6 4"') == 1
    assert "云溪区</text>" in text


def svg_of(tab: Any) -> str:  # noqa: ANN401
    """Return the picture of the frame as the menu saves it."""
    if not tab.locator("[data-out=svg]").is_visible():
        tab.locator("#open-exports").click()
    with tab.expect_download() as download:
        tab.locator("[data-out=svg]").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_a_filter_lays_out_what_it_leaves_over_the_frame_and_names_more_of_it(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network", path=packaged_page)
    canvas = tab.locator("#canvas")
    named = int(canvas.get_attribute("data-labels"))
    tab.locator("#filters [data-axis=place] .row", has_text="姑苏区").hover()
    tab.locator("#filters [data-axis=place] .row", has_text="姑苏区").locator(".only").click()
    assert int(canvas.get_attribute("data-labels")) > named
    text = svg_of(tab)
    assert "柳州市</text>" not in text
    marks = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', text)]
    wide = canvas.bounding_box()["width"]
    assert min(marks) < 0.2 * wide
    assert max(marks) > 0.8 * wide


def test_where_filters_leave_nothing_they_are_named_and_undone_at_a_click(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network&only-place=-&only-type=event", path=packaged_page)
    assert drawn(tab)[0] == 0
    tab.locator("#network .undo").first.click()
    assert drawn(tab)[0] > 0
    assert tab.locator("#network .empty").count() == 0


@pytest.mark.parametrize(("lang", "relation"), [("zh", "统筹"), ("en", "coordinates")])
@pytest.mark.parametrize("focus", [0, 1])
def test_the_links_of_a_selected_thing_bear_their_names(open_page: Open, packaged_page: Path, lang: str, relation: str, focus: int) -> None:
    tab = open_page(f"#view=network&lang={lang}&focus={focus}&sel=id/gusu/group/area-party-committees", path=packaged_page)
    tab.locator("#canvas[data-link-names]:not([data-link-names='0'])").wait_for()
    text = svg_of(tab)
    assert f"{relation}</text>" in text
    boxes = tab.evaluate(BOXES, text)
    assert len(boxes) > 8
    assert_apart(boxes)


def test_size_and_colour_go_by_what_is_asked_for_and_the_legend_says_so(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network", path=packaged_page)
    tab.locator("[data-keep=size]").select_option("same")
    tab.locator("[data-keep=colour]").select_option("place")
    legend = tab.locator(".look-legend")
    assert legend.locator(".sample").all_inner_texts() == ["福州市", "广汉市", "姑苏区", "柳州市", "吴江区", "各地共有"]
    before = svg_of(tab)
    tab.locator("[data-keep=size]").select_option("betweenness")
    tab.locator("[data-keep=colour]").select_option("betweenness")
    assert "居间程度" in legend.inner_text()
    after = svg_of(tab)
    assert len(set(re.findall(r' r="([\d.]+)"', after))) > len(set(re.findall(r' r="([\d.]+)"', before)))
    assert "network.size=betweenness&network.colour=betweenness" in tab.url


def test_at_double_zoom_there_is_still_a_picture_with_its_controls(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network", path=packaged_page, size=(683, 384))
    canvas = tab.locator("#canvas").bounding_box()
    assert canvas["height"] >= 150
    assert canvas["y"] + canvas["height"] <= 384
    assert int(tab.locator("#canvas").get_attribute("data-labels")) >= 8
    for key in ("in", "out", "fit"):
        box = tab.locator(f"[data-key={key}]").bounding_box()
        assert canvas["y"] <= box["y"] <= box["y"] + box["height"] <= canvas["y"] + canvas["height"]
    tab.locator("[data-keep=colour]").select_option("place")
    assert "network.colour=place" in tab.url


def test_of_the_five_places_the_building_groups_of_guanghan_lead_up_to_the_subdistrict(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network&outline=1", path=packaged_page)
    for name, button in (("楼栋党小组", "设为起点"), ("街道党工委", "设为终点")):
        find(tab, name)
        tab.locator(".hit", has_text="广汉市").filter(has_text="组织群").first.click()
        tab.get_by_role("button", name=button).click()
    assert [name for _, name in outline(tab)] == ["楼栋党小组", "片区党支部", "社区党委", "街道党工委"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_beside_the_details_the_table_by_tier_fills_its_frame_from_the_corner(open_page: Open, packaged_page: Path, language: str) -> None:
    """In English the controls stand in more lines, once they are drawn; the details take their room at a click."""
    tab = open_page(f"#view=network&lang={language}", path=packaged_page)
    tab.evaluate("location.hash += '&sel=id/gusu/group/area-party-committees'")
    tab.locator("body.show-details").wait_for()
    first, last = {"zh": ("福州市", "各地共有"), "en": ("Fuzhou City", "Shared")}[language]
    svg = ET.fromstring(svg_of(tab))  # noqa: S314  # our own file
    canvas = tab.locator("#canvas").bounding_box()
    names = svg.findall(f".//{SVG}text[@class='name']")
    assert float(next(one for one in names if one.text == first).attrib["x"]) == pytest.approx(92, abs=1)
    bottom = max(float(one.attrib["y"]) for one in names if one.text == last)  # not that of the column
    assert 0.85 * canvas["height"] < bottom < canvas["height"]


@pytest.mark.parametrize("layout", ["tiers", "radial", "force"])
def test_labels_at_rest_do_not_cover_each_other(open_page: Open, packaged_page: Path, layout: str) -> None:
    tab = open_page(f"#view=network&network.layout={layout}", path=packaged_page)
    tab.locator("#open-exports").click()
    with tab.expect_download() as download:
        tab.locator("[data-out=svg]").click()
    boxes = tab.evaluate(BOXES, Path(download.value.path()).read_text(encoding="utf-8"))
    assert len(boxes) == int(tab.locator("#canvas").get_attribute("data-labels")) > 10  # those of the frame, no more
    assert_apart(boxes)


def assert_apart(boxes: list[Any]) -> None:
    """Check that no two of these boxes overlap."""
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]), (one, other)


BOXES = """text => {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml"), pen = document.createElement("canvas").getContext("2d");
  return [...svg.querySelectorAll("svg svg text")].filter(t => !t.matches(".name")).map(t => {
    const size = Number(t.getAttribute("font-size")), x = Number(t.getAttribute("x")), y = Number(t.getAttribute("y"));
    pen.font = `${t.getAttribute("font-weight") || 400} ${size}px ${t.getAttribute("font-family")}`;
    return [x, y - size * 0.85, x + pen.measureText(t.textContent).width, y, t.textContent];
  });
}"""
