"""The connection: a request whose head is too long or too slow to come is refused before anything is made of it.

An answer leaves in one piece, head and body, and who does not take it in time loses the connection.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from cengji.core.extras import require_extra

with require_extra("serve"):
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["GATHER", "Outlet", "door_of"]

GATHER: Final = "cengji.gather"
"""The extension of ASGI that is the context in which what is written is gathered."""
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_PIPELINED = 16
_COPIED = 65536


class Outlet:
    """A transport that within its context gathers what is written, and ends where that is not taken within some seconds."""

    def __init__(self, transport: Any, seconds: float) -> None:  # noqa: ANN401 - asyncio's or uvloop's
        """Write to a transport."""
        self._transport, self._seconds = transport, seconds
        self._parts: list[bytes] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever it has
        """Return anything else of the transport."""
        return getattr(self._transport, name)

    def __enter__(self) -> None:
        """Begin to gather."""
        self._parts = []

    def __exit__(self, *_: object) -> None:
        """Write what was gathered."""
        parts, self._parts = self._parts or [], None
        if sum(map(len, parts)) <= _COPIED:
            parts = [b"".join(parts)]
        for part in filter(None, parts):
            self.write(part)

    def write(self, data: bytes) -> None:
        """Write, or gather."""
        if self._parts is not None:
            self._parts.append(data)
            return
        self._transport.write(data)
        if self._timer is None and self._transport.get_write_buffer_size():
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._look)

    def close(self) -> None:
        """Write what was gathered, then close."""
        self.__exit__()
        self._transport.close()

    def _look(self) -> None:
        self._timer = None
        if self._transport.get_write_buffer_size():
            self._transport.abort()


def door_of(head: int, arrival: float, delivery: float) -> type[HttpToolsProtocol]:
    """Return the protocol of a connection whose requests have heads of at most so many bytes, which arrive within so many seconds.

    An answer must be taken within the seconds of ``delivery``.
    """

    class Door(HttpToolsProtocol):
        """A connection that counts and times the heads of requests."""

        _coming = 0
        _within = False
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - uvicorn's signature
            super().connection_made(Outlet(transport, delivery))  # type: ignore[arg-type]  # it does as one
            self._await_head()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_timer()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if not self._within:
                self._coming += len(data)
            super().data_received(data)
            if self._coming and self._timer is None:  # a head that is all there is never timed
                self._await_head()
            # What comes in one piece with the body counts as the head's only while the head is not over.
            if (not self._within and self._coming > head) or len(self.pipeline) > _PIPELINED:
                self._refuse(_TOO_LARGE)

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self.scope["extensions"] = {GATHER: self.transport}  # type: ignore[dict-item]  # an extension of ours
            self._within = False
            self._size = 0

        def on_url(self, url: bytes) -> None:
            self._count(len(url))
            super().on_url(url)

        def on_header(self, name: bytes, value: bytes) -> None:
            self._count(len(name) + len(value) + 4)
            super().on_header(name, value)

        def on_headers_complete(self) -> None:
            self._within, self._coming = True, 0
            self._stop_timer()
            if self.transport.is_closing():
                return
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            super().on_message_complete()
            self._within = False

        def _count(self, size: int) -> None:
            self._size += size
            if self._size > head:
                self._refuse(_TOO_LARGE)

        def _await_head(self) -> None:
            self._stop_timer()
            self._timer = self.loop.call_later(arrival, self._refuse, _TOO_SLOW)

        def _stop_timer(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _refuse(self, answer: bytes) -> None:
            if not self.transport.is_closing():
                self.transport.write(answer)
                self.transport.close()

    return Door
