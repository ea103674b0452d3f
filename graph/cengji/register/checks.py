"""The rows of staged tables are held against the mapping, and against the keys and parents that the user names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cengji.core.errors import UsageError
from cengji.core.extras import require_extra
from cengji.register.faults import NAMED, BadRow, kind_of
from cengji.register.parts import ROW
from cengji.register.plan import Plan
from cengji.register.tables import Table, quote_name

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Found", "Key", "Parent", "find_bad_rows", "parse_key", "parse_parent"]


@dataclass(frozen=True, slots=True)
class Key:
    """Columns whose values together are there, and differ, in each row of a table."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parent:
    """A column that is empty or has the value that another column of the same table has in the row above this one."""

    table: str
    column: str
    key: str


@dataclass(frozen=True, slots=True)
class Found:
    """Bad rows, and the number of them of each kind where not all are here."""

    rows: list[BadRow]
    totals: dict[tuple[str, str, str], int]


def parse_key(text: str) -> Key:
    """Return a key written as ``table:column,column``.

    :raises UsageError: if it is not written so.
    """
    table, _, columns = text.rpartition(":")
    if not table or not all(columns.split(",")):
        raise UsageError(f"{text!r} is no key: write --key TABLE:COLUMN, or TABLE:COLUMN,COLUMN")
    return Key(table, tuple(columns.split(",")))


def parse_parent(text: str) -> Parent:
    """Return a parent written as ``table:column=key``.

    :raises UsageError: if it is not written so.
    """
    table, _, pair = text.rpartition(":")
    column, _, key = pair.partition("=")
    if not (table and column and key):
        raise UsageError(f"{text!r} is no parent: write --parent TABLE:COLUMN=KEY")
    return Parent(table, column, key)


def find_bad_rows(
    plans: Iterable[tuple[Plan, Table]], keys: Iterable[tuple[Key, Table]], parents: Iterable[tuple[Parent, Table]],
    connection: DuckDBPyConnection, *, every: bool,
) -> Found:  # fmt: skip
    """Return the rows that cannot be taken, of each kind only the first 20 unless ``every``; the tables are views of their path's name."""
    rows: list[BadRow] = []
    totals: dict[tuple[str, str, str], int] = {}
    for table, column, problem, remedy, select in _selects(plans, keys, parents):
        bound = "" if every else f" LIMIT {NAMED}"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE bad_rows AS SELECT row, value, count(*) OVER () AS total FROM ({select}) ORDER BY row{bound}"
        )
        if not connection.execute("SELECT count(*) FROM bad_rows").fetchall()[0][0]:
            continue
        content = f"SELECT {quote_name(ROW)} AS row, to_json(t)::VARCHAR AS content FROM {table.source} AS t"
        whole = f"SELECT row, value, content, total FROM bad_rows LEFT JOIN ({content} WHERE row IN (SELECT row FROM bad_rows)) USING (row)"
        found = connection.execute(whole).fetchall()
        for row, value, content, total in sorted(found):
            line = 0 if every else _line(table, row, connection)
            said = f"{problem}: {value!r}" if value is not None else problem
            rows.append(BadRow(table.origin, table.inner, row, line, column, said, remedy, content or "", problem))
            totals[kind_of(rows[-1])] = total
    return Found(rows, totals)


def _selects(
    plans: Iterable[tuple[Plan, Table]], keys: Iterable[tuple[Key, Table]], parents: Iterable[tuple[Parent, Table]]
) -> Iterator[tuple[Table, str, str, str, str]]:
    for plan, table in plans:
        for fault in plan.faults():
            yield table, fault.column, fault.problem, fault.remedy, str(ibis.to_sql(fault.rows, dialect="duckdb"))
    for key, table in keys:
        yield from _key_selects(table, key.columns)
    for parent, table in parents:
        yield from _key_selects(table, (parent.key,))
        yield from _parent_selects(table, parent)


def _key_selects(table: Table, columns: Sequence[str]) -> Iterator[tuple[Table, str, str, str, str]]:
    source, row = table.source, quote_name(ROW)
    names = ", ".join(map(quote_name, columns))
    value = "concat_ws(', ', " + names + ")"
    missing = " OR ".join(f"{quote_name(one)} IS NULL" for one in columns)
    first = f"first_value({row}) OVER (PARTITION BY {names} ORDER BY {row})"
    shown = ", ".join(columns)
    yield table, shown, "has no key", "give each row its key", f"SELECT {row} AS row, NULL AS value FROM {source} WHERE {missing}"
    doubled = f"SELECT {row} AS row, {value} AS value, {first} AS first FROM {source} WHERE NOT ({missing})"
    select = f"SELECT row, value || ' (row ' || first || ')' AS value FROM ({doubled}) WHERE first < row"
    yield table, shown, "has the key of an earlier row", "give each row its own key, or leave one out", select


def _parent_selects(table: Table, parent: Parent) -> Iterator[tuple[Table, str, str, str, str]]:
    source, row = table.source, quote_name(ROW)
    up, key = quote_name(parent.column), quote_name(parent.key)
    missing = f"NOT EXISTS (SELECT 1 FROM {source} AS u WHERE u.{key} = t.{up})"
    dangling = f"SELECT {row} AS row, {up} AS value FROM {source} AS t WHERE {up} IS NOT NULL AND {missing}"
    yield table, parent.column, "names a parent that is not there", "add the parent's row, or correct it", dangling
    # Rows that no walk down from a row without a parent in the table reaches, and that lie above themselves.
    cycle = f"""
        WITH RECURSIVE pairs AS (SELECT {row} AS row, {key} AS k, {up} AS up FROM {source} WHERE {key} IS NOT NULL),
        reached AS (
            SELECT k FROM pairs AS p WHERE up IS NULL OR NOT EXISTS (SELECT 1 FROM pairs AS q WHERE q.k = p.up)
            UNION SELECT pairs.k FROM pairs JOIN reached ON pairs.up = reached.k),
        lost AS (SELECT row, k, up FROM pairs WHERE k NOT IN (SELECT k FROM reached)),
        above AS (SELECT k, up FROM lost UNION SELECT above.k, lost.up FROM above JOIN lost ON lost.k = above.up)
        SELECT row, up AS value FROM lost WHERE EXISTS (SELECT 1 FROM above WHERE above.k = lost.k AND above.up = lost.k)"""
    yield table, parent.column, "lies above itself", "break the cycle of parents", cycle


def _line(table: Table, row: int, connection: DuckDBPyConnection) -> int:
    """Return the line on which a row of a text file begins, 0 where rows have no lines: quoted fields may hold ends of lines."""
    if table.header < 0:
        return 0
    joined = "concat_ws('', " + ", ".join(map(quote_name, table.columns)) + ")"
    ends = f"coalesce(sum(length({joined}) - length(replace({joined}, chr(10), ''))), 0)::BIGINT"
    sql = f"SELECT {ends} FROM {table.source}"
    inner = (
        connection.execute(f"{sql} WHERE {quote_name(ROW)} < ?", [row]).fetchall()[0][0] if table.origin.suffix.lower() != ".xlsx" else 0
    )
    return table.header + row + int(inner)
