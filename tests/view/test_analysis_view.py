"""The analysis view: the numbers of the table, of the places that are chosen, each opening what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cengji.analysis import ANALYSES, analyze
from cengji.dataset import Dataset
from cengji.view import page_content
from cengji.view.charts import _OTHERS, CHARTS, chart_tables
from cengji.view.content import Content
from cengji.view.part import Part
from tests.system_packages import AXE_SCRIPT
from tests.view.conftest import Open

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def shown(tab: Any) -> list[str]:  # noqa: ANN401
    """Return the numbers of the matrix in reading order."""
    return tab.locator("#analysis .matrix .chart-value").all_text_contents()


def numbers(dataset: Dataset, cases: tuple[str, ...] = ()) -> list[str]:
    """Return the numbers of measures by tier and function that the table has, sorted."""
    sums: dict[tuple[str, str], float] = {}
    for row in analyze(dataset, "coverage", cases).rows:
        if row.aspect == "measures" and row.object and row.case and row.value:
            sums[row.subject, row.object] = sums.get((row.subject, row.object), 0) + row.value
    return sorted(f"{value:.0f}" for value in sums.values())


def test_the_matrix_has_the_numbers_of_the_table_for_the_places_that_are_chosen(
    open_page: Open, packaged_page: Path, dataset: Dataset
) -> None:
    tab = open_page("#view=analysis", path=packaged_page)
    assert sorted(shown(tab)) == numbers(dataset)
    for place in ("福州市", "广汉市", "吴江区"):
        tab.locator("#filters").get_by_label(place, exact=False).first.uncheck()
    assert sorted(shown(tab)) == numbers(dataset, ("gusu", "liuzhou"))


def test_a_number_opens_what_it_rests_on(open_page: Open, packaged_page: Path) -> None:
    tab = open_page("#view=analysis&analysis.chart=span", path=packaged_page)
    first = tab.locator("#analysis .chart-value", has_text="× 7").first
    first.focus()
    first.press("Enter")
    basis = tab.locator("#analysis .basis .stop").all_inner_texts()
    assert {"56个"} < {text.strip() for text in basis}
    assert tab.locator("#details h2").inner_text().strip() in {text.strip() for text in basis}
    assert first.get_attribute("aria-pressed") == "true"
    assert "analysis.mark=" in tab.url


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_is_accessible_and_no_wider_than_its_room(
    open_page: Open, packaged_page: Path, size: tuple[int, int], dark: bool
) -> None:
    tab = open_page(f"#view=analysis&lang={'en' if dark else 'zh'}", path=packaged_page, size=size, dark=dark)
    tab.evaluate(AXE_SCRIPT.read_text(encoding="utf-8"))
    for name in CHARTS:
        tab.locator("#analysis select").select_option(name)
        assert tab.locator("#analysis .chart-value").count(), name
        assert tab.locator("#analysis .method dd").count() >= 2, name
        found = tab.evaluate("tags => axe.run('#analysis', { runOnly: tags })", TAGS)
        assert [(one["id"], one["nodes"][0]["target"]) for one in found["violations"]] == [], name
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> Content:
    """What the page of all cases holds."""
    return page_content(dataset)


def test_charts_of_some_cases_hold_these_alone_and_those_of_things_are_left_out(whole: Content) -> None:
    content = Part(cases=("gusu",)).of(whole)
    assert {mark.case for chart in content.charts for mark in chart.marks} == {"gusu"}
    assert "overlap" not in {chart.name for chart in content.charts}, "one place overlaps with none"
    place = Part(places=("https://w3id.org/cengji/id/place/320508",)).of(whole)
    assert place.charts == content.charts, "all that is counted of the case is at its place"
    two = Part(cases=("liuzhou", "wujiang")).of(whole)
    (overlap,), (precedence,) = ([chart for chart in two.charts if chart.name == name] for name in ("overlap", "precedence"))
    assert len(overlap.marks) == 1
    assert overlap.cautions[-1].en == precedence.cautions[-1].en == _OTHERS.en, "other cases are reckoned with"
    thing = "https://w3id.org/cengji/id/gusu/group/area-party-committees"
    assert Part(things=frozenset({thing}), depth=1).of(whole).charts == ()


def test_the_method_of_each_chart_is_that_of_its_analysis(whole: Content) -> None:
    tables = chart_tables(whole.charts, [], {}, [])
    methods = {name: entry.method for name, entry in ANALYSES.items()}
    for table in tables:
        method = methods[table["name"]]
        assert table["formula"] == [method.formula.zh, method.formula.en]
        assert table["source"] == [method.source.zh, method.source.en]
        assert table["unit"][0], table["name"]


def test_numbers_stand_in_the_page_as_the_analyses_have_them(whole: Content) -> None:
    content = whole
    assert [chart.name for chart in content.charts] == list(CHARTS)
    tables = chart_tables(content.charts, [node.iri for node in content.nodes], {}, [case.key for case in content.cases])
    for chart, table in zip(content.charts, tables, strict=True):
        assert len(chart.marks) == len(table["marks"])
        for mark, written in zip(chart.marks, table["marks"], strict=True):
            numbers = [(one, other) for one, other in zip(written[3:6], (mark.value, mark.lower, mark.upper), strict=True) if one != other]
            assert all(None not in pair and pair[0] == pytest.approx(pair[1], rel=1e-8) for pair in numbers), mark
