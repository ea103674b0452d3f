"""The parts that the page of a large graph reads: files that are never changed, since their names hold their digests."""

from __future__ import annotations

import asyncio
import gzip
import re
from pathlib import Path
from typing import Final

from cengji.serve.app import Call
from cengji.serve.replies import Reply, problem

__all__ = ["PARTS_PATH", "send_part"]

PARTS_PATH: Final = "/index-parts/"
_NAME: Final = re.compile(r"(?:names|things)-[0-9]{4,8}-[0-9a-f]{12}\.js")
_FOREVER: Final = "public, max-age=31536000, immutable"


async def send_part(call: Call) -> Reply:
    """Answer with a part of the page; one of another build is not there."""
    name, folder = call.path.removeprefix(PARTS_PATH), call.site.published.parts
    content = await asyncio.to_thread(_read, folder / name, zipped=call.wants_gzip) if folder and _NAME.fullmatch(name) else None
    if content is None:
        return problem(404, "unknown", "there is no such part of the page that is served now; load the page anew")
    coding = (("content-encoding", "gzip"),) if call.wants_gzip else ()
    return Reply(200, content, "text/javascript; charset=utf-8", (("cache-control", _FOREVER), ("etag", f'W/"{name[:-3]}"'), *coding))


def _read(path: Path, *, zipped: bool) -> bytes | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return gzip.compress(content, 5, mtime=0) if zipped else content
