"""Apache Spark gives the same bytes as DuckDB, whoever is killed half-way: local, a master with two workers, Spark Connect."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from cengji import api
from tests.conftest import ROOT
from tests.register.clusters import connect_server, environment_of, standalone
from tests.register.environments import make_environment
from tests.register.nasty import MAPPING, expected
from tests.register.test_build import ORGS, orgs, write, write_nasty

pytestmark = pytest.mark.slow
BODIES = 200_000
BUILD = """
import sys
from cengji.cli import cengji
cengji(["register", "build", sys.argv[1], "--mapping", sys.argv[2], "--out", sys.argv[3], "--engine", "spark", "--master", sys.argv[4]])
"""


@pytest.fixture(scope="module")
def python() -> Path:
    """The Python of an environment with pyspark, which cannot be beside pyspark-client."""
    return make_environment("spark")


@pytest.fixture(scope="module")
def cluster(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    with standalone(python, tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A table of 200,000 bodies, a mapping, and what DuckDB makes of them."""
    folder = tmp_path_factory.mktemp("bodies")
    rows = "".join(f"{n},甲 {n},{n // 10 or ''},{n}\n" for n in range(1, BODIES + 1))
    source, mapping = orgs(folder, "code,name,up,size\n" + rows, ORGS)
    api.build_register([source], mapping, folder / "out")
    return source, mapping, (folder / "out/quads.nq").read_bytes()


def begin(python: Path, *words: object) -> subprocess.Popen[str]:
    environment = environment_of(python) | {"PYTHONPATH": str(ROOT / "graph")}
    command = [str(python), "-c", BUILD, *map(str, words)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(process: subprocess.Popen[str], code: int = 0) -> str:
    said = process.communicate(timeout=900)[1]
    assert process.returncode == code, said
    return said


def wait_until_it_maps(process: subprocess.Popen[str], out: Path) -> None:
    """Return when Spark has begun to write."""
    for _ in range(9000):
        if [*out.with_name(f".{out.name}.register").glob("raw/*/*.tmp/_temporary/*")]:
            return
        assert process.poll() is None, process.communicate()[1]
        Event().wait(0.02)
    pytest.fail("Spark writes nothing")


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("master", ["local[2]", "cluster"])
def test_nasty_rows_are_the_same_on_spark(
    python: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, master: str
) -> None:
    mapping = write(tmp_path, m__ttl=MAPPING)["m__ttl"]
    finish(begin(python, write_nasty(tmp_path / "nasty.parquet"), mapping, tmp_path / "out", cluster[0] if master == "cluster" else master))
    assert (tmp_path / "out/quads.nq").read_bytes() == expected()


@pytest.mark.filterwarnings("ignore")
def test_nasty_rows_are_the_same_by_spark_connect(python: Path, tmp_path: Path) -> None:
    mapping = write(tmp_path, m__ttl=MAPPING)["m__ttl"]
    with connect_server(python, tmp_path) as address:
        api.build_register([write_nasty(tmp_path / "nasty.parquet")], mapping, tmp_path / "out", remote=address)
    assert (tmp_path / "out/quads.nq").read_bytes() == expected()


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_driver_and_client_may_be_killed(python: Path, register: tuple[Path, Path, bytes], tmp_path: Path) -> None:
    source, mapping, wanted = register
    out = tmp_path / "out"
    first = begin(python, source, mapping, out, "local[2]")
    wait_until_it_maps(first, out)
    for child in children(first.pid):
        os.kill(child, signal.SIGKILL)
    said = finish(first, 4)
    assert "local[2] could not do it" in said and "goes on where this ended" in said and "Traceback" not in said, said
    assert not out.exists()
    second = begin(python, source, mapping, out, "local[2]")
    wait_until_it_maps(second, out)
    second.kill()
    second.communicate(timeout=300)
    assert not out.exists()
    finish(begin(python, source, mapping, out, "local[2]"))
    assert (out / "quads.nq").read_bytes() == wanted


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_a_worker_may_be_killed(
    python: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]], register: tuple[Path, Path, bytes], tmp_path: Path
) -> None:
    source, mapping, wanted = register
    address, workers = cluster
    running = begin(python, source, mapping, tmp_path / "out", address)
    wait_until_it_maps(running, tmp_path / "out")
    os.killpg(workers[0].pid, signal.SIGKILL)  # with its executor
    finish(running)
    assert (tmp_path / "out/quads.nq").read_bytes() == wanted
