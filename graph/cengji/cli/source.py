"""Where the data of a command come from, as options: cases, files of RDF, a store, an endpoint, else the packaged cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from cengji.cli.files import print_message

if TYPE_CHECKING:
    from cengji.api import Graph

__all__ = ["case_options", "part_option", "say_unlicensed", "source_options", "sources_option"]

_SYNTAXES: Final = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def case_options(command: _Command) -> _Command:
    """Add --cases and --only."""
    for option in (
        click.option("--only", is_flag=True, help="Leave the packaged cases out."),
        click.option(
            "--cases",
            "cases",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="A case file, or a folder of them, to add.",
        ),
    ):
        command = option(command)
    return command


def source_options(*, map_foreign: bool = True) -> Callable[[_Command], _Command]:
    """Add --cases, --only, --proposed, --data, --store and --endpoint; the command gets what opens them, called ``opened``.

    :param map_foreign: whether foreign data are also said in the form of the model.
    """

    def add(command: _Command) -> _Command:
        @wraps(command)
        def wrapped(*, cases: tuple[Path, ...], only: bool, store: Path | None, endpoint: str | None, **others: Any) -> None:
            files = {name: others.pop(name) for name in ("proposed", "data", "base", "data_format")}

            def opened() -> Graph:
                from cengji import api
                from cengji.dataset.disk import has_store

                is_new = store is not None and not has_store(store)
                graph = api.open(cases=cases, only=only, **files, map_foreign=map_foreign, store=store, endpoint=endpoint)
                if is_new:
                    click.echo(f"there was no store; this made {graph.source}", err=True)
                return graph

            command(opened=opened, **others)

        decorated: Any = wrapped
        for option in (
            click.option("--endpoint", default=None, metavar="URL", help="Ask this SPARQL endpoint instead."),
            click.option(
                "--store",
                default=None,
                type=click.Path(file_okay=False, path_type=Path),
                help="Keep the data in a store on disk, in this folder; one that is there is opened, else one is made.",
            ),
            click.option("--base", default=None, metavar="IRI", help="Resolve relative IRIs of --data and of your query against it."),
            click.option("--data-format", default=None, type=click.Choice(_SYNTAXES), help="Syntax of --data without a telling suffix."),
            click.option(
                "--data",
                "data",
                multiple=True,
                type=click.Path(exists=True, allow_dash=True, path_type=Path),
                help="Read this RDF file or folder instead of any case; - is standard input.",
            ),
            click.option("--proposed", is_flag=True, help="Take in what the cases only propose, in graphs of its own, marked as such."),
        ):
            decorated = option(decorated)
        return case_options(decorated)  # type: ignore[no-any-return]  # click's decorators are typed as Any here

    return add


def sources_option(*, required: bool) -> Callable[[_Command], _Command]:
    """Add --sources: the folder of the user's copies of the documents."""
    return click.option(
        "--sources",
        required=required,
        default=None,
        envvar="CENGJI_SOURCES",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The folder of your copies of the documents, found by their SHA-256.",
    )


def part_option(command: _Command) -> _Command:
    """Add --part: the part of a document that is about one case."""
    help_text = "Read a part of the document alone: from this expression, as it is first printed, to that one."
    return click.option("--part", nargs=2, default=None, metavar="FIRST LAST", help=help_text)(command)


def say_unlicensed(graph: Graph) -> None:
    """Say which cases state no licence, where they were read to be published: then the output states none either."""
    from cengji.dataset.describe import unlicensed_cases

    if graph.source is not None and graph.source.is_of_cases and (keys := unlicensed_cases(graph.dataset)):
        named = ", ".join(keys[:3]) + (f" and {len(keys) - 3} more" if len(keys) > 3 else "")
        states = "states" if len(keys) == 1 else "state"
        print_message(f"{named} {states} no licence, and neither does the output: add `licence: CC-BY-4.0`, or another, to the case")
