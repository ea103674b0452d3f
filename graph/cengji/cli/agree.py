"""`cengji agree`: how far two curations of one document agree, and what is to settle."""

from __future__ import annotations

import click

from cengji.cli.files import write_output

__all__ = ["agree"]


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--format", "-f", "form", default="text", type=click.Choice(["text", "csv", "json"]), help="[default: text]")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def agree(*, first: str, second: str, form: str, output: str) -> None:
    """Show how far two curations of one document agree.

    \b
    cengji agree guanghan mine.yaml
    cengji agree hers.yaml his.yaml -f csv -o settle.csv

    FIRST and SECOND are each a case file or the key of a packaged case. Statements are matched by the characters of
    their evidence, one to one; keys do not count, nor does what is only proposed. Text has a table of kinds, one of
    the fields of what is matched, one of links, a line for each thing to settle, and at the end what is not compared;
    csv is that list alone. Exit code 1 if anything is to settle.
    """
    from cengji import api

    found = api.agree(first, second)
    text = {"text": found.to_text, "csv": found.to_csv, "json": found.to_json}[form]()
    write_output(output, text.encode())
    raise SystemExit(0 if found else 1)
