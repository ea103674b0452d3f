"""`cengji export`: the graph, or a part of it, in one format."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cengji.cli.answers import limits_of, pairs_of
from cengji.cli.completion import complete_parameter, complete_query
from cengji.cli.files import binary_output
from cengji.cli.source import say_unlicensed, source_options

if TYPE_CHECKING:
    from cengji.api import Graph

__all__ = ["export"]


class _FormatName(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.3 on
    """A name of a format, or another name that people know it by."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        from cengji.export import ALIASES, FORMATS

        found: str = ALIASES.get(value, value)
        if found not in FORMATS:
            self.fail(f"{value!r} is none of the formats: {', '.join(FORMATS)}", param, ctx)
        return found

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        from click.shell_completion import CompletionItem

        from cengji.export import FORMATS

        return [CompletionItem(name, help=one.description) for name, one in FORMATS.items() if name.startswith(incomplete)]


@click.command()
@click.argument("name", metavar="FORMAT", type=_FormatName())
@source_options()
@click.option("--case", "case", multiple=True, metavar="KEY", help="Only this case, with what it takes to read it.")
@click.option("--place", "place", multiple=True, metavar="PLACE", help="Only this place and what is within it: its code, key or label.")
@click.option("--graph", "graphs", multiple=True, metavar="GRAPH", help="Only this named graph: its IRI, or gusu, curation/gusu, places …")
@click.option("--query", "query", metavar="NAME", shell_complete=complete_query, help="A table: its rows; else only what they name.")
@click.option("--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", shell_complete=complete_parameter, help="Its parameter.")
@click.option("--relations", "relations", multiple=True, metavar="NAME", help="For a network: only these; all; else all but atPlace.")
@click.option("--classes", "classes", multiple=True, metavar="TYPE", help="For a network: only things of this type: body, measure …")
@click.option("--size", type=click.Choice(["degree", "value"]), default="degree", help="For a network: what sizes say.  [default: degree]")
@click.option("-o", "--output", default="-", help="The file, or for tables a folder/, to write; - is standard output.  [default: -]")
def export(
    *,
    name: str,
    opened: Callable[[], Graph],
    case: tuple[str, ...],
    place: tuple[str, ...],
    graphs: tuple[str, ...],
    query: str | None,
    parameters: tuple[str, ...],
    relations: tuple[str, ...],
    classes: tuple[str, ...],
    size: str,
    output: str,
) -> None:
    """Write the graph, or a part of it, in one format.

    \b
    RDF       turtle trig nt nq json-ld rdf-xml turtle-1.2
    network   graphml gexf cytoscape (cytoscape-style) node-link dot neo4j, edges nodes (CSV), svg (the ladders)
    tables    csv csv-excel xlsx parquet, sqlite duckdb (all in one file)
    profiles  org cpov cube dcat schemaorg skos, owl (the ontology)

    \b
    cengji export turtle --case gusu -o gusu.ttl
    cengji export xlsx -o cengji.xlsx
    cengji export csv --query figures -p case=gusu -o figures.csv
    cengji export csv -o tables/

    Several of --case, --place and --query leave what all of them name. Exit code 3 if the format cannot hold
    some statement: nothing is altered or left out.
    """
    graph = opened()
    graph.export(
        name,
        binary_output() if output == "-" else output,
        case=case,
        place=place,
        graphs=graphs,
        query=query,
        parameters=pairs_of(parameters),
        limits=limits_of(query),
        relations=relations,
        classes=classes,
        size=size,
    )
    say_unlicensed(graph)
