"""The door for users of Python: open a graph, wherever its data are, and ask it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from cengji.core.errors import CengjiWarning, QueryError, UsageError
from cengji.core.resources import case_files, query_files

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

    from cengji.core.queryfile import QueryFile
    from cengji.dataset import Dataset
    from cengji.query import Limits, Table
    from cengji.query.forms import Answer
    from cengji.query.queryable import Queryable

__all__ = ["Graph", "case_paths", "open"]

_Paths: TypeAlias = Path | str | Iterable[Path | str]
Question: TypeAlias = "str | Path | QueryFile"
_NAMED: Final = 3
"""How many files a text names."""


def open(  # noqa: A001 - cengji.open, as in gzip.open
    *,
    cases: _Paths = (),
    only: bool = False,
    data: _Paths = (),
    lift: bool = True,
    store: Path | str | None = None,
    endpoint: str | None = None,
) -> Graph:
    """Open a graph: the packaged cases, and whatever else is named here.

    :param cases: case files or folders of them, added to the packaged cases; ``only`` leaves the packaged ones out.
    :param data: files of RDF or folders of them, read instead of any case.
    :param lift: say the hierarchy of data of W3C ORG or SKOS in the form of the model beside what they say
        themselves (``docs/foreign-data.md``); a :class:`CengjiWarning` tells what became of them.
    :param store: the folder of a store on disk. A new one is filled with what the other arguments name; one that is
        there is opened as it is, and filled anew if other arguments name data that differ from those it was filled with.
    :param endpoint: the URL of a SPARQL endpoint to ask instead; nothing else may be given.
    :raises UsageError: if the arguments exclude each other, a path leads nowhere, or a folder holds nothing to read.
    :raises InputError: with every fault of the files.
    :raises UnavailableError: if the store cannot be opened.
    """
    from cengji.dataset import Dataset

    files, rdf = _paths(cases), _paths(data)
    if rdf and (files or only):
        raise UsageError.naming("{data} stands alone: it cannot go with {cases} or {only}")
    if endpoint is not None:
        if files or only or rdf or store is not None:
            raise UsageError.naming("{endpoint} stands alone: it cannot go with {cases}, {only}, {data} or {store}")
        from cengji.query.endpoint import Endpoint

        return Graph(Endpoint(endpoint))
    named = bool(files or only or rdf)
    if store is None:
        return Graph(_reading(files, rdf, only=only, lift=lift)())
    fill, digest = _reading(files, rdf, only=only, lift=lift), _digest(files, rdf, only=only, lift=lift)
    return Graph(Dataset.on_disk(Path(store), fill, digest=digest, packaged=not named))


def case_paths(cases: Iterable[Path], *, only: bool = False) -> list[Path]:
    """Return the case files: the packaged ones, unless left out, and those named, also those of folders named.

    :raises UsageError: if a folder holds no case file, or there is none at all.
    """
    paths = [] if only else case_files()
    for given in cases:
        found = sorted([*given.glob("*.yaml"), *given.glob("*.yml")]) if given.is_dir() else [given]
        if not found:
            raise UsageError(f"{given} holds no .yaml file")
        paths += found
    if not paths:
        raise UsageError.naming("no case is left: {only} needs {cases}")
    return paths


def _paths(given: _Paths) -> tuple[Path, ...]:
    paths = (Path(given),) if isinstance(given, str | Path) else tuple(map(Path, given))
    absent = [f"there is no file or folder {str(path)!r}" for path in paths if not path.exists()]
    if absent:
        raise UsageError("\n".join(absent))
    return paths


def _reading(cases: tuple[Path, ...], data: tuple[Path, ...], *, only: bool, lift: bool) -> Callable[[], Dataset]:
    """Return what reads the data named: files of RDF, else cases, else the packaged build from its cache."""
    from cengji.dataset.packaged import built, packaged_dataset
    from cengji.dataset.reading import read_dataset

    if data:
        return partial(_lifted, data) if lift else partial(read_dataset, data)
    if cases or only:
        return partial(built, case_paths(cases, only=only))
    return packaged_dataset


def _lifted(data: tuple[Path, ...]) -> Dataset:
    """Read files of RDF; lift what is not in the form of the model, and warn of what that left out."""
    from cengji.dataset.lift import is_foreign, lifted
    from cengji.dataset.reading import read_dataset

    dataset = read_dataset(data)
    if not is_foreign(dataset):
        return dataset
    lifting = lifted(dataset, names_of(data))
    for note in lifting.notes:
        warnings.warn(note, CengjiWarning, stacklevel=4)
    return lifting.dataset


def names_of(paths: Iterable[Path]) -> str:
    """Return the names of files, without the folders they lie in, as one text.

    >>> names_of([Path("data/org.ttl"), Path("b.nt"), Path("c.nt"), Path("d.nt")])
    'org.ttl, b.nt, c.nt, …'
    """
    names = [path.name or path.resolve().name for path in paths]
    return ", ".join([*names[:_NAMED], "…"] if len(names) > _NAMED else names)


def _digest(cases: tuple[Path, ...], data: tuple[Path, ...], *, only: bool, lift: bool) -> str:
    """Return a digest of the data named, before they are read."""
    from cengji.dataset.packaged import build_digest
    from cengji.dataset.reading import rdf_files

    if not data:
        return build_digest(case_paths(cases, only=only))
    hasher = sha256()
    for path in (*rdf_files(data), *(query_files("lift") if lift else ())):
        hasher.update(str(path.resolve()).encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()[:32]


class Graph:
    """A graph that answers questions: of the library by name, from a file, or as SPARQL text.

    A question is the name of a query of the library (``"ladders"``), a file (a path that ends in ``.rq``),
    or SPARQL text, in which the project's prefixes are declared already. Parameters are given as keyword
    arguments: plain values, and for things their label, key, compact IRI or IRI. ``limits`` (a
    :class:`cengji.query.Limits`) runs the query in a process of its own that is stopped when it exceeds them.
    """

    def __init__(self, data: Queryable) -> None:
        """Ask these data; :func:`open` finds them."""
        from cengji.query import Catalogue
        from cengji.query.names import Names

        self.data = data
        self._catalogue = Catalogue()
        self._names = Names(data)

    def query(self, question: Question, /, *, limits: Limits | None = None, **parameters: object) -> Table:
        """Return the rows of a SELECT.

        :raises UsageError: if there is no such query, a parameter is unknown, missing or of the wrong type, or the
            text would call other servers, read files or change the data.
        :raises QueryError: if the text is not SPARQL 1.1, or not a SELECT.
        :raises UnavailableError: if it exceeds a limit, or the endpoint does not answer.
        """
        from cengji.query import Table, run

        asked = self._asked(question)
        solutions = run(asked, self.data, _typed(parameters), limits=limits, names=self._names)
        return Table.of(solutions, labels=self._names.labels)

    def triples(self, question: Question, /, *, limits: Limits | None = None, **parameters: object) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE, sorted; raises what :meth:`query` raises."""
        answer = self._answer(question, limits, parameters)
        if not isinstance(answer, tuple):
            raise QueryError("this query is not a CONSTRUCT or DESCRIBE")
        return answer

    def ask(self, question: Question, /, *, limits: Limits | None = None, **parameters: object) -> bool:
        """Return the answer to an ASK; raises what :meth:`query` raises."""
        answer = self._answer(question, limits, parameters)
        if not isinstance(answer, bool):
            raise QueryError("this query is not an ASK")
        return answer

    def _answer(self, question: Question, limits: Limits | None, parameters: dict[str, object]) -> Answer:
        from cengji.query import answer

        return answer(self._asked(question), self.data, _typed(parameters), limits=limits, names=self._names)

    def _asked(self, question: Question) -> QueryFile:
        from cengji.core.queryfile import QueryFile
        from cengji.query.catalogue import query_of_text

        if isinstance(question, QueryFile):
            return question
        if isinstance(question, Path) or not re.search(r"[{}<>\s]", question) or (question.endswith(".rq") and "{" not in question):
            return self._catalogue.open(question)
        return query_of_text(question)

    @property
    def dataset(self) -> Dataset:
        """The quads as a :class:`cengji.dataset.Dataset`.

        :raises UsageError: for an endpoint, whose quads are not here.
        """
        from cengji.dataset import Dataset

        if not isinstance(self.data, Dataset):
            raise UsageError("the data of an endpoint are not here: pull them")
        return self.data

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store itself; each triple stands in exactly one named graph, so ask it with ``use_default_graph_as_union=True``.

        :raises UsageError: for an endpoint.
        """
        return self.dataset.store

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy as an rdflib Dataset whose default graph is the union of the named graphs.

        :raises UsageError: for an endpoint.
        """
        return self.dataset.to_rdflib()


def _typed(parameters: Mapping[str, object]) -> dict[str, str]:
    """Return parameter values as a person would type them.

    :raises UsageError: naming each value that is not a text, number, truth value, date or IRI.
    """
    if not parameters:
        return {}
    import pyoxigraph as ox

    typed: dict[str, str] = {}
    wrong: list[str] = []
    for name, value in parameters.items():
        if isinstance(value, bool):
            typed[name] = "true" if value else "false"
        elif isinstance(value, str | int | float | Decimal | date):
            typed[name] = str(value)
        elif isinstance(value, ox.NamedNode | ox.Literal):
            typed[name] = value.value
        else:
            wrong.append(f"{name}={value!r} is a {type(value).__name__}; give a text, number, truth value, date or IRI")
    if wrong:
        raise UsageError("\n".join(wrong))
    return typed
