"""`cengji view --data` of data that are not ours: lanes by depth, network, search, details, nothing said that is not known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cengji.cli import cengji
from tests.dataset.foreign import CHART, DEPARTMENT, THESAURUS, turtle, write
from tests.view.conftest import Open

Pages = Callable[..., Path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the foreign files and of their pages."""
    folder = tmp_path_factory.mktemp("foreign")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def page_of(folder: Path) -> Pages:
    """Gives the page of a foreign file by name, written once by the command."""

    def made(name: str, *options: str) -> Path:
        path = folder / f"{name}{''.join(options)}.html".replace(" ", "-").replace("--", "-")
        if not path.exists():
            done = CliRunner().invoke(cengji, ["view", "--data", str(folder / f"{name}.ttl"), "-o", str(path), *options])
            assert (done.exit_code, done.stdout) == (0, ""), done.stderr
            assert done.stderr.startswith(f"cengji: {name}.ttl: ") and done.stderr.splitlines()[-1].startswith(f"wrote {path}")
        return path

    return made


def data_of(path: Path) -> dict[str, Any]:
    """Read the data block of a page."""
    found = re.search(r'<script type="application/json" id="data"[^>]*>(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def drawn(tab: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return how many things and how many lines the network draws."""
    tab.wait_for_selector("#canvas[data-lines]")
    data = tab.locator("#canvas")
    return int(data.get_attribute("data-items")), int(data.get_attribute("data-lines"))


def test_the_page_holds_the_depths_as_tiers_and_claims_nothing(page_of: Pages) -> None:
    data = data_of(page_of("department"))
    concepts = data["concepts"]
    assert [concepts["en"][at] for at in data["tiers"]] == ["depth 1", "depth 2", "depth 3"]
    assert [concepts["zh"][at] for at in data["tiers"]] == ["第1级", "第2级", "第3级"]
    assert data["rows"] == {"tier": [0, 1, 2], "between": [0, 0, 0]}
    assert (data["meta"]["licence"], data["documents"], data["evidence"], data["figures"]) == ("", {}, {}, {})
    assert data["places"] == {"key": ["foreign"], "zh": ["department.ttl"], "en": [""], "node": [-1], "document": [-1], "part": [""]}
    assert "SECRET" not in page_of("department").read_text(encoding="utf-8")
    kind = data["nodes"]["kind"][data["nodes"]["id"].index(f"{DEPARTMENT}office")]
    assert (concepts["en"][kind], concepts["scheme"][kind]) == ("ministry", "body-kind")


def test_the_lanes_are_the_depths(open_page: Open, page_of: Pages) -> None:
    tab = open_page("#lang=en", path=page_of("department"))
    assert tab.locator("#lanes tbody th .tier").all_text_contents() == ["depth 1", "depth 2", "depth 3"]
    assert tab.locator("button.ladder .t").all_text_contents() == ["Cabinet Office", "Communications", "Reform Group"]
    assert tab.locator("#lanes tbody tr").nth(1).locator(".rung .t").all_text_contents() == [
        "2 · Communications, Reform Group", "Communications", "Reform Group",
    ]  # fmt: skip
    assert tab.locator("th.place .quiet").all_text_contents() == ["from the data given"]
    assert tab.locator(".rung.inferred").count() == tab.locator(".rung").count() == 7
    assert "CC BY" not in tab.locator("body").inner_text()
    tab.locator("#lanes tbody tr").nth(2).locator(".rung").first.click()
    for name in ("Buying Agency", "Digital Engagement", "press"):
        assert name in tab.locator("#details").inner_text()


def test_search_finds_and_details_tell_what_is_above_and_below(open_page: Open, page_of: Pages) -> None:
    tab = open_page("#lang=en", path=page_of("department"))
    tab.keyboard.press("/")
    tab.keyboard.insert_text("communic")
    assert tab.locator(".hit .t").first.text_content() == "Communications"
    tab.locator("#query").fill("cabinet")
    assert tab.locator(".hit .quiet").all_text_contents()[:2] == ["Ladder · department.ttl", "Body · department.ttl"]
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    text = tab.locator("#details").inner_text()
    for part in (
        "Cabinet Office",
        "内阁办公厅",
        "CO",
        "ministry",
        "Old Hall",
        "depth 1",
        "inferred",
        "Communications",
        f"{DEPARTMENT}office",
    ):
        assert part in text
    tab = open_page(f"#lang=en&sel={DEPARTMENT}communications", path=page_of("department"))
    text = tab.locator("#details").inner_text()
    for part in ("organizational unit", "Speaks for all.", "subordinate to", "Cabinet Office", "superior of", "press", "posts", "director"):
        assert part in text


@pytest.mark.parametrize("layout", ["tiers", "radial", "force"])
def test_the_network_draws_the_hierarchy_not_the_levels(layout: str, open_page: Open, page_of: Pages) -> None:
    tab = open_page(f"#lang=en&view=network&network.layout={layout}", path=page_of("thesaurus"))
    assert drawn(tab) == (8 + 3 + 2, 7 + 2 * 3)  # concepts, levels, ladders; who is below whom, who is on which ladder
    data = data_of(page_of("thesaurus"))
    relation = [data["relations"][at] for at in data["edges"]["relation"]]
    assert relation.count("subordinateTo") == 7
    assert {"atDepth", "rungOf"} == set(relation) - {"subordinateTo"}
    parents = {data["nodes"]["id"][at]: data["nodes"]["parent"][at] for at in range(len(data["nodes"]["id"]))}
    assert data["nodes"]["id"][parents[f"{THESAURUS}town"]] == f"{THESAURUS}local"


def test_a_chart_of_2000_units_with_several_parents(open_page: Open, page_of: Pages) -> None:
    path = page_of("chart")
    data = data_of(path)
    ids, relation = data["nodes"]["id"], data["relations"].index("subordinateTo")
    links = [
        (ids[data["edges"]["from"][at]], ids[data["edges"]["to"][at]])
        for at, one in enumerate(data["edges"]["relation"])
        if one == relation
    ]
    below = [lower for lower, _ in links]
    twice = next(lower for lower in below if below.count(lower) == 2)
    tab = open_page(f"#lang=en&sel={twice}", path=path)
    assert tab.locator("#lanes tbody th .tier").count() == 6
    assert tab.locator("button.ladder").count() == 7
    names = {upper.replace(CHART, "Unit ") for lower, upper in links if lower == twice}
    group = tab.locator("#details .link-group", has_text="subordinate to")
    assert set(group.locator("li .t").all_text_contents()) == names
    tab = open_page("#lang=en&view=network", path=path)
    ladders, rungs = len(data["ladders"]["node"]), len(data["rungs"]["node"])
    groups = data["nodes"]["type"].count(data["types"].index("group"))
    assert drawn(tab) == (2000 + groups + ladders, len(links) + rungs)


def test_a_part_is_shown_by_name(page_of: Pages) -> None:
    data = data_of(page_of("department", "--focus", "Communications"))
    bodies = {one.removeprefix(DEPARTMENT) for one in data["nodes"]["id"] if one.startswith(DEPARTMENT)}
    assert bodies >= {"communications", "office", "digital", "press", "director"}
    assert "buying" not in bodies - {"office"} or "deputy" not in bodies
    assert data["meta"]["focus"] == f"{DEPARTMENT}communications"


def test_hostile_names_and_identifiers_do_nothing(open_page: Open, folder: Path, page_of: Pages) -> None:
    hostile = r"""<javascript:window.hurt=1> a org:Organization ; rdfs:label "<img src=x onerror=window.hurt=1>"@en .
    <http://x.example/\u0026scheme/tier/x> org:unitOf <javascript:window.hurt=1> ;
      org:classification <http://x.example/scheme/tier/t1> ;
      rdfs:label "</script><script>window.hurt=1</script>", "\u202Eevil" . <http://x.example/scheme/tier/t1> rdfs:label "${alert(1)}" ."""
    (folder / "hostile.ttl").write_text(turtle(hostile), encoding="utf-8")
    path = page_of("hostile")
    assert [data_of(path)["concepts"]["zh"][at] for at in data_of(path)["tiers"]] == ["第1级", "第2级"]
    for fragment in ("#sel=javascript:window.hurt=1", "#view=network", "#outline=1"):
        tab = open_page(fragment, path=path)
        assert tab.locator("a[href^='javascript']").count() == 0


def test_what_holds_no_hierarchy_makes_no_page(tmp_path: Path) -> None:
    (tmp_path / "none.ttl").write_text(turtle("<a> a foaf:Document ."), encoding="utf-8")
    done = CliRunner().invoke(cengji, ["view", "--data", str(tmp_path / "none.ttl"), "-o", str(tmp_path / "page.html")])
    assert (done.exit_code, done.stdout, (tmp_path / "page.html").exists()) == (3, "", False)
    assert "found 1 statement about things of foaf:Document (1)" in done.stderr
