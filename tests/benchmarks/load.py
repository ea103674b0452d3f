"""Clients that ask a server over and over: a process of its own, so that it shares nothing with what it measures."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from contextlib import suppress
from typing import Any
from urllib.parse import quote

RUNAWAY = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?a) != '{0}') }}"


async def ask(stream: tuple[asyncio.StreamReader, asyncio.StreamWriter], head: bytes) -> tuple[int, bytes, bool, bool]:
    """Return status and body of an answer over a kept connection, whether the connection is kept on, and whether to come again."""
    reader, writer = stream
    writer.write(head)
    lines = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(lines[9:12])
    if b"content-length: " in lines:
        body = await reader.readexactly(int(lines.split(b"content-length: ")[1].split(b"\r\n")[0]))
    else:
        parts = []
        while size := int(await reader.readuntil(b"\r\n"), 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readexactly(2)
        body = b"".join(parts)
    return status, body, b"connection: close" not in lines, b"\r\nretry-after: " in lines


async def client(order: dict[str, Any], number: int, until: float, seen: list[Any]) -> None:
    """Ask queries by chance until a time, of all clients each n-th a runaway.

    Note each as its place, -1 for a runaway, status, seconds, whether the rows are right or it is said when to come again, and its end.
    """
    chance = random.Random(order["seed"] + number)  # noqa: S311 - no secret
    stream = None
    queries, expected = order["queries"], order["expected"]
    while time.monotonic() < until:
        order["asked"] += 1
        runaway = order["every"] > 0 and order["asked"] % order["every"] == order["every"] // 10
        place = -1 if runaway else chance.randrange(len(queries))
        text = RUNAWAY.format(chance.random()) if runaway else queries[place]
        path = f"{order['path']}?query={quote(text)}" + (order["limit"] if runaway else "")
        head = f"GET {path} HTTP/1.1\r\nHost: {order['host']}:{order['port']}\r\nAccept: text/tab-separated-values\r\n\r\n".encode()
        begun = time.monotonic()
        try:
            stream = stream or await asyncio.open_connection(order["host"], order["port"], limit=1 << 26)
            status, body, kept, again = await asyncio.wait_for(ask(stream, head), 90)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            status, body, kept, again = 0, repr(error).encode(), False, False
        right = place < 0 or (again if status != 200 else expected is None or sorted(body.split(b"\n")) == expected[place])
        seen.append((place, status, time.monotonic() - begun, right, time.monotonic() - order["begun"]))
        if not kept and stream is not None:
            stream[1].close()
            stream = None
    if stream is not None:
        stream[1].close()
        with suppress(OSError):
            await stream[1].wait_closed()


async def run(order: dict[str, Any]) -> list[Any]:
    """Return what all clients noted."""
    if order["expected"] is not None:
        order["expected"] = [sorted(one.encode().split(b"\n")) for one in order["expected"]]
    seen: list[Any] = []
    order |= {"asked": 0, "every": round(1 / order["runaways"]) if order["runaways"] else 0, "begun": time.monotonic()}
    until = order["begun"] + order["seconds"]
    await asyncio.gather(*(client(order, number, until, seen) for number in range(order["clients"])))
    return seen


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout)
