"""What networks read of a register, from the Parquet of its quads: of a store on disk each term that it gives costs ten times as much."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cengji.core.errors import UnavailableError
from cengji.core.extras import require_extra
from cengji.core.namespaces import PREFIXES, PROPOSED, SCHEME
from cengji.register.columns import find_columns
from cengji.register.connection import connect
from cengji.register.parts import SUBJECT
from cengji.register.stores import ADDED, QUADS, TEXTS, read_quads
from cengji.register.tables import quote_text

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["LEAST_QUADS", "RegisterSource", "open_source"]

LEAST_QUADS: Final = 100_000
"""Of fewer quads the store tells in less time than DuckDB takes to start."""
_MEMORY: Final = "1GB"
_ROWS: Final = 20_000
_Rows: TypeAlias = tuple[Sequence[str], Sequence[int], Sequence[str], Sequence[str], Sequence[str], Sequence[tuple[int, str]]]


@contextmanager
def open_source(store: Path, *, proposals: bool = True) -> Iterator[RegisterSource | None]:
    """Have the register tell whose store this is; None where the two may differ or it has fewer than :data:`LEAST_QUADS`.

    :param proposals: whether to tell what is only proposed too.
    """
    columns = find_columns(store, LEAST_QUADS)
    if columns is None:
        yield None
        return
    folder = columns.parent
    with tempfile.TemporaryDirectory() as spill:
        connection = connect(Path(spill), _MEMORY)
        try:
            files = [path for name in (QUADS, ADDED) for path in sorted((folder / name).glob("*.parquet"))]
            yield RegisterSource(files, connection, proposals=proposals)
        finally:
            connection.close()


class RegisterSource:
    """A source of things and links as :class:`cengji.projection.source.Source`; it numbers the things itself, in the order of their IRIs.

    :raises UnavailableError: from each reading, if the quads cannot be read, or a store might say it otherwise.
    """

    def __init__(self, files: Sequence[Path], connection: DuckDBPyConnection, *, proposals: bool = True) -> None:
        """Read the quads in these files, with what is only proposed or without."""
        self._connection = connection
        named = f"SELECT {SUBJECT}, predicate, object, nullif(datatype, '') AS datatype, language FROM {read_quads(files)}"
        if not proposals:
            named += f" WHERE graph IS NULL OR NOT starts_with(graph, {quote_text(PROPOSED)})"
        self._ask(f"CREATE VIEW quads AS {named}")
        self._counts: dict[str, int] = dict(self._ask("SELECT predicate, count(*) FROM quads GROUP BY predicate"))

    def read_things(self, bits: Mapping[str, int], generic: int) -> _Rows:
        """Return the things of classes, IRI → bits; those of the bits ``generic`` as far as a measure is mapped to them."""
        classes = ", ".join(f"({quote_text(name)}, {value})" for name, value in bits.items())
        used = f"SELECT object FROM quads WHERE {_is('cj:mappedGeneric')}"
        held = f"CASE WHEN bits & {generic} = 0 OR {SUBJECT} IN ({used}) THEN bits ELSE xor(bits, {generic}) END"
        self._ask(
            f"CREATE OR REPLACE TABLE things AS SELECT row_number() OVER (ORDER BY iri) - 1 AS n, iri, types FROM ("
            f" SELECT {SUBJECT} AS iri, bit_or({held}) AS types FROM quads JOIN (VALUES {classes}) AS named(class, bits) ON object = class"
            f" WHERE {_is('rdf:type')} AND datatype IS NULL GROUP BY iri) WHERE types <> 0"
        )
        names = {name: f"cj:{name}" for name in ("inCase", "atPlace", "status")}
        columns = [f"coalesce({name}.least, '')" if self._count(full) else "''" for name, full in names.items()]
        joined = " ".join(f"LEFT JOIN ({_least(full)}) AS {name} USING (n)" for name, full in names.items() if self._count(full))
        iris, types = list[str](), list[int]()
        cases, places, statuses = said = list[str](), list[str](), list[str]()
        for iri, kinds, *values in self._tell(f"SELECT iri, types, {', '.join(columns)} FROM things {joined} ORDER BY n"):
            iris.append(iri)
            types.append(kinds)
            for column, value in zip(said, values, strict=True):
                column.append(intern(value))  # each IRI once in memory
        placed = [(number, place) for number, place in enumerate(places) if place]
        if self._count("cj:atPlace") > len(placed):
            placed += self.read_texts({}, "cj:atPlace")
        return iris, types, cases, places, statuses, placed

    def read_ends(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, int]]:  # noqa: ARG002
        """Return things with the things that they have of a property."""
        return self._read("s.n, o.n", name, f"{_THING} JOIN things AS o ON object = o.iri")

    def read_iris(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, str]]:  # noqa: ARG002
        """Return things with the IRIs that they have of a property."""
        return self._read("s.n, object", name, _THING, "datatype IS NULL")

    def read_texts(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, str]]:  # noqa: ARG002
        """Return things with all that they have of a property, as text."""
        self._require_texts(name)
        return self._read("s.n, object", name, _THING)

    def read_words(self, at: Mapping[str, int], name: str) -> Iterable[tuple[int, str, str | None]]:  # noqa: ARG002
        """Return things with the literals that they have of a property, and the language tag of each."""
        self._require_texts(name)
        return self._read("s.n, object, lower(language)", name, _THING, "datatype IS NOT NULL")

    def find_concepts(self) -> Iterable[str]:
        """Return the concepts of the schemes and the kinds of bodies."""
        schemes = f"{_is('skos:inScheme')} AND starts_with({SUBJECT}, {quote_text(SCHEME)})"
        bodies = f"SELECT {SUBJECT} FROM quads WHERE {_is('rdf:type')} AND object = {quote_text(_iri('cj:Body'))} AND datatype IS NULL"
        kinds = f"{_is('org:classification')} AND datatype IS NULL AND {SUBJECT} IN ({bodies})"
        rows = self._ask(f"SELECT {SUBJECT} FROM quads WHERE {schemes} UNION SELECT DISTINCT object FROM quads WHERE {kinds}")
        return [iri for (iri,) in rows]

    def _require_texts(self, name: str) -> None:
        """Refuse what a store keeps by its value, and so may write otherwise."""
        others = f"SELECT 1 FROM quads WHERE {_is(name)} AND datatype NOT IN ({', '.join(map(quote_text, TEXTS))}) LIMIT 1"
        if self._count(name) and self._ask(others):
            raise UnavailableError(f"a value of {name} is no text")

    def _read(self, columns: str, name: str, joined: str, condition: str = "true") -> Iterable[Any]:
        return self._tell(f"SELECT {columns} FROM quads {joined} WHERE {_is(name)} AND {condition}") if self._count(name) else []

    def _ask(self, sql: str) -> list[Any]:
        return list(self._tell(sql))

    def _tell(self, sql: str) -> Iterator[Any]:
        """Yield rows, of which there are never many in memory."""
        try:
            with self._connection.cursor() as cursor:  # each reading has its own, so that one may begin before another has ended
                cursor.execute(sql)
                while rows := cursor.fetchmany(_ROWS):
                    yield from rows
        except duckdb.Error as error:
            raise UnavailableError(f"the quads of the register cannot be read: {str(error).splitlines()[0]}") from error

    def _count(self, name: str) -> int:
        return self._counts.get(_iri(name), 0)


_THING: Final = f"JOIN things AS s ON {SUBJECT} = s.iri"


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _is(name: str) -> str:
    """Return the SQL of whether a quad is of a property."""
    return f"predicate = {quote_text(_iri(name))}"


def _least(name: str) -> str:
    """Return the SQL of the least IRI that each thing has of a property."""
    return f"SELECT n, min(object) AS least FROM quads {_THING} WHERE {_is(name)} AND datatype IS NULL GROUP BY n"
