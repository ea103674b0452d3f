"""The connection: a request whose head is too long or too slow to come is refused before anything is made of it."""

from __future__ import annotations

import asyncio
from typing import Any

from cengji.core.extras import require_extra

with require_extra("serve"):
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["door_of"]

_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_PIPELINED = 16


def door_of(head: int, arrival: float) -> type[HttpToolsProtocol]:
    """Return the protocol of a connection whose requests have heads of at most so many bytes, which arrive within so many seconds."""

    class Door(HttpToolsProtocol):
        """A connection that counts and times the heads of requests."""

        _coming = 0
        _within = False
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - uvicorn's signature
            super().connection_made(transport)
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
