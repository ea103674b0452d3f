"""`cengji diff`: what became of one graph in another, told in statements."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cengji.core.errors import UsageError

if TYPE_CHECKING:
    from cengji.api import Graph
    from cengji.dataset import Dataset
    from cengji.diff import Difference, Effect

__all__ = ["diff"]

_CASES = (".yaml", ".yml")
_BUILD = "graph.nq"


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "-f", "form", default="text", type=click.Choice(["text", "json", "html"]), help="[default: text]")
@click.option("--lang", default="zh", type=click.Choice(["zh", "en"]), help="The language of text, and the first of html.  [default: zh]")
@click.option("--queries/--no-queries", default=True, help="Tell the effect on each query of the library.  [default: yes]")
@click.option("-o", "--output", default="-", help="The file to write; - is standard output.  [default: -]")
def diff(*, old: str, new: str, form: str, lang: str, queries: bool, output: str) -> None:
    """Show what became of OLD in NEW: one statement an edit, with the evidence of both sides.

    \b
    cengji diff packaged my-cases
    cengji diff git:HEAD~1 graph/cengji/cases --lang en
    cengji diff out-before out -f html -o changes.html

    OLD and NEW are each a file or folder of RDF, a folder that `cengji build` wrote, a case file or folder of
    them, `packaged`, git:REV or git:REV:path (cases at a revision, built with the ontology of now), or the URL
    of a SPARQL endpoint. Exit code 1 if they differ.
    """
    from cengji.cli.files import write_output
    from cengji.diff import compare

    sides = [_opened(one) for one in (old, new)]
    difference = compare(*(side.dataset for side in sides))
    effects = _effects(sides[0], sides[1]) if queries and difference else []
    write_output(output, _written(difference, effects, form, lang, old=old, new=new).encode())
    raise SystemExit(1 if difference else 0)


def _opened(name: str) -> Graph:
    """Open one of the two.

    :raises UsageError: if it names nothing that can be compared.
    """
    from cengji.api import Graph
    from cengji.api import open as open_graph

    if name == "packaged":
        return open_graph()
    if name.startswith("git:"):
        from cengji.cli.revision import extract_revision

        with tempfile.TemporaryDirectory(prefix="cengji-") as folder:
            return open_graph(cases=[extract_revision(name.removeprefix("git:"), Path(folder))], only=True)
    if name.startswith(("http://", "https://")):
        return Graph(_fetched(name))
    path = Path(name)
    if not path.exists():
        raise UsageError(f"there is no {name!r}: give a file, a folder, packaged, git:REV or the URL of an endpoint")
    if path.is_dir() and (path / _BUILD).is_file():
        return open_graph(data=[path / _BUILD], lift=False)
    cases = any(one.suffix in _CASES for one in path.iterdir()) if path.is_dir() else path.suffix in _CASES
    return open_graph(cases=[path], only=True) if cases else open_graph(data=[path], lift=False)


def _fetched(url: str) -> Dataset:
    from cengji.dataset import Dataset
    from cengji.query.endpoint import Endpoint
    from cengji.query.graphstore import GraphStore
    from cengji.query.transfer import Transfer, graph_store_url

    transfer = Transfer(Endpoint(url), GraphStore(graph_store_url(url)))
    return Dataset(transfer.pull(transfer.graphs()))


def _effects(old: Graph, new: Graph) -> list[Effect]:
    """Ask both sides every query of the library that needs no parameter."""
    from cengji.diff import effect
    from cengji.query import Catalogue

    names = [query.name for query in Catalogue() if not any(parameter.required for parameter in query.parameters)]
    found = (effect(name, old.query(name).texts(), new.query(name).texts()) for name in names)
    return [one for one in found if one is not None]


def _written(difference: Difference, effects: Sequence[Effect], form: str, language: str, *, old: str, new: str) -> str:
    from cengji.core.neutralize import neutralize_text
    from cengji.diff import difference_json, difference_page, difference_text

    writers: dict[str, Callable[[], str]] = {
        "json": lambda: difference_json(difference, effects),
        "html": lambda: difference_page(difference, effects, old=old, new=new, language=language),
        "text": lambda: neutralize_text(difference_text(difference, effects, language=language), lines=True),
    }
    return writers[form]()
