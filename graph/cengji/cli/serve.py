"""`cengji serve`: SPARQL, the library's questions, the graphs and the page at one address."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from cengji.cli.progress import ProgressLines
from cengji.cli.source import source_options

if TYPE_CHECKING:
    from cengji.api import Graph

__all__ = ["serve"]


@click.command()
@source_options()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; 0.0.0.0 is every one of this machine.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port; 0 is any that is free.")
@click.option("--url", default="", metavar="URL", help="The public address, where another server stands before this one.")
@click.option("--cors", "cors", multiple=True, metavar="ORIGIN", help="Let the pages of this origin read the answers; * is any.")
@click.option("--workers", default=None, type=click.IntRange(1, 256), help="How many queries run at once.  [default: one a core]")
@click.option("--queue", default=128, show_default=True, type=click.IntRange(0, 10_000), help="How many requests may wait.")
@click.option("--timeout", "seconds", default=30.0, show_default=True, metavar="SECONDS", help="Stop a query after that time.")
@click.option("--max-rows", "rows", default=200_000, show_default=True, metavar="N", help="Refuse an answer of more rows.")
@click.option("--max-memory", "megabytes", default=1024, show_default=True, metavar="MB", help="Stop a query at that much memory.")
@click.option(
    "--keep", default=64, show_default=True, type=click.IntRange(0, 100_000), metavar="MB", help="Keep that much of answers given."
)
@click.option(
    "--in-memory", default=1024, show_default=True, type=click.IntRange(0, 1_000_000), metavar="MB",
    help="Hold data that take no more in memory, on Linux; more are read from disk.",
)  # fmt: skip
@click.option("--reload", is_flag=True, help="Look whether the data change, and serve them anew; SIGHUP does so too.")
@click.option("--page/--no-page", default=True, help="Serve the page too.  [default: yes]")
@click.option("--log/--no-log", "logged", default=True, help="Write a line for each request to standard error.  [default: yes]")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def serve(
    *,
    opened: Callable[[], Graph],
    host: str,
    port: int,
    url: str,
    cors: tuple[str, ...],
    workers: int | None,
    queue: int,
    seconds: float,
    rows: int,
    megabytes: int,
    keep: int,
    in_memory: int,
    reload: bool,
    page: bool,
    logged: bool,
    show: bool,
) -> None:
    """Serve SPARQL, the library's questions, the graphs and the page at one address, for reading only.

    \b
    cengji serve --open
    cengji serve --store my-store --host 0.0.0.0 --url https://data.example.org --cors '*' --reload
    curl 'http://127.0.0.1:8000/query/ladders?case=gusu' -H 'Accept: text/csv'
    """
    from cengji.api.large import is_large
    from cengji.query import Limits

    def ready(address: str) -> None:
        click.echo(f"serving at {address}/sparql; Ctrl-C ends it", err=True)
        if show and not webbrowser.open(address):
            click.echo("cengji: no browser answered; open it yourself", err=True)

    graph = opened()
    if page and is_large(graph):
        click.echo("the page of a large graph is made once for the same data, which takes minutes; --no-page goes without", err=True)
    graph.serve(
        host=host,
        port=port,
        url=url,
        cors=cors,
        workers=workers,
        queue=queue,
        limits=Limits(seconds=seconds, rows=rows, megabytes=megabytes),
        keep=keep,
        in_memory=in_memory,
        reload=reload,
        page=page,
        ready=ready,
        log=_write if logged else None,
        progress=ProgressLines(),
    )


def _write(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
