"""`cengji export`: the graph in one format."""

from __future__ import annotations

import click

from graph.cli.source import Source, source_options

__all__ = ["export"]


@click.command()
@click.argument("format", type=click.Choice(["nq", "trig", "turtle", "jsonld"]))
@source_options
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def export(*, format: str, source: Source, output: str) -> None:  # noqa: A002 - the word users know
    """Write the graph in one format.

    \b
    cengji export turtle -o graph.ttl
    cengji export nq | sort | head
    """
    from graph.cli.files import write_output
    from graph.export import write_rdf

    write_output(output, write_rdf(source.dataset(), format))
