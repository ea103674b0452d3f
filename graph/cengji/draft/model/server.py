"""A server that speaks the protocol of OpenAI's chat completions: one request at a time, no redirect, no proxy, nothing else."""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from cengji.core.errors import UnavailableError, UsageError

__all__ = ["Server"]

_LARGEST: Final = 4_000_000  # bytes of an answer
_TRIES: Final = 4
_LONGEST_WAIT: Final = 120.0  # seconds that a server may ask to be left alone
# How an answer is asked for, the strictest form first; a server that refuses one is asked for the next.
_FORMS: Final = ("json_schema", "json_object", "text")
_REFUSES_FORM: Final = frozenset({400, 404, 415, 422, 501})


class Server:
    """The server at an address, with a model of it."""

    def __init__(self, url: str, *, model: str, key: str, timeout: float, sleep: Callable[[float], object]) -> None:
        """Check the address; nothing is sent yet.

        :raises UsageError: if it is no address of http or https, holds a password, or a key would go over plain http to another machine.
        """
        self._address = _check(url, has_key=bool(key))
        self._model, self._key, self._timeout, self._sleep = model, key, timeout, sleep
        self._form = 0

    @property
    def host(self) -> str:
        """The host, with its port where one is given."""
        return self._address.netloc

    def ask(self, messages: list[dict[str, str]], schema: Mapping[str, Any], *, most_tokens: int) -> tuple[str, int]:
        """Return the text of the answer and how many tokens question and answer took, -1 where the server does not say.

        :raises UnavailableError: if there is no answer in time, after some tries, or it is none of the protocol.
        """
        while True:
            body = {"model": self._model, "messages": messages, "temperature": 0, "max_tokens": most_tokens, **self._format(schema)}
            status, content = self._post(json.dumps(body, ensure_ascii=False).encode())
            if status == http.client.OK:
                return self._read(content)
            if status not in _REFUSES_FORM or self._form == len(_FORMS) - 1:
                raise UnavailableError(f"the model server {self.host} answers {status}: {_excerpt(content)}")
            self._form += 1

    def _format(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        form = _FORMS[self._form]
        if form == "json_schema":
            return {"response_format": {"type": form, "json_schema": {"name": "proposals", "strict": True, "schema": schema}}}
        return {"response_format": {"type": form}} if form == "json_object" else {}

    def _post(self, body: bytes) -> tuple[int, bytes]:
        """Return status and content of the answer; a server that is busy or fails is asked again."""
        for tried in range(1, _TRIES + 1):
            try:
                status, content, wait = self._send(body)
            except (OSError, http.client.HTTPException) as error:
                if tried == _TRIES:
                    raise UnavailableError(f"the model server {self.host} does not answer: {error or type(error).__name__}") from error
                self._sleep(2.0**tried)
                continue
            if 300 <= status < 400:
                raise UnavailableError(f"the model server {self.host} redirects; give the address that it redirects to")
            if (status != http.client.TOO_MANY_REQUESTS and status < 500) or status == http.client.NOT_IMPLEMENTED or tried == _TRIES:
                return status, content
            if wait > _LONGEST_WAIT:
                raise UnavailableError(f"the model server {self.host} asks to wait {wait:.0f} s: try again then")
            self._sleep(wait or 2.0**tried)
        raise AssertionError

    def _send(self, body: bytes) -> tuple[int, bytes, float]:
        host, port = self._address.hostname or "", self._address.port
        if self._address.scheme == "https":
            made: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=self._timeout, context=ssl.create_default_context()
            )
        else:
            made = http.client.HTTPConnection(host, port, timeout=self._timeout)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        with closing(made):
            made.request("POST", self._address.path, body, headers)
            answer = made.getresponse()
            return answer.status, self._read_all(answer), _seconds(answer.getheader("Retry-After"))

    def _read_all(self, answer: http.client.HTTPResponse) -> bytes:
        """Return the content of an answer, which may come in drops, but not for longer than the time limit."""
        content, last = bytearray(), time.monotonic() + self._timeout
        while piece := answer.read1(65536):
            content += piece
            if len(content) > _LARGEST:
                raise UnavailableError(f"the model server {self.host} answers with more than {_LARGEST:,} bytes")
            if time.monotonic() > last:
                raise TimeoutError("the answer takes too long")
        return bytes(content)

    def _read(self, content: bytes) -> tuple[str, int]:
        try:
            said = json.loads(content)
            text = said["choices"][0]["message"]["content"]
            tokens = (said.get("usage") or {}).get("total_tokens", -1)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise UnavailableError(f"{self.host} is no server of chat completions: it answers {_excerpt(content)}") from error
        return (text if isinstance(text, str) else ""), (tokens if isinstance(tokens, int) else -1)


def _check(url: str, *, has_key: bool) -> SplitResult:
    """Return the address of the chat completions of a server, named by its base or in full."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError as error:
        raise UsageError(f"{url!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{url!r} is no address of a server: it begins with http:// or https://, then the host")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UsageError("the address of the model server holds a password, a query or a fragment: give the key in CENGJI_MODEL_KEY")
    if has_key and parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise UsageError(f"CENGJI_MODEL_KEY would go to {parts.hostname} unencrypted: use https, or unset it")
    path = parts.path.rstrip("/")
    return parts._replace(path=path if path.endswith("/chat/completions") else f"{path}/chat/completions")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seconds(text: str | None) -> float:
    return float(text) if text and text.strip().isdecimal() else 0.0


def _excerpt(content: bytes) -> str:
    return " ".join(content[:300].decode("utf-8", "replace").split())[:160]
