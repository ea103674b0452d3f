"""`cengji pull`: the graphs of a server as one file."""

from __future__ import annotations

import click

from cengji.cli.files import write_output
from cengji.core.namespaces import ROOT
from cengji.core.texts import counted

__all__ = ["pull"]


@click.command()
@click.argument("url")
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help=f"This named graph.  [default: all below {ROOT}]")
@click.option("--gsp", "graph_store", metavar="URL", help="The graph store of the server, if URL does not tell.")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def pull(*, url: str, graphs: tuple[str, ...], graph_store: str | None, output: str) -> None:
    """Read named graphs from a SPARQL server, as sorted N-Quads.

    URL is the query URL of the server, as in `cengji push`. Each graph is counted on the server: a server that
    gives less than it holds is an error, exit code 4.

    \b
    cengji pull http://127.0.0.1:7878/query -o graph.nq
    """
    from cengji import api

    graph = api.pull(url, graphs=graphs, graph_store=graph_store)
    write_output(output, graph.export("nq"))
    click.echo(f"{counted(len(list(graph.store.named_graphs())), 'graphs')}, {counted(len(graph.dataset), 'quads')} ← {url}", err=True)
