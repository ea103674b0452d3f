"""A case under curation: its text, how it came to be, and its writing to the file, which nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any

from cengji.cases.rewriting import apply_edits, rewrite
from cengji.cases.tree import Tree, read_tree
from cengji.core.errors import CengjiError, InputError
from cengji.core.files import read_file, replace_file
from cengji.core.temporary import lock
from cengji.curate.log import Change, Log, digest, log_path

__all__ = ["ConflictError", "Session"]


class ConflictError(CengjiError):
    """An action rests on a state that is no more: another window changed it (``stale``), or another program the file."""

    def __init__(self, message: str, *, stale: bool) -> None:
        """Keep which of the two it is."""
        super().__init__(message)
        self.stale = stale


class Session:
    """The text of a case file, with a number that grows with each change, and the log of the changes.

    What is done here is in the log, then in the file, before it is told; the file is replaced whole. Whoever acts names the version
    that he saw. Where that is not the newest, or the file is not what this session wrote or read last, nothing is done.
    """

    def __init__(self, path: Path, log: Path | None = None) -> None:
        """Read the file, and of its log what led up to it.

        :raises InputError: if it cannot be read or is not the YAML of a case file.
        """
        self.path = path
        self._log_path = log or log_path(path)
        self._lock = RLock()
        self.version = 0
        self.reload()

    def reload(self) -> None:
        """Take the file as it stands now.

        :raises InputError: if it cannot be read or is not the YAML of a case file; then all stays as it was.
        """
        with self._lock:
            text = self._read()
            self.tree: Tree = _read_case(text, self.path)
            self.text, self.log = text, Log(self._log_path, text)
            self.version += 1

    def change(
        self,
        version: int,
        action: str,
        what: str,
        do: Callable[[dict[str, Any]], dict[str, Any]],
        *,
        decided: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Change the value of the case, in the text and in the file.

        :param version: the one that whoever acts has seen.
        :param do: gives the new value for the old one, which it leaves as it is.
        :raises ConflictError: if the version or the file is another.
        :raises InputError: if the text cannot be edited so.
        :raises UnavailableError: if file or log cannot be written.
        """
        with self._lock:
            self.demand(version)
            edits = rewrite(self.text, self.tree, do(self.tree.value), str(self.path))
            if edits:
                after, replaced = digest(apply_edits(self.text, edits)), tuple(self.text[start:end] for start, end, _ in edits)
                self._make(Change("do", action, what, digest(self.text), after, tuple(edits), replaced, tuple(decided)))

    def undo(self, version: int) -> None:
        """Take the last change back; without one nothing is done. It raises what :meth:`change` does."""
        with self._lock:
            self.demand(version)
            if self.log.done:
                self._make(self.log.done[-1].taken_back())

    def redo(self, version: int) -> None:
        """Make the last change anew that was taken back. It raises what :meth:`change` does."""
        with self._lock:
            self.demand(version)
            if self.log.undone:
                self._make(replace(self.log.undone[-1], kind="redo"))

    def demand(self, version: int) -> None:
        """Refuse whoever has not seen the newest state.

        :raises ConflictError: if the version or the file is another.
        """
        if version != self.version:
            raise ConflictError("another window has changed the case meanwhile", stale=True)
        if not self.is_current:
            raise ConflictError(f"{self.path.name} was changed by another program", stale=False)

    @property
    def is_current(self) -> bool:
        """Whether the file still says what this session read or wrote last."""
        try:
            return self._read() == self.text
        except InputError:
            return False

    def _make(self, change: Change) -> None:
        text = apply_edits(self.text, change.edits)
        tree = _read_case(text, self.path)
        with lock(self.path.resolve().parent):
            if not self.is_current:
                raise ConflictError(f"{self.path.name} was changed by another program", stale=False)
            self.log.append(change)
            try:
                replace_file(self.path, text.encode())
            except CengjiError:
                self.log.forget()
                raise
        self.text, self.tree = text, tree
        self.version += 1

    def _read(self) -> str:
        data = read_file(self.path, "name a readable case file")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError.of(self.path, "is not UTF-8", "save the file as UTF-8") from error


def _read_case(text: str, path: Path) -> Tree:
    tree = read_tree(text.encode(), str(path))
    if not isinstance(tree.value, dict):
        raise InputError.of(path, "is no case file", "name a case, or begin one with `cengji draft` or `cengji case new`")
    return tree
