"""A server of Spark Connect gives the same bytes as DuckDB: Sail, which needs no Java."""

from __future__ import annotations

import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from cengji import api
from cengji.core.errors import UnavailableError
from tests.register.nasty import MAPPING, expected
from tests.register.test_build import ORGS, orgs, write, write_nasty
from tests.register.test_closure import random_edges, register_of

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def sail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    program = Path(sysconfig.get_path("scripts")) / "sail"
    with (tmp_path_factory.mktemp("sail") / "log").open("w") as log:
        server = subprocess.Popen([program, "spark", "server", "--ip", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log)
        try:
            wait_for(port)
            yield f"sc://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def wait_for(port: int) -> None:
    """Return when a port answers."""
    for _ in range(600):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        Event().wait(0.1)
    pytest.fail("Sail does not answer")


@pytest.mark.filterwarnings("ignore")
def test_nasty_rows_and_joins_come_out_the_same(sail: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = write(tmp_path, m__ttl=MAPPING)["m__ttl"]
    api.build_register([write_nasty(tmp_path / "nasty.parquet")], mapping, tmp_path / "nasty", remote=sail)
    assert (tmp_path / "nasty/quads.nq").read_bytes() == expected()
    rows = "".join(f"{n},甲 {n},{n // 10 or ''},{n}\n" for n in range(1, 500))
    source, mapping = orgs(tmp_path, "code,name,up,size\n" + rows, ORGS)
    monkeypatch.setattr("cengji.register.build._ROWS", 200)
    api.build_register([source], mapping, tmp_path / "here")
    api.build_register([source], mapping, tmp_path / "there", remote=sail)
    assert (tmp_path / "here/quads.nq").read_bytes() == (tmp_path / "there/quads.nq").read_bytes()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("cycles", [False, True])
def test_the_closure_by_joins_is_that_of_recursion(sail: str, tmp_path: Path, cycles: bool) -> None:
    register = register_of(tmp_path / "r", random_edges(7 + cycles, cycles=cycles), [("b1", "t1"), ("b2", "t1")])
    assert api.register_closure(register, remote=sail) == api.register_closure(register)


@pytest.mark.filterwarnings("ignore")
def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    source, mapping = orgs(tmp_path)
    with pytest.raises(UnavailableError, match=r"cannot reach sc://127\.0\.0\.1:9: "):
        api.build_register([source], mapping, tmp_path / "out", remote="sc://127.0.0.1:9")
    assert not (tmp_path / "out").exists()
