"""`cengji query`: ask, and get rows, triples, or yes or no."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cengji.cli.completion import complete_parameter, complete_query
from cengji.cli.source import Source, source_options
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.query import Limits

__all__ = ["pairs_of", "query"]

_SECONDS, _ROWS, _MEGABYTES = 60.0, 1_000_000, 2048
"""What a query that is not of the library may take where nothing else is said."""
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
@click.option("--timeout", "seconds", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop after that time.")
@click.option("--max-rows", "rows", type=click.IntRange(min=0), metavar="N", help="Refuse an answer of more rows.")
@click.option("--max-memory", "megabytes", type=click.IntRange(min=1), metavar="MB", help="Stop at that much memory beside the data.")
@click.option("--allow-service", "services", multiple=True, metavar="URL", help="An address that SERVICE in your query may call.")
@source_options
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def query(
    *,
    name: str | None,
    text: str | None,
    parameters: tuple[str, ...],
    form: str,
    labels: str | None,
    evidence: bool,
    explain: bool,
    update: bool,
    seconds: float | None,
    rows: int | None,
    megabytes: int | None,
    services: tuple[str, ...],
    source: Source,
    output: str,
) -> None:
    """Ask a query of the library, or your own: from a file, standard input (-) or -e.

    \b
    cengji query ladders
    cengji query figures -p case=gusu -f csv -o figures.csv
    cengji query -e 'SELECT ?m { ?m a cj:Measure }' --labels zh

    Your own query may not call other servers, read files or change the data. It runs in a process of
    its own that is stopped at 60 seconds, 1000000 rows or 2048 MB; a query of the library has no bounds but
    those given. Exit code 4 if a bound is exceeded, 1 if the answer to an ASK is no.
    """
    from cengji.cli.answers import Asked, asked_of, change_data, explain_answer, write_result

    question = asked_of(name, text)
    if update:
        if parameters or labels or evidence or explain or form != "table" or output != "-":
            raise UsageError("--update changes data and gives no answer: leave the options of answers out")
        change_data(question, source, _addresses(services))
        return
    asked = Asked(
        question.query,
        replace(source, shown=question.of_library),
        pairs_of(parameters),
        _limits(seconds, rows, megabytes, trusted=question.of_library),
        _addresses(services),
    )
    if explain:
        explain_answer(asked, output)
    else:
        write_result(asked, form, labels, output, evidence=evidence)


def _limits(seconds: float | None, rows: int | None, megabytes: int | None, *, trusted: bool) -> Limits | None:
    """Return the bounds of a query: those given; for a user's own also those it has anyway; None where there is none."""
    from cengji.query import Limits

    if trusted:
        given = Limits(seconds, rows, megabytes)
        return None if given == Limits() else given
    return Limits(
        _SECONDS if seconds is None else seconds,
        _ROWS if rows is None else rows,
        _MEGABYTES if megabytes is None else megabytes,
    )


def _addresses(services: tuple[str, ...]) -> frozenset[str]:
    for url in services:
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"--allow-service takes an address that begins with http:// or https://, not {url!r}")
    return frozenset(services)


def pairs_of(parameters: tuple[str, ...]) -> dict[str, str]:
    """Return NAME=VALUE options as names and values.

    :raises UsageError: if one is no pair, or a name is given twice.
    """
    pairs: dict[str, str] = {}
    for given in parameters:
        name, equals, value = given.partition("=")
        if not equals or not name:
            raise UsageError(f"--param takes NAME=VALUE, not {given!r}")
        if name in pairs:
            raise UsageError(f"--param {name} is given twice")
        pairs[name] = value
    return pairs
