"""`cengji agree`: how far two curations of one document agree, and what is to settle."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from cengji.cli.files import write_output
from cengji.core.errors import UsageError
from cengji.core.neutralize import neutralize_text

if TYPE_CHECKING:
    from cengji.agreement import Report

__all__ = ["agree"]


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--format", "-f", "form", default="table", type=click.Choice(["table", "md", "csv", "json"]), help="[default: table]")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def agree(*, first: str, second: str, form: str, output: str) -> None:
    """Show how far two curations of one document agree.

    \b
    cengji agree guanghan mine.yaml
    cengji agree hers.yaml his.yaml -f csv -o settle.csv

    FIRST and SECOND are each a case file or the key of a packaged case. Statements are matched by the characters of
    their evidence, one to one; keys do not count, nor does what is only proposed. There is a table of kinds, one of
    the fields of what is matched, one of links, a line for each thing to settle, and at the end what is not compared;
    md is the same as Markdown, csv the list to settle alone. Exit code 1 if anything is to settle.
    """
    from cengji import api

    if form == "table" and output != "-":
        raise UsageError("a table is for the screen; choose --format md, csv or json for a file")
    found = api.agree(first, second)
    if form == "table":
        click.echo("\n".join(_shown(found.report(), get_terminal_size().columns)))
    else:
        text = {"md": found.to_markdown, "csv": found.to_csv, "json": found.to_json}[form]()
        write_output(output, text.encode())
    raise SystemExit(0 if found else 1)


def _shown(report: Report, width: int) -> Iterator[str]:
    """Yield the report line by line, its tables in so many screen cells."""
    from cengji.cli.screen import grid_lines

    yield from map(neutralize_text, report.compared)
    for names, rows in report.tables:
        yield ""
        yield from grid_lines(names, rows, width)
    yield ""
    yield from map(neutralize_text, (*report.settle, *report.notes))
