"""Registers that were built are put into one store, each triple once, with cases and what else goes beside them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cengji import __version__
from cengji.core.errors import Fault, InputError, UnavailableError, UsageError
from cengji.core.extras import require_extra
from cengji.core.files import replace_file
from cengji.register.connection import connect
from cengji.register.parts import SUBJECT
from cengji.register.stores import (
    QUADS,
    Beside,
    describe_files,
    fill_store,
    mark_register,
    name_once,
    read_quads,
    same_triple,
    write_lines,
)  # fmt: skip
from cengji.register.tables import copy_to
from cengji.register.workspace import digests_of, identity_of, move_into_place, work_folder

with require_extra("register"):
    import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["REPORT", "join_registers", "read_report"]

REPORT: Final = "report.json"


def join_registers(
    folders: Sequence[Path], out: Path, beside: Beside, *, memory: str = "1500MB", progress: Callable[[str, int, int], None] | None = None
) -> int:
    """Put registers into one folder, ``out``, with a store: a register again, of all their quads; return how many the store holds.

    A triple that an earlier register has is left out of the later ones, so that each stands in one graph, and a name is another label
    where an earlier one names the thing otherwise. What was in ``out`` is replaced as a whole.

    :raises InputError: naming each folder that holds no register, or one that is damaged.
    :raises UnavailableError: if disk or memory do not suffice.
    :raises UsageError: if ``out`` holds other things than a register, or is one of the folders.
    """
    tell = progress or (lambda step, done, total: None)  # noqa: ARG005
    reports = _read_all(folders)
    out = out.resolve()
    if out in [folder.resolve() for folder in folders]:
        raise UsageError(f"{out} would be put into itself: name a new folder")
    if out.exists() and not (out / REPORT).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out} holds other things than a register: name a new folder")
    with work_folder(out, identity_of(digests_of(folder / REPORT for folder in folders), [__version__, os.getpid()])) as work:
        new = work / "new"
        connection = connect(work, memory)
        try:
            (new / QUADS).mkdir(parents=True)
            texts = []
            for number, folder in enumerate(folders):
                tell("putting together: registers", number, len(folders))
                texts += _take(folder, new, connection)
            tell("putting together: registers", len(folders), len(folders))
            tell("loading the store", 0, 1)
            added = fill_store(new, texts, beside, connection)
            tell("loading the store", 1, 1)
            quads = _number(connection, f"SELECT count(*) FROM {read_quads(sorted((new / QUADS).iterdir()))}")
        except duckdb.OutOfMemoryException as error:
            raise UnavailableError.naming("{memory} {given} does not suffice: give more", given=memory) from error
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise InputError.of(", ".join(map(str, folders)), f"cannot be read: {said}", "build the damaged register again") from error
        except OSError as error:
            raise UnavailableError(f"cannot write below {work}: {error.strerror}; {out} is as it was") from error
        finally:
            connection.close()
        for text in new.glob("*.nq"):
            text.unlink()
        files = describe_files(new)
        mark_register(new, files)
        report = {"cengji": __version__, "registers": reports, "quads": quads, "added": added, "files": files}
        replace_file(new / REPORT, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
        move_into_place(new, out, work)
    return quads + added


def read_report(folder: Path) -> dict[str, Any]:
    """Return the report of a register.

    :raises ValueError: if there is none, or the Parquet is not as it says.
    """
    try:
        report = json.loads((folder / REPORT).read_bytes())
        files = {name: file["bytes"] for name, file in report["files"].items() if name.endswith(".parquet")}
        there = {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.glob("*/*.parquet")}
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("holds no register") from error
    if not files or files != there:
        raise ValueError("is not as its report says")
    return dict(report)


def _read_all(folders: Sequence[Path]) -> list[dict[str, Any]]:
    found, faults = [], []
    for folder in folders:
        try:
            report = read_report(folder)
            found.append({"name": folder.resolve().name, "quads": report["quads"], "files": report["files"]})
        except ValueError as error:
            faults.append(Fault(str(folder), 0, "", str(error), "give what `cengji register build` wrote, or build it again"))
    if faults:
        raise InputError(faults)
    return found


def _take(folder: Path, new: Path, connection: DuckDBPyConnection) -> list[Path]:
    """Put the quads of a register beside those that are there, without what these say already; return the texts of the quads."""
    held, given = sorted((new / QUADS).iterdir()), sorted((folder / QUADS).glob("*.parquet"))
    text = folder / "quads.nq"
    if not held or not _shared(held, given, connection):
        for number, path in enumerate(given, len(held)):
            _link(path, new / QUADS / f"part-{number:05d}.parquet")
        if text.is_file():
            return [text]
        made = new / f"{len(held):05d}.nq"
        write_lines(read_quads(given), made, connection)
        return [made]
    texts = []
    for number, path in enumerate(given, len(held)):
        one = f"SELECT {SUBJECT} FROM {read_quads([path])}"
        same = f"SELECT * FROM {read_quads(held)} WHERE {SUBJECT} IN ({one})"
        renamed = name_once(read_quads([path]), read_quads(held))
        rest = f"SELECT * FROM {renamed} AS b WHERE NOT EXISTS (SELECT 1 FROM ({same}) AS h WHERE {same_triple('h', 'b')})"
        part = new / QUADS / f"part-{number:05d}.parquet"
        copy_to(connection, f"{rest} ORDER BY predicate", part)
        texts.append(new / f"{number:05d}.nq")
        write_lines(read_quads([part]), texts[-1], connection)
    return texts


def _shared(held: Sequence[Path], given: Sequence[Path], connection: DuckDBPyConnection) -> bool:
    """Return whether a subject is in both."""
    both = f"SELECT 1 FROM (SELECT DISTINCT {SUBJECT} FROM {read_quads(given)}) SEMI JOIN {read_quads(held)} USING ({SUBJECT}) LIMIT 1"
    return bool(_number(connection, f"SELECT count(*) FROM ({both})"))


def _link(path: Path, place: Path) -> None:
    """Have a file in a second place, without a copy where the disk can."""
    try:
        os.link(path, place)
    except OSError:
        shutil.copyfile(path, place)


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
