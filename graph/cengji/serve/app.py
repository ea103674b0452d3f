"""The application: who may ask, what each path answers, and the headers that every answer bears."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from time import perf_counter
from typing import Any, Final

from cengji.core.extras import require_extra

with require_extra("serve"):
    from starlette.types import Receive, Scope, Send

from cengji.core.web import SAFE_HEADERS, is_known_host
from cengji.serve.bounds import Bounds
from cengji.serve.door import GATHER
from cengji.serve.messages import Outcome, Task
from cengji.serve.meters import Meters, log_line
from cengji.serve.replies import Reply, problem, reply_to
from cengji.serve.site import Site

__all__ = ["WARNING", "Application", "Call", "Handler"]

_LOGGER: Final = logging.getLogger("cengji.serve")
_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'"
_PATIENCE: Final = 0.05
_FIXED: Final = {"content-security-policy": _NOTHING, "cache-control": "no-cache", "vary": "accept, accept-encoding", **SAFE_HEADERS}
_READING: Final = ("GET", "HEAD", "OPTIONS")
WARNING: Final = "cengji-warning"
"""The header that names terms of a query that the model lacks: by them nothing is found, and the answer itself does not say so."""
_EXPOSED: Final = f"etag, link, retry-after, {WARNING}"


class Call:
    """A request: its head, its body when asked for, and the site that was there when it came."""

    def __init__(self, scope: Scope, receive: Receive, site: Site, client: str) -> None:
        """Keep what ASGI gives."""
        self.scope, self.receive, self.site, self.client = scope, receive, site, client
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.method: str = scope["method"]
        self.path: str = scope["path"]

    def header(self, name: bytes) -> str:
        """Return a header, empty where there is none."""
        return self.headers.get(name, b"").decode("latin-1")

    @property
    def wants_gzip(self) -> bool:
        """Whether the client takes gzip."""
        coding = self.header(b"accept-encoding").lower()
        return "gzip" in coding and "gzip;q=0" not in coding.replace(" ", "")

    async def read_body(self, bounds: Bounds) -> bytes | Reply:
        """Return the body, or why it is refused: it is too long, or too slow to come."""
        length = self.header(b"content-length")
        if length and not (length.isascii() and length.isdigit() and len(length) < 16 and int(length) <= bounds.body):
            return problem(413, "body", f"a request has a body of {bounds.body:,} bytes at most", (("connection", "close"),))
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(bounds.arrival):
                while True:
                    message = await self.receive()
                    if message["type"] == "http.disconnect":
                        raise ConnectionResetError
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > bounds.body:
                        return problem(413, "body", f"a request has a body of {bounds.body:,} bytes at most", (("connection", "close"),))
                    if not message.get("more_body"):
                        return b"".join(parts)
        except TimeoutError:
            return problem(408, "slow", "the body of the request came too slowly", (("connection", "close"),))


Handler = Callable[[Call], Awaitable[Reply]]


class Application:
    """An ASGI application over the site of the moment."""

    def __init__(
        self, site: Site, bounds: Bounds, *, hosts: Iterable[str], origins: Iterable[str], log: Callable[[str], object] | None
    ) -> None:
        """Answer under these names of hosts, and to pages of these origins; ``*`` is any; ``log`` gets a line for each request."""
        self.site, self.bounds, self.meters = site, bounds, Meters()
        self.hosts, self.origins, self.log = frozenset(one.lower() for one in hosts), frozenset(origins), log
        self.routes: dict[str, tuple[tuple[str, ...], Handler]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        begun = perf_counter()
        client = (scope.get("client") or ("-", 0))[0]
        call = Call(scope, receive, self.site, client)
        call.site.requests += 1
        try:
            reply = await self._reply(call)
        except (asyncio.CancelledError, ConnectionResetError):
            reply = Reply(499)
        except Exception as error:  # a fault of ours: the client gets a true answer, the log its kind
            _LOGGER.exception("this should not happen: %s", type(error).__name__)
            reply = problem(500, "failed", "the server failed; its log says more")
        finally:
            call.site.requests -= 1
        if reply.status != 499:
            await self._send(call, reply, send)
        seconds = perf_counter() - begun
        self.meters.count(call.path, reply.status, seconds)
        if self.log is not None:
            self.log(log_line(client, call.method, call.path, reply.status, len(reply.body), seconds))

    async def _reply(self, call: Call) -> Reply:
        hosts = [value for name, value in call.scope["headers"] if name == b"host"]
        if not is_known_host([host.decode("latin-1") for host in hosts], self.hosts):
            return problem(421, "host", "this server answers under its own names only")
        methods, handler = self._route(call.path)
        if handler is None:
            return problem(404, "unknown", "there is nothing here; /openapi.json says what there is")
        if call.method not in methods:
            return problem(405, "method", f"use {', '.join(methods)}", (("allow", ", ".join(methods)),))
        if call.method == "OPTIONS":
            return Reply(204, headers=(("allow", ", ".join(methods)),))
        return await handler(call)

    def _route(self, path: str) -> tuple[tuple[str, ...], Handler | None]:
        found = self.routes.get(path)
        if found is None:
            parts = path.split("/", 2)
            found = self.routes.get(f"/{parts[1]}/*") if len(parts) > 2 and parts[2] else None
        return found or ((), None)

    def add(self, path: str, handler: Handler, *, posted: bool = False) -> None:
        """Answer a path, or with ``/*`` all below it, by a handler."""
        self.routes[path] = ((*_READING, *(("POST",) if posted else ())), handler)

    async def _send(self, call: Call, reply: Reply, send: Send) -> None:
        headers = {**_FIXED, **dict(reply.headers), **self._sharing(call)}
        if reply.media:
            headers["content-type"] = reply.media
        if reply.status not in (204, 304):
            headers["content-length"] = str(len(reply.body))
        start = {
            "type": "http.response.start",
            "status": reply.status,
            "headers": [(k.encode(), v.encode("latin-1", "replace")) for k, v in headers.items()],
        }
        body = b"" if call.method == "HEAD" or reply.status in (204, 304) else reply.body
        with call.scope.get("extensions", {}).get(GATHER) or nullcontext():
            await send(start)
            await send({"type": "http.response.body", "body": body})

    def _sharing(self, call: Call) -> dict[str, str]:
        """Return the headers that let pages of other origins read an answer, whatever it is."""
        origin = call.header(b"origin")
        if not self.origins:
            return {"cross-origin-resource-policy": "same-origin"}
        if "*" not in self.origins and origin not in self.origins:
            return {"cross-origin-resource-policy": "same-origin", "vary": "accept, accept-encoding, origin"}
        headers = {
            "access-control-allow-origin": "*" if "*" in self.origins else origin,
            "access-control-expose-headers": _EXPOSED,
            "cross-origin-resource-policy": "cross-origin",
            "vary": "accept, accept-encoding" if "*" in self.origins else "accept, accept-encoding, origin",
        }
        if call.method == "OPTIONS":
            headers |= {
                "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
                "access-control-allow-headers": "accept, content-type, if-none-match",
                "access-control-max-age": "86400",
            }
        return headers

    async def answer(self, call: Call, task: Task, *, repeatable: bool = True, seconds: float | None = None) -> Reply:
        """Return the reply to a task: unchanged, kept, or from a worker; what a client that leaves has asked is ended."""
        task = replace(task, zipped=True) if call.wants_gzip else task
        key = _key(call.site.published.build, task)
        tag = f'W/"{key.hex()}"'
        if repeatable and is_matched(call.header(b"if-none-match"), tag):
            self.meters.kept.labels("unchanged").inc()
            return Reply(304, headers=(("etag", tag),))
        found = call.site.kept.get(key) if repeatable else None
        if found is not None:
            self.meters.kept.labels("kept").inc()
        else:
            found = await _await_answer(call.site.pool.ask(task, call.client, seconds), call.receive)
            if repeatable and found.outcome is Outcome.ANSWERED:
                call.site.kept.put(key, found)
        reply = reply_to(found, self.bounds, seconds)
        if found.outcome is not Outcome.ANSWERED:
            return reply
        if repeatable and call.header(b"if-none-match").strip() == "*":  # whatever there is; known only now
            return Reply(304, headers=(("etag", tag),))
        return reply.adding([("etag", tag)] if repeatable else [("cache-control", "no-store")])


@lru_cache(maxsize=256)
def _key(build: str, task: Task) -> bytes:
    """Return what tells an answer from others: the build and all that the task says."""
    return blake2b(repr((build, task)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def is_matched(header: str, tag: str) -> bool:
    """Return whether ``If-None-Match`` names a tag, compared weakly (RFC 9110, section 13.1.2)."""
    return bool(header) and any(one.strip().removeprefix("W/") == tag.removeprefix("W/") for one in header.split(",")[:64])


async def _await_answer(answer: asyncio.Future[Any], receive: Receive) -> Any:  # noqa: ANN401
    """Return an answer; where the client leaves before, cancel it.

    :raises asyncio.CancelledError: if the client has left.
    """
    leaving: list[asyncio.Task[None]] = []

    async def leave() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        answer.cancel()

    loop = asyncio.get_running_loop()
    watching = loop.call_later(_PATIENCE, lambda: leaving.append(loop.create_task(leave())))
    try:
        return await answer
    except asyncio.CancelledError:
        answer.cancel()
        raise
    finally:
        watching.cancel()
        for task in leaving:
            task.cancel()
