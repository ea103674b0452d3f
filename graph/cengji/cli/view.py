"""`cengji view`: the interactive page, of everything or of a part."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.cli.source import Source, source_options
from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.api import Graph
    from cengji.view import Part

__all__ = ["view"]


@click.command()
@source_options
@click.option("--case", "keys", multiple=True, metavar="KEY", help="Only this case, by its key.")
@click.option("--place", "places", multiple=True, metavar="PLACE", help="Only this place and those in it: label, code or IRI.")
@click.option("--query", "question", metavar="NAME|FILE.rq", help="Only the things in the answer to this query.")
@click.option("--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of --query.")
@click.option("--focus", metavar="THING", help="Only this thing and what is linked to it: label, key or IRI.")
@click.option("--depth", type=click.IntRange(0, 5), metavar="N", help="How many links away still belongs to it.  [--focus: 1, --query: 0]")
@click.option("-o", "--output", default="index.html", help="The file to write; - is standard output.  [default: index.html]")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def view(
    *,
    source: Source,
    keys: tuple[str, ...],
    places: tuple[str, ...],
    question: str | None,
    parameters: tuple[str, ...],
    focus: str | None,
    depth: int | None,
    output: str,
    show: bool,
) -> None:
    """Write the interactive page of the graph, or of a part of it: one file that needs no network.

    \b
    cengji view -o places.html
    cengji view --case gusu --open
    cengji view --focus gusu/group/area-party-committees --depth 2
    cengji view --query linked-measures --depth 1
    """
    from cengji.cli.files import write_output
    from cengji.view import page_of

    chosen = [name for name, value in (("--case", keys), ("--place", places), ("--query", question), ("--focus", focus)) if value]
    _refuse(chosen, parameters, depth, output if show else "")
    graph = replace(source, shown=True).graph()
    part: Part | None = None
    if keys or places:
        part = _of_keys(graph, keys, places)
    elif question:
        part = _of_answer(graph, question, parameters, depth or 0)
    elif focus:
        part = _of_thing(graph, focus, 1 if depth is None else depth)
    write_output(output, page_of(graph.dataset, part=part).encode())
    if output == "-":
        return
    click.echo(f"wrote {output}" + ("" if show else ": open it in a browser"), err=True)
    if show and not webbrowser.open(Path(output).resolve().as_uri()):
        click.echo(f"cengji: no browser answered; open {output} yourself", err=True)


def _refuse(chosen: list[str], parameters: tuple[str, ...], depth: int | None, shown: str) -> None:
    """Refuse options that do not go together."""
    faults = []
    if len(chosen) > 1:
        faults.append(f"{' and '.join(chosen)} exclude each other: give one of them")
    if parameters and "--query" not in chosen:
        faults.append("--param needs --query")
    if depth is not None and not {"--focus", "--query"} & set(chosen):
        faults.append("--depth needs --focus or --query")
    if shown == "-":
        faults.append("--open needs a file: give -o FILE")
    if faults:
        raise UsageError("\n".join(faults))


def _of_keys(graph: Graph, keys: tuple[str, ...], places: tuple[str, ...]) -> Part:
    from cengji.query.names import Names
    from cengji.view import Part

    names = Names(graph.data)
    return Part(cases=keys, places=tuple(names.node("place", place).value for place in places))


def _of_answer(graph: Graph, question: str, parameters: tuple[str, ...], depth: int) -> Part:
    """Return the part of the things in an answer; a query from a file runs under the bounds of `cengji query`."""
    from cengji.cli.query import pairs_of
    from cengji.query import Limits
    from cengji.view import Part

    limits = Limits(seconds=60, rows=1_000_000, megabytes=2048) if question.endswith(".rq") else None
    table = graph.query(question, limits=limits, **pairs_of(parameters))
    return Part(things=frozenset(str(cell.value) for row in table for cell in row if hasattr(cell, "value")), depth=depth)


def _of_thing(graph: Graph, name: str, depth: int) -> Part:
    from cengji.query.names import Names
    from cengji.view import Part

    thing = Names(graph.data).node("thing", name).value
    return Part(things=frozenset({thing}), depth=depth, focus=thing)
