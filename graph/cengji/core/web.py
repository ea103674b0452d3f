"""Serving HTTP: where to listen, which host names are answered to, and the headers that every answer bears."""

from __future__ import annotations

import socket
from collections.abc import Collection, Mapping
from typing import Final

from cengji.core.errors import UnavailableError
from cengji.core.extras import require_extra

with require_extra("serve"):
    from starlette.datastructures import Headers, MutableHeaders
    from starlette.responses import PlainTextResponse
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SAFE_HEADERS", "Gate", "Refusal", "is_known_host", "listen"]

SAFE_HEADERS: Final = {
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""What every answer says to a browser, page or not."""

Refusal = tuple[int, str]
"""The status and the words of a refusal."""


class Gate:
    """Refuses requests before an application sees them, and adds headers to every answer."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        """Stand before an application; ``headers`` are those of every answer."""
        self.app, self.headers = app, {**SAFE_HEADERS, **headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        refusal = self.refusal(scope["path"], scope["method"], Headers(scope=scope))
        answer = self.app if refusal is None else PlainTextResponse(refusal[1], refusal[0])
        await answer(scope, receive, send_guarded)

    def refusal(self, path: str, method: str, headers: Headers) -> Refusal | None:
        """Return why a request is refused, None where it is not."""
        raise NotImplementedError


def is_known_host(given: Collection[str], known: Collection[str]) -> bool:
    """Return whether a request names one host, and that is one of ours: a foreign name that leads here is another page's trick.

    >>> is_known_host(["127.0.0.1:80"], {"127.0.0.1:80"}), is_known_host(["evil.example"], {"127.0.0.1:80"}), is_known_host([], {""})
    (True, False, False)
    """
    return len(given) == 1 and all(host.lower() in known for host in given)


def listen(host: str, port: int, *, backlog: int = 64) -> socket.socket:
    """Return a socket that listens; port 0 is any that is free.

    :raises UnavailableError: if the address is taken, or none of this machine.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(backlog)
    except OSError as error:
        listening.close()
        raise UnavailableError(f"cannot listen at {host}:{port}: {error.strerror or error}") from error
    return listening
