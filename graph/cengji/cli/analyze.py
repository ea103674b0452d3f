"""`cengji analyze`: measures of governance, with bounds, statuses and evidence."""

from __future__ import annotations

from collections.abc import Callable
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, Literal

import click
from click.shell_completion import CompletionItem

from cengji.cli.files import write_output
from cengji.cli.source import source_options
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.analysis import Analysis
    from cengji.api import Graph

__all__ = ["analyze"]

_FORMATS = ("table", "csv", "csv-excel", "tsv", "json", "md", "html", "ttl", "nt", "jsonld")


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
    from cengji.api.analyzing import list_analyses

    return [CompletionItem(name, help=title) for name, title in list_analyses("en") if name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@click.option("--format", "-f", "form", default="table", type=click.Choice(_FORMATS), metavar="FORMAT", help=f"{', '.join(_FORMATS)}.")
@click.option("--case", multiple=True, metavar="KEY", help="Only this case; may be given several times.")
@click.option("--lang", default="en", type=click.Choice(["en", "zh"]), help="The language of titles and labels.  [default: en]")
@source_options()
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def analyze(
    *, name: str | None, form: str, case: tuple[str, ...], lang: Literal["zh", "en"], opened: Callable[[], Graph], output: str
) -> None:
    """Analyse how places organize themselves; without a NAME, list the analyses with what each finds.

    \b
    cengji analyze
    cengji analyze span --case gusu
    cengji analyze overlap -f csv -o overlap.csv

    A value has a lower and an upper bound, "≥" or "≤" where one side is open, and the numbers of statements that it rests on:
    stated / inferred / disputed. What may not be concluded follows the table. csv, tsv and json have evidence and IRIs
    too; ttl, nt and jsonld are RDF, where each value names what it was derived from.
    """
    from cengji.api.analyzing import shown, summaries

    if form == "table" and output != "-":
        raise UsageError("a table is for the screen; choose --format csv, json, html or ttl for a file")
    if name is None:
        if form != "table":
            raise UsageError("a list is for the screen; name an analysis to have it as --format " + form)
        _print(summaries(opened(), lang, case))
        return
    analysis = opened().analyze(name, case=case)
    if form == "table":
        _show(analysis, lang)
    else:
        write_output(output, shown(analysis, form, lang))


def _show(analysis: Analysis, lang: Literal["zh", "en"]) -> None:
    from cengji.api.analyzing import screen_table
    from cengji.cli.screen import rendered

    click.secho(analysis.method.title.of(lang), bold=True)
    click.echo("\n".join(rendered(screen_table(analysis, lang), get_terminal_size().columns)))
    notes = [("formula", analysis.method.formula), ("source", analysis.method.source)]
    notes += [("note", caution.of(lang)) for caution in analysis.method.cautions]
    click.echo("")
    _print(notes)


def _print(pairs: list[tuple[str, str]]) -> None:
    from cengji.cli.screen import listed

    click.echo("\n".join(listed(pairs, get_terminal_size().columns)))
