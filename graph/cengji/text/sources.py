"""The folder of the user's own copies of source documents, and those below it: found by digest and never by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cengji.core.errors import InputError
from cengji.text.decode import LARGEST, decode

__all__ = ["SourceFile", "SourceFolder"]


@dataclass(frozen=True)
class SourceFile:
    """A file of the folder: its path and the SHA-256 of its raw bytes."""

    path: Path
    sha256: str

    @cached_property
    def text(self) -> str:
        """The decoded raw text, uncleaned.

        :raises InputError: if it is not text of a kind that is read.
        """
        return decode(self.path.read_bytes(), str(self.path)).text


class SourceFolder:
    """The files of a folder and of the folders below it by the digest of their bytes; nothing is decoded before it is asked for.

    Hidden files and folders, links to folders and what is too large for a document are left alone.
    """

    def __init__(self, folder: Path) -> None:
        """Hash every file.

        :raises InputError: if it cannot be read.
        """
        self.folder = folder
        try:
            files = [SourceFile(path, sha256(path.read_bytes()).hexdigest()) for path in sorted(_documents(folder))]
        except OSError as error:
            raise InputError.of(folder, f"cannot be read: {error.strerror}", "name the folder of the documents") from error
        self.files = {file.sha256: file for file in files}

    def find(self, digest: str) -> SourceFile | None:
        """Return the file with this SHA-256, or None."""
        return self.files.get(digest)

    def others(self, known: set[str]) -> list[SourceFile]:
        """Return the readable files whose digest is not among those known: a changed document may be there."""
        readable = []
        for file in self.files.values():
            if file.sha256 not in known:
                try:
                    file.text  # noqa: B018 - decoding is the question
                except InputError:
                    continue
                readable.append(file)
        return readable


def _documents(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _documents(entry)
        elif entry.is_file() and entry.stat().st_size <= LARGEST:
            yield entry
