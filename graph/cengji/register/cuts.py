"""Subjects are cut into ranges before rows are mapped, so that mapped rows go to the cut in which they are sorted, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cengji.core.extras import require_extra
from cengji.register.parts import CUT, SUBJECT, Part
from cengji.register.tables import quote_name

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from duckdb import DuckDBPyConnection

__all__ = ["QUADS", "dealt", "find_bounds"]

QUADS: Final = 2_000_000
"""How many quads are sorted at once."""
_SAMPLED: Final = 20_000


def find_bounds(parts: Sequence[tuple[Part, int, int]], connection: DuckDBPyConnection) -> list[str]:
    """Return the subjects, as they stand in lines, with which a new cut begins, in the order of lines; cuts have about as many quads.

    They depend on the tables alone, so that a run that was stopped goes on with the same.

    :param parts: each with the rows of its table and the number of the last row.
    """
    rows = [(part, held if part.subjects else _number(connection, part, last), last) for part, held, last in parts]
    count = -(-sum(held * len(part.slots) for part, held, _ in rows) // QUADS)
    if count <= 1:
        return []
    every = max(1, sum(held for _, held, _ in rows) // _SAMPLED)
    selects = [f"SELECT {SUBJECT} FROM ({_sample(part, last, every)})" for part, _, last in rows]
    sql = f"SELECT {SUBJECT} || '>' AS s FROM ({' UNION ALL '.join(selects)}) WHERE {SUBJECT} IS NOT NULL ORDER BY s"
    sample = [str(row[0]) for row in connection.execute(sql).fetchall()]
    return sorted({sample[len(sample) * i // count] for i in range(1, count)}, key=str.encode) if sample else []


def dealt(rows: ir.Table, bounds: Sequence[str]) -> ir.Table:
    """Return the rows with the number of the cut in which their subject is."""
    return rows.mutate(**{CUT: _cut(rows[SUBJECT] + ">", bounds, 0)})


def _cut(line: ir.StringColumn, bounds: Sequence[str], first: int) -> ir.Value:
    """Return the number of bounds that are not above a text: halved at each step, so that many bounds cost few comparisons."""
    if not bounds:
        return ibis.literal(first, "int32")
    middle = len(bounds) // 2
    lower, upper = _cut(line, bounds[:middle], first), _cut(line, bounds[middle + 1 :], first + middle + 1)
    return ibis.cases((line < bounds[middle], lower), else_=upper)


def _sql(rows: ir.Table) -> str:
    return str(ibis.to_sql(rows, dialect="duckdb"))


def _number(connection: DuckDBPyConnection, part: Part, last: int) -> int:
    return int(connection.execute(f"SELECT count(*) FROM ({_sql(part.rows(1, last))})").fetchall()[0][0])


def _sample(part: Part, last: int, every: int) -> str:
    if part.subjects:
        return _sql(part.subjects(every))
    columns = ", ".join(map(quote_name, part.columns))
    return f"SELECT * FROM ({_sql(part.rows(1, last))}) WHERE hash({columns}) % {every} = 0"
