"""An analysis as a chart for a paper, or as a page with chart and table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, Literal

from cengji.core.errors import UsageError
from cengji.core.texts import Language

if TYPE_CHECKING:
    from cengji.analysis import Analysis
    from cengji.api.asking import Asking

__all__ = ["chart_analysis"]

_FORMS: Final = ("svg", "png", "html")
_DARK: Final = "<style>body{background:#14181d;color:#f0f0f0}a{color:#86b6ea}</style>\n"


def chart_analysis(
    graph: Asking,
    analysis: Analysis,
    form: Literal["svg", "png", "html"],
    *,
    language: Language,
    theme: Literal["light", "dark"] = "light",
    columns: int = 1,
) -> bytes:
    """Return the chart of an analysis of a graph as SVG or PNG, or as an HTML page above the table of the analysis.

    :raises UsageError: if an argument is none of these.
    :raises UnavailableError: if matplotlib or a font with the characters of the chart is missing.
    """
    from cengji.analysis.charts import chart_of, write_chart
    from cengji.query.formats import write_answer

    if form not in _FORMS:
        raise UsageError(f"form is {form!r}; it may be {', '.join(_FORMS)}")
    chart = chart_of(analysis, graph.dataset)
    if form != "html":
        return write_chart(chart, form, language=language, theme=theme, columns=columns)
    drawn = write_chart(chart, "svg", language=language, theme=theme, columns=columns).decode()
    picture = drawn[drawn.index("<svg") :]
    title = escape(analysis.method.title.of(language))
    table = write_answer(analysis.to_table(language), "html").decode()
    head, body = table.split("<body>\n", 1)
    head = head.replace("<html>", f'<html lang="{"zh-Hans" if language == "zh" else "en"}">')
    head = f"{head.partition('<title>')[0]}<title>{title}</title>\n{head.partition('</title>')[2].lstrip()}"
    if theme == "dark":
        head = head.replace("</head>", f"{_DARK}</head>")
    return f"{head}<body>\n{picture}{body}".encode()
