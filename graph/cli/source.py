"""Where the data of a command come from: cases, a file of RDF, or the cached packaged build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import click

from graph import __version__
from graph.errors import InputError, UnavailableError, UsageError
from graph.resources import case_files, ontology_files, query_files

__all__ = ["Source", "case_options", "source_options", "sources_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SUFFIXES = {".nq": "nq", ".nt": "nt", ".trig": "trig", ".ttl": "ttl", ".jsonld": "jsonld", ".rdf": "rdf", ".xml": "rdf", ".owl": "rdf"}


@dataclass(frozen=True)
class Source:
    """What the options of a command name: files of cases or files of RDF."""

    cases: tuple[Path, ...] = ()
    only: bool = False
    data: tuple[Path, ...] = ()

    def case_paths(self) -> list[Path]:
        """Give the case files: the packaged ones, unless left out, and the user's.

        :raises UsageError: if a folder named holds no case file, or there is none at all.
        """
        paths = [] if self.only else case_files()
        for given in self.cases:
            found = sorted([*given.glob("*.yaml"), *given.glob("*.yml")]) if given.is_dir() else [given]
            if not found:
                raise UsageError(f"{given} holds no .yaml file")
            paths += found
        if not paths:
            raise UsageError("no case is left: --only needs --cases")
        return paths

    def dataset(self) -> Any:  # noqa: ANN401 - graph.dataset.Dataset, imported on use
        """Give the dataset that the options name.

        :raises InputError: if a file of it is faulty.
        """
        if self.data:
            return _read(self.data)
        if self.cases or self.only:
            return build_from_cases(self)
        return _packaged()


def build_from_cases(source: Source) -> Any:  # noqa: ANN401 - graph.dataset.Dataset
    """Load the case files of a source and build their dataset."""
    from graph.cases import load_cases
    from graph.dataset import build_dataset, read_ontology

    ontology = read_ontology()
    return build_dataset((loaded.case for loaded in load_cases(source.case_paths(), ontology.vocabulary)), ontology)


def _read(paths: tuple[Path, ...]) -> Any:  # noqa: ANN401 - graph.dataset.Dataset
    from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

    from graph.dataset import Dataset

    quads: list[Quad] = []
    for path in (file for given in paths for file in (sorted(_rdf_files(given)) if given.is_dir() else [given])):
        name = _SUFFIXES.get(path.suffix)
        if name is None:
            raise UsageError(f"{path}: its suffix names no RDF format; use one of {', '.join(_SUFFIXES)}")
        graph = NamedNode(path.resolve().as_uri())
        try:
            for quad in parse(path=str(path), format=RdfFormat.from_extension(name)):
                in_default = isinstance(quad.graph_name, DefaultGraph)
                quads.append(Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad)
        except SyntaxError as error:
            raise InputError.of(path, f"is not RDF: {error.msg}", "mend it there", line=error.lineno or 0) from error
        except OSError as error:
            raise InputError.of(path, f"cannot be read: {error.strerror}", "name a readable file") from error
    return Dataset(quads)


def _rdf_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix in _SUFFIXES]


def _packaged() -> Any:  # noqa: ANN401 - graph.dataset.Dataset
    """Give the packaged build, from the user's cache where that holds this very content."""
    from platformdirs import user_cache_path
    from pyoxigraph import RdfFormat

    from graph.cli.files import replace_files
    from graph.dataset import Dataset
    from graph.export import write_rdf

    folder = user_cache_path("cengji") / _digest()
    cached = folder / "graph.nq"
    dataset = Dataset(())
    if cached.is_file():
        dataset.store.bulk_load(path=str(cached), format=RdfFormat.N_QUADS)
        return dataset
    dataset = build_from_cases(Source())
    try:
        replace_files(folder, {"graph.nq": write_rdf(dataset, "nq")})
    except UnavailableError as error:
        click.echo(f"cengji: no cache: {error}", err=True)
    return dataset


def _digest() -> str:
    """Give a digest of all that a build depends on: cases, schemes, rules and the code that reads them."""
    package = Path(__file__).resolve().parent.parent
    code = sorted(file for room in ("cases", "dataset", "text") for file in (package / room).rglob("*.py"))
    hasher = sha256(__version__.encode())
    for path in (*case_files(), *ontology_files("schemes"), *query_files("derive"), *code):
        hasher.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()[:32]


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
    """Add --cases, --only and --data; the command gets a :class:`Source` called ``source``."""
    data = click.option(
        "--data",
        "data",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="Read this RDF file or folder instead of any case.",
    )
    return data(case_options(command))


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
    def wrapped(*, cases: tuple[Path, ...], only: bool, data: tuple[Path, ...] = (), **others: Any) -> Any:  # noqa: ANN401
        if data and (cases or only):
            raise UsageError("--data stands alone: it cannot go with --cases or --only")
        return command(source=Source(cases, only, data), **others)

    decorated: Any = wrapped
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]  # click's decorators are typed as Any here
