"""What stops a build half-way leaves the register that was there, and the next run goes on from where it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.register.test_build import orgs

KILLED = """
import os, signal, sys
from pathlib import Path
from cengji.register import build
build._ROWS = 100
build.sort_quads = lambda *rest: os.kill(os.getpid(), signal.SIGKILL)
build.build_register([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3]))
"""
RESUMED = """
import sys
from pathlib import Path
from cengji.register import build, engines
build._ROWS = 100
write, times = engines.DuckEngine.write, []
def count(self, expression, path, by=""):
    times.append(path)
    write(self, expression, path, by)
engines.DuckEngine.write = count
print(build.build_register([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3])).quads, len(times))
"""
FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
from cengji.cli import cengji
cengji(["register", "build", sys.argv[1], "--mapping", sys.argv[2], "--out", sys.argv[3]])
"""


def run(code: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *map(str, paths)], capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL and no limits")
def test_a_killed_build_leaves_the_old_register_and_goes_on(tmp_path: Path) -> None:
    source, mapping = orgs(tmp_path, "code,name,up,size\n1,x,,1\n")
    out = tmp_path / "out"
    assert run(RESUMED, source, mapping, out).stdout.split() == ["3", "1"]
    before = (out / "quads.nq").read_bytes()
    orgs(tmp_path, "code,name,up,size\n" + "".join(f"{n},x{n}," + ("," if n < 10 else f"{n // 10},") + f"{n}\n" for n in range(1, 1000)))
    full = run(FULL, source, mapping, out)
    assert full.returncode == 4 and "cannot write" in full.stderr and "Traceback" not in full.stderr, full.stderr
    assert (out / "quads.nq").read_bytes() == before
    assert run(KILLED, source, mapping, out).returncode == -9
    assert (out / "quads.nq").read_bytes() == before
    done = run(RESUMED, source, mapping, out)
    assert done.stdout.split() == [str(999 * 3 + 990), "0"], done.stderr
    assert len((out / "quads.nq").read_text(encoding="utf-8").splitlines()) == 999 * 3 + 990
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
