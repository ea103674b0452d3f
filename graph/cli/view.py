"""`cengji view`: the interactive page."""

from __future__ import annotations

import click

from graph.cli.source import Source, source_options

__all__ = ["view"]


@click.command()
@source_options
@click.option("-o", "--output", default="index.html", help="The file to write; - is standard output.  [default: index.html]")
def view(*, source: Source, output: str) -> None:
    """Write the interactive page of the graph: one file that needs no network.

    \b
    cengji view -o places.html
    """
    from graph.cli.files import write_output
    from graph.view import page_of

    write_output(output, page_of(source.dataset()).encode())
    if output != "-":
        click.echo(f"wrote {output}: open it in a browser", err=True)
