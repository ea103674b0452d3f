"""`cengji export`: the graph, or a part of it, in one format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cengji.cli.completion import complete_parameter, complete_query
from cengji.cli.source import Source, source_options
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cengji.dataset import Dataset
    from cengji.export import Sheet

__all__ = ["export"]

_SECONDS, _ROWS, _MEGABYTES = 60.0, 1_000_000, 2048
"""What a query from a file may take."""


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
@source_options
@click.option("--case", "cases_named", multiple=True, metavar="KEY", help="Only this case, with what it takes to read it.")
@click.option("--place", "places", multiple=True, metavar="PLACE", help="Only this place and what is within it: its code, key or label.")
@click.option("--graph", "graphs", multiple=True, metavar="GRAPH", help="Only this named graph: its IRI, or gusu, curation/gusu, places …")
@click.option("--query", "question", metavar="NAME", shell_complete=complete_query, help="A table: its rows; else only what they name.")
@click.option("--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", shell_complete=complete_parameter, help="Its parameter.")
@click.option("-o", "--output", default="-", help="The file, or for tables a folder/, to write; - is standard output.  [default: -]")
def export(
    *,
    name: str,
    source: Source,
    cases_named: tuple[str, ...],
    places: tuple[str, ...],
    graphs: tuple[str, ...],
    question: str | None,
    parameters: tuple[str, ...],
    output: str,
) -> None:
    """Write the graph, or a part of it, in one format.

    \b
    RDF       turtle trig nt nq json-ld rdf-xml turtle-1.2
    network   graphml gexf cytoscape node-link dot, svg (the ladders)
    tables    csv csv-excel xlsx parquet
    profiles  org cpov cube dcat

    \b
    cengji export turtle --case gusu -o gusu.ttl
    cengji export xlsx -o cengji.xlsx
    cengji export csv --query figures -p case=gusu -o figures.csv
    cengji export csv -o tables/

    Several of --case, --place and --query leave what all of them name. Exit code 3 if the format cannot hold
    some statement: nothing is altered or left out.
    """
    from cengji.cli.files import write_output
    from cengji.core.files import replace_files
    from cengji.export import FORMATS, RDF_WRITERS, write, write_answer, write_files

    if parameters and question is None:
        raise UsageError("--param goes with --query")
    dataset = replace(source, shown=name not in RDF_WRITERS).dataset()
    if question is not None and FORMATS[name].answer is not None:
        if cases_named or places or graphs:
            raise UsageError("a table of --query holds its rows: give the case or place as its parameter (-p case=…), not with --case")
        write_output(output, write_answer(_answer(question, dataset, parameters), name))
        return
    part = _part(dataset, cases_named, places, graphs, question, parameters)
    if output.endswith("/") or Path(output).is_dir():
        replace_files(Path(output), write_files(part, name))
    else:
        write_output(output, write(part, name))


def _part(
    dataset: Dataset, cases: tuple[str, ...], places: tuple[str, ...], graphs: tuple[str, ...], question: str | None, given: tuple[str, ...]
) -> Dataset:
    """Return what the options leave of the dataset."""
    from cengji.export import part_of_graphs, things_at_place, things_in_case, with_context
    from cengji.query.names import Names

    wanted: list[set[str]] = []
    if cases:
        wanted.append(set().union(*(things_in_case(dataset, case) for case in cases)))
    if places:
        names = Names(dataset)
        wanted.append(set().union(*(things_at_place(dataset, names.node("place", place)) for place in places)))
    if question is not None:
        wanted.append(_named(question, dataset, given))
    part = with_context(dataset, set.intersection(*wanted)) if wanted else dataset
    return part_of_graphs(part, graphs) if graphs else part


def _answer(question: str, dataset: Dataset, given: tuple[str, ...]) -> Sheet:
    from cengji.export import answer_sheet

    solutions = _solutions(question, dataset, given)
    return answer_sheet(Path(question).stem, [variable.value for variable in solutions.variables], solutions)


def _named(question: str, dataset: Dataset, given: tuple[str, ...]) -> set[str]:
    """Return the IRIs in the rows of an answer."""
    import pyoxigraph as ox

    return {term.value for row in _solutions(question, dataset, given) for term in row if isinstance(term, ox.NamedNode)}


def _solutions(question: str, dataset: Dataset, given: tuple[str, ...]) -> ox.QuerySolutions:
    from cengji.cli.query import pairs_of
    from cengji.query import Catalogue, Limits, run

    limits = Limits(_SECONDS, _ROWS, _MEGABYTES) if question.endswith(".rq") else None
    return run(Catalogue().open(question), dataset, pairs_of(given), limits=limits)
