"""Opening a graph, wherever its data are, and pulling one from a server."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from cengji.api.graph import Graph
from cengji.api.source import Source, warn_of_older_model
from cengji.core.errors import CengjiWarning, UsageError
from cengji.core.namespaces import ROOT
from cengji.dataset import Dataset

__all__ = ["Paths", "open", "paths_of", "pull"]

Paths: TypeAlias = Path | str | Iterable[Path | str]


def open(  # noqa: A001 - cengji.open, as in gzip.open
    *,
    cases: Paths = (),
    only: bool = False,
    proposed: bool = False,
    data: Paths = (),
    base: str | None = None,
    data_format: str | None = None,
    map_foreign: bool = True,
    store: Path | str | None = None,
    endpoint: str | None = None,
) -> Graph:
    """Open a graph: the packaged cases, and whatever else is named here.

    A build of cases is kept in the user's cache under a digest of all that it is made from; the next call reads it there.

    >>> import cengji
    >>> graph = cengji.open()
    >>> len(graph.query("ladders", case="gusu")) > 20
    True

    :param cases: case files or folders of them, added to the packaged cases; ``only`` leaves the packaged ones out.
    :param proposed: take in what the cases only propose, in graphs ``…/proposed/<case>`` of its own. Queries pass it over unless
        they name these graphs; pages, networks and tables show it with the status ``proposed``.
    :param data: files of RDF or folders of them, read instead of any case; ``-`` is standard input. Names may end in ``.gz``.
    :param base: the IRI that relative ones in ``data`` and in questions are resolved against, and the graph of triples without
        one; else ``https://w3id.org/cengji/file/`` and the name of the file.
    :param data_format: the syntax of the files named whose suffix does not tell: ``ttl``, ``nt``, ``nq``, ``trig``, ``jsonld``, ``rdf``.
    :param map_foreign: say the hierarchy of data of W3C ORG or SKOS in the form of the model beside what they say
        themselves, and leave persons out (``docs/foreign-data.md``); a :class:`CengjiWarning` tells what became of them.
        Without it the data are taken as they are, and the warning tells which persons stay in.
    :param store: the folder of a store on disk. Where there is none, one is made and filled with what the other arguments name; one that is
        there is opened as it is, and filled anew if other arguments name data that differ from those it was filled with.
        It keeps literals by their value; a :class:`CengjiWarning` tells of those that it is filled with in another form.
    :param endpoint: the URL of a SPARQL endpoint to ask instead; nothing else may be given.
    :raises UsageError: if the arguments exclude each other, a path leads nowhere, or a folder holds nothing to read.
    :raises InputError: with every fault of the files.
    :raises UnavailableError: if the store cannot be opened.
    """
    folder = None if store is None else Path(store)
    files = paths_of(data, stdin=True)
    source = Source(paths_of(cases), only, files, folder, endpoint, base=base, data_format=data_format, proposed=proposed)
    source.check()
    if source.endpoint is not None:
        from cengji.query.endpoint import Endpoint

        return Graph(Endpoint(source.endpoint), source=source)
    if source.store is None:
        return Graph(source.read(map_foreign=map_foreign), source=source)

    def fill() -> Dataset:
        data = source.read(map_foreign=map_foreign)
        for stored, (first, *_) in islice(data.written.items(), 1):
            number, example = len(data.written), f"{first.object} as {stored.object}"
            warnings.warn(CengjiWarning(f"the store keeps literals by their value, {number:,} in another form: {example}"), stacklevel=6)
        return data

    digest = source.digest(map_foreign=map_foreign)
    filled = Dataset.on_disk(source.store, fill, digest=digest, packaged=not source.is_named)
    if not source.is_named:
        warn_of_older_model(filled, str(source.store))
    return Graph(filled, source=source)


def pull(url: str, *, graphs: Iterable[str] = (), graph_store: str | None = None) -> Graph:
    """Read named graphs from a SPARQL server into a graph here; each is counted on the server.

    The login is ``CENGJI_USER`` and ``CENGJI_PASSWORD`` of the environment. ``cengji.pull(url).export("nq", "graph.nq")``
    writes what ``cengji pull`` does.

    :param url: the query URL of the server.
    :param graphs: the IRIs of the graphs; without any, all of this project, and a :class:`CengjiWarning` counts the others.
    :param graph_store: the URL of the server's graph store, where ``url`` does not tell.
    :raises UsageError: if the server has no such graph, or its graph store is not known.
    :raises UnavailableError: if the server does not answer, or gives less than it says it holds.
    """
    from cengji.query.transfer import Transfer

    transfer = Transfer.to(url, graph_store)
    there, wanted = transfer.graphs(), list(dict.fromkeys(graphs))
    if missing := sorted(set(wanted) - set(there)):
        raise UsageError(f"the server has no graph {' or '.join(missing)}; it has:\n  " + "\n  ".join(there or ["none"]))
    if not wanted:
        wanted = [graph for graph in there if graph.startswith(ROOT)]
        if others := len(there) - len(wanted):
            warnings.warn(
                CengjiWarning.naming("{others} other graphs stay there; name those you want with {graphs}", others=others), stacklevel=2
            )
    return Graph(Dataset(transfer.pull(wanted)), source=Source(endpoint=url))


def paths_of(given: Paths, *, stdin: bool = False) -> tuple[Path, ...]:
    """Return paths as given, one or several; with ``stdin`` one may be ``-``.

    :raises UsageError: naming each that is not there.
    """
    paths = (Path(given),) if isinstance(given, str | Path) else tuple(map(Path, given))
    absent = [f"there is no file or folder {str(path)!r}" for path in paths if not path.exists() and not (stdin and str(path) == "-")]
    if absent:
        raise UsageError("\n".join(absent))
    return paths
