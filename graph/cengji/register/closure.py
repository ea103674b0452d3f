"""What is below what in a register, in three ways with one answer: recursive SQL, joins that any engine has, and igraph."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cengji.core.errors import InputError, UnavailableError
from cengji.core.extras import require_extra
from cengji.core.namespaces import CJ, PREFIXES
from cengji.register.connection import connect
from cengji.register.engines import DuckEngine, Engine, SparkEngine
from cengji.register.tables import Table, copy_to, quote_name, quote_text

with require_extra("register"):
    import duckdb
    import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from duckdb import DuckDBPyConnection

__all__ = ["WAYS", "Closure", "Level", "close_register", "closure_by_igraph", "closure_by_joins", "closure_by_recursion", "levels_of"]

WAYS: Final = ("recursion", "joins", "igraph")
_ORG: Final = PREFIXES["org"] + "subOrganizationOf"
_SPAN: Final = "SELECT parent AS node, count(*) AS below FROM edges GROUP BY parent"


@dataclass(frozen=True, slots=True)
class Level:
    """A depth below the bodies that have none above: how many stand there, how many have some below, and the most and mean of these."""

    depth: int
    bodies: int
    superiors: int
    most: int
    mean: float


@dataclass(frozen=True, slots=True)
class Closure:
    """The levels by the shortest way up, how many pairs of a body and one above it there are, who is above itself, and tiers held."""

    levels: tuple[Level, ...]
    pairs: int
    looped: tuple[str, ...]
    tiers: tuple[tuple[str, int], ...]


def close_register(folder: Path, way: str, *, spark: str = "", memory: str = "1500MB") -> Closure:
    """Return the closure of a register's bodies over org:subOrganizationOf.

    :param way: one of :data:`WAYS`; with ``spark``, the address of a server or master, joins run there.
    :raises InputError: if the folder holds no register, or a file of it is damaged.
    :raises UnavailableError: if an extra is not installed, or memory, disk or the engine fail.
    """
    files = sorted((folder / "quads").glob("*.parquet"))
    if not files:
        raise InputError.of(str(folder), "is no register: it has no quads/*.parquet", "give what `cengji register build` wrote")
    source = f"read_parquet([{', '.join(map(quote_text, files))}])"
    # Beside the register, since a server that reads it sees that place too.
    with tempfile.TemporaryDirectory(dir=folder.resolve().parent, prefix=".closure-") as name, closing(connect(Path(name), memory)) as duck:
        edges, tiers = Path(name) / "edges.parquet", Path(name) / "tiers.parquet"
        try:
            where = f"FROM {source} WHERE predicate = '{_ORG}' AND coalesce(datatype, '') = ''"
            copy_to(duck, f"SELECT DISTINCT subject AS child, object AS parent {where}", edges, passing=True)
            copy_to(
                duck,
                f"SELECT DISTINCT subject AS node, object AS tier FROM {source} WHERE predicate = '{CJ}commonTier'",
                tiers,
                passing=True,
            )
            if spark or way == "joins":
                with closing(SparkEngine(spark) if spark else DuckEngine(duck)) as engine:
                    return closure_by_joins(engine, edges, tiers, duck)
            return closure_by_igraph(edges, tiers, duck) if way == "igraph" else closure_by_recursion(edges, tiers, duck)
        except duckdb.OutOfMemoryException as error:
            raise UnavailableError.naming("{memory} {given} does not suffice: give more", given=memory) from error
        except duckdb.Error as error:
            raise InputError.of(str(folder), f"cannot be read: {str(error).splitlines()[0]}", "build it again") from error


def closure_by_recursion(edges: Path, tiers: Path, duck: DuckDBPyConnection) -> Closure:
    """Return the closure of Parquet files of ``child, parent`` and ``node, tier`` by recursive SQL."""
    duck.execute(f"CREATE OR REPLACE TEMP VIEW edges AS SELECT * FROM read_parquet({quote_text(edges)})")
    duck.execute(
        "CREATE OR REPLACE TEMP TABLE above AS WITH RECURSIVE up(node, above) AS (SELECT child, parent FROM edges"
        " UNION SELECT node, parent FROM up JOIN edges ON child = above) SELECT * FROM up"
    )
    pairs = int(duck.execute("SELECT count(*) FROM above").fetchall()[0][0])
    looped = [str(row[0]) for row in duck.execute("SELECT node FROM above WHERE node = above").fetchall()]
    counted = duck.execute(f"SELECT tier, count(*) FROM read_parquet({quote_text(tiers)}) GROUP BY tier").fetchall()
    return _closure(levels_of("SELECT * FROM edges", duck), pairs, looped, counted)


def levels_of(edges: str, duck: DuckDBPyConnection) -> tuple[Level, ...]:
    """Return the levels of a SELECT of ``child, parent``: depth, bodies, those with some below, and the most and mean of these."""
    rows = duck.execute(
        f"WITH RECURSIVE edges AS ({edges}), down(node, depth) USING KEY (node) AS ("
        "SELECT DISTINCT parent, 0 FROM edges WHERE parent NOT IN (SELECT child FROM edges) UNION SELECT DISTINCT child, depth + 1"
        f" FROM down JOIN edges ON parent = node WHERE child NOT IN (SELECT node FROM recurring.down)), span AS ({_SPAN})"
        " SELECT depth, count(*), count(below), coalesce(max(below), 0), coalesce(avg(below), 0) FROM down LEFT JOIN span USING (node)"
        " GROUP BY depth ORDER BY depth"
    ).fetchall()
    return _levels(rows)


def closure_by_joins(engine: Engine, edges: Path, tiers: Path, duck: DuckDBPyConnection) -> Closure:
    """Return the same by an engine without recursion: what is reached is joined once more until nothing is new."""
    work = _Loop(engine, edges.parent, duck)
    table = work.table(edges, {"child": "string", "parent": "string"})
    none = ibis.literal(0, "int64")
    roots = table.select(node=table.parent).distinct().anti_join(table.select(node=table.child), "node").mutate(steps=none)

    def down(reached: ir.Table, steps: int) -> ir.Table:
        last = reached.filter(reached.steps == steps)
        return table.inner_join(last, table.parent == last.node).select(node=table.child).distinct().anti_join(reached, "node")

    def up(reached: ir.Table, steps: int) -> ir.Table:
        last = reached.filter(reached.steps == steps)
        found = last.inner_join(table, last.above == table.child).select(node=last.node, above=table.parent).distinct()
        return found.anti_join(reached, ["node", "above"])

    reached = work.run("down", roots, down)
    span = table.group_by(node=table.parent).agg(below=table.count())
    joined = reached.left_join(span, "node")
    found = joined.group_by("steps").agg(
        bodies=joined.count(), superiors=joined.below.count(), most=joined.below.max(), all_below=joined.below.sum()
    )
    levels = [
        (depth, bodies, superiors, most or 0, (total or 0) / superiors if superiors else 0)
        for depth, bodies, superiors, most, total in sorted(work.rows(found, "levels"))
    ]
    above = work.run("up", table.select(node=table.child, above=table.parent, steps=none), up)
    pairs = work.rows(above.agg(pairs=above.count()), "pairs")[0][0]
    looped = [str(row[0]) for row in work.rows(above.filter(above.node == above.above).select("node"), "looped")]
    held = work.table(tiers, {"node": "string", "tier": "string"})
    return _closure(_levels(levels), pairs, looped, work.rows(held.group_by("tier").agg(bodies=held.count()), "held"))


class _Loop:
    """An engine that writes each step to a file, from which the next one reads."""

    def __init__(self, engine: Engine, folder: Path, duck: DuckDBPyConnection) -> None:
        self._engine, self._folder, self._duck = engine, folder, duck

    def table(self, path: Path, columns: dict[str, str]) -> ir.Table:
        self._engine.attach([Table(path, path.stem, path)])
        return ibis.table(columns, name=path.stem)

    def run(self, name: str, start: ir.Table, step: Callable[[ir.Table, int], ir.Table]) -> ir.Table:
        """Return all that is reached, with the number of steps to it."""
        reached, steps, held = self._save(start, f"{name}0"), 0, -1
        while (now := self._count(f"{name}{steps}")) > held:
            new = step(reached, steps).mutate(steps=ibis.literal(steps + 1, "int64"))
            reached, steps, held = self._save(reached.union(new), f"{name}{steps + 1}"), steps + 1, now
        return reached

    def rows(self, table: ir.Table, name: str) -> list[tuple[Any, ...]]:
        """Return the rows of an expression."""
        self._save(table, name)
        return self._duck.execute(f"SELECT * FROM {self._source(name)}").fetchall()

    def _save(self, table: ir.Table, name: str) -> ir.Table:
        path = self._folder / f"{name}.parquet"
        self._engine.write(table, path)
        if path.is_dir() and not any(path.glob("*.parquet")):  # an engine may write no file for no row
            kinds = {name: "BIGINT" if kind.is_integer() else "VARCHAR" for name, kind in table.schema().items()}
            none = ", ".join(f"NULL::{kind} AS {quote_name(name)}" for name, kind in kinds.items())
            copy_to(self._duck, f"SELECT {none} WHERE false", path / "none.parquet")
        return self.table(path, dict(table.schema().items()))

    def _count(self, name: str) -> int:
        return int(self._duck.execute(f"SELECT count(*) FROM {self._source(name)}").fetchall()[0][0])

    def _source(self, name: str) -> str:
        path = self._folder / f"{name}.parquet"
        return f"read_parquet({quote_text(path / '*.parquet' if path.is_dir() else path)})"


def closure_by_igraph(edges: Path, tiers: Path, duck: DuckDBPyConnection) -> Closure:
    """Return the same by igraph, in the memory of this process."""
    with require_extra("igraph"):
        import igraph
    pairs = duck.execute(f"SELECT parent, child FROM read_parquet({quote_text(edges)})").fetchall()
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    numbers = {name: number for number, name in enumerate(names)}
    graph = igraph.Graph(len(names) + 1, [(numbers[parent], numbers[child]) for parent, child in pairs], directed=True)
    below = graph.outdegree()
    reached = graph.neighborhood_size(range(len(names)), order=max(1, len(names)), mode="out", mindist=1)
    parts = graph.connected_components(mode="strong")
    sizes, part_of = parts.sizes(), parts.membership  # each time it is asked for it is made anew
    ours = {parent for parent, child in pairs if parent == child}
    looped = [name for name, number in numbers.items() if sizes[part_of[number]] > 1 or name in ours]
    top = len(names)  # a body above all that have none above
    graph.add_edges([(top, number) for number, above in enumerate(graph.indegree()[:top]) if not above])
    order, starts, _ = graph.bfs(top)
    levels = []
    for depth, (first, last) in enumerate(pairwise(starts[1:])):
        spans = [below[number] for number in order[first:last] if below[number]]
        levels.append((depth, last - first, len(spans), max(spans, default=0), sum(spans) / len(spans) if spans else 0))
    counted = Counter(tier for (tier,) in duck.execute(f"SELECT tier FROM read_parquet({quote_text(tiers)})").fetchall())
    return _closure(_levels(levels), sum(reached) + len(looped), looped, list(counted.items()))


def _levels(rows: Iterable[Sequence[Any]]) -> tuple[Level, ...]:
    return tuple(Level(int(depth), int(bodies), int(above), int(most), float(mean)) for depth, bodies, above, most, mean in rows)


def _closure(levels: tuple[Level, ...], pairs: int, looped: Iterable[str], tiers: Iterable[Sequence[Any]]) -> Closure:
    counted = sorted(((str(tier), int(count)) for tier, count in tiers), key=lambda pair: (pair[1], pair[0]))
    return Closure(levels, int(pairs), tuple(sorted(looped)), tuple(counted))
