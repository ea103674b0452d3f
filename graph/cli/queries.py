"""`cengji queries`: what can be asked."""

from __future__ import annotations

import click

__all__ = ["queries"]


@click.command()
@click.argument("name", required=False)
@click.option("--lang", default="en", type=click.Choice(["en", "zh"]), help="The language of the questions.  [default: en]")
def queries(*, name: str | None, lang: str) -> None:
    """List the queries of the library, or explain one.

    \b
    cengji queries
    cengji queries figures --lang zh
    """
    from graph.query import Catalogue

    catalogue = Catalogue()
    if name is None:
        listed = list(catalogue)
        width = max(len(query.name) for query in listed)
        for query in listed:
            click.echo(f"{query.name:<{width}}  {query.says('question', lang)}")
        return
    query = catalogue.open(name)
    click.echo(f"{query.name}: {query.says('question', lang)}")
    for parameter in query.parameters:
        need = "required" if parameter.required else f"default {parameter.default}"
        click.echo(f"  --param {parameter.name}=…  {parameter.type}, {need}  {parameter.note}")
    click.echo("  columns: " + ", ".join(f"{c.name} ({c.type}{', may be empty' if c.optional else ''})" for c in query.columns))
    click.echo(f"  rows: {query.says('rows')}")
