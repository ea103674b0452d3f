"""`cengji query`: ask, and get rows, triples, or yes or no."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.answers import BoundType, is_own, limits_of, pairs_of, print_answer, question_of
from cengji.cli.completion import complete_parameter, complete_query
from cengji.cli.files import write_output
from cengji.cli.source import source_options
from cengji.core.errors import UsageError
from cengji.core.neutralize import neutralize_text
from cengji.core.texts import Language, counted

if TYPE_CHECKING:
    from cengji.api import Graph
    from cengji.query import Table
    from cengji.query.answers import Answer

__all__ = ["query"]

_FORMATS = ("table", "csv", "tsv", "json", "xml", "csv-excel", "md", "html", "ttl", "nt", "jsonld", "rdf")


@click.command()
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]", shell_complete=complete_query)
@click.option("--execute", "-e", "text", metavar="SPARQL", help="The query itself; the project's prefixes are declared.")
@click.option(
    "--param",
    "-p",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    shell_complete=complete_parameter,
    help="A parameter; a value is a label, key, CURIE or IRI.",
)
@click.option("--format", "-f", "form", default="table", type=click.Choice(_FORMATS), metavar="FORMAT", help=f"{', '.join(_FORMATS)}.")
@click.option("--labels", type=click.Choice(["zh", "en"]), help="Add a column of labels beside each column of IRIs.")
@click.option("--evidence", is_flag=True, help="Add the document and the characters on which each row rests.")
@click.option("--explain", is_flag=True, help="Print what would run, as a query file, and run nothing.")
@click.option("--update", is_flag=True, help="Change the store of --store with SPARQL Update.")
@click.option("--timeout", "seconds", type=BoundType(click.FLOAT), metavar="SECONDS", help="Stop after that time; none: never.")
@click.option("--max-rows", "rows", type=BoundType(click.INT), metavar="N", help="Refuse an answer of more rows; none: of no number.")
@click.option(
    "--max-memory",
    "megabytes",
    type=BoundType(click.INT),
    metavar="MB",
    help="Stop at that much memory beside the data, 16 or more; none: at none.",
)
@click.option("--allow-service", "services", multiple=True, metavar="URL", help="An address that SERVICE in your query may call.")
@source_options()
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def query(
    *,
    name: str | None,
    text: str | None,
    parameters: tuple[str, ...],
    form: str,
    labels: Language | None,
    evidence: bool,
    explain: bool,
    update: bool,
    seconds: float | str | None,
    rows: int | str | None,
    megabytes: int | str | None,
    services: tuple[str, ...],
    opened: Callable[[], Graph],
    output: str,
) -> None:
    """Ask a query of the library, or your own: from a file, standard input (-) or -e.

    \b
    cengji query ladders
    cengji query figures -p case=gusu -f csv -o figures.csv
    cengji query -e 'SELECT ?m { ?m a cj:Measure }' --labels zh

    Your own query may not call other servers, read files or change the data. It runs in a process of
    its own that is stopped at 60 seconds, 1000000 rows or 2048 MB; a query of the library has no bounds but
    those given. `--timeout none` and the like take a bound away. Exit code 4 if a bound is exceeded, 1 if the answer to an ASK is no.

    Literals stand by their value (0440100 as 440100) and language tags in lower case: ask for a range of them by
    LANGMATCHES(LANG(?label), "zh-CN").
    """
    from cengji.query import Table, write_answer
    from cengji.query.spelling import find_misspelt

    question, pairs = question_of(name, text), pairs_of(parameters)
    limits = limits_of(name, seconds=seconds, rows=rows, megabytes=megabytes)
    _refuse_addresses(services)
    if update:
        if parameters or labels or evidence or explain or form != "table" or output != "-":
            raise UsageError("--update changes data and gives no answer: leave the options of answers out")
        if not is_own(name):
            raise UsageError(f"{name} is a query of the library, which changes nothing: --update takes -e, - or a file")
        from cengji.dataset.disk import has_store

        store: Path | None = click.get_current_context().params["store"]
        if store is not None and not has_store(store):
            raise UsageError(f"there is no store {store} to change; `cengji query … --store {store}` makes one")
        change = opened().update(question, services=services)
        click.echo(f"{counted(change.before, 'quads')} before, {change.after:,} after", err=True)
        return
    if explain:
        write_output(output, opened().explain(question, pairs, limits=limits, services=services).encode())
        return
    if form == "table" and output != "-":
        raise UsageError("a table is for the screen; choose --format csv, tsv, json or xml for a file")
    graph = opened()
    for told in find_misspelt(graph.asked(question).text) if is_own(name) else ():
        click.echo(f"cengji: {neutralize_text(told)}", err=True)
    answer: Answer | Table = graph.answer(question, pairs, limits=limits, services=services)
    if graph.from_columns:
        click.echo("cengji: answered by DuckDB from the register's columns", err=True)
    if labels or evidence:
        if isinstance(answer, bool | tuple | Table):
            raise UsageError("--labels and --evidence add columns: they need a SELECT")
        table = Table.of(answer, names=graph.names)
        table = table.with_evidence() if evidence else table
        answer = table.with_labels(labels) if labels else table
    if form == "table":
        print_answer(answer)
    else:
        write_output(output, write_answer(answer, form))
    if answer is False:
        click.get_current_context().exit(1)


def _refuse_addresses(services: tuple[str, ...]) -> None:
    for url in services:
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"--allow-service takes an address that begins with http:// or https://, not {url!r}")
