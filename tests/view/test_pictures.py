"""Pictures for a page, a slide or a site: whole at their size, with title, filters, legend and sources; open elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need
from tests.view.conftest import Open
from tests.view.test_exports import SVG, taken

COLUMN, COLUMNS, SLIDE = 321, 661, 1280  # pixels: 85 mm, 175 mm, the width of a slide


def choose(tab: Any, size: str) -> None:  # noqa: ANN401
    """Choose the size of pictures in the menu."""
    if not tab.locator("#exports").is_visible():
        tab.locator("#open-exports").click()
    tab.locator(f"[data-keep='pictureSize {size}']").click()


def words_of(picture: ET.Element) -> str:
    """Return all texts of a picture as one, without the spaces at which lines may be broken."""
    return re.sub(r"\s", "", "".join(element.text or "" for element in picture.iter(f"{SVG}text")))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "width"), [("column", COLUMN), ("columns", COLUMNS), ("slide", SLIDE)])
def test_a_picture_is_whole_at_its_size_and_says_what_it_is(
    open_page: Open, packaged_page: Path, size: str, width: int, language: str
) -> None:
    tab = open_page(f"#view=lanes&lang={language}&no-place=wujiang", path=packaged_page, dark=True)
    choose(tab, size)
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    assert float(picture.attrib["width"]) == pytest.approx(width, abs=0.2)
    if size == "slide":
        assert float(picture.attrib["height"]) == pytest.approx(SLIDE * 9 / 16, abs=1)
    assert picture.find(f"{SVG}rect").attrib["fill"] == "#ffffff"
    words = words_of(picture)
    for name in tab.locator("#lanes .rung .t").all_text_contents():
        assert re.sub(r"\s", "", name) in words
    excluded = {"zh": "地方：不含吴江区", "en": "Places:withoutWujiangDistrict"}[language]
    legend = {"zh": "推断", "en": "inferred"}[language]
    chinese = "4个地方，各自怎样分级组织福州市、广汉市、姑苏区、柳州市"
    subject = {"zh": chinese, "en": "How4placesorganizethemselves,tierbytierFuzhouCity"}[language]
    for part in (subject, excluded, legend, "2024-02-19第21版", "CCBY4.0", "w3id.org/cengji/dataset"):
        assert part in words
    assert "2017-08-10" not in words  # the report on the place that is not shown
    assert tab.locator(".picture").count() == 0


@pytest.mark.parametrize("mode", ["bars", "pairs"])
def test_a_picture_has_every_bar(open_page: Open, packaged_page: Path, mode: str) -> None:
    """Bars by powers of ten, ends that fade and columns are painted by gradients, which a copy of boxes would miss."""
    tab = open_page(f"#view=figures&figures.mode={mode}", path=packaged_page)
    bars = tab.locator("#figures .gauge .full, #figures .gauge .rest, #figures .column")
    painted = bars.evaluate_all(
        """all => all.filter(e => e.checkVisibility() && e.getBoundingClientRect().width).map(getComputedStyle).flatMap(
          style => [style.backgroundColor, ...style.backgroundImage.split('gradient(').slice(1)])
          .filter(paint => !/^rgba\\(.*, 0\\)$/.test(paint)).length"""
    )
    choose(tab, "column")
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    colour = next(e.attrib["fill"] for e in picture.iter(f"{SVG}rect") if e.attrib["fill"].startswith("rgb(49"))
    fades = len(list(picture.iter(f"{SVG}linearGradient")))
    assert fades + sum(e.attrib["fill"] == colour for e in picture.iter(f"{SVG}rect")) == painted > 5
    assert (fades > 5) is (mode == "bars")


def test_a_picture_of_the_network_is_that_of_the_frame(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network", path=packaged_page)
    canvas = tab.locator("#canvas").bounding_box()
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    network = next(one for one in picture.findall(f"{SVG}svg") if len(one) > 100)
    assert (float(network.attrib["width"]), float(network.attrib["height"])) == pytest.approx((canvas["width"], canvas["height"]), abs=2)
    whole = len(list(network.iter(f"{SVG}polygon")))
    for _ in range(8):
        tab.locator("[data-key=in]").click()
    near = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    assert 0 < len(list(near.iter(f"{SVG}polygon"))) < whole


@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_one_column_no_letter_of_the_network_is_below_six_points(open_page: Open, packaged_page: Path, language: str) -> None:
    tab = open_page(f"#view=network&lang={language}", path=packaged_page)
    choose(tab, "column")
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    factor = float(picture.attrib["width"]) / float(picture.attrib["viewBox"].split()[2])
    sizes = [float(one.attrib["font-size"]) * factor * 0.75 for one in picture.iter(f"{SVG}text")]
    assert float(picture.attrib["width"]) == pytest.approx(COLUMN, abs=0.2)
    assert len(sizes) > 60
    assert min(sizes) > 5.99
    places = {"zh": "福州市广汉市姑苏区柳州市吴江区各地共有", "en": "FuzhouCity"}[language]
    assert places in words_of(picture)


@pytest.mark.parametrize("size", ["columns", "slide"])
@pytest.mark.parametrize("state", ["", "&network.layout=radial", "&focus=1&sel=id/gusu/group/area-party-committees"])
def test_a_picture_of_all_of_the_network_is_laid_out_for_its_size(open_page: Open, packaged_page: Path, size: str, state: str) -> None:
    tab = open_page(f"#view=network{state}", path=packaged_page)
    screen = taken(tab, "svg").count(b"<polygon")
    choose(tab, size)
    text = taken(tab, "svg")
    picture = ET.fromstring(text)  # noqa: S314  # our own file
    assert picture.attrib["viewBox"].split()[2] == str({"columns": COLUMNS, "slide": SLIDE}[size])  # letters are as large as they say
    network = next(one for one in picture.findall(f"{SVG}svg") if len(one) > 50)
    width, height = float(network.attrib["width"]), float(network.attrib["height"])
    marks = list(network.iter(f"{SVG}polygon"))
    corners = [corner.split(",") for one in marks for corner in one.attrib["points"].split()]
    assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in corners)
    assert len(marks) > 8
    assert text.count(b"<polygon") == screen
    names = [one.text or "" for one in network.iter(f"{SVG}text") if one.get("class") == "name"]
    assert names == [] if state else {"省级", "户", "福州市", "各地共有"} <= set(names)


def test_what_is_selected_is_ringed_and_its_links_are_named_in_the_picture_as_on_the_screen(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=network&sel=id/gusu/group/area-party-committees", path=packaged_page)
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    accent = tab.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
    assert sum(one.get("stroke") == accent for one in picture.iter(f"{SVG}circle")) == 1
    lines = sum(one.get("stroke") == accent for one in picture.iter(f"{SVG}line"))
    assert sum(one.get("fill") == accent for one in picture.iter(f"{SVG}polygon")) == lines > 5  # an arrow each
    named = sum(one.get("fill") == accent for one in picture.iter(f"{SVG}text"))
    assert named == int(tab.locator("#canvas").get_attribute("data-link-names")) > 3


def test_a_static_page_holds_the_picture_and_no_script(open_page: Open) -> None:
    tab = open_page()
    choose(tab, "columns")
    text = taken(tab, "embedStatic").decode()
    assert "<script" not in text
    assert "content=\"default-src 'none'\"" in text
    tab.set_content(text)
    assert tab.locator("svg text", has_text="云溪区").count() > 0
    assert tab.evaluate("document.querySelector('svg').getBoundingClientRect().width <= innerWidth")


def test_a_picture_is_printed_on_a_sheet_of_its_size_with_text_that_is_text(open_page: Open, packaged_page: Path, tmp_path: Path) -> None:
    tab = open_page("#view=lanes", path=packaged_page)
    tab.evaluate("window.print = () => {}")
    choose(tab, "slide")
    tab.locator("[data-out=pdf]").click()
    tab.pdf(path=str(tmp_path / "slide.pdf"), prefer_css_page_size=True, print_background=True)
    pdf = (tmp_path / "slide.pdf").read_bytes()
    assert re.findall(rb"/MediaBox \[([^\]]+)\]", pdf) == [b"0 0 960 540"]  # points: one page of 1,280 × 720 pixels
    assert b"/ToUnicode" in pdf
    tab.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)  # and the page itself prints as before
    assert b"/MediaBox [0 0 960 540]" not in (tmp_path / "page.pdf").read_bytes()


@pytest.mark.foreign
@pytest.mark.parametrize("view", ["lanes", "network"])
def test_another_reader_of_svg_opens_the_picture(open_page: Open, packaged_page: Path, tmp_path: Path, view: str) -> None:
    need("rsvg-convert (librsvg2-bin)", shutil.which("rsvg-convert"))
    tab = open_page(f"#view={view}", path=packaged_page)
    choose(tab, "columns")
    (tmp_path / "picture.svg").write_bytes(taken(tab, "svg"))
    done = subprocess.run(["rsvg-convert", "picture.svg", "-o", "picture.png"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert int.from_bytes((tmp_path / "picture.png").read_bytes()[16:20], "big") == COLUMNS


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("measures&measures.by=function&measures.columns=tier&measures.shared=one", "各地矩阵；功能×层级；仅一地"),
        ("measures&measures.mode=linked", "链条；只列写明问题或结果的"),
        ("figures&figures.mode=bars&figures.cautious=1", "条形；只认肯定的界限"),
    ],
)
def test_a_picture_says_what_the_view_itself_leaves_out(open_page: Open, packaged_page: Path, state: str, said: str) -> None:
    tab = open_page(f"#view={state}", path=packaged_page)
    assert said in words_of(ET.fromstring(taken(tab, "svg")))  # noqa: S314  # our own file


# What the screen shows of a view, in the order of the document: each text with whether it stands whole, and the number of marks.
SCREEN = r"""view => {
  const left = ".tool, .zoom, input, select, .segments, .controls, .note, .noted-mark, .front", texts = [];
  const words = (element, side) => {
    const style = getComputedStyle(element, side);
    if (style.display !== "none") texts.push([/^"(.*)"$/.exec(style.content)?.[1] ?? "", true]);
  };
  const isWhole = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    for (let at = node.parentElement; !at.matches(".view"); at = at.parentElement) {
      const clip = at.getBoundingClientRect();
      if (getComputedStyle(at).overflow !== "visible" && (box.right > clip.right + 1 || box.bottom > clip.bottom + 2)) return false;
    }
    return true;
  };
  const read = element => {
    if (element.matches(left) || !element.checkVisibility({ visibilityProperty: true }) || element.matches("svg")) return;
    words(element, "::before");
    for (const child of element.childNodes)
      if (child instanceof Text) {
        if (getComputedStyle(element).opacity !== "0") texts.push([child.data, isWhole(child)]);
      } else if (child instanceof Element) read(child);
    words(element, "::after");
  };
  read(view);
  const marks = [...view.querySelectorAll("svg.mark")].filter(one => one.checkVisibility() && !one.closest(left)).length;
  return [texts.map(([text, whole]) => [text.replace(/\s/g, ""), whole]).filter(([text]) => text), marks];
}"""

VIEWS = [
    "lanes", "lanes&lanes.all=1", "measures", "measures&measures.by=function&measures.columns=tier", "measures&measures.mode=linked",
    "measures&measures.mode=variants", "measures&measures.mode=parts", "figures", "figures&figures.mode=bars", "figures&figures.mode=pairs",
    "figures&figures.mode=compare", "timeline", "documents",
]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_bears_the_texts_and_marks_that_the_screen_shows(open_page: Open, packaged_page: Path, view: str, language: str) -> None:
    tab = open_page(f"#view={view}&lang={language}", path=packaged_page)
    texts, marks = tab.locator(f"#{view.partition('&')[0]}").evaluate(SCREEN)
    picture = ET.fromstring(taken(tab, "svg"))  # noqa: S314  # our own file
    words = words_of(picture)
    at = words.index(texts[0][0] + texts[1][0])
    for text, whole in texts:
        if words.startswith(text, at):
            at += len(text)
            continue
        assert not whole, (text, words[at : at + 60])
        end = words.find("…", at)
        at = end + 1 if end >= 0 and text.startswith(words[at:end]) else at  # else it is hidden as a whole
    assert len(texts) > 40
    assert sum(1 for one in picture.iter(f"{SVG}svg")) - 1 >= marks
