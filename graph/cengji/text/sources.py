"""The folder of the user's own copies of source documents, found by digest and never by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cengji.core.errors import InputError
from cengji.text.decode import decode

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
    """The files of a folder by the digest of their bytes; nothing is decoded before it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Hash every file of the folder.

        :raises InputError: if it cannot be read.
        """
        self.folder = folder
        try:
            paths = sorted(path for path in folder.iterdir() if path.is_file())
            files = [SourceFile(path, sha256(path.read_bytes()).hexdigest()) for path in paths]
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
