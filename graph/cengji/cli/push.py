"""`cengji push`: the graphs of the build to a server."""

from __future__ import annotations

import click

from cengji.cli.source import Source, source_options
from cengji.core.errors import UsageError

__all__ = ["push"]


@click.command()
@click.argument("url")
@source_options
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help="Only this named graph.")
@click.option("--prune", is_flag=True, help="Delete the server's graphs of this project that the data do not have.")
@click.option("--gsp", "graph_store", metavar="URL", help="The graph store of the server, if URL does not tell.")
def push(*, url: str, source: Source, graphs: tuple[str, ...], prune: bool, graph_store: str | None) -> None:
    """Write the named graphs to a SPARQL server, each replaced whole, then counted there.

    URL is the query URL of the server. The Graph Store HTTP Protocol is spoken with the URL that belongs to
    it (Oxigraph, Virtuoso, RDF4J, GraphDB) or with --gsp. The login is CENGJI_USER and CENGJI_PASSWORD.
    Exit code 4 if the server does not take all; the message says which graphs are whole and how to go on.

    \b
    cengji push http://127.0.0.1:7878/query
    CENGJI_USER=dba CENGJI_PASSWORD=dba cengji push http://127.0.0.1:8890/sparql
    """
    from cengji.query.endpoint import Endpoint
    from cengji.query.graphstore import GraphStore
    from cengji.query.transfer import Transfer, graph_store_url

    if prune and graphs:
        raise UsageError("--prune cannot go with --graph: it keeps what the data have, whole")
    transfer = Transfer(Endpoint(url), GraphStore(graph_store or graph_store_url(url)))
    dataset = source.dataset(lift=False)
    sizes = []
    for graph, number in transfer.push(dataset, graphs):
        click.echo(f"{number:>9,}  {graph}", err=True)
        sizes.append(number)
    if prune:
        for graph in transfer.prune(dataset):
            click.echo(f"  deleted  {graph}", err=True)
    click.echo(f"{len(sizes)} graphs, {sum(sizes):,} triples → {transfer.store.url}", err=True)
