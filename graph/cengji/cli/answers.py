"""Questions and answers on the command line: where a question is read, and how an answer is shown."""

from __future__ import annotations

import sys
from dataclasses import replace
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from cengji.core.errors import InputError, UsageError
from cengji.core.neutralize import neutralize_text
from cengji.core.texts import counted

if TYPE_CHECKING:
    from cengji.core.queryfile import QueryFile
    from cengji.query import Limits, Table
    from cengji.query.answers import Answer

__all__ = ["BoundType", "is_own", "limits_of", "pairs_of", "print_answer", "question_of"]


def question_of(name: str | None, text: str | None) -> QueryFile:
    """Return the query of a name, of a file, of standard input (``-``), or of the text of ``-e``.

    :raises click.UsageError: if it is none or two of these.
    :raises UsageError: if there is no such query or file.
    :raises InputError: if the text is not UTF-8 or its header is faulty.
    """
    from cengji.query.catalogue import Catalogue, read_limited, read_query_text

    if (name is None) == (text is None):
        raise click.UsageError("give one query: a NAME (`cengji queries` lists them), a FILE.rq, - or -e SPARQL")
    if text is not None:
        return read_query_text(text, "-e", "-e")
    if name == "-":
        if sys.stdin is None:
            raise UsageError("standard input is closed")
        try:
            return read_query_text(read_limited(sys.stdin.buffer), "-", "-")
        except UnicodeDecodeError as error:
            raise InputError.of("-", "is not UTF-8", "give the query as UTF-8") from error
    return Catalogue().open(name or "")


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


def is_own(name: str | None) -> bool:
    """Return whether a query is the user's own: from a file, standard input or ``-e``, rather than one of the library."""
    return name is None or name == "-" or name.endswith(".rq")


class BoundType(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.3 on
    """A number, or ``none`` for no bound."""

    name = "bound"

    def __init__(self, number: click.ParamType) -> None:  # type: ignore[type-arg]
        """Take numbers of this type."""
        self.number = number

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Return the number, or ``"none"``."""
        return value if value == "none" else self.number.convert(value, param, ctx)


def limits_of(name: str | None, **given: Any) -> Limits | None:
    """Return the bounds of a query: those given; for a user's own also those it has anyway; None where there is none.

    ``given`` are fields of :class:`Limits`; ``"none"`` takes a bound away, None leaves it as it is.

    :raises UsageError: if a bound is out of range.
    """
    from cengji.query import OWN_LIMITS, Limits

    bounds = {field: None if bound == "none" else bound for field, bound in given.items() if bound is not None}
    if is_own(name):
        return replace(OWN_LIMITS, **bounds)
    limits = Limits(**bounds)
    return None if limits == Limits() else limits


def print_answer(answer: Answer | Table) -> None:
    """Print rows in columns, triples as Turtle, yes or no as true or false; numbers go to standard error."""
    from cengji.query import Table, write_answer

    if isinstance(answer, bool):
        click.echo("true" if answer else "false")
    elif isinstance(answer, tuple):
        click.echo(neutralize_text(write_answer(answer, "ttl").decode(), lines=True), nl=False)
        click.echo(counted(len(answer), "triples"), err=True)
    else:
        _print_table(answer if isinstance(answer, Table) else Table.of(answer))


def _print_table(table: Table) -> None:
    """Print rows in columns; where they do not fit the screen, as one block of lines a row."""
    from cengji.cli.screen import rendered

    click.echo("\n".join(rendered(table, get_terminal_size().columns)))
    click.echo(counted(len(table), "rows"), err=True)
