"""`cengji curate`: the page on which a draft becomes a checked case."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

__all__ = ["curate"]


@click.command()
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Your copy of the article of the case."
)
@click.option(
    "--against", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another curation of it: settle where the two differ."
)
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="The port to listen at.  [default: any that is free]")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def curate(*, case: Path, source: Path, against: Path | None, port: int, show: bool) -> None:
    """Curate a case beside its article, in a browser on this machine.

    CASE is a case file, drafted or begun. The page shows what is proposed and what no statement rests on yet; each action is written
    to the file at once, comments stay, and all can be undone. The link that is printed is good for one browser. Nothing leaves this
    machine. Ctrl-C ends it.

    \b
    cengji draft report.txt -o qingshan.yaml
    cengji curate qingshan.yaml --source report.txt --open
    cengji curate mine.yaml --against hers.yaml --source report.txt --open
    """
    from cengji.api import Case

    def ready(link: str) -> None:
        click.echo(f"{case}: open {link}", err=True)
        if show and not webbrowser.open(link):
            click.echo("cengji: no browser answered; open the link yourself", err=True)

    try:
        Case(case).curate(source, against=against, port=port, ready=ready)
    except KeyboardInterrupt:
        click.echo(f"{case}: all is written", err=True)
