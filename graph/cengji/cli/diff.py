"""`cengji diff`: what became of one graph in another, in statements."""

from __future__ import annotations

import click

from cengji.cli.files import lang_option, write_output
from cengji.core.texts import Language

__all__ = ["diff"]


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "-f", "form", default="text", type=click.Choice(["text", "json", "html"]), help="[default: text]")
@lang_option("text, and the first of html")
@click.option("--queries/--no-queries", default=True, help="Tell the effect on each query of the library.  [default: yes]")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def diff(*, old: str, new: str, form: str, lang: Language, queries: bool, output: str) -> None:
    """Show what became of OLD in NEW: one statement an edit, with the evidence of both sides.

    \b
    cengji diff packaged my-cases
    cengji diff git:HEAD~1 graph/cengji/cases --lang zh
    cengji diff out-before out -f html -o changes.html

    OLD and NEW are each a file or folder of RDF, a folder that `cengji build` wrote, a case file or folder of
    them, `packaged`, git:REV or git:REV:path (cases at a revision, built with the ontology of now), or the URL
    of a SPARQL endpoint. Exit code 1 if they differ.
    """
    from cengji.api import open_side

    found = open_side(old).diff(new, queries=queries)
    if form == "json":
        text = found.to_json()
    elif form == "html":
        text = found.to_html(lang)
    else:
        text = found.to_text(lang)
    write_output(output, text.encode())
    raise SystemExit(1 if found else 0)
