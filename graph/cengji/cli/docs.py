"""`cengji docs`: the generated reference."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.core.texts import counted

__all__ = ["docs"]


@click.command()
@click.option(
    "--out",
    default="out/reference",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: out/reference]",
)
def docs(*, out: Path) -> None:
    """Write the generated reference: model, schemes, shapes, queries and command line as Markdown.

    With it goes case.schema.json, the JSON Schema by which editors complete and check case files.

    \b
    cengji docs --out reference
    """
    from cengji.cli.reference import reference_pages
    from cengji.core.files import replace_files

    pages = reference_pages()
    replace_files(out, {name: text.encode() for name, text in pages.items()})
    click.echo(f"{counted(len(pages), 'pages')} → {out}/", err=True)
