"""Publishing in a process of its own, so that a build neither slows down nor swells the server that is in service."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from cengji.core.errors import CengjiError, UnavailableError
from cengji.query.process import settle_worker
from cengji.serve.published import Published

__all__ = ["publish_apart"]


def publish_apart(publish: Callable[[Path], Published], folder: Path) -> Published:
    """Return what a function publishes in a folder; it is one that a new interpreter can import.

    :raises UnavailableError: with the message of whatever went wrong there.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_publish, args=(sender, publish, folder), daemon=True)
    with receiver:
        process.start()
        sender.close()
        try:
            made = receiver.recv()
        except EOFError:
            process.join()
            made = f"the process that published the data ended early ({process.exitcode})"
    process.join()
    if not isinstance(made, Published):
        raise UnavailableError(str(made))
    return made


def _publish(sender: Connection, publish: Callable[[Path], Published], folder: Path) -> None:
    settle_worker()
    try:
        sender.send(publish(folder))
    except (CengjiError, OSError, MemoryError, ValueError) as error:
        sender.send(f"{error or type(error).__name__}")
