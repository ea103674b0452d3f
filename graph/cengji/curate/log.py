"""The log of a case under curation: each change of its text, appended before the file is replaced, so that undo outlives the page.

It lies in the user's cache, one file a case. An entry holds the digests of the text before and after it and the edits between
them; what does not lead up to the text of the file is passed over, be it a line torn by a kill or a past that somebody has
edited away with another program.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import platformdirs

from cengji.cases.rewriting import Edit
from cengji.core.errors import UnavailableError

__all__ = ["Change", "Log", "digest", "log_path"]

Kind = Literal["do", "undo", "redo"]


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def log_path(case: Path) -> Path:
    """Return where the log of a case file lies."""
    return platformdirs.user_cache_path("cengji") / "curate" / f"{digest(str(case.resolve()))[:32]}.jsonl"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the text: what was done (``accept``, ``mend`` …) to what, the edits, and what stood in their places before.

    ``decided`` are the raw spans about which it says that nothing is stated there, such as those of a proposal rejected.
    """

    kind: Kind
    action: str
    what: str
    before: str
    after: str
    edits: tuple[Edit, ...]
    replaced: tuple[str, ...]
    decided: tuple[tuple[int, int], ...] = ()

    def taken_back(self) -> Change:
        """Return the change that takes this one back."""
        edits, shift = [], 0
        for (start, end, written), before in zip(self.edits, self.replaced, strict=True):
            edits.append((start + shift, start + shift + len(written), before))
            shift += len(written) - (end - start)
        stood = tuple(written for _, _, written in self.edits)
        return replace(self, kind="undo", before=self.after, after=self.before, edits=tuple(edits), replaced=stood, decided=())


class Log:
    """The changes that led up to a text, the last one last."""

    def __init__(self, path: Path, text: str) -> None:
        """Read what of the log leads up to this text."""
        self.path = path
        self.changes: list[Change] = []
        for change in _read(path):
            while self.changes and self.changes[-1].after != change.before:
                self.changes.pop()
            self.changes.append(change)
        now = digest(text)
        while self.changes and self.changes[-1].after != now:
            self.changes.pop()

    def append(self, change: Change) -> None:
        """Write a change at the end, on the disk before this returns.

        :raises UnavailableError: if it cannot be written.
        """
        line = json.dumps(asdict(change), ensure_ascii=False) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(b"\n" * _ends_torn(self.path) + line.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise UnavailableError(f"cannot write {self.path}: {error.strerror}") from error
        self.changes.append(change)

    def forget(self) -> None:
        """Take the last change, which did not come to be, for not made."""
        self.changes.pop()

    @property
    def done(self) -> list[Change]:
        """The changes that can be taken back, the last one last."""
        return self._stacks()[0]

    @property
    def undone(self) -> list[Change]:
        """The changes taken back that can be made again, the last one last."""
        return self._stacks()[1]

    def _stacks(self) -> tuple[list[Change], list[Change]]:
        done: list[Change] = []
        undone: list[Change] = []
        for change in self.changes:
            if change.kind == "undo":
                undone.append(done.pop() if done else change)
            elif change.kind == "redo" and undone:
                done.append(undone.pop())
            else:
                done.append(change)
                undone.clear()
        return done, undone


def _read(path: Path) -> Iterator[Change]:
    """Yield the entries of a log; a line that is none is passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return
    for line in lines:
        with suppress(ValueError, TypeError, KeyError):
            held = json.loads(line)
            lists = {"edits": _tuples(held["edits"]), "replaced": tuple(held["replaced"]), "decided": _tuples(held["decided"])}
            yield Change(**{**held, **lists})


def _tuples(rows: Sequence[Sequence[Any]]) -> Any:  # noqa: ANN401 - tuples of one shape or another
    return tuple(map(tuple, rows))


def _ends_torn(path: Path) -> bool:
    """Return whether a file ends within a line."""
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"
