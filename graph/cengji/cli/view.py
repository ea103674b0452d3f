"""`cengji view`: the interactive page, of everything or of a part."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.answers import limits_of, pairs_of
from cengji.cli.files import write_output
from cengji.cli.progress import ProgressLines
from cengji.cli.source import say_unlicensed, source_options
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.api import Graph

__all__ = ["view"]


@click.command()
@source_options()
@click.option("--case", "case", multiple=True, metavar="KEY", help="Only this case, by its key.")
@click.option("--place", "place", multiple=True, metavar="PLACE", help="Only this place and those in it: label, code or IRI.")
@click.option("--query", "query", metavar="NAME|FILE.rq", help="Only the things in the answer to this query.")
@click.option("--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of --query.")
@click.option("--focus", metavar="THING", help="Only this thing and what is linked to it: label, key or IRI.")
@click.option("--depth", type=click.IntRange(0, 5), metavar="N", help="How many links away still belongs to it.  [--focus: 1, --query: 0]")
@click.option("--sparql", is_flag=True, help="Put an engine for SPARQL into the page: 3 MB more; npm fetches it once.")
@click.option(
    "--audit", type=click.Path(path_type=Path), metavar="FILE", help="What `register audit -f csv` wrote: shown with the figures."
)
@click.option(
    "--parts/--whole", "parts", default=None,
    help="Put all but the top tiers into a folder beside the page, for a graph of any size.  [default: above 2,000,000 quads]",
)  # fmt: skip
@click.option("-o", "--output", default="index.html", help="The file to write; - is standard output.  [default: index.html]")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def view(
    *,
    opened: Callable[[], Graph],
    case: tuple[str, ...],
    place: tuple[str, ...],
    query: str | None,
    parameters: tuple[str, ...],
    focus: str | None,
    depth: int | None,
    sparql: bool,
    audit: Path | None,
    parts: bool | None,
    output: str,
    show: bool,
) -> None:
    """Write the interactive page of the graph, or of a part of it: one file that needs no network.

    Of a graph too large for one file it opens by tier and place, and reads what is opened from a folder beside it.

    \b
    cengji view -o places.html
    cengji view --case gusu --open
    cengji view --focus gusu/group/area-party-committees --depth 2
    cengji view --query linked-measures --depth 1
    cengji view --sparql -o places.html
    cengji view --store register/store -o register.html
    """
    from cengji.api.large import is_large

    if show and output == "-":
        raise UsageError("--open needs a file: give -o FILE")
    narrowed = any((case, place, query, parameters, focus, sparql, audit)) or depth is not None
    if parts and (narrowed or output == "-"):
        raise UsageError("--parts writes the page of all of the data, as files: leave out what else was given, and give -o FILE")
    graph = opened()
    if parts or (parts is None and not narrowed and output != "-" and is_large(graph)):
        graph.view_parts(output, progress=ProgressLines())
        beside = Path(output).with_name(f"{Path(output).stem}-parts")
        click.echo(
            f"wrote {output}, with its parts in {beside}: keep the two together" + ("" if show else "; open it in a browser"), err=True
        )
    else:
        page = graph.view(
            case=case, place=place, query=query, parameters=pairs_of(parameters), focus=focus, depth=depth, limits=limits_of(query),
            sparql=sparql, audit=audit,
        )  # fmt: skip
        write_output(output, page.encode())
        if output == "-":
            return
        click.echo(f"wrote {output}" + ("" if show else ": open it in a browser"), err=True)
    say_unlicensed(graph)
    if show and not webbrowser.open(Path(output).resolve().as_uri()):
        click.echo(f"cengji: no browser answered; open {output} yourself", err=True)
