"""`cengji query`: ask, and get rows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from graph.cli.source import Source, source_options
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.query import Table

__all__ = ["query"]


@click.command()
@click.argument("name")
@click.option(
    "--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter; a value is a label, key, CURIE or IRI."
)
@click.option("--format", "-f", "form", default="table", type=click.Choice(["table", "csv", "json", "tsv", "xml"]), help="[default: table]")
@source_options
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def query(*, name: str, parameters: tuple[str, ...], form: str, source: Source, output: str) -> None:
    """Ask a query of the library, or one from a file (NAME.rq).

    \b
    cengji query ladders
    cengji query figures -p case=gusu -f csv -o figures.csv
    """
    from graph.cli.files import write_output
    from graph.query import Catalogue, Table, run, write_answer

    question = Catalogue().open(name)
    solutions = run(question, source.dataset(), _pairs(parameters))
    if form != "table":
        write_output(output, write_answer(solutions, form))
    elif output == "-":
        _print_table(Table.of(solutions))
    else:
        raise UsageError("a table is for the screen; choose --format csv, tsv, json or xml for a file")


def _pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for given in parameters:
        name, equals, value = given.partition("=")
        if not equals or not name:
            raise UsageError(f"--param takes NAME=VALUE, not {given!r}")
        if name in pairs:
            raise UsageError(f"--param {name} is given twice")
        pairs[name] = value
    return pairs


def _print_table(table: Table) -> None:
    """Print rows in columns; where they do not fit the screen, as one block of lines a row."""
    from rich.console import Console

    from graph.cli.screen import rendered

    console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    console.print(rendered(table, console.width))
    click.echo(f"{len(table.rows)} rows", err=True)
