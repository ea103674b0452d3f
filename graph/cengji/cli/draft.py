"""`cengji draft`: an article becomes a proposed case."""

from __future__ import annotations

from pathlib import Path

import click

from cengji.cli.files import write_output
from cengji.cli.source import part_option
from cengji.core.errors import UsageError

__all__ = ["draft"]


@click.command()
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", default="-", help="The case file or workbook (.xlsx) to write; - is standard output.  [default: -]")
@click.option("--place", default=None, metavar="NAME|CODE", help="The place that the article is about, by name or division code.")
@part_option
@click.option(
    "--cases", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A case of your own to learn from."
)
def draft(*, article: Path, output: str, place: str | None, part: tuple[str, str] | None, cases: tuple[Path, ...]) -> None:
    """Draft a whole case from an article, every statement with its evidence.

    ARTICLE is a report as plain text or HTML; of a Word or PDF file the text is written beside it, as NAME.txt. What the draft
    says is proposed by rules, each entry naming its own under `proposed`: nothing counts as stated before you accept it by
    taking that line away. It passes `cengji check`.
    A file that is there already is left alone.

    \b
    cengji draft report.txt -o qingshan.yaml --place 420107
    cengji draft digest.txt -o digest-qingshan.yaml --part 青山区： 志愿服务
    """
    from cengji.api import Case

    if output != "-" and Path(output).exists():
        raise UsageError(f"{output} is there already; name another file with -o")
    case = Case.draft(article, place=place, part=part, cases=cases)
    workbook = Path(output).suffix.lower() == ".xlsx"
    write_output(output, case.to_xlsx() if workbook else case.text.encode())
    if output != "-":
        click.echo(f"{output}: {case.summary}", err=True)
