"""The check of a register where it lies, in columns: shapes and rules as SQL, and the closure of what is below what."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.errors import InputError, UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.core.namespaces import CJ, PREFIXES
from cengji.core.progress import Progress, tell_nobody
from cengji.register.closure import Level, levels_of
from cengji.register.connection import connect
from cengji.register.joining import read_report
from cengji.register.parts import SUBJECT
from cengji.register.rules import compile_rules
from cengji.register.shape_sql import Query, compile_shapes
from cengji.register.stores import ADDED, QUADS, TEXTS, class_rows, read_quads, repeats_triples
from cengji.register.tables import copy_to, quote_text

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Breach", "Inspection", "find_suspects", "inspect_register"]

FIRST: Final = 20
"""How many of the nodes that break a constraint are named."""
_ORG: Final = PREFIXES["org"] + "subOrganizationOf"
_XSD: Final = PREFIXES["xsd"]
_FORMS: Final = {
    "integer": "0|-?[1-9][0-9]{0,17}",
    "decimal": r"0|-?[1-9][0-9]{0,11}|-?(0|[1-9][0-9]{0,11})\.[0-9]{0,11}[1-9]",
    "boolean": "true|false",
    "date": "[12][0-9]{3}-[01][0-9]-[0-3][0-9]",
    "gYear": "[12][0-9]{3}",
    "gYearMonth": "[12][0-9]{3}-[01][0-9]",
    **dict.fromkeys(("anyURI", "hexBinary"), "(?s).*"),
}
_AS_STORED: Final = " OR ".join(
    [
        f"datatype IN ({', '.join(map(quote_text, TEXTS))}) OR NOT starts_with(datatype, '{_XSD}')",
        *(f"(datatype = '{_XSD}{name}' AND regexp_full_match(object, '{form}'))" for name, form in _FORMS.items()),
    ]
)
"""Literals that a store, which keeps values, writes as they are written."""
_EDGES: Final = f"SELECT DISTINCT subject AS child, object AS parent FROM triples WHERE predicate = '{_ORG}' AND datatype IS NULL"


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks a constraint or rule: how many nodes and values, and the first of them with the value."""

    name: str
    severity: str
    message: str
    count: int
    first: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a check found: breaches by name, the levels of the closure, and how many bodies no level has since they are above themselves."""

    triples: int
    breaches: tuple[Breach, ...]
    levels: tuple[Level, ...]
    tiers: tuple[tuple[str, int], ...]
    asked: int = 0
    """How many constraints of the shapes the data are of the kind of: where there is none, nothing was held against them."""

    @property
    def conforms(self) -> bool:
        """Whether no error was found; warnings are none."""
        return not any(one.severity in ("Violation", "error") for one in self.breaches)


def inspect_register(
    folder: Path, shapes: Iterable[ox.Triple], above: Iterable[tuple[str, str]] = (), *, memory: str = "1500MB",
    progress: Progress | None = None,
) -> Inspection:  # fmt: skip
    """Check the quads of a register against shapes and the rules across rows, and describe what is below what.

    The findings are those of pySHACL and of the queries of ``queries/check``; the triples of all graphs count once.

    :param above: each class with one above it, which things of the class have too, as in the register's store.
    :param progress: is told the step, how much of it is done, and of how much.
    :raises InputError: if the folder holds no register, or a file of it is damaged.
    :raises UnavailableError: if memory or disk do not suffice.
    :raises UsageError: naming each constraint and rule that has no translation into SQL and applies to the data.
    """
    tell = progress or tell_nobody
    if not any((folder / QUADS).glob("*.parquet")):
        raise InputError.of(str(folder), "is no register: it has no quads/*.parquet", "give what `cengji register build` wrote")
    compiled, refused = compile_shapes(shapes)
    with tempfile.TemporaryDirectory() as name:
        connection = connect(Path(name), memory)
        try:
            tell("reading the quads", 0, 1)
            stated = _read(folder, Path(name), above, connection)
            tell("reading the quads", 1, 1)
            applied = {one.nodes for one in compiled} | {one.nodes for one in refused}
            held = {nodes for nodes in applied if nodes and _number(connection, _count(nodes.held))}
            faults = [f"{one.shape} {one.component}" for one in refused if one.nodes in held]
            rules, unsaid = compile_rules(str(row[0]) for row in connection.execute("SELECT predicate FROM predicates").fetchall())
            faults += [f"rule {rule}" for rule in unsaid]
            if faults:
                raise UsageError("these have no translation into SQL, and the data are of their kind: " + ", ".join(faults))
            queries = [*(one for one in compiled if one.nodes in held), *rules]
            breaches = tuple(_run_all(connection, queries, tell))
            tell("going up from each body", 0, 1)
            levels = levels_of(_EDGES, connection)
            tell("going up from each body", 1, 1)
            return Inspection(stated, breaches, levels, _tiers(connection), sum(1 for one in queries if one.nodes is not None))
        except duckdb.OutOfMemoryException as error:
            raise UnavailableError.naming("{memory} {given} does not suffice: give more", given=memory) from error
        except duckdb.Error as error:
            raise InputError.of(str(folder), f"cannot be read: {str(error).splitlines()[0]}", "build it again") from error
        finally:
            connection.close()


def find_suspects(folder: Path, shapes: Iterable[ox.Triple], *, memory: str = "1500MB") -> tuple[bool, frozenset[str]] | None:
    """Return whether what the store of a register holds may break any shape, and the names of the rules that it may break.

    So what SQL finds unbroken need not be looked for in the store, and what has no translation may be broken. It is None where a store
    may write a value otherwise than the files do.

    :raises InputError: if a file is damaged.
    :raises UnavailableError: if memory or disk do not suffice.
    """
    compiled, refused = compile_shapes(shapes)
    with tempfile.TemporaryDirectory() as name:
        connection = connect(Path(name), memory)
        try:
            _read(folder, Path(name), (), connection, (QUADS, ADDED))
            if _number(connection, _count(f"SELECT 1 FROM triples WHERE datatype IS NOT NULL AND NOT ({_AS_STORED}) LIMIT 1")):
                return None
            applied = {one.nodes for one in compiled} | {one.nodes for one in refused}
            held = {nodes for nodes in applied if nodes and _number(connection, _count(nodes.held))}
            rules, unsaid = compile_rules(str(row[0]) for row in connection.execute("SELECT predicate FROM predicates").fetchall())
            queries = [*(one for one in compiled if one.nodes in held), *rules]
            broken = {one.name for one in _run_all(connection, queries, tell_nobody)}
            named = {one.shape for one in rules}
            return not broken <= named or any(one.nodes in held for one in refused), frozenset(broken & named).union(unsaid)
        except duckdb.OutOfMemoryException as error:
            raise UnavailableError(f"{memory} do not suffice for the check") from error
        except duckdb.Error as error:
            raise InputError.of(str(folder), f"cannot be read: {str(error).splitlines()[0]}", "build it again") from error
        finally:
            connection.close()


def _read(
    folder: Path, spill: Path, above: Iterable[tuple[str, str]], connection: DuckDBPyConnection, parts: Sequence[str] = (QUADS,)
) -> int:
    """Lay the triples of a register out as queries ask for them, with the classes that follow; return how many it states.

    Its files are read as they are, unless a triple may stand in them twice.
    """
    files = [path for part in parts for path in sorted((folder / part).glob("*.parquet"))]
    quads = read_quads(files)
    texts = "nullif(datatype, '') AS datatype, nullif(language, '') AS language"
    if not _is_set(folder, quads, connection):
        once = spill / "once.parquet"
        copy_to(connection, f"SELECT DISTINCT {SUBJECT}, predicate, object, {texts}, NULL::VARCHAR AS graph FROM {quads}", once)
        files, quads = [once], read_quads([once])
    stated, classes = _number(connection, _count(f"SELECT 1 FROM {quads}")), spill / "classes.parquet"
    copy_to(connection, class_rows(quads, above, connection), classes)
    quads = read_quads([*files, classes])
    connection.execute(f"CREATE TEMP VIEW triples AS SELECT {SUBJECT}, predicate, object, {texts} FROM {quads}")
    connection.execute("CREATE TEMP TABLE predicates AS SELECT DISTINCT predicate FROM triples")
    connection.execute(
        f"CREATE TEMP TABLE classes AS SELECT DISTINCT object AS class FROM triples WHERE predicate = '{PREFIXES['rdf']}type'"
    )
    steps = f"SELECT {SUBJECT} AS class, object AS above FROM triples WHERE predicate = '{PREFIXES['rdfs']}subClassOf'"
    connection.execute(
        f"CREATE TEMP TABLE below AS WITH RECURSIVE steps AS MATERIALIZED ({steps}), up AS (SELECT class, above FROM steps"
        " UNION SELECT up.class, steps.above FROM up JOIN steps ON steps.class = up.above) SELECT class, above FROM up"
    )
    return stated


def _is_set(folder: Path, quads: str, connection: DuckDBPyConnection) -> bool:
    """Return whether it is certain that each triple stands once in the files of quads."""
    try:
        read_report(folder)
    except ValueError:
        return False
    return not repeats_triples(quads, connection)


def _count(sql: str) -> str:
    return f"SELECT count(*) FROM ({sql})"


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _run_all(connection: DuckDBPyConnection, queries: Sequence[Query], tell: Progress) -> list[Breach]:
    """Return the breaches, in the order of the queries, which run by what they look at: nodes and values are looked up once for all."""
    found: dict[int, Breach] = {}
    order = sorted(range(len(queries)), key=lambda place: (queries[place].nodes is not None, *_looked_at(queries[place]), place))
    nodes = values = ""
    connection.execute("SET disabled_optimizers = 'join_order'")  # rules say the order themselves; of a view on files no sizes are known
    for done, place in enumerate(order):
        tell("checking: constraints", done, len(order))
        query = queries[place]
        if query.nodes and query.nodes.sql != nodes:
            nodes, values = query.nodes.sql, ""
            connection.execute(f"CREATE OR REPLACE TEMP TABLE focus_nodes AS SELECT DISTINCT focus FROM ({nodes})")
        if query.values != values:
            values = query.values
            connection.execute(f"CREATE OR REPLACE TEMP TABLE focus_values AS {values}")
        if breach := _run(connection, query):
            found[place] = breach
    tell("checking: constraints", len(order), len(order))
    return [breach for _, breach in sorted(found.items())]


def _looked_at(query: Query) -> tuple[str, str]:
    return (query.nodes.sql if query.nodes else "", query.values)


def _run(connection: DuckDBPyConnection, query: Query) -> Breach | None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE broken AS SELECT DISTINCT focus, value FROM ({query.sql})")
    count = _number(connection, _count("SELECT 1 FROM broken"))
    if not count:
        return None
    rows = connection.execute(f"SELECT focus, coalesce(value, '') FROM broken ORDER BY focus, value LIMIT {FIRST}").fetchall()
    name = f"{query.shape} {query.component}".strip()
    return Breach(name, query.severity, query.message, count, tuple((str(focus), str(value)) for focus, value in rows))


def _tiers(connection: DuckDBPyConnection) -> tuple[tuple[str, int], ...]:
    """Return the tiers of the common scale with how many things stand on each."""
    rows = connection.execute(
        f"SELECT object, count(DISTINCT subject) FROM triples WHERE predicate = '{CJ}commonTier' GROUP BY object ORDER BY 2, 1"
    ).fetchall()
    return tuple((str(tier), int(count)) for tier, count in rows)
