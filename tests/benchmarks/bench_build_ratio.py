"""The cold build against rdflib: CPU of fresh processes, side by side in one run.

Run by name; the ratio, not the time, is asserted.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

LIMIT = 5.0
PEER = """
import sys, rdflib
quads = rdflib.Dataset()
quads.parse(sys.argv[1], format="nquads")
merged = rdflib.Graph()
for s, p, o, _ in quads.quads():
    merged.add((s, p, o))
merged.serialize(sys.argv[2], format="turtle")
"""


def _cpu_seconds(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_cold_build_costs_at_most_five_round_trips_of_rdflib(tmp_path: Path) -> None:
    out, turtle = tmp_path / "out", tmp_path / "peer.ttl"
    builds, peers = [], []
    for _ in range(3):
        builds.append(_cpu_seconds(sys.executable, str(ROOT / "build.py"), "--out", str(out)))
        peers.append(_cpu_seconds(sys.executable, "-c", PEER, str(out / "graph.nq"), str(turtle)))
    ratio = min(builds) / min(peers)
    sys.stderr.write(f"\ncold build {min(builds):.2f} s CPU, rdflib {min(peers):.2f} s CPU, ratio {ratio:.2f}\n")
    assert ratio <= LIMIT
