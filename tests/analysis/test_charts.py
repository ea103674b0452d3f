"""Charts: the numbers of the analysis, the same bytes, letters that are there and large enough, on both papers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

import pytest

import cengji
from cengji.analysis import ANALYSES, Analysis, Method, Row, Words, analyze
from cengji.analysis.charts import Chart, Item, Mark, chart_of, fonts, write_chart
from cengji.analysis.charts.axes import interval_text
from cengji.analysis.charts.drawing import draw_chart
from cengji.analysis.charts.funnel import draw_funnel, find_levels
from cengji.analysis.charts.matrix import add_cells, contrast
from cengji.analysis.charts.sheet import SMALL, THEMES, Sheet
from cengji.analysis.material import Material
from cengji.core.errors import UnavailableError, UsageError
from cengji.dataset import Dataset
from tests.conftest import need

A4_TEXT = 247  # the height of an A4 page between margins of 25 mm
HAVE_FONT = any(family in fonts._entries() for family in fonts.CHINESE_FONTS)


class _Charts(dict[str, Chart]):
    """The chart of each analysis that is asked for."""

    def __init__(self, material: Material) -> None:
        super().__init__()
        self.material = material

    def __missing__(self, name: str) -> Chart:
        return self.setdefault(name, chart_of(analyze(self.material, name), self.material))


@pytest.fixture(scope="module")
def charts(material: Material) -> _Charts:
    """The charts of the packaged cases."""
    return _Charts(material)


def test_the_cells_of_the_heat_map_are_the_totals_of_the_table(material: Material, charts: dict[str, Chart]) -> None:
    totals = {
        (row.subject, row.object): (row.value, row.stated, row.inferred, row.disputed)
        for row in analyze(material, "coverage").rows
        if row.aspect == "measures" and row.object and not row.case and row.value
    }
    cells = add_cells(charts["coverage"].marks)
    assert {at: (cell.value, cell.stated, cell.inferred, cell.disputed) for at, cell in cells.items()} == totals


def test_a_cell_whose_value_is_not_known_has_bounds_and_not_a_zero() -> None:
    cells = add_cells([Mark(row="a", column="b", lower=0.1, upper=0.2), Mark(row="a", column="b", value=1.0)])
    cell = cells["a", "b"]
    assert (cell.value, cell.lower, cell.upper) == (None, 1.1, 1.2)


@pytest.mark.parametrize("name", ["span", "concentration", "results", "overlap"])
def test_each_mark_is_a_row_of_the_table_with_its_evidence(name: str, material: Material, charts: dict[str, Chart]) -> None:
    rows = {(row.case, row.value, row.lower, row.upper, row.evidence) for row in analyze(material, name).rows}
    marks = {(mark.case, mark.value, mark.lower, mark.upper, mark.evidence) for mark in charts[name].marks}
    assert marks
    assert marks <= rows


def test_ladders_reach_the_tiers_that_their_rungs_are_mapped_to(charts: dict[str, Chart]) -> None:
    party = [mark for mark in charts["depth"].marks if mark.row.endswith("/gusu/ladder/party")]
    assert [mark.column.rsplit("/", 1)[1] for mark in party] == ["county", "subdistrict", "area", "community", "grid"]
    assert {mark.value for mark in party} == {5}


def test_the_funnel_multiplies_bounds_and_says_what_it_leaves_out(charts: dict[str, Chart]) -> None:
    chart = charts["span"]
    levels = find_levels([mark for mark in chart.marks if mark.case == "gusu"])
    assert [level.text for level in levels] == ["7", "21", "116.6"]
    assert levels[-1].lower == pytest.approx(933 / 8)
    assert {level.sureness for level in levels} == {"inferred"}, "what rests on an inferred link stays so further down"


def test_a_level_that_nothing_bounds_has_no_bar(charts: dict[str, Chart], monkeypatch: pytest.MonkeyPatch) -> None:
    case = charts["span"].cases[0]
    marks = (Mark(row="b", column="a", case=case.key, lower=2.0), Mark(row="c", column="b", case=case.key, upper=3.0))
    assert [level.text for level in find_levels([*marks])] == ["≥ 2", "?"]
    bars = []
    monkeypatch.setattr(Sheet, "area", lambda _, corners, *__, edge="none", **___: bars.append(corners) if edge != "none" else None)
    names = tuple(Item(key=key, words=Words(key, key)) for key in "abc")
    chart = replace(charts["span"], rows=names, columns=(), marks=marks, cases=(case,))
    draw_funnel(Sheet(width=85, language="en", theme=THEMES["light"], family="DejaVu Sans"), chart)
    assert len(bars) == 2, "those of a and b"


@pytest.mark.foreign  # needs a font of the system
@pytest.mark.parametrize(("name", "language", "theme", "columns"), [
    (name, *way)
    for name, way in zip(
        ("coverage", "depth", "span", "diffusion"), product(("zh", "en"), ("light", "dark"), (1, 2)), strict=False
    )
])  # fmt: skip
def test_a_chart_is_texts_of_six_points_or_more_within_its_width(
    name: str, language: str, theme: str, columns: int, charts: dict[str, Chart]
) -> None:
    need("a Chinese font", HAVE_FONT)
    chart = charts[name]
    svg = write_chart(chart, language=language, theme=theme, columns=columns).decode()  # type: ignore[arg-type]
    assert not re.search(r"\d\d:\d\d:\d\d|<dc:date>", svg)
    assert chart.title.of(language) in svg  # type: ignore[arg-type]
    figure = draw_chart(chart, language=language, theme=theme, columns=columns)  # type: ignore[arg-type]
    texts = figure.axes[0].texts
    assert min(text.get_fontsize() for text in texts) >= SMALL
    assert figure.get_size_inches()[0] * 25.4 == pytest.approx({1: 85, 2: 178}[columns])
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    assert [text for text, box in boxes if box.x0 < -1 or box.x1 > figure.bbox.x1 + 1] == [], "cut off"
    family = texts[0].get_fontfamily()[0]
    assert fonts.missing_characters((text.get_text() for text in texts), family) == "", "boxes"


@pytest.mark.foreign  # needs a font of the system
@pytest.mark.parametrize("name", ["depth", "gaps", "brokerage"])
def test_the_longest_charts_fit_on_a_page_with_whole_names_and_their_method(name: str, charts: dict[str, Chart]) -> None:
    need("a Chinese font", HAVE_FONT)
    figure = draw_chart(charts[name], language="en")
    assert figure.get_size_inches()[1] * 25.4 <= A4_TEXT
    written = [text.get_text() for text in figure.axes[0].texts]
    assert [text for text in written if text.endswith("…")] == []
    method = ANALYSES[name].method
    assert f"Formula: {method.formula.en}. Based on: {method.source.en}." in " ".join(written)


def test_open_ends_and_disputes_are_marked_in_words_too() -> None:
    need("a Chinese font", HAVE_FONT)
    words = Words("数", "Number")
    marks = (Mark(row="a", lower=480.0, disputed=1), Mark(row="b", value=2.0, lower=1.0, upper=3.0, inferred=1))
    chart = Chart(
        name="x", kind="dots", title=words, unit=words, rows=(Item("a", Words("甲", "A")), Item("b", Words("乙", "B"))), marks=marks
    )
    svg = write_chart(chart, language="en").decode()
    for text in ("≥ 480", "2 (1–3)", "→ open end", "◇ rests in part on disputed statements", "○ rests in part on inferred statements"):
        assert text in svg or text[2:] in svg, text
    assert interval_text(Mark(row="a", value=480.0, lower=480.0)) == "≥ 480"


@pytest.mark.foreign  # needs a font of the system
def test_the_same_chart_is_the_same_bytes_and_a_page_has_chart_and_table(dataset: Dataset) -> None:
    need("a Chinese font", HAVE_FONT)
    graph = cengji.Graph(dataset)
    svg = graph.chart("span", case="gusu")
    assert svg == graph.chart("span", case="gusu")
    assert graph.chart("span", form="png", case="gusu") == graph.chart("span", form="png", case="gusu")
    page = graph.chart("span", form="html", case="gusu", theme="dark", language="zh").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert page.index("</svg>") < page.index("<table>")
    assert page.count("<title>管理幅度</title>") == 2, "that of the page and that of the picture"
    with pytest.raises(UsageError, match="form is 'gif'; it may be svg, png, html"):
        graph.chart("span", form="gif")  # type: ignore[call-overload]


def test_pairs_that_chance_hardly_gives_are_framed() -> None:
    need("a Chinese font", HAVE_FONT)
    rows = tuple(Item(key, Words(key, key)) for key in "bc")
    marks = tuple(Mark(row=row, column="a", value=0.3, p=p) for row, p in (("b", 0.01), ("c", 0.2)))
    words = Words("重合", "Overlap")
    chart = Chart(name="overlap", kind="matrix", title=words, unit=words, rows=rows, columns=(Item("a", Words("a", "a")),), marks=marks)
    assert "Framed: adjusted p\u00a0≤\u00a00.05 (1 of the pairs)" in draw_chart_texts(chart)
    assert "No pair has an adjusted" in draw_chart_texts(replace(chart, marks=marks[1:]))


def draw_chart_texts(chart: Chart) -> str:
    """Return all that is written in an English chart."""
    return " ".join(text.get_text() for text in draw_chart(chart, language="en", columns=2).axes[0].texts)


def test_the_largest_of_each_case_are_drawn_where_cases_are_not_comparable(material: Material, charts: _Charts) -> None:
    chart = charts["brokerage"]
    largest: dict[str, float] = {}
    for row in analyze(material, "brokerage").rows:
        largest[row.case] = max(row.value or 0, largest.get(row.case, 0))
    drawn = {case: [mark.value for mark in chart.marks if mark.case == case] for case in largest}
    assert {case: max(value or 0 for value in values) for case, values in drawn.items()} == largest
    assert {item.group.zh for item in chart.rows} == {case.words.zh for case in chart.cases}


def test_letters_stand_out_from_both_papers() -> None:
    for theme in THEMES.values():
        assert min(contrast(colour, theme.paper) for colour in (theme.ink, theme.quiet)) >= 4.5
        assert min(contrast(colour, theme.paper) for colour in (theme.value, theme.disputed)) >= 3


def test_without_a_font_the_package_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {name: entry for name, entry in fonts._entries().items() if name == "DejaVu Sans"}  # comes with matplotlib
    monkeypatch.setattr(fonts, "_entries", lambda: entries)
    assert fonts.find_font(["Span of control ≥"]) == "DejaVu Sans"
    with pytest.raises(UnavailableError, match=r"no font with Chinese characters.*apt install fonts-noto-cjk"):
        fonts.find_font(["管理幅度"])
    monkeypatch.setattr(fonts, "CHINESE_FONTS", ("DejaVu Sans",))
    with pytest.raises(UnavailableError, match=r"no font here has the characters 幅度理管"):
        fonts.find_font(["管理幅度"])


def test_what_is_no_way_to_draw_is_refused_and_an_empty_chart_says_so(small_cases: Dataset) -> None:
    need("a Chinese font", HAVE_FONT)
    method = Method(
        name="x",
        title=Words("无", "None"),
        question=Words("", ""),
        formula=Words("", ""),
        source=Words("", ""),
        without=Words("无", "none"),
        cautions=(),
    )
    analysis = Analysis(method=method, rows=(Row(subject="a", aspect="n"),)[:0])
    chart = chart_of(analysis, small_cases)
    assert "There is nothing to draw." in write_chart(chart, language="en").decode()
    with pytest.raises(UsageError, match="columns is 3; it may be 1 or 2"):
        draw_chart(chart, columns=3)
