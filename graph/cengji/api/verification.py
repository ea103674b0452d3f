"""The files of a build against the digests in its report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from os import SEEK_END
from pathlib import Path
from typing import Any, Final

from cengji.core.errors import Fault, UsageError
from cengji.core.files import INCOMPLETE, is_incomplete
from cengji.core.texts import counted

__all__ = ["Verification", "verify"]

_REPORT: Final = "report.json"
# What every build writes beside its report.
_FILES: Final = ("graph.nq", "graph.trig", "graph.ttl", "graph.jsonld", "ontology.ttl", "index.html")
# How a whole file ends.
_ENDS: Final = {".nq": b" .\n", ".trig": b"}\n", ".ttl": b" .\n", ".jsonld": b"]\n}\n", ".html": b"</html>\n"}
_ANEW: Final = "build anew, into this folder or another"


@dataclass(frozen=True, repr=False)
class Verification:
    """What became of the files of a build: the faults by file, and ``others``, the names of what is no part of the build.

    :func:`cengji.verify` has the example.
    """

    folder: Path
    faults: tuple[Fault, ...]
    others: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every file is there as its build wrote it; other files do not matter."""
        return not self.faults

    def __repr__(self) -> str:
        """Return whether it is whole, and how much was found."""
        state = "is whole" if self.whole else f"is not whole: {counted(len(self.faults), 'faults')}, see .faults"
        return f"<Verification: {self.folder} {state}; {len(self.others)} other files>"


def verify(out: Path | str) -> Verification:
    """Hold the files of a folder that a build wrote against the sizes and digests in its report.json.

    Files that are missing, cut short, changed or of another build are faults, and so is a folder in which the replacing
    of files was stopped half-way. The report itself is taken as it stands.

    >>> import cengji, tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = cengji.build(cases=cengji.Case("fuzhou").path, only=True, out=folder)
    ...     before = cengji.verify(folder)
    ...     _ = Path(folder, "graph.ttl").write_text("")
    ...     after = cengji.verify(folder)
    >>> before.whole, after.whole, [fault.problem for fault in after.faults]  # doctest: +ELLIPSIS
    (True, False, ['is cut short: 0 bytes of ...'])

    :param out: the folder.
    :raises UsageError: if there is no such folder.
    """
    folder = Path(out)
    if not folder.is_dir():
        raise UsageError.naming("there is no folder {folder!r}: {out} takes one that a build wrote", folder=str(folder))
    written: dict[str, tuple[int, str]] = {}
    faults = [*_stopped(folder), *_read_report(folder / _REPORT, written)]
    for name, expected in written.items():
        faults += _compare(folder / name, *expected)
    known = {_REPORT, INCOMPLETE, *_FILES}
    return Verification(folder, tuple(sorted(faults)), tuple(sorted(path.name for path in folder.iterdir() if path.name not in known)))


def _stopped(folder: Path) -> Iterator[Fault]:
    if is_incomplete(folder):
        problem = "says that the replacing of files was stopped here, so they may be of two different states"
        yield Fault(str(folder / INCOMPLETE), 0, "", problem, "run the same command again; it removes this file")


def _read_report(path: Path, written: dict[str, tuple[int, str]]) -> Iterator[Fault]:
    """Fill in size and SHA-256 of each file by its name; yield the faults of the report."""
    try:
        report = json.loads(path.read_bytes())
    except FileNotFoundError:
        yield Fault(str(path), 0, "", "is missing: the folder holds no build, or none that came to its end", _ANEW)
        return
    except OSError as error:
        yield Fault(str(path), 0, "", f"cannot be read: {error.strerror}", "let it be read")
        return
    except (ValueError, RecursionError):
        yield Fault(str(path), 0, "", "is no JSON", _ANEW)
        return
    for name in _FILES:
        size, digest = (_value(report, key, name) for key in ("bytes", "sha256"))
        if isinstance(size, int) and isinstance(digest, str):
            written[name] = (size, digest)
        else:
            yield Fault(str(path), 0, f"sha256.{name}", "size or digest is missing: this is no report of a build", _ANEW)


def _value(report: Any, key: str, name: str) -> object:  # noqa: ANN401 - any JSON
    values = report.get(key) if isinstance(report, Mapping) else None
    return values.get(name) if isinstance(values, Mapping) else None


def _name_shortness(path: Path) -> str:
    """Return what is wrong with a file that has fewer bytes than its report says: how it ends tells."""
    if not path.is_file():
        return "is no file"
    end = _ENDS[path.suffix]
    with path.open("rb") as file:
        file.seek(-min(len(end), path.stat().st_size), SEEK_END)
        whole = file.read() == end
    return "is of another build, was changed, or lost whole lines: it ends as a whole file does" if whole else "is cut short"


def _compare(path: Path, size: int, digest: str) -> Iterator[Fault]:
    if not path.exists():
        yield Fault(str(path), 0, "", "is missing", _ANEW)
        return
    try:
        found = path.stat().st_size
        if found < size:
            yield Fault(str(path), 0, "", f"{_name_shortness(path)}: {found:,} bytes of {size:,}", _ANEW)
            return
        with path.open("rb") as file:
            actual = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        yield Fault(str(path), 0, "", f"cannot be read: {error.strerror}", "let it be read")
        return
    if actual != digest:
        problem = f"was changed or is of another build: its SHA-256 is {actual}, that of the report {digest}"
        yield Fault(str(path), 0, "", problem, _ANEW)
