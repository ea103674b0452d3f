"""Where the data of a command come from, as options: cases, files of RDF, else the packaged build."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cengji.core.errors import CengjiWarning

if TYPE_CHECKING:
    from cengji.api import Graph
    from cengji.dataset import Dataset

__all__ = ["Source", "case_options", "source_options", "sources_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Source:
    """What the options of a command name: files of cases or of RDF, a store on disk, an endpoint."""

    cases: tuple[Path, ...] = ()
    only: bool = False
    data: tuple[Path, ...] = ()
    store: Path | None = None
    endpoint: str | None = None
    shown: bool = False
    """Whether the command shows what it knows of the model, and so refuses data that hold nothing of it."""

    def case_paths(self) -> list[Path]:
        """Return the case files: the packaged ones, unless left out, and the user's.

        :raises UsageError: if a folder named holds no case file, or there is none at all.
        """
        from cengji.api import case_paths

        return case_paths(self.cases, only=self.only)

    def graph(self, *, lift: bool = True) -> Graph:
        """Open what the options name; say on standard error what went less well.

        :param lift: lift foreign data into the form of the model.
        :raises UsageError: if the options exclude each other.
        :raises InputError: if a file is faulty, or ``shown`` is set and the files hold nothing of the model.
        """
        from cengji.api import names_of
        from cengji.api import open as open_graph

        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", CengjiWarning)
            graph = open_graph(cases=self.cases, only=self.only, data=self.data, lift=lift, store=self.store, endpoint=self.endpoint)
        for one in told:
            click.echo(f"cengji: {one.message}", err=True)
        if self.shown and self.data:
            from cengji.dataset.lift import refuse_unknown

            refuse_unknown(graph.dataset, names_of(self.data))
        return graph

    def told(self) -> str:
        """Say in words where the data come from."""
        if self.endpoint is not None:
            return f"the endpoint {self.endpoint}"
        named = [f"{path}" for path in (*self.data, *self.cases)]
        if not self.data and not self.only:
            named.insert(0, "the packaged cases")
        return (f"the store {self.store}, filled from " if self.store else "") + ", ".join(named)

    def dataset(self, *, lift: bool = True) -> Dataset:
        """Return the quads that the options name; takes and raises what :meth:`graph` does."""
        return self.graph(lift=lift).dataset


def case_options(command: _Command) -> _Command:
    """Add --cases and --only; the command gets a :class:`Source` called ``source``."""
    return _with_source(
        command,
        click.option(
            "--cases",
            "cases",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="A case file, or a folder of them, to add.",
        ),
        click.option("--only", is_flag=True, help="Leave the packaged cases out."),
    )


def source_options(command: _Command) -> _Command:
    """Add --cases, --only, --data, --store and --endpoint; the command gets a :class:`Source` called ``source``."""
    for option in (
        click.option("--endpoint", default=None, metavar="URL", help="Ask this SPARQL endpoint instead."),
        click.option(
            "--store",
            default=None,
            type=click.Path(file_okay=False, path_type=Path),
            help="Keep the data in a store on disk, in this folder; one that is there is opened.",
        ),
        click.option(
            "--data",
            "data",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="Read this RDF file or folder instead of any case.",
        ),
    ):
        command = option(command)
    return case_options(command)


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


def _with_source(command: _Command, *options: Callable[[Any], Any]) -> _Command:
    @wraps(command)
    def wrapped(
        *,
        cases: tuple[Path, ...],
        only: bool,
        data: tuple[Path, ...] = (),
        store: Path | None = None,
        endpoint: str | None = None,
        **others: Any,
    ) -> None:
        command(source=Source(cases, only, data, store, endpoint), **others)

    decorated: Any = wrapped
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]  # click's decorators are typed as Any here
