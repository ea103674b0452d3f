"""`cengji analyze`: measures of governance, with bounds, statuses and evidence."""

from __future__ import annotations

from collections.abc import Callable
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Literal

import click
from click.shell_completion import CompletionItem

from cengji.cli.files import lang_option, write_output
from cengji.cli.source import source_options
from cengji.core.errors import UsageError
from cengji.core.texts import Language

if TYPE_CHECKING:
    from cengji.analysis import Analysis
    from cengji.api import Graph

__all__ = ["analyze"]

_FORMATS = ("table", "csv", "csv-excel", "tsv", "json", "md", "html", "ttl", "nt", "jsonld", "svg", "png")
_CHARTS = ("svg", "png", "html")
_NOTES = {"en": ("formula", "source", "note"), "zh": ("公式", "出处", "注意")}


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    from cengji.api.analyzing import list_analyses

    return [CompletionItem(name, help=title) for name, title in list_analyses("en") if name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@click.option("--format", "-f", "form", default="table", type=click.Choice(_FORMATS), metavar="FORMAT", help=f"{', '.join(_FORMATS)}.")
@click.option("--case", multiple=True, metavar="KEY", help="Only this case; may be given several times.")
@lang_option("titles and labels")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="The paper of a chart.  [default: light]")
@click.option("--columns", type=click.IntRange(1, 2), help="How many columns of a journal a chart is wide: 85 or 178 mm.  [default: 1]")
@source_options()
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def analyze(
    *,
    name: str | None,
    form: str,
    case: tuple[str, ...],
    lang: Language,
    theme: Literal["light", "dark"] | None,
    columns: int | None,
    opened: Callable[[], Graph],
    output: str,
) -> None:
    """Analyse how places organize themselves; without a NAME, list the analyses with what each finds.

    \b
    cengji analyze
    cengji analyze span --case gusu
    cengji analyze overlap -f csv -o overlap.csv
    cengji analyze coverage -f svg --columns 2 -o coverage.svg

    A value has a lower and an upper bound, "≥" or "≤" where one side is open, and the numbers of statements that it rests on:
    stated / inferred / disputed. What may not be concluded follows the table. csv, tsv and json have evidence and IRIs
    too; ttl, nt and jsonld are RDF, where each value names what it was derived from. svg and png are charts for a
    paper, html the chart above the table; they need the extra charts.
    """
    from cengji.api.analyzing import shown, summaries

    if form == "table" and output != "-":
        raise UsageError("a table is for the screen; choose --format csv, json, html or ttl for a file")
    if form not in _CHARTS and (theme or columns):
        raise UsageError("--theme and --columns are for charts: --format svg, png or html")
    if name is None:
        if form != "table":
            raise UsageError("a list is for the screen; name an analysis to have it as --format " + form)
        _print(summaries(opened(), lang, case))
        return
    if form in _CHARTS:
        chart = opened().chart(name, form=form, case=case, language=lang, theme=theme or "light", columns=columns or 1)  # type: ignore[arg-type]  # one of these
        write_output(output, chart)
        return
    analysis = opened().analyze(name, case=case)
    if form == "table":
        _show(analysis, lang)
    else:
        if not analysis.rows:
            click.echo(f"cengji: {analysis.nothing(lang)}", err=True)
        write_output(output, shown(analysis, form, lang))


def _show(analysis: Analysis, lang: Language) -> None:
    from cengji.api.analyzing import screen_table
    from cengji.cli.screen import rendered

    click.secho(analysis.method.title.of(lang), bold=True)
    if analysis.rows:
        click.echo("\n".join(rendered(screen_table(analysis, lang), get_terminal_size().columns)))
    else:
        click.echo(analysis.nothing(lang))
    formula, source, note = _NOTES[lang]
    notes = [(formula, analysis.method.formula.of(lang)), (source, analysis.method.source.of(lang))]
    notes += [(note, caution.of(lang)) for caution in analysis.method.cautions]
    click.echo("")
    _print(notes)


def _print(pairs: list[tuple[str, str]]) -> None:
    from cengji.cli.screen import listed

    click.echo("\n".join(listed(pairs, get_terminal_size().columns)))
