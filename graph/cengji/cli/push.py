"""`cengji push`: the graphs of the build to a server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from cengji.cli.source import source_options
from cengji.core.texts import counted

if TYPE_CHECKING:
    from cengji.api import Graph

__all__ = ["push"]


@click.command()
@click.argument("url")
@source_options(map_foreign=False)
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help="Only this named graph.")
@click.option("--prune", is_flag=True, help="Delete the server's graphs of this project that the data do not have.")
@click.option("--gsp", "graph_store", metavar="URL", help="The graph store of the server, if URL does not tell.")
def push(*, url: str, opened: Callable[[], Graph], graphs: tuple[str, ...], prune: bool, graph_store: str | None) -> None:
    """Write the named graphs to a SPARQL server, each replaced whole, then counted there.

    URL is the query URL of the server. The Graph Store HTTP Protocol is spoken with the URL that belongs to
    it (Oxigraph, Virtuoso, RDF4J, GraphDB) or with --gsp. The login is CENGJI_USER and CENGJI_PASSWORD.
    Exit code 4 if the server does not take all; the message says which graphs are whole and how to go on.

    \b
    cengji push http://127.0.0.1:7878/query
    CENGJI_USER=dba CENGJI_PASSWORD=dba cengji push http://127.0.0.1:8890/sparql
    """
    sizes = opened().push(url, graphs=graphs, prune=prune, graph_store=graph_store, progress=_print)
    written = [size for size in sizes.values() if size]
    click.echo(f"{counted(len(written), 'graphs')}, {counted(sum(written), 'triples')} → {url}", err=True)


def _print(graph: str, size: int) -> None:
    click.echo(f"{size:>9,}  {graph}" if size else f"  deleted  {graph}", err=True)
