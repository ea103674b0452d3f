"""What is in a graph, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox

from cengji.api.source import Source
from cengji.core.errors import QueryError, UsageError
from cengji.core.queryfile import QueryFile
from cengji.core.resources import column_query
from cengji.dataset import Dataset
from cengji.query.answers import Answer, Limits, Queryable
from cengji.query.catalogue import Catalogue, declare_base, read_query_text
from cengji.query.names import Names
from cengji.query.parameters import parameter_terms, parameter_texts
from cengji.query.running import answer, explain_query, prepare_text
from cengji.query.table import Table
from cengji.query.update import Change, update_store

__all__ = ["Asking", "Keys", "Question", "keys_of"]

Question: TypeAlias = str | Path | QueryFile
Keys: TypeAlias = str | Iterable[str]
_MOST_NAMED: Final = 8  # cases in the short form


class Asking:
    """What is asked of a graph; :class:`cengji.Graph` says how."""

    def __init__(self, data: Queryable, *, source: Source | None = None) -> None:
        """Ask these data; :func:`cengji.open` finds them, and ``source`` says where."""
        self.data = data
        self.source = source
        self.names = Names(data)
        self.from_columns = False
        """Whether the last answer came from the columns of the register whose store this is, by DuckDB."""

    def __repr__(self) -> str:
        """Return where the data come from, the cases they hold, and what to ask next."""
        keys = self._case_keys if isinstance(self.data, Dataset) else []
        held = ": " + ", ".join([*keys[:_MOST_NAMED], *["…"] * (len(keys) > _MOST_NAMED)]) if keys else ""
        return f'<Graph of {self.source or "data"}{held}; try .queries, .places, .search("党委")>'

    def _repr_html_(self) -> str:
        """Return the same for a notebook."""
        from html import escape

        cases = self.cases._repr_html_() if isinstance(self.data, Dataset) and self._case_keys else ""
        return f"<p>{escape(repr(self)[1:-1])}</p>\n{cases}"

    @property
    def _case_keys(self) -> list[str]:
        from cengji.dataset.terms import CJ, RDF_TYPE

        found = self.dataset.store.quads_for_pattern(None, RDF_TYPE, CJ.Case, None)
        return sorted(quad.subject.value.rsplit("/", 1)[-1] for quad in found if isinstance(quad.subject, ox.NamedNode))

    @cached_property
    def queries(self) -> Catalogue:
        """The library: a query by its name (``graph.queries["ladders"]``), all of them by iterating."""
        return Catalogue()

    @property
    def cases(self) -> Table:
        """The documents of the cases, one a row.

        The columns are ``case``, ``document`` and ``kind`` (IRIs), ``title``, ``publisher``, ``issuer``, ``issued`` (a date, None
        where the year is not printed), ``date_written`` (as printed), ``characters`` (code points) and ``evidence`` (pieces).

        >>> import cengji
        >>> [row.characters for row in cengji.open().cases.typed() if row.case.endswith("/fuzhou")]
        [3601]
        """
        return self.query("documents")

    @property
    def places(self) -> Table:
        """The places, one a row.

        The columns are ``place``, ``common_tier`` and ``parent``, the place above (IRIs), ``label``, ``parent_label`` and ``code``,
        that of the division; None where there is none.

        >>> import cengji
        >>> [(row.code, row.parent_label) for row in cengji.open().places.typed() if row.label == "姑苏区"]
        [('320508', '苏州市')]
        """
        return self.query("places")

    def search(self, text: str, *, most: int = 50) -> Table:
        """Return what is called so, best first: by its key, a label or an alias in Chinese or English, or by pinyin.

        A row is a thing with the columns ``thing`` (IRI), ``label`` (Chinese where there is one), ``name`` (what was
        found) and ``kind`` (``group``, ``measure``, a scheme …). Equal names come before those that begin with the text, and
        these before those that contain it; upper and lower case are one. Pinyin is typed without tones, whole (``shequ``) or
        as initials (``sq``).

        >>> import cengji
        >>> graph = cengji.open()
        >>> [(row.label, row.kind) for row in graph.search("gusuqu", most=3).typed()]
        [('姑苏区', 'case'), ('姑苏区', 'body'), ('姑苏区', 'place')]

        :param most: the largest number of rows.
        :raises UsageError: if there is no text to search for.
        """
        from cengji.api.search import search

        return search(self.names, text, most)

    def query(self, question: Question, /, *, limits: Limits | None = None, services: Keys = (), **parameters: object) -> Table:
        """Return the rows of a SELECT.

        >>> import cengji
        >>> graph = cengji.open()
        >>> [row.written for row in graph.query("figures", case="gusu").typed() if row.indicator.endswith("/grid-count")]
        ['1236个']

        :raises UsageError: if there is no such query, a parameter is unknown, missing or of the wrong type, or the
            text would call other servers, read files or change the data.
        :raises InputError: if a query of the library is asked of data that hold nothing of the model.
        :raises QueryError: if the text is not SPARQL 1.1, or not a SELECT.
        :raises UnavailableError: if it exceeds a limit, or the endpoint does not answer.
        """
        found = self.answer(question, parameters, limits=limits, services=services)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("this query is not a SELECT")
        return Table.of(found, names=self.names)

    def triples(
        self, question: Question, /, *, limits: Limits | None = None, services: Keys = (), **parameters: object
    ) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE, sorted; raises what :meth:`query` raises.

        >>> import cengji
        >>> graph = cengji.open()
        >>> len(graph.triples("CONSTRUCT { ?case a cj:Case } WHERE { ?case a cj:Case }")) == len(graph.cases)
        True
        """
        found = self.answer(question, parameters, limits=limits, services=services)
        if not isinstance(found, tuple):
            raise QueryError("this query is not a CONSTRUCT or DESCRIBE")
        return found

    def ask(self, question: Question, /, *, limits: Limits | None = None, services: Keys = (), **parameters: object) -> bool:
        """Return the answer to an ASK; raises what :meth:`query` raises.

        >>> import cengji
        >>> graph = cengji.open()
        >>> graph.ask("ASK { ?measure a cj:Mechanism }")
        True
        """
        found = self.answer(question, parameters, limits=limits, services=services)
        if not isinstance(found, bool):
            raise QueryError("this query is not an ASK")
        return found

    def answer(
        self, question: Question, parameters: Mapping[str, object] | None = None, *, limits: Limits | None = None, services: Keys = ()
    ) -> Answer:
        """Return the answer to a question of any form as the engine gives it: solutions, triples, or yes or no.

        Parameters are given as one mapping; else as :meth:`query`.

        >>> import cengji
        >>> cengji.open().answer("ASK { ?measure a cj:Mechanism }")
        True
        """
        asked = self.asked(question)
        texts = parameter_texts(parameters or {})
        self.from_columns = False
        if limits is None and (found := self._ask_columns(asked, texts)) is not None:
            self.from_columns = True
            return found
        return answer(asked, self.data, texts, limits=limits, allowed=frozenset(keys_of(services)), names=self.names)

    def explain(
        self, question: Question, parameters: Mapping[str, object] | None = None, *, limits: Limits | None = None, services: Keys = ()
    ) -> str:
        """Return what would run, as the text of a query file: the data, the bounds, each parameter with what it was taken for.

        >>> import cengji
        >>> print(cengji.open().explain("ASK { ?measure a cj:Mechanism }").splitlines()[1])
        # data: the packaged cases

        :raises UsageError: as :meth:`query` does.
        """
        asked, texts = self.asked(question), parameter_texts(parameters or {})
        sparql = prepare_text(asked, texts, self.names, allowed=frozenset(keys_of(services)))
        return explain_query(asked, sparql, self.names, texts, data=str(self.source or "data"), limits=limits)

    def update(self, question: Question, /, *, services: Keys = ()) -> Change:
        """Change the store on disk by SPARQL Update, whole or not at all; return its number of quads before and after.

        >>> import cengji, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     graph = cengji.open(cases=cengji.Case("fuzhou").path, only=True, store=f"{folder}/store")
        ...     change = graph.update("INSERT DATA { GRAPH <urn:mine> { <urn:x> a cj:Measure } }")
        >>> change.after - change.before
        1

        :raises UsageError: if the data are no store on disk, the query is one of the library, or the text would call
            other servers or read files.
        :raises QueryError: if it is not SPARQL 1.1 Update.
        :raises UnavailableError: if the store cannot be written.
        """
        asked = self.asked(question)
        if self._is_of_library(asked):
            raise UsageError(f"{asked.name} is a query of the library, which changes nothing: give the text of an update, or a file")
        path = self.data.path if isinstance(self.data, Dataset) else None
        if path is None:
            message = "only a store on disk can be changed, not {held}: name its folder with {store}"
            raise UsageError.naming(message, held=self.source or "these data")
        change = update_store(path, asked, allowed=frozenset(keys_of(services)))
        self.data = Dataset.on_disk(path)
        self.names = Names(self.data)
        return change

    @property
    def dataset(self) -> Dataset:
        """The quads as a :class:`cengji.dataset.Dataset`.

        :raises UsageError: for an endpoint, whose quads are not here.
        """
        if not isinstance(self.data, Dataset):
            raise UsageError("the data of an endpoint are not here: pull them")
        return self.data

    def asked(self, question: Question) -> QueryFile:
        """Return the query that a question means: one of the library, of a file, or of a text.

        >>> import cengji
        >>> cengji.open().asked("ladders").columns[0].name
        'case'

        :raises UsageError: if there is no such query or file.
        :raises InputError: if its header is faulty, or the data hold nothing of the model that a query of the library asks for.
        """
        asked = question if isinstance(question, QueryFile) else self._read(question)
        if self._is_of_library(asked):
            self.require_model()
            return asked
        return declare_base(asked, self.source.base if self.source else None)

    def _read(self, question: str | Path) -> QueryFile:
        if isinstance(question, Path) or not re.search(r"[{}<>\s]", question) or (question.endswith(".rq") and "{" not in question):
            return self.queries.open(question)
        return read_query_text(question)

    def _ask_columns(self, asked: QueryFile, texts: Mapping[str, str]) -> ox.QuerySolutions | None:
        """Return the answer from the columns of a large register whose store this is, None where the store is to be asked."""
        path = self.data.path if isinstance(self.data, Dataset) else None
        if path is None or not self._is_of_library(asked) or column_query(asked.name) is None:
            return None
        from cengji.api.parquet import answer_from_register

        return answer_from_register(asked, parameter_terms(asked, texts, self.names), path)

    def _is_of_library(self, asked: QueryFile) -> bool:
        return asked.name in self.queries and self.queries[asked.name] == asked

    def require_model(self) -> None:
        """Refuse to show files of RDF that hold nothing of the model.

        :raises InputError: saying what they hold.
        """
        if self.source is not None and self.source.data:
            from cengji.dataset.foreign import refuse_unknown

            refuse_unknown(self.dataset, self.source.file_names)


def keys_of(given: Keys) -> tuple[str, ...]:
    """Return one key or several as a tuple.

    >>> keys_of("gusu"), keys_of(["gusu", "fuzhou"])
    (('gusu',), ('gusu', 'fuzhou'))
    """
    return (given,) if isinstance(given, str) else tuple(given)
