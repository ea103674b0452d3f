"""Run commands that are killed at a chosen moment: each a fork of this process, which has imported the package.

A request is a line of JSON on standard input: ``arguments`` of the command line, or ``replace``, the paths of a folder of
files and of the folder whose files they replace; and a moment. ``at`` is the number of the step before which it kills
itself: opening a file for writing, moving, removing, making a folder, forking, sending to a server. ``size`` is that of a file
at which the system kills whoever writes more; ``seconds`` is a time. The answer is a line: ``code``, negative for a signal,
``steps``, their names, if it came to its end, ``orphans``, whether a process that it began still runs long after.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pkgutil
import resource
import select
import signal
import sys
from pathlib import Path
from typing import Any

import networkx as nx  # noqa: F401 - what the commands import is imported once
import pyoxigraph  # noqa: F401
import pyshacl  # noqa: F401
import rdflib  # noqa: F401
import requests  # noqa: F401

import cengji as package
from cengji.cli import cengji
from cengji.core.files import replace_files
from cengji.core.sparql import read_tokens

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.fork", "http.client.send"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PATIENCE = 60.0  # seconds for a worker to end after its parent


class Steps:
    """Counts the steps of a process, and kills it before one of them."""

    def __init__(self, at: int | None) -> None:
        self.at, self.process = at, os.getpid()
        self.done: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_step = event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING)
        if is_step and os.getpid() == self.process:
            if len(self.done) == self.at:
                os.kill(self.process, signal.SIGKILL)
            self.done.append(event)


def run(request: dict[str, Any], report: int) -> int:
    """Do what a request asks, in a process of its own; report its steps, and return the exit code."""
    os.setsid()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if (size := request.get("size")) is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    for number in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    steps = Steps(request.get("at"))
    sys.addaudithook(steps)
    code = 0
    try:
        if "replace" in request:
            source, target = map(Path, request["replace"])
            replace_files(target, {path.name: path.read_bytes() for path in sorted(source.iterdir())})
        else:
            cengji(request["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    os.write(report, json.dumps(steps.done).encode())
    return code


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Have a request done, and kill it when its time comes."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 70
        with contextlib.suppress(BaseException):
            code = run(request, writer)
        os._exit(code)
    os.close(writer)
    if (seconds := request.get("seconds")) is not None:
        signal.sigtimedwait({signal.SIGCHLD}, seconds)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.sigtimedwait({signal.SIGCHLD}, 0)
    said = b""
    while select.select([reader], [], [], PATIENCE)[0]:  # ready at the end too, when the last process that holds the other end is gone
        part = os.read(reader, 65536)
        if not part:
            break
        said += part
    else:
        os.killpg(child, signal.SIGKILL)
        return {"code": code, "steps": None, "orphans": True}
    os.close(reader)
    return {"code": code, "steps": json.loads(said) if said else None, "orphans": False}


if __name__ == "__main__":
    for module in pkgutil.walk_packages(package.__path__, "cengji."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    next(read_tokens(""), None)  # its grammar is compiled once
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201 - a command
