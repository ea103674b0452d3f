"""A process that asks queries for another: it ends with its parent, keeps quiet, and keeps within bounds of memory and time."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
import time
from contextlib import suppress
from math import ceil
from multiprocessing.connection import wait
from pathlib import Path

__all__ = ["bound_process", "quieten", "settle_worker"]

_MEGABYTE = 1024 * 1024


def settle_worker() -> None:
    """Have this process end with its parent, leave interrupts to it, and say nothing."""
    _end_with_parent()
    quieten()


def quieten() -> None:
    """Have this process leave interrupts to its parent and say nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _end_with_parent() -> None:
    """End this process when its parent does, however that was ended: the parent holds the other end of a pipe."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait_for_end() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()


def bound_process(*, seconds: float | None, megabytes: int | None) -> None:
    """Bound this process where the system can: memory beside what it has, and processor time in case nobody is left to kill it."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if seconds is not None:
        _lower(resource.RLIMIT_CPU, ceil(seconds + time.process_time()) + 1)
    if megabytes is not None:
        _lower(resource.RLIMIT_AS, _address_space() + megabytes * _MEGABYTE)


def _lower(what: int, limit: int) -> None:
    import resource

    hard = resource.getrlimit(what)[1]
    bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (bound, bound))


def _address_space() -> int:
    """Return the bytes of address space in use, 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
