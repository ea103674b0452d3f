"""A worker ends with its parent, however that was ended."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

import pytest

# Asks a query without end; the worker says by a pipe, which it and its parent hold open, that it has begun.
PARENT = """
import os, signal, sys
import pyoxigraph as ox
from cengji.dataset import Dataset
from cengji.query import worker, Limits

for ending in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(ending, signal.SIG_DFL)  # nohup passes on that it is ignored
pipe, ask = int(sys.argv[1]), worker.ask

def begin(data, sparql):
    os.write(pipe, b"begun")
    return ask(data, sparql)

worker.ask = begin
quads = [ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal(n), ox.NamedNode("urn:g")) for n in range(500)]
worker.run_bounded("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }", Dataset(quads), Limits())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forks there")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_worker_outlives_its_parent(ending: signal.Signals) -> None:
    reader, writer = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(writer)], pass_fds=[writer])
    os.close(writer)
    try:
        assert os.read(reader, 5) == b"begun"
        parent.send_signal(ending)
        parent.wait()
        assert select.select([reader], [], [], 300)[0], "the worker goes on"
        assert os.read(reader, 1) == b""
    finally:
        parent.kill()
        os.close(reader)
