"""`cengji docs`: the generated reference."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["docs"]


@click.command()
@click.option(
    "--out",
    default="docs/reference",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: docs/reference]",
)
def docs(*, out: Path) -> None:
    """Write the generated reference: model, schemes, queries, command line, JSON Schema of cases.

    \b
    cengji docs
    """
    from cengji.cli.files import replace_files
    from cengji.cli.reference import reference_pages

    pages = reference_pages()
    replace_files(out, {name: text.encode() for name, text in pages.items()})
    click.echo(f"{len(pages)} pages → {out}/", err=True)
