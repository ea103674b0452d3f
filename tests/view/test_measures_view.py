"""The measures: a matrix, the picture of what is linked to them, variants side by side, and the tree of parts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from cengji.core.namespaces import ROOT
from cengji.dataset import Dataset
from cengji.view import page
from cengji.view.content import Content, read_content
from tests.view.conftest import Open, write_page
from tests.view.rich import rich_graph


@pytest.fixture(scope="module")
def rich_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("rich"), page(rich_graph()))


def test_each_place_has_a_cell_for_each_generic_measure(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=measures", path=rich_page)
    assert tab.locator("#measures tbody tr").count() == 1
    assert tab.locator("#measures tbody th").inner_text().split("\n") == ["积分制", "5／5 地"]
    assert [cell.strip().split("\n")[0] for cell in tab.locator("#measures td").all_inner_texts()] == [
        "云溪连心办法0", "兰亭连心办法0", "松阳连心办法0", "荷风连心办法0", "重明连心办法0",
    ]  # fmt: skip
    assert "1200余个" in tab.locator("#measures td").first.inner_text()  # its result
    assert tab.locator("#measures .stripe.inferred").count() == 5


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("function", {"协商议事"}),
        ("runner", {"委员会"}),
        ("audience", {"居民"}),
        ("stage", {"计划中"}),
        ("result", {"网格数"}),
        ("target", set()),
        ("kind", set()),
    ],
)
def test_the_rows_may_be_other_sides_of_a_measure(open_page: Open, rich_page: Path, by: str, rows: set[str]) -> None:
    tab = open_page(f"#view=measures&measures.by={by}", path=rich_page)
    assert {text.split("\n")[0] for text in tab.locator("#measures tbody th").all_inner_texts()} == rows
    notes = tab.locator("#measures .empty").all_inner_texts()
    assert notes == ([] if rows else ["数据里没有这里要显示的内容"]), "no filter is to blame"


def test_rows_of_one_place_can_be_left_out(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=measures&measures.by=audience", path=rich_page)
    assert tab.locator("#measures tbody tr").count() == 1
    tab.get_by_label("范围", exact=True).select_option("several")
    tab.locator("#measures .empty .undo").click()
    assert tab.locator("#measures tbody tr").count() == 1


def test_a_part_of_two_wholes_stands_below_both_and_says_so(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=measures&measures.mode=parts", path=rich_page)
    first = tab.locator("#measures .tree").first
    assert first.locator(":scope > li").count() == 1
    first.locator("summary").last.press("Enter")
    lines = first.locator(".part").all_inner_texts()
    assert [line.split("\n")[0] for line in lines] == ["云溪连心办法0", "云溪连心办法1", "云溪连心办法2", "云溪连心办法2"]
    assert "亦属\n云溪连心办法0" in lines[2]
    assert "亦属\n云溪连心办法1" in lines[3]
    assert "功能\n协商议事" in lines[0]
    assert "面向人群\n居民" in lines[0]
    assert "阶段\n计划中" in lines[0]


def test_a_selection_is_the_same_in_every_view_and_the_arrows_walk(open_page: Open, rich_page: Path) -> None:
    tab = open_page("#view=measures", path=rich_page)
    tab.locator("#measures td .stop").first.focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    assert tab.locator("#details h2").inner_text() == "兰亭连心办法0"
    assert tab.locator("#measures [aria-current=true]").inner_text() == "兰亭连心办法0"
    tab.get_by_label("按", exact=True).select_option("runner")
    assert tab.locator("#measures .stop.selected").inner_text() == "兰亭连心办法0"
    tab.locator("#measures-controls, #measures .controls").get_by_text("组成").click()
    assert tab.locator("#measures .stop.selected").inner_text() == "兰亭连心办法0"


def test_the_five_places_share_generic_measures(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=measures&measures.shared=1", path=packaged_page)
    heads = tab.locator("#measures tbody th").all_inner_texts()
    assert len(heads) > 10
    assert all(int(head.split("\n")[1][0]) > 1 for head in heads)
    assert heads[0].endswith("5／5 地")


def linked(content: Content) -> dict[str, list[tuple[str, str]]]:
    """Return relation → (measure, end) of the measures that are no mere elements, as the graph says."""
    own = {node.iri for node in content.nodes if node.type == "measure" and not node.kind.endswith("/element")}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in content.edges:
        if edge.source in own:
            found[edge.relation].append((edge.source, edge.target))
    return found


def test_the_picture_of_linked_measures_draws_every_problem_and_result(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    links = linked(read_content(dataset))
    wanted = {measure for name in ("addresses", "resultedIn", "outcome") for measure, _ in links[name]}
    columns = (("addresses",), ("runBy", "ledBy", "assistedBy"), ("actsOn",), ("resultedIn", "outcome"))
    expected = [sum(measure in wanted for name in names for measure, _ in links[name]) for names in columns]
    tab = open_page("#view=measures&measures.mode=linked", path=packaged_page)
    assert tab.locator(".linked th[scope=row]").count() == len(wanted)
    assert [tab.locator(f".linked td:nth-child({at}) .stop").count() for at in (1, 3, 7, 9)] == expected
    inferred = tab.locator(".linked .stripe.inferred").count()
    assert (
        open_page("#view=measures&measures.mode=linked&measures.all=1&only-status=inferred", path=packaged_page)
        .locator(".linked td:nth-child(3) .stop, .linked td:nth-child(7) .stop")
        .count()
        >= inferred
        > 50
    )


def test_columns_of_tiers_hold_what_the_filter_of_tiers_leaves(open_page: Open, packaged_page: Path) -> None:
    """The filter, the matrix and its count are of the same measures."""
    tab = open_page("#view=measures&measures.by=kind&measures.columns=tier", path=packaged_page)
    counts = [int(text) for text in tab.locator(".matrix thead .n").all_inner_texts()]
    for at, key in ((0, "province"), (3, "subdistrict")):
        alone = open_page(f"#view=measures&measures.by=kind&only-tier={key}", path=packaged_page)
        assert sum(int(text) for text in alone.locator(".matrix thead .n").all_inner_texts()) == counts[at] > 0


def test_variants_of_a_generic_measure_stand_side_by_side(open_page: Open, packaged_page: Path, dataset: Dataset) -> None:
    content = read_content(dataset)
    generic = next(node.iri for node in content.nodes if node.iri.endswith("/generic-measure/dual-registration"))
    variants = [edge for edge in content.edges if edge.relation == "variantOf" and edge.target == generic]
    tab = open_page(f"#view=measures&measures.mode=variants&measures.generic={generic.removeprefix(ROOT)}", path=packaged_page)
    assert tab.locator(".variants thead .stop").count() == len(variants) > 2
    assert tab.locator(".variants thead .doubt").count() == sum(not edge.status.endswith("/stated") for edge in variants)
    selected = variants[0].source.removeprefix(ROOT)
    tab = open_page(f"#view=measures&measures.mode=variants&sel={selected}", path=packaged_page)
    assert tab.locator(".variants thead .stop").count() == len(variants), "those of what is selected, where none was chosen"


def test_what_only_one_place_does_is_asked_of_all_places(open_page: Open, packaged_page: Path) -> None:
    rows = """() => Array.from(document.querySelectorAll(".matrix tbody tr"), row =>
        [row.querySelector("th").firstChild.textContent,
         Array.from(row.querySelectorAll("td"), cell => !cell.classList.contains("none"))])"""
    everywhere = open_page("#view=measures&measures.shared=one", path=packaged_page).evaluate(rows)
    alone = open_page("#view=measures&measures.shared=one&only-place=fuzhou", path=packaged_page).evaluate(rows)
    assert sorted(name for name, _ in alone) == sorted(name for name, cells in everywhere if cells[0]) != []
    assert all(sum(cells) == 1 for _, cells in everywhere[:-1])


def test_places_are_counted_among_those_that_are_shown(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=measures&only-place=gusu,fuzhou", path=packaged_page)
    counts = {text.split("\n")[-1] for text in tab.locator(".matrix tbody th").all_inner_texts()}
    assert counts == {"1／2 地", "2／2 地"}
