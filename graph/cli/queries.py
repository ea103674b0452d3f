"""`cengji queries`: what can be asked."""

from __future__ import annotations

import sys

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
        for group, members in catalogue.grouped().items():
            _print([(f"{group}:", ""), *((query.name, query.says("question", lang)) for query in members)])
        return
    query = catalogue.open(name)
    _print([(query.name, query.says("question", lang))])
    for parameter in query.parameters:
        need = "required" if parameter.required else f"default {parameter.default}"
        _print([(f"-p {parameter.name}=…", f"{parameter.type}, {need}: {parameter.note}")])
    _print([(column.name, column.type + (", may be empty" if column.optional else "")) for column in query.columns])
    _print([("rows", query.says("rows"))])


def _print(pairs: list[tuple[str, str]]) -> None:
    from rich.console import Console

    from graph.cli.screen import listed

    Console(file=sys.stdout, highlight=False).print(listed(pairs))
