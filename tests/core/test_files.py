"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from cengji.core.errors import CengjiWarning, UnavailableError
from cengji.core.files import INCOMPLETE, is_incomplete, replace_file, replace_files


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("failing", range(9))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_files_are_replaced_together_or_called_incomplete(
    failing: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a", "b", "c"]
    for name in [*names, "other"]:
        (tmp_path / name).write_bytes(b"old " + name.encode())
    synced: list[int] = []

    def stop(file: int) -> None:
        if len(synced) == failing:
            raise error
        synced.append(file)

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(UnavailableError if isinstance(error, OSError) else KeyboardInterrupt) if failing < 7 else nullcontext():
        replace_files(tmp_path, {name: b"new " + name.encode() for name in names})
    found = contents(tmp_path)
    marked = found.pop(INCOMPLETE, None)
    assert (marked is not None) == is_incomplete(tmp_path) == is_incomplete(tmp_path / "a") == (failing in (4, 5))
    state = b"old " if failing < 5 else b"new "  # three files, the marker, the folder with it, then moved
    assert found == {"a": state + b"a", "b": state + b"b", "c": state + b"c", "other": b"old other"}


def test_a_file_that_cannot_be_replaced_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(UnavailableError, match=r"^cannot write .*b: Is a directory$"):
        replace_files(tmp_path, {"a": b"new", "b": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_the_next_run_mends_what_a_stopped_one_left(tmp_path: Path) -> None:
    """The files of both stay incomplete until each is replaced, even if another command writes there first."""
    (tmp_path / INCOMPLETE).write_text("explained\n\na\nb\n", encoding="utf-8")
    with pytest.warns(CengjiWarning, match="an earlier run was stopped"):
        replace_files(tmp_path, {"b": b"new", "c": b"new"})
    assert [is_incomplete(tmp_path / name) for name in ("a", "b", "c")] == [True, False, False]
    with pytest.warns(CengjiWarning, match="an earlier run was stopped"):
        replace_files(tmp_path, {"a": b"new"})
    assert contents(tmp_path) == {"a": b"new", "b": b"new", "c": b"new"}


def test_what_is_read_from_the_file_may_be_written_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new after "
        yield path.read_bytes()

    replace_file(path, chunks())
    assert contents(tmp_path) == {"a": b"new after old"}


def test_new_files_get_the_usual_rights(tmp_path: Path) -> None:
    replace_file(tmp_path / "deep" / "folder" / "a", b"x")
    (tmp_path / "plain").write_bytes(b"x")
    assert (tmp_path / "deep" / "folder" / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("far/file")
    replace_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "far") == {"file": b"new"}


def test_what_is_no_regular_file_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_file(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnavailableError, match=r"^cannot write .*folder.*: Is a directory$"):
        replace_file(tmp_path / "folder", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
