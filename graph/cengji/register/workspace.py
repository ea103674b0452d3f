"""The folder in which a build is made, beside its place, and the move there."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path

from cengji.core.errors import InputError, UnavailableError, UsageError
from cengji.core.files import replace_file, sync_folder
from cengji.core.temporary import lock

__all__ = ["digest", "digests_of", "identity_of", "move_into_place", "work_folder"]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return str(file_digest(file, "sha256").hexdigest())


def digests_of(files: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 of each file, empty for one that is not there."""
    return {path: digest(path) if path.is_file() else "" for path in files}


def identity_of(digests: Mapping[Path, str], rest: Iterable[object]) -> str:
    """Return a digest of what the parts of a build rest on: the files' contents, by their digests, and whatever else there is."""
    parts = [*map(str, rest), *(f"{path.resolve()} {known}" for path, known in digests.items())]
    return sha256("\n".join(parts).encode()).hexdigest()


@contextmanager
def work_folder(out: Path, identity: str) -> Iterator[Path]:
    """Have the folder beside ``out`` in which a build is made, with what an earlier run for the same left; it is removed at the end."""
    work = out.with_name(f".{out.name}.register")
    out.parent.mkdir(parents=True, exist_ok=True)
    work.mkdir(exist_ok=True)
    with lock(work, wait=False) as locked:
        if not locked:
            raise UnavailableError(f"another process builds {out}: wait until it is done")
        if (work / "old").exists() and not out.exists():
            (work / "old").rename(out)
        mark = work / "identity"
        if not mark.is_file() or mark.read_text(encoding="utf-8") != identity:
            for path in work.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            replace_file(mark, identity.encode())
        try:
            yield work
        except (InputError, UsageError):
            shutil.rmtree(work, ignore_errors=True)
            raise
        shutil.rmtree(work, ignore_errors=True)


def move_into_place(new: Path, out: Path, work: Path) -> None:
    """Put a folder in the place of another; the next run puts the old one back if this is stopped half-way."""
    old = work / "old"
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    new.rename(out)
    sync_folder(out.parent)
