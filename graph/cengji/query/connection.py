"""HTTP to a SPARQL server: how long and how often it is tried, who asks, and what went wrong in the server's words."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

from cengji.core.errors import UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.core.neutralize import neutralize_text

with require_extra("server"):
    import requests
    from requests.adapters import HTTPAdapter
    from requests.auth import HTTPBasicAuth, HTTPDigestAuth
    from urllib3.exceptions import ReadTimeoutError
    from urllib3.util import Retry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from urllib3 import BaseHTTPResponse
    from urllib3.connectionpool import ConnectionPool

__all__ = ["Connection", "Reply"]

_RETRIED: Final = (429, 502, 503, 504)
_CONNECT_SECONDS: Final = 10.0
# Seconds that a server may ask for by Retry-After.
_PATIENCE: Final = 30
_PIECE: Final = 1 << 16
_WORDS: Final = 300
_MARKUP: Final = re.compile(r"<(style|script|title)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a server, whole; ``type`` is its media type without parameters."""

    status: int
    type: str
    content: bytes
    headers: Mapping[str, str]

    @property
    def words(self) -> str:
        """What the server says, on one line: without markup and control characters, shortened to 300 characters."""
        text = self.content[: 40 * _WORDS].decode(errors="replace")
        if self.type.endswith("html"):
            text = unescape(_MARKUP.sub(" ", text))
        return _clean(text)


