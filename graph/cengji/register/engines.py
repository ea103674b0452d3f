"""The engines that run a compiled mapping: DuckDB in this process, Apache Spark, or any server that speaks Spark Connect."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from cengji.core.errors import UnavailableError
from cengji.core.extras import require_extra
from cengji.register.tables import Table, copy_to, quote_name

with require_extra("register"):
    import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession
    from pyspark.sql.connect.session import SparkSession as ConnectSession

__all__ = ["DuckEngine", "Engine", "SparkEngine"]


_PATIENCE: Final = 10.0
"""Seconds to wait for a server to answer."""
_PORTS: Final = {"sc": 15002, "spark": 7077}


class Engine(Protocol):
    """What runs an expression over staged tables and writes its rows to Parquet."""

    def attach(self, tables: Iterable[Table]) -> None:
        """Make the tables known under the names of their files."""

    def write(self, expression: ir.Table, path: Path, by: str = "") -> None:
        """Write the rows to a Parquet file or a folder of such, whole or not at all.

        :param by: a column for whose values there are folders in the folder, without it.
        """

    def close(self) -> None:
        """Let go of what the engine holds."""


class DuckEngine:
    """DuckDB, in this process."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def attach(self, tables: Iterable[Table]) -> None:
        """Make views of the files; tables that are held have their names already."""
        for table in tables:
            if not table.held:
                self._connection.execute(f"CREATE OR REPLACE VIEW {quote_name(table.path.stem)} AS SELECT * FROM {table.source}")

    def write(self, expression: ir.Table, path: Path, by: str = "") -> None:
        """Write the rows to a Parquet file, or a folder of such."""
        copy_to(self._connection, str(ibis.to_sql(expression, dialect="duckdb")), path, passing=True, by=by)

    def close(self) -> None:
        """Leave the connection open: the rows are sorted on it."""


@contextmanager
def _of_a_file() -> Iterator[None]:
    """Have the program look as if it came from a file: else, as under ``python -c``, pyspark takes it for its doctests and ends it."""
    main = sys.modules["__main__"]
    bare = not hasattr(main, "__file__")
    if bare:
        main.__file__ = ""
    try:
        yield
    finally:
        if bare:
            del main.__file__


class SparkEngine:
    """Apache Spark that sees the same files as this process: a server of Spark Connect, as Sail is too, or a master's cluster."""

    def __init__(self, address: str) -> None:
        """Connect to ``sc://HOST:PORT``, or run on a master such as ``local[2]`` or ``spark://HOST:PORT``.

        :raises UnavailableError: if the extra is not installed, or nothing answers there.
        """
        self._address = address
        remote = address.startswith("sc:")
        opened = _open_remote if remote else _open_master
        try:
            if "://" in address:
                socket.create_connection(_host_and_port(address), _PATIENCE).close()  # pyspark itself tries for minutes
            self._session = opened(address)
            self._session.sql("SELECT 1").collect()
        except UnavailableError:
            raise
        except Exception as error:  # gRPC's and Java's errors are of several kinds
            remedy = "start Spark's Connect server or Sail there" if remote else "start Spark's master and workers; Java 17 is needed here"
            raise UnavailableError(f"cannot reach {address}: {_first_line(error)}; {remedy}") from error

    def attach(self, tables: Iterable[Table]) -> None:
        """Make views of the files."""
        for table in tables:
            self._run(partial(self._make_view, table))

    def _make_view(self, table: Table) -> None:
        self._session.read.parquet(str(table.path.resolve())).createOrReplaceTempView(table.path.stem)

    def write(self, expression: ir.Table, path: Path, by: str = "") -> None:
        """Write the rows to a folder of Parquet files.

        Its first name is that of this process alone: a server may still write for one that was killed.
        """
        sql = str(ibis.to_sql(expression, dialect="pyspark"))
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        shutil.rmtree(temporary, ignore_errors=True)
        columns = [by] if by else []
        self._run(lambda: self._session.sql(sql).write.mode("overwrite").partitionBy(*columns).parquet(str(temporary.resolve())))
        if not any(temporary.rglob("*.parquet")) and self._has_rows(sql):
            raise UnavailableError(f"{self._address} wrote nothing to {temporary}: server and client must share that folder")
        temporary.mkdir(exist_ok=True)
        temporary.replace(path)

    def _has_rows(self, sql: str) -> bool:
        found: list[object] = []
        self._run(lambda: found.extend(self._session.sql(f"SELECT 1 FROM ({sql}) LIMIT 1").collect()))
        return bool(found)

    def close(self) -> None:
        """End the session; what was written stays."""
        with suppress(Exception):  # a server that is gone has ended it already
            self._session.stop()

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:
            raise UnavailableError(
                f"{self._address} could not do it: {_first_line(error)}; the same command goes on where this ended"
            ) from error


def _open_remote(address: str) -> SparkSession | ConnectSession:
    with require_extra("spark"), _of_a_file():
        from pyspark.sql.connect.session import SparkSession
    return SparkSession.builder.remote(address).getOrCreate()


def _open_master(address: str) -> SparkSession:
    with require_extra("spark-local"):
        import pyspark.core.context  # the part of pyspark that its client lacks
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(address).appName("cengji").config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR").getOrCreate()
    pyspark.core.context.SparkContext.setLogLevel(session.sparkContext, "ERROR")
    return session


def _host_and_port(address: str) -> tuple[str, int]:
    """Return what an address such as ``sc://host:15002/;token=x`` or ``spark://host:7077`` connects to."""
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("write it as sc://HOST:PORT or spark://HOST:PORT")
    return parts.hostname, parts.port or _PORTS[parts.scheme]


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
