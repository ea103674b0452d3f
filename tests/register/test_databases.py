"""Tables of PostgreSQL become quads as files do."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cengji import api
from cengji.core.errors import InputError, UnavailableError, UsageError
from tests.conftest import need
from tests.register.clusters import free_port
from tests.register.nasty import MAPPING, expected
from tests.register.test_build import GOOD, ORGS, orgs, values, write

pytestmark = pytest.mark.server
PROGRAMS = f"{os.environ['PATH']}{os.pathsep}" + os.pathsep.join(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"))))


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The URL of an empty database, on the loopback address; PostgreSQL refuses to run as root."""
    initdb, server = (shutil.which(name, path=PROGRAMS) for name in ("initdb", "postgres"))
    need("PostgreSQL's server", initdb and server)
    user = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="cengji-pg-") as name:
        if user:
            shutil.chown(name, "nobody")
        data, port = Path(name) / "data", free_port()
        command = [initdb, "-D", data, "-U", "cengji", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, cwd=name, **user)
        options = ["-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={name}", "-F"]
        process = subprocess.Popen([server, *options], cwd=name, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **user)
        try:
            for line in process.stderr or ():
                if "ready to accept connections" in line:
                    break
            yield f"postgresql://cengji@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.communicate(timeout=30)


def put(database: str, sql: str) -> None:
    subprocess.run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", database], input=sql, text=True, check=True, capture_output=True)


def text(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def test_nasty_rows_keys_and_types_of_a_database(database: str, tmp_path: Path) -> None:
    rows = ", ".join(f"({n}, {text(value)})" for n, value in values())
    put(database, f"SET standard_conforming_strings = on; CREATE TABLE nasty (n integer, value text); INSERT INTO nasty VALUES {rows};")  # noqa: S608
    mapping = write(tmp_path, m__ttl=MAPPING)["m__ttl"]
    api.build_register([], mapping, tmp_path / "nasty", databases=[database])
    assert (tmp_path / "nasty/quads.nq").read_bytes() == expected()
    put(database, "CREATE SCHEMA s; CREATE TABLE s.orgs (code text, name text, up text, size numeric(9, 0));")
    lines = GOOD.splitlines()[1:]
    cells = [", ".join(text(cell or None) for cell in line.split(",")) for line in lines]
    put(database, f"INSERT INTO s.orgs VALUES ({'), ('.join(cells)});")  # noqa: S608
    source, mapping = orgs(tmp_path)
    api.build_register([source], mapping, tmp_path / "file")
    mapping.write_text(ORGS.replace('rml:source "orgs.csv"', 'rr:tableName "s.orgs"'), encoding="utf-8")
    api.build_register([], mapping, tmp_path / "out", databases=[database], keys=["s.orgs:code"], parents=["s.orgs:up=code"])
    assert (tmp_path / "file/quads.nq").read_bytes() == (tmp_path / "out/quads.nq").read_bytes()
    put(database, "INSERT INTO s.orgs VALUES ('01', 'x', '99', 1); ALTER TABLE s.orgs ALTER COLUMN name TYPE double precision USING 1.5;")
    with pytest.raises(InputError, match="is of the type DOUBLE"):
        api.build_register([], mapping, tmp_path / "out", databases=[database])
    put(database, "ALTER TABLE s.orgs ALTER COLUMN name TYPE text;")
    with pytest.raises(InputError, match=r"row 4 has the key of an earlier row: '01 \(row 1\)'"):
        api.build_register([], mapping, tmp_path / "out", databases=[database], keys=["s.orgs:code"], parents=["s.orgs:up=code"])


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    mapping = write(tmp_path, m__ttl=ORGS)["m__ttl"]
    with pytest.raises(UnavailableError, match=r"the database could not be read: .*127\.0\.0\.1"):
        api.build_register([], mapping, tmp_path / "out", databases=["postgresql://x@127.0.0.1:9/x"])
    with pytest.raises(UsageError, match="is no database"):
        api.build_register([], mapping, tmp_path / "out", databases=["mysql://x@h/x"])
    with pytest.raises(UsageError, match="no input"):
        api.build_register([], mapping, tmp_path / "out")
