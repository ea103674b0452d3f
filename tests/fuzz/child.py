"""A command in a child of its own: forked from a warm parent, bounded in CPU time and memory."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from cengji.cli import cengji

__all__ = ["CPU_SECONDS", "MEGABYTES", "Outcome", "run_command"]

CPU_SECONDS = 20
MEGABYTES = 1024


@dataclass(frozen=True)
class Outcome:
    """How a command ended: exit code (minus the signal that killed it), what it printed, what it used."""

    code: int
    stdout: bytes
    stderr: str
    seconds: float
    megabytes: float


def run_command(arguments: list[str], folder: Path) -> Outcome:
    """Run a command of ``cengji`` in a folder, which gets what it prints as the files ``stdout`` and ``stderr``."""
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        _become(arguments, folder)
    _, status, used = os.wait4(process, 0)
    printed = (folder / "stderr").read_text("utf-8", "backslashreplace")
    return Outcome(
        os.waitstatus_to_exitcode(status),
        (folder / "stdout").read_bytes(),
        printed,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
    )


def _become(arguments: list[str], folder: Path) -> None:
    """Be the command, and never return."""
    code = 70
    try:
        os.chdir(folder)
        for descriptor, name, flags in ((0, os.devnull, os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)):
            os.dup2(os.open(name, flags | (os.O_CREAT | os.O_TRUNC if descriptor else 0)), descriptor)
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        here = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (here + MEGABYTES * 2**20,) * 2)
        cengji.main(args=arguments, prog_name="cengji")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
