"""The server: it listens, keeps a site in service, and puts a new one in its place without losing a request."""

from __future__ import annotations

import asyncio
import gc
import logging
import shutil
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from cengji.core.errors import CengjiError, UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.core.web import listen
from cengji.query.catalogue import Catalogue

with require_extra("serve"):
    import uvicorn

from cengji.serve.app import Application
from cengji.serve.bounds import Bounds
from cengji.serve.door import door_of
from cengji.serve.pool import Pool
from cengji.serve.published import Published
from cengji.serve.routes import add_routes
from cengji.serve.site import Kept, Site

__all__ = ["Address", "Publisher", "serve"]

_LOGGER: Final = logging.getLogger("cengji.serve")
_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
_CONNECTIONS: Final = 1024
_POLL: Final = 2.0


@dataclass(frozen=True)
class Address:
    """Where a server listens, and as what others know it: ``url`` is its public address, ``origins`` are pages that may read it."""

    host: str = "127.0.0.1"
    port: int = 8000
    url: str = ""
    origins: tuple[str, ...] = ()

    def hosts(self, port: int) -> set[str]:
        """Return the names of hosts under which it answers."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        names = {f"{name}:{port}" for name in {shown, *(_LOOPBACK if shown in (*_LOOPBACK, "0.0.0.0", "[::]") else ())}}  # noqa: S104
        names |= {urlsplit(self.url).netloc.lower()} if self.url else set()
        return names | ({name.removesuffix(":80") for name in names} if port == 80 else set())

    def check(self) -> None:
        """Refuse an address that could not be one.

        :raises UsageError: saying why.
        """
        parts = urlsplit(self.url)
        if self.url and (
            parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query or parts.fragment
        ):
            raise UsageError.naming("{url} is the public address, such as https://data.example.org, not {given!r}", given=self.url)
        for origin in self.origins:
            if origin != "*" and (urlsplit(origin).scheme not in ("http", "https") or origin.count("/") != 2):
                raise UsageError.naming("{cors} is * or an origin such as https://app.example.org, not {given!r}", given=origin)


@dataclass(frozen=True)
class Publisher:
    """Where sites come from: ``publish`` makes one in a folder, in a process of its own; ``digest`` tells whether there is news."""

    publish: Callable[[Path], Published]
    digest: Callable[[], str]
    folder: Path
    watch: bool = False


class _Service:
    """A site in service, and what it takes to put another in its place."""

    def __init__(self, app: Application, publisher: Publisher, bounds: Bounds, seen: str) -> None:
        self.app, self.publisher, self.bounds, self.seen = app, publisher, bounds, seen
        self.coming, self.told = seen, ""
        self.number = 0
        self.library = Catalogue()
        self.lock = asyncio.Lock()
        self.tasks: set[asyncio.Task[None]] = set()

    async def watch(self) -> None:
        """Look again and again whether the data have changed."""
        while True:
            await asyncio.sleep(_POLL)
            await self.reload()

    async def reload(self, *, anyway: bool = False) -> None:
        """Publish the data anew where they have changed; what goes wrong is told once, and the site stays that is there.

        Two looks must find the same, and so must a third after the data were read: a file that is still being written is no build.
        """
        async with self.lock:
            try:
                digest = await asyncio.to_thread(self.publisher.digest)
                coming, self.coming = self.coming, digest
                if (digest == self.seen or digest != coming) and not anyway:
                    return
                self.seen = digest
                self.number += 1
                folder = self.publisher.folder / str(self.number)
                try:
                    published = await asyncio.to_thread(self.publisher.publish, folder)
                    if await asyncio.to_thread(self.publisher.digest) != digest:
                        raise UnavailableError("they changed while they were read")
                    await self._swap(published)
                    self.told = ""
                except BaseException:
                    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
                    raise
            except (CengjiError, OSError, TimeoutError) as error:
                self.app.meters.reloads.labels("failed").inc()
                if str(error) != self.told:
                    _LOGGER.warning("the data were not published anew, those before stay in service: %s", error)
                self.told = str(error)

    async def _swap(self, published: Published) -> None:
        """Put a new site in service, then let the old one finish what it has begun."""
        pool = Pool(published, self.bounds, self.app.site.pool)
        try:
            await pool.open()
        except BaseException:
            await pool.close()
            raise
        old, self.app.site = self.app.site, Site(published, pool, Kept(self.bounds.kept))
        self.app.meters.reloads.labels("published").inc()
        _LOGGER.info("build %s is in service", published.build[:16])
        self.run(self._retire(old))
        self.run(self.app.site.warm(self.library))

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside what is served."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _retire(self, site: Site) -> None:
        while site.requests:
            await asyncio.sleep(0.05)
        await site.pool.close()
        await asyncio.to_thread(shutil.rmtree, site.published.store.parent, ignore_errors=True)


def serve(
    publisher: Publisher, address: Address, bounds: Bounds, *, ready: Callable[[str], object], log: Callable[[str], object] | None
) -> None:
    """Serve until the process is interrupted or told to end.

    :raises UnavailableError: if the address is taken, or no worker starts.
    """
    with listen(address.host, address.port, backlog=1024) as listening:
        port = listening.getsockname()[1]
        shown = f"[{address.host}]" if ":" in address.host else address.host
        url = address.url.rstrip("/") or f"http://{shown}:{port}"
        seen = publisher.digest()
        published = publisher.publish(publisher.folder / "0")

        async def run() -> None:
            pool = Pool(published, bounds)
            site = Site(published, pool, Kept(bounds.kept))
            app = Application(site, bounds, hosts=address.hosts(port), origins=address.origins, log=log)
            await pool.open()
            service = _Service(app, publisher, bounds, seen)
            add_routes(app, service.library, url)
            service.run(site.warm(service.library))
            door = door_of(bounds.head, bounds.arrival, bounds.delivery)
            config = uvicorn.Config(
                app, http=door, ws="none", lifespan="off", log_level="critical", access_log=False,
                server_header=False, limit_concurrency=_CONNECTIONS, timeout_keep_alive=30, timeout_graceful_shutdown=10,
            )  # fmt: skip
            server = uvicorn.Server(config)
            loop = asyncio.get_running_loop()
            if sys.platform != "win32":
                loop.add_signal_handler(signal.SIGHUP, lambda: service.run(service.reload(anyway=True)))
            watching = loop.create_task(service.watch()) if publisher.watch else None
            gc.collect()
            gc.freeze()  # what is there now stays: no collection need look through it again
            ready(url)
            try:
                await server.serve(sockets=[listening])
            finally:
                if watching is not None:
                    watching.cancel()
                await service.app.site.pool.close()

        _run(run())


def _run(work: object) -> None:
    """Run on uvloop where it is installed, which takes half the time for a connection."""
    if find_spec("uvloop") is None:
        asyncio.run(work)  # type: ignore[arg-type]
        return
    with require_extra("serve"):
        import uvloop
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)  # type: ignore[arg-type]
