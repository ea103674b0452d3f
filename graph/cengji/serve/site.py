"""What is served at a time: one build with its store, its page, what describes it, and the workers over it."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from html import unescape
from typing import Final

from cengji.query.catalogue import Catalogue
from cengji.serve.messages import Answer, Task
from cengji.serve.pool import Pool
from cengji.serve.published import Published

__all__ = ["Kept", "Site"]

_POLICY: Final = re.compile(r'<meta[^>]*http-equiv="?Content-Security-Policy"?[^>]*content="([^"]*)"', re.IGNORECASE)
_ONLY_IN_HEADERS: Final = "; frame-ancestors 'none'"


class Kept:
    """The answers given last, up to a number of bytes; an answer too large to be worth it is not kept."""

    def __init__(self, megabytes: int) -> None:
        """Keep this much."""
        self._most = megabytes * 1024 * 1024
        self._size = 0
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()

    def get(self, key: bytes) -> Answer | None:
        """Return an answer, None where it is not kept."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: bytes, answer: Answer) -> None:
        """Keep an answer, and forget the oldest."""
        if key in self._answers or len(answer.body) > self._most // 32:
            return
        self._answers[key] = answer
        self._size += len(answer.body) + 512
        while self._size > self._most:
            _, old = self._answers.popitem(last=False)
            self._size -= len(old.body) + 512


@dataclass
class Site:
    """A build as it is served."""

    published: Published
    pool: Pool
    kept: Kept
    requests: int = field(default=0)

    async def warm(self, library: Catalogue) -> None:
        """Ask each question of the library that needs no parameter, one after the other, so that it is known how long each takes."""
        for query in library:
            if not any(parameter.required for parameter in query.parameters):
                while self.pool.queued or self.pool.busy:
                    await asyncio.sleep(0.05)
                for kind, text in (("sparql", query.text), ("library", query.name)):
                    await self.pool.ask(Task(kind, text, rows="json", triples="nt"), "-")

    @cached_property
    def page(self) -> bytes:
        """The page, as UTF-8."""
        return self.published.page.encode()

    @cached_property
    def zipped_page(self) -> bytes:
        """The page, gzipped."""
        return gzip.compress(self.page, 6, mtime=0)

    @cached_property
    def page_tag(self) -> str:
        """The entity tag of the page."""
        return f'W/"{sha256(self.page).hexdigest()[:32]}"'

    @cached_property
    def policy(self) -> str:
        """The content security policy of the page, which it states itself too."""
        found = _POLICY.search(self.published.page)
        return (unescape(found[1]).rstrip("; ") if found else "default-src 'none'") + _ONLY_IN_HEADERS
