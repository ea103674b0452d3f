"""What `cengji query` does once its options are read: find the question, run it, write the answer."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NamedTuple

import click

from cengji.core.errors import InputError, UsageError
from cengji.core.neutralize import neutralize_text

if TYPE_CHECKING:
    from cengji.cli.source import Source
    from cengji.core.queryfile import QueryFile
    from cengji.query import Limits, Table
    from cengji.query.forms import Answer

__all__ = ["Asked", "Question", "asked_of", "change_data", "explain_answer", "write_result"]


class Question(NamedTuple):
    """A query and whether it is one of the library."""

    query: QueryFile
    of_library: bool


@dataclass(frozen=True)
class Asked:
    """A query with all that it runs with."""

    query: QueryFile
    source: Source
    parameters: dict[str, str]
    limits: Limits | None
    allowed: frozenset[str]


def asked_of(name: str | None, text: str | None) -> Question:
    """Return the query of a name, of a file, of standard input (``-``), or of the text of ``-e``.

    :raises click.UsageError: if it is none or two of these.
    :raises UsageError: if there is no such query or file.
    :raises InputError: if the text is not UTF-8 or its header is faulty.
    """
    from cengji.query.catalogue import Catalogue, query_of_text

    if (name is None) == (text is None):
        raise click.UsageError("give one query: a NAME (`cengji queries` lists them), a FILE.rq, - or -e SPARQL")
    if text is not None:
        return Question(query_of_text(text, "-e", "-e"), of_library=False)
    if name == "-":
        try:
            return Question(query_of_text(sys.stdin.buffer.read().decode("utf-8-sig"), "-", "-"), of_library=False)
        except UnicodeDecodeError as error:
            raise InputError.of("-", "is not UTF-8", "give the query as UTF-8") from error
    return Question(Catalogue().open(name or ""), of_library=not (name or "").endswith(".rq"))


def write_result(asked: Asked, form: str, labels: str | None, output: str, *, evidence: bool) -> None:
    """Run the query and write its answer; exit with 1 where the answer to an ASK is no."""
    from cengji.cli.files import write_output
    from cengji.query import Table, answer, write_answer
    from cengji.query.companions import with_evidence, with_labels
    from cengji.query.names import Names

    if form == "table" and output != "-":
        raise UsageError("a table is for the screen; choose --format csv, tsv, json or xml for a file")
    data = asked.source.graph().data
    names = Names(data)
    given = answer(asked.query, data, asked.parameters, limits=asked.limits, allowed=asked.allowed, names=names)
    shown: Answer | Table = given
    if labels or evidence:
        if isinstance(given, bool | tuple):
            raise UsageError("--labels and --evidence add columns: they need a SELECT")
        shown = Table.of(given)
        shown = with_evidence(shown, data) if evidence else shown
        shown = with_labels(shown, names, labels) if labels else shown
    if form == "table":
        _print(shown)
    else:
        write_output(output, write_answer(shown, form))
    if given is False:
        click.get_current_context().exit(1)


def explain_answer(asked: Asked, output: str) -> None:
    """Write what would run."""
    from cengji.cli.files import write_output
    from cengji.query.explain import explained
    from cengji.query.names import Names
    from cengji.query.running import prepared

    names = Names(asked.source.graph().data)
    sparql = prepared(asked.query, asked.parameters, names, allowed=asked.allowed)
    text = explained(asked.query, sparql, names, asked.parameters, data=asked.source.told(), limits=asked.limits)
    write_output(output, text.encode())


def change_data(question: Question, source: Source, allowed: frozenset[str]) -> None:
    """Change the store on disk that the options name, and say what came of it.

    :raises UsageError: if they name none, or the query is one of the library.
    """
    from cengji.query.update import update_store

    if question.of_library:
        raise UsageError(f"{question.query.name} is a query of the library, which changes nothing; --update takes -e, - or a file")
    if source.store is None:
        raise UsageError(f"--update changes a store on disk: name its folder with --store ({source.told()} cannot be changed)")
    source.graph()
    change = update_store(source.store, question.query, allowed=allowed)
    click.echo(f"{source.store}: {change.before:,} quads before, {change.after:,} after", err=True)


def _print(given: Answer | Table) -> None:
    """Print rows in columns, triples as Turtle, yes or no as true or false; numbers go to standard error."""
    from cengji.query import Table, write_answer

    if isinstance(given, bool):
        click.echo("true" if given else "false")
    elif isinstance(given, tuple):
        click.echo(neutralize_text(write_answer(given, "ttl").decode(), lines=True), nl=False)
        click.echo(f"{len(given)} triples", err=True)
    else:
        _print_table(given if isinstance(given, Table) else Table.of(given))


def _print_table(table: Table) -> None:
    """Print rows in columns; where they do not fit the screen, as one block of lines a row."""
    from cengji.cli.screen import rendered

    click.echo("\n".join(rendered(table, get_terminal_size().columns)))
    click.echo(f"{len(table)} rows", err=True)
