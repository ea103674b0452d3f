"""`cengji query`: ask, and get rows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from graph.cli.source import Source, source_options
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.query import Limits, Table

__all__ = ["query"]

_SECONDS, _ROWS, _MEGABYTES = 60.0, 1_000_000, 2048
"""What a query from a file may take where nothing else is said."""


@click.command()
@click.argument("name")
@click.option(
    "--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter; a value is a label, key, CURIE or IRI."
)
@click.option("--format", "-f", "form", default="table", type=click.Choice(["table", "csv", "json", "tsv", "xml"]), help="[default: table]")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop after that time.  [files: 60]")
@click.option("--max-rows", type=click.IntRange(min=0), metavar="N", help="Refuse an answer of more rows.  [files: 1000000]")
@click.option("--max-memory", type=click.IntRange(min=1), metavar="MB", help="Stop at that much memory beside the data.  [files: 2048]")
@click.option("--allow-service", "services", multiple=True, metavar="URL", help="An address that SERVICE in a file may call.")
@source_options
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def query(
    *,
    name: str,
    parameters: tuple[str, ...],
    form: str,
    timeout: float | None,
    max_rows: int | None,
    max_memory: int | None,
    services: tuple[str, ...],
    source: Source,
    output: str,
) -> None:
    """Ask a query of the library, or one from a file (NAME.rq).

    \b
    cengji query ladders
    cengji query figures -p case=gusu -f csv -o figures.csv

    A query from a file may not call other servers, read files or change the data. It runs in a process of
    its own that is stopped at 60 seconds, 1000000 rows or 2048 MB; a query of the library has no bounds but
    those given. Exit code 4 if a bound is exceeded.
    """
    from graph.cli.files import write_output
    from graph.query import Catalogue, Table, run, write_answer

    question = Catalogue().open(name)
    limits = _limits(timeout, max_rows, max_memory, trusted=not name.endswith(".rq"))
    solutions = run(question, source.dataset(), _pairs(parameters), limits=limits, allowed=_addresses(services))
    if form != "table":
        write_output(output, write_answer(solutions, form))
    elif output == "-":
        _print_table(Table.of(solutions))
    else:
        raise UsageError("a table is for the screen; choose --format csv, tsv, json or xml for a file")


def _limits(seconds: float | None, rows: int | None, megabytes: int | None, *, trusted: bool) -> Limits | None:
    """Give the bounds of a query: those given; for a file also those it has anyway; None where there is none."""
    from graph.query import Limits

    if trusted:
        given = Limits(seconds, rows, megabytes)
        return None if given == Limits() else given
    return Limits(
        _SECONDS if seconds is None else seconds,
        _ROWS if rows is None else rows,
        _MEGABYTES if megabytes is None else megabytes,
    )


def _addresses(services: tuple[str, ...]) -> frozenset[str]:
    for url in services:
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"--allow-service takes an address that begins with http:// or https://, not {url!r}")
    return frozenset(services)


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
