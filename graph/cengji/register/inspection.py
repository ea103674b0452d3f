"""The check of a register where it lies, in columns: shapes and rules as SQL, and the closure of what is below what."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from cengji.core.errors import InputError, UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.core.namespaces import CJ, PREFIXES
from cengji.register.closure import Level, levels_of
from cengji.register.connection import connect
from cengji.register.rules import compile_rules
from cengji.register.shape_sql import Query, compile_shapes
from cengji.register.tables import quote_text

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Breach", "Inspection", "inspect_register"]

FIRST: Final = 20
"""How many of the nodes that break a constraint are named."""
_ORG: Final = PREFIXES["org"] + "subOrganizationOf"
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

    @property
    def conforms(self) -> bool:
        """Whether no error was found; warnings are none."""
        return not any(one.severity in ("Violation", "error") for one in self.breaches)


def inspect_register(folder: Path, shapes: Iterable[ox.Triple], *, memory: str = "1500MB") -> Inspection:
    """Check the quads of a register against shapes and the rules across rows, and describe what is below what.

    The findings are those of pySHACL and of the queries of ``queries/check``; the triples of all graphs count once.

    :raises InputError: if the folder holds no register, or a file of it is damaged.
    :raises UnavailableError: if memory or disk do not suffice.
    :raises UsageError: naming each constraint and rule that has no translation into SQL and applies to the data.
    """
    files = sorted((folder / "quads").glob("*.parquet"))
    if not files:
        raise InputError.of(str(folder), "is no register: it has no quads/*.parquet", "give what `cengji register build` wrote")
    compiled, refused = compile_shapes(shapes)
    with tempfile.TemporaryDirectory() as name:
        connection = connect(Path(name), memory)
        try:
            listed = ", ".join(map(quote_text, files))
            connection.execute(
                "CREATE TEMP TABLE triples AS SELECT DISTINCT subject, predicate, object, nullif(datatype, '') AS datatype,"
                f" nullif(language, '') AS language FROM read_parquet([{listed}]) ORDER BY predicate"
            )
            held = {
                sql: _number(connection, f"SELECT count(*) FROM ({sql})")
                for sql in {*(one.targets for one in compiled), *(one.targets for one in refused)}
            }
            faults = [f"{one.shape} {one.component}" for one in refused if held[one.targets]]
            rules, unsaid = compile_rules(str(row[0]) for row in connection.execute("SELECT DISTINCT predicate FROM triples").fetchall())
            faults += [f"rule {rule}" for rule in unsaid]
            if faults:
                raise UsageError("these have no translation into SQL, and the data are of their kind: " + ", ".join(faults))
            breaches = [found for query in (*(one for one in compiled if held[one.targets]), *rules) if (found := _run(connection, query))]
            return Inspection(
                _number(connection, "SELECT count(*) FROM triples"), tuple(breaches), levels_of(_EDGES, connection), _tiers(connection)
            )
        except duckdb.OutOfMemoryException as error:
            raise UnavailableError.naming("{memory} {given} does not suffice: give more", given=memory) from error
        except duckdb.Error as error:
            raise InputError.of(str(folder), f"cannot be read: {str(error).splitlines()[0]}", "build it again") from error
        finally:
            connection.close()


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _run(connection: DuckDBPyConnection, query: Query) -> Breach | None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE broken AS SELECT DISTINCT focus, value FROM ({query.sql})")
    count = _number(connection, "SELECT count(*) FROM broken")
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
