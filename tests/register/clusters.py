"""Clusters of Apache Spark on this machine: processes on the loopback address that share its disk."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event

import pytest

__all__ = ["connect_server", "environment_of", "free_port", "standalone", "wait_for"]

_CONF = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when a port answers."""
    for _ in range(1800):
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        Event().wait(0.1)
    pytest.fail(f"nothing answers at port {port}")


def environment_of(python: Path) -> dict[str, str]:
    """Return the variables with which the pyspark beside a Python stays on the loopback address."""
    home = next((python.parents[1] / "lib").glob("python3*/site-packages/pyspark"))
    options = {**_CONF, "spark.executor.memory": "600m", "spark.executor.cores": "1"}
    arguments = " ".join(f"--conf {name}={value}" for name, value in options.items())
    return os.environ | {
        "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": str(python),
        "PYSPARK_SUBMIT_ARGS": f"{arguments} pyspark-shell",
    }  # fmt: skip


@contextmanager
def _running(environment: dict[str, str], folder: Path, *command: object) -> Iterator[subprocess.Popen[bytes]]:
    """Have a program of Spark run in a session of its own, with what it says in a file; it is killed at the end, with its children."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [f"{environment['SPARK_HOME']}/bin/{command[0]}", *map(str, command[1:])]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, env=environment, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


@contextmanager
def standalone(python: Path, folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Have a master with two workers; gives its address, and the processes of the workers, each the leader of its group."""
    environment, port = environment_of(python), free_port()
    with ExitStack() as stack:
        master = (
            "spark-class",
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--webui-port",
            free_port(),
        )
        stack.enter_context(_running(environment, folder / "master", *master))
        wait_for(port)
        workers = []
        for number in (1, 2):
            options = (
                "--host",
                "127.0.0.1",
                "--webui-port",
                free_port(),
                "--cores",
                1,
                "--memory",
                "1200m",
                "--work-dir",
                folder / f"w{number}",
            )
            worker = ("spark-class", "org.apache.spark.deploy.worker.Worker", *options, f"spark://127.0.0.1:{port}")
            workers.append(stack.enter_context(_running(environment, folder / f"worker-{number}", *worker)))
        yield f"spark://127.0.0.1:{port}", workers


@contextmanager
def connect_server(python: Path, folder: Path) -> Iterator[str]:
    """Have Spark's own server of Spark Connect; gives its address."""
    environment, port = environment_of(python), free_port()
    del environment["PYSPARK_SUBMIT_ARGS"]
    conf = {**_CONF, "spark.connect.grpc.binding.address": "127.0.0.1", "spark.connect.grpc.binding.port": str(port)}
    options = [word for name, value in conf.items() for word in ("--conf", f"{name}={value}")]
    name = "org.apache.spark.sql.connect.service.SparkConnectServer"
    with _running(environment, folder / "connect", "spark-submit", "--class", name, "--master", "local[2]", *options, "spark-internal"):
        wait_for(port)
        yield f"sc://127.0.0.1:{port}"
