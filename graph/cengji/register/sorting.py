"""Quads of many parts become a set in the order of their lines: Parquet and N-Quads, cut by subject, in bounded memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji.core.extras import require_extra
from cengji.register.plan import COLUMNS
from cengji.register.tables import copy_to, quote_text
from cengji.register.terms import nquad

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["sort_quads"]

_CUT: Final = 1_500_000
"""How many quads are sorted at once."""
_SAMPLED: Final = 20_000
_LINES: Final = "(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER E'\\x01', NULLSTR '')"


def sort_quads(raw: Path, folder: Path, connection: DuckDBPyConnection, progress: Callable[[int, int], None]) -> int:
    """Write the quads of Parquet files, each once, to ``quads/*.parquet`` and ``quads.nq`` in a folder; return how many.

    Parts that an earlier call has finished are taken as they are. The order is that of the bytes of the lines.
    """
    source = f"read_parquet({quote_text(raw / '**' / '*.parquet')})"
    parts = folder / "quads"
    parts.mkdir(exist_ok=True)
    total = connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]
    cuts = list(_cuts(source, total, connection))
    table = ibis.table(dict.fromkeys(COLUMNS, "string"), name="cengji_part")
    line = str(ibis.to_sql(table.mutate(line=nquad(table)).order_by("line"), dialect="duckdb"))
    done = 0
    for number, condition in enumerate(cuts):
        part, text = parts / f"part-{number:05d}.parquet", folder / f"part-{number:05d}.nq"
        if not (part.exists() and text.exists()):
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW cengji_part AS SELECT DISTINCT {', '.join(COLUMNS)} FROM {source} WHERE {condition}"
            )
            connection.execute(f"CREATE OR REPLACE TEMP TABLE cengji_sorted AS {line}")
            temporary = text.with_suffix(".tmp")
            connection.execute(f"COPY (SELECT line FROM cengji_sorted) TO {quote_text(temporary)} {_LINES}")
            temporary.replace(text)
            copy_to(connection, "SELECT * EXCLUDE (line) FROM cengji_sorted", part)
        done += connection.execute(f"SELECT count(*) FROM read_parquet({quote_text(part)})").fetchall()[0][0]
        progress(number + 1, len(cuts))
    connection.execute("DROP TABLE IF EXISTS cengji_sorted")
    _join(sorted(folder.glob("part-*.nq")), folder / "quads.nq")
    return done


def _cuts(source: str, total: int, connection: DuckDBPyConnection) -> Iterator[str]:
    """Yield conditions on the subject that cut the quads into parts of about equal size, in the order of their lines.

    A subject is compared as it stands in its line, with the bracket behind it.
    """
    count = max(1, -(-total // _CUT))
    if count == 1:
        yield "true"
        return
    every = max(1, total // _SAMPLED)
    sample = connection.execute(f"SELECT subject || '>' AS s FROM {source} WHERE hash(subject) % {every} = 0 ORDER BY s").fetchall()
    bounds = sorted({sample[len(sample) * i // count][0] for i in range(1, count)}) if sample else []
    for low, high in zip([None, *bounds], [*bounds, None], strict=True):
        yield (
            " AND ".join(
                [f"subject || '>' >= {quote_text(low)}"] * (low is not None) + [f"subject || '>' < {quote_text(high)}"] * (high is not None)
            )
            or "true"
        )


def _join(parts: list[Path], whole: Path) -> None:
    """Put files one after the other; the parts are removed."""
    if len(parts) == 1:
        parts[0].replace(whole)
        return
    temporary = whole.with_suffix(".tmp")
    with temporary.open("wb") as out:
        for part in parts:
            with part.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 22)
    temporary.replace(whole)
    for part in parts:
        part.unlink()
