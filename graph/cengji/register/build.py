"""A register is built: inputs staged, rows checked, quads made part by part, sorted, and moved to their place together."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cengji import __version__
from cengji.core.errors import Fault, InputError, UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.core.files import replace_file
from cengji.register.binding import column_faults, columns_read, find_table, guess
from cengji.register.checks import Found, Key, Parent, find_bad_rows
from cengji.register.connection import connect
from cengji.register.cuts import QUADS, dealt, find_bounds
from cengji.register.databases import database_tables
from cengji.register.engines import DuckEngine, Engine, SparkEngine
from cengji.register.faults import BadRow, collect, count_rows, rejects_file
from cengji.register.mapping import read_mapping
from cengji.register.parts import CUT, ROW, Part
from cengji.register.plan import Plan
from cengji.register.records import Join, Mapping
from cengji.register.sorting import Sorted, sort_quads
from cengji.register.staging import is_disk_error, stage_tables
from cengji.register.stores import Beside, describe_files, fill_store, mark_register
from cengji.register.tables import Table, describe, keep_rows, quote_name, release_rows
from cengji.register.unmapped import Unmapped, find_unmapped
from cengji.register.workspace import digests_of, identity_of, move_into_place, work_folder

with require_extra("register"):
    import duckdb
    import ibis

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["BuildOptions", "RegisterBuild", "build_register"]

_REPORT: Final = "report.json"
_FORM: Final = 2
"""Goes up when what a run that was stopped leaves is of another form than before."""
_ROWS: Final = 200_000
"""The least rows of a partition."""
_PARTITIONS: Final = 16
"""The most partitions of a table: a join is looked up anew for each."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a register is built; none of it changes the quads but ``skip_bad``."""

    store: bool = False
    beside: Beside = field(default_factory=Beside)
    """What the store holds beside the quads."""
    spark: str = ""
    """A server of Spark Connect or a master of Spark, empty for DuckDB."""
    databases: tuple[str, ...] = ()
    """URLs of PostgreSQL, whose tables of the names that the mapping takes are further inputs."""
    skip_bad: bool = False
    rejects: Path | None = None
    keys: tuple[Key, ...] = ()
    parents: tuple[Parent, ...] = ()
    memory: str = "1500MB"


@dataclass(frozen=True, slots=True)
class RegisterBuild:
    """What was built."""

    out: Path
    rows: int
    quads: int
    rejected: int
    unmapped: tuple[Unmapped, ...] = ()
    """The rows of which a triples map makes no quad, as its subject has an empty column."""


def build_register(
    inputs: Sequence[Path],
    mapping: Path,
    out: Path,
    options: BuildOptions | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> RegisterBuild:
    """Build a register from tables and a mapping into a folder: ``quads/``, ``quads.nq``, ``report.json``, ``store/`` on request.

    The folder is replaced as a whole when all is done; a run that was stopped goes on where it was if nothing has changed.

    :param progress: is told the step, how much of it is done, and of how much.
    :raises InputError: if the mapping or rows of the inputs are wrong, all of it at once.
    :raises UnavailableError: if the disk or the engine fails.
    :raises UsageError: if the folder holds other things than a register.
    """
    options = options or BuildOptions()
    tell = progress or (lambda step, done, total: None)  # noqa: ARG005
    described = read_mapping(mapping)
    out = out.resolve()
    if out.exists() and not (out / _REPORT).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} holds other things than a register: name a new folder")
    rest = (__version__, duckdb.__version__, _FORM, _ROWS, QUADS, options.skip_bad, options.keys, options.parents)
    wanted = {one.source for one in described.maps.values()}
    wanted |= {one.table for one in options.keys} | {one.table for one in options.parents}
    with database_tables(options.databases, wanted) as tables, ExitStack() as stack:
        inputs = [*inputs, *tables]
        digests = digests_of([*inputs, mapping])
        work = stack.enter_context(work_folder(out, identity_of(digests, rest)))
        try:
            return _Building(described, wanted, options, out, work, tell).run(inputs, digests)
        except duckdb.Error as error:
            if is_disk_error(error) or isinstance(error, duckdb.OutOfMemoryException):
                said = next(iter(str(error).splitlines()), "")
                raise UnavailableError(
                    f"cannot write below {work}: {said}; {out} is as it was, the same command goes on from here"
                ) from error
            raise
        except OSError as error:
            raise UnavailableError(
                f"cannot write below {work}: {error.strerror}; {out} is as it was, the same command goes on from here"
            ) from error


