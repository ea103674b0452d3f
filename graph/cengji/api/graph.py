"""The graph for Python: what is asked of it, and all that can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Unpack, overload

import pyoxigraph as ox

from cengji import api
from cengji.api.asking import Keys, Question, keys_of
from cengji.api.conversion import Converting
from cengji.api.part import Narrowing, Selection
from cengji.core.errors import UsageError
from cengji.core.files import replace_file
from cengji.core.progress import Progress, tell_nobody
from cengji.query.answers import Limits
from cengji.query.names import Names

__all__ = ["Graph"]


class Graph(Converting):
    """A graph of cases or of other data: ask it, look at it, check it, compare it, carry it into other tools.

    A question is the name of a query of the library (``"ladders"``), a file (a path that ends in ``.rq``),
    or SPARQL text, in which the project's prefixes are declared already. Parameters are given as keyword
    arguments: plain values, and for things their label, key, compact IRI or IRI. ``limits`` (a
    :class:`cengji.Limits`) runs the query in a process of its own that is stopped when it exceeds them;
    ``services`` are the addresses that SERVICE may call.

    >>> import cengji
    >>> graph = cengji.open()
    >>> graph
    <Graph of the packaged cases: ...; try .queries, .places, .search("党委")>
    >>> len(graph.query("ladders", case="gusu")) > 20
    True
    """

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store itself; what is stated stands in named graphs, so ask it with ``use_default_graph_as_union=True``.

        It keeps literals by their value; :attr:`dataset` gives the quads as they are written.

        What you change in it, later questions see; for that it is looked through at each of them, 0.2 s for the packaged cases.

        :raises UsageError: for an endpoint.
        """
        self.names = Names(self.data)
        return self.dataset.lend_store()

    def view(
        self,
        path: Path | str | None = None,
        *,
        case: Keys = (),
        place: Keys = (),
        query: Question | None = None,
        parameters: Mapping[str, object] | None = None,
        focus: str | None = None,
        depth: int | None = None,
        limits: Limits | None = None,
        sparql: bool = False,
        server: tuple[str, str] | None = None,
        audit: Path | str | None = None,
    ) -> str:
        """Return the interactive page of the graph, or of a part of it: HTML that needs no network, also written to ``path`` if given.

        >>> import cengji
        >>> graph = cengji.open()
        >>> graph.view(focus="gusu/group/area-party-committees", depth=2).lstrip()[:15].lower()
        '<!doctype html>'

        :param case: only these cases, by key; or ``place``: only these places, by label, code or IRI, and those in them.
        :param query: only the things in its answer, with ``parameters`` and under ``limits``.
        :param focus: only this thing, by label, key or IRI, and what is linked to it.
        :param depth: how many links away still belongs to it: 1 for ``focus`` and 0 for ``query`` where not given.
        :param sparql: put an engine for SPARQL and the data that it asks into the page.
        :param server: instead, the paths at which the server of the page answers SPARQL, and the library by name
            (``("/sparql", "/query/")``).
        :param audit: a file that ``register audit -f csv`` wrote: what registers say of figures stands in their details.
        :raises UsageError: if the arguments exclude each other, there is nothing to show, or too much for an engine in a page.
        :raises InputError: if the data hold nothing of the model, or the file of the audit is none.
        :raises UnavailableError: if the file cannot be written, or the engine cannot be fetched.
        """
        from cengji.api.answering import ask_in_file, ask_server
        from cengji.api.parquet import project_by_register
        from cengji.view import page, page_content

        if sparql and server:
            raise UsageError.naming("{sparql} and {server} exclude each other: give one of them")
        self.require_model()
        narrowing = Narrowing(case=case, place=place, query=query, parameters=parameters, focus=focus, depth=depth, limits=limits)
        content = page_content(self.dataset, part=narrowing.of_page(self), read=project_by_register)
        if audit is not None:
            from cengji.api.auditing import read_audit

            content = replace(content, tables={**content.tables, "audit": read_audit(Path(audit))})
        asking = ask_in_file(self, content, narrowing) if sparql else ask_server(self, *server) if server else None
        text = page(content, asking)
        if path is not None:
            replace_file(Path(path), text.encode())
        return text

    def view_parts(self, path: Path | str, *, progress: Progress = tell_nobody) -> None:
        """Write the page of a graph of any size: ``path``, and beside it a folder of the parts that it reads as they are opened.

        It opens by tier and place, finds every name, and needs no server. :meth:`view` holds all in one file, for up to some ten
        thousand things.

        >>> import cengji, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> cengji.open().view_parts(folder / "index.html")
        >>> sorted(path.name for path in folder.iterdir())
        ['index-parts', 'index.html']

        :param progress: is told the step, how much of it is done, and of how much.
        :raises UsageError: for an endpoint, or if ``path`` is a folder.
        :raises InputError: if the data hold nothing that a page shows.
        :raises UnavailableError: if a file cannot be written.
        """
        from cengji.api.large import write_parts

        write_parts(self, Path(path), progress=progress)

    @overload
    def export(self, name: str, path: None = None, **part: Unpack[Selection]) -> bytes: ...
    @overload
    def export(self, name: str, path: Path | str | BinaryIO, **part: Unpack[Selection]) -> None: ...
    def export(
        self,
        name: str,
        path: Path | str | BinaryIO | None = None,
        *,
        case: Keys = (),
        place: Keys = (),
        graphs: Keys = (),
        query: Question | None = None,
        parameters: Mapping[str, object] | None = None,
        limits: Limits | None = None,
        relations: Keys = (),
        classes: Keys = (),
        size: str = "degree",
    ) -> bytes | None:
        """Return the graph, or a part of it, in a format (``turtle``, ``gexf``, ``xlsx`` …), or write it where ``path`` is given.

        >>> import cengji
        >>> graph = cengji.open()
        >>> graph.export("csv", query="ladder-depths", parameters={"case": "gusu"}).decode().splitlines()[0]
        'case,ladder,label,line,rungs,top,bottom'

        :param name: one that ``cengji export --help`` lists, or another name for it.
        :param path: a file, or an open binary one; for formats of several files also a folder, else they are one ZIP archive.
        :param case: only these cases, by key; ``place``: only these places and those in them; ``graphs``: only these named
            graphs, by IRI or short name. Several of them leave what all name.
        :param query: in a format of tables the rows of its answer, else only the things that it names; with ``parameters``
            and under ``limits``.
        :param relations: for a network, only links of these relations, ``all`` for every one; without any, all but ``atPlace``.
        :param classes: for a network, only things of these types; ``size``: what it says, ``degree`` or, of figures, ``value``.
        :raises UsageError: if there is no such format, or the arguments exclude each other.
        :raises InputError: naming every statement that the format cannot hold: nothing is altered or left out.
        :raises UnavailableError: if the format needs a library that is not installed, or the file cannot be written.
        """
        from cengji.api.export import export_to

        narrowing = Narrowing(case=case, place=place, graphs=graphs, query=query, parameters=parameters, limits=limits)
        return export_to(self, name, path, narrowing, relations=keys_of(relations), classes=keys_of(classes), size=size)

    def check(self, sources: Path | str | None = None) -> api.Check:
        """Return what does not conform to the ontology: SHACL shapes, the closed namespace, the queries across rows.

        >>> import cengji
        >>> graph = cengji.open(cases=cengji.Case("fuzhou").path, only=True)
        >>> found = graph.check()
        >>> found.conforms, found.errors
        (True, ())

        :param sources: the folder of your copies of the documents, found by their SHA-256: then each piece of evidence is
            sliced there again, and what does not stand where it says is an error.
        :raises UsageError: for an endpoint.
        :raises InputError: if the folder or a document cannot be read.
        """
        from cengji.api.check import check

        return check(self.dataset, self.source, None if sources is None else Path(sources))

    def diff(self, new: Graph | Path | str, *, queries: bool = True) -> api.Comparison:
        """Return what became of this graph in another: one statement an edit, with the evidence of both sides.

        >>> import cengji
        >>> graph = cengji.open()
        >>> print(graph.diff("packaged").to_text().strip())
        No difference.

        :param new: a graph, or what ``cengji diff`` takes: a file or folder of RDF or cases, a folder that a build wrote,
            ``packaged``, ``git:REV``, ``git:REV:path`` or the URL of an endpoint.
        :param queries: also compare the answers to each query of the library that needs no parameter.
        :raises UsageError: if ``new`` names nothing that can be compared.
        :raises InputError: if it is faulty.
        """
        from cengji.api.comparison import compare_graphs, open_side

        return compare_graphs(self, new if isinstance(new, Graph) else open_side(str(new)), queries=queries)

    def push(
        self,
        url: str,
        *,
        graphs: Keys = (),
        prune: bool = False,
        graph_store: str | None = None,
        progress: Callable[[str, int], None] | None = None,
    ) -> dict[str, int]:
        """Write the named graphs to a SPARQL server, each replaced whole, then counted there; return their numbers of triples by IRI.

        The login is ``CENGJI_USER`` and ``CENGJI_PASSWORD`` of the environment. As long as a push is not finished, the graph
        ``https://w3id.org/cengji/graph/unfinished`` on the server names what is to be replaced.

        :param url: the query URL of the server; ``graph_store`` is that of its graph store, where ``url`` does not tell.
        :param graphs: only these named graphs, by IRI.
        :param prune: delete the server's graphs of this project that the data do not have; their number is 0.
        :param progress: called with IRI and number when a graph is done.
        :raises UsageError: if the arguments exclude each other, or the data have no such graph.
        :raises UnavailableError: if the server does not take all; the message says which graphs are whole.
        """
        from cengji.query.transfer import Transfer

        wanted = keys_of(graphs)
        if prune and wanted:
            raise UsageError.naming("{prune} cannot go with {graphs}: it keeps what the data have, whole")
        sizes: dict[str, int] = {}
        for graph, number in Transfer.to(url, graph_store).push(self.dataset, wanted, prune=prune):
            sizes[graph] = number
            if progress is not None:
                progress(graph, number)
        return sizes

    def serve(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 8000,
        url: str = "",
        cors: Keys = (),
        workers: int | None = None,
        queue: int = 128,
        limits: Limits | None = None,
        keep: int = 64,
        in_memory: int = 1024,
        reload: bool = False,
        page: bool = True,
        ready: Callable[[str], object] | None = None,
        log: Callable[[str], object] | None = None,
        progress: Progress = tell_nobody,
    ) -> None:
        """Serve SPARQL, the library's questions, the graphs and the page at one address until the process is interrupted.

        :param host: where to listen, with ``port``; 0 is any port that is free.
        :param url: the public address, where another server stands before this one.
        :param cors: the origins whose pages may read the answers; ``*`` is any.
        :param workers: how many queries run at once; one a core where it is not given. ``queue`` requests may wait.
        :param limits: what each query may take; 30 seconds, 200,000 rows and 1,024 MB where it is not given.
        :param keep: how many megabytes of answers are kept, to be given again without being computed.
        :param in_memory: data that take no more megabytes are held in memory, on Linux; more are read from disk, which takes longer.
        :param reload: look whether the data change, and serve them anew.
        :param ready: called with the address when it answers; ``log`` with a line for each request; what goes wrong is told
            by the logger ``cengji.serve``.
        :param progress: is told how far the page of a large graph is: the step, how much of it is done, and of how much.
        :raises UsageError: for an endpoint, or if an argument is none.
        :raises UnavailableError: if the address is taken, or the extra ``serve`` is not installed.
        """
        from cengji.api.serving import serve_graph
        from cengji.serve.bounds import SERVED_LIMITS, Bounds
        from cengji.serve.server import Address

        bounds = Bounds(
            limits or SERVED_LIMITS, queue=queue, kept=keep, memory=in_memory, **({} if workers is None else {"workers": workers})
        )
        address = Address(host, port, url, keys_of(cors))
        serve_graph(self, address, bounds, page=page, reload=reload, ready=ready or (lambda _: None), log=log, progress=progress)
