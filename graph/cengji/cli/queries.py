"""`cengji queries`: what can be asked."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from cengji.cli.files import lang_option
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.core.queryfile import QueryFile

__all__ = ["queries"]


@click.command()
@click.argument("name", required=False)
@lang_option("the questions")
@click.option("--format", "-f", "form", default="list", type=click.Choice(["list", "ttl"]), help="ttl: as RDF, a SHACL executable each.")
@click.option("-o", "--output", default="-", help="The file to write the RDF to; - is standard output.  [default: -]")
def queries(*, name: str | None, lang: str, form: str, output: str) -> None:
    """List the queries of the library, or explain one.

    \b
    cengji queries
    cengji queries figures --lang zh
    cengji queries --format ttl -o queries.ttl
    """
    from cengji.query import Catalogue

    catalogue = Catalogue()
    if form == "ttl":
        from cengji.cli.files import write_output
        from cengji.query.description import describe_library

        write_output(output, describe_library([catalogue[name]] if name else catalogue))
        return
    if output != "-":
        raise UsageError("a list is for the screen; choose --format ttl for a file")
    if name is None:
        for group, members in catalogue.by_group().items():
            _print([(f"{group}:", ""), *((query.name, query.header("question", lang)) for query in members)])
        return
    query = catalogue.open(name)
    _print([(query.name, query.header("question", lang) or _form(query, lang))])
    for parameter in query.parameters:
        need = "required" if parameter.required else f"default {parameter.default}"
        _print([(f"-p {parameter.name}=…", f"{parameter.type}, {need}: {parameter.note}")])
    _print([(column.name, column.type + (", may be empty" if column.optional else "")) for column in query.columns])
    _print([("rows", rows)] if (rows := query.header("rows")) else [])


def _form(query: QueryFile, lang: str) -> str:
    """Return what can be said of a query whose header has no question: its form.

    :raises QueryError: if it has none.
    """
    from cengji.query.answers import find_form
    from cengji.query.running import locate_errors

    with locate_errors(query):
        return f"{find_form(query.text)}; a line `# question({lang}): …` at the top would say what it asks"


def _print(pairs: list[tuple[str, str]]) -> None:
    if not pairs:
        return
    from cengji.cli.screen import listed

    click.echo("\n".join(listed(pairs, get_terminal_size().columns)))