class _Building:
    """The state of one build."""

    def __init__(
        self, mapping: Mapping, wanted: Collection[str], options: BuildOptions, out: Path, work: Path, tell: Callable[[str, int, int], None]
    ) -> None:
        self.mapping, self.wanted, self.options, self.out, self.work, self.tell = mapping, wanted, options, out, work, tell
        self.connection: DuckDBPyConnection = connect(work, options.memory)
        self.rejected: list[BadRow] = []
        self.unmapped: tuple[Unmapped, ...] = ()

    def run(self, inputs: Sequence[Path], digests: dict[Path, str]) -> RegisterBuild:
        try:
            how = {"skip_bad": self.options.skip_bad, "hold": not self.options.spark}
            tables = stage_tables(inputs, self.wanted, self.work / "staged", self.connection, self.tell, **how)
            self.rejected += [row for table in tables for row in table.bad]
            plans = self._plans(tables)
            self._check(plans, tables)
            plans = self._plans(tables)
            rows = sum(table.rows for table in tables)
            self.unmapped = find_unmapped(plans, self.connection)
            with closing(SparkEngine(self.options.spark) if self.options.spark else DuckEngine(self.connection)) as engine:
                made, cuts = self._make_rows(plans, tables, engine)
            for table in tables:
                release_rows(table, self.connection)
            told = partial(self.tell, "writing: quads")
            done = sort_quads(made, cuts, self._new(), self.work / "sorted", self.connection, told)
            if not done.quads:
                problem = "makes no quad of any row" + "".join(f"; {one}" for one in self.unmapped)
                raise InputError.of(self.mapping.path, problem, "make the subjects of columns that have values")
            if self.options.store:
                self.tell("loading the store", 0, 1)
                fill_store(self._new(), [self._new() / "quads.nq"], self.options.beside, self.connection)
                self.tell("loading the store", 1, 1)
            self._report(inputs, digests, tables, done)
        finally:
            self.connection.close()
        self._write_rejects()
        move_into_place(self._new(), self.out, self.work)
        return RegisterBuild(self.out, rows, done.quads, count_rows(self.rejected), self.unmapped)

    def _write_rejects(self) -> None:
        if self.options.rejects:
            replace_file(self.options.rejects, rejects_file(self.rejected))

    def _new(self) -> Path:
        folder = self.work / "new"
        folder.mkdir(exist_ok=True)
        return folder

    def _plans(self, tables: list[Table]) -> list[tuple[Plan, Table]]:
        """Return what each triples map makes of its table.

        :raises InputError: if a table or column is not there, or a column cannot be mapped.
        """
        faults: list[Fault] = []
        found: dict[str, Table] = {}
        for one in self.mapping.maps.values():
            try:
                found[one.name] = find_table(one.source, tables)
            except UsageError as error:
                faults.append(Fault(str(self.mapping.path), one.line, one.source, str(error), "name a file or table that is given"))
        for name, table in found.items():
            faults += column_faults(self.mapping, name, table, found)
        if faults:
            raise InputError(faults)
        columns = {
            name: {ROW: "int64", **{column: kind for column, kind in table.columns.items() if kind}} for name, table in found.items()
        }
        views = {name: ibis.table(columns[name], name=table.path.stem) for name, table in found.items()}
        DuckEngine(self.connection).attach([*found.values()])
        return [(Plan(one, self.mapping.maps, views), found[one.name]) for one in self.mapping.maps.values()]

    def _check(self, plans: list[tuple[Plan, Table]], tables: list[Table]) -> None:
        """Refuse bad rows, or take them out of the staged tables until there is none."""
        keys = [(one, find_table(one.table, tables)) for one in self.options.keys]
        parents = [(one, find_table(one.table, tables)) for one in self.options.parents]
        named = [(column, table) for key, table in keys for column in key.columns]
        named += [(column, table) for parent, table in parents for column in (parent.column, parent.key)]
        for column, table in named:
            if column not in table.columns:
                raise UsageError(f"{table.origin.name} has no column {column!r}{guess(column, table.columns)}")
        odd = self._odd_rows(tables, named)
        while True:
            self.tell("checking rows", 0, 1)
            found: Found = find_bad_rows(plans, keys, parents, self.connection, every=self.options.skip_bad)
            found.rows.extend(odd)
            odd = []
            self.tell("checking rows", 1, 1)
            if not found.rows:
                return
            if not self.options.skip_bad:
                raise InputError(collect(found.rows, found.totals))
            self.rejected += found.rows
            for table in tables:
                _drop_rows(table, {one.row for one in found.rows if (one.path, one.table) == (table.origin, table.inner)}, self.connection)

    def _odd_rows(self, tables: list[Table], named: Iterable[tuple[str, Table]]) -> list[BadRow]:
        """Return the rows with a cell that is not what it seems, in a column that the mapping reads or an option names."""
        found = {name: find_table(one.source, tables) for name, one in self.mapping.maps.items()}
        used = {(id(table), column) for column, table in named}
        for name, table in found.items():
            used |= {(id(where), column) for column, _, where in columns_read(self.mapping, name, table, found)}
        return [replace(row, table=table.inner) for table in tables for row in table.odd if (id(table), row.column) in used]

    def _make_rows(self, plans: list[tuple[Plan, Table]], tables: list[Table], engine: Engine) -> tuple[list[tuple[Part, Path]], int]:
        """Return the parts of all maps, each with the folder in which its rows are now, by cut; and the number of cuts."""
        engine.attach(tables)
        lasts = {id(table): self._last(table) for table in tables}
        made = []
        for number, (plan, table) in enumerate(plans):
            single = {join for join in plan.joins() if self._is_single(join, tables)}
            made += [(part, table, self.work / "raw" / f"{number:03d}-{place:02d}") for place, part in enumerate(plan.parts(single))]
        whole, done = sum(table.rows for _, table, _ in made), 0
        bounds = find_bounds([(part, table.rows, lasts[id(table)]) for part, table, _ in made], self.connection)
        for part, table, folder in made:
            folder.mkdir(parents=True, exist_ok=True)
            for stopped in folder.glob("*.tmp"):
                shutil.rmtree(stopped, ignore_errors=True) if stopped.is_dir() else stopped.unlink()
            last = lasts[id(table)]
            size = max(_ROWS, -(-last // _PARTITIONS))
            for first in range(1, last + 1, size):
                path = folder / f"{first:012d}.parquet"
                if not path.exists():
                    engine.write(dealt(part.rows(first, first + size - 1), bounds), path, CUT)
                done += min(size, last - first + 1)
                self.tell("mapping: rows", min(done, whole), whole)
        if not whole and self.rejected:
            self._write_rejects()
            problem = f"maps no row: all {count_rows(self.rejected):,} were left out as bad"
            raise InputError.of(self.mapping.path, problem, "build without --skip-bad to see why")
        if not whole:
            raise InputError.of(self.mapping.path, "maps no row: the tables are empty", "give tables with rows")
        return [(part, folder) for part, table, folder in made if table.rows], len(bounds) + 1

    def _last(self, table: Table) -> int:
        return self._value(f"SELECT coalesce(max({quote_name(ROW)}), 0) FROM {table.source}")

    def _is_single(self, join: Join, tables: list[Table]) -> bool:
        """Return whether a join finds one row at most: no two rows of the table have the same values."""
        table = find_table(self.mapping.maps[join.parent].source, tables)
        columns = [quote_name(theirs) for _, theirs in join.conditions]
        stated = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        rows = f"SELECT {', '.join(columns)} FROM {table.source} WHERE {stated}"
        return not self._value(f"SELECT count(*) FROM ({rows} GROUP BY ALL HAVING count(*) > 1)")

    def _value(self, sql: str) -> int:
        return int(self.connection.execute(sql).fetchall()[0][0])

    def _report(self, inputs: Sequence[Path], digests: dict[Path, str], tables: list[Table], done: Sorted) -> None:
        new = self._new()
        files = describe_files(new, {"quads.nq": done.digest})
        if self.options.store:
            mark_register(new, files)
        report = {
            "cengji": __version__,
            "inputs": [{"name": path.name, "sha256": digests[path]} for path in inputs],
            "mapping": {"name": self.mapping.path.name, "sha256": digests[self.mapping.path]},
            "tables": [{"name": table.name, "file": table.origin.name, "rows": table.rows} for table in tables],
            "rejected": count_rows(self.rejected),
            "unmapped": [{"map": one.map, "table": one.table, "columns": one.columns, "rows": one.rows} for one in self.unmapped],
            "quads": done.quads,
            "files": files,
        }
        replace_file(new / _REPORT, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())


def _drop_rows(table: Table, rows: set[int], connection: DuckDBPyConnection) -> None:
    if rows:
        listed = ", ".join(f"({row})" for row in sorted(rows))
        keep_rows(table, f"SELECT * FROM {table.source} WHERE {quote_name(ROW)} NOT IN (SELECT * FROM (VALUES {listed}))", connection)
        describe(table, connection)
