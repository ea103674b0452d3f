"""`cengji clean`: what is to be quoted from."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.cli.files import write_output
from cengji.cli.source import part_option

__all__ = ["clean"]


@click.command()
@click.argument("article", type=click.Path(dir_okay=False, path_type=Path))
@part_option
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def clean(*, article: Path, part: tuple[str, str] | None, output: str) -> None:
    """Print a document as it is quoted from.

    ARTICLE is your copy, text, HTML, Word or PDF; the file itself stays as it is. Markup, inserted pinyin and invisible characters are
    left out, traditional characters are simplified, full-width digits are made plain. `anchor` finds in the raw file what
    is copied from here.

    \b
    cengji clean ../documents/report.html
    """
    from cengji import api

    text = api.clean(article, part=part).text
    write_output(output, (text if text.endswith("\n") else f"{text}\n").encode())
