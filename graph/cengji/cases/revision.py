"""Cases as they were at a revision: the files that git keeps, read without touching the checkout."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from cengji.core.errors import UnavailableError, UsageError

__all__ = ["extract_revision"]

_PACKAGED = "graph/cengji/cases"
_PACKAGED_BEFORE = "graph/cases"
"""Where revisions before the package bore the project's name keep them."""


def extract_revision(revision: str, folder: Path) -> Path:
    """Write the case files of ``REV`` or ``REV:path`` (a file or a folder from the repository's top) into a folder; give their path.

    :raises UsageError: if there is no repository here, or it has no such revision or path.
    :raises UnavailableError: if git is not installed.
    """
    name, _, path = revision.partition(":")
    path = path.strip("/")
    if not name or name.startswith("-"):
        raise UsageError(f"git:{revision} names no revision; write git:REV or git:REV:path/of/cases")
    try:
        top = _git("rev-parse", "--show-toplevel").decode().strip()
        if not path:
            path = _PACKAGED if _git("-C", top, "ls-tree", name, f"{_PACKAGED}/") else _PACKAGED_BEFORE
        archive = _git("-C", top, "archive", "--format=tar", name, "--", path)
    except FileNotFoundError as error:
        raise UnavailableError("git is not installed; give the cases of that revision as a folder") from error
    except subprocess.CalledProcessError as error:
        words = error.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(f"git:{revision}: {words[-1] if words else 'git failed'}") from error
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    return folder / path


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], check=True, capture_output=True).stdout  # noqa: S603, S607 - no shell; the user's own git
