"""The page of a graph too large for one file: its parts, its search, and what it says of a part that is not there."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cengji.api import Graph
from cengji.api.large import write_parts
from cengji.core.errors import InputError, UsageError
from cengji.dataset import Dataset
from cengji.projection import NODE_TYPES, project
from cengji.projection.outline import read_outline
from cengji.view.large import Sizes
from cengji.view.traditional import fold
from tests.view.conftest import Tabs
from tests.view.tabs import FirefoxTab
from tests.view.units import COUNT, HOSTILE, HOSTILE_UNIT, PLACE, units_dataset

SIZES = Sizes(head=100, things=200, part=60_000, names=30_000)
"""Low, so that a small register is cut into many parts."""


@pytest.fixture(scope="module")
def units() -> Dataset:
    return units_dataset()


@pytest.fixture(scope="module")
def units_page(units: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("units") / "index.html"
    write_parts(Graph(units), path, SIZES)
    return path


def parts_of(page: Path) -> dict[str, Any]:
    """Return the parts by name, as the page is handed them."""
    found = {}
    for path in sorted(page.with_name("index-parts").iterdir()):
        match = re.fullmatch(r'cengjiPart\("([\w-]+)",(.*)\);\n', path.read_text(encoding="utf-8"), re.DOTALL)
        assert match
        assert match[1] == path.stem
        found[path.stem] = json.loads(match[2])
    return found


def test_the_outline_of_the_cases_is_their_projection(all_cases: Dataset) -> None:
    outline, projection = read_outline(all_cases), project(all_cases)

    def concept(place: int) -> str:
        return outline.concepts[place].iri if place >= 0 else ""

    assert outline.iris == [node.iri for node in projection.nodes]
    for at, node in enumerate(projection.nodes):
        there = outline.iris[outline.places[at]] if outline.places[at] >= 0 else ""
        assert (NODE_TYPES[outline.types[at]], outline.zh[at] or node.zh, outline.en[at]) == (node.type, node.zh, node.en)
        assert (concept(outline.kinds[at]), concept(outline.tiers[at]), concept(outline.statuses[at]), there) == (
            node.kind, node.tier, node.status, node.place,
        )  # fmt: skip
    iri = outline.iris
    links = {(iri[one.source], one.relation, iri[one.target], one.status, one.claim, one.zh, one.en) for one in outline.links}
    assert links == {
        (edge.source, edge.relation, edge.target, edge.status, edge.claim, edge.zh, edge.en)
        for edge in projection.edges
        if edge.relation not in ("atPlace", "partOfPlace")
    }


def test_every_thing_is_in_one_part_below_its_own_parent(units: Dataset, units_page: Path) -> None:
    outline = read_outline(units)
    assert sum(kind == NODE_TYPES.index("place") for kind in outline.types) == COUNT
    parts = [part for name, part in parts_of(units_page).items() if name.startswith("things")]
    assert len(parts) > 15
    text = units_page.read_text(encoding="utf-8")
    head = json.loads(re.search(r'id="data" data-digest="\w+">(.*?)</script>', text)[1])["large"]["head"]  # type: ignore[index]  # is there

    def laid(column: Any) -> list[Any]:  # noqa: ANN401  # JSON
        if isinstance(column, list):
            return column
        return [value for value, times in zip(column["runs"][::2], column["runs"][1::2], strict=True) for _ in range(times)]

    numbers: dict[int, str] = {}
    parents: dict[str, int] = {}
    for part in (head, *parts):
        for table, start, prefix in ((part["nodes"], part["start"], part["prefix"]), (part["beside"], part["beside"].get("start"), "")):
            for at, (iri, parent) in enumerate(zip(laid(table.get("id", [])), laid(table.get("parent", [])), strict=True)):
                assert start + at not in numbers
                numbers[start + at] = prefix + iri
                parents[prefix + iri] = parent
    shortened = [iri.removeprefix("https://w3id.org/cengji/") for iri in outline.iris]
    assert sorted(numbers) == list(range(len(outline)))
    assert sorted(numbers.values()) == shortened
    for at, iri in enumerate(shortened):
        assert numbers.get(parents[iri], "") == (shortened[outline.parents[at]] if outline.parents[at] >= 0 else "")


def test_the_same_data_give_the_same_files_and_old_parts_go(units: Dataset, units_page: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    (tmp_path / "index-parts").mkdir()
    (tmp_path / "index-parts" / "things-0000-0123456789ab.js").write_text("old")
    (tmp_path / "index-parts" / "mine.txt").write_text("kept")
    write_parts(Graph(units), page, SIZES)
    written = {path.name: path.read_bytes() for path in (tmp_path / "index-parts").iterdir()}
    assert written.pop("mine.txt") == b"kept"
    assert written == {path.name: path.read_bytes() for path in units_page.with_name("index-parts").iterdir()}
    assert page.read_bytes() == units_page.read_bytes()
    assert max(map(len, written.values())) < 200_000
    assert not list(tmp_path.glob(".*"))


def test_a_name_and_a_code_stand_in_the_part_that_the_page_looks_into(units: Dataset, units_page: Path) -> None:
    text = units_page.read_text(encoding="utf-8")
    large = json.loads(re.search(r'id="data" data-digest="\w+">(.*?)</script>', text)[1])["large"]  # type: ignore[index]  # is there
    parts, outline = parts_of(units_page), read_outline(units)
    firsts = [first.encode("utf-16-be") for first in large["firsts"]]
    assert firsts == sorted(firsts)
    for at in range(0, len(outline), 97):
        key = fold(outline.zh[at])
        place = max(n for n, first in enumerate(firsts) if first <= key.encode("utf-16-be"))
        assert outline.zh[at] in parts[large["names"][place]]["text"], outline.zh[at]


def test_what_cannot_be_a_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing that a page shows"):
        Graph(Dataset([])).view_parts(tmp_path / "a.html")
    with pytest.raises(UsageError, match="is a folder"):
        Graph(units_dataset()).view_parts(tmp_path)


@pytest.fixture
def open_units(tabs: Tabs, units_page: Path) -> Iterator[Callable[..., Any]]:
    """Open the page and give its tab, with what tells which parts it has asked for; it asks for nothing else, and complains of nothing."""
    folders = set()

    def go(fragment: str = "", page: Path = units_page) -> tuple[Any, Callable[[], list[str]]]:
        tab = tabs.known.setdefault("units", tabs.known.get("units") or tabs.make((1440, 900), dark=False))
        tab.goto("about:blank")
        tabs.requests.clear()
        folders.add(page.parent.as_uri())
        tab.goto(page.as_uri() + fragment)
        tab.wait_for_selector("html[data-ready]")
        return tab, lambda: [url for url in tabs.requests if "-parts/" in url]

    tabs.messages.clear()
    yield go
    allowed = (*(f"{folder}/index" for folder in folders), "about:", "data:")
    assert [url for url in tabs.requests if not url.startswith(allowed)] == []
    assert tabs.messages == []


@pytest.mark.browser
class TestInChromium:
    """From a disk, with no server."""

    def test_tiers_open_one_after_the_other(self, open_units: Callable[..., Any]) -> None:
        tab, asked = open_units()
        assert "重庆省" in tab.locator(".units-table").inner_text()
        assert "3,465" in tab.locator(".tier-counts").inner_text()
        assert asked() == []
        for name in ("重庆省", "平福寿市", "南福东县", "安福寿街道"):
            tab.locator(".units-table button", has_text=name).click()
            tab.locator("#units h2", has_text=name).wait_for()
        rows = tab.locator(".units-table tbody tr")
        assert rows.count() == 11
        assert 0 < len(asked()) <= 3
        rows.nth(3).locator("button").click()
        tab.locator("#details h2", has_text=rows.nth(3).locator("button").inner_text()).wait_for()
        assert "居委会" in tab.locator("#details .link-group").inner_text(), "the body beside the place"
        assert tab.locator("#units button[data-unit]").count() < 60, "never more than a screenful"

    def test_any_name_is_found_in_two_parts(self, open_units: Callable[..., Any], units: Dataset) -> None:
        outline = read_outline(units)
        for at in range(11, len(outline), 700):
            if not outline.iris[at].startswith(PLACE) or outline.zh[at] == HOSTILE:
                continue
            tab, asked = open_units()
            code = outline.iris[at].removeprefix(PLACE)
            tab.locator("#query").fill(outline.zh[at])
            tab.locator(".hit").first.wait_for()
            tab.locator("#query").fill(code)
            tab.locator(".hit mark", has_text=code).first.wait_for()
            tab.keyboard.press("Enter")
            tab.locator("#details .iri", has_text=code).wait_for()
            assert sum("/names-" in one for one in asked()) <= 2, "one for the name, one for the code"
            assert sum("/things-" in one for one in asked()) <= 1

    @pytest.mark.parametrize(("typed", "found"), [("chongqing", "重庆省"), ("cqs", "重庆省"), ("庆省", "重庆省"), ("重慶", "重庆省")])
    def test_sound_initials_later_parts_and_traditional_signs_find(self, open_units: Callable[..., Any], typed: str, found: str) -> None:
        tab, _ = open_units()
        tab.locator("#query").fill(typed)
        tab.locator(".hit", has_text=found).first.wait_for()

    def test_a_link_brings_back_what_was_open(self, open_units: Callable[..., Any]) -> None:
        tab, _ = open_units("#sel=id/register/body/110102002003&units.at=id/place/110102002&lang=en")
        tab.locator("#units h2", has_text="安福寿街道").wait_for()
        tab.locator("#details .iri", has_text="register/body/110102002003").wait_for()
        assert tab.locator("html").get_attribute("lang") == "en"

    def test_a_part_that_is_not_there_is_named_and_the_page_goes_on(
        self, units_page: Path, tmp_path: Path, open_units: Callable[..., Any], tabs: Tabs
    ) -> None:
        page = Path(shutil.copytree(units_page.parent, tmp_path / "copy")) / "index.html"
        for part in page.with_name("index-parts").glob("things-*"):
            part.unlink()
        tab, _ = open_units(page=page)
        for name in ("重庆省", "平福寿市", "南福东县"):
            tab.locator(".units-table button", has_text=name).click()
        said = tab.locator("#units [role=alert]")
        said.wait_for()
        assert re.search(r"index-parts/things-\d{4}-\w{12}\.js", said.inner_text())
        tab.get_by_role("button", name="全部").click()
        tab.locator(".units-table button", has_text="重庆省").wait_for()
        assert {message.partition(": ")[2] for message in tabs.messages} == {"net::ERR_FILE_NOT_FOUND"}
        tabs.messages.clear()

    def test_hostile_names_are_shown_and_run_nothing(self, open_units: Callable[..., Any]) -> None:
        code = HOSTILE_UNIT
        tab, _ = open_units(f"#sel=id/place/{code}&units.at=id/place/{code[:9]}")
        tab.locator("#details h2").wait_for()
        assert "<img src=x" in tab.locator("#details h2").inner_text()
        assert tab.locator("img").count() == 0
        assert tab.title().startswith("层级")

    def test_by_keyboard(self, open_units: Callable[..., Any]) -> None:
        tab, _ = open_units()
        tab.locator(".units-table button").first.focus()
        tab.keyboard.press("ArrowDown")
        tab.keyboard.press("ArrowRight")
        tab.locator("#units h2", has_text="重庆省").wait_for()
        tab.locator(".units-table button").first.focus()
        tab.keyboard.press("ArrowLeft")
        assert "重庆省" in tab.evaluate("document.activeElement.textContent")


@pytest.mark.browser
def test_of_cases_the_details_tell_what_those_of_any_page_do(
    dataset: Dataset, tmp_path_factory: pytest.TempPathFactory, open_units: Callable[..., Any]
) -> None:
    page = tmp_path_factory.mktemp("cases") / "index.html"
    write_parts(Graph(dataset), page, SIZES)
    tab, _ = open_units(page=page)
    tab.locator("#query").fill("gusuqu")
    tab.locator(".hit", has_text="姑苏区").first.wait_for()
    tab.keyboard.press("Enter")
    tab.locator("#units h2", has_text="姑苏区").wait_for()
    assert tab.locator(".crumbs").inner_text().split() == ["全部", "江苏省", "苏州市"]
    tab, _ = open_units("#sel=id/gusu/group/area-party-committees&units.at=id/place/320508", page)
    tab.locator("#details .quote").first.wait_for()
    assert "56个" in tab.locator("#details .mini").inner_text(), "the figure about it"
    assert "SHA-256" in tab.locator("#details").inner_text()


@pytest.mark.browser
def test_firefox_reads_the_parts_from_a_disk(firefox: FirefoxTab, units_page: Path) -> None:
    firefox.open(f"{units_page.as_uri()}#sel=id/place/110102002003&units.at=id/place/110102002")
    firefox.until("() => document.querySelector('#details .iri')?.textContent.endsWith('110102002003')")
    assert "安福寿街道" in firefox.ask("() => document.querySelector('#units h2').textContent")