class _Again(Retry):
    """Requests made again, except where the server took all of its time: it would take as long once more."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        if isinstance(error, ReadTimeoutError):
            raise error
        return super().increment(method, url, response, error, _pool, _stacktrace)


class Connection:
    """Requests to one server, with the login of the environment.

    ``CENGJI_USER`` and ``CENGJI_PASSWORD`` are sent only when the server asks for them, in the way that it
    asks for; ``CENGJI_AUTH=basic`` sends them at once, ``CENGJI_AUTH=digest`` never sends the password itself.
    Requests are made again, at growing intervals, when there is no connection or the answer is 429, 502, 503
    or 504: every request here gives the same state when made twice. Redirects are reported, not followed.
    """

    def __init__(self, url: str, *, seconds: float, megabytes: int, retries: int) -> None:
        """Remember the address; nothing is sent yet.

        :raises UsageError: if it is not an address, or holds a password.
        """
        try:
            parts = urlsplit(url)
            is_address = parts.scheme in ("http", "https") and parts.hostname is not None and parts.port != 0
        except ValueError:
            is_address = False
        if not is_address:
            raise UsageError(f"{_clean(url.rpartition('@')[2])!r} is no address of a server; it begins with http:// or https://")
        if parts.username is not None or parts.password is not None:
            raise UsageError("the address holds a login; give it in CENGJI_USER and CENGJI_PASSWORD instead")
        self.url = url
        self._seconds, self._megabytes, self._retries = seconds, megabytes, retries
        self._owner = os.getpid()

    def send(
        self,
        method: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        accepted: frozenset[int] = frozenset(),
    ) -> Reply:
        """Make a request and read its whole answer; a mapping as ``data`` goes as a form.

        :raises UnavailableError: unless the status is 2xx or one of those ``accepted``, within time and size.
        """
        reply = self._made(method, params, data, headers)
        if reply.status == 401 and self._logs_in(reply.headers.get("WWW-Authenticate", "")):
            reply = self._made(method, params, data, headers)
        if 200 <= reply.status < 300 or reply.status in accepted:
            return reply
        raise UnavailableError(self._refusal(reply))

    def __getstate__(self) -> dict[str, object]:
        """Leave out the session: its sockets and login belong to this process."""
        return {name: value for name, value in self.__dict__.items() if name != "_session"}

    @cached_property
    def _session(self) -> requests.Session:
        again = _Again(
            self._retries,
            status_forcelist=_RETRIED,
            allowed_methods=None,
            backoff_factor=0.25,
            retry_after_max=_PATIENCE,
            raise_on_status=False,
        )
        session = requests.Session()
        session.mount("http://", HTTPAdapter(max_retries=again))
        session.mount("https://", HTTPAdapter(max_retries=again))
        session.auth = _anonymous
        way = os.environ.get("CENGJI_AUTH", "")
        if way not in ("", "basic", "digest"):
            raise UsageError(f"CENGJI_AUTH is basic or digest, not {_clean(way)!r}")
        if way and not os.environ.get("CENGJI_USER"):
            raise UsageError("CENGJI_AUTH is set, but CENGJI_USER is not")
        if way:
            _log_in(session, way)
        return session

    def _logs_in(self, challenge: str) -> bool:
        """Take up the login of the environment in the way that the server asks for; say whether that is worth a second try."""
        if self._session.auth is not _anonymous or not os.environ.get("CENGJI_USER"):
            return False
        ways = [way for way in ("digest", "basic") if re.search(rf"\b{way}\b", challenge, re.IGNORECASE)]
        if not ways:
            return False
        _log_in(self._session, ways[0])
        return True

    def _made(
        self, method: str, params: Mapping[str, str] | None, data: Mapping[str, str] | bytes | None, headers: Mapping[str, str] | None
    ) -> Reply:
        if self._owner != os.getpid():  # a forked process must not share the sockets of its parent
            self.__dict__.pop("_session", None)
            self._owner = os.getpid()
        deadline = time.monotonic() + self._seconds
        try:
            with self._session.request(
                method,
                self.url,
                params=params,
                data=data,
                headers=headers,
                timeout=(min(_CONNECT_SECONDS, self._seconds), self._seconds),
                stream=True,
                allow_redirects=False,
            ) as response:
                content = self._content(response, deadline)
                kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                return Reply(response.status_code, kind, content, response.headers)
        except requests.exceptions.Timeout as error:
            raise self._late() from error
        except requests.exceptions.SSLError as error:
            raise UnavailableError(f"{self} shows no certificate that is trusted here: {_clean(str(error))}") from error
        except requests.exceptions.RequestException as error:
            raise UnavailableError(f"cannot reach {self}: {_reason(error)}; is the server running there?") from error

    def _content(self, response: requests.Response, deadline: float) -> bytes:
        pieces: list[bytes] = []
        left = self._megabytes << 20
        for piece in response.iter_content(_PIECE):
            pieces.append(piece)
            left -= len(piece)
            if left < 0:
                raise UnavailableError(f"the answer of {self} is longer than {self._megabytes} MB; narrow the query")
            if time.monotonic() > deadline:
                raise self._late()
        return b"".join(pieces)

    def _late(self) -> UnavailableError:
        return UnavailableError(f"{self} did not answer within {self._seconds:g} s")

    def _refusal(self, reply: Reply) -> str:
        said = f": {reply.words}" if reply.words else ""
        if reply.status in (401, 403):
            login = "the login in CENGJI_USER and CENGJI_PASSWORD" if os.environ.get("CENGJI_USER") else "a request without a login"
            remedy = "" if os.environ.get("CENGJI_USER") else "; set CENGJI_USER and CENGJI_PASSWORD"
            return f"{self} refuses {login} ({reply.status}{said}){remedy}"
        if 300 <= reply.status < 400:
            return f"{self} sends on to {_clean(reply.headers.get('Location', 'another address'))}; give that address if you trust it"
        return f"{self} answers {reply.status}{said}"

    def __str__(self) -> str:
        """Return the address as it stands in messages: without its query, which may hold keys."""
        return _clean(self.url.partition("?")[0])


def _anonymous(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send no login, not even one of ``~/.netrc``."""
    return request


def _log_in(session: requests.Session, way: str) -> None:
    user, password = os.environ["CENGJI_USER"], os.environ.get("CENGJI_PASSWORD", "")
    session.auth = HTTPDigestAuth(user, password) if way == "digest" else HTTPBasicAuth(user.encode(), password.encode())


def _reason(error: BaseException) -> str:
    """Return the innermost cause of a failed connection, in a few words."""
    while (inner := _cause(error)) is not None:
        error = inner
    return _clean((isinstance(error, OSError) and error.strerror) or str(error))


def _cause(error: BaseException) -> BaseException | None:
    within = getattr(error, "reason", None) or next((arg for arg in error.args if isinstance(arg, BaseException)), None)
    return within if isinstance(within, BaseException) else error.__cause__ or error.__context__


def _clean(text: str) -> str:
    """Make a foreign text fit for a message: one line, neutral, not too long."""
    line = " ".join(neutralize_text(text).split())
    return line if len(line) <= _WORDS else f"{line[:_WORDS]}…"
