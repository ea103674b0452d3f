"""What leaves the page: data that agree with the graph it was made from, queries that give the same things, pictures, links."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pypdf import PdfReader

from cengji.core.namespaces import CJ
from cengji.dataset import Dataset
from cengji.export import Choice, write, write_files
from cengji.view import read_content
from tests.view.conftest import Open

SVG = "{http://www.w3.org/2000/svg}"


def taken(tab: Any, key: str, *, selection: bool = False) -> bytes:  # noqa: ANN401
    """Return the file that a button of the menu saves."""
    if not tab.locator("#exports").is_visible():
        tab.locator("#open-exports").click()
    tab.locator(f"#exports [data-keep='scope {'selection' if selection else 'view'}']").click()
    with tab.expect_download() as download:
        tab.locator(f"[data-out={key}]").click()
    return Path(download.value.path()).read_bytes()


def triples(turtle: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def things(tab: Any) -> list[str]:  # noqa: ANN401
    return [thing["iri"] for thing in json.loads(taken(tab, "json"))["things"]]


@pytest.mark.parametrize("view", ["network", "lanes"])
def test_every_triple_that_is_taken_is_one_of_the_graph(open_page: Open, packaged_page: Path, dataset: Dataset, view: str) -> None:
    known = {quad.triple for quad in dataset}
    found = triples(taken(open_page(f"#view={view}", path=packaged_page), "ttl"))
    assert sorted(map(str, found - known)) == []
    assert len(found) > (9_000 if view == "network" else 500)
    subjects = {triple.subject for triple in found}
    if view == "network":  # which draws all but rungs
        for name in ("Evidence", "Figure", "Measure", "BodyGroup", "RelationClaim", "GenericMapping", "ConcurrentHolding", "Secondment"):
            of_class = {
                str(one.subject) for one in known if one.object == ox.NamedNode(CJ + name) and one.predicate.value.endswith("#type")
            }
            assert {one for one in of_class if "/evidence/rung-" not in one} <= {str(one) for one in subjects}, name


@pytest.mark.parametrize(
    "view",
    [
        "measures",
        "figures&figures.indicator=grid-count",
        "timeline",
        "documents",
        "network&focus=2&sel=id/gusu/group/area-party-committees",
    ],
)
def test_the_query_names_what_a_view_picks(open_page: Open, packaged_page: Path, dataset: Dataset, view: str) -> None:
    tab = open_page(f"#view={view}&only-place=gusu", path=packaged_page)
    shown = things(tab)
    assert sorted(shown) == [thing for (thing,) in dataset.rows(taken(tab, "rq").decode())]
    assert shown


@pytest.mark.parametrize(
    "state",
    [
        "",
        "&no-place=gusu,fuzhou",
        "&no-place=-",
        "&only-type=measure,generic",
        "&no-tier=community,grid",
        "&no-tier=-",
        "&only-kind=mechanism&only-type=measure",
        "&only-type=figure&no-role=stock&no-indicator=size,part-count",
        "&no-status=stated",
        "&no-document=id/gusu/document/source",
        "&no-line=party&only-type=ladder,group",
    ],
)
def test_the_query_gives_the_things_of_the_view(open_page: Open, packaged_page: Path, dataset: Dataset, state: str) -> None:
    tab = open_page(f"#view=network{state}", path=packaged_page)
    rows = dataset.rows(taken(tab, "rq").decode())
    assert sorted(things(tab)) == [thing for (thing,) in rows]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "&lanes.all=1",
        "&long=1",
        "&only-place=gusu&only-line=party",
        "&no-tier=-",
        "&no-tier=grid&no-status=disputed",
        "&only-status=inferred",
        "&only-status=disputed",
        "&only-status=stated",
        "&no-document=id/gusu/document/source",
    ],
)
def test_the_query_gives_the_rungs_of_the_ladders(open_page: Open, packaged_page: Path, dataset: Dataset, state: str) -> None:
    tab = open_page(f"#view=lanes{state}", path=packaged_page)
    rows = dataset.rows(taken(tab, "rq").decode())
    rungs = sorted(thing for thing in things(tab) if "/rung/" in thing)
    assert rungs == sorted(rung or "" for _, _, rung in rows)
    assert rungs


def test_the_query_of_the_selected_thing_gives_all_about_it(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    thing = "https://w3id.org/cengji/id/gusu/group/area-party-committees"
    tab = open_page("#sel=id/gusu/group/area-party-committees", path=packaged_page)
    rows = set(dataset.rows(taken(tab, "rq", selection=True).decode()))
    node = ox.NamedNode(thing)
    expected = {quad.triple for quad in dataset if node in (quad.subject, quad.object)}
    assert len(rows) == len(expected)
    assert all(thing in row for row in rows)


def test_the_rows_of_the_ladders_are_whole(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    text = taken(open_page("#view=lanes&lanes.all=1", path=packaged_page), "csv").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["地方", "阶梯", "线", "名称", "级次", "层级", "对应", "数字", "说明", "标识"]
    expected = dataset.rows(f"SELECT ?rung ?position {{ ?ladder <{CJ}hasRung> ?rung . ?rung <{CJ}position> ?position }}")
    assert sorted((row[-1], row[4]) for row in rows) == sorted(expected)
    assert ["姑苏区", "五级联动组织体系", "党组织条线", "区域党委", "3", "区域", "推断", "56个"] in [row[:8] for row in rows]


def test_all_that_is_inferred_or_disputed_is_listed_with_its_reason(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    tab = open_page("#view=measures&only-place=gusu", path=packaged_page)  # whatever is filtered
    head, *rows = csv.reader(io.StringIO(taken(tab, "unsureRows").decode("utf-8-sig")))
    assert head == ["地方", "类型", "名称", "主张", "地位", "理由", "标识"]
    content = read_content(dataset)
    mappings = [mapping for ladder in content.ladders for rung in ladder.rungs for mapping in rung.mappings]
    tiers = content.column("derived-tiers", "status")
    statuses = [status.rpartition("/")[2] for status in (*(one.status for one in (*content.nodes, *content.edges, *mappings)), *tiers)]
    for key, name in (("inferred", "推断"), ("disputed", "有争议")):
        assert [row[4] for row in rows].count(name) == statuses.count(key) > 5
    assert len(rows) == statuses.count("inferred") + statuses.count("disputed")
    assert any(row[1] == "梯级" and "层级对应" in row[3] and row[5] for row in rows)
    assert any(row[3] == "处于层级 → 网格" and row[5] == "依规则推得：其种类的惯常层级" for row in rows)


def test_a_selection_is_taken_alone(open_page: Open) -> None:
    tab = open_page("#sel=id/yunxi/figure/grids&view=network")
    [thing] = json.loads(taken(tab, "json", selection=True))["things"]
    assert thing["figure"]["written"] == "1200余个"
    assert thing["figure"]["lowerInclusive"] is False
    assert thing["evidence"] == [
        {"document": "https://w3id.org/cengji/id/yunxi/document/source", "text": "1200余个", "start": 31, "end": 37}
    ]
    assert {str(triple.subject) for triple in triples(taken(tab, "ttl", selection=True))} == {f"<{thing['iri']}>"}


def test_the_picture_holds_every_rung_and_line(open_page: Open) -> None:
    tab = open_page()
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    texts = [element.text for element in picture.iter(f"{SVG}text")]
    for name in tab.locator(".rung .t").all_text_contents():
        assert name in texts
    assert float(picture.attrib["width"]) == tab.evaluate("document.getElementById('lanes').scrollWidth")
    dashed = [element for element in picture.iter(f"{SVG}rect") if element.get("stroke-dasharray")]
    assert len(dashed) >= 1


def test_the_picture_as_png_is_twice_as_fine(open_page: Open) -> None:
    tab = open_page()
    width = tab.evaluate("document.getElementById('lanes').scrollWidth")
    data = taken(tab, "png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20], "big") == 2 * width


def test_the_link_brings_back_the_whole_state_in_a_new_browser(open_page: Open) -> None:
    tab = open_page("#view=lanes&sel=id/yunxi/rung/area&no-place=hefeng&no-tier=grid&outline=1&lang=en&theme=dark&long=1")
    tab.locator("#open-exports").click()
    tab.locator("[data-out=permalink]").click()
    tab.locator("#shown", has_text="Copied").wait_for()
    assert "send both" in tab.locator("#shown").inner_text()
    link = tab.evaluate("navigator.clipboard.readText()")
    assert link.startswith("index.html#view=lanes")  # and no folder of this computer
    again = open_page("#" + link.split("#")[1], fresh=True)
    assert again.url.split("#")[1] == link.split("#")[1]
    look = """() => [document.documentElement.lang, document.documentElement.dataset.theme,
      ...["lanes", "details", "outline"].map((id) => document.getElementById(id).innerText)]"""
    assert again.evaluate(look) == tab.evaluate(look)


def test_a_link_of_an_earlier_version_still_opens_the_outline(open_page: Open) -> None:
    tab = open_page("#view=lanes&twin=1")
    assert tab.locator("#outline").is_visible()


def test_embedded_the_page_is_the_picture_with_its_source(open_page: Open) -> None:
    tab = open_page("#view=lanes&embed")
    assert not tab.locator("header.bar").is_visible()
    assert not tab.locator("#filters").is_visible()
    assert tab.locator(".rung").first.is_visible()
    assert "未注明许可" in tab.locator("footer").inner_text()  # the sample says no licence
    assert tab.locator("footer a").get_attribute("href").endswith("#view=lanes")
    tab.locator(".rung").first.click()
    assert "embed" in tab.url


def test_in_print_each_place_fits_the_sheet_and_no_control_is_left(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=lanes&lanes.all=1", path=packaged_page, size=(1047, 740))  # A4 landscape without its margins
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    try:
        assert tab.locator("#print table.ladders").count() == 6
        assert tab.evaluate("[...document.querySelectorAll('#print table')].every(e => e.getBoundingClientRect().right <= innerWidth)")
        assert tab.locator("button.tool:visible, input:visible").count() == 0
        assert tab.locator("#print .rung").count() == 105
    finally:
        tab.emulate_media(media="screen")
        tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.locator("#print > *").count() == 0


def test_in_print_the_comparison_of_the_places_stands_on_one_sheet(open_page: Open, packaged_page: Path) -> None:
    tab = open_page(path=packaged_page, size=(1047, 740))
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert tab.locator("#print table.ladders").count() == 1
    assert tab.locator("#print th.place").count() == 5
    assert tab.evaluate("document.querySelector('#print table').getBoundingClientRect().right <= innerWidth")
    assert tab.locator("#print .legend .stripe").count() == 3
    assert "2024-02-19 第21版" in tab.locator("#print footer").inner_text()


def test_in_print_the_head_of_a_table_is_on_each_sheet_and_the_network_on_one(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=figures", path=packaged_page)
    sheets = PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) > 5
    assert all("比较" in unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in sheets)
    tab.evaluate("location.hash = '#view=network&lang=en'")
    tab.locator("#network:not([hidden])").wait_for()
    assert len(PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages) == 1


@pytest.mark.parametrize(("size", "state", "least"), [("screen", "&lanes.all=1", 100), ("slide", "", 20)])
def test_the_picture_has_a_stroke_wherever_the_screen_joins_two_rungs(
    open_page: Open, packaged_page: Path, size: str, state: str, least: int
) -> None:
    tab = open_page(f"#view=lanes{state}", path=packaged_page)
    tab.locator("#open-exports").click()
    tab.locator(f"[data-keep='pictureSize {size}']").click()
    strokes = """[...document.querySelectorAll("#lanes td.from, #lanes td.thru, #lanes td.to")].map((cell) => {
      const look = getComputedStyle(cell, "::before");
      return look.borderLeftStyle === "double" ? 2 : 1;
    }).reduce((sum, one) => sum + one, 0)"""
    line = tab.evaluate("getComputedStyle(document.querySelector('#lanes td.from'), '::before').borderLeftColor")
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    drawn = [one for one in picture.iter(f"{SVG}line") if one.get("stroke") == line and one.get("x1") == one.get("x2")]
    assert len(drawn) == tab.evaluate(strokes) > least


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "gb",
            "云溪区治理见闻[N]. 虚构日报, 2031-05-06(3). “1200余个”（第 32–37 字符）；SHA-256 "
            + "0" * 64
            + " https://w3id.org/cengji/id/yunxi/figure/grids",
        ),
        (
            "plain",
            "《云溪区治理见闻》，虚构日报，2031-05-06，第3版；“1200余个”（第 32–37 字符）；SHA-256 "
            + "0" * 64
            + "；https://w3id.org/cengji/id/yunxi/figure/grids",
        ),
        ("iri", "https://w3id.org/cengji/id/yunxi/figure/grids"),
    ],
)
def test_a_thing_is_cited(open_page: Open, key: str, text: str) -> None:
    tab = open_page("#sel=id/yunxi/figure/grids")
    tab.locator(f"[data-copy={key}]").click()
    tab.locator("#shown", has_text="已复制").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == text
    assert tab.locator("#copied").input_value() == text


def lines_of(tab: Any, key: str) -> list[list[str]]:  # noqa: ANN401
    """Return the lines of a table that a button of the menu saves."""
    return list(csv.reader(io.StringIO(taken(tab, key).decode("utf-8-sig"), newline="")))


def test_the_figures_are_those_of_the_export_cell_by_cell(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    exported = write_files(dataset, "csv-excel")["figures.csv"].decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(exported, newline=""))
    tab = open_page("#view=network", path=packaged_page)
    assert lines_of(tab, "figureLines") == [head, *rows]
    assert [line[1] for line in lines_of(tab, "dictionary") if line[0] == "figures"] == head
    gusu = [row for row in rows if row[-1].startswith("https://w3id.org/cengji/id/gusu/")]
    tab = open_page("#view=figures&only-place=gusu&figures.indicator=size", path=packaged_page)
    shown = lines_of(tab, "csv")
    place = head.index("indicator_en")
    assert shown[0] == head
    assert sorted(shown[1:]) == sorted(row for row in gusu if row[place] == "size") != []
    numbers = [row[head.index(name)] for row in rows for name in ("value", "lower", "upper")]
    assert all(re.fullmatch(r"-?[0-9.]*", number) for number in numbers)


def test_the_network_is_taken_as_nodes_and_links(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    network = json.loads(b"".join(write(dataset, "node-link", Choice(["all"]))))
    things = {node["id"] for node in network["nodes"] if node["type"] != "rung"}  # which the network of the page shows as ladders
    linked = [(one["source"], one["target"]) for one in network["edges"]]
    tab = open_page("#view=network", path=packaged_page)
    nodes, links = lines_of(tab, "nodeLines"), lines_of(tab, "linkLines")
    assert sorted(row[0] for row in nodes[1:]) == sorted(things)
    assert sorted((row[0], row[1]) for row in links[1:]) == sorted(one for one in linked if things.issuperset(one))
    assert all(row[3] and row[4] for row in links[1:])  # the relation has a name in both languages
    tab = open_page("#view=network&only-place=gusu&only-type=group", path=packaged_page)
    nodes, links = lines_of(tab, "nodeLines"), lines_of(tab, "linkLines")
    assert {row[3] for row in nodes[1:]} == {"group"}
    assert {end for row in links[1:] for end in row[:2]} <= {row[0] for row in nodes[1:]}
    assert len(nodes) > len(links) > 10


@pytest.mark.parametrize("view", ["network", "lanes"])
def test_links_in_doubt_are_taken_with_their_ends(open_page: Open, packaged_page: Path, dataset: Dataset, view: str) -> None:
    """Whichever view is shown: a link that is asked for by its status is not lost with ends that are stated."""
    content = read_content(dataset)
    drawn = {node.iri for node in content.nodes if node.type != "rung"}
    doubted = [edge for edge in content.edges if edge.status.endswith("/inferred") and {edge.source, edge.target} <= drawn]
    links = lines_of(open_page(f"#view={view}&only-status=inferred", path=packaged_page), "linkLines")
    assert sorted(row[:2] for row in links[1:]) == sorted([edge.source, edge.target] for edge in doubted) != []
