"""Who may talk to the curator's page: its own window on this machine, with the token of this start, and nobody else."""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe
from threading import Lock
from typing import Final

from cengji.core.extras import require_extra

with require_extra("curate"):
    from starlette.datastructures import Headers
    from starlette.types import ASGIApp

from cengji.core.web import Gate, Refusal, is_known_host

__all__ = ["Guard", "Tokens"]

_HEADERS: Final = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-resource-policy": "same-origin",
}
_API: Final = "/api/"
_ENTRY: Final = "/api/session"
_LONGEST: Final = 1 << 20  # bytes of a request: no action needs more


class Tokens:
    """The token of the link that is printed, good for one exchange, and the one of the session that it is exchanged for."""

    def __init__(self) -> None:
        """Make both by chance."""
        self.link = token_urlsafe(24)
        self._session = token_urlsafe(24)
        self._used = False
        self._lock = Lock()

    def exchange(self, link: str) -> str | None:
        """Return the token of the session for that of the link, once; None for any other or a second time."""
        with self._lock:
            if self._used or not compare_digest(link.encode(), self.link.encode()):
                return None
            self._used = True
            return self._session

    def admits(self, header: str) -> bool:
        """Return whether a header ``Authorization`` bears the token of the session."""
        return compare_digest(header.encode("utf-8", "replace"), f"Bearer {self._session}".encode())


class Guard(Gate):
    """Refuses what does not come from the page itself, and sends the headers of a page that loads nothing from elsewhere.

    The name of the host must be the address that is listened at (a foreign name that leads here is refused), the origin that
    same address, and whatever touches the case needs the token.
    """

    def __init__(self, app: ASGIApp, address: str, tokens: Tokens) -> None:
        """Guard an application at an address such as ``127.0.0.1:8000``."""
        super().__init__(app, _HEADERS)
        self.address, self.tokens = address, tokens

    def refusal(self, path: str, method: str, headers: Headers) -> Refusal | None:
        """Return why a request is refused, None where it is not."""
        if not is_known_host(headers.getlist("host"), {self.address}):
            return 403, "this page answers under its own address only"
        if headers.get("origin", f"http://{self.address}") != f"http://{self.address}":
            return 403, "another page may not talk to this one"
        if not path.startswith(_API):
            return None if method in ("GET", "HEAD") else (405, "only read here")
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "another page may not talk to this one"
        if path != _ENTRY and not self.tokens.admits(headers.get("authorization", "")):
            return 401, "the token is missing or of another start"
        if method == "POST" and headers.get("content-type", "").partition(";")[0] != "application/json":
            return 415, "send JSON"
        length = headers.get("content-length", "")
        if method == "POST" and not (length.isascii() and length.isdigit() and int(length) <= _LONGEST):
            return 413, "too long, or of no length"
        return None
