"""`cengji pull`: the graphs of a server as one file."""

from __future__ import annotations

import click

from cengji.core.namespaces import ROOT

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
    from cengji.cli.files import write_output
    from cengji.core.errors import UsageError
    from cengji.dataset import Dataset
    from cengji.export import write_rdf
    from cengji.query.endpoint import Endpoint
    from cengji.query.graphstore import GraphStore
    from cengji.query.transfer import Transfer, graph_store_url

    transfer = Transfer(Endpoint(url), GraphStore(graph_store or graph_store_url(url)))
    there = transfer.graphs()
    if missing := sorted(set(graphs) - set(there)):
        raise UsageError(f"the server has no graph {' or '.join(missing)}; it has:\n  " + "\n  ".join(there or ["none"]))
    wanted = list(graphs) or [graph for graph in there if graph.startswith(ROOT)]
    dataset = Dataset(transfer.pull(wanted))
    write_output(output, write_rdf(dataset, "nq"))
    click.echo(f"{len(wanted)} graphs, {len(dataset):,} quads ← {transfer.store.url}", err=True)
    if others := len(there) - len(set(wanted)):
        click.echo(f"{others} other graphs stay there; name those you want with --graph", err=True)
