"""`cengji anchor`: evidence of a case file gets its characters."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.cli.files import print_message, write_output
from cengji.cli.source import sources_option

__all__ = ["anchor"]


@click.command()
@click.argument("case")
@sources_option(required=True)
@click.option("-o", "--output", default=None, help="Write the anchored file here instead of in place; - is standard output.")
def anchor(*, case: str, sources: Path, output: str | None) -> None:
    """Fill in the raw offsets and digests of a case's evidence.

    CASE is the key of a packaged case or a case file. Comments, order and layout of the file stay. An expression copied from
    the raw document, or typed with other quotation marks, brackets or dashes, is respelled as the cleaned document prints it.
    An expression that the document prints several times is refused with its places; say which one
    with `occurrence:`. Exit code 1 if some evidence could not be anchored.

    \b
    cengji anchor my-case.yaml --sources ../documents
    """
    from cengji.api import Case

    file = Case(case)
    found = file.anchor(sources)
    if output:
        write_output(output, file.text.encode())
    elif found.filled:
        file.write()
    for line, field, change in found.changes:
        print_message(f"{file.path}:{line}: {field}: {change}")
    for fault in found.faults:
        print_message(str(fault))
    click.echo(f"{file.path}: {found.filled} anchored, {len(found.faults)} refused", err=True)
    if found.faults:
        click.get_current_context().exit(1)
