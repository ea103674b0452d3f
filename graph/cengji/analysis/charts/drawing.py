"""A chart as a figure of matplotlib, as SVG or PNG, in Chinese or English, light or dark, one or two columns wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from cengji import __version__
from cengji.analysis.charts.axes import draw_dates, draw_dots, draw_steps
from cengji.analysis.charts.fonts import find_font
from cengji.analysis.charts.funnel import draw_funnel, find_levels
from cengji.analysis.charts.matrix import SIGNIFICANT, draw_matrix
from cengji.analysis.charts.records import Chart
from cengji.analysis.charts.sheet import COLUMNS, THEMES, Sheet
from cengji.analysis.records import Words
from cengji.core.errors import UsageError
from cengji.core.extras import require_extra
from cengji.core.texts import WORDS_IN, Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_chart", "write_chart"]

_DRAW: Final[dict[str, Callable[[Sheet, Chart], None]]] = {
    "matrix": draw_matrix, "dots": draw_dots, "dates": draw_dates, "steps": draw_steps, "funnel": draw_funnel,
}  # fmt: skip
_SIGNS: Final = {
    ("matrix", "inferred"): Words("◥ 依据中有推断的陈述", "◥ rests in part on inferred statements"),
    ("matrix", "disputed"): Words("◥（橙色）依据中有争议的陈述", "◥ (orange) rests in part on disputed statements"),
    ("dots", "inferred"): Words("○ 依据中有推断的陈述", "○ rests in part on inferred statements"),
    ("dots", "disputed"): Words("◇ 依据中有争议的陈述", "◇ rests in part on disputed statements"),
    ("funnel", "inferred"): Words("空心条：依据中有推断的陈述", "Hollow bar: rests in part on inferred statements"),
    ("funnel", "disputed"): Words("斜线条：依据中有争议的陈述", "hatched bar: rests in part on disputed statements"),
}
_OPEN: Final = Words("→ 一端无界", "→ open end")
_MORE: Final = {
    "dates": Words("灰条：只知开始于这段时间", "Grey bar: it began at some time within it"),
    "steps": Words("右列：阶梯的级数；点上数字：同一层级上的级数", "right: levels of the ladder; above a mark: its rungs at that tier"),
    "matrix": Words("·：报道中没有", "·: nothing reported"),
}  # fmt: skip
_LAST: Final = "○◇◥→×≥≤–…·、,︵︶︑︱︙0123456789"


def draw_chart(chart: Chart, *, language: Language = WORDS_IN, theme: Literal["light", "dark"] = "light", columns: int = 1) -> Figure:
    """Return a chart as a figure, 85 mm wide (``columns=1``) or 178 mm (2), with letters of 6 points or more.

    :raises UsageError: if language, theme or columns are none of these.
    :raises UnavailableError: if no font here has the characters of the chart, or without the extra ``charts``.
    """
    for name, given, known in (("language", language, ("zh", "en")), ("theme", theme, THEMES), ("columns", columns, COLUMNS)):
        if given not in known:
            raise UsageError(f"{name} is {given!r}; it may be {' or '.join(map(str, known))}")
    texts = [words.of(language) for words in _all_words(chart)]
    notes = list(_notes(chart, language))
    sheet = Sheet(COLUMNS[columns], language, THEMES[theme], find_font([*texts, *notes, _LAST]))
    sheet.paragraph(chart.title.of(language), size=8.5)
    if subtitle := chart.subtitle.of(language):
        sheet.paragraph(subtitle, size=6.5, colour=sheet.theme.quiet)
    sheet.y += 1.5
    if chart.marks:
        _DRAW[chart.kind](sheet, chart)
    else:
        why = chart.nothing.of(language)
        sheet.paragraph(Words("没有可以作图的数据。", "There is nothing to draw.").of(language))
        sheet.paragraph(why[:1].upper() + why[1:])
    sheet.y += 0.5
    for note in notes:
        sheet.paragraph(note, colour=sheet.theme.quiet)
    with require_extra("charts"):
        from matplotlib import rc_context
    with rc_context(_settings(sheet.family)):
        return sheet.figure()


def write_chart(
    chart: Chart,
    form: Literal["svg", "png"] = "svg",
    *,
    language: Language = WORDS_IN,
    theme: Literal["light", "dark"] = "light",
    columns: int = 1,
    dpi: int = 300,
) -> bytes:
    """Return a chart as SVG, whose texts are texts, or as PNG of ``dpi`` dots an inch; the same chart gives the same bytes.

    :raises UsageError: if an argument is none of those of :func:`draw_chart`.
    :raises UnavailableError: if no font here has the characters of the chart, or without the extra ``charts``.
    """
    figure = draw_chart(chart, language=language, theme=theme, columns=columns)
    with require_extra("charts"):
        from matplotlib import rc_context
    written = BytesIO()
    family = next(text.get_fontfamily()[0] for text in figure.axes[0].texts)
    with rc_context(_settings(family)):
        described = {"Title": chart.title.of(language), "Language": language, "Creator": "Cengji", "Date": None}
        about = described if form == "svg" else {"Title": described["Title"], "Software": None}
        figure.savefig(written, format=form, dpi=dpi if form == "png" else 72, facecolor=figure.get_facecolor(), metadata=about)
    return written.getvalue()


def _settings(family: str) -> dict[Any, Any]:
    return {
        "font.family": [family], "svg.fonttype": "none", "svg.hashsalt": "cengji", "axes.unicode_minus": False, "hatch.linewidth": 0.5,
        "path.simplify": False, "text.parse_math": False,
    }  # fmt: skip


def _all_words(chart: Chart) -> Iterator[Words]:
    yield from (chart.title, chart.subtitle, chart.unit, chart.nothing, chart.formula, chart.source)
    for item in (*chart.rows, *chart.columns, *chart.cases):
        yield from (item.words, item.group)
    yield from (mark.words for mark in chart.marks)


def _notes(chart: Chart, language: Language) -> Iterator[str]:
    """Yield the lines below the chart: what its signs mean, what may not be concluded, how it is reckoned, where it comes from."""
    kind = chart.kind if chart.kind in ("matrix", "funnel") else "dots"
    signs = [_SIGNS[kind, status].of(language) for status in ("inferred", "disputed") if any(getattr(mark, status) for mark in chart.marks)]
    if chart.kind == "dots" and any((mark.lower is None) != (mark.upper is None) for mark in chart.marks):
        signs.append(_OPEN.of(language))
    if chart.name == "overlap":
        signs += [words.of(language) for words in _say_of_overlap(chart)]
    elif chart.kind in _MORE and (chart.kind != "matrix" or len({(one.row, one.column) for one in chart.marks}) < _cells(chart)):
        signs.append(_MORE[chart.kind].of(language))
    if chart.kind == "funnel":
        signs += [words.of(language) for words in _say_of_funnel(chart)]
    if chart.left:
        signs.append(chart.left_words.of(language))
    if signs:
        signs[0] = signs[0][:1].upper() + signs[0][1:]
        yield Words("；", "; ").of(language).join(signs) + Words("。", ".").of(language)
    stop = Words("", " ").of(language)
    if chart.cautions:
        yield stop.join(words.of(language) for words in chart.cautions)
    if formula := chart.formula.of(language):
        yield f"{Words('算法：', 'Formula: ').of(language)}{formula}{Words('。', '.').of(language)}"
    if source := chart.source.of(language):
        yield f"{Words('出处：', 'Based on: ').of(language)}{source}{Words('。', '.').of(language)}"
    held = {mark.case for mark in chart.marks}
    cases = [case.words.of(language) for case in chart.cases if case.key in held or "" in held]
    most = 4
    places = Words("、", ", ").of(language).join(cases[:most])
    more = len(cases) - most
    if more > 0:
        places += Words(f"等{len(cases)}个案例", f" and {more} more cases").of(language)
    yield Words(
        f"数据来源：各地报道所述（{places}）；Cengji\u00a0{__version__}。", f"Source: as reported ({places}); Cengji\u00a0{__version__}."
    ).of(language)


def _cells(chart: Chart) -> int:
    return len(chart.rows) * len(chart.columns)


def _say_of_overlap(chart: Chart) -> Iterator[Words]:
    level = f"p\u00a0≤\u00a0{SIGNIFICANT:g}"
    if framed := sum(mark.p is not None and mark.p <= SIGNIFICANT for mark in chart.marks):
        yield Words(f"框：校正后 {level}（{framed}对）", f"framed: adjusted {level} ({framed} of the pairs)")
    else:
        yield Words(f"没有一对校正后 {level}", f"no pair has an adjusted {level}")


def _say_of_funnel(chart: Chart) -> Iterator[Words]:
    yield Words("右列：每个顶层单位对应的个数；条宽按对数", "right: number for each unit at the top; bars on a logarithmic scale")
    drawn = sum(len(find_levels([mark for mark in chart.marks if mark.case == case.key])) for case in chart.cases)
    if left := len(chart.marks) - drawn:
        yield Words(f"另有{left}对不在最长的链上，见表", f"{left} more pairs are not on the longest chains: see the table")
